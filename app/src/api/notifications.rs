//! What people are told: reading it, where else to be told, whether a message is genuine; and for whoever looks after the
//! portal, what could not be sent.

#![expect(missing_docs, reason = "the macro makes argument types")]

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::page::Paged;

use super::ApiError;
use super::answer::{send_on, told};
use crate::backend::backend;
use crate::paths;
use crate::views::{DeliveriesView, GenuineView, NotificationLine, Settle};

/// Lists what the person was told behind a cursor.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::Invalid`] for what is no cursor.
#[server(endpoint = "notifications/mine", input = GetUrl)]
pub async fn my_notifications(#[server(default)] after: String) -> Result<Paged<NotificationLine>, ApiError> {
    let backend = backend()?;
    let after = match after.as_str() {
        "" => None,
        after => Some(told(after.parse().map_err(|_| ApiError::Invalid))?),
    };
    told(backend.notifications.mine(&backend.me, after).await)
}

/// Marks one message as read, or all of them.
#[server(endpoint = "notifications/read")]
pub async fn read_notifications(#[server(default)] id: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let read = async {
        let one = match id.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| ApiError::NotFound)?),
        };
        backend.notifications.read(&backend.me, one).await
    };
    send_on(read.await, |()| paths::NOTIFICATIONS.to_owned())
}

/// Says whether the portal sent a message with a code.
///
/// # Errors
/// [`ApiError::TooMany`].
#[server(endpoint = "notifications/check", input = GetUrl)]
pub async fn check_message(#[server(default)] code: String) -> Result<GenuineView, ApiError> {
    let backend = backend()?;
    told(backend.notifications.check(code).await)
}

/// Keeps an address to be told at.
#[server(endpoint = "notifications/channel")]
pub async fn keep_channel(
    channel: String,
    #[server(default)] address: String,
    #[server(default)] wanted: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let kept = async {
        let channel = channel.parse().map_err(|_| ApiError::Invalid)?;
        let wanted = !wanted.is_empty();
        backend
            .notifications
            .keep_channel(&backend.me, channel, address, wanted)
            .await
    };
    send_on(kept.await, |()| paths::CHANNELS.to_owned())
}

/// Confirms an address by the code that was sent to it.
#[server(endpoint = "notifications/confirm")]
pub async fn confirm_channel(channel: String, #[server(default)] code: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let confirmed = async {
        let channel = channel.parse().map_err(|_| ApiError::Invalid)?;
        backend.notifications.confirm_channel(&backend.me, channel, code).await
    };
    send_on(confirmed.await, |()| paths::CHANNELS.to_owned())
}

/// Lists the messages that could not be sent.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::NotAllowed`] for anybody but an administrator.
#[server(endpoint = "notifications/stuck", input = GetUrl)]
pub async fn stuck_messages() -> Result<DeliveriesView, ApiError> {
    let backend = backend()?;
    told(backend.notifications.deliveries(&backend.me).await)
}

/// Tries a message again, or drops it.
#[server(endpoint = "notifications/settle")]
pub async fn settle_message(delivery: String, how: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let settled = async {
        let how = match how.as_str() {
            "retry" => Settle::Retry,
            "discard" => Settle::Discard,
            _ => return Err(ApiError::Invalid),
        };
        backend.notifications.settle(&backend.me, delivery, how).await
    };
    send_on(settled.await, |()| paths::DELIVERIES.to_owned())
}
