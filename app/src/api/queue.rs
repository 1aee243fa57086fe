//! The queue of a desk: reading it, doing one thing to many, taking the next, filters kept by name, days away.

#![expect(missing_docs, reason = "the macro makes argument types")]
#![allow(
    clippy::too_many_arguments,
    reason = "a filter has as many parts as its page's address"
)]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::ApiError;
use super::answer::{send_on, told};
use crate::backend::backend;
use crate::paths;
use crate::views::{BulkKind, BulkOrder, BulkView, QueueQuery, QueueView, RepositoryQuery, RepositoryView, StaffView};

/// Lists the desk's dossiers under a filter, written as in the address of its page.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but an officer; [`ApiError::Invalid`] for what is no cursor.
#[server(endpoint = "desk/queue", input = GetUrl)]
pub async fn queue(
    #[server(default)] xem: String,
    #[server(default)] trang_thai: String,
    #[server(default)] thu_tuc: String,
    #[server(default)] buoc: String,
    #[server(default)] han: String,
    #[server(default)] tim: String,
    #[server(default)] sau: String,
    #[server(default)] truoc: String,
) -> Result<QueueView, ApiError> {
    let backend = backend()?;
    let query = QueueQuery::of(|name| match name {
        "xem" => xem.clone(),
        "trang-thai" => trang_thai.clone(),
        "thu-tuc" => thu_tuc.clone(),
        "buoc" => buoc.clone(),
        "han" => han.clone(),
        "tim" => tim.clone(),
        "sau" => sau.clone(),
        "truoc" => truoc.clone(),
        _ => String::new(),
    });
    told(backend.desk.queue(&backend.me, query).await)
}

/// Does one thing to many dossiers; the same request again goes on where it was broken off and does nothing twice.
#[server(endpoint = "desk/bulk")]
pub async fn act_on_many(
    request: String,
    action: String,
    #[server(default)] to: String,
    #[server(default)] picked: BTreeMap<String, u64>,
    #[server(default)] all: String,
    #[server(default)] filter: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let done = async {
        let order = BulkOrder {
            kind: BulkKind::of_key(&action).ok_or(ApiError::Invalid)?,
            request: request.clone(),
            to,
            picked: picked.into_iter().collect(),
            all: (all == "yes").then(|| QueueQuery::of_text(&filter)),
        };
        backend.desk.act_on_many(&backend.me, order).await
    };
    let outcome = done.await;
    send_on(outcome, |()| paths::bulk(&request))
}

/// Returns what became of an action on many.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but the officer who sent it.
#[server(endpoint = "desk/outcome", input = GetUrl)]
pub async fn outcome(request: String) -> Result<BulkView, ApiError> {
    let backend = backend()?;
    told(backend.desk.outcome(&backend.me, request).await)
}

/// Takes the most pressing dossier of nobody and leads to it.
#[server(endpoint = "desk/take_next")]
pub async fn take_next() -> Result<(), ApiError> {
    let backend = backend()?;
    let outcome = backend.desk.take_next(&backend.me).await;
    send_on(outcome, |number| paths::desk_dossier(&number))
}

/// Keeps a filter by name.
#[server(endpoint = "desk/keep_filter")]
pub async fn keep_filter(name: String, #[server(default)] filter: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let query = QueueQuery::of_text(&filter);
    let outcome = backend.desk.keep_filter(&backend.me, name, query.clone()).await;
    send_on(outcome, |()| paths::queue(&query.address()))
}

/// Forgets a filter.
#[server(endpoint = "desk/forget_filter")]
pub async fn forget_filter(name: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let outcome = backend.desk.forget_filter(&backend.me, name).await;
    send_on(outcome, |()| paths::DESK.to_owned())
}

/// Lists what an officer looks for in their agency's digital repository.
///
/// # Errors
/// [`ApiError::NotAllowed`] for whoever has no desk; [`ApiError::Invalid`] for what is no place in the list.
#[server(endpoint = "desk/repository", input = GetUrl)]
pub async fn repository(
    #[server(default)] person: String,
    #[server(default)] code: String,
    #[server(default)] after: String,
) -> Result<RepositoryView, ApiError> {
    let backend = backend()?;
    let query = RepositoryQuery { person, code, after };
    told(backend.desk.repository(&backend.me, query).await)
}

/// Returns the desk's officers, their work and days away.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but an officer.
#[server(endpoint = "desk/staff", input = GetUrl)]
pub async fn staff() -> Result<StaffView, ApiError> {
    let backend = backend()?;
    told(backend.desk.staff(&backend.me).await)
}

/// Keeps days on which an officer is away, and who acts meanwhile.
#[server(endpoint = "desk/absent")]
pub async fn absent(
    account: String,
    from: String,
    to: String,
    #[server(default)] deputy: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let outcome = backend.desk.absent(&backend.me, account, (from, to), deputy).await;
    send_on(outcome, |()| paths::STAFF.to_owned())
}

/// Takes days away back.
#[server(endpoint = "desk/present")]
pub async fn present(absence: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let outcome = backend.desk.present(&backend.me, absence).await;
    send_on(outcome, |()| paths::STAFF.to_owned())
}
