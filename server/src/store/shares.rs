//! Papers lent by a link, and the log of their openings.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, FileId, ShareId},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    ONE = "
        SELECT id, account, file, sharer, purpose, created_at, expires_at, revoked_at
        FROM share
        WHERE id = $1";
    OF_ACCOUNT = "
        SELECT id, account, file, sharer, purpose, created_at, expires_at, revoked_at
        FROM share
        WHERE account = $1
        ORDER BY id DESC
        LIMIT $2";
    INSERT = "
        INSERT INTO share (id, account, file, sharer, purpose, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REVOKE = "
        UPDATE share
        SET revoked_at = $3
        WHERE id = $1 AND account = $2 AND revoked_at IS NULL";
    OPENED = "
        INSERT INTO share_opening (share, id, at, agent)
        VALUES ($1, $2, $3, $4)";
    OPENED_SINCE = "
        SELECT COUNT(*)
        FROM share_opening
        WHERE share = $1 AND agent = $2 AND at >= $3";
    ASTRAY = "
        SELECT share.id
        FROM share
        LEFT JOIN file ON file.id = share.file AND file.account = share.account
        WHERE file.id IS NULL
        ORDER BY share.id";
    OPENINGS = "
        SELECT at, agent
        FROM share_opening
        WHERE share = $1
        ORDER BY id DESC
        LIMIT $2";
}

/// A paper lent by a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its id.
    pub id: ShareId,
    /// Who lent it.
    pub account: AccountId,
    /// The file.
    pub file: FileId,
    /// The name of who lent it, as it was then.
    pub sharer: String,
    /// What for.
    pub purpose: String,
    /// When.
    pub created_at: Moment,
    /// Until when.
    pub expires_at: Moment,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account: String,
    file: String,
    sharer: String,
    purpose: String,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<Row> for Share {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let id = row.id.as_str();
        Ok(Self {
            id: parsed(id, "share", "id", id)?,
            account: parsed(&row.account, "share", "account", id)?,
            file: parsed(&row.file, "share", "file", id)?,
            created_at: Moment::from_micros(row.created_at),
            expires_at: Moment::from_micros(row.expires_at),
            revoked_at: row.revoked_at.map(Moment::from_micros),
            sharer: row.sharer,
            purpose: row.purpose,
        })
    }
}

/// Returns a share by id, whoever's it is.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, id: ShareId) -> Result<Option<Share>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(ONE).bind(id.to_string()).fetch_optional(c).await)?;
    row.map(Share::try_from).transpose()
}

/// Lists a person's shares, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_account(conn: &mut Conn, account: AccountId, limit: u16) -> Result<Vec<Share>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(OF_ACCOUNT)
        .bind(account.to_string())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Share::try_from).collect()
}

/// Records a share.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(conn: &mut Conn, share: &Share) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(share.id.to_string())
        .bind(share.account.to_string())
        .bind(share.file.to_string())
        .bind(&share.sharer)
        .bind(&share.purpose)
        .bind(share.created_at.micros())
        .bind(share.expires_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes a share of a person back; says whether there was one to take back.
///
/// # Errors
/// When the store does not take it.
pub async fn revoke(conn: &mut Conn, id: ShareId, account: AccountId, now: Moment) -> Result<bool, StoreError> {
    let changed = on!(conn, c => sqlx::query(REVOKE)
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}

/// Records that a share was opened, and with what.
///
/// # Errors
/// When the store does not take it.
pub async fn opened(conn: &mut Conn, share: ShareId, id: Uuid, at: Moment, agent: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(OPENED)
        .bind(share.to_string())
        .bind(id.to_string())
        .bind(at.micros())
        .bind(agent)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Says whether a share was opened with this device since a moment.
///
/// # Errors
/// When the store does not answer.
pub async fn opened_since(conn: &mut Conn, share: ShareId, agent: &str, since: Moment) -> Result<bool, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(OPENED_SINCE)
        .bind(share.to_string())
        .bind(agent)
        .bind(since.micros())
        .fetch_one(c)
        .await)?;
    Ok(count > 0)
}

/// Lists the openings of a share, the latest first: when, and with what.
///
/// # Errors
/// When the store does not answer.
pub async fn openings(conn: &mut Conn, share: ShareId, limit: u16) -> Result<Vec<(Moment, String)>, StoreError> {
    let rows: Vec<(i64, String)> = on!(conn, c => sqlx::query_as(OPENINGS)
        .bind(share.to_string())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    Ok(rows
        .into_iter()
        .map(|(at, agent)| (Moment::from_micros(at), agent))
        .collect())
}

/// Lists the links that lend a paper which is not there, or is not their account's.
///
/// # Errors
/// When the store does not answer.
pub async fn astray(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(ASTRAY).fetch_all(c).await)?)
}
