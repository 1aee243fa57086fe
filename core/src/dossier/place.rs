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

/// What the name of a paper's place begins with.
const PAPER: &str = "paper:";

impl Place {
    /// Names the place in one text, as forms of the desk send it: the path of a field, or `paper:` and the key of a slot.
    pub fn name(&self) -> String {
        match self {
            Self::Field(path) => path.clone(),
            Self::Document(slot) => [PAPER, slot].concat(),
        }
    }

    /// Returns the place of a name; whether the dossier has it is not asked.
    pub fn named(name: &str) -> Self {
        match name.strip_prefix(PAPER) {
            Some(slot) => Self::Document(slot.to_owned()),
            None => Self::Field(name.to_owned()),
        }
    }

    /// Tells whether this is the other place or a part of it.
    pub fn is_within(&self, whole: &Self) -> bool {
        match (self, whole) {
            (Self::Field(part), Self::Field(whole)) => within(part, whole),
            (Self::Document(one), Self::Document(two)) => one == two,
            (Self::Field(_), Self::Document(_)) | (Self::Document(_), Self::Field(_)) => false,
        }
    }

    /// Tells whether two places overlap: the same one, or one within the other.
    pub fn touches(&self, other: &Self) -> bool {
        self.is_within(other) || other.is_within(self)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_by_its_name() {
        for (name, place) in [
            ("child.full_name", Place::Field("child.full_name".to_owned())),
            ("paper:identity", Place::Document("identity".to_owned())),
            ("", Place::Field(String::new())),
        ] {
            assert_eq!((Place::named(name), place.name()), (place.clone(), name.to_owned()));
        }
    }
}
