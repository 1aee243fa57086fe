//! What stands beside a dossier: messages, the desk's own notes.

use std::collections::BTreeMap;

use motcua_core::dossier::Status;
use motcua_core::id::FileId;
use motcua_core::talk::Side;
use serde::{Deserialize, Serialize};

/// The messages of a dossier, for one of the two sides (trao đổi).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThreadView {
    /// Every message, the latest last.
    pub lines: Vec<MessageLine>,
    /// Whether another may be written.
    pub is_open: bool,
    /// The id the next message goes under: sent twice, it is one.
    pub request: String,
    /// What was typed in a message that was refused.
    pub typed: String,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    /// Who of the two wrote it.
    pub from: Side,
    /// Whether it was written by the reader's own side.
    pub is_own: bool,
    /// The writer's name: the person's, also where they act for an organisation; of an officer to the applicant the agency's.
    pub who: String,
    /// When, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// What, as typed.
    pub text: String,
    /// When the other side read it; of the other side's, nothing where it is read now for the first time.
    pub read_at: Option<String>,
}

/// One note of the desk's own (ghi chú nội bộ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLine {
    /// The officer's name.
    pub who: String,
    /// When, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// What.
    pub text: String,
}

/// What stands beside a dossier on the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// The messages with the applicant.
    pub thread: ThreadView,
    /// The desk's own notes, the latest last.
    pub notes: Vec<NoteLine>,
    /// The id the next note goes under: sent twice, it is one.
    pub request: String,
    /// What was typed in a note that was refused.
    pub note_typed: String,
    /// What was typed in the form of an action that was refused, by name.
    pub typed: BTreeMap<String, String>,
    /// The papers that answers rest on.
    pub proofs: Vec<ProofView>,
    /// Dossiers of the same person and procedure.
    pub alike: Vec<AlikeLine>,
    /// Whether the officer may enter what the applicant brings on paper for the request that is open.
    pub may_take_supplement: bool,
}

/// A dossier that may be the same thing filed twice (hồ sơ có thể trùng).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlikeLine {
    /// The agency that has it.
    pub agency: String,
    /// Its number; nothing where it is not the reader's to open.
    pub number: Option<String>,
    /// Its legal status, the same.
    pub status: Option<Status>,
    /// When it was sent, `dd/mm/yyyy`, the same.
    pub submitted_on: Option<String>,
}

/// A paper that an answer rests on (giấy tờ chứng minh).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofView {
    /// The path of the answer.
    pub at: String,
    /// What the paper is called.
    pub paper: String,
    /// The file.
    pub file: FileId,
    /// The page of it, where it has several.
    pub page: Option<u32>,
    /// Whether the browser can show it beside the answers.
    pub is_shown: bool,
}
