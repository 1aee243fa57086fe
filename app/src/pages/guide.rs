//! Guidance (hướng dẫn) for citizens and for those who help them.

use leptos::prelude::*;

use crate::components::{Breadcrumb, PrintButton};
use crate::load::Page;
use crate::me::language;
use crate::text::guide as words;

/// The guidance page.
#[component]
pub fn GuidePage() -> impl IntoView {
    let language = language();
    let list = move |lines: &'static [fn(crate::views::Language) -> &'static str]| {
        lines
            .iter()
            .map(|line| view! { <li>{line(language)}</li> })
            .collect_view()
    };
    let part = |title: &'static str, text: &'static str| view! { <h2>{title}</h2> <p>{text}</p> };
    view! {
        <Page title=words::title(language) class="page page-narrow">
            <Breadcrumb/>
            <h1>{words::title(language)}</h1>
            <p class="lead">{words::lead(language)}</p>
            <h2>{words::citizen(language)}</h2>
            <ol>{list(&[words::step_find, words::step_read, words::step_fill, words::step_track])}</ol>
            <h2>{words::helper(language)}</h2>
            <ul>
                {list(
                    &[
                        words::helper_consent,
                        words::helper_beside,
                        words::helper_account,
                        words::helper_review,
                        words::helper_receipt,
                    ],
                )}
            </ul>
            {part(words::papers(language), words::papers_text(language))}
            {part(words::no_line(language), words::no_line_text(language))}
            {part(words::scams(language), words::scams_text(language))}
            <PrintButton/>
        </Page>
    }
    .into_any()
}
