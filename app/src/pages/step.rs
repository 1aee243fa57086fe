//! One step of a draft (một bước của hồ sơ): a section of the form, the papers, or the review. The frame around it says
//! where the person stands; the body is in `step_section`, `step_papers` and `step_review`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{step_papers, step_review, step_section};
use crate::api::reads;
use crate::components::{Alert, ProgressLine, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{Language, ProgressStep, StepBody, StepView};
use crate::{paths, text};

/// What every step needs to know of the whole.
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
    /// When the draft was last kept.
    pub saved_at: Option<String>,
}

/// A step of a draft.
#[component]
pub fn StepPage() -> impl IntoView {
    let asked = asked_for();
    load::page(
        move || asked.get(),
        |(draft, step, checked)| reads::step(draft, step, checked),
        move |view| shown(view, asked.with_untracked(|asked| asked.2)),
    )
}

/// Returns the draft and the step of the address, and whether to show what is wrong. They are read together from the
/// whole address: `FlatRoutes` (leptos_router 0.8.17) keeps the query of the page before when only the path's parameters
/// change, as from one step to the next.
fn asked_for() -> Memo<(String, String, bool)> {
    let location = use_location();
    Memo::new(move |before: Option<&(String, String, bool)>| {
        let path = location.pathname.get();
        let checked = location.query.with(|query| query.get_str(paths::CHECKED).is_some());
        let mut parts = path.split('/').skip(1);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("nop"), Some(_), Some(draft), Some(step)) => (draft.to_owned(), step.to_owned(), checked),
            // The address has left this page, which goes in a moment.
            (_, _, _, _) => before.cloned().unwrap_or_default(),
        }
    })
}

fn shown(view: StepView, checked: bool) -> AnyView {
    let language = language();
    let whole = Whole {
        draft: view.draft,
        code: view.code.clone(),
        checked,
        has_before: view.progress.current > 0,
        saved_at: view.saved_at.clone(),
    };
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
    let body = match view.body {
        StepBody::Section(section) => step_section::shown(&whole, section),
        StepBody::Papers(papers) => step_papers::shown(&whole, papers),
        StepBody::Review(review) => step_review::shown(&whole, review, view.mends.is_some()),
    };
    view! {
        <Page title=document_title class="page page-narrow step">
            <p class="step-procedure">
                <a href=paths::procedure(&view.code)>{view.procedure}</a>
            </p>
            <ProgressLine current=view.progress.current steps=steps/>
            {view.mends.map(|number| mends(language, number))}
            <h1>{title}</h1>
            {body}
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
