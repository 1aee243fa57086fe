//! Whose dossiers are whose, by procedure, and which of them may be the same thing filed twice.

use motcua_core::{calendar::Moment, dossier::Status, id::DossierId, office::Person, procedure::ProcedureCode};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, on, statements},
};

/// The most that are shown of one dossier.
const MOST: i64 = 10;

statements! {
    PUT = "
        INSERT INTO dossier_person (person, code, agency, dossier, submitted_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person, code, submitted_at, agency, dossier) DO NOTHING";
    OF_DOSSIER = "
        SELECT DISTINCT dossier.agency, dossier.number, dossier.status, dossier.submitted_at
        FROM dossier_person AS own
        JOIN dossier_person AS other ON other.person = own.person AND other.code = own.code
        JOIN dossier ON dossier.agency = other.agency AND dossier.id = other.dossier
        WHERE own.agency = $1 AND own.dossier = $2 AND other.dossier <> $2
            AND (dossier.is_open OR other.submitted_at >= $3)
        ORDER BY dossier.submitted_at DESC, dossier.number
        LIMIT $4";
    OF_PERSON = "
        SELECT dossier.agency, dossier.number, dossier.status, dossier.submitted_at
        FROM dossier_person AS other
        JOIN dossier ON dossier.agency = other.agency AND dossier.id = other.dossier
        WHERE other.person = $1 AND other.code = $2 AND (dossier.is_open OR other.submitted_at >= $3)
        ORDER BY other.submitted_at DESC, dossier.number
        LIMIT $4";
    COUNTS = "
        SELECT asked.column2, COUNT(DISTINCT other.dossier)
        FROM (VALUES ($1, $2, CAST($3 AS BIGINT))) AS asked
        JOIN dossier_person AS own ON own.agency = asked.column1 AND own.dossier = asked.column2
        JOIN dossier_person AS other
            ON other.person = own.person AND other.code = own.code AND other.dossier <> own.dossier
        JOIN dossier ON dossier.agency = other.agency AND dossier.id = other.dossier
        WHERE dossier.is_open OR other.submitted_at >= asked.column3
        GROUP BY asked.column2";
}

/// A dossier that may be the same thing as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The agency that received it.
    pub agency: String,
    /// Its number.
    pub number: String,
    /// Its legal status.
    pub status: Status,
    /// When it was submitted.
    pub submitted_at: Moment,
}

#[derive(FromRow)]
struct Row {
    agency: String,
    number: String,
    status: i64,
    submitted_at: i64,
}

impl TryFrom<Row> for Alike {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let status = u8::try_from(row.status)
            .ok()
            .and_then(|code| Status::try_from(code).ok());
        Ok(Self {
            status: status.ok_or_else(|| broken("dossier", "status", &row.number))?,
            agency: row.agency,
            submitted_at: Moment::from_micros(row.submitted_at),
            number: row.number,
        })
    }
}

/// Whose a dossier is.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The person.
    pub person: Person,
    /// The procedure.
    pub code: ProcedureCode,
    /// The agency that holds the dossier.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// When it was submitted.
    pub submitted_at: Moment,
}

/// Notes whose dossiers are.
///
/// # Errors
/// When the store does not take it.
pub async fn put(conn: &mut Conn, all: &[Whose]) -> Result<(), StoreError> {
    for some in all.chunks(500) {
        let sql = for_rows(PUT, some.len());
        on!(conn, c => {
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(some.len() == 1);
            for one in some {
                query = query
                    .bind(one.person.as_str())
                    .bind(one.code.as_str())
                    .bind(&one.agency)
                    .bind(one.dossier.to_string())
                    .bind(one.submitted_at.micros());
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(())
}

/// Lists the dossiers of the same person and procedure as a dossier's that are open or were filed since, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_dossier(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    since: Moment,
) -> Result<Vec<Alike>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(since.micros())
        .bind(MOST)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Alike::try_from).collect()
}

/// Lists a person's dossiers of a procedure that are open or were filed since, the latest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_person(
    conn: &mut Conn,
    person: &Person,
    code: &ProcedureCode,
    since: Moment,
) -> Result<Vec<Alike>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(OF_PERSON)
        .bind(person.as_str())
        .bind(code.as_str())
        .bind(since.micros())
        .bind(MOST)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Alike::try_from).collect()
}

/// Counts, for each of an agency's dossiers, the others of the same person and procedure that are open or were filed since;
/// those without any are left out.
///
/// # Errors
/// When the store does not answer.
pub async fn counts(
    conn: &mut Conn,
    agency: &str,
    dossiers: &[DossierId],
    since: Moment,
) -> Result<Vec<(String, i64)>, StoreError> {
    if dossiers.is_empty() {
        return Ok(Vec::new());
    }
    let sql = for_rows(COUNTS, dossiers.len());
    Ok(on!(conn, c => {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(dossiers.len() == 1);
        for one in dossiers {
            query = query.bind(agency).bind(one.to_string()).bind(since.micros());
        }
        query.fetch_all(c).await
    })?)
}
