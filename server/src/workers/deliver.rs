//! Bringing messages out of the portal. Each is leased, and that it was begun is written down, before it is handed over; what
//! came of it is written down after. So nobody hands over what another is handing over, and what was handed over is not
//! handed over again, with one exception that cannot be had otherwise: a sender that dies after the receiving side took the
//! message and before that is written down. That message goes out again under the same id once the lease has ended, and the
//! receiving side knows it again by it: Message-ID for mail, `Idempotency-Key` for gateways.

use futures_util::{StreamExt, stream};
use motcua_core::notification::{Channel, wait_before};
use tokio_util::sync::CancellationToken;

use crate::{
    clock::new_token,
    error::ServiceError,
    senders::Unsent,
    services::Portal,
    store::{
        StoreError,
        deliveries::{self, Waiting},
    },
};

/// How many messages are looked at in one go.
const BATCH: u16 = 64;

/// How many are handed over at once.
const AT_ONCE: usize = 8;

/// How long a sender may take, well above the longest exchange.
const LEASE: time::Duration = time::Duration::minutes(3);

/// Hands over what is due; returns how many were handed over. A message once begun is ended, also when the portal stops.
///
/// # Errors
/// When the store does not answer.
pub async fn deliver(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut sent = 0;
    while !stop.is_cancelled() {
        let waiting = deliveries::waiting(&mut parts.reader().await?, parts.clock.now(), BATCH).await?;
        if waiting.is_empty() {
            break;
        }
        let results: Vec<Result<bool, ServiceError>> = stream::iter(waiting)
            .map(|one| hand_over(portal, one, stop))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        for result in results {
            sent += usize::from(result?);
        }
    }
    Ok(sent)
}

/// Hands one message over; says whether it was taken.
async fn hand_over(portal: &Portal, waiting: Waiting, stop: &CancellationToken) -> Result<bool, ServiceError> {
    if stop.is_cancelled() || !lease(portal, &waiting.id).await? {
        return Ok(false);
    }
    if waiting.begun_at.is_some() {
        tracing::warn!(
            delivery.id = waiting.id,
            "a sender died with it: sent again under the same id"
        );
    }
    let outcome = attempt(portal, &waiting).await;
    let tried = u32::try_from(waiting.attempts).unwrap_or(u32::MAX).saturating_add(1);
    match outcome {
        Ok(()) => {
            mark(portal, &waiting.id, Mark::Sent).await?;
            tracing::info!(delivery.id = waiting.id, delivery.kind = waiting.kind, "sent");
            Ok(true)
        }
        Err(Unsent::NotNow(problem)) => {
            let after = wait_before(tried, chance()?);
            tracing::warn!(delivery.id = waiting.id, reason = problem, tried, "not sent");
            let mark_as = after.map_or(Mark::Dead(problem.clone()), |wait| Mark::Failed(problem, wait));
            mark(portal, &waiting.id, mark_as).await?;
            Ok(false)
        }
        Err(Unsent::Never(problem)) => {
            tracing::warn!(
                delivery.id = waiting.id,
                reason = problem,
                tried,
                "not sent, and will not be taken"
            );
            mark(portal, &waiting.id, Mark::Dead(problem)).await?;
            Ok(false)
        }
    }
}

async fn attempt(portal: &Portal, waiting: &Waiting) -> Result<(), Unsent> {
    let never = |what: &dyn std::fmt::Display| Unsent::Never(what.to_string());
    let channel: Channel = waiting.channel.parse().map_err(|error| never(&error))?;
    let closed = || Unsent::NotNow("this portal has no way out for the channel".to_owned());
    let sender = portal.parts().senders.of(channel).ok_or_else(closed)?;
    let message = portal
        .parts()
        .written(waiting, channel)
        .map_err(|error| never(&error))?;
    sender.send(message).await
}

/// What came of a message.
#[derive(Clone)]
enum Mark {
    Sent,
    Failed(String, time::Duration),
    Dead(String),
}

async fn lease(portal: &Portal, id: &str) -> Result<bool, ServiceError> {
    let (now, id) = (portal.parts().clock.now(), id.to_owned());
    let taken = portal
        .parts()
        .db
        .write(move |conn| {
            let id = id.clone();
            Box::pin(async move { deliveries::lease(conn, &id, now, now.plus(LEASE)).await })
        })
        .await;
    Ok(taken.map_err(|error: StoreError| error)?)
}

async fn mark(portal: &Portal, id: &str, how: Mark) -> Result<(), ServiceError> {
    let (now, work) = (portal.parts().clock.now(), (id.to_owned(), how));
    let marked = portal
        .parts()
        .db
        .write(move |conn| {
            let (id, how) = work.clone();
            Box::pin(async move {
                match how {
                    Mark::Sent => deliveries::sent(conn, &id, now).await,
                    Mark::Failed(problem, wait) => deliveries::failed(conn, &id, &problem, now.plus(wait)).await,
                    Mark::Dead(problem) => deliveries::dead(conn, &id, &problem, now).await,
                }
            })
        })
        .await;
    Ok(marked.map_err(|error: StoreError| error)?)
}

fn chance() -> Result<u16, ServiceError> {
    let drawn = new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
    Ok(u16::from_be_bytes([drawn[0], drawn[1]]))
}
