//! Every try to pay what is owed, and the events of each.

use motcua_core::{
    calendar::Moment,
    id::DossierId,
    payment::{Happened, Money, State, Way},
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    INSERT = "
        INSERT INTO payment (reference, obligation, agency, dossier, number, way, amount, state, is_open, url, gateway_no, code,
                             created_at, expires_at, look_at, looks, last_seq)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '', $10, $11, $12, 0, 0)";
    BY_REFERENCE = "
        SELECT reference, obligation, agency, dossier, number, way, amount, state, url, gateway_no, code, created_at, expires_at,
               settled_at, look_at, looks, last_seq
        FROM payment
        WHERE reference = $1";
    OF_OBLIGATION = "
        SELECT reference, obligation, agency, dossier, number, way, amount, state, url, gateway_no, code, created_at, expires_at,
               settled_at, look_at, looks, last_seq
        FROM payment
        WHERE obligation = $1
        ORDER BY created_at, reference";
    DUE = "
        SELECT reference, obligation, agency, dossier, number, way, amount, state, url, gateway_no, code, created_at, expires_at,
               settled_at, look_at, looks, last_seq
        FROM payment
        WHERE look_at IS NOT NULL AND look_at <= $1
        ORDER BY look_at
        LIMIT $2";
    PAGE = "
        SELECT reference, obligation, agency, dossier, number, way, amount, state, url, gateway_no, code, created_at, expires_at,
               settled_at, look_at, looks, last_seq
        FROM payment
        WHERE reference > $1
        ORDER BY reference
        LIMIT $2";
    UPDATE = "
        UPDATE payment
        SET state = $2, is_open = $3, url = $4, gateway_no = $5, code = $6, settled_at = $7, look_at = $8, looks = $9,
            last_seq = $10
        WHERE reference = $1 AND last_seq = $11";
    LOOKED = "
        UPDATE payment
        SET look_at = $2, looks = looks + 1
        WHERE reference = $1 AND is_open = TRUE";
    APPEND = "
        INSERT INTO payment_event (reference, seq, at, kind, body)
        VALUES ($1, $2, $3, $4, $5)";
    EVENTS = "
        SELECT seq, at, kind, body
        FROM payment_event
        WHERE reference = $1
        ORDER BY seq";
}

/// A try to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// What it is known by everywhere.
    pub reference: String,
    /// What it is to settle.
    pub obligation: String,
    /// The agency the money is for.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// The dossier's number.
    pub number: String,
    /// How it is paid.
    pub way: Way,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: State,
    /// Where the payer pays; empty where there is no such place.
    pub url: String,
    /// Its number on the other side; empty until known.
    pub gateway_no: String,
    /// The other side's last code.
    pub code: String,
    /// When it was begun.
    pub created_at: Moment,
    /// Until when it may be paid.
    pub expires_at: Moment,
    /// When money was taken.
    pub settled_at: Option<Moment>,
    /// When it is asked about next.
    pub look_at: Option<Moment>,
    /// How often it was asked about.
    pub looks: u32,
    /// The number of its last event.
    pub last_seq: u64,
}

#[derive(FromRow)]
struct Row {
    reference: String,
    obligation: String,
    agency: String,
    dossier: String,
    number: String,
    way: String,
    amount: i64,
    state: String,
    url: String,
    gateway_no: String,
    code: String,
    created_at: i64,
    expires_at: i64,
    settled_at: Option<i64>,
    look_at: Option<i64>,
    looks: i64,
    last_seq: i64,
}

/// Reads an amount as it is kept.
pub(super) fn money(amount: i64) -> Option<Money> {
    u64::try_from(amount).ok().and_then(Money::of)
}

/// Writes an amount as it is kept.
pub(super) fn dong(amount: Money) -> i64 {
    // At most 10^13.
    i64::try_from(amount.dong()).unwrap_or_default()
}

impl TryFrom<Row> for Payment {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |column| broken("payment", column, &row.reference);
        Ok(Self {
            dossier: parsed(&row.dossier, "payment", "dossier", &row.reference)?,
            way: parsed(&row.way, "payment", "way", &row.reference)?,
            amount: money(row.amount).ok_or_else(|| at("amount"))?,
            state: State::of_key(&row.state).ok_or_else(|| at("state"))?,
            created_at: Moment::from_micros(row.created_at),
            expires_at: Moment::from_micros(row.expires_at),
            settled_at: row.settled_at.map(Moment::from_micros),
            look_at: row.look_at.map(Moment::from_micros),
            looks: u32::try_from(row.looks).map_err(|_| at("looks"))?,
            last_seq: u64::try_from(row.last_seq).map_err(|_| at("last_seq"))?,
            reference: row.reference,
            obligation: row.obligation,
            agency: row.agency,
            number: row.number,
            url: row.url,
            gateway_no: row.gateway_no,
            code: row.code,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<Payment>, StoreError> {
    rows.into_iter().map(Payment::try_from).collect()
}

/// Begins a try to pay.
///
/// # Errors
/// [`StoreError::Taken`] when another try at the same obligation is open.
pub async fn insert(conn: &mut Conn, new: &Payment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(&new.reference)
        .bind(&new.obligation)
        .bind(&new.agency)
        .bind(new.dossier.to_string())
        .bind(&new.number)
        .bind(new.way.as_str())
        .bind(dong(new.amount))
        .bind(new.state.as_str())
        .bind(new.state.is_open())
        .bind(new.created_at.micros())
        .bind(new.expires_at.micros())
        .bind(new.look_at.map(Moment::micros))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns a try to pay by its reference.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, reference: &str) -> Result<Option<Payment>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_REFERENCE).bind(reference).fetch_optional(c).await)?;
    row.map(Payment::try_from).transpose()
}

/// Lists the tries at an obligation, in order.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_obligation(conn: &mut Conn, obligation: &str) -> Result<Vec<Payment>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_OBLIGATION).bind(obligation).fetch_all(c).await)?)
}

/// Lists the tries that are to be asked about, those that wait longest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn due(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<Payment>, StoreError> {
    read(on!(conn, c => sqlx::query_as(DUE).bind(now.micros()).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Lists every try by reference, behind `after`; for the audit.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: &str, limit: u16) -> Result<Vec<Payment>, StoreError> {
    read(on!(conn, c => sqlx::query_as(PAGE).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Appends an event to a try and keeps it as it is after it; `payment` holds the state after, and the number of the event
/// before. Says whether nothing came between.
///
/// # Errors
/// When the store does not answer.
pub async fn record(conn: &mut Conn, payment: &mut Payment, what: &Happened, at: Moment) -> Result<bool, StoreError> {
    let before = i64::try_from(payment.last_seq).unwrap_or(i64::MAX);
    let seq = before.saturating_add(1);
    let changed = on!(conn, c => sqlx::query(UPDATE)
        .bind(&payment.reference)
        .bind(payment.state.as_str())
        .bind(payment.state.is_open())
        .bind(&payment.url)
        .bind(&payment.gateway_no)
        .bind(&payment.code)
        .bind(payment.settled_at.map(Moment::micros))
        .bind(payment.look_at.map(Moment::micros))
        .bind(i64::from(payment.looks))
        .bind(seq)
        .bind(before)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if changed == 0 {
        return Ok(false);
    }
    on!(conn, c => sqlx::query(APPEND)
        .bind(&payment.reference)
        .bind(seq)
        .bind(at.micros())
        .bind(what.name())
        .bind(what.said())
        .execute(c)
        .await
        .map(drop))?;
    payment.last_seq += 1;
    Ok(true)
}

/// Says when a try is asked about next, where it is still open.
///
/// # Errors
/// When the store does not answer.
pub async fn looked(conn: &mut Conn, reference: &str, next: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(LOOKED)
        .bind(reference)
        .bind(next.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists the events of a try in order, with when each happened.
///
/// # Errors
/// When the store does not answer or an event cannot be read.
pub async fn events(conn: &mut Conn, reference: &str) -> Result<Vec<(Moment, Happened)>, StoreError> {
    let rows: Vec<(i64, i64, String, String)> =
        on!(conn, c => sqlx::query_as(EVENTS).bind(reference).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(_, at, kind, body)| {
            let what = Happened::of(&kind, body).ok_or_else(|| broken("payment_event", "kind", reference))?;
            Ok((Moment::from_micros(at), what))
        })
        .collect()
}
