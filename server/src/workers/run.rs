//! The rhythm of the workers, and what they do about failures: log once and try again.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{collect, drain};
use crate::{clock::Clock, services::Portal};

/// How often the outbox is looked at.
const OUTBOX: Duration = Duration::from_secs(1);

/// How often bytes are collected.
const COLLECT: Duration = Duration::from_secs(60 * 60);

/// How old bytes must be to be collected.
const AGE: time::Duration = time::Duration::hours(24);

/// Works until `stop` is cancelled.
pub async fn run(portal: Portal, stop: CancellationToken) {
    let mut outbox = tokio::time::interval(OUTBOX);
    let mut files = tokio::time::interval(COLLECT);
    outbox.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = outbox.tick() => {
                if let Err(error) = drain(&portal).await {
                    tracing::warn!(reason = %error, "outbox: not drained");
                }
            }
            _ = files.tick() => {
                // Files carry the machine's time, whatever a fixed clock says.
                if let Err(error) = collect(&portal, Clock::real().now().plus(-AGE)).await {
                    tracing::warn!(reason = %error, "files: not collected");
                }
            }
        }
    }
}
