//! Published revisions of procedures: written once, never changed; drafts and dossiers stay on theirs.

use motcua_core::{
    calendar::{Moment, format::iso},
    procedure::{Procedure, ProcedureCode},
};
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{json, on, statements},
};

statements! {
    HASHES = "
        SELECT code, revision
        FROM procedure_revision";
    ONE = "
        SELECT body
        FROM procedure_revision
        WHERE code = $1 AND revision = $2";
    ALL = "
        SELECT code, revision, body
        FROM procedure_revision
        ORDER BY published_at, code, revision";
    INSERT = "
        INSERT INTO procedure_revision (code, revision, valid_from, valid_to, body, published_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (code, revision) DO NOTHING";
}

#[derive(FromRow)]
struct Key {
    code: String,
    revision: String,
}

/// Lists code and revision of everything published.
///
/// # Errors
/// When the store does not answer.
pub async fn published(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    let rows: Vec<Key> = on!(conn, c => sqlx::query_as(HASHES).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|key| (key.code, key.revision)).collect())
}

#[derive(FromRow)]
struct Row {
    code: String,
    revision: String,
    body: String,
}

/// Returns every revision, in the order they were published.
///
/// # Errors
/// When the store does not answer or a body cannot be read.
pub async fn all(conn: &mut Conn) -> Result<Vec<Procedure>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(ALL).fetch_all(c).await)?;
    rows.into_iter()
        .map(|row| {
            json(
                &row.body,
                "procedure_revision",
                "body",
                &format!("{}@{}", row.code, row.revision),
            )
        })
        .collect()
}

/// Returns one revision.
///
/// # Errors
/// When the store does not answer or the body cannot be read.
pub async fn one(conn: &mut Conn, code: &ProcedureCode, revision: &str) -> Result<Option<Procedure>, StoreError> {
    let body: Option<String> = on!(conn, c => sqlx::query_scalar(ONE)
        .bind(code.as_str())
        .bind(revision)
        .fetch_optional(c)
        .await)?;
    body.map(|body| json(&body, "procedure_revision", "body", &format!("{code}@{revision}")))
        .transpose()
}

/// Publishes a revision; the same content twice is one revision.
///
/// # Errors
/// When the store does not take it.
pub async fn insert(
    conn: &mut Conn,
    procedure: &Procedure,
    revision: &str,
    body: &str,
    now: Moment,
) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(INSERT)
        .bind(procedure.code.as_str())
        .bind(revision)
        .bind(iso(procedure.valid_from))
        .bind(procedure.valid_to.map(iso))
        .bind(body)
        .bind(now.micros())
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
