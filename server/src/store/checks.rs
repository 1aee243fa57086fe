//! Comparisons of dossiers with the state's registers: what waits, and what came of it.

use motcua_core::{calendar::Moment, id::DossierId};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{for_rows, json, on, parsed, statements},
};

statements! {
    PUT = "
        INSERT INTO register_check (agency, dossier, attempts, locked_until, checked_at, outcome)
        VALUES ($1, $2, 0, 0, NULL, NULL)
        ON CONFLICT (agency, dossier) DO UPDATE SET attempts = 0, locked_until = 0, checked_at = NULL, outcome = NULL";
    WAITING = "
        SELECT agency, dossier, attempts
        FROM register_check
        WHERE checked_at IS NULL AND locked_until <= $1
        ORDER BY locked_until, agency, dossier
        LIMIT $2";
    LEASE = "
        UPDATE register_check
        SET locked_until = $4, attempts = attempts + 1
        WHERE agency = $1 AND dossier = $2 AND checked_at IS NULL AND locked_until <= $3";
    LATER = "
        UPDATE register_check
        SET locked_until = $3
        WHERE agency = $1 AND dossier = $2 AND checked_at IS NULL AND locked_until = $4";
    DONE = "
        UPDATE register_check
        SET checked_at = $3, outcome = $4
        WHERE agency = $1 AND dossier = $2 AND checked_at IS NULL AND locked_until = $5";
    OF_DOSSIER = "
        SELECT checked_at, outcome
        FROM register_check
        WHERE agency = $1 AND dossier = $2";
}

/// A dossier that waits to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its agency.
    pub agency: String,
    /// Its id.
    pub dossier: DossierId,
    /// How often it was tried.
    pub attempts: i64,
}

#[derive(FromRow)]
struct Row {
    agency: String,
    dossier: String,
    attempts: i64,
}

/// Puts dossiers among those that wait; one that was compared before is compared again.
///
/// # Errors
/// When the store does not take it.
pub async fn put(conn: &mut Conn, dossiers: &[(&str, DossierId)]) -> Result<(), StoreError> {
    if dossiers.is_empty() {
        return Ok(());
    }
    let sql = for_rows(PUT, dossiers.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(dossiers.len() == 1);
        for (agency, dossier) in dossiers {
            query = query.bind(*agency).bind(dossier.to_string());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Lists what waits and nobody works on.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn waiting(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(WAITING)
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Waiting {
                dossier: parsed(&row.dossier, "register_check", "dossier", &row.dossier)?,
                agency: row.agency,
                attempts: row.attempts,
            })
        })
        .collect()
}

/// Takes one to compare it; says whether it was still free. The lease ends by itself if the worker dies.
///
/// # Errors
/// When the store does not take it.
pub async fn lease(conn: &mut Conn, one: &Waiting, now: Moment, until: Moment) -> Result<bool, StoreError> {
    let taken = on!(conn, c => sqlx::query(LEASE)
        .bind(&one.agency)
        .bind(one.dossier.to_string())
        .bind(now.micros())
        .bind(until.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(taken > 0)
}

/// Notes when to try again, unless the lease is another's by now or the dossier was mended meanwhile.
///
/// # Errors
/// When the store does not take it.
pub async fn later(conn: &mut Conn, one: &Waiting, lease: Moment, at: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(LATER)
        .bind(&one.agency)
        .bind(one.dossier.to_string())
        .bind(at.micros())
        .bind(lease.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps what came of it, unless the lease is another's by now or the dossier was mended meanwhile; says whether it did.
///
/// # Errors
/// When the store does not take it.
pub async fn done(
    conn: &mut Conn,
    one: &Waiting,
    lease: Moment,
    now: Moment,
    outcome: &(impl Serialize + Sync),
) -> Result<bool, StoreError> {
    let kept = on!(conn, c => sqlx::query(DONE)
        .bind(&one.agency)
        .bind(one.dossier.to_string())
        .bind(now.micros())
        .bind(serde_json::to_string(outcome).unwrap_or_default())
        .bind(lease.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(kept > 0)
}

/// Returns what came of a dossier's comparison: nothing where none is made, then when, and the outcome once there is one.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn of_dossier<T: DeserializeOwned>(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
) -> Result<Option<Option<(Moment, T)>>, StoreError> {
    let id = dossier.to_string();
    let found: Option<(Option<i64>, Option<String>)> =
        on!(conn, c => sqlx::query_as(OF_DOSSIER).bind(agency).bind(&id).fetch_optional(c).await)?;
    let Some((at, outcome)) = found else { return Ok(None) };
    let (Some(at), Some(outcome)) = (at, outcome) else {
        return Ok(Some(None));
    };
    let outcome = json(&outcome, "register_check", "outcome", &id)?;
    Ok(Some(Some((Moment::from_micros(at), outcome))))
}
