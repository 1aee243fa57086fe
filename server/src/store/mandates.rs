//! Who may act for an organisation: representatives and delegations.

use std::collections::BTreeSet;

use motcua_core::{
    account::{Scope, Term},
    calendar::{Moment, format},
    id::AccountId,
};
use sqlx::FromRow;
use time::Date;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    REPRESENT = "
        INSERT INTO representative (organisation, personal_id, since)
        VALUES ($1, $2, $3)
        ON CONFLICT (organisation) DO UPDATE SET personal_id = excluded.personal_id, since = excluded.since
        WHERE representative.personal_id <> excluded.personal_id";
    REPRESENTED = "
        SELECT account.id, account.name, account.tax_code
        FROM representative
        JOIN account AS head ON head.id = representative.organisation
        JOIN account ON account.id = head.id OR account.tax_code LIKE head.tax_code || '-%'
        WHERE representative.personal_id = $1
        ORDER BY account.tax_code
        LIMIT 200";
    ENTRUSTED = "
        SELECT delegation.id, delegation.personal_id, delegation.name, delegation.procedures, delegation.agencies,
               delegation.valid_from, delegation.valid_to, delegation.revoked_at,
               account.id AS organisation, account.name AS organisation_name, account.tax_code
        FROM delegation
        JOIN account ON account.id = delegation.organisation
        WHERE delegation.personal_id = $1 AND delegation.revoked_at IS NULL
        ORDER BY account.tax_code, delegation.id
        LIMIT 200";
    GIVEN = "
        SELECT delegation.id, delegation.personal_id, delegation.name, delegation.procedures, delegation.agencies,
               delegation.valid_from, delegation.valid_to, delegation.revoked_at,
               account.id AS organisation, account.name AS organisation_name, account.tax_code
        FROM delegation
        JOIN account ON account.id = delegation.organisation
        WHERE delegation.organisation = $1
        ORDER BY delegation.given_at DESC, delegation.id
        LIMIT 200";
    GIVE = "
        INSERT INTO delegation (id, organisation, personal_id, name, procedures, agencies, valid_from, valid_to, given_by,
                                given_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    REVOKE = "
        UPDATE delegation
        SET revoked_by = $3, revoked_at = $4
        WHERE id = $1 AND organisation = $2 AND revoked_at IS NULL";
    ACT = "
        UPDATE session
        SET token_sha256 = $2, acting = $3
        WHERE token_sha256 = $1";
}

/// An organisation somebody may act for as its representative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Represented {
    /// Its account.
    pub organisation: AccountId,
    /// Its name.
    pub name: String,
    /// Its tax code.
    pub tax_code: String,
}

/// A mandate given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Its id.
    pub id: String,
    /// Whom it is given to, by personal id.
    pub personal_id: String,
    /// What the organisation calls them.
    pub name: String,
    /// How far it reaches.
    pub scope: Scope,
    /// From when to when.
    pub term: Term,
    /// For whom they act.
    pub organisation: Represented,
}

/// A mandate to be given.
#[derive(Clone, Debug)]
pub struct NewDelegation {
    /// Its id.
    pub id: String,
    /// The organisation.
    pub organisation: AccountId,
    /// Whom it is given to.
    pub personal_id: String,
    /// What the organisation calls them.
    pub name: String,
    /// How far it reaches.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day, when there is one.
    pub to: Option<Date>,
    /// Who gives it.
    pub by: AccountId,
}

#[derive(FromRow)]
struct RepresentedRow {
    id: String,
    name: String,
    tax_code: Option<String>,
}

impl TryFrom<RepresentedRow> for Represented {
    type Error = StoreError;

    fn try_from(row: RepresentedRow) -> Result<Self, StoreError> {
        Ok(Self {
            organisation: parsed(&row.id, "account", "id", &row.id)?,
            name: row.name,
            tax_code: row.tax_code.unwrap_or_default(),
        })
    }
}

#[derive(FromRow)]
struct DelegationRow {
    id: String,
    personal_id: String,
    name: String,
    procedures: String,
    agencies: String,
    valid_from: String,
    valid_to: Option<String>,
    revoked_at: Option<i64>,
    organisation: String,
    organisation_name: String,
    tax_code: Option<String>,
}

impl TryFrom<DelegationRow> for Delegation {
    type Error = StoreError;

    fn try_from(row: DelegationRow) -> Result<Self, StoreError> {
        let odd = |column| broken("delegation", column, &row.id);
        let day = |text: &str, column| format::parse_iso(text).ok_or_else(|| odd(column));
        Ok(Self {
            scope: Scope {
                procedures: set(&row.procedures).ok_or_else(|| odd("procedures"))?,
                agencies: set(&row.agencies).ok_or_else(|| odd("agencies"))?,
            },
            term: Term {
                from: day(&row.valid_from, "valid_from")?,
                to: row.valid_to.as_deref().map(|text| day(text, "valid_to")).transpose()?,
                is_revoked: row.revoked_at.is_some(),
            },
            organisation: Represented {
                organisation: parsed(&row.organisation, "delegation", "organisation", &row.id)?,
                name: row.organisation_name,
                tax_code: row.tax_code.unwrap_or_default(),
            },
            id: row.id,
            personal_id: row.personal_id,
            name: row.name,
        })
    }
}

/// Reads a set as it is kept: its members with commas between.
fn set<T: std::str::FromStr + Ord>(text: &str) -> Option<BTreeSet<T>> {
    let members = text.split(',').filter(|member| !member.is_empty());
    members.map(|member| member.parse().ok()).collect()
}

fn written<T: ToString>(set: &BTreeSet<T>) -> String {
    let members: Vec<String> = set.iter().map(T::to_string).collect();
    members.join(",")
}

/// Notes who represents an organisation.
///
/// # Errors
/// When the store does not take it.
pub async fn represent(
    conn: &mut Conn,
    organisation: AccountId,
    personal_id: &str,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(REPRESENT)
        .bind(organisation.to_string())
        .bind(personal_id)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists the organisations a person represents, with their branches.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn represented(conn: &mut Conn, personal_id: &str) -> Result<Vec<Represented>, StoreError> {
    let rows: Vec<RepresentedRow> = on!(conn, c => sqlx::query_as(REPRESENTED).bind(personal_id).fetch_all(c).await)?;
    rows.into_iter().map(Represented::try_from).collect()
}

/// Lists the mandates a person was given and that were not taken back.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn entrusted(conn: &mut Conn, personal_id: &str) -> Result<Vec<Delegation>, StoreError> {
    let rows: Vec<DelegationRow> = on!(conn, c => sqlx::query_as(ENTRUSTED).bind(personal_id).fetch_all(c).await)?;
    rows.into_iter().map(Delegation::try_from).collect()
}

/// Lists the mandates an organisation has given, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn given(conn: &mut Conn, organisation: AccountId) -> Result<Vec<Delegation>, StoreError> {
    let rows: Vec<DelegationRow> =
        on!(conn, c => sqlx::query_as(GIVEN).bind(organisation.to_string()).fetch_all(c).await)?;
    rows.into_iter().map(Delegation::try_from).collect()
}

/// Keeps a mandate.
///
/// # Errors
/// When the store does not take it.
pub async fn give(conn: &mut Conn, new: &NewDelegation, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(GIVE)
        .bind(&new.id)
        .bind(new.organisation.to_string())
        .bind(&new.personal_id)
        .bind(&new.name)
        .bind(written(&new.scope.procedures))
        .bind(written(&new.scope.agencies))
        .bind(format::iso(new.from))
        .bind(new.to.map(format::iso))
        .bind(new.by.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes a mandate back; says whether it stood.
///
/// # Errors
/// When the store does not take it.
pub async fn revoke(
    conn: &mut Conn,
    id: &str,
    organisation: AccountId,
    by: AccountId,
    now: Moment,
) -> Result<bool, StoreError> {
    let rows = on!(conn, c => sqlx::query(REVOKE)
        .bind(id)
        .bind(organisation.to_string())
        .bind(by.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Notes for whom the person of a session acts from now on, under a new token.
///
/// # Errors
/// When the store does not take it.
pub async fn act(
    conn: &mut Conn,
    token_sha256: &str,
    new_sha256: &str,
    organisation: Option<AccountId>,
) -> Result<bool, StoreError> {
    let rows = on!(conn, c => sqlx::query(ACT)
        .bind(token_sha256)
        .bind(new_sha256)
        .bind(organisation.map(|id| id.to_string()))
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
