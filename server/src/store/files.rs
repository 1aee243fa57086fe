//! What is known of attached files; their bytes are in the object store, by digest.

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DossierId, DraftId, FileId},
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, on, parsed, statements},
};

statements! {
    ONE = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced
        FROM file
        WHERE id = $1";
    OF_DRAFT = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced
        FROM file
        WHERE draft = $1
        ORDER BY id";
    OF_DOSSIER = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced
        FROM file
        WHERE agency = $1 AND dossier = $2 AND replaced = $3
        ORDER BY id";
    INSERT = "
        INSERT INTO file (id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at,
                          replaced)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    TO_DOSSIER = "
        UPDATE file
        SET draft = NULL, agency = moved.column2, dossier = moved.column3
        FROM (VALUES ($1, $2, $3)) AS moved
        WHERE file.draft = moved.column1";
    REPLACE = "
        UPDATE file
        SET replaced = $3
        WHERE agency = $1 AND dossier = $2";
    DELETE = "
        DELETE FROM file
        WHERE id = $1 AND draft = $2";
    DELETE_OF_DRAFT = "
        DELETE FROM file
        WHERE draft = $1";
    USES = "
        SELECT COUNT(*)
        FROM file
        WHERE sha256 = $1";
    PAGE = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced
        FROM file
        WHERE id > $1
        ORDER BY id
        LIMIT $2";
}

/// Where a file belongs: to a draft, and after filing to the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// To a draft.
    Draft(DraftId),
    /// To a dossier of an agency.
    Dossier(String, DossierId),
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// Who attached it.
    pub account: AccountId,
    /// Where it belongs.
    pub home: Home,
    /// The slot it is in.
    pub slot: String,
    /// Its name as the person's device called it.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its type by content.
    pub media_type: String,
    /// Its SHA-256 in hexadecimal, under which the bytes are kept.
    pub sha256: String,
    /// When it was attached.
    pub created_at: Moment,
    /// Whether a supplement took its place.
    pub replaced: bool,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account: String,
    draft: Option<String>,
    agency: Option<String>,
    dossier: Option<String>,
    slot: String,
    name: String,
    bytes: i64,
    media_type: String,
    sha256: String,
    created_at: i64,
    replaced: bool,
}

impl TryFrom<Row> for StoredFile {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let id = row.id.as_str();
        let home = match (&row.draft, row.agency, &row.dossier) {
            (Some(draft), None, None) => Home::Draft(parsed(draft, "file", "draft", id)?),
            (None, Some(agency), Some(dossier)) => Home::Dossier(agency, parsed(dossier, "file", "dossier", id)?),
            (Some(_) | None, _, _) => return Err(broken("file", "draft", id)),
        };
        Ok(Self {
            id: parsed(id, "file", "id", id)?,
            account: parsed(&row.account, "file", "account", id)?,
            home,
            bytes: u64::try_from(row.bytes).map_err(|_| broken("file", "bytes", id))?,
            created_at: Moment::from_micros(row.created_at),
            replaced: row.replaced,
            slot: row.slot,
            name: row.name,
            media_type: row.media_type,
            sha256: row.sha256,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<StoredFile>, StoreError> {
    rows.into_iter().map(StoredFile::try_from).collect()
}

/// Returns a file by id, whoever's it is: the caller asks `core::access`.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn one(conn: &mut Conn, id: FileId) -> Result<Option<StoredFile>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(ONE).bind(id.to_string()).fetch_optional(c).await)?;
    row.map(StoredFile::try_from).transpose()
}

/// Lists the files of a draft in the order they were attached.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_draft(conn: &mut Conn, draft: DraftId) -> Result<Vec<StoredFile>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_DRAFT).bind(draft.to_string()).fetch_all(c).await)?)
}

/// Lists the files of a dossier in the order they were attached, without those that were replaced.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn of_dossier(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<StoredFile>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(false)
        .fetch_all(c)
        .await)?)
}

/// Lists every file in id order after `after`, for the audit and the collector.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: Option<FileId>, limit: u16) -> Result<Vec<StoredFile>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    read(on!(conn, c => sqlx::query_as(PAGE).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Records a file whose bytes are already kept.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(conn: &mut Conn, file: &StoredFile) -> Result<(), StoreError> {
    let (draft, agency, dossier) = match &file.home {
        Home::Draft(draft) => (Some(draft.to_string()), None, None),
        Home::Dossier(agency, dossier) => (None, Some(agency.as_str()), Some(dossier.to_string())),
    };
    on!(conn, c => sqlx::query(INSERT)
        .bind(file.id.to_string())
        .bind(file.account.to_string())
        .bind(draft)
        .bind(agency)
        .bind(dossier)
        .bind(&file.slot)
        .bind(&file.name)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.media_type)
        .bind(&file.sha256)
        .bind(file.created_at.micros())
        .bind(file.replaced)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Gives the files of drafts to the dossiers they became.
///
/// # Errors
/// When the store does not take it.
pub async fn to_dossier(conn: &mut Conn, moved: &[(DraftId, &str, DossierId)]) -> Result<(), StoreError> {
    let sql = for_rows(TO_DOSSIER, moved.len());
    on!(conn, c => {
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(moved.len() == 1);
        for (draft, agency, dossier) in moved {
            query = query.bind(draft.to_string()).bind(*agency).bind(dossier.to_string());
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Marks a dossier's files as replaced: a supplement brings the ones that count now.
///
/// # Errors
/// When the store does not take it.
pub async fn replace(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(REPLACE)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(true)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Takes a file off a draft; says whether it was there.
///
/// # Errors
/// When the store does not take it.
pub async fn delete(conn: &mut Conn, id: FileId, draft: DraftId) -> Result<bool, StoreError> {
    let gone = on!(conn, c => sqlx::query(DELETE)
        .bind(id.to_string())
        .bind(draft.to_string())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(gone > 0)
}

/// Takes every file off a draft.
///
/// # Errors
/// When the store does not take it.
pub async fn delete_of_draft(conn: &mut Conn, draft: DraftId) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(DELETE_OF_DRAFT).bind(draft.to_string()).execute(c).await.map(drop))?;
    Ok(())
}

/// Returns how many rows point at these bytes.
///
/// # Errors
/// When the store does not answer.
pub async fn uses(conn: &mut Conn, sha256: &str) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(USES).bind(sha256).fetch_one(c).await)?)
}
