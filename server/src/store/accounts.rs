//! Accounts: who signs in, in which role.

use motcua_core::{calendar::Moment, id::AccountId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    BY_PERSON = "
        SELECT id, person, name, role, agency
        FROM account
        WHERE person = $1";
    BY_ID = "
        SELECT id, person, name, role, agency
        FROM account
        WHERE id = $1";
    UPSERT = "
        INSERT INTO account (id, person, name, role, agency, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        ON CONFLICT (person) DO UPDATE SET
            name = excluded.name, role = excluded.role, agency = excluded.agency, updated_at = excluded.updated_at";
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// How the identity provider calls the person.
    pub person: String,
    /// The name to greet by.
    pub name: String,
    /// The role: `citizen` or `officer`.
    pub role: String,
    /// The officer's agency code.
    pub agency: Option<String>,
}

/// An account's columns, also where they stand beside others.
#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    person: String,
    name: String,
    role: String,
    agency: Option<String>,
}

impl TryFrom<Row> for Account {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed(&row.id, "account", "id", &row.id)?,
            person: row.person,
            name: row.name,
            role: row.role,
            agency: row.agency,
        })
    }
}

/// Returns the account of a person of the identity provider.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn by_person(conn: &mut Conn, person: &str) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_PERSON).bind(person).fetch_optional(c).await)?;
    row.map(Account::try_from).transpose()
}

/// Returns an account.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn by_id(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_ID).bind(id.to_string()).fetch_optional(c).await)?;
    row.map(Account::try_from).transpose()
}

/// Keeps an account under the identity provider's name; an existing one keeps its id.
///
/// # Errors
/// When the store does not take it.
pub async fn upsert(conn: &mut Conn, account: &Account, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(UPSERT)
        .bind(account.id.to_string())
        .bind(&account.person)
        .bind(&account.name)
        .bind(&account.role)
        .bind(account.agency.as_deref())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
