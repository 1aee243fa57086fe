//! Lines of bank statements and settlement files, and what became of each.

use motcua_core::{calendar::Moment, payment::Money};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, statements},
    payments::{dong, money},
};

statements! {
    INSERT = "
        INSERT INTO statement_line (id, source, day, transaction_no, memo, amount, reference, state, difference, imported_at,
                                    imported_by, resolved_by, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '')
        ON CONFLICT (id) DO NOTHING";
    SETTLE = "
        UPDATE statement_line
        SET state = $2, difference = $3, reference = $4
        WHERE id = $1";
    RESOLVE = "
        UPDATE statement_line
        SET state = 'resolved', resolved_at = $2, resolved_by = $3, reason = $4, reference = $5
        WHERE id = $1 AND state = 'open'";
    BY_ID = "
        SELECT id, source, day, transaction_no, memo, amount, reference, state, difference, imported_at
        FROM statement_line
        WHERE id = $1";
    OPEN = "
        SELECT id, source, day, transaction_no, memo, amount, reference, state, difference, imported_at
        FROM statement_line
        WHERE state = 'open'
        ORDER BY imported_at, id
        LIMIT $1";
    UNSETTLED = "
        SELECT p.reference, p.number, p.way, p.amount, p.settled_at
        FROM payment p
        WHERE p.way <> 'counter' AND p.settled_at IS NOT NULL AND p.settled_at < $1
          AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.kind = 'settled' AND e.subject = p.reference)
        ORDER BY p.settled_at, p.reference
        LIMIT $2";
    UNEXPLAINED = "
        SELECT CAST(COALESCE(SUM(credit), 0) - COALESCE(SUM(debit), 0) AS BIGINT)
        FROM ledger_line
        WHERE account = 'unexplained'";
    OPEN_SUM = "
        SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT)
        FROM statement_line
        WHERE state = 'open' AND source = 'bank'";
    REPORT = "
        SELECT e.agency, e.code, e.kind, l.account, CAST(SUM(l.debit) AS BIGINT), COUNT(*)
        FROM ledger_entry e
        JOIN ledger_line l ON l.entry = e.id
        WHERE e.day >= $1 AND e.day <= $2 AND l.debit > 0
        GROUP BY e.agency, e.code, e.kind, l.account
        ORDER BY e.agency, e.code, e.kind, l.account";
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The sum over its contents: the same line twice is one.
    pub id: String,
    /// `bank`, or the gateway whose file it was in.
    pub source: String,
    /// The day, `yyyy-mm-dd`.
    pub day: String,
    /// The other side's number.
    pub transaction: String,
    /// What it says it is for.
    pub memo: String,
    /// How much.
    pub amount: Money,
    /// The payment it was matched with, or names.
    pub reference: String,
    /// `matched`, `open` or `resolved`.
    pub state: String,
    /// Why it is open.
    pub difference: String,
    /// When it was read.
    pub imported_at: Moment,
}

#[derive(FromRow)]
struct Row {
    id: String,
    source: String,
    day: String,
    transaction_no: String,
    memo: String,
    amount: i64,
    reference: String,
    state: String,
    difference: String,
    imported_at: i64,
}

impl TryFrom<Row> for StatementLine {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            amount: money(row.amount).ok_or_else(|| broken("statement_line", "amount", &row.id))?,
            imported_at: Moment::from_micros(row.imported_at),
            id: row.id,
            source: row.source,
            day: row.day,
            transaction: row.transaction_no,
            memo: row.memo,
            reference: row.reference,
            state: row.state,
            difference: row.difference,
        })
    }
}

/// Keeps a line; says whether it was not there before.
///
/// # Errors
/// When the store does not answer.
pub async fn insert(conn: &mut Conn, line: &StatementLine, by: &str) -> Result<bool, StoreError> {
    let new = on!(conn, c => sqlx::query(INSERT)
        .bind(&line.id)
        .bind(&line.source)
        .bind(&line.day)
        .bind(&line.transaction)
        .bind(&line.memo)
        .bind(dong(line.amount))
        .bind(&line.reference)
        .bind(&line.state)
        .bind(&line.difference)
        .bind(line.imported_at.micros())
        .bind(by)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(new > 0)
}

/// Says what became of a line when it was matched.
///
/// # Errors
/// When the store does not answer.
pub async fn settle(conn: &mut Conn, line: &StatementLine) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SETTLE)
        .bind(&line.id)
        .bind(&line.state)
        .bind(&line.difference)
        .bind(&line.reference)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Resolves an open line; says whether it was open.
///
/// # Errors
/// When the store does not answer.
pub async fn resolve(
    conn: &mut Conn,
    (id, reference): (&str, &str),
    by: &str,
    reason: &str,
    at: Moment,
) -> Result<bool, StoreError> {
    let changed = on!(conn, c => sqlx::query(RESOLVE)
        .bind(id)
        .bind(at.micros())
        .bind(by)
        .bind(reason)
        .bind(reference)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}

/// Returns a line.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, id: &str) -> Result<Option<StatementLine>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?;
    row.map(StatementLine::try_from).transpose()
}

/// Lists the lines that fit nothing, the oldest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn open(conn: &mut Conn, limit: u16) -> Result<Vec<StatementLine>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(OPEN).bind(i64::from(limit)).fetch_all(c).await)?;
    rows.into_iter().map(StatementLine::try_from).collect()
}

/// A payment whose money was not seen to arrive: reference, dossier's number, way, đồng, when it was taken.
pub type Unsettled = (String, String, String, i64, i64);

/// Lists payments from before a moment whose money was not seen to arrive, the oldest first.
///
/// # Errors
/// When the store does not answer.
pub async fn unsettled(conn: &mut Conn, before: Moment, limit: u16) -> Result<Vec<Unsettled>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(UNSETTLED)
        .bind(before.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Returns what the ledger holds unexplained, and what the open lines of bank statements come to; for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn unexplained(conn: &mut Conn) -> Result<(i64, i64), StoreError> {
    let held: i64 = on!(conn, c => sqlx::query_scalar(UNEXPLAINED).fetch_one(&mut *c).await)?;
    let open: i64 = on!(conn, c => sqlx::query_scalar(OPEN_SUM).fetch_one(c).await)?;
    Ok((held, open))
}

/// A sum of the ledger: agency, procedure, kind of entry, account debited, đồng, how many.
pub type Sum = (String, String, String, String, i64, i64);

/// Sums the ledger from one day to another (`yyyy-mm-dd`), both included.
///
/// # Errors
/// When the store does not answer.
pub async fn report(conn: &mut Conn, from: &str, to: &str) -> Result<Vec<Sum>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(REPORT).bind(from).bind(to).fetch_all(c).await)?)
}
