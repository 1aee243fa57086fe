//! Where in a dossier something is wrong; it knows no form and no list of papers.

use serde::{Deserialize, Serialize};

/// A place in a dossier: a field of the form or a slot for a paper (thành phần hồ sơ).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A field by its path: `child.birth_date`, or a whole section: `child`.
    Field(String),
    /// A paper by the key of its slot.
    Document(String),
}

impl Place {
    /// Tells whether two places overlap: the same one, or one within the other.
    pub fn touches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(one), Self::Field(two)) => within(one, two) || within(two, one),
            (Self::Document(one), Self::Document(two)) => one == two,
            (Self::Field(_), Self::Document(_)) | (Self::Document(_), Self::Field(_)) => false,
        }
    }
}

/// Tells whether a path is the other one or a part of it.
fn within(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '#']))
}

/// One thing to be mended, pinned to its place (nội dung yêu cầu bổ sung).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// Where it is.
    pub at: Place,
    /// Why it must be mended, in the officer's words.
    pub reason: String,
}
