//! The queue of a desk: lists, counts and loads read from indices alone, absences of officers, filters kept by name.

use motcua_core::{
    calendar::Moment,
    dossier::Status,
    id::{AccountId, DossierId},
    office::Order,
    page::Cursor,
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, parsed, statements},
};

statements! {
    LIST = "
        SELECT dossier.id, dossier.number, dossier.code, dossier.procedure, dossier.applicant, dossier.status,
               dossier.submitted_at, dossier.due_at, dossier.urgency, dossier.near_from, dossier.assignee,
               dossier.last_seq
        FROM (
            SELECT agency, id
            FROM dossier
            WHERE agency = $1 AND is_open = $2 AND urgency >= $3 AND urgency < $4
                AND COALESCE(near_from, 0) >= $5 AND COALESCE(near_from, 0) < $6
                AND ($7 = 0 OR status = $7) AND ($8 = '' OR code = $8) AND ($9 = '%' OR search LIKE $9)
                AND ($13 = '' OR EXISTS (
                    SELECT 1 FROM dossier_step AS kept
                    WHERE kept.agency = $1 AND kept.step = $13 AND kept.dossier = dossier.id))
                AND (urgency, id) > ($10, $11)
            ORDER BY urgency, id
            LIMIT $12
        ) AS found
        JOIN dossier ON dossier.agency = found.agency AND dossier.id = found.id
        ORDER BY dossier.urgency, dossier.id";
    LIST_BACK = "
        SELECT dossier.id, dossier.number, dossier.code, dossier.procedure, dossier.applicant, dossier.status,
               dossier.submitted_at, dossier.due_at, dossier.urgency, dossier.near_from, dossier.assignee,
               dossier.last_seq
        FROM (
            SELECT agency, id
            FROM dossier
            WHERE agency = $1 AND is_open = $2 AND urgency >= $3 AND urgency < $4
                AND COALESCE(near_from, 0) >= $5 AND COALESCE(near_from, 0) < $6
                AND ($7 = 0 OR status = $7) AND ($8 = '' OR code = $8) AND ($9 = '%' OR search LIKE $9)
                AND ($13 = '' OR EXISTS (
                    SELECT 1 FROM dossier_step AS kept
                    WHERE kept.agency = $1 AND kept.step = $13 AND kept.dossier = dossier.id))
                AND (urgency, id) < ($10, $11)
            ORDER BY urgency DESC, id DESC
            LIMIT $12
        ) AS found
        JOIN dossier ON dossier.agency = found.agency AND dossier.id = found.id
        ORDER BY dossier.urgency DESC, dossier.id DESC";
    LIST_OF = "
        SELECT id, number, code, procedure, applicant, status, submitted_at, due_at, urgency, near_from, assignee,
               last_seq
        FROM dossier
        WHERE agency = $1 AND is_open = $2 AND urgency >= $3 AND urgency < $4
            AND COALESCE(near_from, 0) >= $5 AND COALESCE(near_from, 0) < $6
            AND ($7 = 0 OR status = $7) AND ($8 = '' OR code = $8) AND ($9 = '%' OR search LIKE $9)
            AND ($13 = '' OR EXISTS (
                SELECT 1 FROM dossier_step AS kept
                WHERE kept.agency = $1 AND kept.step = $13 AND kept.dossier = dossier.id))
            AND (urgency, id) > ($10, $11) AND assignee = $14
        ORDER BY urgency, id
        LIMIT $12";
    LIST_OF_BACK = "
        SELECT id, number, code, procedure, applicant, status, submitted_at, due_at, urgency, near_from, assignee,
               last_seq
        FROM dossier
        WHERE agency = $1 AND is_open = $2 AND urgency >= $3 AND urgency < $4
            AND COALESCE(near_from, 0) >= $5 AND COALESCE(near_from, 0) < $6
            AND ($7 = 0 OR status = $7) AND ($8 = '' OR code = $8) AND ($9 = '%' OR search LIKE $9)
            AND ($13 = '' OR EXISTS (
                SELECT 1 FROM dossier_step AS kept
                WHERE kept.agency = $1 AND kept.step = $13 AND kept.dossier = dossier.id))
            AND (urgency, id) < ($10, $11) AND assignee = $14
        ORDER BY urgency DESC, id DESC
        LIMIT $12";
    COUNTS = "
        SELECT COUNT(CASE WHEN within THEN 1 END), COUNT(CASE WHEN within AND assignee = '' THEN 1 END),
               COUNT(CASE WHEN within AND assignee IN ($10, $11, $12, $13) THEN 1 END),
               COUNT(CASE WHEN urgency < $14 THEN 1 END),
               COUNT(CASE WHEN urgency >= $14 AND near_from <= $14 THEN 1 END)
        FROM (
            SELECT assignee, urgency, near_from,
                   urgency >= $3 AND urgency < $4
                       AND COALESCE(near_from, 0) >= $5 AND COALESCE(near_from, 0) < $6 AS within
            FROM dossier
            WHERE agency = $1 AND is_open = $2
                AND ($7 = 0 OR status = $7) AND ($8 = '' OR code = $8) AND ($9 = '%' OR search LIKE $9)
                AND ($15 = '' OR EXISTS (
                    SELECT 1 FROM dossier_step AS kept
                    WHERE kept.agency = $1 AND kept.step = $15 AND kept.dossier = dossier.id))
        ) AS counted";
    CODES = "
        SELECT code
        FROM dossier
        WHERE agency = $1 AND is_open = $2
        GROUP BY code
        ORDER BY code";
    LOADS = "
        SELECT assignee, COUNT(*)
        FROM dossier
        WHERE agency = $1 AND is_open = $2 AND assignee <> ''
        GROUP BY assignee";
    OFFICERS = "
        SELECT account.id, account.name, local_account.duties
        FROM account
        LEFT JOIN local_account ON local_account.account = account.id
        WHERE account.agency = $1 AND account.role = 'officer'
            AND (local_account.disabled IS NULL OR NOT local_account.disabled)
        ORDER BY account.id";
    ABSENCES = "
        SELECT id, account, from_day, to_day, deputy
        FROM absence
        WHERE agency = $1 AND to_day >= $2
        ORDER BY from_day, id";
    ADD_ABSENCE = "
        INSERT INTO absence (id, agency, account, from_day, to_day, deputy, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    END_ABSENCE = "
        DELETE FROM absence
        WHERE id = $1 AND agency = $2";
    FILTERS = "
        SELECT name, query
        FROM queue_filter
        WHERE account = $1
        ORDER BY name";
    KEEP_FILTER = "
        INSERT INTO queue_filter (account, name, query, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account, name) DO UPDATE SET query = excluded.query";
    FORGET_FILTER = "
        DELETE FROM queue_filter
        WHERE account = $1 AND name = $2";
}

/// Which of a desk's dossiers are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The agency.
    pub agency: String,
    /// Those on which something is to be done, or those that have ended.
    pub is_open: bool,
    /// From this key of the order, up to and without the second.
    pub keys: (i64, i64),
    /// Near from this moment, up to and without the second; microseconds UTC, 0 for what has no date.
    pub near: (i64, i64),
    /// The status.
    pub status: Option<Status>,
    /// The procedure's code; empty for any.
    pub code: String,
    /// The pattern of what is looked for, folded; `%` for anything.
    pub pattern: String,
    /// The name of the step of its process that it is in; empty for any.
    pub step: String,
}

/// A line of the queue as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The dossier.
    pub id: DossierId,
    /// Its number.
    pub number: String,
    /// The procedure's code.
    pub code: String,
    /// The procedure's plain name when it was filed.
    pub procedure: String,
    /// The applicant's name as given.
    pub applicant: String,
    /// The legal status.
    pub status: Status,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// When the answer is due.
    pub due_at: Option<Moment>,
    /// Where it stands in the queue.
    pub order: Order,
    /// The officer who has it.
    pub assignee: Option<AccountId>,
    /// The number of the last event.
    pub last_seq: u64,
}

impl Line {
    /// Returns where the list goes on behind it.
    pub fn cursor(&self) -> Cursor<DossierId> {
        Cursor {
            at: Moment::from_micros(self.order.key),
            id: self.id,
        }
    }
}

#[derive(FromRow)]
struct LineRow {
    id: String,
    number: String,
    code: String,
    procedure: String,
    applicant: String,
    status: i64,
    submitted_at: i64,
    due_at: Option<i64>,
    urgency: i64,
    near_from: Option<i64>,
    assignee: String,
    last_seq: i64,
}

impl TryFrom<LineRow> for Line {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<Self, StoreError> {
        let id = row.id.as_str();
        Ok(Self {
            id: parsed(id, "dossier", "id", id)?,
            status: u8::try_from(row.status)
                .ok()
                .and_then(|code| Status::try_from(code).ok())
                .ok_or_else(|| broken("dossier", "status", id))?,
            submitted_at: Moment::from_micros(row.submitted_at),
            due_at: row.due_at.map(Moment::from_micros),
            order: Order {
                key: row.urgency,
                near_from: row.near_from.map(Moment::from_micros),
            },
            assignee: match row.assignee.as_str() {
                "" => None,
                account => Some(parsed(account, "dossier", "assignee", id)?),
            },
            last_seq: u64::try_from(row.last_seq).map_err(|_| broken("dossier", "last_seq", id))?,
            number: row.number,
            code: row.code,
            procedure: row.procedure,
            applicant: row.applicant,
        })
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// At the most pressing.
    Start,
    /// Behind a line.
    After(Cursor<DossierId>),
    /// Before a line: the lines come nearest first.
    Before(Cursor<DossierId>),
}

/// Lists wanted dossiers, of one officer or of nobody where `of` is given, the most pressing first.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn list(
    conn: &mut Conn,
    wanted: &Wanted,
    of: Option<&str>,
    from: From,
    limit: u16,
) -> Result<Vec<Line>, StoreError> {
    let (sql, at, id) = match (from, of) {
        (From::Start, None) => (LIST, i64::MIN, String::new()),
        (From::Start, Some(_)) => (LIST_OF, i64::MIN, String::new()),
        (From::After(last), None) => (LIST, last.at.micros(), last.id.to_string()),
        (From::After(last), Some(_)) => (LIST_OF, last.at.micros(), last.id.to_string()),
        (From::Before(first), None) => (LIST_BACK, first.at.micros(), first.id.to_string()),
        (From::Before(first), Some(_)) => (LIST_OF_BACK, first.at.micros(), first.id.to_string()),
    };
    let rows: Vec<LineRow> = on!(conn, c => {
        let query = sqlx::query_as(sql)
            .bind(&wanted.agency)
            .bind(wanted.is_open)
            .bind(wanted.keys.0)
            .bind(wanted.keys.1)
            .bind(wanted.near.0)
            .bind(wanted.near.1)
            .bind(wanted.status.map_or(0, |status| i64::from(status.code())))
            .bind(&wanted.code)
            .bind(&wanted.pattern)
            .bind(at)
            .bind(id)
            .bind(i64::from(limit))
            .bind(&wanted.step);
        match of {
            Some(of) => query.bind(of).fetch_all(c).await,
            None => query.fetch_all(c).await,
        }
    })?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many dossiers there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// At the desk.
    pub desk: i64,
    /// Of nobody.
    pub unassigned: i64,
    /// Of the officers asked for.
    pub mine: i64,
    /// Late, whatever risk is asked for.
    pub late: i64,
    /// Near their date, whatever risk is asked for.
    pub near: i64,
}

/// Counts wanted dossiers; `mine` are at most four officers.
///
/// # Errors
/// When the store does not answer.
pub async fn counts(conn: &mut Conn, wanted: &Wanted, mine: &[AccountId], now: Moment) -> Result<Counts, StoreError> {
    let whose = |at: usize| {
        mine.get(at)
            .or(mine.first())
            .map_or_else(|| "-".to_owned(), AccountId::to_string)
    };
    let (desk, unassigned, mine, late, near) = on!(conn, c => sqlx::query_as(COUNTS)
        .bind(&wanted.agency)
        .bind(wanted.is_open)
        .bind(wanted.keys.0)
        .bind(wanted.keys.1)
        .bind(wanted.near.0)
        .bind(wanted.near.1)
        .bind(wanted.status.map_or(0, |status| i64::from(status.code())))
        .bind(&wanted.code)
        .bind(&wanted.pattern)
        .bind(whose(0))
        .bind(whose(1))
        .bind(whose(2))
        .bind(whose(3))
        .bind(now.micros())
        .bind(&wanted.step)
        .fetch_one(c)
        .await)?;
    Ok(Counts {
        desk,
        unassigned,
        mine,
        late,
        near,
    })
}

/// Lists the codes of the procedures an agency has dossiers of.
///
/// # Errors
/// When the store does not answer.
pub async fn codes(conn: &mut Conn, agency: &str, is_open: bool) -> Result<Vec<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(CODES).bind(agency).bind(is_open).fetch_all(c).await)?)
}

/// Returns how many open dossiers each officer of an agency has.
///
/// # Errors
/// When the store does not answer.
pub async fn loads(conn: &mut Conn, agency: &str) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(LOADS).bind(agency).bind(true).fetch_all(c).await)?)
}

/// An officer of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// What the officer is entrusted with, with commas between; nothing is kept of those of the demonstration, who do
    /// everything.
    pub duties: Option<String>,
}

/// Lists an agency's officers.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn officers(conn: &mut Conn, agency: &str) -> Result<Vec<Officer>, StoreError> {
    let rows: Vec<(String, String, Option<String>)> =
        on!(conn, c => sqlx::query_as(OFFICERS).bind(agency).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(id, name, duties)| {
            Ok(Officer {
                account: parsed(&id, "account", "id", &id)?,
                name,
                duties,
            })
        })
        .collect()
}

/// Days on which an officer is away, as they are stored: days as `yyyy-mm-dd`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct AbsenceRow {
    /// Its id.
    pub id: String,
    /// The officer.
    pub account: String,
    /// The first day.
    pub from_day: String,
    /// The last day.
    pub to_day: String,
    /// Who acts for the officer.
    pub deputy: Option<String>,
}

/// Lists absences of an agency's officers that end on a day (`yyyy-mm-dd`) or later.
///
/// # Errors
/// When the store does not answer.
pub async fn absences(conn: &mut Conn, agency: &str, day: &str) -> Result<Vec<AbsenceRow>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(ABSENCES).bind(agency).bind(day).fetch_all(c).await)?)
}

/// Keeps an absence.
///
/// # Errors
/// When the store does not take it.
pub async fn add_absence(conn: &mut Conn, agency: &str, absence: &AbsenceRow, now: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(ADD_ABSENCE)
        .bind(&absence.id)
        .bind(agency)
        .bind(&absence.account)
        .bind(&absence.from_day)
        .bind(&absence.to_day)
        .bind(&absence.deputy)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes an absence back.
///
/// # Errors
/// When the store does not take it.
pub async fn end_absence(conn: &mut Conn, agency: &str, id: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(END_ABSENCE).bind(id).bind(agency).execute(c).await.map(drop))?;
    Ok(())
}

/// Lists an officer's filters: name and query.
///
/// # Errors
/// When the store does not answer.
pub async fn filters(conn: &mut Conn, account: AccountId) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(FILTERS).bind(account.to_string()).fetch_all(c).await)?)
}

/// Keeps a filter by name, in the place of one of the same name.
///
/// # Errors
/// When the store does not take it.
pub async fn keep_filter(
    conn: &mut Conn,
    account: AccountId,
    name: &str,
    query: &str,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(KEEP_FILTER)
        .bind(account.to_string())
        .bind(name)
        .bind(query)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Forgets a filter.
///
/// # Errors
/// When the store does not take it.
pub async fn forget_filter(conn: &mut Conn, account: AccountId, name: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(FORGET_FILTER).bind(account.to_string()).bind(name).execute(c).await.map(drop))?;
    Ok(())
}
