//! Money to be given back: who asked, who decided, what became of it.

use motcua_core::{
    calendar::Moment,
    id::DossierId,
    payment::{Money, Way},
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
    payments::{dong, money},
};

statements! {
    INSERT = "
        INSERT INTO refund (id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at,
                            decided_by, gateway_no, said, looks)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, $11, '', '', '', 0)";
    BY_ID = "
        SELECT id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at, decided_by,
               decided_at, settled_at, gateway_no, said, look_at, looks
        FROM refund
        WHERE id = $1";
    OF_AGENCY = "
        SELECT id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at, decided_by,
               decided_at, settled_at, gateway_no, said, look_at, looks
        FROM refund
        WHERE agency = $1
        ORDER BY asked_at DESC, id
        LIMIT $2";
    OF_DOSSIER = "
        SELECT id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at, decided_by,
               decided_at, settled_at, gateway_no, said, look_at, looks
        FROM refund
        WHERE agency = $1 AND dossier = $2
        ORDER BY asked_at, id";
    DUE = "
        SELECT id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at, decided_by,
               decided_at, settled_at, gateway_no, said, look_at, looks
        FROM refund
        WHERE look_at IS NOT NULL AND look_at <= $1
        ORDER BY look_at
        LIMIT $2";
    PAGE = "
        SELECT id, reference, obligation, agency, dossier, number, way, amount, reason, state, asked_by, asked_at, decided_by,
               decided_at, settled_at, gateway_no, said, look_at, looks
        FROM refund
        WHERE id > $1
        ORDER BY id
        LIMIT $2";
    UPDATE = "
        UPDATE refund
        SET state = $2, decided_by = $3, decided_at = $4, settled_at = $5, gateway_no = $6, said = $7, look_at = $8, looks = $9
        WHERE id = $1 AND state = $10";
}

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundState {
    /// It waits for the one who approves.
    Asked,
    /// It was approved and is on its way.
    Approved,
    /// The money was given back.
    Done,
    /// It was not approved, or the gateway refused it for good.
    Declined,
}

impl RefundState {
    const ALL: [Self; 4] = [Self::Asked, Self::Approved, Self::Done, Self::Declined];

    /// Returns the name it is kept under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Done => "done",
            Self::Declined => "declined",
        }
    }
}

/// A refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRow {
    /// Its id.
    pub id: String,
    /// The payment that is given back.
    pub reference: String,
    /// What that payment was for.
    pub obligation: String,
    /// The agency that gives it back.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// The dossier's number.
    pub number: String,
    /// How it was paid, and is given back.
    pub way: Way,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: RefundState,
    /// The account of who asked; empty where the portal did.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// The account of who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: Option<Moment>,
    /// When it was given back.
    pub settled_at: Option<Moment>,
    /// Its number on the other side.
    pub gateway_no: String,
    /// The other side's code, or why it was declined.
    pub said: String,
    /// When the gateway is asked next.
    pub look_at: Option<Moment>,
    /// How often it was.
    pub looks: u32,
}

#[derive(FromRow)]
struct Row {
    id: String,
    reference: String,
    obligation: String,
    agency: String,
    dossier: String,
    number: String,
    way: String,
    amount: i64,
    reason: String,
    state: String,
    asked_by: String,
    asked_at: i64,
    decided_by: String,
    decided_at: Option<i64>,
    settled_at: Option<i64>,
    gateway_no: String,
    said: String,
    look_at: Option<i64>,
    looks: i64,
}

impl TryFrom<Row> for RefundRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |column| broken("refund", column, &row.id);
        let state = RefundState::ALL.into_iter().find(|state| state.as_str() == row.state);
        Ok(Self {
            dossier: parsed(&row.dossier, "refund", "dossier", &row.id)?,
            way: parsed(&row.way, "refund", "way", &row.id)?,
            amount: money(row.amount).ok_or_else(|| at("amount"))?,
            state: state.ok_or_else(|| at("state"))?,
            asked_at: Moment::from_micros(row.asked_at),
            decided_at: row.decided_at.map(Moment::from_micros),
            settled_at: row.settled_at.map(Moment::from_micros),
            look_at: row.look_at.map(Moment::from_micros),
            looks: u32::try_from(row.looks).map_err(|_| at("looks"))?,
            id: row.id,
            reference: row.reference,
            obligation: row.obligation,
            agency: row.agency,
            number: row.number,
            reason: row.reason,
            asked_by: row.asked_by,
            decided_by: row.decided_by,
            gateway_no: row.gateway_no,
            said: row.said,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<RefundRow>, StoreError> {
    rows.into_iter().map(RefundRow::try_from).collect()
}

/// Keeps a refund that somebody asks for.
///
/// # Errors
/// [`StoreError::Taken`] when the payment is being given back already, or was.
pub async fn insert(conn: &mut Conn, new: &RefundRow) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(&new.id)
        .bind(&new.reference)
        .bind(&new.obligation)
        .bind(&new.agency)
        .bind(new.dossier.to_string())
        .bind(&new.number)
        .bind(new.way.as_str())
        .bind(dong(new.amount))
        .bind(&new.reason)
        .bind(&new.asked_by)
        .bind(new.asked_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns a refund by its id.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, id: &str) -> Result<Option<RefundRow>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_ID).bind(id).fetch_optional(c).await)?;
    row.map(RefundRow::try_from).transpose()
}

/// Lists an agency's refunds, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_agency(conn: &mut Conn, agency: &str, limit: u16) -> Result<Vec<RefundRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_AGENCY).bind(agency).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Lists the refunds of a dossier, in order.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<RefundRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?)
}

/// Lists the refunds that a gateway is to be asked about.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn due(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<RefundRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(DUE).bind(now.micros()).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Lists every refund by id, behind `after`; for the audit.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: &str, limit: u16) -> Result<Vec<RefundRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(PAGE).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Keeps a refund as it is now, where it still was in the state `from`; says whether it was.
///
/// # Errors
/// When the store does not answer.
pub async fn update(conn: &mut Conn, row: &RefundRow, from: RefundState) -> Result<bool, StoreError> {
    let changed = on!(conn, c => sqlx::query(UPDATE)
        .bind(&row.id)
        .bind(row.state.as_str())
        .bind(&row.decided_by)
        .bind(row.decided_at.map(Moment::micros))
        .bind(row.settled_at.map(Moment::micros))
        .bind(&row.gateway_no)
        .bind(&row.said)
        .bind(row.look_at.map(Moment::micros))
        .bind(i64::from(row.looks))
        .bind(from.as_str())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}
