//! Messages that could not be sent, for whoever looks after the portal: seen with the reason, tried again, or dropped.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{DeliveriesView, DeliveryLine, Me, Settle},
};
use motcua_core::{
    access::may_settle_messages,
    calendar::{Moment, format},
};

use super::{
    Portal,
    who::{actor, said},
};
use crate::{
    error::ServiceError,
    store::deliveries::{self, Stuck},
};

/// How many of each kind are shown.
const MOST: u16 = 100;

impl Portal {
    /// Lists the messages that were given up, and those that failed and are tried again.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`], [`ApiError::NotAllowed`].
    pub async fn deliveries(&self, me: &Me) -> Result<DeliveriesView, ServiceError> {
        said(may_settle_messages(&actor(me)))?;
        let mut conn = self.0.reader().await?;
        let dead = deliveries::stuck(&mut conn, "dead", 0, MOST).await?;
        let failing = deliveries::stuck(&mut conn, "waiting", 1, MOST).await?;
        let waiting = deliveries::count(&mut conn, "waiting").await?;
        drop(conn);
        let line = |one: Stuck| DeliveryLine {
            matter: one.kind.parse().ok(),
            channel: one.channel.parse().ok(),
            address: hidden(&one.address),
            agency: self.0.agency_of(&one.agency),
            at: format::moment(Moment::from_micros(one.created_at)),
            tried: u32::try_from(one.attempts).unwrap_or(u32::MAX),
            next_at: format::moment(Moment::from_micros(one.next_at)),
            problem: one.problem.unwrap_or_default(),
            id: one.id,
        };
        Ok(DeliveriesView {
            waiting: u64::try_from(waiting).unwrap_or(0),
            dead: dead.into_iter().map(line).collect(),
            // One in the hands of a sender just now has no reason yet.
            failing: failing
                .into_iter()
                .filter(|one| one.problem.is_some())
                .map(line)
                .collect(),
        })
    }

    /// Tries a message again that was given up, or drops it.
    ///
    /// # Errors
    /// [`ApiError::NotSignedIn`], [`ApiError::NotAllowed`]; [`ApiError::NotFound`] when it was not given up.
    pub async fn settle_delivery(&self, me: &Me, delivery: String, how: Settle) -> Result<(), ServiceError> {
        said(may_settle_messages(&actor(me)))?;
        let now = self.0.clock.now();
        let id = Arc::new(delivery);
        let again = match how {
            Settle::Retry => true,
            Settle::Discard => false,
        };
        let settled = self
            .0
            .db
            .write(move |conn| {
                let id = Arc::clone(&id);
                Box::pin(async move { Ok::<bool, ServiceError>(deliveries::settle(conn, &id, again, now).await?) })
            })
            .await?;
        if settled {
            Ok(())
        } else {
            Err(ApiError::NotFound.into())
        }
    }
}

/// Hides most of an address: enough is left to tell two of them apart and to see a slip in the domain.
fn hidden(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            [&first, "…@", domain].concat()
        }
        None => {
            let from = address.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            ["…", &address[from..]].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn an_address_is_mostly_hidden() {
        assert_eq!(hidden("mailan.tran@example.vn"), "m…@example.vn");
        assert_eq!(hidden("+84912345678"), "…678");
        assert_eq!(hidden("ă"), "…ă");
    }
}
