//! The events of dossiers, byte for byte as they were sealed. They are only ever added.

use motcua_core::{dossier::Event, id::DossierId};

use sqlx::AssertSqlSafe;

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, on, statements},
};

statements! {
    APPEND = "
        INSERT INTO dossier_event (agency, dossier, seq, at, kind, body, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_DOSSIER = "
        SELECT body
        FROM dossier_event
        WHERE agency = $1 AND dossier = $2
        ORDER BY seq";
    COUNT = "
        SELECT COUNT(*)
        FROM dossier_event";
}

/// An event and where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct Appended<'a> {
    /// The agency that holds the dossier.
    pub agency: &'a str,
    /// The dossier.
    pub dossier: DossierId,
    /// The event.
    pub event: &'a Event,
}

/// Adds events.
///
/// # Errors
/// [`StoreError::Taken`] when another event took the place of one in the meantime.
pub async fn append(conn: &mut Conn, events: &[Appended<'_>]) -> Result<(), StoreError> {
    let bodies = events
        .iter()
        .map(|one| {
            let text = one.event.to_text();
            text.map_err(|_| broken("dossier_event", "body", &one.dossier.to_string()))
        })
        .collect::<Result<Vec<String>, StoreError>>()?;
    let sql = for_rows(APPEND, events.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(events.len() == 1);
        for (one, body) in events.iter().zip(bodies) {
            query = query
                .bind(one.agency)
                .bind(one.dossier.to_string())
                .bind(i64::try_from(one.event.seq).unwrap_or(i64::MAX))
                .bind(one.event.at.micros())
                .bind(one.event.kind.name())
                .bind(body)
                .bind(one.event.hash.to_string());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Returns a dossier's events as they are stored, unread, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn texts(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?)
}

/// Returns a dossier's history.
///
/// # Errors
/// When the store does not answer or an event is not as it was written.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<Event>, StoreError> {
    texts(conn, agency, dossier)
        .await?
        .iter()
        .map(|text| Event::from_text(text).map_err(|_| broken("dossier_event", "body", &dossier.to_string())))
        .collect()
}

/// Returns how many events there are.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).fetch_one(c).await)?)
}
