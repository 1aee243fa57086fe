//! The digital repository: every paper of an agency's dossiers and every result, with whose it is: by code through the
//! agency's files, by person from their own dossiers. Everything else about a file is in `files`.

use motcua_core::{calendar::Moment, id::FileId};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{on, statements},
    files::StoredFile,
};

statements! {
    FIND = "
        SELECT file.id, file.account, file.draft, file.agency, file.dossier, file.slot, file.name, file.bytes,
               file.media_type, file.sha256, file.created_at, file.replaced, file.pages, file.scan, file.digit,
               dossier.number, dossier.procedure, dossier.code, dossier.revision, dossier.applicant,
               dossier.submitted_at, holder.personal_id, holder.tax_code, result_paper.name AS result,
               result_paper.kind, result_paper.symbol
        FROM file
        JOIN dossier ON dossier.agency = file.agency AND dossier.id = file.dossier
        JOIN account holder ON holder.id = dossier.account
        LEFT JOIN result_paper ON result_paper.agency = file.agency AND result_paper.dossier = file.dossier
                              AND result_paper.file = file.id
        WHERE file.agency = $1 AND file.slot <> '@draft' AND file.slot NOT LIKE 'consultation:%'
          AND file.id < $2
          AND ($3 = '' OR result_paper.kind = $3 OR result_paper.symbol = $3 OR file.slot = $3 OR dossier.code = $3
               OR dossier.number = $3)
        ORDER BY file.id DESC
        LIMIT $4";
    FIND_OF = "
        SELECT file.id, file.account, file.draft, file.agency, file.dossier, file.slot, file.name, file.bytes,
               file.media_type, file.sha256, file.created_at, file.replaced, file.pages, file.scan, file.digit,
               dossier.number, dossier.procedure, dossier.code, dossier.revision, dossier.applicant,
               dossier.submitted_at, holder.personal_id, holder.tax_code, result_paper.name AS result,
               result_paper.kind, result_paper.symbol
        FROM dossier
        CROSS JOIN file
        JOIN account holder ON holder.id = dossier.account
        LEFT JOIN result_paper ON result_paper.agency = file.agency AND result_paper.dossier = file.dossier
                              AND result_paper.file = file.id
        WHERE dossier.agency = $1 AND file.agency = dossier.agency AND file.dossier = dossier.id
          AND file.slot <> '@draft' AND file.slot NOT LIKE 'consultation:%'
          AND file.id < $2
          AND dossier.account IN (
              SELECT id FROM account WHERE personal_id = $5
              UNION ALL
              SELECT id FROM account WHERE tax_code = $5
          )
          AND ($3 = '' OR result_paper.kind = $3 OR result_paper.symbol = $3 OR file.slot = $3 OR dossier.code = $3
               OR dossier.number = $3)
        ORDER BY file.id DESC
        LIMIT $4";
}

/// A paper of the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub file: StoredFile,
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The procedure's code.
    pub code: String,
    /// The procedure's revision.
    pub revision: String,
    /// Who filed the dossier, by name.
    pub applicant: String,
    /// When the dossier was filed.
    pub submitted_at: Moment,
    /// The personal id or tax code of whose it is.
    pub holder: Option<String>,
    /// Of a result: what it is.
    pub result: Option<String>,
    /// Of a result: its code in the national list.
    pub kind: Option<String>,
    /// Of a result: its number and symbol.
    pub symbol: Option<String>,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    file: super::files::Row,
    number: String,
    procedure: String,
    code: String,
    revision: String,
    applicant: String,
    submitted_at: i64,
    personal_id: Option<String>,
    tax_code: Option<String>,
    result: Option<String>,
    kind: Option<String>,
    symbol: Option<String>,
}

/// What is looked for; an empty text is anything.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The agency whose papers they are.
    pub agency: &'a str,
    /// The personal id or tax code of whose they are.
    pub holder: &'a str,
    /// A national code of results, a number and symbol, a slot, a procedure's code or a dossier's number.
    pub code: &'a str,
}

/// Lists the papers that are looked for, the latest first, before `before`.
///
/// # Errors
/// When the store does not answer or a row cannot be read.
pub async fn find(
    conn: &mut Conn,
    wanted: Wanted<'_>,
    before: Option<FileId>,
    limit: u16,
) -> Result<Vec<Item>, StoreError> {
    // Behind every id there is.
    let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    let sql = if wanted.holder.is_empty() { FIND } else { FIND_OF };
    let rows: Vec<Row> = on!(conn, c => {
        let query = sqlx::query_as(sql)
            .bind(wanted.agency)
            .bind(before)
            .bind(wanted.code)
            .bind(i64::from(limit));
        if wanted.holder.is_empty() {
            query.fetch_all(c).await
        } else {
            query.bind(wanted.holder).fetch_all(c).await
        }
    })?;
    rows.into_iter()
        .map(|row| {
            Ok(Item {
                file: row.file.try_into()?,
                number: row.number,
                procedure: row.procedure,
                code: row.code,
                revision: row.revision,
                applicant: row.applicant,
                submitted_at: Moment::from_micros(row.submitted_at),
                holder: row.personal_id.or(row.tax_code),
                result: row.result,
                kind: row.kind,
                symbol: row.symbol,
            })
        })
        .collect()
}
