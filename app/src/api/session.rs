//! Signing in and out, and the language.

use leptos::prelude::*;

use super::ApiError;
use super::answer::{referer, send_on};
use crate::backend::backend;
use crate::paths;
use crate::views::Role;

/// Signs in as an invented person of the demonstration, then goes to `next`.
#[server(endpoint = "session/sign_in")]
pub async fn sign_in_as(person: String, #[server(default)] next: String) -> Result<(), ApiError> {
    let backend = backend()?;
    send_on(backend.accounts.sign_in(person).await, |me| {
        match (paths::safe(&next), me.role) {
            (paths::HOME, Role::Officer) => paths::DESK.to_owned(),
            (path, Role::Visitor | Role::Citizen | Role::Officer) => path.to_owned(),
        }
    })
}

/// Ends the session.
#[server(endpoint = "session/sign_out")]
pub async fn sign_out_here() -> Result<(), ApiError> {
    let backend = backend()?;
    send_on(backend.accounts.sign_out().await, |()| paths::HOME.to_owned())
}

/// Keeps the language for this device, as a cookie that holds nothing else, and shows the page again.
#[server(endpoint = "session/language")]
pub async fn choose_language(language: String) -> Result<(), ApiError> {
    let chosen = match language.as_str() {
        "vi" => "vi",
        "en" => "en",
        _ => return Err(ApiError::Invalid),
    };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        let cookie = [LANGUAGE_COOKIE, "=", chosen, "; Path=/; Max-Age=31536000; SameSite=Lax"].concat();
        if let Ok(value) = http::HeaderValue::from_str(&cookie) {
            response.append_header(http::header::SET_COOKIE, value);
        }
    }
    send_on(Ok(()), |()| referer().unwrap_or_else(|| paths::HOME.to_owned()))
}

/// The cookie that holds the chosen language, `vi` or `en`.
pub const LANGUAGE_COOKIE: &str = "ngon-ngu";
