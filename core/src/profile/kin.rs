//! Who is who: what somebody is to the account's person, and when two descriptions are of one person.

use serde::{Deserialize, Serialize};

use super::{Known, Parts};
use crate::{
    calendar::PartialDate,
    form::DocumentKind,
    text::{fold, nfc},
};

/// What somebody is to the account's person; the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Wife or husband.
    Spouse,
    /// A child.
    Child,
    /// The mother.
    Mother,
    /// The father.
    Father,
    /// The other parent of a child.
    CoParent,
    /// Another relative or member of the household.
    Relative,
    /// An organisation or a household business.
    Organisation,
}

impl Relation {
    /// Lists every relation.
    pub const ALL: [Self; 7] = [
        Self::Spouse,
        Self::Child,
        Self::Mother,
        Self::Father,
        Self::CoParent,
        Self::Relative,
        Self::Organisation,
    ];

    /// Returns its stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Mother => "mother",
            Self::Father => "father",
            Self::CoParent => "co_parent",
            Self::Relative => "relative",
            Self::Organisation => "organisation",
        }
    }

    /// Returns the relation of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.key() == key)
    }
}

/// What tells a person from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The personal id, from the id itself or an identity card.
    pub personal_id: Option<String>,
    /// The name, folded.
    pub name: Option<String>,
    /// The birth, as much of it as is known.
    pub birth: Option<PartialDate>,
    /// `male` or `female`.
    pub sex: Option<String>,
    /// For an organisation: tax code or number of registration.
    pub registered_as: Option<String>,
}

impl Traits {
    /// Reads the traits of a value by concept.
    pub fn read<'a>(value: impl Fn(&str) -> Option<&'a Parts>) -> Self {
        let text = |concept: &str| value(concept).and_then(|parts| parts.get("")).cloned();
        let card = || {
            let paper = value("person.identity_document")?;
            let kind = DocumentKind::from_key(paper.get("kind")?)?;
            match kind {
                DocumentKind::IdentityCard | DocumentKind::IdentityCertificate => paper.get("number").cloned(),
                DocumentKind::Passport | DocumentKind::OldIdentityCard | DocumentKind::Other => None,
            }
        };
        let birth = text("person.birth_date").or_else(|| text("person.birth_year"));
        Self {
            personal_id: text("person.personal_id").or_else(card),
            name: text("person.full_name")
                .or_else(|| text("organisation.name"))
                .or_else(|| text("business.name"))
                .map(|name| fold(&name)),
            birth: birth.and_then(|birth| PartialDate::parse(&birth).ok()),
            sex: text("person.sex"),
            registered_as: text("organisation.tax_code").or_else(|| text("organisation.registration")),
        }
    }

    /// Reads the traits of somebody known.
    pub fn of(known: &Known) -> Self {
        Self::read(|concept| known.standing(concept).map(|datum| &datum.value))
    }

    /// Says whether nothing tells this person from others.
    pub const fn is_nobody(&self) -> bool {
        self.personal_id.is_none() && self.name.is_none() && self.registered_as.is_none()
    }

    /// Says whether the two cannot be one: different ids, names or births; with the same id they are one, whatever else a
    /// register or a form has wrong.
    pub fn contradicts(&self, other: &Self) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        if self.personal_id.is_some() && self.personal_id == other.personal_id {
            return false;
        }
        let births = self.birth.zip(other.birth);
        differ(&self.personal_id, &other.personal_id)
            || differ(&self.name, &other.name)
            || differ(&self.registered_as, &other.registered_as)
            || births.is_some_and(|(a, b)| a.latest() < b.earliest() || b.latest() < a.earliest())
    }
}

/// Says whether two descriptions are surely of one person or organisation: the same id, or the same name and birth.
pub fn is_same_person(a: &Traits, b: &Traits) -> bool {
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    if same(&a.personal_id, &b.personal_id) || same(&a.registered_as, &b.registered_as) {
        return true;
    }
    !a.contradicts(b) && same(&a.name, &b.name) && a.birth.is_some() && b.birth.is_some()
}

/// What a person says they are to another, read from free words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Mother,
    Father,
    Wife,
    Husband,
    Child,
    Kin,
}

/// Reads a word of kinship; nothing where the words name none. Accents are read, not folded: `ba` is a father, `bà` is not.
pub(super) fn word(said: &str) -> Option<Word> {
    let said = nfc(said).to_lowercase();
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| {
        Some(match word {
            "mẹ" | "má" | "me" | "mother" => Word::Mother,
            "cha" | "bố" | "ba" | "bo" | "father" => Word::Father,
            "vợ" | "vo" | "wife" => Word::Wife,
            "chồng" | "chong" | "husband" => Word::Husband,
            "con" | "child" => Word::Child,
            "ông" | "bà" | "cháu" | "anh" | "chị" | "em" | "cô" | "dì" | "chú" | "bác" | "cậu" | "mợ" | "thím"
            | "dượng" => Word::Kin,
            _ => return None,
        })
    })
}
