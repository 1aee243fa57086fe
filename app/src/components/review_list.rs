//! Review list (danh sách câu trả lời): questions with their answers in words, for reading, never for typing. A question
//! without an answer says so; a problem is a word and a sign, not only a colour.

use leptos::prelude::*;
use motcua_core::form::Level;

use crate::me::language;
use crate::text;
use crate::views::ReviewField;

/// Questions with their answers.
#[component]
pub fn ReviewList(
    /// The answers, in the order of the form.
    fields: Vec<ReviewField>,
) -> impl IntoView {
    view! { <dl class="review-list">{fields.into_iter().map(|field| answer_row(field, None)).collect_view()}</dl> }
        .into_any()
}

/// One question with its answer, and what stands beside it.
pub fn answer_row(field: ReviewField, beside: Option<AnyView>) -> AnyView {
    let language = language();
    let answer = if field.answer.is_empty() {
        view! { <span class="quiet">{text::step::not_answered(language)}</span> }.into_any()
    } else {
        field.answer.into_any()
    };
    let mark = field.level.map(|level| match level {
        Level::Error => view! { <span class="mark-problem">"! " {text::step::mend_this(language)}</span> }.into_any(),
        Level::Warning => {
            view! { <span class="mark-warning">"i " {text::step::look_again(language)}</span> }.into_any()
        }
    });
    let origin = field.origin.map(|origin| {
        let reason = origin.reason.clone();
        view! {
            <span class="field-origin">
                {text::profile::origin(language, &origin)}
                {reason.map(|reason| [". ", text::follow::reason(language), ": ", &reason].concat())}
            </span>
        }
    });
    view! {
        <div>
            <dt>{field.label}</dt>
            <dd>
                {answer} " " {mark} {origin} {beside}
            </dd>
        </div>
    }
    .into_any()
}
