//! Parked forms, for the same browser and person, for half an hour: what came when a session had just ended, and what was
//! typed in a form that was refused.

use motcua_core::{calendar::Moment, id::AccountId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    PARK = "
        INSERT INTO parked_form (id, browser_sha256, account, body, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    COUNT = "
        SELECT COUNT(*)
        FROM parked_form
        WHERE account = $1";
    WAITING = "
        SELECT id, body
        FROM parked_form
        WHERE browser_sha256 = $1 AND account = $2 AND expires_at > $3 AND page = ''
        ORDER BY id";
    KEEP = "
        INSERT INTO parked_form (id, browser_sha256, account, body, expires_at, page)
        VALUES ($1, $2, $3, $4, $5, $6)";
    KEPT = "
        SELECT id, body
        FROM parked_form
        WHERE browser_sha256 = $1 AND account = $2 AND expires_at > $3 AND page = $4
        ORDER BY id DESC
        LIMIT 1";
    FORGET = "
        DELETE FROM parked_form
        WHERE browser_sha256 = $1 AND account = $2 AND page = $3";
    DONE = "
        DELETE FROM parked_form
        WHERE id = $1";
    SWEEP = "
        DELETE FROM parked_form
        WHERE expires_at <= $1";
}

/// The most forms of one account that are kept at a time.
const MOST: i64 = 20;

/// A form that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Parked {
    /// Its id; later ones sort after earlier ones.
    pub id: String,
    /// The form as it was sent.
    pub body: String,
}

/// Keeps a form, unless too many of the account wait already; says whether it is kept. Those whose time is over are
/// forgotten.
///
/// # Errors
/// When the store does not take it.
pub async fn park(
    conn: &mut Conn,
    form: &Parked,
    browser_sha256: &str,
    account: AccountId,
    now: Moment,
    until: Moment,
) -> Result<bool, StoreError> {
    on!(conn, c => sqlx::query(SWEEP).bind(now.micros()).execute(c).await.map(drop))?;
    let count: i64 = on!(conn, c => sqlx::query_scalar(COUNT).bind(account.to_string()).fetch_one(c).await)?;
    if count >= MOST {
        return Ok(false);
    }
    on!(conn, c => sqlx::query(PARK)
        .bind(&form.id)
        .bind(browser_sha256)
        .bind(account.to_string())
        .bind(&form.body)
        .bind(until.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(true)
}

/// Lists the forms that wait for a person in a browser, in the order they came.
///
/// # Errors
/// When the store does not answer.
pub async fn waiting(
    conn: &mut Conn,
    browser_sha256: &str,
    account: AccountId,
    now: Moment,
) -> Result<Vec<Parked>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(WAITING)
        .bind(browser_sha256)
        .bind(account.to_string())
        .bind(now.micros())
        .fetch_all(c)
        .await)?)
}

/// Forgets a form that has been taken.
///
/// # Errors
/// When the store does not take it.
pub async fn done(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(DONE).bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Keeps what was typed in a refused form of a page, in the place of what was kept for it before.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(
    conn: &mut Conn,
    form: &Parked,
    (browser_sha256, account, page): (&str, AccountId, &str),
    now: Moment,
    until: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SWEEP).bind(now.micros()).execute(c).await.map(drop))?;
    forget(conn, browser_sha256, account, page).await?;
    on!(conn, c => sqlx::query(KEEP)
        .bind(&form.id)
        .bind(browser_sha256)
        .bind(account.to_string())
        .bind(&form.body)
        .bind(until.micros())
        .bind(page)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns what was typed in a refused form of a page.
///
/// # Errors
/// When the store does not answer.
pub async fn kept(
    conn: &mut Conn,
    browser_sha256: &str,
    account: AccountId,
    page: &str,
    now: Moment,
) -> Result<Option<String>, StoreError> {
    let row: Option<Parked> = on!(conn, c => sqlx::query_as(KEPT)
        .bind(browser_sha256)
        .bind(account.to_string())
        .bind(now.micros())
        .bind(page)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(|row| row.body))
}

/// Forgets what was typed in a form of a page.
///
/// # Errors
/// When the store does not take it.
pub async fn forget(conn: &mut Conn, browser_sha256: &str, account: AccountId, page: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGET)
        .bind(browser_sha256)
        .bind(account.to_string())
        .bind(page)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
