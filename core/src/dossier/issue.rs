//! Results as papers: which result of the procedure, its number and date, the file's sum and the code of the page that proves
//! it. It knows nothing of files' bytes, of signatures and of layouts.

use serde::{Deserialize, Serialize};
use time::Date;

use super::Digest;
use crate::{
    calendar::Moment,
    id::{AccountId, FileId},
};

/// A result as issued (kết quả giải quyết thủ tục hành chính).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    /// Which result it is, as the procedure names it.
    pub name: String,
    /// Its code in the national list, where the procedure gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its number and symbol (số, ký hiệu).
    pub number: String,
    /// The day it is dated.
    pub issued_on: Date,
    /// The code its page is found by; nobody guesses it.
    pub verify: String,
    /// The sum of its file; none where it is handed over on paper alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
}

/// A result that waits for a signature (dự thảo trình ký).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultDraft {
    /// When it was submitted for signing.
    pub at: Moment,
    /// Who submitted it.
    pub by: Option<AccountId>,
    /// The result in words.
    pub result: String,
    /// The files as drafted, without a signature.
    pub files: Vec<FileId>,
    /// What will be issued.
    pub paper: ResultPaper,
}

/// A result that was recorded, first or corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedResult {
    /// The number of the event it came with.
    pub seq: u64,
    /// When.
    pub at: Moment,
    /// The result in words.
    pub result: String,
    /// Its files.
    pub files: Vec<FileId>,
    /// What was said of it; results of before there were papers are words alone.
    pub paper: Option<ResultPaper>,
    /// How it ended, where it does not hold any more.
    pub end: Option<ResultEnd>,
}

/// Why a result does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultEnd {
    /// A corrected one stands in its place (thay thế).
    Replaced {
        /// Since when.
        at: Moment,
    },
    /// It was revoked (thu hồi).
    Revoked {
        /// Since when.
        at: Moment,
        /// Why.
        reason: String,
    },
}
