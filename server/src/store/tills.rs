//! Tills at the counter: opened with the first cash of a day, counted and closed at its end.

use motcua_core::{calendar::Moment, payment::Money};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, statements},
    payments::{dong, money},
};

statements! {
    INSERT = "
        INSERT INTO till (id, agency, officer, name, day, opened_at, expected, counted, reason)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0, '')";
    OPEN = "
        SELECT id, agency, officer, name, day, opened_at, closed_at, expected, counted, reason
        FROM till
        WHERE agency = $1 AND officer = $2 AND closed_at IS NULL";
    LATEST = "
        SELECT id, agency, officer, name, day, opened_at, closed_at, expected, counted, reason
        FROM till
        WHERE agency = $1
        ORDER BY opened_at DESC, id
        LIMIT $2";
    CLOSE = "
        UPDATE till
        SET closed_at = $2, expected = $3, counted = $4, reason = $5
        WHERE id = $1 AND closed_at IS NULL";
    IN_IT = "
        SELECT subject, CAST(SUM(debit) - SUM(credit) AS BIGINT)
        FROM ledger_line
        WHERE account = $1
        GROUP BY subject
        ORDER BY subject";
    LOCK = "
        UPDATE till
        SET reason = reason
        WHERE id = $1";
}

/// A till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Till {
    /// Its id.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// The officer's account.
    pub officer: String,
    /// The officer's name.
    pub name: String,
    /// The day, `yyyy-mm-dd`.
    pub day: String,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was counted.
    pub closed_at: Option<Moment>,
    /// What it should have held.
    pub expected: Money,
    /// What was found in it.
    pub counted: Money,
    /// Why the two differ.
    pub reason: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    agency: String,
    officer: String,
    name: String,
    day: String,
    opened_at: i64,
    closed_at: Option<i64>,
    expected: i64,
    counted: i64,
    reason: String,
}

impl TryFrom<Row> for Till {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |column| broken("till", column, &row.id);
        Ok(Self {
            opened_at: Moment::from_micros(row.opened_at),
            closed_at: row.closed_at.map(Moment::from_micros),
            expected: money(row.expected).ok_or_else(|| at("expected"))?,
            counted: money(row.counted).ok_or_else(|| at("counted"))?,
            id: row.id,
            agency: row.agency,
            officer: row.officer,
            name: row.name,
            day: row.day,
            reason: row.reason,
        })
    }
}

/// Opens a till.
///
/// # Errors
/// [`StoreError::Taken`] when the officer has one open.
pub async fn insert(conn: &mut Conn, new: &Till) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(&new.id)
        .bind(&new.agency)
        .bind(&new.officer)
        .bind(&new.name)
        .bind(&new.day)
        .bind(new.opened_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns an officer's open till, to be changed: until the transaction ends nobody else does.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn open(conn: &mut Conn, agency: &str, officer: &str) -> Result<Option<Till>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(OPEN).bind(agency).bind(officer).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    on!(conn, c => sqlx::query(LOCK).bind(&row.id).execute(c).await.map(drop))?;
    Till::try_from(row).map(Some)
}

/// Lists an agency's tills, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn latest(conn: &mut Conn, agency: &str, limit: u16) -> Result<Vec<Till>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(LATEST).bind(agency).bind(i64::from(limit)).fetch_all(c).await)?;
    rows.into_iter().map(Till::try_from).collect()
}

/// Closes a till with what was found in it; says whether it was open.
///
/// # Errors
/// When the store does not answer.
pub async fn close(conn: &mut Conn, till: &Till, at: Moment) -> Result<bool, StoreError> {
    let changed = on!(conn, c => sqlx::query(CLOSE)
        .bind(&till.id)
        .bind(at.micros())
        .bind(dong(till.expected))
        .bind(dong(till.counted))
        .bind(&till.reason)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}

/// Lists what came into a till less what left it, in đồng, by payment.
///
/// # Errors
/// When the store does not answer.
pub async fn holdings(conn: &mut Conn, till: &str) -> Result<Vec<(String, i64)>, StoreError> {
    let account = ["cash:", till].concat();
    Ok(on!(conn, c => sqlx::query_as(IN_IT).bind(account).fetch_all(c).await)?)
}
