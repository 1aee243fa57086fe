//! Reads that are a person's own: the session, drafts, dossiers, the desk.

#![expect(missing_docs, reason = "the macro makes argument types")]

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::dossier::{DossierNumber, Recipient};
use motcua_core::id::DossierId;
use motcua_core::page::{Cursor, Paged};

use super::ApiError;
use super::answer::told;
use super::talk::typed_words;
use crate::backend::{Backend, backend};
use crate::paths;
use crate::views::{
    AccountView, DeskDossier, DeviceKey, DossierLine, DraftLine, LinkOffer, Me, OrganisationsView, Person, PostingView,
    ProviderLine, ReturnInput, StepView, TrackView, VerifiedResult,
};

/// Returns who is asking.
///
/// # Errors
/// As every read.
#[server(endpoint = "session/me", input = GetUrl)]
pub async fn session() -> Result<Me, ApiError> {
    Ok(backend()?.me)
}

/// Returns one's own account and the devices signed in to it.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "session/account", input = GetUrl)]
pub async fn my_account() -> Result<AccountView, ApiError> {
    let backend = backend()?;
    told(backend.accounts.account(&backend.me).await)
}

/// Lists the organisations one may act for.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "session/organisations", input = GetUrl)]
pub async fn my_organisations() -> Result<OrganisationsView, ApiError> {
    let backend = backend()?;
    let typed = backend.accounts.typed(&backend.me, paths::ORGANISATIONS);
    let view = told(backend.accounts.organisations(&backend.me).await)?;
    Ok(OrganisationsView {
        typed: told(typed.await)?,
        ..view
    })
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

/// Lists the providers of electronic identities.
///
/// # Errors
/// As every read.
#[server(endpoint = "session/providers", input = GetUrl)]
pub async fn providers() -> Result<Vec<ProviderLine>, ApiError> {
    let backend = backend()?;
    told(backend.accounts.providers().await)
}

/// Returns the older account that the identity just proved may be of.
///
/// # Errors
/// [`ApiError::NotFound`] when nothing is offered to this browser.
#[server(endpoint = "session/offer", input = GetUrl)]
pub async fn offered_account() -> Result<LinkOffer, ApiError> {
    let backend = backend()?;
    told(backend.accounts.link_offer().await)
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

/// Returns what the person's devices seal their drafts with.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "drafts/device_key", input = GetUrl)]
pub async fn key_for_device() -> Result<DeviceKey, ApiError> {
    let backend = backend()?;
    told(backend.drafts.device_key(&backend.me).await)
}

/// Returns what the asker may see of a dossier.
///
/// # Errors
/// [`ApiError::NotFound`].
#[server(endpoint = "dossiers/track", input = GetUrl)]
pub async fn track(number: String) -> Result<TrackView, ApiError> {
    let backend = backend()?;
    let number: DossierNumber = told(number.parse().map_err(|_| ApiError::NotFound))?;
    let page = paths::tracked(number.as_str());
    let mut view = told(backend.dossiers.track(&backend.me, number).await)?;
    if let TrackView::Owner(view) = &mut view {
        view.thread.typed = told(typed_words(&backend, &paths::messages(&page)).await)?;
        told(typed_way(&backend, &page, &mut view.posting).await)?;
    }
    Ok(view)
}

/// Returns what anybody may know of a result whose code they hold.
///
/// # Errors
/// [`ApiError::NotFound`].
#[server(endpoint = "dossiers/result", input = GetUrl)]
pub async fn prove_result(code: String) -> Result<VerifiedResult, ApiError> {
    let backend = backend()?;
    told(backend.dossiers.verified(code).await)
}

/// Lists the person's dossiers behind a cursor.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::Invalid`] for what is no cursor.
#[server(endpoint = "dossiers/mine", input = GetUrl)]
pub async fn my_dossiers(#[server(default)] after: String) -> Result<Paged<DossierLine>, ApiError> {
    let backend = backend()?;
    let after = told(cursor(&after))?;
    told(backend.dossiers.mine(&backend.me, after).await)
}

/// Reads where a list goes on; nothing is its beginning.
fn cursor(text: &str) -> Result<Option<Cursor<DossierId>>, ApiError> {
    let given = Some(text).filter(|text| !text.is_empty());
    given
        .map(|text| text.parse().map_err(|_| ApiError::Invalid))
        .transpose()
}

/// Puts what was typed in the refused choice of how to receive the result back into its form, with what is wrong.
async fn typed_way(backend: &Backend, page: &str, posting: &mut PostingView) -> Result<(), ApiError> {
    let Some(form) = &mut posting.form else { return Ok(()) };
    let typed = backend.accounts.typed(&backend.me, &paths::return_way(page)).await?;
    if !typed.is_empty() {
        let typed = ReturnInput::of(&typed);
        let read = Recipient::read(&typed.name, &typed.phone, &typed.address);
        form.problem = read.err().map(|problem| problem.key().to_owned());
        form.typed = typed;
    }
    Ok(())
}

/// Returns a dossier as the desk sees it.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but the agency's officers.
#[server(endpoint = "desk/dossier", input = GetUrl)]
pub async fn dossier_on_desk(number: String) -> Result<DeskDossier, ApiError> {
    let backend = backend()?;
    let number: DossierNumber = told(number.parse().map_err(|_| ApiError::NotFound))?;
    let page = paths::desk_dossier(number.as_str());
    let mut view = told(backend.desk.dossier(&backend.me, number).await)?;
    view.beside.thread.typed = told(typed_words(&backend, &paths::messages(&page)).await)?;
    view.beside.note_typed = told(typed_words(&backend, &paths::notes(&page)).await)?;
    view.beside.typed = told(backend.accounts.typed(&backend.me, &page).await)?;
    told(typed_way(&backend, &page, &mut view.posting).await)?;
    Ok(view)
}
