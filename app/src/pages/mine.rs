//! One's own drafts and dossiers (hồ sơ của tôi). Deleting a draft asks once more, in place, without script.

use leptos::prelude::*;
use motcua_core::page::Paged;

use super::tracked::status_look;
use crate::api::{ApiError, post, reads};
use crate::components::{Button, ButtonLink, Look, MoreLines};
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{DossierLine, DraftLine, Language};
use crate::{paths, text};

/// The person's drafts and dossiers.
#[component]
pub fn MinePage() -> impl IntoView {
    let after = load::in_query(paths::AFTER);
    load::page(
        async move {
            // Further pages are of what was filed.
            let drafts = if after.is_empty() {
                Some(reads::my_drafts().await?)
            } else {
                None
            };
            // A browser on which nobody is signed in has drafts and nothing filed.
            let dossiers = match reads::my_dossiers(after).await {
                Err(ApiError::NotSignedIn) if drafts.is_some() => Paged {
                    lines: Vec::new(),
                    next: None,
                },
                other => other?,
            };
            Ok((drafts, dossiers))
        },
        |(drafts, dossiers)| shown(drafts, dossiers),
    )
}

fn shown(drafts: Option<Vec<DraftLine>>, dossiers: Paged<DossierLine>) -> AnyView {
    let language = language();
    let title = text::common::my_dossiers(language);
    let is_begun = drafts.is_none();
    let nothing = drafts.as_ref().is_none_or(Vec::is_empty) && dossiers.lines.is_empty();
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {use_me()
                .with_untracked(|me| me.name.clone())
                .map(|name| view! { <p class="quiet">{text::follow::signed_in_as(language)} " " {name}</p> })}
            <p>
                <a href=paths::DOCUMENTS>{text::documents::title(language)}</a> " · "
                <a href=paths::MY_DATA>{text::profile::my_data(language)}</a>
            </p>
            {drafts.map(|drafts| drafts_section(language, drafts))}
            <section>
                <h2>{text::follow::my_filed(language)}</h2>
                {if dossiers.lines.is_empty() {
                    view! { <p class="quiet">{text::follow::no_filed(language)}</p> }.into_any()
                } else {
                    let lines = dossiers.lines.into_iter().map(|line| dossier(language, line)).collect_view();
                    view! { <ul class="lines">{lines}</ul> }.into_any()
                }}
                <MoreLines path=paths::MINE is_begun=is_begun next=dossiers.next/>
            </section>
            {super::offline::queue(language)}
            <p>
                <a href=paths::OFFLINE>{text::device::on_this_device(language)}</a>
            </p>
            {nothing
                .then(|| {
                    view! {
                        <ButtonLink href=paths::PROCEDURES>{text::follow::find_first(language)}</ButtonLink>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn drafts_section(language: Language, drafts: Vec<DraftLine>) -> AnyView {
    let lines = if drafts.is_empty() {
        view! { <p class="quiet">{text::follow::no_drafts(language)}</p> }.into_any()
    } else {
        let lines = drafts.into_iter().map(|line| draft(language, line)).collect_view();
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    view! {
        <section>
            <h2>{text::follow::my_drafts(language)}</h2>
            {lines}
        </section>
    }
    .into_any()
}

fn draft(language: Language, line: DraftLine) -> AnyView {
    let address = paths::step(&line.code, line.id, &line.step, false);
    let named = line.name.clone().unwrap_or_default();
    let (name, procedure) = match line.name {
        Some(name) => (name, Some(line.procedure)),
        None => (line.procedure, None),
    };
    let field = ["ten-", &line.id.to_string()].concat();
    view! {
        <li class="line">
            <h3>{name.clone()}</h3>
            {procedure.map(|procedure| view! { <p class="quiet">{procedure}</p> })}
            <p class="quiet">
                {text::step::kept_at(language)} " " {line.saved_at}
                {line.mends.map(|number| [" · ", text::follow::mends(language), " ", &number].concat())}
            </p>
            <ButtonLink href=address>
                {text::follow::go_on(language)} <span class="visually-hidden">": " {name}</span>
            </ButtonLink>
            <details>
                <summary>{text::draft::rename(language)}</summary>
                <form method="post" action=post::RENAME class="rename">
                    <input type="hidden" name="draft" value=line.id.to_string()/>
                    <div class="field">
                        <label for=field.clone()>{text::draft::name_label(language)}</label>
                        <p class="hint" id=[field.as_str(), "-hint"].concat()>
                            {text::draft::name_hint(language)}
                        </p>
                        <input
                            id=field.clone()
                            name="name"
                            value=named
                            maxlength="80"
                            autocomplete="off"
                            aria-describedby=[field.as_str(), "-hint"].concat()
                        />
                    </div>
                    <Button look=Look::Secondary>{text::draft::rename_yes(language)}</Button>
                </form>
            </details>
            <details class="danger">
                <summary>{text::follow::delete(language)}</summary>
                <p>{text::follow::delete_text(language)}</p>
                <form method="post" action=post::DISCARD>
                    <input type="hidden" name="draft" value=line.id.to_string()/>
                    <Button look=Look::Secondary>{text::follow::delete_yes(language)}</Button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

fn dossier(language: Language, line: DossierLine) -> AnyView {
    let (class, sign) = status_look(line.status);
    view! {
        <li class="line">
            <h3>
                <a href=paths::tracked(&line.number)>{line.procedure}</a>
            </h3>
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                " "
                {text::dossier::status(language, line.status)}
            </p>
            <p class="quiet">
                {line.number.clone()} " · " {text::follow::sent_on(language)} " " {line.submitted_on}
                {line.due_on.map(|day| [" · ", text::follow::due_on(language), " ", &day].concat())}
            </p>
        </li>
    }
    .into_any()
}
