//! What is written beside dossiers: messages between applicant and desk, notes of the desk's own. Nothing is deleted here.

use motcua_core::{
    calendar::Moment,
    id::{DossierId, RequestId},
    talk::{MOST_MESSAGES, Side},
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

/// The most notes of one dossier that are shown, the latest.
const MOST_NOTES: i64 = 500;

statements! {
    MESSAGES = "
        SELECT id, at, side, name, body, read_at
        FROM dossier_message
        WHERE agency = $1 AND dossier = $2
        ORDER BY at, id
        LIMIT $3";
    WRITE = "
        INSERT INTO dossier_message (agency, dossier, id, at, side, account, name, body, read_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)
        ON CONFLICT (agency, dossier, id) DO NOTHING";
    IS_WRITTEN = "
        SELECT COUNT(*)
        FROM dossier_message
        WHERE agency = $1 AND dossier = $2 AND id = $3";
    COUNTS = "
        SELECT COUNT(*), COUNT(CASE WHEN side = $3 AND at > $4 THEN 1 END),
               COUNT(CASE WHEN side = $3 AND at > $4 AND read_at IS NULL THEN 1 END)
        FROM dossier_message
        WHERE agency = $1 AND dossier = $2";
    READ = "
        UPDATE dossier_message
        SET read_at = $4
        WHERE agency = $1 AND dossier = $2 AND side = $3 AND at <= $4 AND read_at IS NULL";
    NOTES = "
        SELECT id, at, name, body
        FROM dossier_note
        WHERE agency = $1 AND dossier = $2
        ORDER BY at DESC, id DESC
        LIMIT $3";
    NOTE = "
        INSERT INTO dossier_note (agency, dossier, id, at, account, name, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (agency, dossier, id) DO NOTHING";
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who of the two wrote it.
    pub side: Side,
    /// The writer's name.
    pub name: String,
    /// When.
    pub at: Moment,
    /// What.
    pub body: String,
    /// When the other side read it.
    pub read_at: Option<Moment>,
}

/// Something written, before it is kept.
#[derive(Clone, Debug)]
pub struct Written {
    /// The agency that holds the dossier.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// The id it was sent under.
    pub id: RequestId,
    /// Who wrote it.
    pub account: String,
    /// The writer's name.
    pub name: String,
    /// What.
    pub body: String,
    /// When.
    pub at: Moment,
}

/// A note of the desk's own.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// The officer's name.
    pub name: String,
    /// What.
    pub body: String,
}

/// How many messages a dossier has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: u32,
    /// Those of a side since a moment.
    pub since: u32,
    /// Those of them that the other side has not read.
    pub unread: u32,
}

#[derive(FromRow)]
struct Row {
    id: String,
    at: i64,
    side: String,
    name: String,
    body: String,
    read_at: Option<i64>,
}

/// Lists a dossier's messages, the latest last.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn messages(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<Message>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(MESSAGES)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(i64::from(MOST_MESSAGES))
        .fetch_all(c)
        .await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Message {
                side: parsed(&row.side, "dossier_message", "side", &row.id)?,
                name: row.name,
                at: Moment::from_micros(row.at),
                body: row.body,
                read_at: row.read_at.map(Moment::from_micros),
            })
        })
        .collect()
}

/// Keeps a message; the same id twice is one.
///
/// # Errors
/// When the store does not take it.
pub async fn write(conn: &mut Conn, from: Side, message: &Written) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(WRITE)
        .bind(&message.agency)
        .bind(message.dossier.to_string())
        .bind(message.id.to_string())
        .bind(message.at.micros())
        .bind(from.key())
        .bind(&message.account)
        .bind(&message.name)
        .bind(&message.body)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Tells whether a message of this id is kept.
///
/// # Errors
/// When the store does not answer.
pub async fn is_written(conn: &mut Conn, agency: &str, dossier: DossierId, id: RequestId) -> Result<bool, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(IS_WRITTEN)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(id.to_string())
        .fetch_one(c)
        .await)?;
    Ok(count > 0)
}

/// Counts a dossier's messages: all, a side's since a moment, and those of them that nobody has read.
///
/// # Errors
/// When the store does not answer.
pub async fn counts(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    from: Side,
    since: Moment,
) -> Result<Counts, StoreError> {
    let (all, recent, unread): (i64, i64, i64) = on!(conn, c => sqlx::query_as(COUNTS)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(from.key())
        .bind(since.micros())
        .fetch_one(c)
        .await)?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Counts {
        all: number(all),
        since: number(recent),
        unread: number(unread),
    })
}

/// Notes that a side's messages that came until now were read by the other.
///
/// # Errors
/// When the store does not take it.
pub async fn read(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    written_by: Side,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(READ)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(written_by.key())
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists a dossier's notes, the latest last.
///
/// # Errors
/// When the store does not answer.
pub async fn notes(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<Note>, StoreError> {
    let mut rows: Vec<Note> = on!(conn, c => sqlx::query_as(NOTES)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(MOST_NOTES)
        .fetch_all(c)
        .await)?;
    rows.reverse();
    Ok(rows)
}

/// Keeps a note; the same id twice is one.
///
/// # Errors
/// When the store does not take it.
pub async fn note(conn: &mut Conn, note: &Written) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(NOTE)
        .bind(&note.agency)
        .bind(note.dossier.to_string())
        .bind(note.id.to_string())
        .bind(note.at.micros())
        .bind(&note.account)
        .bind(&note.name)
        .bind(&note.body)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
