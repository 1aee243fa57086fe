//! Drafts: everything typed, as typed, until it is filed.

use std::collections::{BTreeMap, BTreeSet};

use motcua_core::{
    calendar::Moment,
    draft::{Changes, Conflict, Ledger, Turns},
    form::Answers,
    id::{AccountId, DossierId, DraftId, RequestId},
    office::Intake,
    procedure::ProcedureCode,
};
use serde::Serialize;
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, json, on, parsed, statements},
    files::{self, StoredFile},
};

statements! {
    KEEP_RECEIVING = "
        UPDATE draft
        SET receiving = $3
        WHERE id = $1 AND account = $2";
    RECEIVING = "
        SELECT receiving
        FROM draft
        WHERE id = $1";
    ONE = "
        SELECT id, account, code, revision, answers, origins, visited, step, refused, request_id,
               mends_agency, mends_dossier, mends_number, created_at, updated_at, ledger, conflicts, name, changes, turns, intake
        FROM draft
        WHERE id = $1 AND account = $2";
    WITH_FILES = "
        SELECT id, account, code, revision, answers, origins, visited, step, refused, request_id,
               mends_agency, mends_dossier, mends_number, created_at, updated_at, ledger, conflicts, name, changes, turns, intake,
               EXISTS (SELECT 1 FROM file WHERE file.draft = draft.id) AS has_files
        FROM draft
        WHERE id = $1 AND account = $2";
    MINE = "
        SELECT id, account, code, revision, answers, origins, visited, step, refused, request_id,
               mends_agency, mends_dossier, mends_number, created_at, updated_at, ledger, conflicts, name, changes, turns, intake
        FROM draft
        WHERE account = $1 AND (updated_at < $2 OR (updated_at = $2 AND id < $3))
        ORDER BY updated_at DESC, id DESC
        LIMIT $4";
    MENDING = "
        SELECT id, account, code, revision, answers, origins, visited, step, refused, request_id,
               mends_agency, mends_dossier, mends_number, created_at, updated_at, ledger, conflicts, name, changes, turns, intake
        FROM draft
        WHERE account = $1 AND mends_dossier = $2
        ORDER BY id
        LIMIT 1";
    INSERT = "
        INSERT INTO draft (id, account, code, revision, answers, origins, visited, step, refused, request_id,
                           mends_agency, mends_dossier, mends_number, created_at, updated_at, ledger, conflicts, name, changes,
                           turns, intake)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
    UPDATE = "
        UPDATE draft
        SET answers = $3, origins = $4, visited = $5, step = $6, refused = $7, updated_at = $8,
            ledger = $9, conflicts = $10, revision = $11, changes = $12, turns = $13, intake = $14
        WHERE id = $1 AND account = $2";
    RENAME = "
        UPDATE draft
        SET name = $3
        WHERE id = $1 AND account = $2";
    LOCK = "
        UPDATE draft
        SET updated_at = updated_at
        WHERE id = $1 AND account = $2";
    DELETE_UNCHANGED = "
        DELETE FROM draft
        WHERE (id, account, updated_at) IN (VALUES ($1, $2, CAST($3 AS BIGINT)))
        RETURNING id";
    COUNT = "
        SELECT COUNT(*)
        FROM draft
        WHERE account = $1";
    DELETE = "
        DELETE FROM draft
        WHERE id = $1 AND account = $2";
}

/// A draft (hồ sơ nháp).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Whose it is.
    pub account: AccountId,
    /// The procedure.
    pub code: ProcedureCode,
    /// The revision it stays on.
    pub revision: String,
    /// What was typed.
    pub answers: Answers,
    /// Where prefilled answers come from, by path.
    pub origins: BTreeMap<String, String>,
    /// The steps kept at least once.
    pub visited: BTreeSet<String>,
    /// The step to go on at.
    pub step: String,
    /// What could not be kept of the last upload: slot, file name, code of the reason.
    pub refused: Option<(String, String, String)>,
    /// Sent with the submission, so that sending twice files once.
    pub request: RequestId,
    /// The dossier this draft mends, when it answers a supplement request.
    pub mends: Option<Mends>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it was last kept; also its version.
    pub updated_at: Moment,
    /// Who typed what when, and what stood there before.
    pub ledger: Ledger,
    /// What a person has to choose between.
    pub conflicts: Vec<Conflict>,
    /// What the person calls it.
    pub name: Option<String>,
    /// What a newer revision changed in it, until the person has seen it.
    pub changes: Option<Changes>,
    /// The last save heard of each page.
    pub turns: Turns,
    /// What an officer enters it for, when it comes from paper.
    pub intake: Option<Intake>,
}

/// The dossier a draft mends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mends {
    /// The agency that asked.
    pub agency: String,
    /// The dossier.
    pub dossier: DossierId,
    /// Its number.
    pub number: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account: String,
    code: String,
    revision: String,
    answers: String,
    origins: String,
    visited: String,
    step: String,
    refused: Option<String>,
    request_id: String,
    mends_agency: Option<String>,
    mends_dossier: Option<String>,
    mends_number: Option<String>,
    created_at: i64,
    updated_at: i64,
    ledger: String,
    conflicts: String,
    name: Option<String>,
    changes: Option<String>,
    turns: String,
    intake: Option<String>,
}

#[derive(FromRow)]
struct Opened {
    #[sqlx(flatten)]
    row: Row,
    has_files: bool,
}

impl TryFrom<Row> for Draft {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let id = row.id.as_str();
        let mends = match (row.mends_agency, row.mends_dossier, row.mends_number) {
            (Some(agency), Some(dossier), Some(number)) => Some(Mends {
                agency,
                dossier: parsed(&dossier, "draft", "mends_dossier", id)?,
                number,
            }),
            (None, None, None) => None,
            (Some(_) | None, _, _) => return Err(broken("draft", "mends_dossier", id)),
        };
        Ok(Self {
            id: parsed(id, "draft", "id", id)?,
            account: parsed(&row.account, "draft", "account", id)?,
            code: parsed(&row.code, "draft", "code", id)?,
            answers: json(&row.answers, "draft", "answers", id)?,
            origins: json(&row.origins, "draft", "origins", id)?,
            visited: json(&row.visited, "draft", "visited", id)?,
            refused: row
                .refused
                .as_deref()
                .map(|text| json(text, "draft", "refused", id))
                .transpose()?,
            request: parsed(&row.request_id, "draft", "request_id", id)?,
            mends,
            created_at: Moment::from_micros(row.created_at),
            updated_at: Moment::from_micros(row.updated_at),
            ledger: json(&row.ledger, "draft", "ledger", id)?,
            conflicts: json(&row.conflicts, "draft", "conflicts", id)?,
            name: row.name,
            changes: row
                .changes
                .as_deref()
                .map(|text| json(text, "draft", "changes", id))
                .transpose()?,
            turns: json(&row.turns, "draft", "turns", id)?,
            intake: row
                .intake
                .as_deref()
                .map(|text| json(text, "draft", "intake", id))
                .transpose()?,
            revision: row.revision,
            step: row.step,
        })
    }
}

/// Returns a person's draft; somebody else's is not there.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, account: AccountId, id: DraftId) -> Result<Option<Draft>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(ONE)
        .bind(id.to_string())
        .bind(account.to_string())
        .fetch_optional(c)
        .await)?;
    row.map(Draft::try_from).transpose()
}

/// Like [`one`], with its files; most drafts that are being filled in have none yet, and then nothing more is asked.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn with_files(
    conn: &mut Conn,
    account: AccountId,
    id: DraftId,
) -> Result<Option<(Draft, Vec<StoredFile>)>, StoreError> {
    let opened: Option<Opened> = on!(conn, c => sqlx::query_as(WITH_FILES)
        .bind(id.to_string())
        .bind(account.to_string())
        .fetch_optional(c)
        .await)?;
    let Some(Opened { row, has_files }) = opened else {
        return Ok(None);
    };
    let files = if has_files {
        files::of_draft(conn, id).await?
    } else {
        Vec::new()
    };
    Ok(Some((row.try_into()?, files)))
}

/// Like [`one`], and keeps every other transaction from changing it until this one ends.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one_to_change(conn: &mut Conn, account: AccountId, id: DraftId) -> Result<Option<Draft>, StoreError> {
    on!(conn, c => sqlx::query(LOCK).bind(id.to_string()).bind(account.to_string()).execute(c).await.map(drop))?;
    one(conn, account, id).await
}

/// Lists a person's drafts, the latest kept first, after `(updated_at, id)`.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn mine(
    conn: &mut Conn,
    account: AccountId,
    after: Option<(Moment, DraftId)>,
    limit: u16,
) -> Result<Vec<Draft>, StoreError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |(at, id)| (at.micros(), id.to_string()));
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(MINE)
        .bind(account.to_string())
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Draft::try_from).collect()
}

/// Returns the draft that mends a dossier, when one was begun.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn mending(conn: &mut Conn, account: AccountId, dossier: DossierId) -> Result<Option<Draft>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(MENDING)
        .bind(account.to_string())
        .bind(dossier.to_string())
        .fetch_optional(c)
        .await)?;
    row.map(Draft::try_from).transpose()
}

/// Begins a draft.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(conn: &mut Conn, draft: &Draft) -> Result<(), StoreError> {
    let mends = draft.mends.as_ref();
    on!(conn, c => sqlx::query(INSERT)
        .bind(draft.id.to_string())
        .bind(draft.account.to_string())
        .bind(draft.code.as_str())
        .bind(&draft.revision)
        .bind(written(&draft.answers))
        .bind(written(&draft.origins))
        .bind(written(&draft.visited))
        .bind(&draft.step)
        .bind(draft.refused.as_ref().map(written))
        .bind(draft.request.to_string())
        .bind(mends.map(|mends| mends.agency.as_str()))
        .bind(mends.map(|mends| mends.dossier.to_string()))
        .bind(mends.map(|mends| mends.number.as_str()))
        .bind(draft.created_at.micros())
        .bind(draft.updated_at.micros())
        .bind(written(&draft.ledger))
        .bind(written(&draft.conflicts))
        .bind(&draft.name)
        .bind(draft.changes.as_ref().map(written))
        .bind(written(&draft.turns))
        .bind(draft.intake.as_ref().map(written))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Keeps a draft's answers and where the person stands.
///
/// # Errors
/// When the store does not take it.
pub async fn update(conn: &mut Conn, draft: &Draft) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(UPDATE)
        .bind(draft.id.to_string())
        .bind(draft.account.to_string())
        .bind(written(&draft.answers))
        .bind(written(&draft.origins))
        .bind(written(&draft.visited))
        .bind(&draft.step)
        .bind(draft.refused.as_ref().map(written))
        .bind(draft.updated_at.micros())
        .bind(written(&draft.ledger))
        .bind(written(&draft.conflicts))
        .bind(&draft.revision)
        .bind(draft.changes.as_ref().map(written))
        .bind(written(&draft.turns))
        .bind(draft.intake.as_ref().map(written))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Names a draft; says whether it was there.
///
/// # Errors
/// When the store does not take it.
pub async fn rename(conn: &mut Conn, account: AccountId, id: DraftId, name: Option<&str>) -> Result<bool, StoreError> {
    let named = on!(conn, c => sqlx::query(RENAME)
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(name)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(named > 0)
}

/// Keeps how the result of a draft is to be received, as typed; a draft that is not there keeps nothing.
///
/// # Errors
/// When the store does not take it.
pub async fn keep_receiving(conn: &mut Conn, account: AccountId, id: DraftId, typed: &str) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(KEEP_RECEIVING)
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(typed)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Returns how the result of a draft is to be received, as typed; empty where nothing was.
///
/// # Errors
/// When the store does not answer.
pub async fn receiving(conn: &mut Conn, id: DraftId) -> Result<String, StoreError> {
    let id = id.to_string();
    let found: Option<String> = on!(conn, c => sqlx::query_scalar(RECEIVING).bind(&id).fetch_optional(c).await)?;
    Ok(found.unwrap_or_default())
}

/// Deletes a draft; says whether it was there.
///
/// # Errors
/// When the store does not take it.
pub async fn delete(conn: &mut Conn, account: AccountId, id: DraftId) -> Result<bool, StoreError> {
    let gone = on!(conn, c => sqlx::query(DELETE)
        .bind(id.to_string())
        .bind(account.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(gone > 0)
}

/// Deletes drafts that were not kept again since; returns those that were there unchanged.
///
/// # Errors
/// When the store does not take it.
pub async fn delete_unchanged(conn: &mut Conn, drafts: &[&Draft]) -> Result<BTreeSet<DraftId>, StoreError> {
    let sql = for_rows(DELETE_UNCHANGED, drafts.len());
    let gone: Vec<String> = on!(conn, c => {
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).persistent(drafts.len() == 1);
        for draft in drafts {
            query = query
                .bind(draft.id.to_string())
                .bind(draft.account.to_string())
                .bind(draft.updated_at.micros());
        }
        query.fetch_all(c).await
    })?;
    gone.iter().map(|id| parsed(id, "draft", "id", id)).collect()
}

/// Returns how many drafts a person has.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn, account: AccountId) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(COUNT).bind(account.to_string()).fetch_one(c).await)?)
}

fn written(value: &impl Serialize) -> String {
    // Maps of strings always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}
