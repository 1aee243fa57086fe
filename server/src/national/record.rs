//! One line of the national portal's file (bản ghi thủ tục): its strings, or a named reason why it is not one.

use std::fmt;

use serde_json::{Map, Value};
use thiserror::Error;

/// Holds the strings of one record, as the portal's pages were flattened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    missing_docs,
    reason = "each field is the key of the source with the same name, explained in `entry`"
)]
pub struct NationalRecord {
    pub ma_thu_tuc: String,
    pub ten_thu_tuc: String,
    pub so_quyet_dinh: String,
    pub cap_thuc_hien: String,
    pub loai_thu_tuc: String,
    pub linh_vuc: String,
    pub doi_tuong_thuc_hien: String,
    pub co_quan_co_tham_quyen: String,
    pub co_quan_thuc_hien: String,
    pub dia_chi_tiep_nhan: String,
    pub co_quan_duoc_uy_quyen: String,
    pub co_quan_phoi_hop: String,
    pub thu_tuc_lien_quan: String,
    pub trinh_tu_thuc_hien: String,
    pub cach_thuc_thuc_hien: String,
    pub thanh_phan_ho_so: String,
    pub can_cu_phap_ly: String,
    pub yeu_cau_dieu_kien: String,
    pub ket_qua_xu_ly: String,
    pub detail_url: String,
    pub bo: String,
}

/// Says which line could not be taken in, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct LineError {
    /// Number of the line, from 1.
    pub line: usize,
    /// Code of the procedure, when the line got that far.
    pub code: Option<String>,
    /// What is wrong.
    pub problem: LineProblem,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(code) = &self.code {
            write!(f, " ({code})")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// Is what can be wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LineProblem {
    /// The file could not be read on, for instance because its compression is broken.
    #[error("the file cannot be read on from here: {0}")]
    Unreadable(String),
    /// The line is longer than any record.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// The line is not UTF-8.
    #[error("not UTF-8")]
    NotText,
    /// The line is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// The line is JSON but not an object.
    #[error("not a JSON object")]
    NotAnObject,
    /// A key every record has is missing.
    #[error("the key {0} is missing")]
    MissingKey(&'static str),
    /// A key holds something other than a string.
    #[error("the key {key} holds {found}, not a string")]
    WrongType {
        /// The key.
        key: &'static str,
        /// What it holds.
        found: &'static str,
    },
    /// A key that may not be empty is.
    #[error("the key {0} is empty")]
    Empty(&'static str),
}

impl NationalRecord {
    /// Parses one line. The eight keys the entry is made of are required; the others may be missing or null.
    ///
    /// # Errors
    ///
    /// Names the first thing that is wrong with the line.
    pub fn parse(number: usize, line: &[u8]) -> Result<Self, LineError> {
        let fail = |code: Option<String>, problem| LineError {
            line: number,
            code,
            problem,
        };
        let text = std::str::from_utf8(line).map_err(|_| fail(None, LineProblem::NotText))?;
        let text = text.trim_start_matches('\u{feff}');
        let value = serde_json::from_str(text).map_err(|error| fail(None, LineProblem::NotJson(error.to_string())))?;
        let Value::Object(object) = value else {
            return Err(fail(None, LineProblem::NotAnObject));
        };
        let code = object
            .get("ma_thu_tuc")
            .and_then(Value::as_str)
            .map(|code| code.trim().to_owned());
        Self::from_object(&object).map_err(|problem| fail(code.filter(|code| !code.is_empty()), problem))
    }

    fn from_object(object: &Map<String, Value>) -> Result<Self, LineProblem> {
        let required = |key| string(object, key)?.ok_or(LineProblem::MissingKey(key));
        let named = |key| match required(key)?.trim() {
            "" => Err(LineProblem::Empty(key)),
            name => Ok(name.to_owned()),
        };
        let optional = |key| Ok::<String, LineProblem>(string(object, key)?.unwrap_or_default());
        Ok(Self {
            ma_thu_tuc: named("ma_thu_tuc")?,
            ten_thu_tuc: named("ten_thu_tuc")?,
            so_quyet_dinh: optional("so_quyet_dinh")?,
            cap_thuc_hien: optional("cap_thuc_hien")?,
            loai_thu_tuc: optional("loai_thu_tuc")?,
            linh_vuc: optional("linh_vuc")?,
            doi_tuong_thuc_hien: optional("doi_tuong_thuc_hien")?,
            co_quan_co_tham_quyen: optional("co_quan_co_tham_quyen")?,
            co_quan_thuc_hien: optional("co_quan_thuc_hien")?,
            dia_chi_tiep_nhan: optional("dia_chi_tiep_nhan")?,
            co_quan_duoc_uy_quyen: optional("co_quan_duoc_uy_quyen")?,
            co_quan_phoi_hop: optional("co_quan_phoi_hop")?,
            thu_tuc_lien_quan: optional("thu_tuc_lien_quan")?,
            trinh_tu_thuc_hien: required("trinh_tu_thuc_hien")?,
            cach_thuc_thuc_hien: required("cach_thuc_thuc_hien")?,
            thanh_phan_ho_so: required("thanh_phan_ho_so")?,
            can_cu_phap_ly: required("can_cu_phap_ly")?,
            yeu_cau_dieu_kien: required("yeu_cau_dieu_kien")?,
            ket_qua_xu_ly: required("ket_qua_xu_ly")?,
            detail_url: optional("detail_url")?,
            bo: optional("bo")?,
        })
    }
}

/// Returns the string under a key; a missing key and null are both nothing.
fn string(object: &Map<String, Value>, key: &'static str) -> Result<Option<String>, LineProblem> {
    let found = match object.get(key) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => return Ok(Some(text.clone())),
        Some(Value::Bool(_)) => "a truth value",
        Some(Value::Number(_)) => "a number",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    };
    Err(LineProblem::WrongType { key, found })
}
