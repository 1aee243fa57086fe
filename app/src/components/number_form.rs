//! Number form (ô tra cứu): asks for a dossier number. A plain GET form; what is typed is tidied by the page.

use leptos::prelude::*;

use crate::me::language;
use crate::{paths, text};

/// The field of the number in the address.
pub const NUMBER: &str = "so";

/// Asks for a dossier number.
#[component]
pub fn NumberForm(
    /// What was typed.
    typed: String,
    /// What to do about it.
    #[prop(optional_no_strip)]
    problem: Option<&'static str>,
) -> impl IntoView {
    let language = language();
    view! {
        <form method="get" action=paths::TRACK class="number-form" role="search">
            <div class="field" class:field-bad=problem.is_some()>
                <label for=NUMBER>{text::follow::number(language)}</label>
                <p class="hint" id="so-hint">{text::follow::number_hint(language)}</p>
                <p class="field-problem" id="so-problem" role="alert">{problem}</p>
                <input
                    id=NUMBER
                    name=NUMBER
                    value=typed
                    class="w-20"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby="so-hint so-problem"
                    aria-invalid=problem.map(|_| "true")
                />
            </div>
            <button class="button">{text::follow::look_up(language)}</button>
        </form>
    }
    .into_any()
}
