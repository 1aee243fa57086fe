//! The running numbers of dossiers, per agency and local day: given out once, never again.

use motcua_core::calendar::{
    Moment,
    format::{iso, parse_iso},
};
use time::Date;

use super::{
    Conn, StoreError,
    conn::{broken, on, statements},
};

statements! {
    TAKE_OF_DAY = "
        INSERT INTO dossier_counter (agency, day, last)
        VALUES ($1, $2, $3)
        ON CONFLICT (agency, day) DO UPDATE SET last = dossier_counter.last + excluded.last
        RETURNING last";
    DOUBLES = "
        SELECT number
        FROM dossier
        GROUP BY number
        HAVING COUNT(*) > 1";
    COUNTERS = "
        SELECT agency, day, last
        FROM dossier_counter
        ORDER BY agency, day";
    NUMBERED = "
        SELECT COUNT(*)
        FROM dossier
        WHERE agency = $1 AND submitted_at >= $2 AND submitted_at < $3";
}

/// Takes the next `count` running numbers of an agency's day and returns the last of them; numbers taken by work that
/// fails come back with its rollback.
///
/// # Errors
/// When the store does not answer.
pub async fn take_of_day(conn: &mut Conn, agency: &str, day: Date, count: u32) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TAKE_OF_DAY)
        .bind(agency)
        .bind(iso(day))
        .bind(i64::from(count))
        .fetch_one(c)
        .await)?)
}

/// Lists how many numbers each agency gave out on each day (`yyyy-mm-dd`), for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn counters(conn: &mut Conn) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(COUNTERS).fetch_all(c).await)?)
}

/// Returns how many dossiers of an agency were submitted on a day of [`counters`].
///
/// # Errors
/// When the store does not answer.
pub async fn numbered(conn: &mut Conn, agency: &str, day: &str) -> Result<i64, StoreError> {
    let date = parse_iso(day).ok_or_else(|| broken("dossier_counter", "day", agency))?;
    let from = Moment::from_local(date.midnight());
    let until = from.plus(time::Duration::DAY);
    Ok(on!(conn, c => sqlx::query_scalar(NUMBERED)
        .bind(agency)
        .bind(from.micros())
        .bind(until.micros())
        .fetch_one(c)
        .await)?)
}

/// Lists numbers that stand more than once, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn doubles(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(DOUBLES).fetch_all(c).await)?)
}
