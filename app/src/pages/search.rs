//! stub
use super::missing::NotFoundPage;
use leptos::prelude::*;
/// Stub.
#[component]
pub fn SearchPage() -> impl IntoView {
    view! { <NotFoundPage/> }.into_any()
}
