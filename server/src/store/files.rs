//! What is known of attached files; their bytes are in the object store, by digest.

use motcua_core::{
    calendar::Moment,
    document::Digit,
    id::{AccountId, DossierId, DraftId, FileId},
    procedure::ProcedureCode,
};
use sqlx::{AssertSqlSafe, FromRow};

use super::{
    Conn, StoreError,
    conn::{broken, for_rows, on, parsed, statements},
};

statements! {
    ONE = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE id = $1";
    OF_DRAFT = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE draft = $1
        ORDER BY id";
    OF_DOSSIER = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE agency = $1 AND dossier = $2 AND replaced = $3 AND slot <> '@result' AND slot <> '@draft'
        ORDER BY id";
    RESULTS = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE agency = $1 AND dossier = $2 AND (slot = '@result' OR slot = '@draft')
        ORDER BY id";
    RETIRE_RESULTS = "
        UPDATE file
        SET replaced = TRUE
        WHERE agency = $1 AND dossier = $2 AND slot = '@result'";
    INSERT = "
        INSERT INTO file (id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at,
                          replaced, pages, scan, digit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    TO_DOSSIER = "
        UPDATE file
        SET draft = NULL, agency = moved.column2, dossier = moved.column3
        FROM (VALUES ($1, $2, $3)) AS moved
        WHERE file.draft = moved.column1";
    GIVE = "
        UPDATE file
        SET account = $3
        WHERE agency = $1 AND dossier = $2";
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
    FILED = "
        SELECT file.id, file.account, file.draft, file.agency, file.dossier, file.slot, file.name, file.bytes,
               file.media_type, file.sha256, file.created_at, file.replaced, file.pages, file.scan, file.digit,
               dossier.number, dossier.procedure, dossier.code, dossier.revision
        FROM file
        JOIN dossier ON dossier.agency = file.agency AND dossier.id = file.dossier
        WHERE file.account = $1 AND file.replaced = $2 AND file.slot <> '@draft' AND file.id < $3
        ORDER BY file.id DESC
        LIMIT $4";
    UNSCANNED = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE scan = $1 AND id > $2
        ORDER BY id
        LIMIT $3";
    SCANNED = "
        UPDATE file
        SET scan = $2
        WHERE sha256 = $1";
    USES = "
        SELECT COUNT(*)
        FROM file
        WHERE sha256 = $1";
    IN_SLOT = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE agency = $1 AND dossier = $2 AND slot = $3
        ORDER BY id";
    LEAVE_IN_SLOT = "
        DELETE FROM file
        WHERE agency = $1 AND dossier = $2 AND slot = $3 AND id <> $4";
    PAGE = "
        SELECT id, account, draft, agency, dossier, slot, name, bytes, media_type, sha256, created_at, replaced,
               pages, scan, digit
        FROM file
        WHERE id > $1
        ORDER BY id
        LIMIT $2";
}

/// What the virus scanner says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// It came in when there was no scanner.
    None,
    /// The scanner did not answer yet: nobody opens it, and it cannot be filed.
    Waiting,
    /// Nothing was found in it.
    Clean,
}

impl Scan {
    const ALL: [Self; 3] = [Self::None, Self::Waiting, Self::Clean];

    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Clean => "clean",
        }
    }
}

/// The slot of a result's file: the applicant's from then on, and none of what they filed.
pub const RESULT: &str = "@result";

/// The slot of a drafted result, which the desk alone sees.
pub const DRAFTED: &str = "@draft";

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
    /// How many pages it has, where its type has pages.
    pub pages: Option<u32>,
    /// What the virus scanner says of it.
    pub scan: Scan,
    /// How it was digitised.
    pub digit: Digit,
}

/// A file with the dossier it was filed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The file.
    pub file: StoredFile,
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The procedure's code.
    pub code: ProcedureCode,
    /// The procedure's revision.
    pub revision: String,
}

#[derive(FromRow)]
struct FiledRow {
    #[sqlx(flatten)]
    file: Row,
    number: String,
    procedure: String,
    code: String,
    revision: String,
}

#[derive(FromRow)]
pub(super) struct Row {
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
    pages: Option<i64>,
    scan: String,
    digit: i64,
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
            pages: row
                .pages
                .map(|pages| u32::try_from(pages).map_err(|_| broken("file", "pages", id)))
                .transpose()?,
            scan: Scan::ALL
                .into_iter()
                .find(|scan| scan.name() == row.scan)
                .ok_or_else(|| broken("file", "scan", id))?,
            digit: Digit::ALL
                .into_iter()
                .find(|digit| i64::from(digit.code()) == row.digit)
                .ok_or_else(|| broken("file", "digit", id))?,
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

/// Lists the files of a dossier that were replaced, in the order they were attached.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn former_of_dossier(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
) -> Result<Vec<StoredFile>, StoreError> {
    read(on!(conn, c => sqlx::query_as(OF_DOSSIER)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(true)
        .fetch_all(c)
        .await)?)
}

/// Lists the files of a dossier's results and of their drafts, in the order they were made.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn results(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<Vec<StoredFile>, StoreError> {
    read(on!(conn, c => sqlx::query_as(RESULTS)
        .bind(agency)
        .bind(dossier.to_string())
        .fetch_all(c)
        .await)?)
}

/// Marks that the results a dossier has do not hold any more: they are kept, and not offered to be used again.
///
/// # Errors
/// When the store does not take it.
pub async fn retire_results(conn: &mut Conn, agency: &str, dossier: DossierId) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(RETIRE_RESULTS)
        .bind(agency)
        .bind(dossier.to_string())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Lists every file in id order after `after`, for the audit and the collector.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn page(conn: &mut Conn, after: Option<FileId>, limit: u16) -> Result<Vec<StoredFile>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    read(on!(conn, c => sqlx::query_as(PAGE).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// Lists the files a person filed, the latest first, before `before`; what a supplement took the place of is left out.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn filed(
    conn: &mut Conn,
    account: AccountId,
    before: Option<FileId>,
    limit: u16,
) -> Result<Vec<Filed>, StoreError> {
    // Behind every id there is.
    let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    let rows: Vec<FiledRow> = on!(conn, c => sqlx::query_as(FILED)
        .bind(account.to_string())
        .bind(false)
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    let filed = rows.into_iter().map(|row| {
        Ok(Filed {
            code: parsed(&row.code, "dossier", "code", &row.number)?,
            file: row.file.try_into()?,
            number: row.number,
            procedure: row.procedure,
            revision: row.revision,
        })
    });
    filed.collect()
}

/// Lists files of which the scanner says `scan`, in id order after `after`.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn scanned(
    conn: &mut Conn,
    scan: Scan,
    after: Option<FileId>,
    limit: u16,
) -> Result<Vec<StoredFile>, StoreError> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    read(on!(conn, c => sqlx::query_as(UNSCANNED)
        .bind(scan.name())
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Records what the scanner says of some bytes, wherever they are attached.
///
/// # Errors
/// When the store does not take it.
pub async fn set_scan(conn: &mut Conn, sha256: &str, scan: Scan) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(SCANNED).bind(sha256).bind(scan.name()).execute(c).await.map(drop))?;
    Ok(())
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
        .bind(file.pages.map(i64::from))
        .bind(file.scan.name())
        .bind(i64::from(file.digit.code()))
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

/// Gives a dossier's files to its applicant: an officer scanned them.
///
/// # Errors
/// When the store does not take it.
pub async fn give(conn: &mut Conn, agency: &str, dossier: DossierId, account: AccountId) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(GIVE)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(account.to_string())
        .execute(c)
        .await
        .map(drop))?;
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

/// Lists the files in one slot of a dossier, replaced or not.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn in_slot(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    slot: &str,
) -> Result<Vec<StoredFile>, StoreError> {
    read(on!(conn, c => sqlx::query_as(IN_SLOT)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(slot)
        .fetch_all(c)
        .await)?)
}

/// Takes every file but one out of a slot of a dossier; the collector takes their bytes.
///
/// # Errors
/// When the store does not take it.
pub async fn leave_in_slot(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    slot: &str,
    but: Option<FileId>,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(LEAVE_IN_SLOT)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(slot)
        .bind(but.map(|id| id.to_string()).unwrap_or_default())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
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
