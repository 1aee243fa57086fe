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

/// Every table that is backed up, in an order that foreign keys allow. Sessions and sign-ins under way are left out:
/// people sign in again.
pub const TABLES: &[Table] = tables! {
    account by "id" {
        id Text, person Text, name Text, role Text, agency Text, created_at Int, updated_at Int, personal_id Text,
        tax_code Text, assurance Text,
    }
    identity by "provider, subject" { provider Text, subject Text, account Text, linked_at Int, seen_at Int }
    desk_account by "account" { account Text, name Text, born_on Text, agency Text, officer Text, created_at Int }
    profile_subject by "account, id" { account Text, id Text, relation Text, created_at Int }
    profile_fact by "account, subject, concept, part, origin" {
        account Text, subject Text, concept Text, part Text, origin Text, source Text, value Text, recorded_at Int,
        confirmed_by Text, overrules Bool,
    }
    profile_look by "account, hour, who, why, matter" {
        account Text, hour Int, who Text, why Text, matter Text, name Text, agency Text, at Int,
    }
    local_account by "account" {
        account Text, login Text, password Text, totp Text, totp_step Int, duties Text, disabled Bool, updated_at Int,
    }
    representative by "organisation" { organisation Text, personal_id Text, since Int }
    delegation by "id" {
        id Text, organisation Text, personal_id Text, name Text, procedures Text, agencies Text, valid_from Text,
        valid_to Text, given_by Text, given_at Int, revoked_by Text, revoked_at Int,
    }
    procedure_revision by "code, revision" {
        code Text, revision Text, valid_from Text, valid_to Text, body Text, published_at Int,
    }
    draft by "id" {
        id Text, account Text, code Text, revision Text, answers Text, origins Text, visited Text, step Text,
        refused Text, request_id Text, mends_agency Text, mends_dossier Text, mends_number Text, created_at Int,
        updated_at Int, ledger Text, conflicts Text, name Text, changes Text, turns Text, intake Text, receiving Text,
    }
    guest by "token_sha256" { token_sha256 Text, account Text, created_at Int, expires_at Int }
    device_key by "account" { account Text, secret Text, created_at Int }
    dossier by "agency, id" {
        agency Text, id Text, number Text, account Text, code Text, revision Text, procedure Text, applicant Text,
        status Int, is_open Bool, answers Text, submitted_at Int, due_at Int, urgency Int, last_seq Int,
        last_hash Text, updated_at Int, assignee Text, near_from Int, search Text,
        watch_at Int,
    }
    absence by "id" {
        id Text, agency Text, account Text, from_day Text, to_day Text, deputy Text, created_at Int,
    }
    queue_filter by "account, name" { account Text, name Text, query Text, created_at Int }
    bulk by "request_id" {
        request_id Text, account Text, agency Text, action Text, assignee Text, created_at Int,
    }
    bulk_line by "request_id, place" {
        request_id Text, place Int, dossier Text, number Text, seen Int, outcome Text,
    }
    dossier_event by "agency, dossier, seq" {
        agency Text, dossier Text, seq Int, at Int, kind Text, body Text, hash Text,
    }
    deadline_notice by "agency, dossier, due_at, stage" { agency Text, dossier Text, due_at Int, stage Text, at Int }
    dossier_person by "person, code, submitted_at, agency, dossier" {
        person Text, code Text, agency Text, dossier Text, submitted_at Int,
    }
    dossier_message by "agency, dossier, id" {
        agency Text, dossier Text, id Text, at Int, side Text, account Text, name Text, body Text, read_at Int,
    }
    dossier_note by "agency, dossier, id" {
        agency Text, dossier Text, id Text, at Int, account Text, name Text, body Text,
    }
    dossier_former by "agency, dossier, seq" { agency Text, dossier Text, seq Int, answers Text }
    register_check by "agency, dossier" {
        agency Text, dossier Text, attempts Int, locked_until Int, checked_at Int, outcome Text,
    }
    dossier_prefilled by "agency, dossier" { agency Text, dossier Text, origins Text }
    dossier_counter by "agency, day" { agency Text, day Text, last Int }
    submission by "request_id" { request_id Text, account Text, agency Text, dossier Text, number Text, at Int }
    file by "id" {
        id Text, account Text, draft Text, agency Text, dossier Text, slot Text, name Text, bytes Int,
        media_type Text, sha256 Text, created_at Int, replaced Bool, pages Int, scan Text, digit Int,
    }
    share by "id" {
        id Text, account Text, file Text, sharer Text, purpose Text, created_at Int, expires_at Int, revoked_at Int,
    }
    share_opening by "share, id" { share Text, id Text, at Int, agent Text }
    outbox by "id" {
        id Text, agency Text, dossier Text, kind Text, body Text, created_at Int, attempts Int, locked_until Int,
        sent_at Int, problem Text,
    }
    notification by "id" {
        id Text, agency Text, dossier Text, kind Text, body Text, at Int, account Text, code_mark Text, read_at Int,
    }
    contact_channel by "account, channel" {
        account Text, channel Text, address Text, language Text, wanted Bool, verified_at Int, check_mark Text,
        check_until Int, check_tries Int, checks_since Int, checks Int, updated_at Int,
    }
    delivery by "id" {
        id Text, notification Text, account Text, channel Text, address Text, language Text, secret Text, state Text,
        created_at Int, attempts Int, next_at Int, begun_at Int, sent_at Int, problem Text,
    }
    consultation by "agency, dossier, seq" {
        agency Text, dossier Text, seq Int, asked Text, number Text, procedure Text, asked_at Int, due_at Int,
        closed_at Int, outcome Text, reported_at Int,
    }
    dossier_step by "agency, dossier" {
        agency Text, dossier Text, step Text, since Int, late_at Int, told_at Int,
    }
    post_order by "agency, dossier, seq" {
        agency Text, dossier Text, seq Int, number Text, sheet Text, procedure Text, name Text, phone Text,
        address Text, state Text, since Int, item Text, said Text, is_open Bool,
    }
    result_paper by "code" {
        code Text, agency Text, dossier Text, file Text, sha256 Text, name Text, kind Text, symbol Text,
    }
    obligation by "id" {
        id Text, agency Text, dossier Text, number Text, code Text, procedure Text, account Text, payer Text,
        kind Text, amount Int, lines Text, reason Text, state Text, paid_by Text, created_at Int, settled_at Int,
    }
    payment by "reference" {
        reference Text, obligation Text, agency Text, dossier Text, number Text, way Text, amount Int, state Text,
        is_open Bool, url Text, gateway_no Text, code Text, created_at Int, expires_at Int, settled_at Int,
        look_at Int, looks Int, last_seq Int,
    }
    payment_event by "reference, seq" {
        reference Text, seq Int, at Int, kind Text, body Text,
    }
    refund by "id" {
        id Text, reference Text, obligation Text, agency Text, dossier Text, number Text, way Text, amount Int,
        reason Text, state Text, asked_by Text, asked_at Int, decided_by Text, decided_at Int, settled_at Int,
        gateway_no Text, said Text, look_at Int, looks Int,
    }
    ledger_entry by "id" {
        id Text, at Int, day Text, agency Text, kind Text, subject Text, code Text,
    }
    ledger_line by "entry, line" {
        entry Text, line Int, account Text, subject Text, debit Int, credit Int,
    }
    till by "id" {
        id Text, agency Text, officer Text, name Text, day Text, opened_at Int, closed_at Int, expected Int,
        counted Int, reason Text,
    }
    fee_receipt_number by "tax_code, form, series" {
        tax_code Text, form Text, series Text, last Int,
    }
    fee_receipt by "tax_code, form, series, number" {
        tax_code Text, form Text, series Text, number Int, reference Text, collector Text, taken_by Text,
        issued_at Int, voided_at Int,
    }
    statement_line by "id" {
        id Text, source Text, day Text, transaction_no Text, memo Text, amount Int, reference Text, state Text,
        difference Text, imported_at Int, imported_by Text, resolved_at Int, resolved_by Text, reason Text,
    }
    working_time by "agency, code, quarter, hours" { agency Text, code Text, quarter Text, hours Int, dossiers Int }
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
