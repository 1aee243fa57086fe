//! Reads that are a person's own: the session, drafts, dossiers, the desk.

#![expect(missing_docs, reason = "the macro makes argument types")]

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::ApiError;
use super::answer::told;
use crate::backend::backend;
use crate::views::{DeskDossier, DeskLine, DossierLine, DraftLine, Me, Person, StepView, TrackView};

/// Returns who is asking.
///
/// # Errors
/// As every read.
#[server(endpoint = "session/me", input = GetUrl)]
pub async fn session() -> Result<Me, ApiError> {
    Ok(backend()?.me)
}

/// Lists the invented people of the demonstration.
///
/// # Errors
/// [`ApiError::NotFound`] where there is no demonstration.
#[server(endpoint = "session/people", input = GetUrl)]
pub async fn people() -> Result<Vec<Person>, ApiError> {
    let backend = backend()?;
    told(backend.accounts.demonstration().await)
}

/// Returns one step of a draft, with its problems when `checked`.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::NotFound`] for somebody else's draft.
#[server(endpoint = "drafts/step", input = GetUrl)]
pub async fn step(draft: String, step: String, #[server(default)] checked: bool) -> Result<StepView, ApiError> {
    let backend = backend()?;
    let draft = told(draft.parse().map_err(|_| ApiError::NotFound))?;
    told(backend.drafts.step(&backend.me, draft, step, checked).await)
}

/// Lists the person's drafts.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "drafts/mine", input = GetUrl)]
pub async fn my_drafts() -> Result<Vec<DraftLine>, ApiError> {
    let backend = backend()?;
    told(backend.drafts.mine(&backend.me).await)
}

/// Returns what the asker may see of a dossier.
///
/// # Errors
/// [`ApiError::NotFound`].
#[server(endpoint = "dossiers/track", input = GetUrl)]
pub async fn track(number: String) -> Result<TrackView, ApiError> {
    let backend = backend()?;
    let number = told(number.parse().map_err(|_| ApiError::NotFound))?;
    told(backend.dossiers.track(&backend.me, number).await)
}

/// Lists the person's dossiers.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "dossiers/mine", input = GetUrl)]
pub async fn my_dossiers() -> Result<Vec<DossierLine>, ApiError> {
    let backend = backend()?;
    told(backend.dossiers.mine(&backend.me).await)
}

/// Lists the desk's open dossiers.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but an officer.
#[server(endpoint = "desk/queue", input = GetUrl)]
pub async fn queue() -> Result<Vec<DeskLine>, ApiError> {
    let backend = backend()?;
    told(backend.desk.queue(&backend.me).await)
}

/// Returns a dossier as the desk sees it.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but the agency's officers.
#[server(endpoint = "desk/dossier", input = GetUrl)]
pub async fn dossier_on_desk(number: String) -> Result<DeskDossier, ApiError> {
    let backend = backend()?;
    let number = told(number.parse().map_err(|_| ApiError::NotFound))?;
    told(backend.desk.dossier(&backend.me, number).await)
}
