//! The outbox: what must be told to somebody, written with the events it tells of, sent later and at least once.

use motcua_core::{calendar::Moment, id::DossierId};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{for_rows, on, statements},
};

statements! {
    PUT = "
        INSERT INTO outbox (id, agency, dossier, kind, body, created_at, attempts, locked_until, sent_at, problem)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0, NULL, NULL)";
    WAITING = "
        SELECT id, agency, dossier, kind, body, created_at, attempts
        FROM outbox
        WHERE sent_at IS NULL AND locked_until <= $1
        ORDER BY id
        LIMIT $2";
    LEASE = "
        UPDATE outbox
        SET locked_until = $3, attempts = attempts + 1
        WHERE id = $1 AND sent_at IS NULL AND locked_until <= $2";
    SENT = "
        UPDATE outbox
        SET sent_at = $2, problem = NULL
        WHERE id = $1 AND sent_at IS NULL";
    FAILED = "
        UPDATE outbox
        SET problem = $2, locked_until = $3
        WHERE id = $1";
    UNSENT = "
        SELECT COUNT(*)
        FROM outbox
        WHERE sent_at IS NULL";
}

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Intent {
    /// Its id: telling the same id twice is telling once.
    pub id: String,
    /// The agency it comes from.
    pub agency: String,
    /// The dossier it is about.
    pub dossier: String,
    /// The event's name.
    pub kind: String,
    /// The facts, as JSON: codes, never sentences.
    pub body: String,
    /// When it was decided, microseconds UTC.
    pub created_at: i64,
    /// How often it was tried.
    pub attempts: i64,
}

/// Something to tell, before it is put here.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Its id.
    pub id: uuid::Uuid,
    /// The agency it comes from.
    pub agency: String,
    /// The dossier it is about.
    pub dossier: DossierId,
    /// The event's name.
    pub kind: &'static str,
    /// The facts, as JSON: codes, never sentences.
    pub body: String,
    /// When it was decided.
    pub at: Moment,
}

/// Puts what is to be told beside the events it tells of.
///
/// # Errors
/// When the store does not take it.
pub async fn put(conn: &mut Conn, tellings: &[Telling]) -> Result<(), StoreError> {
    let sql = for_rows(PUT, tellings.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(tellings.len() == 1);
        for one in tellings {
            query = query
                .bind(one.id.to_string())
                .bind(&one.agency)
                .bind(one.dossier.to_string())
                .bind(one.kind)
                .bind(&one.body)
                .bind(one.at.micros());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Lists what waits to be sent and nobody is sending.
///
/// # Errors
/// When the store does not answer.
pub async fn waiting(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<Intent>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WAITING)
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Takes an intent to send it; says whether it was still free. The lease ends by itself if the sender dies.
///
/// # Errors
/// When the store does not take it.
pub async fn lease(conn: &mut Conn, id: &str, now: Moment, until: Moment) -> Result<bool, StoreError> {
    let taken = on!(conn, c => sqlx::query(LEASE)
        .bind(id)
        .bind(now.micros())
        .bind(until.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(taken > 0)
}

/// Marks an intent as sent.
///
/// # Errors
/// When the store does not take it.
pub async fn sent(conn: &mut Conn, id: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SENT).bind(id).bind(now.micros()).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes why an intent was not sent and when to try again.
///
/// # Errors
/// When the store does not take it.
pub async fn failed(conn: &mut Conn, id: &str, problem: &str, retry_at: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FAILED)
        .bind(id)
        .bind(problem)
        .bind(retry_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns how many intents wait, sent or being sent by nobody.
///
/// # Errors
/// When the store does not answer.
pub async fn unsent(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(UNSENT).fetch_one(c).await)?)
}
