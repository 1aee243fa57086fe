//! The one place where money changes hands in the books: the try, what it was for, the ledger, the dossier and its receipt
//! in one transaction, whoever tells of it and however often.

use std::sync::Arc;

use motcua_app::{text, views::Language};
use motcua_core::{
    actor::Actor,
    dossier::{Command, PaymentState, Status, fold},
    payment::{Happened, Money, State, ledger},
};

use super::super::{PortalParts, dossiers::Change};
use super::obligations::booked;
use crate::{
    error::ServiceError,
    store::{Conn, dossiers, events, ledger as books, obligations, obligations::Standing, payments, payments::Payment},
};

/// What is told of a try to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The money was taken.
    Paid {
        /// The number of that on the other side.
        transaction: String,
        /// How much.
        amount: Money,
    },
    /// It was refused or cancelled there; the other side's code.
    Failed(String),
    /// Its time passed, and the other side knows of no money.
    Expired,
    /// Its time passed, and the other side does not say.
    Lost,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The books hold it now.
    Now(State),
    /// They did before; it changes nothing.
    Before(State),
    /// There is no such try.
    Unheard,
    /// It is about another amount.
    OtherAmount,
}

impl PortalParts {
    /// Books what is told of a try to pay, once. The teller has been checked before: a signature, a statement, an officer.
    pub(crate) async fn settle_payment(self: &Arc<Self>, reference: &str, told: Told) -> Result<Settled, ServiceError> {
        let mut conn = self.reader().await?;
        let Some(payment) = payments::one(&mut conn, reference).await? else {
            return Ok(Settled::Unheard);
        };
        drop(conn);
        let work = Arc::new((Arc::clone(self), payment, told));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, payment, told) = &*work;
                    parts.settle_in(conn, payment, told, &Actor::System, None).await
                })
            })
            .await
    }

    /// Books what is told inside a transaction; `till` is where cash went.
    pub(in super::super) async fn settle_in(
        &self,
        conn: &mut Conn,
        known: &Payment,
        told: &Told,
        teller: &Actor,
        till: Option<&str>,
    ) -> Result<Settled, ServiceError> {
        // What is owed is held first, so that two who tell of it wait for each other here.
        let owed = obligations::to_change(conn, &known.obligation).await?;
        let payment = payments::one(conn, &known.reference).await?;
        let (Some(owed), Some(mut payment)) = (owed, payment) else {
            return Ok(Settled::Unheard);
        };
        let happened = match told {
            Told::Paid { amount, .. } if *amount != payment.amount => return Ok(Settled::OtherAmount),
            Told::Paid { transaction, .. } => Happened::Paid(transaction.clone()),
            Told::Failed(code) => Happened::Failed(code.clone()),
            Told::Expired => Happened::Expired,
            Told::Lost => Happened::Lost,
        };
        let Some(after) = payment.state.after(&happened) else {
            return Ok(Settled::Before(payment.state));
        };
        let now = self.clock.now();
        payment.state = after;
        match &happened {
            Happened::Paid(transaction) => {
                payment.gateway_no.clone_from(transaction);
                payment.settled_at = Some(now);
                payment.look_at = None;
            }
            Happened::Failed(code) => {
                payment.code.clone_from(code);
                payment.look_at = None;
            }
            Happened::Expired => payment.look_at = None,
            _ => {}
        }
        if !payments::record(conn, &mut payment, &happened, now).await? {
            return Ok(Settled::Before(payment.state));
        }
        if after != State::Paid {
            return Ok(Settled::Now(after));
        }
        let into = match till {
            Some(till) => ledger::Account::Cash(till.to_owned()),
            None => ledger::Account::Clearing(payment.way),
        };
        let is_owed = owed.state == Standing::Open;
        let entry = ledger::paid(
            &payment.reference,
            payment.amount,
            into,
            is_owed.then_some(owed.id.as_str()),
        );
        let entry = entry.map_err(|error| ServiceError::fault("ledger", error))?;
        books::post(conn, booked(&owed, now), &entry).await?;
        if !is_owed {
            // Kept with the refund, as an officer's own reason would be.
            let why = text::payment::surplus(Language::Vi);
            self.ask_back(conn, &payment.reference, why, "").await?;
            return Ok(Settled::Now(after));
        }
        obligations::settle(conn, &owed.id, Standing::Paid, &payment.reference, now).await?;
        self.issue_receipt(conn, &payment, teller).await?;
        self.tell_dossier(conn, &payment, teller).await?;
        Ok(Settled::Now(after))
    }

    /// Lets the dossier know that its fee was paid: where it waited for that, it goes on by itself.
    async fn tell_dossier(&self, conn: &mut Conn, payment: &Payment, teller: &Actor) -> Result<(), ServiceError> {
        let row = dossiers::one(conn, &payment.agency, payment.dossier).await?;
        let row = row.ok_or_else(|| ServiceError::fault("payment", format!("{} has no dossier", payment.reference)))?;
        if row.status.is_terminal() {
            return Ok(());
        }
        let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
        let amount = payment.amount.dong();
        let waits = row.status == Status::AwaitingPayment && dossier.payment == PaymentState::Asked { amount };
        let command = if waits {
            Command::ConfirmPayment { amount }
        } else {
            Command::RecordPayment { amount }
        };
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let change = Change {
            actor: teller,
            agency: &row.agency,
            id: row.id,
            seen: None,
            command,
            procedure: &procedure,
        };
        Box::pin(self.change_in(conn, change, &mut None)).await
    }
}
