//! Money: paying for a dossier, cash at the counter, tills, refunds.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::dossier::DossierNumber;

use super::ApiError;
use super::answer::{send_on, told};
use super::talk::keep_refused;
use crate::backend::backend;
use crate::paths;
use crate::views::{Language, PayView, Payer, ReconciliationView, RefundList, TillView};

fn number_of(text: &str) -> Result<DossierNumber, ApiError> {
    text.parse().map_err(|_| ApiError::NotFound)
}

/// Reads an amount as people type it: digits, with dots or spaces between, and `đ` or `đồng` behind if they like.
fn amount_of(text: &str) -> Result<u64, ApiError> {
    let bare = text.trim().trim_end_matches("đồng").trim_end_matches('đ').trim();
    let digits: String = bare
        .chars()
        .filter(|letter| !matches!(letter, '.' | ' ' | '\u{a0}'))
        .collect();
    let is_whole = !digits.is_empty() && digits.len() <= 13 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let amount = is_whole.then(|| digits.parse().ok()).flatten();
    amount.ok_or_else(|| ApiError::Refused("no_amount".to_owned()))
}

/// Returns what there is to pay for a dossier of one's own.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody else's.
#[server(endpoint = "payments/dossier", input = GetUrl)]
pub async fn to_pay(number: String) -> Result<PayView, ApiError> {
    let backend = backend()?;
    let number = told(number_of(&number))?;
    told(backend.payments.to_pay(&backend.me, number).await)
}

/// Returns what the books say of a payment one comes back from.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody else's.
#[server(endpoint = "payments/returned", input = GetUrl)]
pub async fn returned(reference: String) -> Result<PayView, ApiError> {
    let backend = backend()?;
    told(backend.payments.returned(&backend.me, reference).await)
}

/// Begins to pay: `way` is `vnpay` or `transfer`.
#[server(endpoint = "payments/begin")]
pub async fn begin_payment(number: String, way: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let begun = async {
        let parsed = number_of(&number)?;
        let way = way.parse().map_err(|_| ApiError::Invalid)?;
        let payer = Payer {
            ip: backend.caller.clone(),
            is_english: backend.me.language == Language::En,
        };
        backend.payments.begin(&backend.me, parsed, way, payer).await
    };
    send_on(begun.await, |()| paths::pay(&number))
}

/// Asks the gateway once more what became of a payment.
#[server(endpoint = "payments/check")]
pub async fn check_payment(number: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let checked = async { backend.payments.check(&backend.me, number_of(&number)?).await };
    send_on(checked.await, |()| paths::pay(&number))
}

/// Leaves a transfer that was not made.
#[server(endpoint = "payments/leave")]
pub async fn leave_payment(number: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let left = async { backend.payments.leave(&backend.me, number_of(&number)?).await };
    send_on(left.await, |()| paths::pay(&number))
}

/// Asks an applicant for a sum that was not counted at filing.
#[server(endpoint = "desk/ask_payment")]
pub async fn ask_payment(
    number: String,
    seen: u64,
    #[server(default)] amount: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let asked = async {
        let parsed = number_of(&number)?;
        let amount = amount_of(&amount)?;
        backend.payments.ask(&backend.me, parsed, seen, amount, reason).await
    };
    send_on(asked.await, |()| paths::desk_money(&number))
}

/// Takes cash for what a dossier owes.
#[server(endpoint = "desk/cash")]
pub async fn take_cash(number: String, amount: u64) -> Result<(), ApiError> {
    let backend = backend()?;
    let taken = async {
        backend
            .payments
            .take_cash(&backend.me, number_of(&number)?, amount)
            .await
    };
    send_on(taken.await, |()| paths::desk_money(&number))
}

/// Asks that a payment be given back.
#[server(endpoint = "desk/ask_refund")]
pub async fn ask_refund(number: String, reference: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let asked = async {
        let parsed = number_of(&number)?;
        backend
            .payments
            .ask_refund(&backend.me, parsed, reference, reason)
            .await
    };
    send_on(asked.await, |()| paths::desk_money(&number))
}

/// Returns the officer's till.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but reception.
#[server(endpoint = "desk/till", input = GetUrl)]
pub async fn till() -> Result<TillView, ApiError> {
    let backend = backend()?;
    let mut view = told(backend.payments.till(&backend.me).await)?;
    view.typed = told(backend.accounts.typed(&backend.me, paths::TILL).await)?;
    Ok(view)
}

/// Closes the officer's till.
#[server(endpoint = "desk/close_till")]
pub async fn close_till(#[server(default)] counted: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = BTreeMap::from([
        ("counted".to_owned(), counted.clone()),
        ("reason".to_owned(), reason.clone()),
    ]);
    let closed = async {
        let counted = amount_of(&counted)?;
        backend.payments.close_till(&backend.me, counted, reason).await
    };
    let outcome = closed.await;
    keep_refused(&backend, paths::TILL, &outcome, || typed).await?;
    send_on(outcome, |()| paths::TILL.to_owned())
}

/// Lists the refunds of the officer's agency.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but reception and the head.
#[server(endpoint = "desk/refunds", input = GetUrl)]
pub async fn refunds() -> Result<RefundList, ApiError> {
    let backend = backend()?;
    told(backend.payments.refunds(&backend.me).await)
}

/// Lists what does not fit the books.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but the head.
#[server(endpoint = "desk/reconciliation", input = GetUrl)]
pub async fn reconciliation() -> Result<ReconciliationView, ApiError> {
    let backend = backend()?;
    told(backend.payments.reconciliation(&backend.me).await)
}

/// Resolves a line of a statement.
#[server(endpoint = "desk/resolve_line")]
pub async fn resolve_line(
    id: String,
    #[server(default)] number: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let resolved = backend.payments.resolve_line(&backend.me, id, number, reason).await;
    send_on(resolved, |()| paths::RECONCILIATION.to_owned())
}

/// Decides a refund: `verdict` is `approve` or `decline`; or records that it was given back by hand: `paid`.
#[server(endpoint = "desk/refund")]
pub async fn settle_refund(id: String, verdict: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let (me, payments) = (&backend.me, &backend.payments);
    let settled = async {
        match verdict.as_str() {
            "approve" => payments.decide_refund(me, id, true, reason).await,
            "decline" => payments.decide_refund(me, id, false, reason).await,
            "paid" => payments.pay_back(me, id, reason).await,
            _ => Err(ApiError::Invalid),
        }
    };
    send_on(settled.await, |()| paths::REFUNDS.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, amount) in [
            ("8000", 8_000),
            ("8.000", 8_000),
            (" 1.250.000 đồng ", 1_250_000),
            ("75 000 đ", 75_000),
            ("0", 0),
        ] {
            assert_eq!(amount_of(typed), Ok(amount), "{typed}");
        }
        for typed in ["", "tám nghìn", "-1", "1,5", "8e3", "99999999999999"] {
            assert!(amount_of(typed).is_err(), "{typed}");
        }
    }
}
