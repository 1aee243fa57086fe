//! What is written beside a dossier: messages of either side, notes of the desk's own. Each is sent under the id its form
//! came with, so that twice is once.

use std::collections::BTreeMap;

use leptos::prelude::*;
use motcua_core::dossier::DossierNumber;
use motcua_core::id::RequestId;

use super::ApiError;
use super::answer::send_on;
use crate::backend::{Backend, backend};
use crate::paths;

/// The name under which refused words are kept for their form.
pub(super) const WORDS: &str = "text";

/// Writes a message to the agency that has the dossier.
#[server(endpoint = "dossiers/write")]
pub async fn write_to_agency(number: String, request: String, #[server(default)] text: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let written = async {
        let (number, id) = parsed(&number, &request)?;
        backend.dossiers.write(&backend.me, number, id, text.clone()).await
    };
    let outcome = written.await;
    let form = paths::messages(&paths::tracked(&number));
    keep_refused(&backend, &form, &outcome, || only(text)).await?;
    send_on(outcome, |()| form)
}

/// Writes a message to the applicant.
#[server(endpoint = "desk/write")]
pub async fn write_to_applicant(
    number: String,
    request: String,
    #[server(default)] text: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let written = async {
        let (number, id) = parsed(&number, &request)?;
        backend.desk.write(&backend.me, number, id, text.clone()).await
    };
    let outcome = written.await;
    let form = paths::messages(&paths::desk_dossier(&number));
    keep_refused(&backend, &form, &outcome, || only(text)).await?;
    send_on(outcome, |()| form)
}

/// Keeps a note that only the agency's officers see.
#[server(endpoint = "desk/note")]
pub async fn keep_note(number: String, request: String, #[server(default)] text: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let kept = async {
        let (number, id) = parsed(&number, &request)?;
        backend.desk.note(&backend.me, number, id, text.clone()).await
    };
    let outcome = kept.await;
    let form = paths::notes(&paths::desk_dossier(&number));
    keep_refused(&backend, &form, &outcome, || only(text)).await?;
    send_on(outcome, |()| form)
}

fn parsed(number: &str, request: &str) -> Result<(DossierNumber, RequestId), ApiError> {
    let number = number.parse().map_err(|_| ApiError::NotFound)?;
    Ok((number, request.parse().map_err(|_| ApiError::Invalid)?))
}

fn only(text: String) -> BTreeMap<String, String> {
    BTreeMap::from([(WORDS.to_owned(), text)])
}

/// Keeps what was typed in a form that was not taken, and forgets it once it was.
pub(super) async fn keep_refused(
    backend: &Backend,
    form: &str,
    outcome: &Result<(), ApiError>,
    typed: impl FnOnce() -> BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let typed = match outcome {
        Ok(()) => BTreeMap::new(),
        Err(ApiError::Refused(_) | ApiError::Conflict | ApiError::Invalid | ApiError::TooMany) => typed(),
        Err(_) => return Ok(()),
    };
    backend.accounts.keep_typed(&backend.me, form, typed).await
}

/// Returns the words that were typed in a refused form.
pub(super) async fn typed_words(backend: &Backend, form: &str) -> Result<String, ApiError> {
    let mut typed = backend.accounts.typed(&backend.me, form).await?;
    Ok(typed.remove(WORDS).unwrap_or_default())
}
