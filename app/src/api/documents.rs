//! One's own papers: the list, lending one by a link, taking it back, and what whoever has the link sees.

#![expect(missing_docs, reason = "the macro makes argument types")]

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::ApiError;
use super::answer::{send_on, told};
use crate::backend::backend;
use crate::paths;
use crate::views::{DocumentsView, SharedPaper};

/// Lists what the person filed, received and lends.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::Invalid`] for what is no place in the list.
#[server(endpoint = "documents/mine", input = GetUrl)]
pub async fn my_documents(#[server(default)] after: String) -> Result<DocumentsView, ApiError> {
    let backend = backend()?;
    let after = match after.as_str() {
        "" => None,
        after => Some(told(after.parse().map_err(|_| ApiError::Invalid))?),
    };
    told(backend.documents.mine(&backend.me, after).await)
}

/// Lends a paper by a link.
#[server(endpoint = "documents/share")]
pub async fn share_document(file: String, purpose: String, days: u16) -> Result<(), ApiError> {
    let backend = backend()?;
    let shared = async {
        let file = file.parse().map_err(|_| ApiError::NotFound)?;
        backend.documents.share(&backend.me, file, purpose, days).await
    };
    send_on(shared.await, |()| paths::SHARES.to_owned())
}

/// Takes a link back.
#[server(endpoint = "documents/revoke")]
pub async fn revoke_share(share: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let revoked = async {
        let share = share.parse().map_err(|_| ApiError::NotFound)?;
        backend.documents.revoke(&backend.me, share).await
    };
    send_on(revoked.await, |()| paths::SHARES.to_owned())
}

/// Returns what a link lends.
///
/// # Errors
/// [`ApiError::NotFound`] for a link that is none, [`ApiError::LINK_OVER`] for one that has expired or was taken back.
#[server(endpoint = "documents/shared", input = GetUrl)]
pub async fn shared_document(token: String) -> Result<SharedPaper, ApiError> {
    let backend = backend()?;
    told(backend.documents.shared(token).await)
}
