//! What an officer sees beside the steps of a draft they enter from paper: for whom it is, and the papers that are only on
//! paper.

use leptos::prelude::*;
use motcua_core::dossier::Seen;
use motcua_core::paper::PaperKind;
use motcua_core::procedure::Channel;

use super::posting;
use super::step::Whole;
use crate::api::post;
use crate::components::{Alert, Button, Look, Tone};
use crate::views::{EntryView, IntakePaper, IntakeView, Language, ReviewView};
use crate::{paths, text};

/// For whom the draft is, on every step.
pub(super) fn whose(language: Language, intake: &IntakeView) -> AnyView {
    let entry = EntryView {
        how: Some(intake.how),
        signed_at: intake.signed_at.clone(),
        ..EntryView::default()
    };
    let goes_on = intake.goes_on.clone().filter(|_| intake.how == Channel::Counter);
    let title = [text::intake::entering_for(language), " ", &intake.name].concat();
    let came = text::intake::entry(language, &entry);
    let said = match intake.number.as_str() {
        "" => came,
        number => [number, " · ", &came].concat(),
    };
    view! {
        <Alert tone=Tone::Notice title=title>
            <p>{said}</p>
            {goes_on.map(|at| view! { <p>{text::intake::late(language)} " " {at}</p> })}
        </Alert>
    }
    .into_any()
}

/// The papers that are only on paper, each shown, handed in, or not there.
pub(super) fn papers(language: Language, whole: &Whole, step: &str, papers: &[IntakePaper]) -> Option<AnyView> {
    if papers.is_empty() {
        return None;
    }
    let lines = papers.iter().map(|paper| one(language, paper)).collect_view();
    Some(
        view! {
            <section class="paper-slot" aria-labelledby="ban-giay">
                <h2 id="ban-giay">{text::intake::papers(language)}</h2>
                <p class="hint">{text::intake::papers_lead(language)}</p>
                <form method="post" action=post::PAPERS_SEEN>
                    <input type="hidden" name="draft" value=whole.draft.to_string()/>
                    <input type="hidden" name="code" value=whole.code.clone()/>
                    <input type="hidden" name="step" value=step.to_owned()/>
                    {lines}
                    <Button look=Look::Secondary>{text::intake::keep_papers(language)}</Button>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn one(language: Language, paper: &IntakePaper) -> AnyView {
    let id = ["ban-giay-", &paper.key].concat();
    let option = |seen: Seen| {
        let is_chosen = paper.seen == Some(seen);
        view! {
            <option value=seen.key() selected=is_chosen>{text::intake::seen(language, seen)}</option>
        }
    };
    let need = if paper.required {
        text::step::paper_required(language)
    } else {
        text::step::paper_if_any(language)
    };
    let scanned = (paper.scanned > 0).then(|| {
        let files = text::number::grouped(u64::from(paper.scanned));
        [" · ", text::intake::scanned(language), ": ", &files].concat()
    });
    view! {
        <div class="field">
            <label for=id.clone()>{paper.name.clone()}</label>
            <p class="hint">{need} " · " {text::terms::submit(language, paper.submit)} {scanned}</p>
            <select id=id name=["papers[", &paper.key, "]"].concat()>
                <option value="">{text::intake::not_seen(language)}</option>
                {Seen::ALL.map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The end of the review: the officer's word, then accepted with its receipt, or only registered.
pub(super) fn send(language: Language, whole: &Whole, view: &ReviewView, may_send: bool, mends: bool) -> AnyView {
    let ways = if mends {
        view! { <button class="button button-large">{text::intake::keep_supplement(language)}</button> }.into_any()
    } else {
        view! {
            <button class="button button-large" name="accept" value="yes">
                {text::intake::accept_now(language)}
            </button>
            <button class="button button-secondary">{text::intake::only_keep(language)}</button>
        }
        .into_any()
    };
    let buttons = if may_send {
        view! {
            <div class="tick">
                <input type="checkbox" id="cam-doan" name="declared" value="yes"/>
                <label for="cam-doan">{text::intake::papers_said(language)}</label>
            </div>
            <div class="actions">{ways}</div>
        }
        .into_any()
    } else {
        view! { <p class="quiet">{text::step::cannot_send_yet(language)}</p> }.into_any()
    };
    view! {
        <form method="post" action=post::SUBMIT class="declaration" novalidate=true>
            <input type="hidden" name="draft" value=whole.draft.to_string()/>
            <input type="hidden" name="code" value=whole.code.clone()/>
            <input type="hidden" name="request" value=view.request.to_string()/>
            {view.receive.as_ref().map(|form| posting::choice(language, form))}
            {buttons}
        </form>
    }
    .into_any()
}

/// What to do now with a dossier that was just entered: print the paper that it was answered with, or answer it first.
pub(super) fn entered(language: Language, paper: Option<(PaperKind, String)>) -> AnyView {
    let inside = match paper {
        Some((kind, address)) => view! {
            <p>{text::intake::print_now(language, kind)}</p>
            <p><a class="button" href=address>{text::intake::print(language, kind)}</a></p>
        }
        .into_any(),
        None => view! { <p>{text::intake::accept_first(language)}</p> }.into_any(),
    };
    view! {
        <Alert tone=Tone::Done title=text::intake::taken_in(language).to_owned()>
            {inside}
            <p><a href=paths::TAKE_IN>{text::intake::next_one(language)}</a></p>
        </Alert>
    }
    .into_any()
}
