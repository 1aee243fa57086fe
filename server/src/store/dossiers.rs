//! Dossiers: the projection that lists read, and which request became which. The events beside it are the truth.

use motcua_core::{
    calendar::Moment,
    dossier::{Digest, DossierNumber, Status},
    form::Answers,
    id::{AccountId, DossierId, RequestId},
    office::Order,
    page::Cursor,
    procedure::ProcedureCode,
    text::fold,
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, json, on, parsed, statements},
};

/// The most characters of a name that a dossier is looked for by: an index takes no more than a part of a page.
const MOST_SEARCHED: usize = 200;

statements! {
    BY_NUMBER = "
        SELECT agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
               submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from
        FROM dossier
        WHERE agency = $1 AND number = $2";
    BY_ID = "
        SELECT agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
               submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from
        FROM dossier
        WHERE agency = $1 AND id = $2";
    LOCK = "
        UPDATE dossier
        SET updated_at = updated_at
        WHERE agency = $1 AND id = $2";
    MINE = "
        SELECT agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
               submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from
        FROM dossier
        WHERE account = $1 AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3))
        ORDER BY submitted_at DESC, id DESC
        LIMIT $4";
    SUBMITTED_BETWEEN = "
        SELECT agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
               submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from
        FROM dossier
        WHERE agency = $1 AND submitted_at >= $2 AND submitted_at < $3
        ORDER BY submitted_at, id
        LIMIT $4";
    PAGE = "
        SELECT agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
               submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from
        FROM dossier
        WHERE agency > $1 OR (agency = $1 AND id > $2)
        ORDER BY agency, id
        LIMIT $3";
    INSERT = "
        INSERT INTO dossier (agency, id, number, account, code, revision, procedure, applicant, status, is_open, answers,
                             submitted_at, due_at, urgency, last_seq, last_hash, updated_at, assignee, near_from,
                             search)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    UPDATE = "
        UPDATE dossier
        SET status = $3, is_open = $4, answers = $5, due_at = $6, urgency = $7, last_seq = $8, last_hash = $9,
            updated_at = $10, assignee = $11, near_from = $12, watch_at = 0
        WHERE agency = $1 AND id = $2";
    FORMER_OF = "
        SELECT answers
        FROM dossier_former
        WHERE agency = $1 AND dossier = $2
        ORDER BY seq DESC
        LIMIT 1";
    FORMER = "
        INSERT INTO dossier_former (agency, dossier, seq, answers)
        VALUES ($1, $2, $3, $4)";
    SUBMITTED = "
        SELECT account, number
        FROM submission
        WHERE request_id = $1";
    SUBMISSION = "
        INSERT INTO submission (request_id, account, agency, dossier, number, at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    UNFOLDED = "
        SELECT agency, id, number, applicant
        FROM dossier
        WHERE search = ''
        ORDER BY agency, id
        LIMIT 500";
    FOLD = "
        UPDATE dossier
        SET search = $3
        WHERE agency = $1 AND id = $2";
    COUNT = "
        SELECT COUNT(*)
        FROM dossier";
}

/// A dossier as lists and desks read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRow {
    /// The agency that received it.
    pub agency: String,
    /// Its id.
    pub id: DossierId,
    /// Its number.
    pub number: DossierNumber,
    /// Whose it is.
    pub account: AccountId,
    /// The procedure.
    pub code: ProcedureCode,
    /// The revision it stays on.
    pub revision: String,
    /// The procedure's plain name when it was filed.
    pub procedure: String,
    /// The applicant's name as given.
    pub applicant: String,
    /// The legal status.
    pub status: Status,
    /// Whether something is still to be done with it.
    pub is_open: bool,
    /// What was filed, in canonical text.
    pub answers: Answers,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// When the answer is due.
    pub due_at: Option<Moment>,
    /// The number of the last event.
    pub last_seq: u64,
    /// The hash of the last event.
    pub last_hash: Digest,
    /// When it last changed.
    pub updated_at: Moment,
    /// The officer who has it.
    pub assignee: Option<AccountId>,
    /// Where it stands in the queue.
    pub order: Order,
}

#[derive(FromRow)]
pub(super) struct Row {
    agency: String,
    id: String,
    number: String,
    account: String,
    code: String,
    revision: String,
    procedure: String,
    applicant: String,
    status: i64,
    is_open: bool,
    answers: String,
    submitted_at: i64,
    due_at: Option<i64>,
    last_seq: i64,
    last_hash: String,
    updated_at: i64,
    urgency: i64,
    assignee: String,
    near_from: Option<i64>,
}

impl TryFrom<Row> for DossierRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let id = row.id.as_str();
        Ok(Self {
            id: parsed(id, "dossier", "id", id)?,
            number: parsed(&row.number, "dossier", "number", id)?,
            account: parsed(&row.account, "dossier", "account", id)?,
            code: parsed(&row.code, "dossier", "code", id)?,
            status: u8::try_from(row.status)
                .ok()
                .and_then(|code| Status::try_from(code).ok())
                .ok_or_else(|| broken("dossier", "status", id))?,
            answers: json(&row.answers, "dossier", "answers", id)?,
            submitted_at: Moment::from_micros(row.submitted_at),
            due_at: row.due_at.map(Moment::from_micros),
            last_seq: u64::try_from(row.last_seq).map_err(|_| broken("dossier", "last_seq", id))?,
            last_hash: parsed(&row.last_hash, "dossier", "last_hash", id)?,
            updated_at: Moment::from_micros(row.updated_at),
            assignee: match row.assignee.as_str() {
                "" => None,
                account => Some(parsed(account, "dossier", "assignee", id)?),
            },
            order: Order {
                key: row.urgency,
                near_from: row.near_from.map(Moment::from_micros),
            },
            is_open: row.is_open,
            agency: row.agency,
            revision: row.revision,
            procedure: row.procedure,
            applicant: row.applicant,
        })
    }
}

pub(super) fn read(rows: Vec<Row>) -> Result<Vec<DossierRow>, StoreError> {
    rows.into_iter().map(DossierRow::try_from).collect()
}

/// Returns the dossier of a number, whoever's it is: the caller asks `core::access`.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn by_number(conn: &mut Conn, number: &DossierNumber) -> Result<Option<DossierRow>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_NUMBER)
        .bind(number.agency().as_str())
        .bind(number.as_str())
        .fetch_optional(c)
        .await)?;
    row.map(DossierRow::try_from).transpose()
}

/// Returns a dossier and keeps every other transaction from changing it until this one ends.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn to_change(conn: &mut Conn, agency: &str, id: DossierId) -> Result<Option<DossierRow>, StoreError> {
    on!(conn, c => sqlx::query(LOCK).bind(agency).bind(id.to_string()).execute(c).await.map(drop))?;
    one(conn, agency, id).await
}

/// Returns a dossier by its key.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, agency: &str, id: DossierId) -> Result<Option<DossierRow>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(BY_ID)
        .bind(agency)
        .bind(id.to_string())
        .fetch_optional(c)
        .await)?;
    row.map(DossierRow::try_from).transpose()
}

/// Lists a person's dossiers, the latest first, behind `after`.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn mine(
    conn: &mut Conn,
    account: AccountId,
    after: Option<Cursor<DossierId>>,
    limit: u16,
) -> Result<Vec<DossierRow>, StoreError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |last| {
        (last.at.micros(), last.id.to_string())
    });
    read(on!(conn, c => sqlx::query_as(MINE)
        .bind(account.to_string())
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Lists an agency's dossiers submitted from one moment to before another, the earliest first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn submitted_between(
    conn: &mut Conn,
    agency: &str,
    from: Moment,
    to: Moment,
    limit: u16,
) -> Result<Vec<DossierRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(SUBMITTED_BETWEEN)
        .bind(agency)
        .bind(from.micros())
        .bind(to.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Lists every dossier in key order after `(agency, id)`, for the audit.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: (&str, &str), limit: u16) -> Result<Vec<DossierRow>, StoreError> {
    read(on!(conn, c => sqlx::query_as(PAGE)
        .bind(after.0)
        .bind(after.1)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Keeps new dossiers.
///
/// # Errors
/// [`StoreError::Taken`] when a number or id is in use.
pub async fn insert(conn: &mut Conn, rows: &[DossierRow]) -> Result<(), StoreError> {
    let sql = for_rows(INSERT, rows.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(rows.len() == 1);
        for row in rows {
            query = query
                .bind(&row.agency)
                .bind(row.id.to_string())
                .bind(row.number.as_str())
                .bind(row.account.to_string())
                .bind(row.code.as_str())
                .bind(&row.revision)
                .bind(&row.procedure)
                .bind(&row.applicant)
                .bind(i64::from(row.status.code()))
                .bind(row.is_open)
                .bind(written(&row.answers))
                .bind(row.submitted_at.micros())
                .bind(row.due_at.map(Moment::micros))
                .bind(row.order.key)
                .bind(count(row.last_seq))
                .bind(row.last_hash.to_string())
                .bind(row.updated_at.micros())
                .bind(assignee(row))
                .bind(row.order.near_from.map(Moment::micros))
                .bind(searched(&row.number, &row.applicant));
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Keeps what events changed of a dossier.
///
/// # Errors
/// When the store does not take it.
pub async fn update(conn: &mut Conn, row: &DossierRow) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(UPDATE)
        .bind(&row.agency)
        .bind(row.id.to_string())
        .bind(i64::from(row.status.code()))
        .bind(row.is_open)
        .bind(written(&row.answers))
        .bind(row.due_at.map(Moment::micros))
        .bind(row.order.key)
        .bind(count(row.last_seq))
        .bind(row.last_hash.to_string())
        .bind(row.updated_at.micros())
        .bind(assignee(row))
        .bind(row.order.near_from.map(Moment::micros))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps the answers a supplement takes the place of.
///
/// # Errors
/// When the store does not take it.
pub async fn keep_former(conn: &mut Conn, row: &DossierRow) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORMER)
        .bind(&row.agency)
        .bind(row.id.to_string())
        .bind(count(row.last_seq))
        .bind(written(&row.answers))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Folds what some of the dossiers kept by an older program are looked for by; says how many there were.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn fold_some(conn: &mut Conn) -> Result<usize, StoreError> {
    let rows: Vec<(String, String, String, String)> = on!(conn, c => sqlx::query_as(UNFOLDED).fetch_all(c).await)?;
    for (agency, id, number, applicant) in &rows {
        let text = searched(&parsed(number, "dossier", "number", id)?, applicant);
        on!(conn, c => sqlx::query(FOLD).bind(agency).bind(id).bind(text).execute(c).await.map(drop))?;
    }
    Ok(rows.len())
}

/// Returns the answers that the last supplement took the place of.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn former(conn: &mut Conn, agency: &str, id: DossierId) -> Result<Option<Answers>, StoreError> {
    let id = id.to_string();
    let text: Option<String> =
        on!(conn, c => sqlx::query_scalar(FORMER_OF).bind(agency).bind(&id).fetch_optional(c).await)?;
    text.map(|text| json(&text, "dossier_former", "answers", &id))
        .transpose()
}

/// Returns how many dossiers there are.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).fetch_one(c).await)?)
}

/// Returns whose submission a request was and the number it became, when it was made before.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn submitted(conn: &mut Conn, request: RequestId) -> Result<Option<(AccountId, String)>, StoreError> {
    let id = request.to_string();
    let row: Option<(String, String)> = on!(conn, c => sqlx::query_as(SUBMITTED).bind(&id).fetch_optional(c).await)?;
    row.map(|(account, number)| Ok((parsed(&account, "submission", "account", &id)?, number)))
        .transpose()
}

/// Remembers which dossiers requests became.
///
/// # Errors
/// [`StoreError::Taken`] when one became a dossier already.
pub async fn remember_submissions(conn: &mut Conn, made: &[(RequestId, &DossierRow)]) -> Result<(), StoreError> {
    let sql = for_rows(SUBMISSION, made.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(made.len() == 1);
        for (request, row) in made {
            query = query
                .bind(request.to_string())
                .bind(row.account.to_string())
                .bind(&row.agency)
                .bind(row.id.to_string())
                .bind(row.number.as_str())
                .bind(row.updated_at.micros());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

fn assignee(row: &DossierRow) -> String {
    row.assignee.map(|account| account.to_string()).unwrap_or_default()
}

/// Returns what a dossier is looked for by: its number and the applicant's name, folded.
pub fn searched(number: &DossierNumber, applicant: &str) -> String {
    let mut text = fold(number.as_str());
    text.push(' ');
    text.extend(fold(applicant).chars().take(MOST_SEARCHED));
    text
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn written(answers: &Answers) -> String {
    // A map of strings always has a JSON form.
    serde_json::to_string(answers).unwrap_or_default()
}
