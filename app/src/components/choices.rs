//! Choices (lựa chọn): up to five as radios, more as a select that works without script; several as boxes; yes or no as
//! two radios. Nothing is chosen beforehand.

use leptos::prelude::*;
use motcua_core::form::Choice;

use super::described_by;
use crate::filling::{Filling, input_name};
use crate::me::language;
use crate::text;
use crate::views::OptionList;

/// The most options shown as radios.
const RADIOS: usize = 5;

/// One of several.
#[component]
pub fn Pick(
    /// Where the answer is kept; also the id.
    path: String,
    /// What may be chosen.
    options: OptionList,
) -> impl IntoView {
    let filling = Filling::current();
    let chosen = filling.typed(&path);
    let choices = options.choices();
    if is_group(choices.len()) {
        return choices
            .iter()
            .cloned()
            .enumerate()
            .map(|(index, option)| {
                let ticked = option.value == chosen;
                tick(
                    "radio",
                    &path,
                    [&path, "-", &index.to_string()].concat(),
                    option,
                    ticked,
                )
            })
            .collect_view()
            .into_any();
    }
    let at = path.clone();
    view! {
        <select
            id=path.clone()
            name=input_name(&path)
            aria-describedby=described_by(&path)
            aria-invalid=move || filling.problem(&at).map(|_| "true")
            inner_html=options.html(text::filling::choose(language()), &chosen)
        ></select>
    }
    .into_any()
}

/// Says whether so many options are drawn as a group of radios.
pub(super) const fn is_group(options: usize) -> bool {
    options <= RADIOS
}

/// Any of several; each is an answer of its own.
#[component]
pub fn Checkboxes(
    /// Where the answers are kept: `path.value`.
    path: String,
    /// What may be ticked.
    options: Vec<Choice>,
) -> impl IntoView {
    let filling = Filling::current();
    options
        .into_iter()
        .map(|option| {
            let at = [&path, ".", &option.value].concat();
            let ticked = !filling.typed(&at).is_empty();
            let sent = Choice {
                value: "yes".to_owned(),
                label: option.label,
            };
            tick("checkbox", &at.clone(), at, sent, ticked)
        })
        .collect_view()
        .into_any()
}

/// Yes or no.
#[component]
pub fn YesNo(
    /// Where the answer is kept; also the id.
    path: String,
) -> impl IntoView {
    let language = language();
    let options = [("yes", text::common::yes(language)), ("no", text::common::no(language))]
        .into_iter()
        .map(|(value, label)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        })
        .collect::<OptionList>();
    view! { <Pick path=path options=options/> }.into_any()
}

/// One radio or box with its label: the whole line is the target.
pub(super) fn tick(kind: &'static str, path: &str, id: String, option: Choice, ticked: bool) -> AnyView {
    view! {
        <div class="tick">
            <input type=kind id=id.clone() name=input_name(path) value=option.value checked=ticked/>
            <label for=id>{option.label}</label>
        </div>
    }
    .into_any()
}
