//! How a page gets its data: read on the server before the page is sent, handed over with it, read again in the browser
//! when the address changes or something was posted. A page branches on loading, problem and ready only here.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Serialize, de::DeserializeOwned};

use crate::api::ApiError;
use crate::components::{Alert, Tone};
use crate::me::language;
use crate::pages::missing::problem_page;
use crate::paths;
use crate::text;

/// Counts what was posted, so that pages read again.
#[derive(Clone, Copy)]
pub struct Posted(pub RwSignal<u32>);

/// The failure of the last post, shown above the page until the next one.
#[derive(Clone, Copy)]
pub struct Failed(pub RwSignal<Option<ApiError>>);

/// Provides what pages need to read and to show failures.
pub fn provide() {
    provide_context(Posted(RwSignal::new(0)));
    provide_context(Failed(RwSignal::new(None)));
}

/// Reads what `key` asks for and shows it; a failure becomes a page with the next step on it. While it is read again,
/// what was shown stays.
pub fn page<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let posted = use_context::<Posted>();
    let data = Resource::new(
        move || (posted.map_or(0, |posted| posted.0.get()), key()),
        move |(_, key)| read(key),
    );
    let show = StoredValue::new(show);
    let fallback = move || view! { <p class="loading">{text::common::loading(language())}</p> };
    view! {
        <Transition fallback=fallback>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(ready) => show.with_value(|show| show(ready)),
                    Err(failure) => problem_page(&failure),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The inside of `<main>`: title, an alert when the last post failed, and the content. Moves focus to the heading, or to
/// the summary of problems, when it arrives by navigation.
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
    #[cfg(not(feature = "ssr"))]
    Effect::new(|_| crate::device::arrived());
    view! {
        <Title text=full/>
        <div class=class>
            {failure(language)}
            {children()}
        </div>
    }
    .into_any()
}

fn failure(language: crate::views::Language) -> impl IntoView {
    let failed = use_context::<Failed>();
    let from_address = leptos_router::hooks::use_location()
        .query
        .with_untracked(|query| query.get_str(paths::FAILED).and_then(ApiError::from_name));
    move || {
        let error = failed
            .and_then(|failed| failed.0.get())
            .or_else(|| from_address.clone())?;
        let (title, words) = text::error::said(language, &error);
        let sign_in = (error == ApiError::NotSignedIn).then(|| {
            view! {
                <p>
                    <a href=paths::SIGN_IN target="_blank" rel="external noopener">
                        {text::step::sign_in_new_tab(language)}
                    </a>
                </p>
            }
        });
        Some(view! { <Alert tone=Tone::Problem title=title.to_owned()><p>{words}</p>{sign_in}</Alert> }.into_any())
    }
}
