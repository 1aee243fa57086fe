//! Signing in and out, and the language.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ApiError;
use super::answer::{referer, send_on};
use crate::backend::{Backend, backend};
use crate::paths;
use crate::views::{DelegationInput, Me, Role};

/// Signs in as an invented person of the demonstration, then goes to `next`.
#[server(endpoint = "session/sign_in")]
pub async fn sign_in_as(person: String, #[server(default)] next: String) -> Result<(), ApiError> {
    let backend = backend()?;
    send_on(backend.accounts.sign_in(person).await, |me| landing(&me, &next))
}

/// Signs in somebody who works here, then goes to `next`.
#[server(endpoint = "session/sign_in_staff")]
pub async fn sign_in_staff(
    login: String,
    password: String,
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    match backend.accounts.sign_in_staff(login, password, code).await {
        Err(failure @ ApiError::Refused(_)) => {
            let again = paths::staff_sign_in_failed(&next, &failure.told());
            send_on(Ok(()), |()| again)
        }
        entered => send_on(entered, |me| landing(&me, &next)),
    }
}

/// Returns where one arrives after signing in: where one was going, and officers who were going nowhere at their desk.
pub fn landing(me: &Me, next: &str) -> String {
    match (paths::safe(next), me.role) {
        (paths::HOME, Role::Officer) => me.desk().to_owned(),
        (paths::HOME, Role::Administrator) => paths::ACCOUNT.to_owned(),
        (path, Role::Visitor | Role::Citizen | Role::Officer | Role::Helper | Role::Administrator) => path.to_owned(),
    }
}

/// Says that the older account offered is one's own, and signs in to it.
#[server(endpoint = "session/link")]
pub async fn take_link_offer() -> Result<(), ApiError> {
    let backend = backend()?;
    match backend.accounts.take_link_offer().await {
        // The page of the offer is gone with it: what went wrong is said where one begins again.
        Err(failure @ ApiError::Refused(_)) => {
            let here = paths::sign_in_failed(paths::HOME, &failure.told());
            send_on(Ok(()), |()| here)
        }
        taken => send_on(taken, |next| next),
    }
}

/// Ends the session.
#[server(endpoint = "session/sign_out")]
pub async fn sign_out_here() -> Result<(), ApiError> {
    let backend = backend()?;
    send_on(backend.accounts.sign_out().await, |()| paths::HOME.to_owned())
}

/// Acts for an organisation from now on; for oneself again when none is named.
#[server(endpoint = "session/act_for")]
pub async fn act_for(#[server(default)] organisation: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let acted = async {
        let organisation = match organisation.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| ApiError::NotFound)?),
        };
        backend.accounts.act_for(&backend.me, organisation).await?;
        Ok(if organisation.is_some() {
            paths::MINE
        } else {
            paths::ORGANISATIONS
        })
    };
    send_on(acted.await, str::to_owned)
}

/// Entrusts somebody with acting for an organisation.
#[server(endpoint = "session/delegate")]
pub async fn delegate(
    organisation: String,
    personal_id: String,
    name: String,
    #[server(default)] procedures: String,
    #[server(default)] agencies: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = [
        ("form", "delegate"),
        ("organisation", &organisation),
        ("personal_id", &personal_id),
        ("name", &name),
        ("procedures", &procedures),
        ("agencies", &agencies),
        ("from", &from),
        ("to", &to),
    ];
    let typed = fields(&typed);
    let given = async {
        let organisation = organisation.parse().map_err(|_| ApiError::NotFound)?;
        let input = DelegationInput {
            organisation,
            personal_id,
            name,
            procedures,
            agencies,
            from,
            to,
        };
        backend.accounts.delegate(&backend.me, input).await
    };
    let given = given.await;
    keep_refused(&backend, &given, typed).await?;
    send_on(given, |()| paths::ORGANISATIONS.to_owned())
}

fn fields(typed: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    typed.iter().map(owned).collect()
}

/// Keeps what was typed where a form of the organisations' page was refused, and forgets it once one was taken.
async fn keep_refused(
    backend: &Backend,
    outcome: &Result<(), ApiError>,
    typed: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let typed = match outcome {
        Ok(()) => BTreeMap::new(),
        Err(ApiError::Refused(_)) => typed,
        Err(_) => return Ok(()),
    };
    backend
        .accounts
        .keep_typed(&backend.me, paths::ORGANISATIONS, typed)
        .await
}

/// Takes a mandate back.
#[server(endpoint = "session/revoke")]
pub async fn revoke_delegation(organisation: String, delegation: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let revoked = async {
        let organisation = organisation.parse().map_err(|_| ApiError::NotFound)?;
        backend.accounts.revoke(&backend.me, organisation, delegation).await
    };
    send_on(revoked.await, |()| paths::ORGANISATIONS.to_owned())
}

/// Adds a branch of an organisation.
#[server(endpoint = "session/branch")]
pub async fn add_branch(organisation: String, tax_code: String, branch_name: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = fields(&[
        ("form", "branch"),
        ("organisation", &organisation),
        ("tax_code", &tax_code),
        ("branch_name", &branch_name),
    ]);
    let added = async {
        let organisation = organisation.parse().map_err(|_| ApiError::NotFound)?;
        backend
            .accounts
            .add_branch(&backend.me, organisation, tax_code, branch_name)
            .await
    };
    let added = added.await;
    keep_refused(&backend, &added, typed).await?;
    send_on(added, |()| paths::ORGANISATIONS.to_owned())
}

/// Signs one device of one's own out.
#[server(endpoint = "session/end")]
pub async fn end_session(session: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let ended = async {
        let session = session.parse().map_err(|_| ApiError::NotFound)?;
        backend.accounts.end_session(&backend.me, session).await
    };
    send_on(ended.await, |()| paths::ACCOUNT.to_owned())
}

/// Signs every device of one's own out, this one too.
#[server(endpoint = "session/end_all")]
pub async fn end_all_sessions() -> Result<(), ApiError> {
    let backend = backend()?;
    send_on(backend.accounts.end_all_sessions(&backend.me).await, |()| {
        paths::HOME.to_owned()
    })
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
