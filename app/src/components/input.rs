//! Input (ô nhập): one line, for every kind of answer typed in one. The keyboard fits the kind (`inputmode`), the browser
//! never judges (`type=text`, no `pattern`): the same rule of `core` speaks in both worlds. Wide enough for its answer.

use leptos::prelude::*;

use super::described_by;
use crate::filling::{Filling, input_name};

/// How an input looks and which keyboard it brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputLook {
    /// The HTML `type`.
    pub kind: Option<&'static str>,
    /// The keyboard.
    pub mode: Option<&'static str>,
    /// The class that sets its width.
    pub width: &'static str,
    /// What stands after it ("đ", "m²").
    pub spell: bool,
}

/// A one-line input at a path.
#[component]
pub fn TextInput(
    /// Where the answer is kept; also the id.
    path: String,
    /// Keyboard and width.
    #[prop(optional)]
    look: InputLook,
    /// The HTML `autocomplete` token.
    #[prop(optional_no_strip)]
    autocomplete: Option<String>,
    /// The unit written after the input.
    #[prop(optional_no_strip)]
    unit: Option<String>,
    /// Whether an answer must be given.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let filling = Filling::current();
    let value = filling.typed(&path);
    let at = path.clone();
    view! {
        <span class="input-line">
            <input
                type=look.kind.unwrap_or("text")
                id=path.clone()
                name=input_name(&path)
                class=look.width
                value=value
                inputmode=look.mode
                autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
                spellcheck=if look.spell { "true" } else { "false" }
                aria-describedby=described_by(&path)
                aria-required=required.then_some("true")
                aria-invalid=move || filling.problem(&at).map(|_| "true")
            />
            {unit.map(|unit| view! { <span class="unit">{unit}</span> })}
        </span>
    }
    .into_any()
}
