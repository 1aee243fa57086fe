//! Pagination (phân trang): the page before and the page after, and which one of how many this is; or, of a list that
//! grows while it is read, its beginning and what follows.

use leptos::prelude::*;

use crate::me::language;
use crate::{paths, text};

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

/// Links to the beginning of a long list and to the lines that follow.
#[component]
pub fn MoreLines(
    /// The list's own address.
    path: &'static str,
    /// Whether lines stand before those shown.
    is_begun: bool,
    /// The cursor of the lines that follow, when there are any.
    #[prop(optional_no_strip)]
    next: Option<String>,
) -> impl IntoView {
    let language = language();
    (is_begun || next.is_some()).then(|| {
        view! {
            <nav class="pagination" aria-label=text::home::pages(language)>
                {is_begun.then(|| view! { <a href=path>{text::home::first_lines(language)}</a> })}
                {next
                    .map(|cursor| {
                        view! {
                            <a rel="next" href=paths::list_after(path, &cursor)>
                                {text::home::more_lines(language)}
                            </a>
                        }
                    })}
            </nav>
        }
        .into_any()
    })
}
