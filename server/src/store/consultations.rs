//! Questions to other bodies, kept in line with the events of their dossiers: for the list of whoever is asked, and for the
//! watch over their silence.

use motcua_core::{
    calendar::Moment,
    dossier::{Closed, Consultation},
    id::DossierId,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    KEEP = "
        INSERT INTO consultation (agency, dossier, seq, asked, number, procedure, asked_at, due_at, closed_at, outcome)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (agency, dossier, seq) DO UPDATE
        SET closed_at = excluded.closed_at, outcome = excluded.outcome";
    OPEN = "
        SELECT agency, dossier, seq, number, procedure, asked_at, due_at, outcome
        FROM consultation
        WHERE asked = $1 AND closed_at IS NULL
        ORDER BY due_at, dossier, seq
        LIMIT $2";
    CLOSED = "
        SELECT agency, dossier, seq, number, procedure, asked_at, due_at, outcome
        FROM consultation
        WHERE asked = $1 AND closed_at IS NOT NULL
        ORDER BY closed_at DESC
        LIMIT $2";
    COUNT_OPEN = "
        SELECT COUNT(*)
        FROM consultation
        WHERE asked = $1 AND closed_at IS NULL";
    SILENT = "
        SELECT agency, dossier, seq, number, procedure, asked_at, due_at, outcome
        FROM consultation
        WHERE due_at < $1 AND closed_at IS NULL AND reported_at IS NULL
        ORDER BY due_at
        LIMIT $2";
    REPORT = "
        UPDATE consultation
        SET reported_at = $4
        WHERE agency = $1 AND dossier = $2 AND seq = $3 AND closed_at IS NULL AND reported_at IS NULL";
    OF_DOSSIER = "
        SELECT seq, asked, number, procedure, asked_at, due_at, closed_at, outcome
        FROM consultation
        WHERE agency = $1 AND dossier = $2
        ORDER BY seq";
    TOTAL = "
        SELECT COUNT(*)
        FROM consultation";
    REPORTED = "
        SELECT seq, reported_at
        FROM consultation
        WHERE agency = $1 AND dossier = $2 AND reported_at IS NOT NULL";
}

/// A question as lists read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRow {
    /// The agency that asks.
    pub agency: String,
    /// The dossier it is about.
    pub dossier: DossierId,
    /// The number of the event that asked.
    pub seq: u64,
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// When it was asked.
    pub asked_at: Moment,
    /// By when it is to be answered.
    pub due_at: Moment,
    /// How it ended; empty while it is open.
    pub outcome: String,
}

#[derive(FromRow)]
struct Row {
    agency: String,
    dossier: String,
    seq: i64,
    number: String,
    procedure: String,
    asked_at: i64,
    due_at: i64,
    outcome: String,
}

fn read(rows: Vec<Row>) -> Result<Vec<AskedRow>, StoreError> {
    rows.into_iter()
        .map(|row| {
            Ok(AskedRow {
                dossier: parsed(&row.dossier, "consultation", "dossier", &row.number)?,
                agency: row.agency,
                seq: u64::try_from(row.seq).unwrap_or_default(),
                number: row.number,
                procedure: row.procedure,
                asked_at: Moment::from_micros(row.asked_at),
                due_at: Moment::from_micros(row.due_at),
                outcome: row.outcome,
            })
        })
        .collect()
}

/// A question as its events tell it: all that is kept of it, but whether it was reported.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Kept {
    seq: i64,
    asked: String,
    number: String,
    procedure: String,
    asked_at: i64,
    due_at: i64,
    closed_at: Option<i64>,
    outcome: String,
}

impl Kept {
    /// Reads a question of a dossier with a number and the plain name of its procedure.
    pub fn of(one: &Consultation, number: &str, procedure: &str) -> Self {
        let outcome = match &one.closed {
            None => "",
            Some(Closed::Answered { .. }) => "answered",
            Some(Closed::Withdrawn { .. }) => "withdrawn",
            Some(Closed::Lapsed { .. }) => "lapsed",
        };
        Self {
            seq: i64::try_from(one.seq).unwrap_or(i64::MAX),
            asked: one.question.to.as_str().to_owned(),
            number: number.to_owned(),
            procedure: procedure.to_owned(),
            asked_at: one.asked_at.micros(),
            due_at: one.question.due_at.micros(),
            closed_at: one.closed.as_ref().map(|closed| closed.at().micros()),
            outcome: outcome.to_owned(),
        }
    }
}

/// Lists what is kept of a dossier's questions.
///
/// # Errors
/// When the store does not answer.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<Kept>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?)
}

/// Counts what is kept of questions.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TOTAL).fetch_one(c).await)?)
}

/// Brings the questions of a dossier in line with it; `of` is the dossier's agency, number and procedure's plain name.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(
    conn: &mut Conn,
    of: (&str, &str, &str),
    dossier: DossierId,
    all: &[Consultation],
) -> Result<(), StoreError> {
    let (agency, number, procedure) = of;
    for one in all {
        let kept = Kept::of(one, number, procedure);
        on!(conn, c => sqlx::query(KEEP)
            .bind(agency)
            .bind(dossier.to_string())
            .bind(kept.seq)
            .bind(kept.asked)
            .bind(kept.number)
            .bind(kept.procedure)
            .bind(kept.asked_at)
            .bind(kept.due_at)
            .bind(kept.closed_at)
            .bind(kept.outcome)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// Lists the questions that wait for an answer of an agency, the first date first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn open(conn: &mut Conn, asked: &str, limit: u16) -> Result<Vec<AskedRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OPEN).bind(asked).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Lists the questions to an agency that ended, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn closed(conn: &mut Conn, asked: &str, limit: u16) -> Result<Vec<AskedRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(CLOSED).bind(asked).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Counts the questions that wait for an answer of an agency.
///
/// # Errors
/// When the store does not answer.
pub async fn count_open(conn: &mut Conn, asked: &str) -> Result<u32, StoreError> {
    let count: i64 = on!(conn, c => sqlx::query_scalar(COUNT_OPEN).bind(asked).fetch_one(c).await)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Lists the questions whose date passed without an answer and without a report.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn silent(conn: &mut Conn, now: Moment, limit: u16) -> Result<Vec<AskedRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(SILENT).bind(now.micros()).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Notes that the silence of a body is reported; says whether it had not been, and it is silent still.
///
/// # Errors
/// When the store does not take it.
pub async fn report(conn: &mut Conn, one: &AskedRow, now: Moment) -> Result<bool, StoreError> {
    let new = on!(conn, c => sqlx::query(REPORT)
        .bind(&one.agency)
        .bind(one.dossier.to_string())
        .bind(i64::try_from(one.seq).unwrap_or(i64::MAX))
        .bind(now.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(new > 0)
}

/// Lists which questions of a dossier were reported as unanswered, and when.
///
/// # Errors
/// When the store does not answer.
pub async fn reported(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<(u64, Moment)>, StoreError> {
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(REPORTED)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?;
    Ok(rows
        .into_iter()
        .map(|(seq, at)| (u64::try_from(seq).unwrap_or_default(), Moment::from_micros(at)))
        .collect())
}
