//! Money, computed again: every try to pay from its events, every balance of the ledger from what is owed, paid, given back
//! and counted. What stands in the books beyond that belongs to nothing.

use std::collections::BTreeMap;

use motcua_core::payment::{
    State,
    ledger::{Account, Kind},
};

use super::{PAGE, Report};
use crate::{
    error::ServiceError,
    store::{
        Conn, fee_receipts, ledger, obligations,
        obligations::{Obligation, Standing},
        payments,
        payments::Payment,
        refunds,
        refunds::{RefundRow, RefundState},
        statements,
    },
};

/// Verifies all of it.
pub(super) async fn verify(conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    for (kind, subject) in ledger::unbalanced(conn).await? {
        report.add(subject, format!("its entry `{kind}` does not balance"));
    }
    for entry in ledger::stray(conn).await? {
        report.add(entry, "a line of the ledger belongs to no entry");
    }
    let mut booked: BTreeMap<&str, i64> = BTreeMap::new();
    let mut count = |kind: Kind, so_many: bool| {
        *booked.entry(kind.as_str()).or_default() += i64::from(so_many);
    };
    let mut after = String::new();
    loop {
        let page = obligations::page(conn, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        for one in &page {
            count(Kind::Owed, true);
            count(Kind::Cancelled, one.state == Standing::Cancelled);
            obligation(conn, report, one).await?;
        }
    }
    let mut after = String::new();
    loop {
        let page = payments::page(conn, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.reference);
        for one in &page {
            count(Kind::Paid, one.state.was_paid());
            payment(conn, report, one).await?;
        }
    }
    let mut after = String::new();
    loop {
        let page = refunds::page(conn, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        for one in &page {
            count(Kind::Refunded, one.state == RefundState::Done);
            refund(conn, report, one).await?;
        }
    }
    let mut numbered = 0;
    for (series, last, count, least, greatest) in fee_receipts::series(conn).await? {
        numbered += count;
        if (last, 1, last) != (count, least, greatest) {
            report.add(
                series,
                format!("{count} receipts from {least} to {greatest} stand, the last number is {last}"),
            );
        }
    }
    let (held, open) = statements::unexplained(conn).await?;
    if held != open {
        report.add(
            "statement_line",
            format!("{held} đồng are unexplained, the open lines come to {open}"),
        );
    }
    let receipts = fee_receipts::total(conn).await?;
    if receipts != numbered {
        report.add(
            "fee_receipt",
            format!("{receipts} receipts stand, {numbered} are numbered"),
        );
    }
    for kind in [Kind::Owed, Kind::Cancelled, Kind::Paid, Kind::Refunded] {
        let stand = ledger::total(conn, kind.as_str()).await?;
        let belong = booked.get(kind.as_str()).copied().unwrap_or_default();
        if stand != belong {
            let kind = kind.as_str();
            report.add(
                "ledger_entry",
                format!("{stand} entries `{kind}` stand, {belong} belong to something"),
            );
        }
    }
    Ok(())
}

async fn balance(
    conn: &mut Conn,
    report: &mut Report,
    (account, subject): (&Account, &str),
    right: i64,
) -> Result<(), ServiceError> {
    let stands = ledger::balance(conn, &account.to_string(), subject).await?;
    if stands != right {
        report.add(
            subject,
            format!("`{account}` holds {stands} đồng and should hold {right}"),
        );
    }
    Ok(())
}

fn dong(amount: motcua_core::payment::Money) -> i64 {
    i64::try_from(amount.dong()).unwrap_or(i64::MAX)
}

async fn obligation(conn: &mut Conn, report: &mut Report, one: &Obligation) -> Result<(), ServiceError> {
    let owed = if one.state == Standing::Open {
        dong(one.amount)
    } else {
        0
    };
    balance(conn, report, (&Account::Receivable, &one.id), owed).await?;
    let tries = payments::of_obligation(conn, &one.id).await?;
    if tries.iter().filter(|payment| payment.state.is_open()).count() > 1 {
        report.add(&one.id, "two tries to pay it are open");
    }
    let payer = tries.iter().find(|payment| payment.reference == one.paid_by);
    let is_right = match one.state {
        Standing::Open | Standing::Cancelled => one.paid_by.is_empty(),
        Standing::Paid => payer.is_some_and(|payment| payment.state.was_paid()),
        Standing::Refunded => payer.is_some_and(|payment| payment.state == State::Refunded),
    };
    if !is_right {
        report.add(&one.id, "it is not paid as it says");
    }
    Ok(())
}

async fn payment(conn: &mut Conn, report: &mut Report, one: &Payment) -> Result<(), ServiceError> {
    let history = payments::events(conn, &one.reference).await?;
    let mut state = State::Created;
    for (_, happened) in &history {
        match state.after(happened) {
            Some(after) => state = after,
            None => report.add(&one.reference, format!("`{}` cannot follow", happened.name())),
        }
    }
    if state != one.state || history.len() as u64 != one.last_seq {
        report.add(&one.reference, "the events do not lead to where it stands");
    }
    let is_booked = ledger::has(conn, Kind::Paid.as_str(), &one.reference).await?;
    if is_booked != one.state.was_paid() {
        report.add(&one.reference, "the ledger knows another story of it");
    }
    let owed = obligations::one(conn, &one.obligation).await?;
    let Some(owed) = owed else {
        report.add(&one.reference, "it is for nothing that was owed");
        return Ok(());
    };
    let refunds = refunds::of_dossier(conn, &one.agency, one.dossier).await?;
    let live = refunds
        .iter()
        .find(|refund| refund.reference == one.reference && refund.state != RefundState::Declined);
    let is_surplus = one.state.was_paid() && owed.paid_by != one.reference;
    let is_due_back = match live.map(|refund| refund.state) {
        Some(RefundState::Done) => false,
        Some(RefundState::Approved) => true,
        Some(RefundState::Asked | RefundState::Declined) | None => is_surplus,
    };
    if is_surplus && live.is_none() {
        report.add(
            &one.reference,
            "it was paid when nothing was owed, and nobody gives it back",
        );
    }
    let receipt = fee_receipts::of_payment(conn, &one.reference).await?;
    let is_fee = owed.paid_by == one.reference;
    match receipt {
        Some(_) if !is_fee => report.add(&one.reference, "it has a receipt and paid nothing that was owed"),
        None if is_fee => report.add(&one.reference, "it has no receipt"),
        Some(receipt) if receipt.voided_at.is_some() != (one.state == State::Refunded) => {
            report.add(
                &one.reference,
                "its receipt is void and should hold, or the other way round",
            );
        }
        Some(_) | None => {}
    }
    let due_back = if is_due_back { -dong(one.amount) } else { 0 };
    balance(conn, report, (&Account::OwedBack, &one.reference), due_back).await
}

async fn refund(conn: &mut Conn, report: &mut Report, one: &RefundRow) -> Result<(), ServiceError> {
    let is_booked = ledger::has(conn, Kind::Refunded.as_str(), &one.id).await?;
    if is_booked != (one.state == RefundState::Done) {
        report.add(&one.id, "the ledger knows another story of this refund");
    }
    if one.state != RefundState::Asked && one.decided_by == one.asked_by {
        report.add(&one.id, "who asked for this refund decided it");
    }
    let of = payments::one(conn, &one.reference).await?;
    if of.is_none_or(|payment| payment.amount < one.amount) {
        report.add(&one.id, "more is given back than was paid");
    }
    Ok(())
}
