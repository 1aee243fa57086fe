//! Cash at the counter: taken into the officer's own till, which is counted and closed at the end of the day.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{CashLine, Me, TillLine, TillView},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    calendar::format,
    dossier::DossierNumber,
    payment::{Money, Way, ledger},
};

use super::super::{
    PortalParts,
    desk::words,
    queue::asker_to,
    who::{actor, permit},
};
use super::settling::{Settled, Told};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, StoreError, ledger as books, ledger::Booked, obligations, obligations::Obligation, payments, tills,
        tills::Till,
    },
};

/// The most closed tills a list shows.
const MOST: u16 = 30;

impl PortalParts {
    /// Takes what a dossier owes in cash, all of it.
    pub(in super::super) async fn take_cash(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        amount: u64,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, &actor, number, Action::TakeCash).await?;
        let owed = obligations::open(&mut conn, &row.agency, row.id).await?;
        drop(conn);
        let owed = owed.ok_or_else(|| ApiError::Refused("nothing_owed".to_owned()))?;
        if owed.amount.dong() != amount {
            return Err(ApiError::Refused("wrong_amount".to_owned()).into());
        }
        let payment = self.new_payment(&owed, Way::Counter)?;
        let till = self.new_till(me)?;
        let work = Arc::new((Arc::clone(self), actor, owed, payment, till));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, actor, owed, payment, till) = &*work;
                    parts.leave_transfer(conn, owed).await?;
                    let till = tills_own(conn, till).await?;
                    payments::insert(conn, payment).await?;
                    let told = Told::Paid {
                        transaction: till.id.clone(),
                        amount: payment.amount,
                    };
                    match parts.settle_in(conn, payment, &told, actor, Some(&till.id)).await? {
                        Settled::Now(_) => Ok(()),
                        Settled::Before(_) | Settled::Unheard | Settled::OtherAmount => {
                            Err::<(), ServiceError>(ApiError::Conflict.into())
                        }
                    }
                })
            })
            .await
    }

    /// Makes sure that nobody is paying the same elsewhere: a transfer that was not seen is left, a payment at a gateway is
    /// waited for.
    pub(in super::super) async fn leave_transfer(
        &self,
        conn: &mut Conn,
        owed: &Obligation,
    ) -> Result<(), ServiceError> {
        let held = obligations::to_change(conn, &owed.id).await?;
        if held.is_none_or(|held| held.state != obligations::Standing::Open) {
            return Err(ApiError::Refused("nothing_owed".to_owned()).into());
        }
        let tries = payments::of_obligation(conn, &owed.id).await?;
        let Some(open) = tries.iter().find(|payment| payment.state.is_open()) else {
            return Ok(());
        };
        if open.way.is_gateway() {
            return Err(ApiError::Refused("payment_at_gateway".to_owned()).into());
        }
        self.settle_in(conn, open, &Told::Expired, &Actor::System, None).await?;
        Ok(())
    }

    fn new_till(&self, me: &Me) -> Result<Till, ServiceError> {
        let asker = asker_to(me, Action::TakeCash)?;
        let now = self.clock.now();
        Ok(Till {
            id: new_id().simple().to_string(),
            agency: asker.agency.as_str().to_owned(),
            officer: asker.account.to_string(),
            name: me.name.clone().unwrap_or_default(),
            day: format::iso(now.date()),
            opened_at: now,
            closed_at: None,
            expected: Money::ZERO,
            counted: Money::ZERO,
            reason: String::new(),
        })
    }

    /// Returns the officer's till and those that were closed at their agency.
    pub(in super::super) async fn till(&self, me: &Me) -> Result<TillView, ServiceError> {
        let asker = asker_to(me, Action::TakeCash)?;
        let mut conn = self.reader().await?;
        let all = tills::latest(&mut conn, asker.agency.as_str(), MOST).await?;
        let own = asker.account.to_string();
        let open = all.iter().find(|till| till.closed_at.is_none() && till.officer == own);
        let mut cash = Vec::new();
        if let Some(till) = open {
            for (reference, dong) in tills::holdings(&mut conn, &till.id).await? {
                let payment = payments::one(&mut conn, &reference).await?;
                let payment =
                    payment.ok_or_else(|| ServiceError::fault("till", format!("{reference} is no payment")))?;
                cash.push(CashLine {
                    number: payment.number,
                    amount: dong,
                    at: payment.settled_at.map(format::moment).unwrap_or_default(),
                    reference,
                });
            }
        }
        Ok(TillView {
            agency: self.reference.agency_name(asker.agency.as_str()),
            opened: open.map(|till| format::moment(till.opened_at)),
            total: cash.iter().map(|line| line.amount).sum(),
            cash,
            closed: all.iter().filter(|till| till.closed_at.is_some()).map(line).collect(),
            typed: std::collections::BTreeMap::new(),
        })
    }

    /// Closes the officer's till with what was found in it.
    pub(in super::super) async fn close_till(
        self: &Arc<Self>,
        me: &Me,
        counted: u64,
        reason: String,
    ) -> Result<(), ServiceError> {
        let asker = asker_to(me, Action::TakeCash)?;
        let reason = words(reason)?;
        let counted = Money::of(counted).ok_or_else(|| ApiError::Refused("too_much".to_owned()))?;
        let now = self.clock.now();
        let work = Arc::new((asker.agency, asker.account.to_string(), reason));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (agency, officer, reason) = &*work;
                    let till = tills::open(conn, agency.as_str(), officer).await?;
                    let mut till = till.ok_or_else(|| ApiError::Refused("no_till".to_owned()))?;
                    let holds: i64 = tills::holdings(conn, &till.id)
                        .await?
                        .iter()
                        .map(|(_, dong)| dong)
                        .sum();
                    let expected = u64::try_from(holds).ok().and_then(Money::of);
                    let expected = expected
                        .ok_or_else(|| ServiceError::fault("till", format!("{} holds {holds} đồng", till.id)))?;
                    if expected != counted && reason.is_empty() {
                        return Err(ApiError::Refused("till_differs".to_owned()).into());
                    }
                    (till.expected, till.counted) = (expected, counted);
                    till.reason.clone_from(reason);
                    if !tills::close(conn, &till, now).await? {
                        return Err(ApiError::Conflict.into());
                    }
                    let entry = ledger::till_closed(&till.id, expected, counted)
                        .map_err(|error| ServiceError::fault("ledger", error))?;
                    if let Some(entry) = entry {
                        let booked = Booked {
                            at: now,
                            agency: &till.agency,
                            code: "",
                        };
                        books::post(conn, booked, &entry).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }
}

/// Returns the officer's open till; opens `new` where there is none.
async fn tills_own(conn: &mut Conn, new: &Till) -> Result<Till, ServiceError> {
    if let Some(open) = tills::open(conn, &new.agency, &new.officer).await? {
        return Ok(open);
    }
    match tills::insert(conn, new).await {
        // The same officer opened it elsewhere a moment ago: it is there the next time.
        Err(StoreError::Taken(error)) => Err(StoreError::Contended(error).into()),
        done => Ok(done.map(|()| new.clone())?),
    }
}

fn line(till: &Till) -> TillLine {
    TillLine {
        name: till.name.clone(),
        opened: format::moment(till.opened_at),
        closed: till.closed_at.map(format::moment).unwrap_or_default(),
        expected: till.expected.dong(),
        counted: till.counted.dong(),
        reason: till.reason.clone(),
    }
}
