//! Pictogram (hình): one drawing for each life event, from a sprite in `public/pictograms.svg`. It only repeats the words
//! beside it, so it is hidden from those who listen.

use leptos::prelude::*;

/// A drawing by its key; an unknown key draws nothing.
#[component]
pub fn Pictogram(
    /// The key of the drawing.
    key: String,
) -> impl IntoView {
    let href = ["/pictograms.svg#", &key].concat();
    view! {
        <svg class="pictogram" aria-hidden="true" width="48" height="48" viewBox="0 0 48 48">
            <use href=href></use>
        </svg>
    }
    .into_any()
}
