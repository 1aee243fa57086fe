//! The port of money, as pages ask it.

use motcua_app::{
    backend::{Payments, Reply},
    views::{DeskMoney, DeskPaid, Me, MoneyPages, PayView, Payer, ReconciliationView, RefundList, TillView},
};
use motcua_core::{
    access::{Action, Decision, may},
    actor::Actor,
    dossier::{CommandKind, DossierNumber},
    payment::Way,
};

use super::super::{Portal, PortalParts, dossiers::facts};
use super::paying::{owed, paid};
use crate::{
    error::ServiceError,
    store::{Conn, dossiers::DossierRow, obligations, obligations::Standing, payments, refunds, refunds::RefundState},
};

impl Payments for Portal {
    fn to_pay(&self, me: &Me, number: DossierNumber) -> Reply<'_, PayView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.pay_view(&me, &number).await?) })
    }

    fn owes(&self, me: &Me, number: DossierNumber) -> Reply<'_, bool> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.owes(&me, &number).await?) })
    }

    fn returned(&self, me: &Me, reference: String) -> Reply<'_, PayView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.returned(&me, &reference).await?) })
    }

    fn begin(&self, me: &Me, number: DossierNumber, way: Way, payer: Payer) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.begin_payment(&me, &number, way, payer).await?) })
    }

    fn check(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.check_payment(&me, &number).await?) })
    }

    fn leave(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.leave_payment(&me, &number).await?) })
    }

    fn ask(&self, me: &Me, number: DossierNumber, seen: u64, amount: u64, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.ask_payment(&me, &number, seen, amount, reason).await?) })
    }

    fn take_cash(&self, me: &Me, number: DossierNumber, amount: u64) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.take_cash(&me, &number, amount).await?) })
    }

    fn till(&self, me: &Me) -> Reply<'_, TillView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.till(&me).await?) })
    }

    fn close_till(&self, me: &Me, counted: u64, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.close_till(&me, counted, reason).await?) })
    }

    fn ask_refund(&self, me: &Me, number: DossierNumber, reference: String, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.ask_refund(&me, &number, reference, reason).await?) })
    }

    fn refunds(&self, me: &Me) -> Reply<'_, RefundList> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.refunds(&me).await?) })
    }

    fn decide_refund(&self, me: &Me, id: String, approves: bool, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.decide_refund(&me, id, approves, reason).await?) })
    }

    fn reconciliation(&self, me: &Me) -> Reply<'_, ReconciliationView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.reconciliation(&me).await?) })
    }

    fn resolve_line(&self, me: &Me, id: String, number: String, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.resolve_line(&me, id, number, reason).await?) })
    }

    fn pay_back(&self, me: &Me, id: String, said: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.pay_back(&me, id, said).await?) })
    }
}

impl PortalParts {
    /// Returns the pages about money that an officer may open.
    pub(in super::super) fn money_pages(&self, actor: &Actor) -> MoneyPages {
        let is_theirs = |action| self.treasury.is_some() && may(actor, action, None) == Decision::Allowed;
        MoneyPages {
            till: is_theirs(Action::TakeCash),
            refunds: is_theirs(Action::TakeCash) || is_theirs(Action::ApproveRefund),
            reconciliation: is_theirs(Action::Reconcile),
        }
    }

    /// Returns how much is owed for a dossier, and whether anything was paid.
    pub(in super::super) async fn owed_and_paid(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
    ) -> Result<(Option<u64>, bool), ServiceError> {
        if self.treasury.is_none() {
            return Ok((None, false));
        }
        let all = obligations::of_dossier(conn, &row.agency, row.id).await?;
        let open = all.iter().find(|one| one.state == Standing::Open);
        let has_paid = all.iter().any(|one| !one.paid_by.is_empty());
        Ok((open.map(|one| one.amount.dong()), has_paid))
    }

    /// Returns the money of a dossier as the desk shows it; nothing where the portal takes none.
    pub(in super::super) async fn desk_money(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        actor: &Actor,
        kinds: &[CommandKind],
    ) -> Result<Option<DeskMoney>, ServiceError> {
        if self.treasury.is_none() {
            return Ok(None);
        }
        let may_do = |action| may(actor, action, Some(&facts(row))) == Decision::Allowed;
        let asked = refunds::of_dossier(conn, &row.agency, row.id).await?;
        let refund_of = |reference: &str| {
            let of = |one: &&refunds::RefundRow| one.reference == reference && one.state != RefundState::Declined;
            asked.iter().find(of)
        };
        let mut money = DeskMoney::default();
        for one in obligations::of_dossier(conn, &row.agency, row.id).await? {
            let tries = payments::of_obligation(conn, &one.id).await?;
            for payment in tries.iter().filter(|payment| payment.state.was_paid()) {
                let refund = refund_of(&payment.reference);
                money.paid.push(DeskPaid {
                    payment: paid(payment, one.paid_by == payment.reference),
                    refund: refund.map(|one| one.state.as_str().to_owned()),
                    may_ask_back: refund.is_none() && may_do(Action::AskRefund),
                });
            }
            if one.state == Standing::Open {
                let open = tries.iter().find(|payment| payment.state.is_open());
                money.paying = open.map(|payment| payment.way);
                money.may_take_cash = may_do(Action::TakeCash) && !money.paying.is_some_and(Way::is_gateway);
                money.owed = Some(owed(&one));
            }
        }
        money.may_ask = money.owed.is_none() && kinds.contains(&CommandKind::AskPayment);
        Ok(Some(money))
    }
}
