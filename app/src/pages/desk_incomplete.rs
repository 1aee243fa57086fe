//! What does not lie on the desk complete (hồ sơ chưa đủ): form 02 with everything that is missing, form 03, and what is brought
//! later on paper for an open request. The portal finds most of it itself; the officer's words say the rest.

use leptos::prelude::*;
use motcua_core::dossier::Place;

use super::step::Whole;
use crate::api::post;
use crate::components::{Button, Look, TextArea};
use crate::text;
use crate::views::{IntakePaper, Language, ReviewView};

/// The end of the review where the dossier cannot be received as it lies there.
pub(super) fn hand_back(language: Language, whole: &Whole, view: &ReviewView, papers: &[IntakePaper]) -> AnyView {
    view! {
        <section class="hand-back" aria-labelledby="chua-du">
            <h2 id="chua-du">{text::intake::incomplete(language)}</h2>
            <p>{text::intake::incomplete_lead(language)}</p>
            {ask(language, whole, view, papers)}
            {refuse(language, whole, view)}
        </section>
    }
    .into_any()
}

/// Form 02: what the portal found stands there with its words; boxes for every other place open.
fn ask(language: Language, whole: &Whole, view: &ReviewView, papers: &[IntakePaper]) -> AnyView {
    let found = text::intake::lacking(&view.problems);
    let places = places(view, papers);
    let label = |at: &Place| {
        let known = places.iter().rfind(|(known, _)| at.is_within(known));
        known.map_or_else(|| at.name(), |(_, label)| label.clone())
    };
    let wrong = found
        .iter()
        .map(|(at, said)| defect(language, at, &label(at), said))
        .collect_view();
    let others = places
        .iter()
        .filter(|(at, _)| !found.contains_key(at))
        .map(|(at, label)| defect(language, at, label, ""))
        .collect_view();
    view! {
        <details class="desk-action" open=!found.is_empty()>
            <summary>{text::intake::ask_02(language)}</summary>
            <form method="post" action=post::HAND_BACK novalidate=true>
                {hidden(whole, view)}
                <p class="hint">{text::intake::ask_02_hint(language)}</p>
                {wrong}
                <details class="desk-action">
                    <summary>{text::intake::elsewhere(language)}</summary>
                    {others}
                </details>
                <Button look=Look::Secondary>{text::intake::ask_02(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

fn refuse(language: Language, whole: &Whole, view: &ReviewView) -> AnyView {
    view! {
        <details class="desk-action">
            <summary>{text::intake::refuse_03(language)}</summary>
            <form method="post" action=post::HAND_BACK novalidate=true>
                {hidden(whole, view)}
                <input type="hidden" name="refuse" value="yes"/>
                <div class="field">
                    <label for="tu-choi-vi">{text::desk::reason(language)}</label>
                    <p class="hint">{text::intake::refuse_03_hint(language)}</p>
                    <TextArea name="reason" id="tu-choi-vi" rows=3/>
                </div>
                <Button look=Look::Secondary>{text::intake::refuse_03(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// The way to enter what the applicant brought on paper for the request that is open.
pub(super) fn brought(language: Language, number: &str) -> AnyView {
    view! {
        <form method="post" action=post::DESK_SUPPLEMENT class="desk-action">
            <input type="hidden" name="number" value=number.to_owned()/>
            <p class="hint">{text::intake::brought_hint(language)}</p>
            <Button look=Look::Secondary>{text::intake::brought(language)}</Button>
        </form>
    }
    .into_any()
}

fn hidden(whole: &Whole, view: &ReviewView) -> AnyView {
    view! {
        <input type="hidden" name="draft" value=whole.draft.to_string()/>
        <input type="hidden" name="code" value=whole.code.clone()/>
        <input type="hidden" name="request" value=view.request.to_string()/>
    }
    .into_any()
}

fn defect(language: Language, at: &Place, label: &str, said: &str) -> AnyView {
    let at = at.name();
    let id = ["sai-", &at].concat();
    view! {
        <div class="field">
            <label for=id.clone()>
                {label.to_owned()} <span class="visually-hidden">": " {text::desk::reason_for(language)}</span>
            </label>
            <TextArea name=["defects[", &at, "]"].concat() id=id rows=2 value=said/>
        </div>
    }
    .into_any()
}

/// Lists the papers and the answers of the review: each place with its name.
fn places(view: &ReviewView, papers: &[IntakePaper]) -> Vec<(Place, String)> {
    let papers = papers.iter();
    let papers = papers.map(|paper| (Place::Document(paper.key.clone()), paper.name.clone()));
    let fields = view.sections.iter().flat_map(|section| {
        let fields = section.fields.iter();
        fields.map(|field| {
            let label = [&section.title, " · ", &field.label].concat();
            (Place::Field(field.path.clone()), label)
        })
    });
    papers.chain(fields).collect()
}
