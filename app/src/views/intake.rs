//! Taking dossiers in from paper: what an officer chooses from, types and sees, and how a dossier came in.

use std::collections::BTreeMap;

use motcua_core::{
    dossier::Seen,
    procedure::{Channel, Submit},
};
use serde::{Deserialize, Serialize};

/// The procedures that the officer's agency receives, under what was searched for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeList {
    /// What was searched for.
    pub text: String,
    /// Code and name.
    pub found: Vec<(String, String)>,
    /// Whether there are more than are listed.
    pub is_cut: bool,
}

/// The page on which an officer says for whom a dossier is entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeForm {
    /// The procedure's code.
    pub code: String,
    /// Its plain name.
    pub procedure: String,
    /// The officer's agency.
    pub agency: String,
    /// When it goes on to who works on it, where that is not today.
    pub goes_on: Option<String>,
    /// What was typed in this form when it was refused.
    pub typed: BTreeMap<String, String>,
}

/// For whom a dossier is entered, and which way it came, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeInput {
    /// The procedure's code.
    pub code: String,
    /// `counter` or `post`.
    pub how: String,
    /// The day of the signed hand-over record.
    pub signed_on: String,
    /// Its time of day, `hh:mm`.
    pub signed_time: String,
    /// `person` or `organisation`.
    pub whose: String,
    /// The personal id.
    pub personal_id: String,
    /// The person's full name.
    pub name: String,
    /// The date of birth.
    pub born_on: String,
    /// The telephone number, if there is one.
    pub phone: String,
    /// The tax code.
    pub tax_code: String,
    /// The organisation's name.
    pub organisation: String,
}

/// How a desk answers a dossier that lies there incomplete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandBack {
    /// By form 02: one request for everything.
    Ask {
        /// The officer's reasons, by place: a field's path, or `paper:` and a slot. What the portal finds itself is asked
        /// in any case.
        reasons: BTreeMap<String, String>,
    },
    /// By form 03.
    Refuse {
        /// Why, with its ground in law.
        reason: String,
    },
}

/// For whom the officer fills this draft, on each of its pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeView {
    /// The applicant's name.
    pub name: String,
    /// Their number, its middle hidden.
    pub number: String,
    /// Which way it came.
    pub how: Channel,
    /// When the hand-over record was signed.
    pub signed_at: Option<String>,
    /// When it goes on to who works on it, where that is another day.
    pub goes_on: Option<String>,
    /// The papers that the answers select, each scanned, seen or neither; only on the steps that show papers.
    pub papers: Vec<IntakePaper>,
}

/// A paper at the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakePaper {
    /// The key of its slot.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How it is given by rule.
    pub submit: Submit,
    /// Whether it must be there.
    pub required: bool,
    /// How many files were scanned.
    pub scanned: u32,
    /// Whether it was only seen, or handed in on paper.
    pub seen: Option<Seen>,
}

/// How a dossier came in, said honestly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// Which way; online where nothing is said.
    pub how: Option<Channel>,
    /// Who helped online.
    pub helped_by: Option<String>,
    /// Who entered it from paper.
    pub entered_by: Option<String>,
    /// Where it was received.
    pub received_at: Option<String>,
    /// When the hand-over record of the post was signed.
    pub signed_at: Option<String>,
    /// When it goes on to who works on it, where that is another day than it was received.
    pub goes_on: Option<String>,
    /// Papers that were seen or handed in and not scanned.
    pub papers: Vec<(String, Seen)>,
}
