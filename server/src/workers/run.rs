//! The rhythm of the workers, and what they do about failures: log once and try again.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{collect, deadlines, deliver, drain};
use crate::{
    clock::Clock,
    services::{Portal, payments::look, registers::verify},
};

/// How often the outbox is looked at.
const OUTBOX: Duration = Duration::from_secs(1);

/// How often bytes are collected.
const COLLECT: Duration = Duration::from_secs(60 * 60);

/// How often dossiers that wait are compared with the registers.
const REGISTERS: Duration = Duration::from_secs(5);

/// How often payments and refunds that wait for an outcome are looked at.
const PAYMENTS: Duration = Duration::from_secs(2);

/// How often the scanner is asked about files that wait.
const SCAN: Duration = Duration::from_secs(15);

/// How old bytes must be to be collected.
const AGE: time::Duration = time::Duration::hours(24);

/// Works until `stop` is cancelled. Registers are asked and messages
/// handed over beside the rest: a slow one keeps nothing else waiting.
pub async fn run(portal: Portal, stop: CancellationToken) {
    tokio::join!(
        ask(&portal, &stop),
        send(&portal, &stop),
        keep(&portal, &stop),
        deadlines::every(&portal, &stop),
        ask_gateways(&portal, &stop)
    );
}

async fn send(portal: &Portal, stop: &CancellationToken) {
    let mut deliveries = tokio::time::interval(OUTBOX);
    deliveries.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = deliveries.tick() => {}
        }
        if let Err(error) = deliver(portal, stop).await {
            tracing::warn!(reason = %error, "messages: not sent");
        }
    }
}

async fn ask_gateways(portal: &Portal, stop: &CancellationToken) {
    let mut payments = tokio::time::interval(PAYMENTS);
    payments.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = payments.tick() => {}
        }
        if let Err(error) = look(portal, stop).await {
            tracing::warn!(reason = %error, "payments: not asked about");
        }
    }
}

async fn ask(portal: &Portal, stop: &CancellationToken) {
    let mut registers = tokio::time::interval(REGISTERS);
    registers.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = registers.tick() => {}
        }
        if let Err(error) = verify(portal, stop).await {
            tracing::warn!(reason = %error, "registers: not compared");
        }
    }
}

async fn keep(portal: &Portal, stop: &CancellationToken) {
    let mut outbox = tokio::time::interval(OUTBOX);
    let mut files = tokio::time::interval(COLLECT);
    let mut scan = tokio::time::interval(SCAN);
    scan.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    outbox.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = outbox.tick() => {
                if let Err(error) = drain(portal, stop).await {
                    tracing::warn!(reason = %error, "outbox: not drained");
                }
            }
            _ = scan.tick() => {
                if let Err(error) = portal.scan_waiting().await {
                    tracing::warn!(reason = %error, "files: not scanned");
                }
            }
            _ = files.tick() => {
                if let Err(error) = portal.sweep_guests().await {
                    tracing::warn!(reason = %error, "guests: not swept");
                }
                // Files carry the machine's time, whatever a fixed clock says.
                if let Err(error) = collect(portal, Clock::real().now().plus(-AGE)).await {
                    tracing::warn!(reason = %error, "files: not collected");
                }
            }
        }
    }
}
