//! Draining the outbox: each intent is leased, written to the notification log, and marked as sent; a sender that dies
//! loses its lease and another sends again. The log keeps each intent once. Channels (mail, SMS) are a later issue.

use std::sync::Arc;

use crate::{
    error::ServiceError,
    services::Portal,
    store::outbox::{self, Intent},
};

/// How many intents are sent in one go.
const BATCH: u16 = 100;

/// How long a sender may take.
const LEASE: time::Duration = time::Duration::seconds(60);

/// Sends what waits; returns how many were sent.
///
/// # Errors
/// When the store does not answer.
pub async fn drain(portal: &Portal) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut sent = 0;
    loop {
        let now = parts.clock.now();
        let waiting = outbox::waiting(&mut parts.reader().await?, now, BATCH).await?;
        if waiting.is_empty() {
            return Ok(sent);
        }
        let leased = lease(portal, waiting).await?;
        if leased.is_empty() {
            return Ok(sent);
        }
        sent += leased.len();
        log(portal, leased).await?;
    }
}

async fn lease(portal: &Portal, waiting: Vec<Intent>) -> Result<Vec<Intent>, ServiceError> {
    let now = portal.parts().clock.now();
    let waiting = Arc::new(waiting);
    portal
        .parts()
        .db
        .write(move |conn| {
            let waiting = Arc::clone(&waiting);
            Box::pin(async move {
                let mut leased = Vec::with_capacity(waiting.len());
                for intent in waiting.iter() {
                    if outbox::lease(conn, &intent.id, now, now.plus(LEASE)).await? {
                        leased.push(intent.clone());
                    }
                }
                Ok::<_, ServiceError>(leased)
            })
        })
        .await
}

async fn log(portal: &Portal, leased: Vec<Intent>) -> Result<(), ServiceError> {
    let now = portal.parts().clock.now();
    for intent in &leased {
        tracing::info!(
            outbox.id = intent.id,
            outbox.kind = intent.kind,
            dossier.id = intent.dossier,
            "told"
        );
    }
    let leased = Arc::new(leased);
    portal
        .parts()
        .db
        .write(move |conn| {
            let leased = Arc::clone(&leased);
            Box::pin(async move {
                for intent in leased.iter() {
                    outbox::log(conn, intent, now).await?;
                    outbox::sent(conn, &intent.id, now).await?;
                }
                Ok::<_, ServiceError>(())
            })
        })
        .await
}
