//! Once-only: what is known of a person, where it comes from, and whose facts can be put into a form.

use std::collections::BTreeMap;

use motcua_core::form::{Answers, Field, Problem};
use motcua_core::profile::{Relation, Whom};
use serde::{Deserialize, Serialize};

use super::Lists;

/// Where an answer comes from, and what was filled in before a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginView {
    /// `account`, `typed`, `register`, `accepted`, `result`.
    pub kind: String,
    /// A dossier's number or a register's key.
    pub source: String,
    /// Since when it is known, `dd/mm/yyyy`.
    pub on: String,
    /// What was filled in, in words, when the answer is another now.
    pub before: Option<String>,
    /// Why a register's value was changed.
    pub reason: Option<String>,
}

/// What is known for a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownView {
    /// Whose facts can be put in, the likeliest first.
    pub offers: Vec<OfferView>,
    /// Where a register says otherwise.
    pub disputes: Vec<DisputeView>,
    /// Where a section asks for somebody by their card: what is answered otherwise than the card says.
    pub card: Option<Vec<OffCardView>>,
}

/// An answer that says otherwise than the identity card that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffCardView {
    /// The path of the question.
    pub path: String,
    /// The question.
    pub label: String,
    /// What the card says, in words.
    pub card: String,
    /// The answer now, in words.
    pub now: String,
}

/// Somebody whose facts can be put into a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// Whom.
    pub whom: Whom,
    /// What they are to the person; nothing for the person themselves.
    pub relation: Option<Relation>,
    /// The name to call them by.
    pub name: String,
}

/// An answer that differs from what a register says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeView {
    /// The path of the question.
    pub path: String,
    /// The question.
    pub label: String,
    /// Where the former value comes from.
    pub origin: OriginView,
    /// The answer now, in words.
    pub now: String,
}

/// Everything kept of a person (dữ liệu của tôi).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyData {
    /// The person first, then their family and organisations.
    pub subjects: Vec<SubjectView>,
    /// Who looked at it, the latest first.
    pub looks: Vec<LookView>,
    /// The numbers of filed dossiers, which are kept by law.
    pub dossiers: Vec<String>,
    /// Whether who is asking may correct and delete it: what is kept of an organisation is not every employee's to change.
    #[serde(default)]
    pub may_change: bool,
}

/// What is kept of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectView {
    /// Whom it is about.
    pub whom: Whom,
    /// What they are to the person; nothing for the person themselves.
    pub relation: Option<Relation>,
    /// The name to call them by; empty when it is not known.
    pub name: String,
    /// The facts.
    pub facts: Vec<FactView>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactView {
    /// What it is: a key of the dictionary of concepts.
    pub concept: String,
    /// The question it answers.
    pub label: String,
    /// The answer in words.
    pub value: String,
    /// The answer as it is kept, by part.
    pub raw: BTreeMap<String, String>,
    /// Where it comes from.
    pub origin: OriginView,
    /// Who confirmed it: an agency's name, a register's key.
    pub confirmed_by: Option<String>,
    /// Whether the person may write another in its place here.
    pub correctable: bool,
    /// Whether it is answered by choosing or in parts, and is corrected on a page of its own.
    #[serde(default)]
    pub has_page: bool,
}

/// A fact to be corrected, as a form asks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactForm {
    /// Whom it is about.
    pub whom: Whom,
    /// The name to call them by; empty for the person themselves and where it is not known.
    pub name: String,
    /// What it is: a key of the dictionary of concepts.
    pub concept: String,
    /// The question.
    pub field: Field,
    /// The answer as it stands, or as it was typed, at [`FactForm::PATH`].
    pub answers: Answers,
    /// What is wrong with what was typed.
    pub problems: Vec<Problem>,
    /// Shared lists.
    pub lists: Lists,
}

impl FactForm {
    /// Where the answer is.
    pub const PATH: &str = "s.value";
}

/// One look at a person's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookView {
    /// When, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// Who, by name; empty for the portal itself.
    pub who: String,
    /// For which agency; empty for the portal itself.
    pub agency: String,
    /// Why: `dossier`, `register`.
    pub why: String,
    /// A dossier's number or a register's key.
    pub matter: String,
}

/// What of a procedure's questions and papers is on file, before it is started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyView {
    /// The parts of the form.
    pub sections: Vec<ReadySection>,
    /// The papers to attach.
    pub papers: Vec<FiledPaper>,
    /// The last dossier of the same procedure, whose answers can be taken over.
    #[serde(default)]
    pub last: Option<LastFiled>,
}

/// The last dossier of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFiled {
    /// Its number.
    pub number: String,
    /// When it was filed.
    pub on: String,
}

/// A part of the form, and how much of it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadySection {
    /// Its title.
    pub title: String,
    /// How many questions it asks.
    pub asked: u32,
    /// How many are answered already.
    pub known: u32,
    /// Whose facts can be put into it.
    pub offers: Vec<OfferView>,
}

/// A paper to attach, and where it was attached before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledPaper {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// The number of the dossier that has it.
    pub filed: Option<String>,
}

/// How a dossier compares with the state's registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationView {
    /// When it was compared, `hh:mm ngày dd/mm/yyyy`; nothing while a register does not answer.
    pub on: Option<String>,
    /// Part by part.
    pub checked: Vec<CheckedView>,
}

/// One part of a dossier compared with a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedView {
    /// The part's title.
    pub title: String,
    /// The register's key.
    pub register: String,
    /// Whether the register knows the number.
    pub found: bool,
    /// What it says otherwise: the question and its answer there.
    pub differs: Vec<(String, String)>,
}
