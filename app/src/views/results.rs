//! Results as papers: on the desk, for their owner, and for anybody who holds one.

use serde::{Deserialize, Serialize};

use super::draft::AttachedFile;

/// What the desk needs to issue results (ban hành kết quả).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeskResults {
    /// The procedure's results, each with its national code where it has one.
    pub kinds: Vec<(String, Option<String>)>,
    /// Whether the asker may record a result as a paper now, and finish with it.
    pub may_issue: bool,
    /// Whether they may submit one for signing.
    pub may_submit: bool,
    /// Whether they may sign or send back what was submitted.
    pub may_sign: bool,
    /// Whether they may revoke the result that holds.
    pub may_revoke: bool,
    /// Whether the portal can make papers from forms.
    pub has_forms: bool,
    /// Today, `dd/mm/yyyy`.
    pub today: String,
    /// The result that waits for a signature.
    pub draft: Option<DraftedResult>,
    /// What was issued, the latest last.
    pub issued: Vec<IssuedView>,
}

/// A result that waits for a signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftedResult {
    /// The result in words: what it is, number and day.
    pub result: String,
    /// When it was submitted.
    pub at: String,
    /// Who submitted it.
    pub by: String,
    /// The files as drafted.
    pub files: Vec<AttachedFile>,
}

/// How a result stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultState {
    /// It holds.
    Valid,
    /// A corrected one stands in its place.
    Replaced,
    /// It was revoked.
    Revoked,
}

/// What the form of a result is called among those whose fields are kept when they are refused.
pub const ISSUE_RESULT: &str = "issue_result";

/// A result that was issued, as its owner and the desk see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssuedView {
    /// The result in words.
    pub result: String,
    /// Its files.
    pub files: Vec<AttachedFile>,
    /// The code of the page that proves it.
    pub verify: Option<String>,
    /// How it stands.
    pub state: ResultState,
    /// Since when it does not hold.
    pub ended_at: Option<String>,
    /// Why it was revoked.
    pub reason: Option<String>,
}

/// A result as anybody sees it who holds its code (kiểm tra kết quả): what proves the paper, and no more of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedResult {
    /// The code.
    pub code: String,
    /// How it stands.
    pub state: ResultState,
    /// What it is.
    pub name: String,
    /// Its code in the national list.
    pub kind: Option<String>,
    /// Its number and symbol.
    pub number: String,
    /// The day it is dated, `dd/mm/yyyy`.
    pub issued_on: String,
    /// Who issued it.
    pub agency: String,
    /// The initials of whom it was issued to.
    pub initials: String,
    /// Since when it does not hold.
    pub ended_at: Option<String>,
    /// The code of the one that stands in its place.
    pub replaced_by: Option<String>,
    /// Whether there is a file to compare with.
    pub has_file: bool,
}
