//! One's own drafts and dossiers (hồ sơ của tôi). Deleting a draft asks once more, in place, without script.

use leptos::prelude::*;

use super::tracked::status_look;
use crate::api::{post, reads};
use crate::components::{Button, ButtonLink, Look};
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{DossierLine, DraftLine, Language};
use crate::{paths, text};

/// The person's drafts and dossiers.
#[component]
pub fn MinePage() -> impl IntoView {
    load::page(
        async { Ok((reads::my_drafts().await?, reads::my_dossiers().await?)) },
        |(drafts, dossiers)| shown(drafts, dossiers),
    )
}

fn shown(drafts: Vec<DraftLine>, dossiers: Vec<DossierLine>) -> AnyView {
    let language = language();
    let title = text::common::my_dossiers(language);
    let nothing = drafts.is_empty() && dossiers.is_empty();
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {use_me()
                .with_untracked(|me| me.name.clone())
                .map(|name| view! { <p class="quiet">{text::follow::signed_in_as(language)} " " {name}</p> })}
            <section>
                <h2>{text::follow::my_drafts(language)}</h2>
                {if drafts.is_empty() {
                    view! { <p class="quiet">{text::follow::no_drafts(language)}</p> }.into_any()
                } else {
                    let lines = drafts.into_iter().map(|line| draft(language, line)).collect_view();
                    view! { <ul class="lines">{lines}</ul> }.into_any()
                }}
            </section>
            <section>
                <h2>{text::follow::my_filed(language)}</h2>
                {if dossiers.is_empty() {
                    view! { <p class="quiet">{text::follow::no_filed(language)}</p> }.into_any()
                } else {
                    let lines = dossiers.into_iter().map(|line| dossier(language, line)).collect_view();
                    view! { <ul class="lines">{lines}</ul> }.into_any()
                }}
            </section>
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

fn draft(language: Language, line: DraftLine) -> AnyView {
    let address = paths::step(&line.code, line.id, &line.step, false);
    let name = line.procedure.clone();
    view! {
        <li class="line">
            <h3>{line.procedure}</h3>
            <p class="quiet">
                {text::step::kept_at(language)} " " {line.saved_at}
                {line.mends.map(|number| [" · ", text::follow::mends(language), " ", &number].concat())}
            </p>
            <ButtonLink href=address>
                {text::follow::go_on(language)} <span class="visually-hidden">": " {name}</span>
            </ButtonLink>
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
