//! To be written by its owner; until then the page says that it is not there.

use leptos::prelude::*;

use super::missing::NotFoundPage;

/// Not there yet.
#[component]
pub fn StepPage() -> impl IntoView {
    view! { <NotFoundPage/> }.into_any()
}
