//! Sessions: the store knows only the SHA-256 of a token, so that a stolen copy of it opens nothing.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, SessionId},
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    accounts::{self, Account},
    conn::{on, parsed, statements},
};

statements! {
    INSERT = "
        INSERT INTO session (token_sha256, id, account, user_agent, created_at, seen_at, idle_until, expires_at)
        VALUES ($1, $2, $3, $4, $5, $5, $6, $7)";
    LIVE = "
        SELECT session.id AS session, session.seen_at, session.expires_at,
               account.id, account.person, account.name, account.role, account.agency
        FROM session
        JOIN account ON account.id = session.account
        WHERE session.token_sha256 = $1 AND session.idle_until > $2 AND session.expires_at > $2";
    TOUCH = "
        UPDATE session
        SET seen_at = $2, idle_until = $3
        WHERE id = $1";
    END = "
        DELETE FROM session
        WHERE token_sha256 = $1";
    SWEEP = "
        DELETE FROM session
        WHERE idle_until <= $1 OR expires_at <= $1";
}

/// A session that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id, safe to show and to log.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When it was last used, to the minute or so.
    pub seen_at: Moment,
    /// When it ends, used or not.
    pub expires_at: Moment,
}

/// A session to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the token, hexadecimal.
    pub token_sha256: String,
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When it begins.
    pub now: Moment,
    /// When it ends unused.
    pub idle_until: Moment,
    /// When it ends, used or not.
    pub expires_at: Moment,
}

#[derive(FromRow)]
struct Row {
    session: String,
    seen_at: i64,
    expires_at: i64,
    #[sqlx(flatten)]
    account: accounts::Row,
}

/// Begins a session.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(conn: &mut Conn, session: &NewSession) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(&session.token_sha256)
        .bind(session.id.to_string())
        .bind(session.account.to_string())
        .bind(&session.user_agent)
        .bind(session.now.micros())
        .bind(session.idle_until.micros())
        .bind(session.expires_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the session of a token with the account it is of, unless it has ended.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn live(conn: &mut Conn, token_sha256: &str, now: Moment) -> Result<Option<(Session, Account)>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(LIVE)
        .bind(token_sha256)
        .bind(now.micros())
        .fetch_optional(c)
        .await)?;
    row.map(|row| {
        let account = Account::try_from(row.account)?;
        let session = Session {
            id: parsed(&row.session, "session", "id", &row.session)?,
            account: account.id,
            seen_at: Moment::from_micros(row.seen_at),
            expires_at: Moment::from_micros(row.expires_at),
        };
        Ok((session, account))
    })
    .transpose()
}

/// Notes that a session is used.
///
/// # Errors
/// When the store does not take it.
pub async fn touch(conn: &mut Conn, id: SessionId, now: Moment, idle_until: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(TOUCH)
        .bind(id.to_string())
        .bind(now.micros())
        .bind(idle_until.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Ends the session of a token.
///
/// # Errors
/// When the store does not take it.
pub async fn end(conn: &mut Conn, token_sha256: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(END).bind(token_sha256).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that have ended.
///
/// # Errors
/// When the store does not take it.
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SWEEP).bind(now.micros()).execute(c).await.map(drop))?;
    Ok(())
}
