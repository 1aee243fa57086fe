//! One connection of either engine, and the macro that writes a query once for both.

use sqlx::{Postgres, Sqlite, pool::PoolConnection};

use super::StoreError;

/// A connection, inside or outside a transaction; every statement of the store takes one.
#[derive(Debug)]
pub enum Conn {
    /// An embedded file.
    Sqlite(PoolConnection<Sqlite>),
    /// PostgreSQL or what speaks like it.
    Pg(PoolConnection<Postgres>),
}

/// Expands one body for both engines: `on!(conn, c => sqlx::query(SQL).execute(c).await)`.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::Conn::Sqlite(held) => {
                let $c = &mut **held;
                $body
            }
            $crate::store::Conn::Pg(held) => {
                let $c = &mut **held;
                $body
            }
        }
    };
}

/// Names the statements of a file and lists them, so that a test can prepare every one on both engines.
macro_rules! statements {
    ($($name:ident = $sql:literal;)*) => {
        $(const $name: &str = $sql;)*

        /// Every statement of this file, by name.
        pub const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $sql)),*];
    };
}

pub(super) use {on, statements};

impl Conn {
    /// Runs a bare command: BEGIN, COMMIT, SAVEPOINT and the like.
    pub(super) async fn command(&mut self, sql: &'static str) -> Result<(), StoreError> {
        on!(self, c => sqlx::raw_sql(sql).execute(c).await.map(drop))?;
        Ok(())
    }

    /// Asks the engine whether it would take a statement; for tests.
    ///
    /// # Errors
    /// What the engine says against it.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<(), StoreError> {
        use sqlx::{Executor, SqlSafeStr};
        on!(self, c => c.prepare(sql.into_sql_str()).await.map(drop))?;
        Ok(())
    }
}

/// Writes a statement for so many rows: its `VALUES ($1, …)` repeated, the parameters numbered on.
pub(super) fn for_rows(sql: &str, rows: usize) -> String {
    let Some((head, rest)) = sql.split_once("VALUES (") else {
        return sql.to_owned();
    };
    let Some(end) = closing(rest) else {
        return sql.to_owned();
    };
    let (group, tail) = (&rest[..end], &rest[end + 1..]);
    let columns = group.matches('$').count();
    let mut out = [head, "VALUES "].concat();
    for row in 0..rows {
        out.push_str(if row == 0 { "(" } else { ", (" });
        let mut parts = group.split('$');
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: usize = part[..digits].parse().unwrap_or_default();
            out.push('$');
            out.push_str(&(number + row * columns).to_string());
            out.push_str(&part[digits..]);
        }
        out.push(')');
    }
    out.push_str(tail);
    out
}

/// Finds the parenthesis that closes one opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    text.char_indices().find_map(|(at, sign)| {
        match sign {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })
}

/// Reads a column that this program wrote as text of a type.
pub(super) fn parsed<T: std::str::FromStr>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|_| broken(table, column, id))
}

/// Reads a column that this program wrote as JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| broken(table, column, id))
}

/// Names a row that cannot be read.
pub(super) fn broken(table: &'static str, column: &'static str, id: &str) -> StoreError {
    StoreError::Broken {
        table,
        column,
        id: id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::for_rows;

    #[test]
    fn a_statement_for_three_rows_numbers_its_parameters_on() {
        assert_eq!(
            for_rows("INSERT INTO t (a, b, c) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING", 3),
            "INSERT INTO t (a, b, c) VALUES ($1, 0, $2), ($3, 0, $4), ($5, 0, $6) ON CONFLICT DO NOTHING"
        );
        let delete = "DELETE FROM t WHERE (a, b) IN (VALUES ($1, CAST($2 AS BIGINT))) RETURNING a";
        assert_eq!(for_rows(delete, 1), delete);
        assert_eq!(
            for_rows(delete, 2),
            "DELETE FROM t WHERE (a, b) IN (VALUES ($1, CAST($2 AS BIGINT)), ($3, CAST($4 AS BIGINT))) RETURNING a"
        );
    }
}
