//! Results by public post: the choice of how to receive one, order sheets, hand-overs to the carrier and what became of
//! parcels.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::ApiError;
use super::answer::{send_on, told};
use super::talk::keep_refused;
use crate::backend::backend;
use crate::paths;
use crate::views::{PostList, PostSheet, ReturnInput, Role, Settled};

/// Lists the parcels of the officer's agency.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but reception and the post clerk.
#[server(endpoint = "desk/posts", input = GetUrl)]
pub async fn posts() -> Result<PostList, ApiError> {
    let backend = backend()?;
    let mut list = told(backend.desk.posts(&backend.me).await)?;
    list.typed = told(backend.accounts.typed(&backend.me, paths::POST).await)?;
    Ok(list)
}

/// Returns an order sheet.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but reception and the post clerk of the agency.
#[server(endpoint = "desk/post_sheet", input = GetUrl)]
pub async fn order_sheet(number: String, order: u64) -> Result<PostSheet, ApiError> {
    let backend = backend()?;
    let number = told(number.parse().map_err(|_| ApiError::NotFound))?;
    told(backend.desk.post_sheet(&backend.me, number, order).await)
}

/// Chooses how the result of a dossier is received: by its owner, or by reception as they say.
#[server(endpoint = "dossiers/return_way")]
pub async fn choose_return_way(
    number: String,
    #[server(default)] receive: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let page = match backend.me.role {
        Role::Officer => paths::desk_dossier(&number),
        Role::Visitor | Role::Citizen | Role::Helper | Role::Administrator => paths::tracked(&number),
    };
    let wish = ReturnInput::of(&receive);
    let chosen = async {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        backend.dossiers.choose_return(&backend.me, number, wish).await
    };
    let outcome = chosen.await;
    keep_refused(&backend, &paths::return_way(&page), &outcome, || receive).await?;
    send_on(outcome, |()| paths::return_way(&page))
}

/// Makes the order sheet of a dossier's result; `seen` is the last event the officer saw.
#[server(endpoint = "desk/post_order")]
pub async fn order_post(number: String, seen: u64) -> Result<(), ApiError> {
    let backend = backend()?;
    let ordered = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        backend.desk.order_post(&backend.me, parsed, seen).await
    };
    send_on(ordered.await, |()| paths::return_way(&paths::desk_dossier(&number)))
}

/// Hands parcels to the carrier, all or none: `codes[number~order]` is the code of each, `carrier` who signs for them.
#[server(endpoint = "desk/post_send")]
pub async fn hand_to_post(
    #[server(default)] carrier: String,
    #[server(default)] codes: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let mut typed: BTreeMap<String, String> = codes
        .iter()
        .map(|(key, code)| (["codes[", key, "]"].concat(), code.clone()))
        .collect();
    typed.insert("carrier".to_owned(), carrier.clone());
    let outcome = backend.desk.hand_to_post(&backend.me, carrier, codes).await;
    keep_refused(&backend, paths::POST, &outcome, || typed).await?;
    send_on(outcome, |()| paths::POST.to_owned())
}

/// Records what became of a parcel: `outcome` is `delivered` or `came_back`.
#[server(endpoint = "desk/post_settle")]
pub async fn settle_post(
    number: String,
    order: u64,
    outcome: String,
    #[server(default)] received_by: String,
    #[server(default)] signed_on: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let form = paths::post_form(&number, order);
    let typed = BTreeMap::from([
        ("form".to_owned(), form),
        ("outcome".to_owned(), outcome.clone()),
        ("received_by".to_owned(), received_by.clone()),
        ("signed_on".to_owned(), signed_on.clone()),
        ("reason".to_owned(), reason.clone()),
    ]);
    let settled = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        let settled = match outcome.as_str() {
            "delivered" => Settled::Delivered { received_by, signed_on },
            "came_back" => Settled::CameBack { reason },
            _ => return Err(ApiError::Invalid),
        };
        backend.desk.settle_post(&backend.me, parsed, order, settled).await
    };
    let outcome = settled.await;
    keep_refused(&backend, paths::POST, &outcome, || typed).await?;
    send_on(outcome, |()| paths::POST.to_owned())
}
