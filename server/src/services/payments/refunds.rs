//! Giving money back: one officer asks, another approves, and it goes back the way it came. Through a gateway the portal
//! sends it and asks until it knows; cash and transfers an officer gives back by hand and says so.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Me, RefundLine, RefundList},
};
use motcua_core::{
    access::{Action, Decision, may},
    actor::Actor,
    calendar::{Moment, format},
    dossier::{Command, DossierNumber, PaymentState, fold},
    payment::{Happened, Money, Way, ledger},
};

use super::super::{
    PortalParts,
    desk::words,
    dossiers::Change,
    queue::asker_to,
    who::{actor, permit},
};
use super::looking::again;
use crate::{
    error::ServiceError,
    gateways::{Asked, Given, Refund, Standing as AtGateway},
    store::{
        Conn, accounts, dossiers, events, fee_receipts, ledger as books,
        ledger::Booked,
        obligations,
        obligations::Standing,
        payments, refunds,
        refunds::{RefundRow, RefundState},
        tills,
    },
};

/// The most refunds a list shows.
const MOST: u16 = 200;

/// What came of a refund that was on its way.
enum Outcome {
    /// It was given back; its number on the other side.
    Back(String),
    /// It was refused; the other side's code.
    Refused(String),
}

impl PortalParts {
    /// Asks that a payment of a dossier be given back.
    pub(in super::super) async fn ask_refund(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        reference: String,
        reason: String,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let reason = said(reason)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, &actor, number, Action::AskRefund).await?;
        let payment = payments::one(&mut conn, &reference).await?.ok_or(ApiError::NotFound)?;
        if payment.dossier != row.id {
            return Err(ApiError::NotFound.into());
        }
        drop(conn);
        let by = actor.account().ok_or(ApiError::NotSignedIn)?.to_string();
        let work = Arc::new((Arc::clone(self), reference, reason, by));
        let is_new = self
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, reference, reason, by) = &*work;
                    parts.ask_back(conn, reference, reason, by).await
                })
            })
            .await?;
        if is_new {
            Ok(())
        } else {
            Err(ApiError::Refused("refund_asked".to_owned()).into())
        }
    }

    /// Lists the refunds of the officer's agency.
    pub(in super::super) async fn refunds(&self, me: &Me) -> Result<RefundList, ServiceError> {
        let actor = actor(me);
        let decides = may(&actor, Action::ApproveRefund, None) == Decision::Allowed;
        let pays = may(&actor, Action::TakeCash, None) == Decision::Allowed;
        let asker = asker_to(
            me,
            if decides {
                Action::ApproveRefund
            } else {
                Action::TakeCash
            },
        )?;
        let mut conn = self.reader().await?;
        let own = asker.account.to_string();
        let mut lines = Vec::new();
        for row in refunds::of_agency(&mut conn, asker.agency.as_str(), MOST).await? {
            lines.push(RefundLine {
                may_decide: decides && row.state == RefundState::Asked && row.asked_by != own,
                may_pay: pays && row.state == RefundState::Approved && !row.way.is_gateway(),
                asked_by: who(&mut conn, &row.asked_by).await?,
                decided_by: who(&mut conn, &row.decided_by).await?,
                asked_at: format::moment(row.asked_at),
                settled_at: row.settled_at.map(format::moment),
                state: row.state.as_str().to_owned(),
                amount: row.amount.dong(),
                id: row.id,
                number: row.number,
                way: row.way,
                reason: row.reason,
                said: row.said,
            });
        }
        Ok(RefundList {
            agency: self.reference.agency_name(asker.agency.as_str()),
            lines,
        })
    }

    /// Approves or declines a refund; never the one who asked for it.
    pub(in super::super) async fn decide_refund(
        self: &Arc<Self>,
        me: &Me,
        id: String,
        approves: bool,
        reason: String,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        let reason = words(reason)?;
        if !approves && reason.is_empty() {
            return Err(ApiError::Refused("reason_missing".to_owned()).into());
        }
        let row = self.refund_for(&actor, &id, Action::ApproveRefund).await?;
        let by = actor.account().ok_or(ApiError::NotSignedIn)?.to_string();
        if row.asked_by == by {
            return Err(ApiError::Refused("own_refund".to_owned()).into());
        }
        let work = Arc::new((Arc::clone(self), row, by, reason));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, row, by, reason) = &*work;
                    parts
                        .refund_decided(conn, row.clone(), by, approves.then_some(()).ok_or(reason))
                        .await
                })
            })
            .await
    }

    async fn refund_decided(
        &self,
        conn: &mut Conn,
        mut row: RefundRow,
        by: &str,
        verdict: Result<(), &String>,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        by.clone_into(&mut row.decided_by);
        row.decided_at = Some(now);
        let is_fee = is_fee(conn, &row).await?;
        match verdict {
            Err(reason) => {
                // What was never owed belongs to who paid it: the books hold it for them until it is given back.
                if !is_fee {
                    return Err(ApiError::Refused("refund_is_owed".to_owned()).into());
                }
                row.state = RefundState::Declined;
                row.said.clone_from(reason);
            }
            Ok(()) => {
                row.state = RefundState::Approved;
                row.look_at = row.way.is_gateway().then_some(now);
            }
        }
        if !refunds::update(conn, &row, RefundState::Asked).await? {
            return Err(ApiError::Conflict.into());
        }
        if row.state == RefundState::Declined {
            return Ok(());
        }
        move_payment(conn, &row, Happened::RefundSent(row.id.clone()), now).await?;
        if is_fee {
            let entry = ledger::refund_approved(&row.id, &row.reference, row.amount);
            book(conn, &row, entry, now).await?;
        }
        Ok(())
    }

    /// Records that cash or a transfer was given back by hand.
    pub(in super::super) async fn pay_back(
        self: &Arc<Self>,
        me: &Me,
        id: String,
        said_of_it: String,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        let said_of_it = said(said_of_it)?;
        let row = self.refund_for(&actor, &id, Action::TakeCash).await?;
        if row.way.is_gateway() || row.state != RefundState::Approved {
            return Err(ApiError::Refused("refund_not_here".to_owned()).into());
        }
        let asker = asker_to(me, Action::TakeCash)?;
        let whose = (asker.agency.as_str().to_owned(), asker.account.to_string());
        let work = Arc::new((Arc::clone(self), actor, row, said_of_it, whose));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, actor, row, said_of_it, (agency, officer)) = &*work;
                    let from = match row.way {
                        Way::Counter => cash_of(conn, agency, officer, row.amount).await?,
                        Way::Transfer | Way::Vnpay => ledger::Account::Bank,
                    };
                    parts
                        .gave_back(conn, row.clone(), Outcome::Back(said_of_it.clone()), from, actor)
                        .await
                })
            })
            .await
    }

    async fn refund_for(&self, actor: &Actor, id: &str, action: Action) -> Result<RefundRow, ServiceError> {
        permit(actor, action, None)?;
        let mut conn = self.reader().await?;
        let row = refunds::one(&mut conn, id).await?.ok_or(ApiError::NotFound)?;
        let number: DossierNumber = row.number.parse().map_err(|_| ApiError::NotFound)?;
        self.row_for(&mut conn, actor, &number, action).await?;
        Ok(row)
    }

    /// Sends an approved refund to its gateway, or asks what became of it; says whether that is known now.
    pub(super) async fn send_refund(self: &Arc<Self>, row: RefundRow) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        let payment = payments::one(&mut self.reader().await?, &row.reference).await?;
        let (Some(payment), Some(gateway)) = (payment, self.gateways.of(row.way)) else {
            self.wait(row, now).await?;
            return Ok(false);
        };
        let of = Asked {
            reference: payment.reference.clone(),
            created: payment.created_at,
            amount: payment.amount,
            transaction: payment.gateway_no.clone(),
        };
        // What was sent before may have arrived: nothing is sent twice before that is known.
        let standing = if row.looks == 0 {
            Ok(AtGateway::Open)
        } else {
            gateway.query(&of, now).await
        };
        let wish = Refund {
            id: row.id.clone(),
            of,
            by: "motcua".to_owned(),
        };
        let given = match standing {
            Ok(AtGateway::Refunded) => Ok(Given::Back {
                transaction: String::new(),
            }),
            Ok(AtGateway::Refunding) => Ok(Given::Later),
            Ok(AtGateway::Open | AtGateway::Paid { .. } | AtGateway::Unheard | AtGateway::Failed { .. }) => {
                gateway.refund(&wish, now).await
            }
            Err(error) => Err(error),
        };
        let outcome = match given {
            Ok(Given::Back { transaction }) => Outcome::Back(transaction),
            Ok(Given::Refused { code }) => Outcome::Refused(code),
            Ok(Given::Later) => {
                self.wait(row, now).await?;
                return Ok(false);
            }
            Err(error) => {
                tracing::warn!(reference = row.reference, reason = %error, "refund: no outcome");
                self.wait(row, now).await?;
                return Ok(false);
            }
        };
        let work = Arc::new((Arc::clone(self), row, outcome));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, row, outcome) = &*work;
                    let outcome = match outcome {
                        Outcome::Back(number) => Outcome::Back(number.clone()),
                        Outcome::Refused(code) => Outcome::Refused(code.clone()),
                    };
                    let from = ledger::Account::Clearing(row.way);
                    parts.gave_back(conn, row.clone(), outcome, from, &Actor::System).await
                })
            })
            .await?;
        Ok(true)
    }

    async fn wait(&self, mut row: RefundRow, now: Moment) -> Result<(), ServiceError> {
        row.look_at = Some(again(now, row.looks));
        row.looks = row.looks.saturating_add(1);
        let row = Arc::new(row);
        self.db
            .write(move |conn| {
                let row = Arc::clone(&row);
                Box::pin(async move {
                    refunds::update(conn, &row, RefundState::Approved).await?;
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Books what became of a refund that was on its way.
    async fn gave_back(
        &self,
        conn: &mut Conn,
        mut row: RefundRow,
        outcome: Outcome,
        from: ledger::Account,
        teller: &Actor,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let is_fee = is_fee(conn, &row).await?;
        row.look_at = None;
        let happened = match outcome {
            Outcome::Back(number) => {
                row.state = RefundState::Done;
                row.settled_at = Some(now);
                row.gateway_no.clone_from(&number);
                Happened::RefundDone(number)
            }
            Outcome::Refused(code) => {
                row.state = RefundState::Declined;
                row.said.clone_from(&code);
                Happened::RefundRefused(code)
            }
        };
        if !refunds::update(conn, &row, RefundState::Approved).await? {
            return Ok(());
        }
        move_payment(conn, &row, happened, now).await?;
        if row.state == RefundState::Declined {
            if is_fee {
                let entry = ledger::refund_dropped(&row.id, &row.reference, row.amount);
                book(conn, &row, entry, now).await?;
            }
            return Ok(());
        }
        let entry = ledger::refunded(&row.id, &row.reference, row.amount, from);
        book(conn, &row, entry, now).await?;
        if !is_fee {
            return Ok(());
        }
        obligations::settle(conn, &row.obligation, Standing::Refunded, &row.reference, now).await?;
        fee_receipts::void(conn, &row.reference, now).await?;
        self.tell_refunded(conn, &row, teller).await
    }

    async fn tell_refunded(&self, conn: &mut Conn, refund: &RefundRow, teller: &Actor) -> Result<(), ServiceError> {
        let row = dossiers::one(conn, &refund.agency, refund.dossier).await?;
        let row = row.ok_or_else(|| ServiceError::fault("refund", format!("{} has no dossier", refund.id)))?;
        let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
        let amount = refund.amount.dong();
        if dossier.payment != (PaymentState::Paid { amount }) {
            return Ok(());
        }
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let change = Change {
            actor: teller,
            agency: &row.agency,
            id: row.id,
            seen: None,
            command: Command::RecordRefund { amount },
            procedure: &procedure,
        };
        self.change_in(conn, change, &mut None).await
    }
}

/// Says whether what is given back was a fee that was owed; else it came when nothing was.
async fn is_fee(conn: &mut Conn, row: &RefundRow) -> Result<bool, ServiceError> {
    let owed = obligations::to_change(conn, &row.obligation).await?;
    Ok(owed.is_some_and(|owed| owed.paid_by == row.reference))
}

async fn move_payment(conn: &mut Conn, row: &RefundRow, happened: Happened, now: Moment) -> Result<(), ServiceError> {
    let payment = payments::one(conn, &row.reference).await?;
    let mut payment =
        payment.ok_or_else(|| ServiceError::fault("refund", format!("{} is no payment", row.reference)))?;
    let after = payment.state.after(&happened).ok_or(ApiError::Conflict)?;
    payment.state = after;
    if payments::record(conn, &mut payment, &happened, now).await? {
        Ok(())
    } else {
        Err(ApiError::Conflict.into())
    }
}

async fn book(
    conn: &mut Conn,
    row: &RefundRow,
    entry: Result<ledger::Entry, ledger::Unbalanced>,
    now: Moment,
) -> Result<(), ServiceError> {
    let entry = entry.map_err(|error| ServiceError::fault("ledger", error))?;
    let owed = obligations::one(conn, &row.obligation).await?;
    let booked = Booked {
        at: now,
        agency: &row.agency,
        code: owed.as_ref().map(|owed| owed.code.as_str()).unwrap_or_default(),
    };
    books::post(conn, booked, &entry).await?;
    Ok(())
}

/// Returns the account of the officer's till, where there is enough in it.
async fn cash_of(conn: &mut Conn, agency: &str, officer: &str, amount: Money) -> Result<ledger::Account, ServiceError> {
    let till = tills::open(conn, agency, officer).await?;
    let till = till.ok_or_else(|| ApiError::Refused("no_till".to_owned()))?;
    let holds: i64 = tills::holdings(conn, &till.id)
        .await?
        .iter()
        .map(|(_, dong)| dong)
        .sum();
    if u64::try_from(holds).unwrap_or_default() < amount.dong() {
        return Err(ApiError::Refused("till_too_little".to_owned()).into());
    }
    Ok(ledger::Account::Cash(till.id))
}

async fn who(conn: &mut Conn, account: &str) -> Result<String, ServiceError> {
    let Ok(id) = account.parse() else {
        return Ok(String::new());
    };
    Ok(accounts::by_id(conn, id)
        .await?
        .map(|account| account.name)
        .unwrap_or_default())
}

fn said(text: String) -> Result<String, ApiError> {
    let text = words(text)?;
    if text.is_empty() {
        Err(ApiError::Refused("reason_missing".to_owned()))
    } else {
        Ok(text)
    }
}
