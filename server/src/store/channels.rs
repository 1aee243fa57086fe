//! Where people want to be told besides the portal, and whether the address is theirs.

use motcua_core::{calendar::Moment, id::AccountId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    OF_ACCOUNT = "
        SELECT account, channel, address, language, wanted, verified_at, check_mark, check_until, check_tries,
               checks_since, checks
        FROM contact_channel
        WHERE account = $1
        ORDER BY channel";
    PUT = "
        INSERT INTO contact_channel (account, channel, address, language, wanted, verified_at, check_mark, check_until,
                                     check_tries, checks_since, checks, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (account, channel) DO UPDATE
        SET address = excluded.address, language = excluded.language, wanted = excluded.wanted,
            verified_at = excluded.verified_at, check_mark = excluded.check_mark, check_until = excluded.check_until,
            check_tries = excluded.check_tries, checks_since = excluded.checks_since, checks = excluded.checks,
            updated_at = excluded.updated_at";
}

/// One channel of an account.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ContactChannel {
    /// Whose it is.
    pub account: String,
    /// Which channel, by name.
    pub channel: String,
    /// The address; empty when it was taken back.
    pub address: String,
    /// The language to write in: `vi` or `en`.
    pub language: String,
    /// Whether messages are wanted there.
    pub wanted: bool,
    /// When it was proved to be theirs, microseconds UTC.
    pub verified_at: Option<i64>,
    /// The mark of the code that was sent to it.
    pub check_mark: Option<String>,
    /// Until when that code is good, microseconds UTC.
    pub check_until: i64,
    /// How often a wrong code was typed.
    pub check_tries: i64,
    /// Since when codes are counted, microseconds UTC.
    pub checks_since: i64,
    /// How many codes were sent since then.
    pub checks: i64,
}

/// Lists the channels of an account.
///
/// # Errors
/// When the store does not answer.
pub async fn of_account(conn: &mut Conn, account: AccountId) -> Result<Vec<ContactChannel>, StoreError> {
    of(conn, &account.to_string()).await
}

/// Lists the channels of an account, known by its text.
///
/// # Errors
/// When the store does not answer.
pub async fn of(conn: &mut Conn, account: &str) -> Result<Vec<ContactChannel>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_ACCOUNT).bind(account).fetch_all(c).await)?)
}

/// Keeps a channel as it is now.
///
/// # Errors
/// When the store does not take it.
pub async fn put(conn: &mut Conn, one: &ContactChannel, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(PUT)
        .bind(&one.account)
        .bind(&one.channel)
        .bind(&one.address)
        .bind(&one.language)
        .bind(one.wanted)
        .bind(one.verified_at)
        .bind(&one.check_mark)
        .bind(one.check_until)
        .bind(one.check_tries)
        .bind(one.checks_since)
        .bind(one.checks)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
