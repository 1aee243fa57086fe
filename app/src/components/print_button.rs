//! Print button (nút in): opens the print dialogue. Without script the browser's own menu does it, so it is only there
//! when it works.

use leptos::prelude::*;

use crate::me::language;
use crate::text;

/// Prints the page.
#[component]
pub fn PrintButton(
    /// Its words; "In trang này" when absent.
    #[prop(optional)]
    words: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-secondary only-script"
            data-print=""
        >
            {words.unwrap_or_else(|| text::common::print(language()))}
        </button>
    }
    .into_any()
}
