//! What a person's devices seal their drafts with: one secret an account, made when it is first asked for.

use motcua_core::{calendar::Moment, id::AccountId};

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    ONE = "
        SELECT secret
        FROM device_key
        WHERE account = $1";
    INSERT = "
        INSERT INTO device_key (account, secret, created_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (account) DO NOTHING";
}

/// Returns an account's secret, when one was made.
///
/// # Errors
/// When the store does not answer.
pub async fn one(conn: &mut Conn, account: AccountId) -> Result<Option<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(ONE).bind(account.to_string()).fetch_optional(c).await)?)
}

/// Keeps a secret unless there is one.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(conn: &mut Conn, account: AccountId, secret: &str, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(account.to_string())
        .bind(secret)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
