//! Facts by subject and concept, and which of several stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Origin, Relation};
use crate::{calendar::Moment, id::SubjectId};

/// A value by part: one text under the empty name, or the parts of an address or an identity paper.
pub type Parts = BTreeMap<String, String>;

/// Whom a fact is about, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// The person of the account.
    Me,
    /// Somebody kept beside them.
    Kept(SubjectId),
}

impl std::fmt::Display for Whom {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Me => out.write_str("me"),
            Self::Kept(id) => id.fmt(out),
        }
    }
}

impl std::str::FromStr for Whom {
    type Err = crate::id::BadId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "me" {
            Ok(Self::Me)
        } else {
            text.parse().map(Self::Kept)
        }
    }
}

/// One value from one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// The value.
    pub value: Parts,
    /// Where it comes from.
    pub origin: Origin,
    /// Since when it is known.
    pub at: Moment,
    /// Who confirmed it: an agency's code, a register's key.
    pub confirmed_by: Option<String>,
    /// Whether an officer accepted it against what a register says.
    pub overrules: bool,
}

/// Everything known of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Whom it is about.
    pub whom: Whom,
    /// What they are to the account's person; nothing for that person.
    pub relation: Option<Relation>,
    /// By concept, the values of each origin.
    pub data: BTreeMap<String, Vec<Datum>>,
}

/// Everything known of an account's person and those beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The account's person first, when anything is known of them.
    pub subjects: Vec<Known>,
}

impl Profile {
    /// Returns what is known of somebody.
    pub fn of(&self, whom: Whom) -> Option<&Known> {
        self.subjects.iter().find(|known| known.whom == whom)
    }
}

impl Known {
    /// Begins with nothing.
    pub const fn new(whom: Whom, relation: Option<Relation>) -> Self {
        Self {
            whom,
            relation,
            data: BTreeMap::new(),
        }
    }

    /// Returns the value of a concept that stands.
    pub fn standing(&self, concept: &str) -> Option<&Datum> {
        let data = self.data.get(concept)?;
        let proven = |datum: &Datum| matches!(datum.origin, Origin::Accepted(_) | Origin::Result(_));
        data.iter()
            .max_by_key(|datum| (strength(concept, datum), datum.at, proven(datum)))
    }

    /// Returns the undivided text of a concept that stands.
    pub fn text(&self, concept: &str) -> Option<&str> {
        self.standing(concept)?.value.get("").map(String::as_str)
    }

    /// Returns the name to call them by.
    pub fn name(&self) -> Option<&str> {
        ["person.full_name", "organisation.name", "business.name"]
            .into_iter()
            .find_map(|concept| self.text(concept))
    }
}

/// Says whether only the person can say what a concept is: nobody confirms a telephone number, the latest word counts.
pub fn is_own_word(concept: &str) -> bool {
    concept.starts_with("contact.")
        || matches!(
            concept,
            "person.occupation"
                | "person.education"
                | "person.current_address"
                | "organisation.phone"
                | "organisation.email"
                | "organisation.fax"
                | "organisation.website"
                | "business.employees"
        )
}

/// How much a value counts against others of the same concept; among equals the latest stands.
fn strength(concept: &str, datum: &Datum) -> u8 {
    if is_own_word(concept) {
        return 0;
    }
    match &datum.origin {
        Origin::Register(_) => 3,
        Origin::Accepted(_) | Origin::Result(_) if datum.overrules => 3,
        Origin::Account | Origin::Accepted(_) | Origin::Result(_) => 2,
        Origin::Typed(_) | Origin::Card => 1,
    }
}
