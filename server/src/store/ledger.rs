//! The ledger in double entry: entries that balance, each thing booked once.

use motcua_core::{
    calendar::{Moment, format::iso},
    payment::ledger::Entry,
};

use super::{
    Conn, StoreError,
    conn::{on, statements},
    payments::dong,
};
use crate::clock::new_id;

statements! {
    ENTRY = "
        INSERT INTO ledger_entry (id, at, day, agency, kind, subject, code)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (kind, subject) DO NOTHING";
    LINE = "
        INSERT INTO ledger_line (entry, line, account, subject, debit, credit)
        VALUES ($1, $2, $3, $4, $5, $6)";
    BALANCE = "
        SELECT CAST(COALESCE(SUM(debit), 0) - COALESCE(SUM(credit), 0) AS BIGINT)
        FROM ledger_line
        WHERE account = $1 AND subject = $2";
    BALANCES = "
        SELECT account, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT)
        FROM ledger_line
        GROUP BY account
        ORDER BY account";
    UNBALANCED = "
        SELECT e.kind, e.subject
        FROM ledger_entry e
        LEFT JOIN ledger_line l ON l.entry = e.id
        GROUP BY e.id, e.kind, e.subject
        HAVING COUNT(l.line) = 0 OR SUM(l.debit) <> SUM(l.credit)";
    STRAY = "
        SELECT l.entry
        FROM ledger_line l
        LEFT JOIN ledger_entry e ON e.id = l.entry
        WHERE e.id IS NULL";
    HAS = "
        SELECT COUNT(*)
        FROM ledger_entry
        WHERE kind = $1 AND subject = $2";
    TOTAL = "
        SELECT COUNT(*)
        FROM ledger_entry
        WHERE kind = $1";
}

/// Where and when an entry belongs.
#[derive(Clone, Copy, Debug)]
pub struct Booked<'a> {
    /// When.
    pub at: Moment,
    /// For which agency.
    pub agency: &'a str,
    /// For which procedure; empty where it is for none.
    pub code: &'a str,
}

/// Books an entry; says whether it was not booked before.
///
/// # Errors
/// When the store does not answer.
pub async fn post(conn: &mut Conn, booked: Booked<'_>, entry: &Entry) -> Result<bool, StoreError> {
    let id = new_id().to_string();
    let new = on!(conn, c => sqlx::query(ENTRY)
        .bind(&id)
        .bind(booked.at.micros())
        .bind(iso(booked.at.date()))
        .bind(booked.agency)
        .bind(entry.kind().as_str())
        .bind(entry.subject())
        .bind(booked.code)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if new == 0 {
        return Ok(false);
    }
    for (line, posting) in (1_i64..).zip(entry.postings()) {
        on!(conn, c => sqlx::query(LINE)
            .bind(&id)
            .bind(line)
            .bind(posting.account.to_string())
            .bind(&posting.subject)
            .bind(dong(posting.debit))
            .bind(dong(posting.credit))
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(true)
}

/// Returns debits less credits of an account about a subject, in đồng.
///
/// # Errors
/// When the store does not answer.
pub async fn balance(conn: &mut Conn, account: &str, subject: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(BALANCE).bind(account).bind(subject).fetch_one(c).await)?)
}

/// Lists every account with its debits and credits, in đồng.
///
/// # Errors
/// When the store does not answer.
pub async fn balances(conn: &mut Conn) -> Result<Vec<(String, i64, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BALANCES).fetch_all(c).await)?)
}

/// Lists entries (kind and subject) that do not balance or hold nothing, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn unbalanced(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(UNBALANCED).fetch_all(c).await)?)
}

/// Lists lines that belong to no entry, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn stray(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(STRAY).fetch_all(c).await)?)
}

/// Says whether something was booked.
///
/// # Errors
/// When the store does not answer.
pub async fn has(conn: &mut Conn, kind: &str, subject: &str) -> Result<bool, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(HAS).bind(kind).bind(subject).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Counts the entries of a kind, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn, kind: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TOTAL).bind(kind).fetch_one(c).await)?)
}
