//! Browsers that began a draft before anybody signed in: the store knows only the SHA-256 of their cookie. An account
//! without a person stands for each, so that drafts and files need no second kind of owner.

use motcua_core::{calendar::Moment, id::AccountId};

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    INSERT = "
        INSERT INTO guest (token_sha256, account, created_at, expires_at)
        VALUES ($1, $2, $3, $4)";
    LIVE = "
        SELECT account, expires_at
        FROM guest
        WHERE token_sha256 = $1 AND expires_at > $2";
    ENDED = "
        SELECT account
        FROM guest
        WHERE expires_at <= $1
        ORDER BY expires_at
        LIMIT 100";
    HELD = "
        SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT)
        FROM file
        WHERE account = $1";
    HELD_BY_ALL = "
        SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT)
        FROM file
        WHERE account IN (SELECT account FROM guest)";
    MOVE_DRAFTS = "
        UPDATE draft
        SET account = $2
        WHERE account = $1";
    MOVE_FILES = "
        UPDATE file
        SET account = $2
        WHERE account = $1";
    DELETE_FILES = "
        DELETE FROM file
        WHERE account = $1";
    DELETE_DRAFTS = "
        DELETE FROM draft
        WHERE account = $1";
    DELETE_GUEST = "
        DELETE FROM guest
        WHERE account = $1";
    DELETE_ACCOUNT = "
        DELETE FROM account
        WHERE id = $1";
}

/// Remembers a browser.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(
    conn: &mut Conn,
    token_sha256: &str,
    account: AccountId,
    now: Moment,
    expires_at: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(token_sha256)
        .bind(account.to_string())
        .bind(now.micros())
        .bind(expires_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the account that stands for a browser, and until when.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn live(conn: &mut Conn, token_sha256: &str, now: Moment) -> Result<Option<(AccountId, Moment)>, StoreError> {
    let row: Option<(String, i64)> = on!(conn, c => sqlx::query_as(LIVE)
        .bind(token_sha256)
        .bind(now.micros())
        .fetch_optional(c)
        .await)?;
    row.map(|(account, until)| {
        Ok((
            parsed(&account, "guest", "account", &account)?,
            Moment::from_micros(until),
        ))
    })
    .transpose()
}

/// Returns how many bytes of papers a browser has sent, and how many all of them have.
///
/// # Errors
/// When the store does not answer.
pub async fn held(conn: &mut Conn, guest: AccountId) -> Result<(u64, u64), StoreError> {
    let own: i64 = on!(conn, c => sqlx::query_scalar(HELD).bind(guest.to_string()).fetch_one(c).await)?;
    let all: i64 = on!(conn, c => sqlx::query_scalar(HELD_BY_ALL).fetch_one(c).await)?;
    Ok((own.unsigned_abs(), all.unsigned_abs()))
}

/// Gives what a browser began to the person who signed in on it; nothing is left of the browser.
///
/// # Errors
/// When the store does not take it.
pub async fn claim(conn: &mut Conn, guest: AccountId, person: AccountId) -> Result<(), StoreError> {
    for sql in [MOVE_DRAFTS, MOVE_FILES] {
        on!(conn, c => sqlx::query(sql).bind(guest.to_string()).bind(person.to_string()).execute(c).await.map(drop))?;
    }
    forget(conn, guest).await
}

/// Removes browsers whose time is over, with what they began.
///
/// # Errors
/// When the store does not take it.
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<(), StoreError> {
    let ended: Vec<String> = on!(conn, c => sqlx::query_scalar(ENDED).bind(now.micros()).fetch_all(c).await)?;
    for account in ended {
        let account = parsed(&account, "guest", "account", &account)?;
        forget(conn, account).await?;
    }
    Ok(())
}

async fn forget(conn: &mut Conn, guest: AccountId) -> Result<(), StoreError> {
    for sql in [DELETE_FILES, DELETE_DRAFTS, DELETE_GUEST, DELETE_ACCOUNT] {
        on!(conn, c => sqlx::query(sql).bind(guest.to_string()).execute(c).await.map(drop))?;
    }
    Ok(())
}
