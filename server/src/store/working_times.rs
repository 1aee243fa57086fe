//! How long dossiers took, counted by procedure, agency, quarter and working hours.

use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    ADD = "
        INSERT INTO working_time (agency, code, quarter, hours, dossiers)
        VALUES ($1, $2, $3, $4, 1)
        ON CONFLICT (agency, code, quarter, hours) DO UPDATE
        SET dossiers = working_time.dossiers + 1";
    SINCE = "
        SELECT hours, dossiers
        FROM working_time
        WHERE agency = $1 AND code = $2 AND quarter >= $3";
}

#[derive(FromRow)]
struct Row {
    hours: i64,
    dossiers: i64,
}

/// Counts a finished dossier.
///
/// # Errors
/// When the store does not take it.
pub async fn add(conn: &mut Conn, agency: &str, code: &str, quarter: &str, hours: u32) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(ADD)
        .bind(agency)
        .bind(code)
        .bind(quarter)
        .bind(i64::from(hours))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns how many dossiers of a procedure took how many working hours at an agency, from a quarter on.
///
/// # Errors
/// When the store does not answer.
pub async fn since(conn: &mut Conn, agency: &str, code: &str, quarter: &str) -> Result<Vec<(u32, u64)>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(SINCE)
        .bind(agency)
        .bind(code)
        .bind(quarter)
        .fetch_all(c)
        .await)?;
    let read = |row: Row| {
        (
            u32::try_from(row.hours).unwrap_or(u32::MAX),
            u64::try_from(row.dossiers).unwrap_or(0),
        )
    };
    Ok(rows.into_iter().map(read).collect())
}
