//! Sessions: the store knows only the SHA-256 of a token, so that a stolen copy of it opens nothing.

use motcua_core::{
    account::Assurance,
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
        SELECT session.id AS session, session.seen_at, session.expires_at, session.acting,
               account.id, account.person, account.name, account.role, account.agency, account.assurance,
               local_account.duties,
               (SELECT COUNT(*)
                FROM notification
                WHERE notification.account = COALESCE(session.acting, session.account)
                  AND notification.read_at IS NULL) AS unread
        FROM session
        JOIN account ON account.id = session.account
        LEFT JOIN local_account ON local_account.account = account.id
        WHERE session.token_sha256 = $1 AND session.idle_until > $2 AND session.expires_at > $2
          AND (local_account.disabled IS NULL OR NOT local_account.disabled)";
    TOUCH = "
        UPDATE session
        SET seen_at = $2, idle_until = $3
        WHERE id = $1";
    EVER = "
        SELECT account
        FROM session
        WHERE token_sha256 = $1";
    OF_ACCOUNT = "
        SELECT id, token_sha256, user_agent, created_at, seen_at
        FROM session
        WHERE account = $1 AND idle_until > $2 AND expires_at > $2
        ORDER BY seen_at DESC, id
        LIMIT 100";
    END_ONE = "
        DELETE FROM session
        WHERE account = $1 AND id = $2";
    END_ALL = "
        DELETE FROM session
        WHERE account = $1";
    END = "
        DELETE FROM session
        WHERE token_sha256 = $1";
    SWEEP = "
        DELETE FROM session
        WHERE idle_until <= $1 OR expires_at <= $1";
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id, safe to show and to log.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// When it was last used, to the minute or so.
    pub seen_at: Moment,
    /// When it ends, used or not.
    pub expires_at: Moment,
    /// What a local account is entrusted with.
    pub duties: Option<String>,
    /// For whom the person acts, when not for themselves.
    pub acting: Option<AccountId>,
    /// How well the person's identity was proved; nothing where no provider proved it.
    pub assurance: Option<Assurance>,
    /// How many messages they, or those they act for, have not read.
    pub unread: u32,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// SHA-256 of its token.
    pub token_sha256: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When it began, microseconds UTC.
    pub created_at: i64,
    /// When it was last used, microseconds UTC.
    pub seen_at: i64,
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
    duties: Option<String>,
    acting: Option<String>,
    assurance: Option<String>,
    unread: i64,
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
            duties: row.duties,
            unread: u32::try_from(row.unread).unwrap_or(u32::MAX),
            acting: row.acting.map(|id| parsed(&id, "session", "acting", &id)).transpose()?,
            assurance: row
                .assurance
                .map(|level| parsed(&level, "account", "assurance", &row.session))
                .transpose()?,
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

/// Returns whose session a token is or was, until it is swept away.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn ever(conn: &mut Conn, token_sha256: &str) -> Result<Option<AccountId>, StoreError> {
    let account: Option<String> = on!(conn, c => sqlx::query_scalar(EVER).bind(token_sha256).fetch_optional(c).await)?;
    account.map(|id| parsed(&id, "session", "account", &id)).transpose()
}

/// Lists the sessions of an account that have not ended, the last used first.
///
/// # Errors
/// When the store does not answer.
pub async fn of_account(conn: &mut Conn, account: AccountId, now: Moment) -> Result<Vec<Device>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_ACCOUNT)
        .bind(account.to_string())
        .bind(now.micros())
        .fetch_all(c)
        .await)?)
}

/// Ends one session of an account; returns how many ended.
///
/// # Errors
/// When the store does not take it.
pub async fn end_one(conn: &mut Conn, account: AccountId, session: SessionId) -> Result<u64, StoreError> {
    Ok(on!(conn, c => sqlx::query(END_ONE)
        .bind(account.to_string())
        .bind(session.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?)
}

/// Ends every session of an account; returns how many ended.
///
/// # Errors
/// When the store does not take it.
pub async fn end_all(conn: &mut Conn, account: AccountId) -> Result<u64, StoreError> {
    Ok(on!(conn, c => sqlx::query(END_ALL)
        .bind(account.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?)
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
