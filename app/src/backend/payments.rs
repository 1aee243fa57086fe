//! The port of money.

use motcua_core::dossier::DossierNumber;
use motcua_core::payment::Way;

use super::Reply;
use crate::api::ApiError;
use crate::views::{Me, PayView, Payer, ReconciliationView, RefundList, TillView};

fn nobody<T: Send + 'static>() -> Reply<'static, T> {
    Box::pin(async { Err(ApiError::NotFound) })
}

/// Money: what a dossier owes, paying it, cash, tills and refunds. A portal that takes no money answers [`ApiError::NotFound`].
pub trait Payments: Send + Sync {
    /// Returns what there is to pay for a dossier of one's own.
    fn to_pay(&self, me: &Me, number: DossierNumber) -> Reply<'_, PayView> {
        let _ = (me, number);
        nobody()
    }
    /// Says whether something is owed for a dossier of one's own.
    fn owes(&self, me: &Me, number: DossierNumber) -> Reply<'_, bool> {
        let _ = (me, number);
        nobody()
    }
    /// Returns what the books say of a payment one comes back from.
    fn returned(&self, me: &Me, reference: String) -> Reply<'_, PayView> {
        let _ = (me, reference);
        nobody()
    }
    /// Begins to pay.
    fn begin(&self, me: &Me, number: DossierNumber, way: Way, payer: Payer) -> Reply<'_, ()> {
        let _ = (me, number, way, payer);
        nobody()
    }
    /// Asks the gateway once more.
    fn check(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()> {
        let _ = (me, number);
        nobody()
    }
    /// Leaves a transfer that was not made.
    fn leave(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()> {
        let _ = (me, number);
        nobody()
    }
    /// Asks an applicant for a further sum; `seen` is the last event the officer saw.
    fn ask(&self, me: &Me, number: DossierNumber, seen: u64, amount: u64, reason: String) -> Reply<'_, ()> {
        let _ = (me, number, seen, amount, reason);
        nobody()
    }
    /// Takes cash.
    fn take_cash(&self, me: &Me, number: DossierNumber, amount: u64) -> Reply<'_, ()> {
        let _ = (me, number, amount);
        nobody()
    }
    /// Returns the officer's till.
    fn till(&self, me: &Me) -> Reply<'_, TillView> {
        let _ = me;
        nobody()
    }
    /// Closes it.
    fn close_till(&self, me: &Me, counted: u64, reason: String) -> Reply<'_, ()> {
        let _ = (me, counted, reason);
        nobody()
    }
    /// Asks that a payment be given back.
    fn ask_refund(&self, me: &Me, number: DossierNumber, reference: String, reason: String) -> Reply<'_, ()> {
        let _ = (me, number, reference, reason);
        nobody()
    }
    /// Lists the refunds of the officer's agency.
    fn refunds(&self, me: &Me) -> Reply<'_, RefundList> {
        let _ = me;
        nobody()
    }
    /// Approves or declines a refund.
    fn decide_refund(&self, me: &Me, id: String, approves: bool, reason: String) -> Reply<'_, ()> {
        let _ = (me, id, approves, reason);
        nobody()
    }
    /// Records that a refund was given back by hand.
    fn pay_back(&self, me: &Me, id: String, said: String) -> Reply<'_, ()> {
        let _ = (me, id, said);
        nobody()
    }
    /// Lists what does not fit the books.
    fn reconciliation(&self, me: &Me) -> Reply<'_, ReconciliationView> {
        let _ = me;
        nobody()
    }
    /// Resolves a line of a statement.
    fn resolve_line(&self, me: &Me, id: String, number: String, reason: String) -> Reply<'_, ()> {
        let _ = (me, id, number, reason);
        nobody()
    }
}
