//! Pagination (phân trang): the page before and the page after, and which one of how many this is.

use leptos::prelude::*;

use crate::me::language;
use crate::text;

/// Links to the pages around this one.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
    /// The address of the page before, when there is one.
    before: String,
    /// The address of the page after, when there is one.
    after: String,
) -> impl IntoView {
    let language = language();
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=text::home::pages(language)>
                {(page > 1).then(|| view! { <a rel="prev" href=before>{text::home::previous_page(language)}</a> })}
                <span>{text::home::page_of(language, page, pages)}</span>
                {(page < pages).then(|| view! { <a rel="next" href=after>{text::home::next_page(language)}</a> })}
            </nav>
        }
        .into_any()
    })
}
