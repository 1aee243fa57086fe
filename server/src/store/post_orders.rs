//! Dispatches by post, kept in line with the events of their dossiers: for the post clerk's list.

use motcua_core::{
    calendar::Moment,
    dossier::{DeliveryState, Dossier, ItemCode, PostEnd, PostOrder, PostState},
    id::DossierId,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    KEEP = "
        INSERT INTO post_order (agency, dossier, seq, number, sheet, procedure, name, phone, address, state, since, item, said,
                                is_open)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (agency, dossier, seq) DO UPDATE
        SET state = excluded.state, since = excluded.since, item = excluded.item, said = excluded.said,
            is_open = excluded.is_open";
    IN_STATE = "
        SELECT agency, dossier, seq, number, sheet, procedure, name, phone, address, state, since, item, said,
               is_open
        FROM post_order
        WHERE agency = $1 AND state = $2 AND is_open = TRUE
        ORDER BY since, dossier, seq
        LIMIT $3";
    LATEST = "
        SELECT agency, dossier, seq, number, sheet, procedure, name, phone, address, state, since, item, said,
               is_open
        FROM post_order
        WHERE agency = $1 AND state = $2
        ORDER BY since DESC, dossier DESC, seq DESC
        LIMIT $3";
    OF_DOSSIER = "
        SELECT agency, dossier, seq, number, sheet, procedure, name, phone, address, state, since, item, said,
               is_open
        FROM post_order
        WHERE agency = $1 AND dossier = $2
        ORDER BY seq";
    TOTAL = "
        SELECT COUNT(*)
        FROM post_order";
    WITH_ITEM = "
        SELECT COUNT(*)
        FROM post_order
        WHERE item = $1";
}

/// A dispatch as lists read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// The agency that sends.
    pub agency: String,
    /// The dossier it belongs to.
    pub dossier: DossierId,
    /// The number of the event that ordered it.
    pub seq: u64,
    /// The dossier's number.
    pub number: String,
    /// The number of its sheet.
    pub sheet: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The recipient's name.
    pub name: String,
    /// Their telephone, canonical.
    pub phone: String,
    /// Their address.
    pub address: String,
    /// Where it is.
    pub state: PostState,
    /// Since when.
    pub since: Moment,
    /// The carrier's code; empty until it left.
    pub item: String,
    /// Who took it, or why it came back.
    pub said: String,
    /// Whether something is still to be done with it.
    pub is_open: bool,
}

impl PostRow {
    /// Returns the row of a dispatch; `of` is the dossier's agency, number and procedure's plain name.
    pub fn of((agency, number, procedure): (&str, &str, &str), dossier: &Dossier, order: &PostOrder) -> Self {
        let is_last = dossier.posts.last().is_some_and(|last| last.seq == order.seq);
        Self {
            agency: agency.to_owned(),
            dossier: dossier.id,
            seq: order.seq,
            number: number.to_owned(),
            sheet: order.number.clone(),
            procedure: procedure.to_owned(),
            name: order.recipient.name.clone(),
            phone: order.recipient.phone.clone(),
            address: order.recipient.address.clone(),
            state: order.state(),
            since: order.since(),
            item: order
                .sent
                .as_ref()
                .map(|sent| sent.item.as_str().to_owned())
                .unwrap_or_default(),
            said: match &order.end {
                Some(PostEnd::Delivered { received_by, .. }) => received_by.clone(),
                Some(PostEnd::CameBack { reason, .. }) => reason.clone(),
                Some(PostEnd::Lapsed { .. }) | None => String::new(),
            },
            is_open: match order.state() {
                PostState::Ordered | PostState::OnTheWay => true,
                PostState::CameBack => is_last && dossier.delivery == DeliveryState::CameBack,
                PostState::Delivered | PostState::Lapsed => false,
            },
        }
    }
}

#[derive(FromRow)]
struct Row {
    agency: String,
    dossier: String,
    seq: i64,
    number: String,
    sheet: String,
    procedure: String,
    name: String,
    phone: String,
    address: String,
    state: String,
    since: i64,
    item: String,
    said: String,
    is_open: bool,
}

impl TryFrom<Row> for PostRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |column| broken("post_order", column, &row.sheet);
        Ok(Self {
            dossier: parsed(&row.dossier, "post_order", "dossier", &row.sheet)?,
            seq: u64::try_from(row.seq).map_err(|_| at("seq"))?,
            state: PostState::of_key(&row.state).ok_or_else(|| at("state"))?,
            since: Moment::from_micros(row.since),
            agency: row.agency,
            number: row.number,
            sheet: row.sheet,
            procedure: row.procedure,
            name: row.name,
            phone: row.phone,
            address: row.address,
            item: row.item,
            said: row.said,
            is_open: row.is_open,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<PostRow>, StoreError> {
    rows.into_iter().map(PostRow::try_from).collect()
}

/// Brings the dispatches of a dossier in line with it; `of` is the dossier's agency, number and procedure's plain name.
///
/// # Errors
/// [`StoreError::Taken`] when another parcel bears the carrier's code.
pub async fn keep(conn: &mut Conn, of: (&str, &str, &str), dossier: &Dossier) -> Result<(), StoreError> {
    for order in &dossier.posts {
        let row = PostRow::of(of, dossier, order);
        on!(conn, c => sqlx::query(KEEP)
            .bind(&row.agency)
            .bind(row.dossier.to_string())
            .bind(i64::try_from(row.seq).unwrap_or(i64::MAX))
            .bind(&row.number)
            .bind(&row.sheet)
            .bind(&row.procedure)
            .bind(&row.name)
            .bind(&row.phone)
            .bind(&row.address)
            .bind(row.state.key())
            .bind(row.since.micros())
            .bind(&row.item)
            .bind(&row.said)
            .bind(row.is_open)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// Lists an agency's dispatches in a state with which something is still to be done, the one longest there first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn in_state(conn: &mut Conn, agency: &str, state: PostState, limit: u16) -> Result<Vec<PostRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(IN_STATE)
        .bind(agency)
        .bind(state.key())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Lists an agency's dispatches in a state, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn latest(conn: &mut Conn, agency: &str, state: PostState, limit: u16) -> Result<Vec<PostRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(LATEST)
        .bind(agency)
        .bind(state.key())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Lists the dispatches of a dossier as they are kept, for the audit.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<PostRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?)
}

/// Counts what is kept of parcels.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TOTAL).fetch_one(c).await)?)
}

/// Tells whether a parcel of any dossier bears a code of the carrier's.
///
/// # Errors
/// When the store does not answer.
pub async fn is_taken(conn: &mut Conn, item: &ItemCode) -> Result<bool, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(WITH_ITEM).bind(item.as_str()).fetch_one(c).await)?;
    Ok(count > 0)
}
