//! Asking gateways what became of tries to pay and of refunds: an unknown outcome is healed by asking, never by letting
//! somebody pay again. Each is asked at once when its payer comes back, and else more and more seldom.

use std::sync::Arc;

use motcua_core::{calendar::Moment, payment::State};
use time::Duration;
use tokio_util::sync::CancellationToken;

use super::super::{Portal, PortalParts};
use super::settling::{Settled, Told};
use crate::{
    error::ServiceError,
    gateways::{Asked, Standing},
    store::{payments, payments::Payment, refunds},
};

/// How many are looked at in one go.
const BATCH: u16 = 50;

/// How long after a try began it is first asked about.
pub(super) const FIRST: Duration = Duration::seconds(60);

/// The longest time between two questions.
const LONGEST: Duration = Duration::hours(1);

/// How long after its time a gateway may still say that a try is open.
const GRACE: Duration = Duration::minutes(5);

/// Says when to ask again after so many questions: a minute, then twice as long each time, at most an hour.
pub(super) fn again(now: Moment, looks: u32) -> Moment {
    let minutes = 1_i64.checked_shl(looks.min(6)).unwrap_or(64);
    now.plus(Duration::minutes(minutes).min(LONGEST))
}

/// Asks about everything that is due; returns how many were settled.
///
/// # Errors
/// When the store does not answer.
pub async fn look(portal: &Portal, stop: &CancellationToken) -> Result<usize, ServiceError> {
    let parts = &portal.0;
    if parts.treasury.is_none() {
        return Ok(0);
    }
    let mut settled = 0;
    let now = parts.clock.now();
    // Whoever was asked about is due later: this ends.
    loop {
        let due = payments::due(&mut parts.reader().await?, now, BATCH).await?;
        let is_last = due.len() < usize::from(BATCH);
        for payment in due {
            if stop.is_cancelled() {
                return Ok(settled);
            }
            settled += usize::from(matches!(parts.ask_about(&payment).await?, Some(Settled::Now(_))));
            parts.asked_in_turn(&payment, now).await?;
        }
        if is_last {
            break;
        }
    }
    for refund in refunds::due(&mut parts.reader().await?, now, BATCH).await? {
        if stop.is_cancelled() {
            return Ok(settled);
        }
        settled += usize::from(parts.send_refund(refund).await?);
    }
    Ok(settled)
}

impl PortalParts {
    /// Asks about one try, and books what is said of it; nothing where it is as it was.
    pub(in super::super) async fn ask_about(
        self: &Arc<Self>,
        payment: &Payment,
    ) -> Result<Option<Settled>, ServiceError> {
        match self.standing_of(payment, self.clock.now()).await {
            Some(told) => Ok(Some(self.settle_payment(&payment.reference, told).await?)),
            None => Ok(None),
        }
    }

    /// Notes that a try was asked about in its turn; one that is still open is asked about again later.
    async fn asked_in_turn(&self, payment: &Payment, now: Moment) -> Result<(), ServiceError> {
        let (reference, next) = (payment.reference.clone(), again(now, payment.looks));
        self.db
            .write(move |conn| {
                let reference = reference.clone();
                Box::pin(async move { Ok::<(), ServiceError>(payments::looked(conn, &reference, next).await?) })
            })
            .await
    }

    /// Returns what is to be booked of a try; nothing where it is as it was.
    async fn standing_of(&self, payment: &Payment, now: Moment) -> Option<Told> {
        let is_over = payment.expires_at < now;
        let Some(gateway) = self.gateways.of(payment.way) else {
            // A transfer is looked for in bank statements; when its time is over another way may be chosen, and what
            // still comes is given back.
            return is_over.then_some(Told::Expired);
        };
        let asked = Asked {
            reference: payment.reference.clone(),
            created: payment.created_at,
            amount: payment.amount,
            transaction: payment.gateway_no.clone(),
        };
        let is_long_over = payment.expires_at.plus(GRACE) < now;
        match gateway.query(&asked, now).await {
            Ok(Standing::Paid { transaction }) => Some(Told::Paid {
                transaction,
                amount: payment.amount,
            }),
            Ok(Standing::Failed { code }) => Some(Told::Failed(code)),
            Ok(Standing::Unheard) if is_over => Some(Told::Expired),
            Ok(Standing::Open) if is_long_over => Some(Told::Expired),
            Ok(Standing::Unheard | Standing::Open) => None,
            Ok(Standing::Refunding | Standing::Refunded) => {
                tracing::error!(reference = payment.reference, "payment: given back and never taken");
                None
            }
            Err(error) => {
                tracing::warn!(reference = payment.reference, reason = %error, "payment: no outcome");
                (is_over && payment.state != State::Unknown).then_some(Told::Lost)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_more_and_more_seldom_and_never_stop() {
        let now = Moment::from_micros(0);
        let since = |at: Moment| Duration::microseconds(at.micros());
        let mut before = Duration::ZERO;
        for looks in [0, 1, 2, 5, 6, 7, 40, u32::MAX] {
            let wait = since(again(now, looks));
            assert!(
                wait >= before && wait > Duration::ZERO && wait <= LONGEST,
                "{looks}: {wait}"
            );
            before = wait;
        }
        assert_eq!(before, LONGEST);
    }
}
