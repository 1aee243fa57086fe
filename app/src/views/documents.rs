//! One's own papers: what was filed, what was received, what is lent.

use motcua_core::id::ShareId;
use serde::{Deserialize, Serialize};

use super::draft::AttachedFile;
use super::results::IssuedView;

/// Everything a person filed and received (kho dữ liệu điện tử cá nhân).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentsView {
    /// The papers filed, the latest first, each once.
    pub papers: Vec<KeptPaper>,
    /// The results received, the latest first.
    pub results: Vec<ResultLine>,
    /// What is lent or was, the latest first.
    pub shares: Vec<ShareView>,
    /// Where the list of papers goes on.
    pub next: Option<String>,
}

/// A paper filed with a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptPaper {
    /// The file.
    pub file: AttachedFile,
    /// What the paper is called where it was filed.
    pub paper: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The dossier's number.
    pub number: String,
    /// When it was attached, `dd/mm/yyyy`.
    pub filed_on: String,
}

/// A result received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultLine {
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The result in words.
    pub result: String,
    /// The result that holds, as issued; none of those that were recorded in words alone or do not hold.
    #[serde(default)]
    pub issued: Option<IssuedView>,
}

/// How a share stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareState {
    /// The link opens.
    Open,
    /// Its time is over.
    Expired,
    /// Its owner took it back.
    Revoked,
}

/// A paper lent by a link, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareView {
    /// Its id.
    pub id: ShareId,
    /// The file's name.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// The whole address, while it opens.
    pub link: Option<String>,
    /// Until when, `hh:mm ngày dd/mm/yyyy`.
    pub until: String,
    /// How it stands.
    pub state: ShareState,
    /// When it was opened and with what, the latest first.
    pub openings: Vec<(String, String)>,
}

/// A paper lent by a link, as whoever has the link sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedPaper {
    /// Who lends it.
    pub sharer: String,
    /// What for.
    pub purpose: String,
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many pages it has, where its type has pages.
    pub pages: Option<u32>,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Until when, `hh:mm ngày dd/mm/yyyy`.
    pub until: String,
}
