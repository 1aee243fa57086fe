//! Which dates must be looked at, and what was told of them: each stage of a promised date once.

use motcua_core::{calendar::Moment, deadline::Stage, id::DossierId};

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    WAITING = "
        SELECT agency, id
        FROM dossier
        WHERE watch_at <= $1 AND due_at IS NOT NULL AND is_open
        ORDER BY watch_at, agency, id
        LIMIT $2";
    LOOK_AGAIN = "
        UPDATE dossier
        SET watch_at = $3
        WHERE agency = $1 AND id = $2";
    NOTE = "
        INSERT INTO deadline_notice (agency, dossier, due_at, stage, at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (agency, dossier, due_at, stage) DO NOTHING";
    TOLD = "
        SELECT stage, at
        FROM deadline_notice
        WHERE agency = $1 AND dossier = $2 AND due_at = $3
        ORDER BY at, stage DESC";
}

/// Lists the dossiers whose promised date must be looked at now.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn waiting(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<(String, DossierId)>, StoreError> {
    let rows: Vec<(String, String)> = on!(conn, c => sqlx::query_as(WAITING)
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter()
        .map(|(agency, id)| Ok((agency, parsed(&id, "dossier", "id", &id)?)))
        .collect()
}

/// Says when a dossier must be looked at again; whatever changes it brings that forward.
///
/// # Errors
/// When the store does not take it.
pub async fn look_again(conn: &mut Conn, agency: &str, id: DossierId, at: Option<Moment>) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(LOOK_AGAIN)
        .bind(agency)
        .bind(id.to_string())
        .bind(at.map_or(i64::MAX, Moment::micros))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Notes that a stage of a date is told; says whether it had not been told before.
///
/// # Errors
/// When the store does not take it.
pub async fn note(
    conn: &mut Conn,
    agency: &str,
    id: DossierId,
    due_at: Moment,
    stage: Stage,
    now: Moment,
) -> Result<bool, StoreError> {
    let new = on!(conn, c => sqlx::query(NOTE)
        .bind(agency)
        .bind(id.to_string())
        .bind(due_at.micros())
        .bind(stage.key())
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(new > 0)
}

/// Lists what was told of a date, the first first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn told(
    conn: &mut Conn,
    agency: &str,
    id: DossierId,
    due_at: Moment,
) -> Result<Vec<(Stage, Moment)>, StoreError> {
    let id = id.to_string();
    let rows: Vec<(String, i64)> = on!(conn, c => sqlx::query_as(TOLD)
        .bind(agency)
        .bind(&id)
        .bind(due_at.micros())
        .fetch_all(c)
        .await)?;
    rows.into_iter()
        .map(|(stage, at)| {
            let stage = Stage::ALL.into_iter().find(|one| one.key() == stage);
            let stage = stage.ok_or_else(|| broken("deadline_notice", "stage", &id))?;
            Ok((stage, Moment::from_micros(at)))
        })
        .collect()
}
