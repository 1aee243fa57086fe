//! The running numbers of dossiers, per agency and local day: given out once, never again.

use motcua_core::{
    calendar::{
        Moment,
        format::{iso, parse_iso},
    },
    id::RequestId,
};
use time::Date;

use super::{
    Conn, StoreError,
    conn::{broken, on, statements},
};

statements! {
    NEXT_OF_DAY = "
        INSERT INTO dossier_counter (agency, day, last)
        VALUES ($1, $2, 1)
        ON CONFLICT (agency, day) DO UPDATE SET last = dossier_counter.last + 1
        RETURNING last";
    CLAIM = "
        INSERT INTO number_claim (request_id, agency, day, sequence)
        VALUES ($1, $2, $3, $4)";
    CLAIMED = "
        SELECT sequence
        FROM number_claim
        WHERE request_id = $1 AND agency = $2 AND day = $3";
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

/// Takes the next running number of an agency's day; a number taken by work that fails comes back with its rollback.
///
/// # Errors
/// When the store does not answer.
pub async fn next_of_day(conn: &mut Conn, agency: &str, day: Date) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(NEXT_OF_DAY).bind(agency).bind(iso(day)).fetch_one(c).await)?)
}

/// Takes the next running number of an agency's day for the filing of a draft, which is known by its request.
///
/// # Errors
/// [`StoreError::Taken`] when the filing has one of that day, [`StoreError::Gone`] when the draft was filed or discarded;
/// the number comes back with the rollback.
pub async fn claim(conn: &mut Conn, request: RequestId, agency: &str, day: Date) -> Result<i64, StoreError> {
    let sequence = next_of_day(conn, agency, day).await?;
    on!(conn, c => sqlx::query(CLAIM)
        .bind(request.to_string())
        .bind(agency)
        .bind(iso(day))
        .bind(sequence)
        .execute(c)
        .await
        .map(drop))?;
    Ok(sequence)
}

/// Returns the running number that the filing of a draft [claimed](claim) on a day.
///
/// # Errors
/// When the store does not answer.
pub async fn claimed(conn: &mut Conn, request: RequestId, agency: &str, day: Date) -> Result<Option<i64>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(CLAIMED)
        .bind(request.to_string())
        .bind(agency)
        .bind(iso(day))
        .fetch_optional(c)
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
