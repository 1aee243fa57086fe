//! What a dossier owes: counted at filing, asked for at acceptance where it is still unpaid, or asked by an officer with a
//! reason; owed no longer when the dossier ends without a result.

use motcua_app::{
    api::ApiError,
    text,
    views::{Language, Me},
};
use motcua_core::{
    access::Action,
    calendar::Moment,
    dossier::{Command, Dossier, DossierNumber, Event, EventKind, Status},
    payment::{Money, ledger},
    procedure::{Due, Quote, Total},
};

use super::super::{
    PortalParts,
    desk::words,
    dossiers::Change,
    who::{actor, permit},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, StoreError,
        dossiers::DossierRow,
        ledger as books,
        ledger::Booked,
        obligations,
        obligations::{Obligation, OwedLine, Standing},
        payments, refunds,
        refunds::{RefundRow, RefundState},
    },
};

/// The most that an officer may ask for, in đồng: what is more is a slip of the finger.
const MOST_ASKED: u64 = 1_000_000_000;

/// Returns the lines of a quote that come to something.
fn lines(quote: &Quote) -> Vec<OwedLine> {
    let of = quote.lines.iter().filter_map(|line| match line.due {
        Due::Sum(amount) if !amount.is_zero() => Some(OwedLine {
            name: text::fees::line_name(Language::Vi, line),
            amount,
        }),
        _ => None,
    });
    of.collect()
}

/// Keeps what a filing costs, where that is known and more than nothing.
pub(in super::super) async fn owe(
    conn: &mut Conn,
    row: &DossierRow,
    quote: &Quote,
    now: Moment,
) -> Result<(), ServiceError> {
    let Total::Known(amount) = quote.total else {
        return Ok(());
    };
    if amount.is_zero() {
        return Ok(());
    }
    keep(conn, obligation(row, amount, lines(quote), None, now)).await
}

fn obligation(
    row: &DossierRow,
    amount: Money,
    lines: Vec<OwedLine>,
    reason: Option<String>,
    now: Moment,
) -> Obligation {
    Obligation {
        id: new_id().to_string(),
        agency: row.agency.clone(),
        dossier: row.id,
        number: row.number.as_str().to_owned(),
        code: row.code.as_str().to_owned(),
        procedure: row.procedure.clone(),
        account: row.account,
        payer: row.applicant.clone(),
        at_filing: reason.is_none(),
        amount,
        lines,
        reason: reason.unwrap_or_default(),
        state: Standing::Open,
        paid_by: String::new(),
        created_at: now,
        settled_at: None,
    }
}

async fn keep(conn: &mut Conn, new: Obligation) -> Result<(), ServiceError> {
    match obligations::insert(conn, &new).await {
        Err(StoreError::Taken(_)) => return Err(ApiError::Refused("owes_already".to_owned()).into()),
        done => done?,
    }
    let entry = ledger::owed(&new.id, new.amount).map_err(|error| ServiceError::fault("ledger", error))?;
    books::post(conn, booked(&new, new.created_at), &entry).await?;
    Ok(())
}

/// Says where an entry about an obligation belongs.
pub(in super::super) fn booked(of: &Obligation, at: Moment) -> Booked<'_> {
    Booked {
        at,
        agency: &of.agency,
        code: &of.code,
    }
}

impl PortalParts {
    /// Returns the command that an acceptance leads to where the fee is still owed: the dossier waits for it.
    pub(in super::super) async fn asked_at_acceptance(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
    ) -> Result<Option<Command>, ServiceError> {
        let open = obligations::open(conn, &row.agency, row.id).await?;
        Ok(open.map(|owed| Command::AskPayment {
            amount: owed.amount.dong(),
            reason: None,
        }))
    }

    /// Brings what is owed in line with a dossier after events: one that ended without a result owes nothing, and what was
    /// paid for one that was never received is to be given back.
    pub(in super::super) async fn owe_after(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        sealed: &[Event],
    ) -> Result<(), ServiceError> {
        let ended = matches!(
            dossier.status,
            Some(Status::Refused | Status::Withdrawn | Status::Stopped)
        );
        if !ended || self.treasury.is_none() {
            return Ok(());
        }
        let now = self.clock.now();
        if let Some(owed) = obligations::open(conn, &row.agency, row.id).await? {
            obligations::settle(conn, &owed.id, Standing::Cancelled, "", now).await?;
            let entry =
                ledger::cancelled(&owed.id, owed.amount).map_err(|error| ServiceError::fault("ledger", error))?;
            books::post(conn, booked(&owed, now), &entry).await?;
        }
        let refused = sealed.iter().find_map(|event| match &event.kind {
            EventKind::ReceptionRefused { reason } => Some(reason.clone()),
            _ => None,
        });
        let Some(reason) = refused else { return Ok(()) };
        for paid in obligations::of_dossier(conn, &row.agency, row.id).await? {
            if paid.state == Standing::Paid {
                self.ask_back(conn, &paid.paid_by, &reason, "").await?;
            }
        }
        Ok(())
    }

    /// Asks that a payment be given back; `by` is the account of who asks, empty where the portal does. Nothing where that
    /// was asked before.
    pub(super) async fn ask_back(
        &self,
        conn: &mut Conn,
        reference: &str,
        reason: &str,
        by: &str,
    ) -> Result<bool, ServiceError> {
        let payment = payments::one(conn, reference).await?.ok_or(ApiError::NotFound)?;
        let live = refunds::of_dossier(conn, &payment.agency, payment.dossier).await?;
        let is_asked = live
            .iter()
            .any(|one| one.reference == reference && one.state != RefundState::Declined);
        if is_asked || !payment.state.was_paid() {
            return Ok(false);
        }
        let refund = RefundRow {
            id: new_id().simple().to_string(),
            reference: payment.reference,
            obligation: payment.obligation,
            agency: payment.agency,
            dossier: payment.dossier,
            number: payment.number,
            way: payment.way,
            amount: payment.amount,
            reason: reason.to_owned(),
            state: RefundState::Asked,
            asked_by: by.to_owned(),
            asked_at: self.clock.now(),
            decided_by: String::new(),
            decided_at: None,
            settled_at: None,
            gateway_no: String::new(),
            said: String::new(),
            look_at: None,
            looks: 0,
        };
        refunds::insert(conn, &refund).await?;
        Ok(true)
    }

    /// Asks for a sum that was not counted at filing: a further fee, or one that the council decides.
    pub(in super::super) async fn ask_payment(
        self: &std::sync::Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        seen: u64,
        amount: u64,
        reason: String,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let reason = words(reason)?;
        let sum = Money::of(amount).filter(|_| amount <= MOST_ASKED);
        let sum = sum.ok_or_else(|| ApiError::Refused("too_much".to_owned()))?;
        let row = self
            .row_for(&mut self.reader().await?, &actor, number, Action::AskPayment)
            .await?;
        if self.treasury.is_none() {
            return Err(ApiError::Refused("no_payment_here".to_owned()).into());
        }
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let work = std::sync::Arc::new((std::sync::Arc::clone(self), actor, row, procedure, reason));
        self.db
            .write(move |conn| {
                let work = std::sync::Arc::clone(&work);
                Box::pin(async move {
                    let (parts, actor, row, procedure, reason) = &*work;
                    let change = Change {
                        actor,
                        agency: &row.agency,
                        id: row.id,
                        seen: Some(seen),
                        command: Command::AskPayment {
                            amount,
                            reason: Some(reason.clone()),
                        },
                        procedure,
                    };
                    parts.change_in(conn, change, &mut None).await?;
                    let line = OwedLine {
                        name: reason.clone(),
                        amount: sum,
                    };
                    let now = parts.clock.now();
                    keep(conn, obligation(row, sum, vec![line], Some(reason.clone()), now)).await
                })
            })
            .await
    }
}
