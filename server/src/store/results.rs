//! Results issued as papers, found by the code of their page or by the sum of their file; everything else about them is in
//! their dossier's events.

use motcua_core::{
    dossier::ResultPaper,
    id::{DossierId, FileId},
};

use super::{
    Conn, StoreError,
    conn::{on, parsed, statements},
};

statements! {
    KEEP = "
        INSERT INTO result_paper (code, agency, dossier, file, sha256, name, kind, symbol)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    BY_CODE = "
        SELECT agency, dossier
        FROM result_paper
        WHERE code = $1";
    BY_SUM = "
        SELECT code
        FROM result_paper
        WHERE sha256 = $1
        ORDER BY code
        LIMIT 1";
}

/// Keeps where the result of a code is.
///
/// # Errors
/// When the store does not take it.
pub async fn keep(
    conn: &mut Conn,
    agency: &str,
    dossier: DossierId,
    file: Option<FileId>,
    paper: &ResultPaper,
) -> Result<(), StoreError> {
    let sum = paper.sha256.map(|sum| sum.to_string());
    on!(conn, c => sqlx::query(KEEP)
        .bind(&paper.verify)
        .bind(agency)
        .bind(dossier.to_string())
        .bind(file.map(|file| file.to_string()))
        .bind(sum)
        .bind(&paper.name)
        .bind(&paper.code)
        .bind(&paper.number)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Finds the dossier of a code: its agency and id.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn by_code(conn: &mut Conn, code: &str) -> Result<Option<(String, DossierId)>, StoreError> {
    let row: Option<(String, String)> = on!(conn, c => sqlx::query_as(BY_CODE).bind(code).fetch_optional(c).await)?;
    row.map(|(agency, dossier)| Ok((agency, parsed(&dossier, "result_paper", "dossier", code)?)))
        .transpose()
}

/// Finds the code of a result by the sum of its file.
///
/// # Errors
/// When the store does not answer.
pub async fn by_sum(conn: &mut Conn, sha256: &str) -> Result<Option<String>, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(BY_SUM).bind(sha256).fetch_optional(c).await)?)
}
