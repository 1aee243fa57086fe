//! How a page gets its data: read before the page is sent. A page branches on problem and ready only here.

use std::future::Future;

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;
use leptos_meta::Title;

use crate::api::ApiError;
use crate::components::{Alert, Tone};
use crate::me::language;
use crate::pages::missing::problem_page;
use crate::paths;
use crate::text;

/// Room for a page as most are, in bytes.
const USUAL: usize = 64 << 10;

/// Reads what a page shows and shows it; a failure becomes a page with the next step on it.
pub fn page<T: Send + 'static>(
    read: impl Future<Output = Result<T, ApiError>> + Send + 'static,
    show: impl FnOnce(T) -> AnyView + Send + 'static,
) -> AnyView {
    Suspend::new(async move {
        let page = match read.await {
            Ok(ready) => show(ready),
            Err(failure) => problem_page(&failure),
        };
        // Nothing in it waits any more: written at once, it takes half the work of a stream of parts.
        let mut html = String::with_capacity(USUAL);
        page.to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
        InertElement::new(html)
    })
    .into_any()
}

/// Returns a part of the address by the route's name for it; empty when there is none.
pub fn in_path(name: &str) -> String {
    leptos_router::hooks::use_params_map().with_untracked(|params| params.get(name).unwrap_or_default())
}

/// Returns a part of the address's query; empty when there is none.
pub fn in_query(name: &str) -> String {
    leptos_router::hooks::use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// The inside of `<main>`: title, an alert when the last post failed, and the content.
#[component]
pub fn Page(
    /// The title of the document; the heading is the page's own.
    #[prop(into)]
    title: String,
    /// A class for the page's own layout.
    #[prop(default = "page")]
    class: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    let language = language();
    let full = [&title, " – ", text::common::portal(language)].concat();
    view! {
        <Title text=full/>
        <div class=class>
            {failure(language)}
            {children()}
        </div>
    }
    .into_any()
}

/// The failure of the post that led here.
fn failure(language: crate::views::Language) -> Option<AnyView> {
    let error = leptos_router::hooks::use_location()
        .query
        .with_untracked(|query| query.get_str(paths::FAILED).and_then(ApiError::from_told))?;
    let (title, words) = text::error::said_in_full(language, &error);
    let reference = if let ApiError::Internal(reference) = &error {
        [" ", text::error::reference(language), ": ", reference].concat()
    } else {
        String::new()
    };
    Some(view! { <Alert tone=Tone::Problem title=title.to_owned()><p>{words} {reference}</p></Alert> }.into_any())
}
