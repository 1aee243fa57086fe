//! Electronic receipts of fees, numbered without gaps: a number is taken by the transaction that books the payment, and
//! comes back with its rollback.

use motcua_core::calendar::Moment;
use sqlx::FromRow;

use super::{
    Conn, StoreError,
    conn::{broken, on, statements},
};

statements! {
    TAKE = "
        INSERT INTO fee_receipt_number (tax_code, form, series, last)
        VALUES ($1, $2, $3, 1)
        ON CONFLICT (tax_code, form, series) DO UPDATE SET last = fee_receipt_number.last + 1
        RETURNING last";
    INSERT = "
        INSERT INTO fee_receipt (tax_code, form, series, number, reference, collector, taken_by, issued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    OF_PAYMENT = "
        SELECT tax_code, form, series, number, reference, collector, taken_by, issued_at, voided_at
        FROM fee_receipt
        WHERE reference = $1";
    VOID = "
        UPDATE fee_receipt
        SET voided_at = $2
        WHERE reference = $1 AND voided_at IS NULL";
    SERIES = "
        SELECT n.series, n.last, COUNT(r.number), COALESCE(MIN(r.number), 1), COALESCE(MAX(r.number), 0)
        FROM fee_receipt_number n
        LEFT JOIN fee_receipt r ON r.tax_code = n.tax_code AND r.form = n.form AND r.series = n.series
        GROUP BY n.tax_code, n.form, n.series, n.last
        ORDER BY n.tax_code, n.form, n.series";
    TOTAL = "
        SELECT COUNT(*)
        FROM fee_receipt";
}

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeReceipt {
    /// The collector's tax code.
    pub tax_code: String,
    /// The symbol of its form.
    pub form: String,
    /// The symbol of its series.
    pub series: String,
    /// Its number.
    pub number: u64,
    /// The payment it is for.
    pub reference: String,
    /// The collector's name.
    pub collector: String,
    /// Who took the money; empty where no person did.
    pub taken_by: String,
    /// When.
    pub issued_at: Moment,
    /// When it was voided, because the money was given back.
    pub voided_at: Option<Moment>,
}

#[derive(FromRow)]
struct Row {
    tax_code: String,
    form: String,
    series: String,
    number: i64,
    reference: String,
    collector: String,
    taken_by: String,
    issued_at: i64,
    voided_at: Option<i64>,
}

/// Issues a receipt under the next number of its series, which `new` does not know yet.
///
/// # Errors
/// [`StoreError::Taken`] when the payment has one.
pub async fn issue(conn: &mut Conn, new: &FeeReceipt) -> Result<u64, StoreError> {
    let number: i64 = on!(conn, c => sqlx::query_scalar(TAKE)
        .bind(&new.tax_code)
        .bind(&new.form)
        .bind(&new.series)
        .fetch_one(c)
        .await)?;
    on!(conn, c => sqlx::query(INSERT)
        .bind(&new.tax_code)
        .bind(&new.form)
        .bind(&new.series)
        .bind(number)
        .bind(&new.reference)
        .bind(&new.collector)
        .bind(&new.taken_by)
        .bind(new.issued_at.micros())
        .execute(c)
        .await
        .map(drop))?;
    u64::try_from(number).map_err(|_| broken("fee_receipt_number", "last", &new.series))
}

/// Returns the receipt of a payment.
///
/// # Errors
/// When the store does not answer or the row cannot be read.
pub async fn of_payment(conn: &mut Conn, reference: &str) -> Result<Option<FeeReceipt>, StoreError> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(OF_PAYMENT).bind(reference).fetch_optional(c).await)?;
    row.map(|row| {
        Ok(FeeReceipt {
            number: u64::try_from(row.number).map_err(|_| broken("fee_receipt", "number", &row.reference))?,
            issued_at: Moment::from_micros(row.issued_at),
            voided_at: row.voided_at.map(Moment::from_micros),
            tax_code: row.tax_code,
            form: row.form,
            series: row.series,
            reference: row.reference,
            collector: row.collector,
            taken_by: row.taken_by,
        })
    })
    .transpose()
}

/// Voids the receipt of a payment that was given back.
///
/// # Errors
/// When the store does not answer.
pub async fn void(conn: &mut Conn, reference: &str, at: Moment) -> Result<(), StoreError> {
    on!(conn, c => sqlx::query(VOID).bind(reference).bind(at.micros()).execute(c).await.map(drop))?;
    Ok(())
}

/// Lists every series with its last number, how many receipts stand, and the least and greatest of their numbers; for the
/// audit.
///
/// # Errors
/// When the store does not answer.
pub async fn series(conn: &mut Conn) -> Result<Vec<(String, i64, i64, i64, i64)>, StoreError> {
    Ok(on!(conn, c => sqlx::query_as(SERIES).fetch_all(c).await)?)
}

/// Counts the receipts, for the audit.
///
/// # Errors
/// When the store does not answer.
pub async fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(on!(conn, c => sqlx::query_scalar(TOTAL).fetch_one(c).await)?)
}
