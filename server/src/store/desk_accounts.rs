//! Accounts that a desk opened for people who have not signed in to them yet; the row goes when they do.

use motcua_core::{agency::AgencyCode, calendar::Moment, id::AccountId};

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    OPEN = "
        INSERT INTO desk_account (account, name, born_on, agency, officer, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (account) DO NOTHING";
    BORN_ON = "
        SELECT born_on
        FROM desk_account
        WHERE account = $1";
    RENAME = "
        UPDATE account
        SET person = $2, updated_at = $3
        WHERE id = $1 AND EXISTS (SELECT 1 FROM desk_account WHERE account = $1)";
    CLOSE = "
        DELETE FROM desk_account
        WHERE account = $1";
}

/// Who opened an account, and for whom.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    /// The account.
    pub account: AccountId,
    /// The name that was given.
    pub name: &'a str,
    /// The date of birth that was given, `yyyy-mm-dd`.
    pub born_on: Option<&'a str>,
    /// At whose desk.
    pub agency: &'a AgencyCode,
    /// By which officer.
    pub officer: AccountId,
}

/// Notes that an account was opened at a desk.
///
/// # Errors
/// When the store does not take it.
pub async fn open(conn: &mut Conn, opened: &Opened<'_>, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(OPEN)
        .bind(opened.account.to_string())
        .bind(opened.name)
        .bind(opened.born_on)
        .bind(opened.agency.as_str())
        .bind(opened.officer.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the date of birth an account was opened under, `yyyy-mm-dd`.
///
/// # Errors
/// When the store does not answer.
pub async fn born_on(conn: &mut Conn, account: AccountId) -> Result<Option<String>, StoreError> {
    let found: Option<Option<String>> =
        on!(conn, c => sqlx::query_scalar(BORN_ON).bind(account.to_string()).fetch_optional(c).await)?;
    Ok(found.flatten())
}

/// Gives an account opened at a desk to its person, whom the provider calls `person`; does nothing to any other account.
///
/// # Errors
/// When the store does not take it.
pub async fn take_over(conn: &mut Conn, account: AccountId, person: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(RENAME)
        .bind(account.to_string())
        .bind(person)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    on!(conn, c => sqlx::query(CLOSE).bind(account.to_string()).execute(c).await.map(drop))?;
    Ok(())
}
