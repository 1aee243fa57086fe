//! The digital repository of an agency, and how components of a dossier were digitised.

use serde::{Deserialize, Serialize};

use super::draft::AttachedFile;

/// What is looked for in the repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositoryQuery {
    /// A personal id or tax code.
    pub person: String,
    /// A code of results, a number and symbol, a procedure's code or a dossier's number.
    pub code: String,
    /// Where the list goes on.
    pub after: String,
}

/// A page of the repository (kho số hoá).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepositoryView {
    /// What was looked for.
    pub query: RepositoryQuery,
    /// What was found, the latest first.
    pub lines: Vec<RepositoryLine>,
    /// Where the list goes on.
    pub next: Option<String>,
}

/// At which of its three moments a paper was digitised (TT 01/2023/TT-VPCP).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScanMoment {
    /// With the dossier.
    Reception,
    /// While it was worked on.
    Processing,
    /// As its result.
    Result,
}

/// A paper of the repository.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepositoryLine {
    /// What it is called.
    pub paper: String,
    /// Of a result: its code in the national list.
    pub kind: Option<String>,
    /// Of a result: its number and symbol.
    pub symbol: Option<String>,
    /// Whose it is, by name.
    pub owner: String,
    /// Their personal id or tax code.
    pub holder: Option<String>,
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// At which moment it was digitised.
    pub moment: ScanMoment,
    /// How: 1 new, 2 used again from here, 3 from the national store.
    pub digit: u8,
    /// Whether another one took its place.
    pub is_former: bool,
    /// When, `dd/mm/yyyy`.
    pub on: String,
    /// The file.
    pub file: AttachedFile,
}

/// A component of a dossier as digitised (thành phần hồ sơ số hoá).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentView {
    /// Its slot.
    pub key: String,
    /// 0 not digitised, 1 new, 2 used again from here, 3 from the national store.
    pub digit: u8,
    /// How many pages there are.
    pub pages: u32,
    /// How many there must be, where the procedure says so.
    pub wanted: Option<u16>,
}
