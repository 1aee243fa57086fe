//! A draft, step by step.

use std::collections::BTreeMap;

use motcua_core::{
    document::FileKind,
    draft::Changes,
    form::{Answers, Level, Problem, Section},
    id::{DraftId, FileId, RequestId},
    identity::CccdQrError,
    procedure::Quote,
    profile::Whom,
};
use serde::{Deserialize, Serialize};

use super::post::ReturnForm;
use super::talk::AlikeLine;
use super::{
    OptionList,
    catalogue::TimeView,
    documents::KeptPaper,
    intake::IntakeView,
    profile::{KnownView, OriginView},
};

/// One step of filling a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// The draft.
    pub draft: DraftId,
    /// The procedure's code.
    pub code: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The step's key in the URL.
    pub step: String,
    /// All steps, with where each stands.
    pub progress: Progress,
    /// When the draft was last kept, `hh:mm`, Vietnam time.
    pub saved_at: Option<String>,
    /// The number of the dossier this draft mends, when it answers a supplement request.
    pub mends: Option<String>,
    /// The draft's version, as a save made from this page names it.
    pub version: String,
    /// What was typed differently in two places and is left to choose between.
    pub conflicts: Vec<ConflictView>,
    /// What a newer revision of the procedure changed, until the person has seen it.
    pub changes: Option<Changes>,
    /// Whose facts can be put in, and what a register says otherwise; only for sections.
    #[serde(default)]
    pub known: KnownView,
    /// For whom an officer enters it from paper.
    #[serde(default)]
    pub intake: Option<IntakeView>,
    /// What it costs with the answers so far; the review says it in its own place.
    #[serde(default)]
    pub quote: Option<Quote>,
    /// What the step asks.
    pub body: StepBody,
}

/// One question with two answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Where it is typed.
    pub path: String,
    /// The step it belongs to.
    pub step: String,
    /// The question.
    pub label: String,
    /// The answers, the one that is kept for now first.
    pub choices: Vec<TypedChoice>,
}

/// One of two answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypedChoice {
    /// As typed; empty when the answer was taken away.
    pub text: String,
    /// In words.
    pub words: String,
    /// Whether it was typed on the device that asks; not known for old ones.
    pub here: Option<bool>,
    /// When it was typed, `hh:mm ngày dd/mm/yyyy`.
    pub at: Option<String>,
}

/// Where the person stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The steps, in order.
    pub steps: Vec<ProgressStep>,
    /// Which one is shown, from 0.
    pub current: u32,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgressStep {
    /// Its key in the URL.
    pub key: String,
    /// Its title; empty for the papers and review steps, whose words are the portal's own.
    pub title: String,
    /// Whether it was kept at least once.
    pub visited: bool,
    /// Whether nothing is missing or wrong in it.
    pub complete: bool,
}

/// What a step asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepBody {
    /// A section of the form.
    Section(SectionView),
    /// The papers.
    Papers(PapersView),
    /// Everything once more before sending.
    Review(ReviewView),
}

/// A section of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionView {
    /// The section.
    pub section: Section,
    /// The answers of the section and of those it looks at.
    pub answers: Answers,
    /// The earlier sections it looks at, so that conditions can be evaluated in the browser.
    pub earlier: Vec<Section>,
    /// What is wrong, when the section was checked.
    pub problems: Vec<Problem>,
    /// Where prefilled answers come from, in words, by path of the question.
    pub origins: BTreeMap<String, String>,
    /// Shared lists its choices need.
    pub lists: Lists,
    /// What the officer asked to mend, by path.
    pub asked: BTreeMap<String, String>,
}

/// Shared lists a section needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lists {
    /// Choices by list name.
    pub choices: BTreeMap<String, OptionList>,
    /// Provinces: code and name.
    pub provinces: OptionList,
    /// Communes by province code, for the provinces already chosen and the portal's own.
    pub communes: BTreeMap<String, OptionList>,
    /// Agencies of the levels asked for, by level key: code and name.
    pub agencies: BTreeMap<String, OptionList>,
}

/// The papers step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PapersView {
    /// The slots the answers select.
    pub slots: Vec<PaperSlot>,
    /// What is wrong, when the step was checked; `at` is the slot's key.
    pub problems: Vec<Problem>,
    /// What could not be kept of the last upload: the slot, the file's name and the code of the reason.
    pub refused: Option<(String, String, String)>,
    /// The greatest size of one file, in bytes.
    pub max_bytes: u64,
    /// The greatest size of all files together, in bytes.
    pub max_together: u64,
}

/// A slot for one paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperSlot {
    /// The paper.
    pub document: super::catalogue::DocumentView,
    /// What is attached.
    pub files: Vec<AttachedFile>,
    /// What the officer asked to mend.
    pub asked: Option<String>,
    /// The kinds of file it takes.
    pub accept: Vec<FileKind>,
    /// Papers filed before that can be used again here.
    pub reuse: Vec<KeptPaper>,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachedFile {
    /// Its id, for removing and looking.
    pub id: FileId,
    /// The slot it is in.
    pub slot: String,
    /// Its name as the person's device called it.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its type by content (`application/pdf`…).
    pub media_type: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// How many pages it has, where its type has pages.
    pub pages: Option<u32>,
    /// Whether the virus scanner has not answered yet: it cannot be opened or filed.
    pub is_checking: bool,
}

/// The review step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewView {
    /// What will be sent, by section and row.
    pub sections: Vec<ReviewSection>,
    /// The attached papers.
    pub files: Vec<AttachedFile>,
    /// What still stops the submission, or should be looked at; with the step each is mended in.
    pub problems: Vec<(String, Problem)>,
    /// What it costs if filed today, or what a dossier to be mended cost; absent where nothing is counted.
    pub quote: Option<Quote>,
    /// The time that applies.
    pub time: Option<TimeView>,
    /// The date to expect if accepted now, `dd/mm/yyyy`.
    pub due_if_now: Option<String>,
    /// Who receives it.
    pub agency: Option<String>,
    /// What is declared by sending.
    pub declaration: String,
    /// Sent with the form, so that sending twice files once.
    pub request: RequestId,
    /// The person's own dossiers of the procedure that are open or were filed lately.
    #[serde(default)]
    pub alike: Vec<AlikeLine>,
    /// How the result is to be received; none where that was chosen before.
    #[serde(default)]
    pub receive: Option<ReturnForm>,
}

/// A section as reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewSection {
    /// Its step in the URL.
    pub step: String,
    /// Its title, with the row's for repeated ones.
    pub title: String,
    /// Label and answer, for answers given.
    pub fields: Vec<ReviewField>,
}

/// One answer as reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewField {
    /// Where it is typed.
    pub path: String,
    /// The question.
    pub label: String,
    /// The answer in words; empty when none was given.
    pub answer: String,
    /// The worst problem with it.
    pub level: Option<Level>,
    /// Where it comes from, when it was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginView>,
}

/// Where to go after keeping a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Go {
    /// On, if nothing is wrong; else here again with the problems.
    Next,
    /// Here again, unchecked: more communes to choose from, or simply kept.
    Stay,
    /// To the step before.
    Back,
    /// To the review.
    Review,
    /// Here again with one row more.
    AddRow,
    /// Here again without this row.
    RemoveRow(u16),
    /// Here again, filled with what is known of somebody.
    Use(Whom),
    /// Here again, with what the code of an identity card says.
    Card,
    /// Here again, with the card's words in the place of those that differ.
    AsCard,
}

/// Where a person is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The procedure's code.
    pub code: String,
    /// The draft.
    pub draft: DraftId,
    /// The step to show.
    pub step: String,
    /// Whether to show what is wrong with it.
    pub checked: bool,
    /// The draft's version now.
    pub version: String,
    /// Whether the section holds something that was not sent with it: typed elsewhere in the meantime.
    pub merged: bool,
    /// Whether an answer led to questions that the page did not show.
    pub asks_more: bool,
    /// What came of reading a card, when one was read.
    pub card: Option<CardRead>,
}

/// What came of reading the code of an identity card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRead {
    /// It was read.
    Well,
    /// It is not the code of a card.
    Not(CccdQrError),
}

impl CardRead {
    /// Returns its stable word: `ok`, or the code of the error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Not(error) => error.code(),
        }
    }

    /// Returns what a word stands for.
    pub fn of(code: &str) -> Option<Self> {
        let not = || CccdQrError::ALL.iter().find(|error| error.code() == code);
        if code == "ok" {
            Some(Self::Well)
        } else {
            not().copied().map(Self::Not)
        }
    }
}

/// What a save was made from: the version the page showed, who typed, and how long ago.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The version, as the page had it; empty when it is not known.
    pub base: String,
    /// The page that sends, which never contradicts itself; empty when it is not known.
    pub page: String,
    /// Which of the page's saves it is, later ones higher; nothing when the page does not number them.
    #[serde(default)]
    pub turn: Option<u64>,
    /// How long ago an answer was typed, by path, in milliseconds.
    pub ages: BTreeMap<String, u64>,
    /// What was read from an identity card, as it came; mostly empty.
    #[serde(default)]
    pub card: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftLine {
    /// The draft.
    pub id: DraftId,
    /// The procedure's code.
    pub code: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// When it was last kept, `hh:mm ngày dd/mm/yyyy`.
    pub saved_at: String,
    /// The step to go on at.
    pub step: String,
    /// The number of the dossier it mends.
    pub mends: Option<String>,
    /// What the person calls it.
    pub name: Option<String>,
}

/// What a device seals a person's drafts with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceKey {
    /// 256 bits in base64.
    pub key: String,
    /// How long the device may hold it, in seconds.
    pub seconds: u32,
}
