//! Actions on many dossiers: what was asked once, and what became of each.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DossierId, RequestId},
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, on, parsed, statements},
};

/// How many lines go into one statement.
const TOGETHER: usize = 500;

statements! {
    ASK = "
        INSERT INTO bulk (request_id, account, agency, action, assignee, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (request_id) DO NOTHING";
    LINE = "
        INSERT INTO bulk_line (request_id, place, dossier, number, seen, outcome)
        VALUES ($1, $2, $3, $4, $5, $6)";
    ONE = "
        SELECT account, agency, action, assignee, created_at
        FROM bulk
        WHERE request_id = $1";
    LINES = "
        SELECT place, dossier, number, seen, outcome
        FROM bulk_line
        WHERE request_id = $1
        ORDER BY place";
    TAKE = "
        UPDATE bulk_line
        SET outcome = $3
        WHERE request_id = $1 AND place = $2 AND outcome = 'waiting'";
    TELL = "
        UPDATE bulk_line
        SET outcome = $3
        WHERE request_id = $1 AND place = $2";
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Who asked.
    pub account: AccountId,
    /// The desk.
    pub agency: String,
    /// The action's stable name.
    pub action: String,
    /// To whom, where the dossiers are given to somebody.
    pub assignee: Option<AccountId>,
    /// When.
    pub at: Moment,
}

/// One dossier of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the list.
    pub place: i64,
    /// The dossier.
    pub dossier: DossierId,
    /// Its number.
    pub number: String,
    /// The last event the officer saw.
    pub seen: u64,
    /// `waiting`, `done`, or why it was not done.
    pub outcome: String,
}

/// Keeps what is asked, once; says whether it is new.
///
/// # Errors
/// When the store does not take it.
pub async fn ask(conn: &mut Conn, request: RequestId, bulk: &Bulk, lines: &[Line]) -> Result<bool, StoreError> {
    let new = on!(conn, c => sqlx::query(ASK)
        .bind(request.to_string())
        .bind(bulk.account.to_string())
        .bind(&bulk.agency)
        .bind(&bulk.action)
        .bind(bulk.assignee.map(|to| to.to_string()).unwrap_or_default())
        .bind(bulk.at.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if new == 0 {
        return Ok(false);
    }
    for some in lines.chunks(TOGETHER) {
        let sql = for_rows(LINE, some.len());
        on!(conn, c => {
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
            for line in some {
                query = query
                    .bind(request.to_string())
                    .bind(line.place)
                    .bind(line.dossier.to_string())
                    .bind(&line.number)
                    .bind(i64::try_from(line.seen).unwrap_or(i64::MAX))
                    .bind(&line.outcome);
            }
            query.execute(c).await.map(drop)
        })?;
    }
    Ok(true)
}

/// Returns what was asked under an id.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, request: RequestId) -> Result<Option<Bulk>, StoreError> {
    let id = request.to_string();
    let row: Option<(String, String, String, String, i64)> =
        on!(conn, c => sqlx::query_as(ONE).bind(&id).fetch_optional(c).await)?;
    row.map(|(account, agency, action, assignee, at)| {
        Ok(Bulk {
            account: parsed(&account, "bulk", "account", &id)?,
            agency,
            action,
            assignee: match assignee.as_str() {
                "" => None,
                to => Some(parsed(to, "bulk", "assignee", &id)?),
            },
            at: Moment::from_micros(at),
        })
    })
    .transpose()
}

#[derive(FromRow)]
struct Row {
    place: i64,
    dossier: String,
    number: String,
    seen: i64,
    outcome: String,
}

/// Lists the dossiers of it in their order.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn lines(conn: &mut Conn, request: RequestId) -> Result<Vec<Line>, StoreError> {
    let id = request.to_string();
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(LINES).bind(&id).fetch_all(c).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                place: row.place,
                dossier: parsed(&row.dossier, "bulk_line", "dossier", &id)?,
                number: row.number,
                seen: u64::try_from(row.seen).map_err(|_| broken("bulk_line", "seen", &id))?,
                outcome: row.outcome,
            })
        })
        .collect()
}

/// Takes a line that waits and says what becomes of it; says whether it waited. Whoever else takes it waits for the end of
/// this transaction.
///
/// # Errors
/// When the store does not take it.
pub async fn settle(conn: &mut Conn, request: RequestId, place: i64, outcome: &str) -> Result<bool, StoreError> {
    let rows = on!(conn, c => sqlx::query(TAKE)
        .bind(request.to_string())
        .bind(place)
        .bind(outcome)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Says what became of a line that this transaction took.
///
/// # Errors
/// When the store does not take it.
pub async fn tell(conn: &mut Conn, request: RequestId, place: i64, outcome: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(TELL)
        .bind(request.to_string())
        .bind(place)
        .bind(outcome)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
