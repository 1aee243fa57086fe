//! Where a filing starts (bắt đầu nộp): sign in first and come back, go on with a draft, or start a new one with the
//! answers the address carries.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::missing::problem_page;
use super::procedure::{answers_asked, moved};
use crate::api::{ApiError, catalogue, post, reads};
use crate::components::{Breadcrumb, Button, ButtonLink, Look, SummaryBand, SummaryFact};
use crate::filling::input_name;
use crate::load::{self, Page};
use crate::me::{language, signed_in};
use crate::views::{DraftLine, Found, Language, ProcedureView};
use crate::{paths, text};

/// The page a filing starts on.
#[component]
pub fn StartPage() -> impl IntoView {
    let (code, answers, signed_in) = (load::in_path("code"), answers_asked(), signed_in());
    load::page(
        async move {
            let found = catalogue::procedure(code, answers).await?;
            let drafts = match &found {
                Found::Here(here) if signed_in => drafts_of(here.procedure.code.as_str()).await?,
                Found::Here(_) | Found::Moved(_) => Vec::new(),
            };
            Ok((found, drafts))
        },
        move |(found, drafts)| match found {
            Found::Here(view) if view.can_file => shown(view, drafts, signed_in),
            Found::Here(_) => problem_page(&ApiError::NotFound),
            Found::Moved(code) => moved(&code),
        },
    )
}

async fn drafts_of(code: &str) -> Result<Vec<DraftLine>, ApiError> {
    let mut drafts = match reads::my_drafts().await {
        Ok(drafts) => drafts,
        Err(ApiError::NotAllowed | ApiError::NotSignedIn) => Vec::new(),
        Err(failure) => return Err(failure),
    };
    drafts.retain(|draft| draft.code == code);
    Ok(drafts)
}

fn shown(view: ProcedureView, drafts: Vec<DraftLine>, signed_in: bool) -> AnyView {
    let language = language();
    let code = view.procedure.code.as_str().to_owned();
    let name = view.procedure.plain_name().to_owned();
    let title = [text::step::start_title(language), ": ", &name].concat();
    let trail = vec![(paths::procedure(&code), name)];
    let answers: BTreeMap<String, String> = view
        .answers
        .iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let body = if signed_in {
        let fresh = drafts.is_empty();
        view! {
            {(!fresh).then(|| offered(language, drafts))}
            {begin(language, &code, answers, fresh)}
        }
        .into_any()
    } else {
        sign_in_first(language, &code, &answers)
    };
    view! {
        <Page title=title.clone() class="page page-narrow">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{text::step::start_lead(language)}</p>
            {facts(language, &view)}
            {body}
        </Page>
    }
    .into_any()
}

fn facts(language: Language, view: &ProcedureView) -> Option<AnyView> {
    let day = view.due_if_now.clone()?;
    let fact = SummaryFact {
        asked: text::step::expected(language),
        answer: day,
        more: None,
    };
    Some(view! { <SummaryBand facts=vec![fact]/> }.into_any())
}

fn offered(language: Language, drafts: Vec<DraftLine>) -> AnyView {
    view! {
        <section>
            <h2>{text::step::drafts_here(language)}</h2>
            <ul class="lines">
                {drafts
                    .into_iter()
                    .map(|draft| {
                        let address = paths::step(&draft.code, draft.id, &draft.step, false);
                        view! {
                            <li class="line">
                                <p>
                                    {text::step::kept_at(language)} " " {draft.saved_at}
                                    {draft
                                        .mends
                                        .map(|number| [" · ", text::follow::mends(language), " ", &number].concat())}
                                </p>
                                <ButtonLink href=address>{text::step::go_on_draft(language)}</ButtonLink>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn begin(language: Language, code: &str, answers: BTreeMap<String, String>, fresh: bool) -> AnyView {
    let (look, words) = if fresh {
        (Look::Primary, text::step::start_title(language))
    } else {
        (Look::Secondary, text::step::new_one(language))
    };
    view! {
        <form method="post" action=post::START class="actions">
            <input type="hidden" name="code" value=code.to_owned()/>
            {answers
                .into_iter()
                .map(|(path, text)| view! { <input type="hidden" name=input_name(&path) value=text/> })
                .collect_view()}
            <Button look=look>{words}</Button>
        </form>
    }
    .into_any()
}

fn sign_in_first(language: Language, code: &str, answers: &BTreeMap<String, String>) -> AnyView {
    let back = paths::start_with(code, answers);
    view! {
        <section>
            <h2>{text::step::sign_in_first(language)}</h2>
            <p>{text::step::sign_in_first_text(language)}</p>
            <ButtonLink href=paths::sign_in_then(&back)>{text::common::sign_in(language)}</ButtonLink>
        </section>
    }
    .into_any()
}
