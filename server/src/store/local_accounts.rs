//! Local accounts of those who work here, and the counting of wrong tries.

use motcua_core::{calendar::Moment, id::AccountId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    BY_LOGIN = "
        SELECT account, login, password, totp, duties, disabled
        FROM local_account
        WHERE login = $1";
    KEEP = "
        INSERT INTO local_account (account, login, password, totp, totp_step, duties, disabled, updated_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7)
        ON CONFLICT (account) DO UPDATE SET
            password = excluded.password, totp = excluded.totp, totp_step = 0, duties = excluded.duties,
            disabled = excluded.disabled, updated_at = excluded.updated_at";
    DISABLE = "
        UPDATE local_account
        SET disabled = TRUE, updated_at = $2
        WHERE login = $1";
    CODES = "
        SELECT login, totp
        FROM local_account
        ORDER BY login";
    CHANGE_CODE = "
        UPDATE local_account
        SET totp = $3
        WHERE login = $1 AND totp = $2";
    DUTIES = "
        SELECT duties
        FROM local_account
        WHERE account = $1 AND NOT disabled";
    TAKE_STEP = "
        UPDATE local_account
        SET totp_step = $2
        WHERE account = $1 AND totp_step < $2 AND NOT disabled";
    TRY = "
        SELECT failures, wait_until, last_at
        FROM sign_in_try
        WHERE login = $1 AND source = $2";
    COUNT_TRY = "
        INSERT INTO sign_in_try (login, source, failures, wait_until, last_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (login, source) DO UPDATE SET
            failures = excluded.failures, wait_until = excluded.wait_until, last_at = excluded.last_at";
    FORGIVE = "
        DELETE FROM sign_in_try
        WHERE login = $1 AND source = $2";
    SWEEP_TRIES = "
        DELETE FROM sign_in_try
        WHERE last_at <= $1";
    IS_KNOWN = "
        SELECT COUNT(*)
        FROM known_source
        WHERE login = $1 AND source = $2";
    KNOW = "
        INSERT INTO known_source (login, source, seen_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (login, source) DO UPDATE SET seen_at = excluded.seen_at";
    FORGET_SOURCES = "
        DELETE FROM known_source
        WHERE login = $1";
}

/// A local account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The account.
    pub account: AccountId,
    /// The name typed to sign in.
    pub login: String,
    /// The password's hash.
    pub password: String,
    /// The authenticator's secret, sealed.
    pub totp: String,
    /// What an officer is entrusted with, with commas between.
    pub duties: String,
    /// Whether it may not be signed in to.
    pub disabled: bool,
}

/// How often a source has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Tries {
    /// Wrong tries since the last right one.
    pub failures: i64,
    /// Until when it waits, microseconds UTC.
    pub wait_until: i64,
    /// When it last tried, microseconds UTC.
    pub last_at: i64,
}

#[derive(FromRow)]
struct Row {
    account: String,
    login: String,
    password: String,
    totp: String,
    duties: String,
    disabled: bool,
}

/// Returns the local account of a name.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Local>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_LOGIN).bind(login).fetch_optional(c).await)?;
    row.map(|row| {
        Ok(Local {
            account: parsed(&row.account, "local_account", "account", &row.account)?,
            login: row.login,
            password: row.password,
            totp: row.totp,
            duties: row.duties,
            disabled: row.disabled,
        })
    })
    .transpose()
}

/// Lists the names of local accounts with the sealed secrets of their authenticators.
///
/// # Errors
/// When the store does not answer.
pub async fn codes(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(CODES).fetch_all(c).await)?)
}

/// Puts another sealed form in the place of a secret's former one, if it is still there.
///
/// # Errors
/// When the store does not take it.
pub async fn change_code(conn: &mut Conn, login: &str, former: &str, now: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(CHANGE_CODE)
        .bind(login)
        .bind(former)
        .bind(now)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps a local account, new or anew; its authenticator begins anew too.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(conn: &mut Conn, local: &Local, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(KEEP)
        .bind(local.account.to_string())
        .bind(&local.login)
        .bind(&local.password)
        .bind(&local.totp)
        .bind(&local.duties)
        .bind(local.disabled)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Disables a local account; says whether there is one.
///
/// # Errors
/// When the store does not take it.
pub async fn disable(conn: &mut Conn, login: &str, now: Moment) -> Result<bool, StoreError> {
    let rows = on!(conn, c => sqlx::query(DISABLE)
        .bind(login)
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Returns what an account is entrusted with, when it is a local one that is not disabled.
///
/// # Errors
/// When the store does not answer.
pub async fn duties(conn: &mut Conn, account: AccountId) -> Result<Option<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(DUTIES).bind(account.to_string()).fetch_optional(c).await)?)
}

/// Takes a step of the authenticator; says whether it is later than every one before. A step is taken once.
///
/// # Errors
/// When the store does not take it.
pub async fn take_step(conn: &mut Conn, account: AccountId, step: i64) -> Result<bool, StoreError> {
    let rows = on!(conn, c => sqlx::query(TAKE_STEP)
        .bind(account.to_string())
        .bind(step)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Returns how often a source has failed.
///
/// # Errors
/// When the store does not answer.
pub async fn tries(conn: &mut Conn, login: &str, source: &str) -> Result<Option<Tries>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(TRY).bind(login).bind(source).fetch_optional(c).await)?)
}

/// Notes how often a source has failed.
///
/// # Errors
/// When the store does not take it.
pub async fn count(conn: &mut Conn, login: &str, source: &str, tries: Tries) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(COUNT_TRY)
        .bind(login)
        .bind(source)
        .bind(tries.failures)
        .bind(tries.wait_until)
        .bind(tries.last_at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Forgets the wrong tries of a source.
///
/// # Errors
/// When the store does not take it.
pub async fn forgive(conn: &mut Conn, login: &str, source: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGIVE).bind(login).bind(source).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets tries as old as `before`.
///
/// # Errors
/// When the store does not take it.
pub async fn sweep_tries(conn: &mut Conn, before: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SWEEP_TRIES).bind(before.micros()).execute(c).await.map(drop))?;
    Ok(())
}

/// Says whether somebody has signed in with this name from this source before.
///
/// # Errors
/// When the store does not answer.
pub async fn is_known(conn: &mut Conn, login: &str, source: &str) -> Result<bool, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(IS_KNOWN).bind(login).bind(source).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Notes that somebody signed in with this name from this source.
///
/// # Errors
/// When the store does not take it.
pub async fn know(conn: &mut Conn, login: &str, source: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(KNOW).bind(login).bind(source).bind(now.micros()).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets every source somebody signed in from with this name.
///
/// # Errors
/// When the store does not take it.
pub async fn forget_sources(conn: &mut Conn, login: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGET_SOURCES).bind(login).execute(c).await.map(drop))?;
    Ok(())
}
