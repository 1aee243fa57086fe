//! Messages to people, and the log of what there was to tell.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DossierId, NotificationId},
    notification::Matter,
    page::Cursor,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    KEEP = "
        INSERT INTO notification (id, agency, dossier, kind, body, at, account, code_mark, read_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)
        ON CONFLICT (id) DO NOTHING";
    OF_ACCOUNT = "
        SELECT id, agency, kind, body, at, read_at
        FROM notification
        WHERE account = $1 AND (at < $2 OR (at = $2 AND id < $3))
        ORDER BY at DESC, id DESC
        LIMIT $4";
    READ_ONE = "
        UPDATE notification
        SET read_at = $3
        WHERE account = $1 AND id = $2 AND read_at IS NULL";
    READ_ALL = "
        UPDATE notification
        SET read_at = $3
        WHERE account = $1 AND at <= $2 AND read_at IS NULL";
    BY_MARK = "
        SELECT kind, at
        FROM notification
        WHERE code_mark = $1";
    HAS_UNREAD = "
        SELECT COUNT(*)
        FROM notification
        WHERE account = $1 AND dossier = $2 AND kind = $3 AND read_at IS NULL";
    READ_ABOUT = "
        UPDATE notification
        SET read_at = $4
        WHERE account = $1 AND dossier = $2 AND kind = $3 AND read_at IS NULL";
    LOGGED = "
        SELECT COUNT(*)
        FROM notification";
}

/// A message to keep.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// Its id: the same id twice is one message.
    pub id: &'a str,
    /// The agency it comes from; nothing when the portal says it.
    pub agency: &'a str,
    /// The dossier it is about; nothing when it is about none.
    pub dossier: &'a str,
    /// What it is about, by name.
    pub kind: &'a str,
    /// The facts, as JSON.
    pub body: &'a str,
    /// Who reads it in the portal.
    pub account: Option<&'a str>,
    /// The mark of its code.
    pub code_mark: Option<&'a str>,
}

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// The agency it comes from.
    pub agency: String,
    /// What it is about, by name.
    pub kind: String,
    /// The facts, as JSON.
    pub body: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// When it was read, microseconds UTC.
    pub read_at: Option<i64>,
}

/// Keeps a message; says whether it is new.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(conn: &mut Conn, kept: &Kept<'_>, now: Moment) -> Result<bool, StoreError> {
    let done = on!(conn, c => sqlx::query(KEEP)
        .bind(kept.id)
        .bind(kept.agency)
        .bind(kept.dossier)
        .bind(kept.kind)
        .bind(kept.body)
        .bind(now.micros())
        .bind(kept.account)
        .bind(kept.code_mark)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(done > 0)
}

/// Lists an account's messages, the latest first, behind `after`.
///
/// # Errors
/// When the store does not answer.
pub async fn of_account(
    conn: &mut Conn,
    account: AccountId,
    after: Option<Cursor<NotificationId>>,
    limit: u16,
) -> Result<Vec<Shown>, StoreError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |last| {
        (last.at.micros(), last.id.to_string())
    });
    Ok(on!(conn, c => sqlx::query_as(OF_ACCOUNT)
        .bind(account.to_string())
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Marks one message of an account as read.
///
/// # Errors
/// When the store does not take it.
pub async fn read_one(conn: &mut Conn, account: AccountId, id: NotificationId, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(READ_ONE)
        .bind(account.to_string())
        .bind(id.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Marks every message of an account as read that came until a moment: those that came since are still news.
///
/// # Errors
/// When the store does not take it.
pub async fn read_all(conn: &mut Conn, account: AccountId, until: Moment, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(READ_ALL)
        .bind(account.to_string())
        .bind(until.micros())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Tells whether an account has a message about one of these matters of a dossier that it has not read.
///
/// # Errors
/// When the store does not answer.
pub async fn has_unread(
    conn: &mut Conn,
    account: AccountId,
    dossier: DossierId,
    matters: &[Matter],
) -> Result<bool, StoreError> {
    for matter in matters {
        let count: i64 = on!(conn, c => sqlx::query_scalar(HAS_UNREAD)
            .bind(account.to_string())
            .bind(dossier.to_string())
            .bind(matter.name())
            .fetch_one(c)
            .await)?;
        if count > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Marks an account's messages about one matter of a dossier as read.
///
/// # Errors
/// When the store does not take it.
pub async fn read_about(
    conn: &mut Conn,
    account: AccountId,
    dossier: DossierId,
    matter: Matter,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(READ_ABOUT)
        .bind(account.to_string())
        .bind(dossier.to_string())
        .bind(matter.name())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns what the message with a mark is about and when it was written, microseconds UTC.
///
/// # Errors
/// When the store does not answer.
pub async fn by_mark(conn: &mut Conn, mark: &str) -> Result<Option<(String, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(BY_MARK).bind(mark).fetch_optional(c).await)?)
}

/// Returns how many lines the log has.
///
/// # Errors
/// When the store does not answer.
pub async fn logged(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(LOGGED).fetch_one(c).await)?)
}
