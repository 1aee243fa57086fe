//! Reconciliation (đối soát): what banks and gateways say they hold, against the books. A line of a bank statement settles
//! the transfer it names; every line that fits nothing is listed until an officer says what it is.
//!
//! `file` reads what is handed over.

mod file;

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{DifferenceView, LateView, Me, ReconciliationView},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    calendar::{Moment, format},
    dossier::{Digest, DossierNumber},
    payment::{
        State, Way, attempt,
        ledger::{self, Account, Entry, Kind},
    },
};
use time::Duration;

use self::file::Line;
use super::{
    Portal, PortalParts,
    desk::words,
    payments::{Settled, Told, booked},
    queue::asker_to,
};
use crate::{
    error::ServiceError,
    store::{
        Conn, dossiers, ledger as books, ledger::Booked, obligations, payments, refunds, refunds::RefundState,
        statements, statements::StatementLine,
    },
};

pub use file::{BadFile, MOST_BYTES};

/// How long money may be on its way before somebody must look.
const LATE: Duration = Duration::days(3);

/// The most lines a list shows.
const MOST: u16 = 500;

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Lines that were not there before.
    pub new: u32,
    /// Lines that were.
    pub before: u32,
    /// New lines that fit nothing.
    pub open: u32,
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A bank's statement of the collector's account.
    Bank,
    /// VNPAY's file of a day.
    Vnpay,
}

impl Source {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Vnpay => "vnpay",
        }
    }
}

impl Portal {
    /// Says whether somebody may hand in files.
    ///
    /// # Errors
    /// As the access law answers them.
    pub fn may_reconcile(&self, me: &Me) -> Result<(), ApiError> {
        asker_to(me, Action::Reconcile).map(drop)
    }

    /// Takes a file in, each line once; a file that cannot be read is not taken at all.
    ///
    /// # Errors
    /// [`ApiError::Refused`] with the code of what is wrong and its line.
    pub async fn import_statement(&self, me: &Me, source: Source, bytes: &[u8]) -> Result<Imported, ServiceError> {
        let asker = asker_to(me, Action::Reconcile)?;
        let lines =
            file::read(bytes).map_err(|bad| ApiError::Refused(format!("statement_{}:{}", bad.code, bad.line)))?;
        let by = asker.account.to_string();
        let mut imported = Imported::default();
        let mut seen = std::collections::BTreeMap::<String, u32>::new();
        for line in lines {
            // What a gateway says was paid and the books do not know, it is asked about itself.
            if source == Source::Vnpay {
                self.0.ask_named(&line).await?;
            }
            // Two lines that say the same are two; the same file twice is one.
            let digest = sum(source, &line, 0).to_string();
            let nth = seen.entry(digest).or_default();
            let id = sum(source, &line, *nth).to_string();
            *nth += 1;
            let work = Arc::new((Arc::clone(&self.0), line, id, by.clone()));
            let done = self
                .0
                .db
                .write(move |conn| {
                    let work = Arc::clone(&work);
                    Box::pin(async move {
                        let (parts, line, id, by) = &*work;
                        parts.take_line(conn, source, line, id, by).await
                    })
                })
                .await?;
            match done {
                None => imported.before += 1,
                Some(is_open) => {
                    imported.new += 1;
                    imported.open += u32::from(is_open);
                }
            }
        }
        Ok(imported)
    }
}

fn sum(source: Source, line: &Line, nth: u32) -> Digest {
    let text = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{nth}",
        source.as_str(),
        line.day,
        line.transaction,
        line.memo,
        line.amount.dong(),
        line.is_refund,
    );
    Digest::of(&[text.as_bytes()])
}

impl PortalParts {
    async fn ask_named(self: &Arc<Self>, line: &Line) -> Result<(), ServiceError> {
        let payment = payments::one(&mut self.reader().await?, &line.memo).await?;
        match payment {
            Some(payment) if !payment.state.was_paid() && payment.way == Way::Vnpay => {
                self.ask_about(&payment).await?;
            }
            Some(_) | None => {}
        }
        Ok(())
    }

    /// Keeps a line and books what it says; nothing where it was there before, else whether it fits nothing.
    async fn take_line(
        &self,
        conn: &mut Conn,
        source: Source,
        line: &Line,
        id: &str,
        by: &str,
    ) -> Result<Option<bool>, ServiceError> {
        let mut row = StatementLine {
            id: id.to_owned(),
            source: source.as_str().to_owned(),
            day: line.day.clone(),
            transaction: line.transaction.clone(),
            memo: line.memo.clone(),
            amount: line.amount,
            reference: String::new(),
            state: "open".to_owned(),
            difference: String::new(),
            imported_at: self.clock.now(),
        };
        if !statements::insert(conn, &row, by).await? {
            return Ok(None);
        }
        let outcome = match source {
            Source::Bank => self.bank_line(conn, &mut row).await?,
            Source::Vnpay => self.gateway_line(conn, &mut row, line.is_refund).await?,
        };
        match outcome {
            None => "matched".clone_into(&mut row.state),
            Some(difference) => difference.clone_into(&mut row.difference),
        }
        if source == Source::Bank && outcome.is_some() {
            let (debit, credit) = (
                (Account::Bank, row.id.as_str()),
                (Account::Unexplained, row.id.as_str()),
            );
            self.book(
                conn,
                &row,
                Entry::moved(Kind::Unexplained, &row.id, row.amount, debit, credit),
            )
            .await?;
        }
        statements::settle(conn, &row).await?;
        Ok(Some(outcome.is_some()))
    }

    /// Settles the transfer that a line names; else says why none.
    async fn bank_line(&self, conn: &mut Conn, row: &mut StatementLine) -> Result<Option<&'static str>, ServiceError> {
        let mut named = attempt::references_in(&row.memo);
        let (Some(reference), true) = (named.pop(), named.is_empty()) else {
            return Ok(Some("unknown"));
        };
        let Some(payment) = payments::one(conn, &reference).await? else {
            return Ok(Some("unknown"));
        };
        row.reference.clone_from(&reference);
        if payment.way != Way::Transfer {
            return Ok(Some("other_way"));
        }
        if payment.state.was_paid() {
            return Ok(Some("twice"));
        }
        let told = Told::Paid {
            transaction: row.transaction.clone(),
            amount: row.amount,
        };
        match self.settle_in(conn, &payment, &told, &Actor::System, None).await? {
            Settled::Now(State::Paid) => {}
            Settled::OtherAmount => return Ok(Some("other_amount")),
            Settled::Now(_) | Settled::Before(_) | Settled::Unheard => return Ok(Some("unknown")),
        }
        self.arrived(conn, &reference, Way::Transfer, row).await?;
        Ok(None)
    }

    /// Notes that the money of a payment arrived; says whether that was not known.
    async fn arrived(
        &self,
        conn: &mut Conn,
        reference: &str,
        way: Way,
        row: &StatementLine,
    ) -> Result<bool, ServiceError> {
        let (debit, credit) = ((Account::Bank, reference), (Account::Clearing(way), reference));
        self.book(
            conn,
            row,
            Entry::moved(Kind::Settled, reference, row.amount, debit, credit),
        )
        .await
    }

    async fn gateway_line(
        &self,
        conn: &mut Conn,
        row: &mut StatementLine,
        is_refund: bool,
    ) -> Result<Option<&'static str>, ServiceError> {
        row.reference.clone_from(&row.memo);
        let payment = payments::one(conn, &row.reference).await?;
        let Some(payment) = payment.filter(|payment| payment.way == Way::Vnpay) else {
            return Ok(Some("unknown"));
        };
        if payment.amount != row.amount {
            return Ok(Some("other_amount"));
        }
        if is_refund {
            let all = refunds::of_dossier(conn, &payment.agency, payment.dossier).await?;
            let done = all
                .iter()
                .find(|one| one.reference == payment.reference && one.state == RefundState::Done);
            let Some(refund) = done else {
                return Ok(Some("refund_unknown"));
            };
            let (debit, credit) = (
                (Account::Clearing(Way::Vnpay), payment.reference.as_str()),
                (Account::Bank, payment.reference.as_str()),
            );
            let entry = Entry::moved(Kind::RefundSettled, &refund.id, row.amount, debit, credit);
            let is_new = self.book(conn, row, entry).await?;
            return Ok((!is_new).then_some("twice"));
        }
        if !payment.state.was_paid() {
            return Ok(Some("not_paid_here"));
        }
        let is_new = self.arrived(conn, &payment.reference, Way::Vnpay, row).await?;
        Ok((!is_new).then_some("twice"))
    }

    async fn book(
        &self,
        conn: &mut Conn,
        row: &StatementLine,
        entry: Result<Entry, ledger::Unbalanced>,
    ) -> Result<bool, ServiceError> {
        let entry = entry.map_err(|error| ServiceError::fault("ledger", error))?;
        let owed = match payments::one(conn, &row.reference).await? {
            Some(payment) => obligations::one(conn, &payment.obligation).await?,
            None => None,
        };
        let at = self.clock.now();
        let booked = owed.as_ref().map_or(
            Booked {
                at,
                agency: "",
                code: "",
            },
            |owed| booked(owed, at),
        );
        Ok(books::post(conn, booked, &entry).await?)
    }

    /// Lists what fits nothing, and the money that is late.
    pub(super) async fn reconciliation(&self, me: &Me) -> Result<ReconciliationView, ServiceError> {
        asker_to(me, Action::Reconcile)?;
        let now = self.clock.now();
        let mut conn = self.reader().await?;
        let open = statements::open(&mut conn, MOST).await?;
        let late = statements::unsettled(&mut conn, now.plus(-LATE), MOST).await?;
        let days = |since: Moment| u32::try_from((now.date() - since.date()).whole_days()).unwrap_or_default();
        Ok(ReconciliationView {
            open: open
                .into_iter()
                .map(|line| DifferenceView {
                    days: days(line.imported_at),
                    is_late: line.imported_at < now.plus(-LATE),
                    is_bank: line.source == "bank",
                    amount: line.amount.dong(),
                    id: line.id,
                    source: line.source,
                    day: format::parse_iso(&line.day).map_or(line.day, format::date),
                    memo: line.memo,
                    transaction: line.transaction,
                    difference: line.difference,
                })
                .collect(),
            late: late
                .into_iter()
                .map(|(reference, number, way, amount, at)| LateView {
                    days: days(Moment::from_micros(at)),
                    way: way.parse().unwrap_or(Way::Transfer),
                    amount: u64::try_from(amount).unwrap_or_default(),
                    reference,
                    number,
                })
                .collect(),
        })
    }

    /// Resolves a line with a reason: as the fee of a dossier where its number is given, else as settled outside.
    pub(super) async fn resolve_line(
        self: &Arc<Self>,
        me: &Me,
        id: String,
        number: String,
        reason: String,
    ) -> Result<(), ServiceError> {
        let asker = asker_to(me, Action::Reconcile)?;
        let reason = words(reason)?;
        if reason.is_empty() {
            return Err(ApiError::Refused("reason_missing".to_owned()).into());
        }
        let number = match number.trim() {
            "" => None,
            typed => Some(
                typed
                    .parse::<DossierNumber>()
                    .map_err(|_| ApiError::Refused("no_such_dossier".to_owned()))?,
            ),
        };
        let by = asker.account.to_string();
        let work = Arc::new((Arc::clone(self), id, number, reason, by));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (parts, id, number, reason, by) = &*work;
                    parts.resolved(conn, id, number.as_ref(), (by, reason)).await
                })
            })
            .await
    }

    async fn resolved(
        &self,
        conn: &mut Conn,
        id: &str,
        number: Option<&DossierNumber>,
        (by, reason): (&str, &str),
    ) -> Result<(), ServiceError> {
        let line = statements::one(conn, id).await?.ok_or(ApiError::NotFound)?;
        let is_bank = line.source == "bank";
        let reference = match number {
            Some(number) if is_bank => self.pay_by_hand(conn, &line, number).await?,
            Some(_) => return Err(ApiError::Refused("not_a_transfer".to_owned()).into()),
            None => line.reference.clone(),
        };
        if !statements::resolve(conn, (id, &reference), by, reason, self.clock.now()).await? {
            return Err(ApiError::Conflict.into());
        }
        if is_bank {
            // What was no fee here left the account again, outside the portal.
            let to = match number {
                Some(_) => (Account::Clearing(Way::Transfer), reference.as_str()),
                None => (Account::Bank, id),
            };
            let entry = Entry::moved(Kind::Explained, id, line.amount, (Account::Unexplained, id), to);
            self.book(conn, &line, entry).await?;
        }
        Ok(())
    }

    /// Takes the money of a line as what a dossier owes; the amounts must be the same.
    async fn pay_by_hand(
        &self,
        conn: &mut Conn,
        line: &StatementLine,
        number: &DossierNumber,
    ) -> Result<String, ServiceError> {
        let none = || ApiError::Refused("no_such_dossier".to_owned());
        let row = dossiers::by_number(conn, number).await?.ok_or_else(none)?;
        let owed = obligations::open(conn, &row.agency, row.id).await?;
        let owed = owed.ok_or_else(|| ApiError::Refused("nothing_owed".to_owned()))?;
        if owed.amount != line.amount {
            return Err(ApiError::Refused("wrong_amount".to_owned()).into());
        }
        self.leave_transfer(conn, &owed).await?;
        let payment = self.new_payment(&owed, Way::Transfer)?;
        payments::insert(conn, &payment).await?;
        let told = Told::Paid {
            transaction: line.transaction.clone(),
            amount: line.amount,
        };
        match self.settle_in(conn, &payment, &told, &Actor::System, None).await? {
            Settled::Now(State::Paid) => Ok(payment.reference),
            Settled::Now(_) | Settled::Before(_) | Settled::Unheard | Settled::OtherAmount => {
                Err(ApiError::Conflict.into())
            }
        }
    }
}

impl Portal {
    /// Writes the report of some days as CSV: what was booked for each agency and procedure.
    ///
    /// # Errors
    /// When the asker may not see it.
    pub async fn money_report(&self, me: &Me, from: &str, to: &str) -> Result<String, ServiceError> {
        asker_to(me, Action::Reconcile)?;
        let sums = statements::report(&mut self.0.reader().await?, from, to).await?;
        let failed = |error: csv::Error| ServiceError::fault("report", error);
        let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
        out.write_record([
            "cơ quan",
            "tên cơ quan",
            "thủ tục",
            "bút toán",
            "tài khoản",
            "số tiền",
            "số bút toán",
        ])
        .map_err(failed)?;
        for (agency, code, kind, account, dong, count) in sums {
            let name = self.0.reference.agency_name(&agency);
            let (dong, count) = (dong.to_string(), count.to_string());
            out.write_record([&agency, &name, &code, &kind, &account, &dong, &count].map(|cell| plain(cell)))
                .map_err(failed)?;
        }
        let bytes = out
            .into_inner()
            .map_err(|error| ServiceError::fault("report", error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| ServiceError::fault("report", error))
    }
}

/// Keeps a spreadsheet from taking a text for a formula.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        ["'", cell].concat()
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for cell in ["=1+1", "+84", "-5", "@cmd", "\t=1"] {
            assert_eq!(plain(cell), format!("'{cell}"));
        }
        assert_eq!(plain("Ủy ban nhân dân"), "Ủy ban nhân dân");
    }
}
