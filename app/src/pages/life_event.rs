//! stub
use super::missing::NotFoundPage;
use leptos::prelude::*;
/// Stub.
#[component]
pub fn LifeEventPage() -> impl IntoView {
    view! { <NotFoundPage/> }.into_any()
}
