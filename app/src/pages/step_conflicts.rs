//! What was typed differently in two places (hai câu trả lời cho một câu hỏi): both are shown, one is chosen, by a plain
//! form. Nothing is decided for the person; what the draft holds for now is ticked beforehand.

use leptos::prelude::*;

use super::step::Whole;
use crate::api::post;
use crate::components::{Button, Look};
use crate::me::language;
use crate::text;
use crate::views::{ConflictView, Language, TypedChoice};

/// Draws the choice, when there is one.
pub(super) fn shown(whole: &Whole, step: &str, conflicts: Vec<ConflictView>) -> Option<AnyView> {
    let language = language();
    (!conflicts.is_empty()).then(|| {
        let choices = conflicts.into_iter().map(|one| choice(language, one)).collect_view();
        view! {
            <section class="alert alert-notice two-answers" aria-labelledby="hai-cau-tra-loi">
                <span class="alert-sign" aria-hidden="true">
                    "i"
                </span>
                <form method="post" action=post::CHOOSE>
                    <h2 class="alert-title" id="hai-cau-tra-loi">
                        {text::draft::two_answers(language)}
                    </h2>
                    <p>{text::draft::two_answers_text(language)}</p>
                    <input type="hidden" name="draft" value=whole.draft.to_string()/>
                    <input type="hidden" name="section" value=step.to_owned()/>
                    {choices}
                    <Button look=Look::Secondary>{text::draft::keep_chosen(language)}</Button>
                </form>
            </section>
        }
        .into_any()
    })
}

fn choice(language: Language, conflict: ConflictView) -> AnyView {
    let name = ["picks[", &conflict.path, "]"].concat();
    let ways = conflict
        .choices
        .into_iter()
        .enumerate()
        .map(|(index, way)| {
            let id = ["chon-", &conflict.path, "-", &index.to_string()].concat();
            one(language, &name, id, way, index == 0)
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{conflict.label}</legend>
            {ways}
        </fieldset>
    }
    .into_any()
}

fn one(language: Language, name: &str, id: String, way: TypedChoice, is_kept: bool) -> AnyView {
    let words = if way.words.is_empty() {
        text::draft::taken_away(language).to_owned()
    } else {
        way.words
    };
    let place = text::draft::typed_at(language, way.here, way.at.as_deref());
    view! {
        <div class="tick">
            <input type="radio" id=id.clone() name=name.to_owned() value=way.text checked=is_kept/>
            <label for=id>
                <span class="quiet">{place} ": "</span>
                <strong>{words}</strong>
            </label>
        </div>
    }
    .into_any()
}
