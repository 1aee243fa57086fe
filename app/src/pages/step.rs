//! One step of a draft (một bước của hồ sơ): a section of the form, the papers, or the review. The frame around it says
//! where the person stands; the body is in `live::section`, `step_papers` and `step_review`.

use leptos::prelude::*;

use super::{step_changes, step_conflicts, step_intake, step_papers, step_review};
use crate::api::reads;
use crate::components::{Alert, CardReader, Disputes, FeesSoFar, KnownPeople, ProgressLine, Tone};
use crate::live::{self, section};
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{CardRead, Language, ProgressStep, StepBody, StepView};
use crate::{paths, text};

/// What papers and review need to know of the whole.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// The draft.
    pub draft: motcua_core::id::DraftId,
    /// The procedure's code.
    pub code: String,
    /// Whether the page was asked to show what is wrong.
    pub checked: bool,
    /// Whether there is a step before.
    pub has_before: bool,
}

/// A step of a draft.
#[component]
pub fn StepPage() -> impl IntoView {
    let checked = !load::in_query(paths::CHECKED).is_empty();
    load::page(
        reads::step(load::in_path("draft"), load::in_path("step"), checked),
        move |view| shown(view, checked),
    )
}

fn shown(view: StepView, checked: bool) -> AnyView {
    let language = language();
    let here = usize::try_from(view.progress.current).unwrap_or_default();
    let title = view
        .progress
        .steps
        .get(here)
        .map(|step| title_of(language, step))
        .unwrap_or_default();
    let document_title = [title.as_str(), " – ", &view.procedure].concat();
    let steps = view
        .progress
        .steps
        .iter()
        .map(|step| {
            let address = paths::step(&view.code, view.draft, &step.key, false);
            (title_of(language, step), address, step.complete)
        })
        .collect();
    let whole = Whole {
        draft: view.draft,
        code: view.code.clone(),
        checked,
        has_before: view.progress.current > 0,
    };
    let conflicts = step_conflicts::shown(&whole, &view.step, view.conflicts);
    let (intake, step) = (view.intake, view.step.clone());
    let (offers, disputes, card) = (view.known.offers, view.known.disputes, view.known.card);
    let read = CardRead::of(&load::in_query(paths::CARD));
    let body = match view.body {
        StepBody::Section(section) => {
            let props = section::Props {
                draft: whole.draft,
                has_before: whole.has_before,
                checked,
                saved_at: view.saved_at,
                base: view.version,
                today: use_me().with_untracked(|me| me.today.clone()),
                view: section,
            };
            live::part(live::SECTION, props, section::draw)
        }
        StepBody::Papers(papers) => step_papers::shown(&whole, papers),
        StepBody::Review(review) => {
            let from_paper = intake.as_ref().map(|intake| intake.papers.as_slice());
            step_review::shown(&whole, review, view.mends.is_some(), from_paper)
        }
    };
    view! {
        <Page title=document_title class="page page-narrow step">
            <p class="step-procedure">
                <a href=paths::procedure(&view.code)>{view.procedure}</a>
            </p>
            <ProgressLine current=view.progress.current steps=steps/>
            {view.mends.map(|number| mends(language, number))}
            <h1>{title}</h1>
            {intake.as_ref().map(|intake| step_intake::whose(language, intake))}
            {guest(language, &view.code, view.draft, &view.step)}
            {view.changes.map(|changes| step_changes::shown(language, whole.draft, &view.step, changes))}
            {conflicts}
            {(!load::in_query(paths::MORE).is_empty()).then(|| asks_more(language))}
            {(!disputes.is_empty()).then(|| view! { <Disputes form=section::FORM disputes=disputes/> })}
            // The first button of a form is the one that Enter presses: going on, not filling in.
            {(!offers.is_empty() || card.is_some()).then(|| view! {
                <button class="default-button" form=section::FORM name="go" value="next" tabindex="-1" aria-hidden="true">
                    {text::filling::go_on(language)}
                </button>
            })}
            {(!offers.is_empty()).then(|| view! { <KnownPeople form=section::FORM offers=offers/> })}
            {card.map(|off| view! { <CardReader form=section::FORM read=read off=off/> })}
            {intake.and_then(|intake| step_intake::papers(language, &whole, &step, &intake.papers))}
            {body}
            {view.quote.map(|quote| view! { <FeesSoFar quote=quote/> })}
        </Page>
    }
    .into_any()
}

/// Returns a step's title; papers and review are the portal's own words.
fn title_of(language: Language, step: &ProgressStep) -> String {
    match step.key.as_str() {
        paths::PAPERS_STEP => text::filling::papers_step(language).to_owned(),
        paths::REVIEW_STEP => text::filling::review_step(language).to_owned(),
        _ => step.title.clone(),
    }
}

/// Says to somebody who is not signed in how long the draft is kept, and how to keep it.
fn guest(language: Language, code: &str, draft: motcua_core::id::DraftId, step: &str) -> Option<AnyView> {
    let until = use_me().with_untracked(|me| me.guest_until.clone().filter(|_| me.account.is_none()))?;
    let back = paths::step(code, draft, step, false);
    Some(
        view! {
            <Alert tone=Tone::Notice title=text::draft::guest_title(language).to_owned()>
                <p>
                    {text::draft::guest_text(language)} " " {until} ". "
                    <a href=paths::sign_in_then(&back)>{text::draft::guest_sign_in(language)}</a>
                </p>
            </Alert>
        }
        .into_any(),
    )
}

fn asks_more(language: Language) -> AnyView {
    view! {
        <Alert tone=Tone::Notice title=text::step::asks_more(language).to_owned()>
            <p>{text::step::asks_more_text(language)}</p>
        </Alert>
    }
    .into_any()
}

fn mends(language: Language, number: String) -> AnyView {
    view! {
        <Alert tone=Tone::Notice title=text::step::mends_title(language).to_owned()>
            <p>
                {text::step::mends_text(language)} " " <a href=paths::tracked(&number)>{number.clone()}</a>
            </p>
        </Alert>
    }
    .into_any()
}
