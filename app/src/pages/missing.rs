//! Nothing there, not allowed, or failed: designed pages with the next step on them, and the right HTTP status.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::{ButtonLink, Look, SearchBox};
use crate::load::Page;
use crate::me::language;
use crate::{paths, text};

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    problem_page(&ApiError::NotFound)
}

/// Returns the page for a failure.
pub fn problem_page(failure: &ApiError) -> AnyView {
    let language = language();
    set_status(failure.status());
    let (title, words) = text::error::said_in_full(language, failure);
    let here = leptos_router::hooks::use_location();
    let here = here.pathname.get_untracked() + &query(&here.search.get_untracked());
    let next = match failure {
        ApiError::NotSignedIn => {
            view! { <ButtonLink href=paths::sign_in_then(&here)>{text::common::sign_in(language)}</ButtonLink> }
                .into_any()
        }
        ApiError::NotFound => view! {
            <SearchBox/>
            <p>
                <a href=paths::TRACK>{text::common::track(language)}</a>
            </p>
        }
        .into_any(),
        ApiError::Unavailable | ApiError::TooMany | ApiError::Conflict | ApiError::Internal(_) => {
            view! { <a class="button" href=here rel="external">{text::error::try_again(language)}</a> }.into_any()
        }
        ApiError::NotAllowed | ApiError::Invalid | ApiError::Refused(_) => {
            view! { <ButtonLink href=paths::HOME look=Look::Secondary>{text::common::home(language)}</ButtonLink> }
                .into_any()
        }
    };
    let reference = match failure {
        ApiError::Internal(reference) if !reference.is_empty() => Some(
            view! { <p class="quiet">{text::error::reference(language)} ": " <code>{reference.clone()}</code></p> },
        ),
        ApiError::Internal(_)
        | ApiError::NotSignedIn
        | ApiError::NotAllowed
        | ApiError::NotFound
        | ApiError::Invalid
        | ApiError::Refused(_)
        | ApiError::Conflict
        | ApiError::TooMany
        | ApiError::Unavailable => None,
    };
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{words}</p>
            {next}
            {reference}
        </Page>
    }
    .into_any()
}

fn query(search: &str) -> String {
    if search.is_empty() {
        String::new()
    } else {
        ["?", search].concat()
    }
}

pub(super) fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::StatusCode::from_u16(status),
    ) {
        response.set_status(status);
    }
}
