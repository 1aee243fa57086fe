//! What is owed for a dossier (nghĩa vụ tài chính): at most one thing at a time.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DossierId},
    payment::Money,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, json, on, parsed, statements},
};

statements! {
    INSERT = "
        INSERT INTO obligation (id, agency, dossier, number, code, procedure, account, payer, kind, amount, lines, reason, state,
                                paid_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', '', $13)";
    BY_ID = "
        SELECT id, agency, dossier, number, code, procedure, account, payer, kind, amount, lines, reason, state, paid_by,
               created_at, settled_at
        FROM obligation
        WHERE id = $1";
    OF_DOSSIER = "
        SELECT id, agency, dossier, number, code, procedure, account, payer, kind, amount, lines, reason, state, paid_by,
               created_at, settled_at
        FROM obligation
        WHERE agency = $1 AND dossier = $2
        ORDER BY created_at, id";
    LOCK = "
        UPDATE obligation
        SET state = state
        WHERE id = $1";
    SETTLE = "
        UPDATE obligation
        SET state = $2, paid_by = $3, settled_at = $4
        WHERE id = $1";
    PAGE = "
        SELECT id, agency, dossier, number, code, procedure, account, payer, kind, amount, lines, reason, state, paid_by,
               created_at, settled_at
        FROM obligation
        WHERE id > $1
        ORDER BY id
        LIMIT $2";
}

/// Where what is owed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits to be paid.
    Open,
    /// It was paid.
    Paid,
    /// It is owed no longer and was not paid.
    Cancelled,
    /// It was paid and given back.
    Refunded,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Open, Self::Paid, Self::Cancelled, Self::Refunded];

    /// Returns the name it is kept under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
        }
    }
}

/// One line of what is owed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OwedLine {
    /// What it is for.
    pub name: String,
    /// How much.
    pub amount: Money,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Its id.
    pub id: String,
    /// The agency it is owed to.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// The dossier's number.
    pub number: String,
    /// The procedure's code.
    pub code: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// Whose dossier it is.
    pub account: AccountId,
    /// The applicant's name.
    pub payer: String,
    /// Whether it was counted at filing; else an officer asked for it.
    pub at_filing: bool,
    /// How much.
    pub amount: Money,
    /// What it is made of.
    pub lines: Vec<OwedLine>,
    /// Why an officer asked for it.
    pub reason: String,
    /// Where it stands.
    pub state: Standing,
    /// The reference of the payment that settled it; empty where none did.
    pub paid_by: String,
    /// Since when.
    pub created_at: Moment,
    /// When it was settled.
    pub settled_at: Option<Moment>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    agency: String,
    dossier: String,
    number: String,
    code: String,
    procedure: String,
    account: String,
    payer: String,
    kind: String,
    amount: i64,
    lines: String,
    reason: String,
    state: String,
    paid_by: String,
    created_at: i64,
    settled_at: Option<i64>,
}

impl TryFrom<Row> for Obligation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |column| broken("obligation", column, &row.id);
        let state = Standing::ALL.into_iter().find(|state| state.as_str() == row.state);
        Ok(Self {
            dossier: parsed(&row.dossier, "obligation", "dossier", &row.id)?,
            account: parsed(&row.account, "obligation", "account", &row.id)?,
            at_filing: row.kind == "filing",
            amount: super::payments::money(row.amount).ok_or_else(|| at("amount"))?,
            lines: json(&row.lines, "obligation", "lines", &row.id)?,
            state: state.ok_or_else(|| at("state"))?,
            created_at: Moment::from_micros(row.created_at),
            settled_at: row.settled_at.map(Moment::from_micros),
            id: row.id,
            agency: row.agency,
            number: row.number,
            code: row.code,
            procedure: row.procedure,
            payer: row.payer,
            reason: row.reason,
            paid_by: row.paid_by,
        })
    }
}

/// Keeps what is owed from now on.
///
/// # Errors
/// [`StoreError::Taken`] when something is owed for the dossier already.
pub async fn insert(conn: &mut Conn, new: &Obligation) -> Result<(), StoreError> {
    let lines = serde_json::to_string(&new.lines).unwrap_or_default();
    on!(conn, c => sqlx::query(INSERT)
        .bind(&new.id)
        .bind(&new.agency)
        .bind(new.dossier.to_string())
        .bind(&new.number)
        .bind(&new.code)
        .bind(&new.procedure)
        .bind(new.account.to_string())
        .bind(&new.payer)
        .bind(if new.at_filing { "filing" } else { "further" })
        .bind(super::payments::dong(new.amount))
        .bind(lines)
        .bind(&new.reason)
        .bind(new.created_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns what is owed by its id, to be changed: until the transaction ends nobody else changes it.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn to_change(conn: &mut Conn, id: &str) -> Result<Option<Obligation>, StoreError> {
    on!(conn, c => sqlx::query(LOCK).bind(id).execute(c).await.map(drop))?;
    one(conn, id).await
}

/// Returns what is owed by its id.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, id: &str) -> Result<Option<Obligation>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?;
    row.map(Obligation::try_from).transpose()
}

/// Lists everything that was ever owed for a dossier, in order.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<Obligation>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Obligation::try_from).collect()
}

/// Returns what is owed for a dossier now.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn open(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Option<Obligation>, StoreError> {
    let all = of_dossier(conn, agency, dossier).await?;
    Ok(all.into_iter().find(|one| one.state == Standing::Open))
}

/// Says what became of what was owed; `paid_by` is the payment's reference, where one settled it.
///
/// # Errors
/// When the store does not answer.
pub async fn settle(conn: &mut Conn, id: &str, state: Standing, paid_by: &str, at: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SETTLE)
        .bind(id)
        .bind(state.as_str())
        .bind(paid_by)
        .bind(at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists everything owed, by id, behind `after`; for the audit.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: &str, limit: u16) -> Result<Vec<Obligation>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(PAGE).bind(after).bind(i64::from(limit)).fetch_all(c).await)?;
    rows.into_iter().map(Obligation::try_from).collect()
}
