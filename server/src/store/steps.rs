//! Which step of its process a dossier is in, for lists; its events are the truth.

use std::collections::BTreeMap;

use motcua_core::id::DossierId;
use sqlx::AssertSqlSafe;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    KEEP = "
        INSERT INTO dossier_step (agency, dossier, step)
        VALUES ($1, $2, $3)
        ON CONFLICT (agency, dossier) DO UPDATE SET step = excluded.step";
    OF_SOME = "
        SELECT dossier, step
        FROM dossier_step
        WHERE agency = $1 AND dossier IN ($2)";
}

/// Keeps the name of the step a dossier is in; none once it is in no step.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(conn: &mut Conn, agency: &str, dossier: DossierId, step: Option<&str>) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(KEEP)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(step.unwrap_or_default())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the names of the steps that some dossiers of an agency are in, by their keys alone.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of(
    conn: &mut Conn,
    agency: &str,
    dossiers: &[DossierId],
) -> Result<BTreeMap<DossierId, String>, StoreError> {
    if dossiers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let marks: Vec<String> = (0..dossiers.len())
        .map(|at| ["$", &(at + 2).to_string()].concat())
        .collect();
    let sql = OF_SOME.replace("$2", &marks.join(", "));
    let rows: Vec<(String, String)> = on!(conn, c => {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(false).bind(agency);
        for id in dossiers {
            query = query.bind(id.to_string());
        }
        query.fetch_all(c).await
    })?;
    rows.into_iter()
        .filter(|(_, step)| !step.is_empty())
        .map(|(id, step)| Ok((parsed(&id, "dossier_step", "dossier", &id)?, step)))
        .collect()
}
