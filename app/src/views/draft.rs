//! A draft, step by step.

use std::collections::BTreeMap;

use motcua_core::{
    form::{Answers, Choice, Level, Problem, Section},
    id::{DraftId, FileId, RequestId},
};
use serde::{Deserialize, Serialize};

use super::catalogue::{CommuneLine, FeeView, TimeView};

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
    /// What the step asks.
    pub body: StepBody,
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
#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::large_enum_variant, reason = "one lives per page")
)]
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
    /// Where prefilled answers come from, by path.
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
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// Provinces: code and name.
    pub provinces: Vec<CommuneLine>,
    /// Communes by province code, for the provinces already chosen and the portal's own.
    pub communes: BTreeMap<String, Vec<CommuneLine>>,
    /// Agencies of the levels asked for, by level key: code and name.
    pub agencies: BTreeMap<String, Vec<CommuneLine>>,
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
    /// The fees due.
    pub fees: Vec<FeeView>,
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
}

/// Where a person is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    /// The procedure's code.
    pub code: String,
    /// The draft.
    pub draft: DraftId,
    /// The step to show.
    pub step: String,
    /// Whether to show what is wrong with it.
    pub checked: bool,
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
}
