//! Messages on their way out of the portal: leased, handed over, and marked; or failed, to be tried again; or dead, for
//! somebody to look at.

use motcua_core::calendar::Moment;
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    PUT = "
        INSERT INTO delivery (id, notification, account, channel, address, language, secret, state, created_at, attempts,
                              next_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, 0, $8)
        ON CONFLICT (notification, channel) DO NOTHING";
    WAITING = "
        SELECT delivery.id, delivery.channel, delivery.address, delivery.language, delivery.secret, delivery.created_at,
               delivery.attempts, delivery.begun_at, notification.agency, notification.kind, notification.body
        FROM delivery
        JOIN notification ON notification.id = delivery.notification
        WHERE delivery.state = 'waiting' AND delivery.next_at <= $1
        ORDER BY delivery.next_at, delivery.id
        LIMIT $2";
    LEASE = "
        UPDATE delivery
        SET next_at = $3, begun_at = $2, attempts = attempts + 1
        WHERE id = $1 AND state = 'waiting' AND next_at <= $2";
    SENT = "
        UPDATE delivery
        SET state = 'sent', sent_at = $2, problem = NULL, secret = NULL
        WHERE id = $1 AND state = 'waiting'";
    FAILED = "
        UPDATE delivery
        SET begun_at = NULL, problem = $2, next_at = $3
        WHERE id = $1 AND state = 'waiting'";
    DEAD = "
        UPDATE delivery
        SET state = 'dead', begun_at = NULL, problem = $2, next_at = $3
        WHERE id = $1 AND state = 'waiting'";
    RETRY = "
        UPDATE delivery
        SET state = 'waiting', attempts = 0, next_at = $2
        WHERE id = $1 AND state = 'dead'";
    DROP = "
        UPDATE delivery
        SET state = 'dropped', secret = NULL, next_at = $2
        WHERE id = $1 AND state = 'dead'";
    STUCK = "
        SELECT delivery.id, delivery.channel, delivery.address, delivery.state, delivery.created_at, delivery.attempts,
               delivery.next_at, delivery.problem, notification.agency, notification.kind
        FROM delivery
        JOIN notification ON notification.id = delivery.notification
        WHERE delivery.state = $1 AND delivery.attempts >= $2
        ORDER BY delivery.next_at DESC, delivery.id DESC
        LIMIT $3";
    COUNT = "
        SELECT COUNT(*)
        FROM delivery
        WHERE state = $1";
}

/// A message to bring on its way.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its id, the same at every try: the receiving side knows it by it.
    pub id: String,
    /// The message it carries.
    pub notification: String,
    /// To whose channel.
    pub account: String,
    /// The channel, by name.
    pub channel: String,
    /// The address.
    pub address: String,
    /// The language.
    pub language: String,
    /// What stands in it and nowhere else, sealed.
    pub secret: Option<String>,
}

/// A message that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// The channel, by name.
    pub channel: String,
    /// The address.
    pub address: String,
    /// The language.
    pub language: String,
    /// What stands in it and nowhere else, sealed.
    pub secret: Option<String>,
    /// When it was written, microseconds UTC.
    pub created_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When a sender took it that never told what came of it, microseconds UTC.
    pub begun_at: Option<i64>,
    /// The agency it comes from.
    pub agency: String,
    /// What it is about, by name.
    pub kind: String,
    /// The facts, as JSON.
    pub body: String,
}

/// A message that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Stuck {
    /// Its id.
    pub id: String,
    /// The channel, by name.
    pub channel: String,
    /// The address.
    pub address: String,
    /// Whether it is dead or still tried.
    pub state: String,
    /// When it was written, microseconds UTC.
    pub created_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, or when it was given up, microseconds UTC.
    pub next_at: i64,
    /// What went wrong last.
    pub problem: Option<String>,
    /// The agency it comes from.
    pub agency: String,
    /// What it is about, by name.
    pub kind: String,
}

/// Brings a message on its way; the same message by the same channel goes once.
///
/// # Errors
/// When the store does not take it.
pub async fn put(conn: &mut Conn, one: &Outgoing, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(PUT)
        .bind(&one.id)
        .bind(&one.notification)
        .bind(&one.account)
        .bind(&one.channel)
        .bind(&one.address)
        .bind(&one.language)
        .bind(&one.secret)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists what is to be sent now and nobody is sending.
///
/// # Errors
/// When the store does not answer.
pub async fn waiting(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<Waiting>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WAITING)
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Takes a message to send it; says whether it was still free. The lease ends by itself if the sender dies.
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

/// Marks a message as handed over.
///
/// # Errors
/// When the store does not take it.
pub async fn sent(conn: &mut Conn, id: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SENT).bind(id).bind(now.micros()).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes why a message was not handed over, and when to try again.
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

/// Gives a message up, for somebody to look at.
///
/// # Errors
/// When the store does not take it.
pub async fn dead(conn: &mut Conn, id: &str, problem: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(DEAD)
        .bind(id)
        .bind(problem)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Tries a dead message again, or drops it for good; says whether it was dead.
///
/// # Errors
/// When the store does not take it.
pub async fn settle(conn: &mut Conn, id: &str, again: bool, now: Moment) -> Result<bool, StoreError> {
    let sql = if again { RETRY } else { DROP };
    let done = on!(conn, c => sqlx::query(sql)
        .bind(id)
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(done > 0)
}

/// Lists messages in a state that were tried at least so often, the latest first.
///
/// # Errors
/// When the store does not answer.
pub async fn stuck(conn: &mut Conn, state: &str, tried: u32, limit: u16) -> Result<Vec<Stuck>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(STUCK)
        .bind(state)
        .bind(i64::from(tried))
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Returns how many messages are in a state.
///
/// # Errors
/// When the store does not answer.
pub async fn count(conn: &mut Conn, state: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(state).fetch_one(c).await)?)
}
