//! stub
use super::missing::NotFoundPage;
use leptos::prelude::*;
/// Stub.
#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <NotFoundPage/> }.into_any()
}
