//! stub
use super::missing::NotFoundPage;
use leptos::prelude::*;
/// Stub.
#[component]
pub fn BlankFormPage() -> impl IntoView {
    view! { <NotFoundPage/> }.into_any()
}
