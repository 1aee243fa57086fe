//! Where a filing starts (bắt đầu nộp): sign in first and come back, go on with a draft, or start a new one with the
//! answers the address carries.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::missing::problem_page;
use super::procedure::{answers_asked, moved};
use crate::api::{ApiError, catalogue, post, profile, reads};
use crate::components::{Breadcrumb, Button, ButtonLink, LevelNotice, Look, SummaryBand, SummaryFact};
use crate::filling::input_name;
use crate::load::{self, Page};
use crate::me::{language, signed_in};
use crate::views::{DraftLine, FiledPaper, Found, Language, LastFiled, ProcedureView, ReadySection, ReadyView};
use crate::{paths, text};

/// The page a filing starts on.
#[component]
pub fn StartPage() -> impl IntoView {
    let (code, answers, signed_in) = (load::in_path("code"), answers_asked(), signed_in());
    load::page(
        async move {
            let found = catalogue::procedure(code.clone(), answers.clone()).await?;
            let ready = match &found {
                Found::Here(here) if signed_in && here.can_file => {
                    let known = here
                        .answers
                        .iter()
                        .map(|(path, text)| (path.to_owned(), text.to_owned()));
                    profile::ready(code, known.collect()).await.ok()
                }
                Found::Here(_) | Found::Moved(_) => None,
            };
            let drafts = match &found {
                Found::Here(here) => drafts_of(here.procedure.code.as_str()).await?,
                Found::Moved(_) => Vec::new(),
            };
            Ok((found, drafts, ready))
        },
        move |(found, drafts, ready)| match found {
            Found::Here(view) if view.can_file => shown(view, drafts, ready, signed_in),
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

fn shown(view: ProcedureView, drafts: Vec<DraftLine>, known: Option<ReadyView>, signed_in: bool) -> AnyView {
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
            <LevelNotice/>
            {(!fresh).then(|| offered(language, drafts))}
            {begin(language, &code, answers.clone(), fresh)}
            {known.as_ref().and_then(|known| known.last.as_ref()).map(|last| like_last(language, &code, answers, last))}
            {known.map(|known| ready(language, known))}
        }
        .into_any()
    } else {
        let drafts = (!drafts.is_empty()).then(|| offered(language, drafts));
        (
            drafts,
            sign_in_first(language, &code, &answers),
            before_signing_in(language, &code, answers),
        )
            .into_any()
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

/// What is on file already, and what is missing.
fn ready(language: Language, view: ReadyView) -> AnyView {
    let sections = view
        .sections
        .iter()
        .map(|one| ready_section(language, one))
        .collect_view();
    let papers = view.papers.iter().map(|one| ready_paper(language, one)).collect_view();
    view! {
        <section class="ready">
            <h2>{text::profile::ready_title(language)}</h2>
            <p class="hint">{text::profile::ready_text(language)}</p>
            <ul>{sections}</ul>
            {(!view.papers.is_empty())
                .then(|| {
                    view! {
                        <h3>{text::profile::papers_on_file(language)}</h3>
                        <ul>{papers}</ul>
                    }
                })}
        </section>
    }
    .into_any()
}

fn ready_section(language: Language, section: &ReadySection) -> AnyView {
    let names: Vec<&str> = section.offers.iter().map(|offer| offer.name.as_str()).collect();
    let full = section.known >= section.asked;
    view! {
        <li class=if full { "has" } else { "lacks" }>
            <strong>{section.title.clone()}</strong>
            ": "
            {text::profile::known_of(language, section.known, section.asked)}
            {(!names.is_empty() && !full)
                .then(|| [". ", text::profile::can_use(language), ": ", &names.join(", ")].concat())}
        </li>
    }
    .into_any()
}

fn ready_paper(language: Language, paper: &FiledPaper) -> AnyView {
    let state = match &paper.filed {
        Some(number) => [text::profile::on_file(language), " ", number].concat(),
        None => text::profile::not_on_file(language).to_owned(),
    };
    let optional = (!paper.required).then(|| [" (", text::step::paper_if_any(language), ")"].concat());
    view! {
        <li class=if paper.filed.is_some() { "has" } else { "lacks" }>
            <strong>{paper.name.clone()}</strong>
            {optional}
            ": "
            {state}
        </li>
    }
    .into_any()
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
                                {draft.name.clone().map(|name| view! { <h3>{name}</h3> })}
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

/// The way to begin with what was answered in the last dossier of the procedure.
fn like_last(language: Language, code: &str, answers: BTreeMap<String, String>, last: &LastFiled) -> AnyView {
    view! {
        <section class="like-last">
            <h2>{text::step::like_last(language)}</h2>
            <p>{text::step::filed_before(language, &last.number, &last.on)} " " {text::step::like_last_text(language)}</p>
            <form method="post" action=post::START class="actions">
                <input type="hidden" name="code" value=code.to_owned()/>
                <input type="hidden" name="like" value=last.number.clone()/>
                {answers
                    .into_iter()
                    .map(|(path, text)| view! { <input type="hidden" name=input_name(&path) value=text/> })
                    .collect_view()}
                <Button look=Look::Secondary>{text::step::like_last_begin(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// The way to begin without signing in: kept for this browser, filed once signed in.
fn before_signing_in(language: Language, code: &str, answers: BTreeMap<String, String>) -> AnyView {
    view! {
        <section>
            <h2>{text::draft::guest_start(language)}</h2>
            <p>{text::draft::guest_start_text(language)}</p>
            <form method="post" action=post::START class="actions">
                <input type="hidden" name="code" value=code.to_owned()/>
                <input type="hidden" name="guest" value="1"/>
                {answers
                    .into_iter()
                    .map(|(path, text)| view! { <input type="hidden" name=input_name(&path) value=text/> })
                    .collect_view()}
                <Button look=Look::Secondary>{text::draft::guest_begin(language)}</Button>
            </form>
        </section>
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
