//! Notices that gateways send from server to server: the only word of theirs that is believed, because it is signed.

use std::collections::BTreeMap;

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    routing::get,
};
use motcua_core::payment::{
    State as Try, Way,
    vnpay::{self, Known, Parameters, Reply},
    vnpay_calls::value,
};
use serde_json::{Value, json};

use super::super::Portal;
use super::settling::{Settled, Told};
use crate::{error::ServiceError, store::payments};

/// Where VNPAY sends its notices.
pub const VNPAY: &str = "/api/payments/vnpay/ipn";

/// The greatest notice that is read, in bytes.
const MOST: usize = 8 << 10;

/// Returns the routes of notices.
pub fn routes(portal: Portal) -> Router {
    Router::new().route(VNPAY, get(vnpay_notice)).with_state(portal)
}

async fn vnpay_notice(State(portal): State<Portal>, RawQuery(query): RawQuery) -> Json<Value> {
    let reply = match parameters(query.as_deref().unwrap_or_default()) {
        Some(notice) => portal.vnpay_notice(&notice).await.unwrap_or_else(|error| {
            tracing::error!(reason = %error, "payment: a notice was not booked");
            Reply::Unknown
        }),
        None => Reply::WrongSignature,
    };
    Json(json!({ "RspCode": reply.code(), "Message": reply.message() }))
}

/// Reads the parameters of an address; nothing where it is too long or has a name twice.
pub(super) fn parameters(query: &str) -> Option<Parameters> {
    if query.len() > MOST {
        return None;
    }
    let mut parameters = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if parameters.insert(name.into_owned(), value.into_owned()).is_some() {
            return None;
        }
    }
    Some(parameters)
}

impl Portal {
    /// Judges a notice of VNPAY's, books it, and returns the reply owed.
    ///
    /// # Errors
    /// When the store does not answer: the notice comes again.
    pub async fn vnpay_notice(&self, notice: &Parameters) -> Result<Reply, ServiceError> {
        let parts = &self.0;
        let Some(gateway) = parts.gateways.vnpay.clone() else {
            return Ok(Reply::WrongSignature);
        };
        // Who does not know the secret makes the portal look up nothing.
        if !gateway.is_signed(notice) {
            return Ok(Reply::WrongSignature);
        }
        let reference = value(notice, "vnp_TxnRef");
        let known = payments::one(&mut parts.reader().await?, reference).await?;
        let known = known.filter(|payment| payment.way == Way::Vnpay);
        let verdict = gateway.judge(notice, |_| {
            known.as_ref().map(|payment| Known {
                amount: payment.amount,
                is_final: is_settled(payment.state, notice),
            })
        });
        let told = match verdict.paid {
            None => return Ok(verdict.reply),
            Some(true) => Told::Paid {
                transaction: value(notice, "vnp_TransactionNo").to_owned(),
                amount: vnpay::amount(notice).unwrap_or_default(),
            },
            Some(false) => Told::Failed(value(notice, "vnp_ResponseCode").to_owned()),
        };
        Ok(match parts.settle_payment(reference, told).await? {
            Settled::Now(_) => Reply::Confirmed,
            Settled::Before(_) => Reply::AlreadyConfirmed,
            Settled::Unheard => Reply::NotFound,
            Settled::OtherAmount => Reply::WrongAmount,
        })
    }
}

/// Says whether a notice comes too late to change anything. That money was taken never does while the books deny it.
fn is_settled(state: Try, notice: &Parameters) -> bool {
    let is_paid = value(notice, "vnp_ResponseCode") == "00" && value(notice, "vnp_TransactionStatus") == "00";
    if is_paid { state.was_paid() } else { !state.is_open() }
}
