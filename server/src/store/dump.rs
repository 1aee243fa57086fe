//! Every table row by row, for backup and restore: columns and types in one list, and the SQL made from it.

use futures_util::TryStreamExt;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};

use super::{
    Conn, StoreError,
    conn::{broken, on},
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, ids, hashes, JSON.
    Text,
    /// Whole numbers and times.
    Int,
    /// Yes or no.
    Bool,
}

/// A table: its name, its columns, and how many of the first are its key.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name.
    pub name: &'static str,
    /// The columns in the order they are written.
    pub columns: &'static [(&'static str, Cell)],
    /// The columns it is sorted by.
    pub key: &'static str,
}

macro_rules! tables {
    ($($name:ident by $key:literal { $($column:ident $cell:ident),* $(,)? })*) => {
        &[$(Table { name: stringify!($name), columns: &[$((stringify!($column), Cell::$cell)),*], key: $key }),*]
    };
}

/// Every table that is backed up, in an order that foreign keys allow. Sessions are left out: people sign in again.
pub const TABLES: &[Table] = tables! {
    account by "id" { id Text, person Text, name Text, role Text, agency Text, created_at Int, updated_at Int }
    fact by "account, concept" { account Text, concept Text, value Text, origin Text, recorded_at Int }
    procedure_revision by "code, revision" {
        code Text, revision Text, valid_from Text, valid_to Text, body Text, published_at Int,
    }
    draft by "id" {
        id Text, account Text, code Text, revision Text, answers Text, origins Text, visited Text, step Text,
        refused Text, request_id Text, mends_agency Text, mends_dossier Text, mends_number Text, created_at Int,
        updated_at Int,
    }
    dossier by "agency, id" {
        agency Text, id Text, number Text, account Text, code Text, revision Text, procedure Text, applicant Text,
        status Int, is_open Bool, answers Text, submitted_at Int, due_at Int, urgency Int, last_seq Int,
        last_hash Text, updated_at Int,
    }
    dossier_event by "agency, dossier, seq" {
        agency Text, dossier Text, seq Int, at Int, kind Text, body Text, hash Text,
    }
    dossier_former by "agency, dossier, seq" { agency Text, dossier Text, seq Int, answers Text }
    dossier_counter by "agency, day" { agency Text, day Text, last Int }
    submission by "request_id" { request_id Text, account Text, agency Text, dossier Text, number Text, at Int }
    file by "id" {
        id Text, account Text, draft Text, agency Text, dossier Text, slot Text, name Text, bytes Int,
        media_type Text, sha256 Text, created_at Int, replaced Bool,
    }
    outbox by "id" {
        id Text, agency Text, dossier Text, kind Text, body Text, created_at Int, attempts Int, locked_until Int,
        sent_at Int, problem Text,
    }
    notification by "id" { id Text, agency Text, dossier Text, kind Text, body Text, at Int }
};

impl Table {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// Calls `take` with each row as a JSON array, in key order.
    ///
    /// # Errors
    /// When the store does not answer, or `take` fails.
    pub async fn each(
        &self,
        conn: &mut Conn,
        mut take: impl FnMut(Vec<Value>) -> Result<(), StoreError> + Send,
    ) -> Result<u64, StoreError> {
        let sql = format!("SELECT {} FROM {} ORDER BY {}", self.names(), self.name, self.key);
        let mut count = 0;
        on!(conn, c => {
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(c);
            while let Some(row) = rows.try_next().await? {
                let mut cells = Vec::with_capacity(self.columns.len());
                for (at, (_, cell)) in self.columns.iter().enumerate() {
                    cells.push(match cell {
                        Cell::Text => row.try_get::<Option<String>, _>(at)?.into(),
                        Cell::Int => row.try_get::<Option<i64>, _>(at)?.into(),
                        Cell::Bool => row.try_get::<Option<bool>, _>(at)?.into(),
                    });
                }
                take(cells)?;
                count += 1;
            }
            Ok(count)
        })
    }

    /// Puts a row back as [`each`](Self::each) gave it.
    ///
    /// # Errors
    /// When the row has other columns, or the store does not take it.
    pub async fn put(&self, conn: &mut Conn, cells: &[Value]) -> Result<(), StoreError> {
        let odd = || broken(self.name, "*", &cells.first().map(Value::to_string).unwrap_or_default());
        if cells.len() != self.columns.len() {
            return Err(odd());
        }
        let marks: Vec<String> = (1..=self.columns.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.name,
            self.names(),
            marks.join(", ")
        );
        on!(conn, c => {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (value, (_, cell)) in cells.iter().zip(self.columns) {
                query = match (cell, value) {
                    (Cell::Text, Value::Null) => query.bind(None::<String>),
                    (Cell::Int, Value::Null) => query.bind(None::<i64>),
                    (Cell::Bool, Value::Null) => query.bind(None::<bool>),
                    (Cell::Text, Value::String(text)) => query.bind(text.clone()),
                    (Cell::Int, value) => query.bind(value.as_i64().ok_or_else(odd)?),
                    (Cell::Bool, value) => query.bind(value.as_bool().ok_or_else(odd)?),
                    (Cell::Text, _) => return Err(odd()),
                };
            }
            query.execute(c).await.map(drop)
        })?;
        Ok(())
    }

    /// Says whether the table holds no row.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn is_empty(&self, conn: &mut Conn) -> Result<bool, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM {}", self.name);
        let count: i64 = on!(conn, c => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(c).await)?;
        Ok(count == 0)
    }
}
