//! Identities and the accounts they belong to; attempts to sign in and offers to link, which live minutes and are taken
//! once.

use motcua_core::{
    account::{Assurance, Holder, Known},
    calendar::Moment,
    id::AccountId,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    LINKED = "
        SELECT account.id, account.personal_id, account.tax_code, account.assurance, desk_account.name AS opened_for
        FROM identity
        JOIN account ON account.id = identity.account
        LEFT JOIN desk_account ON desk_account.account = account.id
        WHERE identity.provider = $1 AND identity.subject = $2";
    KNOWN = "
        SELECT account.id, account.personal_id, account.tax_code, account.assurance, desk_account.name AS opened_for
        FROM account
        LEFT JOIN desk_account ON desk_account.account = account.id
        WHERE account.id = $1";
    BY_PERSONAL_ID = "
        SELECT account.id, account.personal_id, account.tax_code, account.assurance, desk_account.name AS opened_for
        FROM account
        LEFT JOIN desk_account ON desk_account.account = account.id
        WHERE account.personal_id = $1";
    BY_TAX_CODE = "
        SELECT account.id, account.personal_id, account.tax_code, account.assurance, desk_account.name AS opened_for
        FROM account
        LEFT JOIN desk_account ON desk_account.account = account.id
        WHERE account.tax_code = $1";
    HOLD = "
        UPDATE account
        SET personal_id = $2, tax_code = $3
        WHERE id = $1 AND personal_id IS NULL AND tax_code IS NULL
          AND NOT EXISTS (SELECT 1 FROM account other WHERE other.personal_id = $2 OR other.tax_code = $3)";
    PROVE = "
        UPDATE account
        SET assurance = $2, name = $3, updated_at = $4
        WHERE id = $1";
    LINK = "
        INSERT INTO identity (provider, subject, account, linked_at, seen_at)
        VALUES ($1, $2, $3, $4, $4)
        ON CONFLICT (provider, subject) DO UPDATE SET seen_at = excluded.seen_at";
    OF_ACCOUNT = "
        SELECT provider, linked_at, seen_at
        FROM identity
        WHERE account = $1
        ORDER BY linked_at";
    CREATED = "
        SELECT created_at
        FROM account
        WHERE id = $1";
    ATTEMPT = "
        INSERT INTO sign_in_attempt (state_sha256, browser_sha256, provider, nonce, verifier, next, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TAKE_ATTEMPT = "
        DELETE FROM sign_in_attempt
        WHERE state_sha256 = $1 AND browser_sha256 = $2 AND provider = $3 AND expires_at > $4
        RETURNING nonce, verifier, next";
    OFFER = "
        INSERT INTO link_offer (browser_sha256, account, identity, next, expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (browser_sha256) DO UPDATE SET
            account = excluded.account, identity = excluded.identity, next = excluded.next,
            expires_at = excluded.expires_at";
    SEE_OFFER = "
        SELECT account, identity, next
        FROM link_offer
        WHERE browser_sha256 = $1 AND expires_at > $2";
    TAKE_OFFER = "
        DELETE FROM link_offer
        WHERE browser_sha256 = $1 AND expires_at > $2
        RETURNING account, identity, next";
    SWEEP_ATTEMPTS = "
        DELETE FROM sign_in_attempt
        WHERE expires_at <= $1";
    SWEEP_OFFERS = "
        DELETE FROM link_offer
        WHERE expires_at <= $1";
}

/// An attempt to sign in that has been sent to a provider.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// SHA-256 of the state, hexadecimal.
    pub state_sha256: String,
    /// SHA-256 of the browser's cookie.
    pub browser_sha256: String,
    /// The provider's key.
    pub provider: String,
    /// What the token must carry.
    pub nonce: String,
    /// What proves at the exchange who began.
    pub verifier: String,
    /// Where to go afterwards.
    pub next: String,
    /// Until when it may come back.
    pub expires_at: Moment,
}

/// What an attempt is compared with when it comes back.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Returned {
    /// What the token must carry.
    pub nonce: String,
    /// What proves at the exchange who began.
    pub verifier: String,
    /// Where to go afterwards.
    pub next: String,
}

/// An identity that waits for its person to say that an account is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The account.
    pub account: AccountId,
    /// The identity, as JSON.
    pub identity: String,
    /// Where to go afterwards.
    pub next: String,
}

/// An identity of an account.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Linked {
    /// The provider's key.
    pub provider: String,
    /// When it was linked, microseconds UTC.
    pub linked_at: i64,
    /// When it was last signed in with, microseconds UTC.
    pub seen_at: i64,
}

#[derive(FromRow)]
struct KnownRow {
    id: String,
    personal_id: Option<String>,
    tax_code: Option<String>,
    assurance: Option<String>,
    opened_for: Option<String>,
}

impl TryFrom<KnownRow> for Known {
    type Error = StoreError;

    fn try_from(row: KnownRow) -> Result<Self, StoreError> {
        let odd = |column| broken("account", column, &row.id);
        let person = row.personal_id.as_deref();
        let person = person.map(|id| id.parse().map(Holder::Person).map_err(|_| odd("personal_id")));
        let organisation = row.tax_code.as_deref();
        let organisation = organisation.map(|code| code.parse().map(Holder::Organisation).map_err(|_| odd("tax_code")));
        let assurance = row
            .assurance
            .as_deref()
            .map(|code| code.parse::<Assurance>().map_err(|_| odd("assurance")));
        Ok(Self {
            account: parsed(&row.id, "account", "id", &row.id)?,
            holder: person.or(organisation).transpose()?,
            assurance: assurance.transpose()?,
            opened_for: row.opened_for,
        })
    }
}

#[derive(FromRow)]
struct OfferRow {
    account: String,
    identity: String,
    next: String,
}

impl TryFrom<OfferRow> for Offer {
    type Error = StoreError;

    fn try_from(row: OfferRow) -> Result<Self, StoreError> {
        Ok(Self {
            account: parsed(&row.account, "link_offer", "account", &row.account)?,
            identity: row.identity,
            next: row.next,
        })
    }
}

/// Returns the account an identity is signed in to.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn linked(conn: &mut Conn, provider: &str, subject: &str) -> Result<Option<Known>, StoreError> {
    let row: Option<KnownRow> =
        on!(conn, c => sqlx::query_as(LINKED).bind(provider).bind(subject).fetch_optional(c).await)?;
    row.map(Known::try_from).transpose()
}

/// Returns what is known of an account.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn known(conn: &mut Conn, account: AccountId) -> Result<Option<Known>, StoreError> {
    let row: Option<KnownRow> =
        on!(conn, c => sqlx::query_as(KNOWN).bind(account.to_string()).fetch_optional(c).await)?;
    row.map(Known::try_from).transpose()
}

/// Returns the account of a holder.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn held_by(conn: &mut Conn, holder: &Holder) -> Result<Option<Known>, StoreError> {
    let sql = match holder {
        Holder::Person(_) => BY_PERSONAL_ID,
        Holder::Organisation(_) => BY_TAX_CODE,
    };
    let row: Option<KnownRow> = on!(conn, c => sqlx::query_as(sql).bind(holder.number()).fetch_optional(c).await)?;
    row.map(Known::try_from).transpose()
}

/// Notes who holds an account that nobody held yet, unless another account is theirs; says whether it was noted.
///
/// # Errors
/// When the store does not take it.
pub async fn hold(conn: &mut Conn, account: AccountId, holder: &Holder) -> Result<bool, StoreError> {
    let (person, organisation) = match holder {
        Holder::Person(id) => (Some(id.as_str()), None),
        Holder::Organisation(code) => (None, Some(code.as_str())),
    };
    let rows = on!(conn, c => sqlx::query(HOLD)
        .bind(account.to_string())
        .bind(person)
        .bind(organisation)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Notes how well an account's holder was proved, and the name that was told.
///
/// # Errors
/// When the store does not take it.
pub async fn prove(
    conn: &mut Conn,
    account: AccountId,
    assurance: Assurance,
    name: &str,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(PROVE)
        .bind(account.to_string())
        .bind(assurance.code())
        .bind(name)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Links an identity to an account, or notes that it was used.
///
/// # Errors
/// When the store does not take it.
pub async fn link(
    conn: &mut Conn,
    provider: &str,
    subject: &str,
    account: AccountId,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(LINK)
        .bind(provider)
        .bind(subject)
        .bind(account.to_string())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists the identities of an account, the first first.
///
/// # Errors
/// When the store does not answer.
pub async fn of_account(conn: &mut Conn, account: AccountId) -> Result<Vec<Linked>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_ACCOUNT).bind(account.to_string()).fetch_all(c).await)?)
}

/// Returns when an account was made.
///
/// # Errors
/// When the store does not answer.
pub async fn created_at(conn: &mut Conn, account: AccountId) -> Result<Option<Moment>, StoreError> {
    let at: Option<i64> =
        on!(conn, c => sqlx::query_scalar(CREATED).bind(account.to_string()).fetch_optional(c).await)?;
    Ok(at.map(Moment::from_micros))
}

/// Keeps an attempt; those whose time is over are forgotten.
///
/// # Errors
/// When the store does not take it.
pub async fn attempt(conn: &mut Conn, attempt: &Attempt, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SWEEP_ATTEMPTS).bind(now.micros()).execute(c).await.map(drop))?;
    on!(conn, c => sqlx::query(ATTEMPT)
        .bind(&attempt.state_sha256)
        .bind(&attempt.browser_sha256)
        .bind(&attempt.provider)
        .bind(&attempt.nonce)
        .bind(&attempt.verifier)
        .bind(&attempt.next)
        .bind(attempt.expires_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes the attempt of a state back, if this browser began it with this provider and it is not over. It is taken once.
///
/// # Errors
/// When the store does not answer.
pub async fn take_attempt(
    conn: &mut Conn,
    state_sha256: &str,
    browser_sha256: &str,
    provider: &str,
    now: Moment,
) -> Result<Option<Returned>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(TAKE_ATTEMPT)
        .bind(state_sha256)
        .bind(browser_sha256)
        .bind(provider)
        .bind(now.micros())
        .fetch_optional(c)
        .await)?)
}

/// Keeps an offer for a browser, in the place of the one before.
///
/// # Errors
/// When the store does not take it.
pub async fn offer(conn: &mut Conn, browser_sha256: &str, offer: &Offer, until: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(OFFER)
        .bind(browser_sha256)
        .bind(offer.account.to_string())
        .bind(&offer.identity)
        .bind(&offer.next)
        .bind(until.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns the offer of a browser and leaves it.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn see_offer(conn: &mut Conn, browser_sha256: &str, now: Moment) -> Result<Option<Offer>, StoreError> {
    one_offer(conn, SEE_OFFER, browser_sha256, now).await
}

/// Takes the offer of a browser; those whose time is over are forgotten.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn take_offer(conn: &mut Conn, browser_sha256: &str, now: Moment) -> Result<Option<Offer>, StoreError> {
    on!(conn, c => sqlx::query(SWEEP_OFFERS).bind(now.micros()).execute(c).await.map(drop))?;
    one_offer(conn, TAKE_OFFER, browser_sha256, now).await
}

async fn one_offer(
    conn: &mut Conn,
    sql: &'static str,
    browser_sha256: &str,
    now: Moment,
) -> Result<Option<Offer>, StoreError> {
    let row: Option<OfferRow> = on!(conn, c => sqlx::query_as(sql)
        .bind(browser_sha256)
        .bind(now.micros())
        .fetch_optional(c)
        .await)?;
    row.map(Offer::try_from).transpose()
}
