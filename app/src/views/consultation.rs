//! Asking other bodies, as the desk that asks, the body that is asked, and the applicant see it.

use std::collections::BTreeMap;

use motcua_core::dossier::Position;
use serde::{Deserialize, Serialize};

use super::draft::AttachedFile;

/// A question to another body, on the dossier it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsultationView {
    /// The number of the event that asked; names it.
    pub question: u64,
    /// The body's name.
    pub agency: String,
    /// What it was asked.
    pub words: String,
    /// The papers sent with it.
    pub papers: Vec<AttachedFile>,
    /// When it was asked.
    pub asked_at: String,
    /// By when it is to answer.
    pub due: String,
    /// Working minutes left; negative when it is late; none once it ended.
    pub minutes_left: Option<i64>,
    /// When the portal reported its silence to the head and the asker.
    pub reported_at: Option<String>,
    /// How it ended.
    pub closed: Option<ClosedView>,
}

/// How a question ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClosedView {
    /// When.
    pub at: String,
    /// How.
    pub how: ClosedHow,
    /// The answer's words, or why it was asked no longer.
    pub words: String,
    /// The files of the answer.
    pub files: Vec<AttachedFile>,
    /// Whether the answer came after its date.
    pub was_late: bool,
}

/// In which way a question ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedHow {
    /// With an answer.
    Answered(Position),
    /// It was asked no longer.
    Withdrawn,
    /// The dossier ended first.
    Lapsed,
}

/// All questions of a dossier, and what may be done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConsultationsView {
    /// The questions, the latest last.
    pub lines: Vec<ConsultationView>,
    /// Whether the officer may ask a body no longer.
    pub may_withdraw: bool,
    /// What a new question is chosen from, where the officer may ask one.
    pub form: Option<AskForm>,
}

/// What a question to other bodies is chosen from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AskForm {
    /// The departments: code and name.
    pub departments: Vec<(String, String)>,
    /// The communes and the province: code and name.
    pub others: Vec<(String, String)>,
    /// The codes of those that the present step usually asks.
    pub usual: Vec<String>,
    /// How long they may have: the key it is sent as, and when that is.
    pub within: Vec<(String, String)>,
    /// The date promised to the applicant, where a longer time would end behind it and is held there.
    #[serde(default)]
    pub held_at: Option<String>,
    /// The papers that can be sent with it.
    pub papers: Vec<AttachedFile>,
}

/// What is done to the questions of a dossier by the desk that asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultAction {
    /// Asks bodies side by side.
    Ask {
        /// Their codes.
        to: Vec<String>,
        /// What they are asked.
        words: String,
        /// The ids of the papers sent with it.
        papers: Vec<String>,
        /// How long they have, by the key of [`AskForm::within`].
        within: String,
    },
    /// Asks a body no longer.
    Withdraw {
        /// The question.
        question: u64,
        /// Why.
        reason: String,
    },
}

/// What the officer's agency is asked and was asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AskedList {
    /// What waits for an answer, the first date first.
    pub open: Vec<AskedLine>,
    /// What ended lately.
    pub closed: Vec<AskedLine>,
}

/// A question in the list of the body that is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedLine {
    /// The dossier's number.
    pub number: String,
    /// The question.
    pub question: u64,
    /// The procedure's plain name.
    pub procedure: String,
    /// Who asks.
    pub agency: String,
    /// When.
    pub asked_at: String,
    /// By when to answer.
    pub due: String,
    /// Working minutes left; negative when it is late; none once it ended.
    pub minutes_left: Option<i64>,
    /// How it ended: `answered`, `withdrawn` or `lapsed`.
    pub outcome: Option<String>,
}

/// A question as the body that is asked sees it: it, the papers sent with it, and nothing else of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedView {
    /// The dossier's number.
    pub number: String,
    /// The question.
    pub question: u64,
    /// The procedure's plain name.
    pub procedure: String,
    /// Who asks.
    pub agency: String,
    /// What is asked.
    pub words: String,
    /// When.
    pub asked_at: String,
    /// By when to answer.
    pub due: String,
    /// Working minutes left; negative when it is late; none once it ended.
    pub minutes_left: Option<i64>,
    /// The papers sent with it; none once it ended.
    pub papers: Vec<AttachedFile>,
    /// The file that will go with the answer.
    pub file: Option<AttachedFile>,
    /// Whether the officer may answer.
    pub may_answer: bool,
    /// How it ended.
    pub closed: Option<ClosedView>,
    /// What was typed in an answer that was refused, by name.
    #[serde(default)]
    pub typed: BTreeMap<String, String>,
}

/// An answer as it was posted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpinionInput {
    /// Where the body stands.
    pub position: Position,
    /// Why.
    pub words: String,
    /// The id of the file that goes with it.
    pub file: Option<String>,
}
