//! Who looked at a person's data: written by whatever shows it to somebody else.

use motcua_core::{calendar::Moment, id::AccountId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
};

statements! {
    NOTE = "
        INSERT INTO profile_look (account, hour, who, why, matter, name, agency, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (account, hour, who, why, matter) DO NOTHING";
    OF = "
        SELECT why, matter, name, agency, at
        FROM profile_look
        WHERE account = $1
        ORDER BY hour DESC, at DESC, who, why, matter
        LIMIT $2";
}

/// One look at somebody's data.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Look {
    /// Why: `dossier` (an officer opened it), `register` (a register was asked).
    pub why: String,
    /// What was looked at: a dossier's number, a register's key.
    pub matter: String,
    /// Who, by name; empty for the portal itself.
    pub name: String,
    /// For which agency; empty for the portal itself.
    pub agency: String,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Notes a look; the same one within an hour is one line.
///
/// # Errors
/// When the store does not take it.
pub async fn note(conn: &mut Conn, account: AccountId, who: &str, look: &Look) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(NOTE)
        .bind(account.to_string())
        .bind(look.at.div_euclid(3_600_000_000))
        .bind(who)
        .bind(&look.why)
        .bind(&look.matter)
        .bind(&look.name)
        .bind(&look.agency)
        .bind(look.at)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists who looked, the latest first.
///
/// # Errors
/// When the store does not answer.
pub async fn of(conn: &mut Conn, account: AccountId, limit: u16) -> Result<Vec<Look>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF)
        .bind(account.to_string())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Makes a look of now.
pub fn now(why: &str, matter: &str, at: Moment) -> Look {
    Look {
        why: why.to_owned(),
        matter: matter.to_owned(),
        name: String::new(),
        agency: String::new(),
        at: at.micros(),
    }
}
