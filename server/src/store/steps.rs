//! Which step of its process a dossier is in, for lists, and from when that takes too long; its events are the truth.

use std::collections::BTreeMap;

use motcua_core::{
    calendar::{Calendar, Moment},
    dossier::Dossier,
    id::DossierId,
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    KEEP = "
        INSERT INTO dossier_step (agency, dossier, step, since, late_at, told_at)
        VALUES ($1, $2, $3, $4, $5, NULL)
        ON CONFLICT (agency, dossier) DO UPDATE
        SET told_at = CASE WHEN dossier_step.since = excluded.since THEN dossier_step.told_at END,
            step = excluded.step, since = excluded.since, late_at = excluded.late_at";
    OF_SOME = "
        SELECT dossier, step, late_at
        FROM dossier_step
        WHERE agency = $1 AND dossier IN ($2)";
    NAMES = "
        SELECT step
        FROM dossier_step
        WHERE agency = $1 AND step > ''
        GROUP BY step
        ORDER BY step";
    OF_DOSSIER = "
        SELECT step, since
        FROM dossier_step
        WHERE agency = $1 AND dossier = $2";
    TOTAL = "
        SELECT COUNT(*)
        FROM dossier_step";
    LATE = "
        SELECT agency, dossier
        FROM dossier_step
        WHERE late_at <= $1 AND late_at IS NOT NULL AND told_at IS NULL
        ORDER BY late_at, agency, dossier
        LIMIT $2";
    NOTE = "
        UPDATE dossier_step
        SET told_at = $3
        WHERE agency = $1 AND dossier = $2 AND late_at <= $3 AND told_at IS NULL";
}

/// The step a dossier is in, as lists read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// From when it takes longer than it may.
    pub late_at: Option<Moment>,
}

/// The step a dossier is in, as its events tell it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Kept {
    /// What it is called; empty where it is in none.
    pub step: String,
    /// Since when, microseconds UTC.
    pub since: Option<i64>,
}

impl Kept {
    /// Reads a dossier.
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            step: dossier.present_step().map(|step| step.name.clone()).unwrap_or_default(),
            since: dossier.present_run().map(|run| run.begun_at.micros()),
        }
    }
}

/// Keeps the step a dossier is in, where its procedure states any.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(
    conn: &mut Conn,
    agency: &str,
    id: DossierId,
    dossier: &Dossier,
    calendar: &Calendar,
) -> Result<(), StoreError> {
    if dossier.process().is_empty() {
        return Ok(());
    }
    let kept = Kept::of(dossier);
    on!(conn, c => sqlx::query(KEEP)
        .bind(agency)
        .bind(id.to_string())
        .bind(kept.step)
        .bind(kept.since)
        .bind(dossier.step_late_at(calendar).map(Moment::micros))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the steps that some dossiers of an agency are in, by their keys alone.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of(
    conn: &mut Conn,
    agency: &str,
    dossiers: &[DossierId],
) -> Result<BTreeMap<DossierId, Step>, StoreError> {
    if dossiers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let marks: Vec<String> = (0..dossiers.len())
        .map(|at| ["$", &(at + 2).to_string()].concat())
        .collect();
    let sql = OF_SOME.replace("$2", &marks.join(", "));
    let rows: Vec<(String, String, Option<i64>)> = on!(conn, c => {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(false).bind(agency);
        for id in dossiers {
            query = query.bind(id.to_string());
        }
        query.fetch_all(c).await
    })?;
    rows.into_iter()
        .filter(|(_, name, _)| !name.is_empty())
        .map(|(id, name, late_at)| {
            let late_at = late_at.map(Moment::from_micros);
            Ok((parsed(&id, "dossier_step", "dossier", &id)?, Step { name, late_at }))
        })
        .collect()
}

/// Lists the names of the steps that dossiers of an agency are in.
///
/// # Errors
/// When the store does not answer.
pub async fn names(conn: &mut Conn, agency: &str) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(NAMES).bind(agency).fetch_all(c).await)?)
}

/// Returns what is kept of the step of one dossier.
///
/// # Errors
/// When the store does not answer.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Option<Kept>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_optional(c)
        .await)?)
}

/// Counts what is kept of steps.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TOTAL).fetch_one(c).await)?)
}

/// Lists the dossiers whose step takes too long and whose holder was not told.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn late(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<(String, DossierId)>, StoreError> {
    let rows: Vec<(String, String)> = on!(conn, c => sqlx::query_as(LATE)
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter()
        .map(|(agency, id)| Ok((agency, parsed(&id, "dossier_step", "dossier", &id)?)))
        .collect()
}

/// Notes that a step that takes too long is told; says whether it had not been, and it is late still.
///
/// # Errors
/// When the store does not take it.
pub async fn note(conn: &mut Conn, agency: &str, dossier: DossierId, now: Moment) -> Result<bool, StoreError> {
    let new = on!(conn, c => sqlx::query(NOTE)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(new > 0)
}
