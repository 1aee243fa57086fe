//! Draining the outbox: each intent becomes a message for its reader in the portal, and one on its way by each channel they
//! want, in the transaction that marks it as done: it happens once, whoever dies. `deliver` brings them out of the portal.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::{
    error::ServiceError,
    services::Portal,
    store::outbox::{self, Intent},
};

/// How many intents are sent in one go.
const BATCH: u16 = 100;

/// How long a sender may take.
const LEASE: time::Duration = time::Duration::seconds(60);

/// Sends what waits until nothing does or the portal stops; returns how many were sent.
///
/// # Errors
/// When the store does not answer.
pub async fn drain(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut sent = 0;
    while !stop.is_cancelled() {
        let now = parts.clock.now();
        let waiting = outbox::waiting(&mut parts.reader().await?, now, BATCH).await?;
        if waiting.is_empty() {
            break;
        }
        let leased = lease(portal, waiting).await?;
        if leased.is_empty() {
            break;
        }
        sent += leased.len();
        tell(portal, leased).await?;
    }
    Ok(sent)
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

async fn tell(portal: &Portal, leased: Vec<Intent>) -> Result<(), ServiceError> {
    let now = portal.parts().clock.now();
    for intent in &leased {
        tracing::info!(
            outbox.id = intent.id,
            outbox.kind = intent.kind,
            dossier.id = intent.dossier,
            "told"
        );
    }
    let (leased, with) = (Arc::new(leased), portal.clone());
    portal
        .parts()
        .db
        .write(move |conn| {
            let (leased, with) = (Arc::clone(&leased), with.clone());
            Box::pin(async move {
                for intent in leased.iter() {
                    with.parts().tell(conn, intent, now).await?;
                    outbox::sent(conn, &intent.id, now).await?;
                }
                Ok::<_, ServiceError>(())
            })
        })
        .await
}
