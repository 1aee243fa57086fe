//! Which questions may be answered from facts. Declarations, consents and what belongs to one matter never are.

use super::{Known, Parts};
use crate::calendar::PartialDate;
use crate::form::{self, DocumentKind, Field, Kind, Options, Section, Subject};

/// What describes one matter and not the person, whoever asks for it.
const NEVER: [&str; 3] = ["person.relationship", "person.marital_status", "person.death_date"];

/// A question that facts may answer.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// The question.
    pub field: &'a Field,
    /// What it asks for.
    pub concept: &'a str,
    /// Where its answer is kept.
    pub path: String,
}

impl Slot<'_> {
    /// Lists the inputs with the part each takes; the empty part for an undivided answer.
    pub fn inputs(&self) -> Vec<(&'static str, String)> {
        match form::parts(&self.field.kind) {
            [] => vec![("", self.path.clone())],
            parts => parts
                .iter()
                .map(|part| (*part, format!("{}.{part}", self.path)))
                .collect(),
        }
    }
}

/// Lists the questions of a section, or of one row of it, that facts may answer.
pub fn slots(section: &Section, row: Option<u16>) -> Vec<Slot<'_>> {
    if section.repeat.is_some() != row.is_some() || (row.is_some() && section.subject == Subject::Organisation) {
        return Vec::new();
    }
    questions(section, row)
        .filter(|slot| may_reuse(section.subject, slot.concept, &slot.field.kind))
        .collect()
}

/// Lists every question of a section, or of one row of it; one that asks for no concept asks for the empty one.
pub(super) fn questions(section: &Section, row: Option<u16>) -> impl Iterator<Item = Slot<'_>> {
    section.fields.iter().map(move |field| Slot {
        field,
        concept: field.concept.as_deref().unwrap_or_default(),
        path: match row {
            Some(row) => format!("{}.{row}.{}", section.key, field.key),
            None => format!("{}.{}", section.key, field.key),
        },
    })
}

fn may_reuse(subject: Subject, concept: &str, kind: &Kind) -> bool {
    let group = concept.split('.').next().unwrap_or_default();
    let fits = match subject {
        Subject::Applicant
        | Subject::Owner
        | Subject::Child
        | Subject::Mother
        | Subject::Father
        | Subject::Wife
        | Subject::Husband
        | Subject::Deceased
        | Subject::Member
        | Subject::Representative => matches!(group, "person" | "contact"),
        Subject::Organisation => matches!(group, "organisation" | "business"),
        Subject::Place | Subject::Matter => false,
    };
    let never = match kind {
        Kind::Declaration | Kind::File | Kind::Agency { .. } | Kind::YesNo | Kind::Choices { .. } => true,
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Name
        | Kind::Number { .. }
        | Kind::Money
        | Kind::Date { .. }
        | Kind::Time
        | Kind::Choice { .. }
        | Kind::PersonalId
        | Kind::IdentityDocument { .. }
        | Kind::TaxCode
        | Kind::Phone
        | Kind::Email
        | Kind::WebAddress
        | Kind::Address => false,
    };
    fits && !never && !NEVER.contains(&concept)
}

/// A value for a question, with the concept it was known under.
pub(super) struct Suits {
    pub(super) concept: &'static str,
    pub(super) value: Parts,
}

/// Finds what suits a question: its own concept, or one that says the same.
pub(super) fn suits(known: &Known, slot: &Slot<'_>) -> Option<(Parts, super::Datum)> {
    let own = known
        .standing(slot.concept)
        .map(|datum| (datum.value.clone(), datum.clone()));
    own.or_else(|| {
        let derived = derived(known, slot.concept)?;
        Some((derived.value, known.standing(derived.concept)?.clone()))
    })
    .filter(|(value, _)| is_taken(&slot.field.kind, value))
}

/// What other concepts say of this one: the year by the birth date, the personal id by the card and the card by the id.
fn derived(known: &Known, concept: &str) -> Option<Suits> {
    let undivided = |text: &str| Parts::from([(String::new(), text.to_owned())]);
    match concept {
        "person.birth_year" => Some(Suits {
            concept: "person.birth_date",
            value: undivided(known.text("person.birth_date")?),
        }),
        "person.birth_date" => {
            let year = known.text("person.birth_year")?;
            PartialDate::parse(year).ok()?.day()?;
            Some(Suits {
                concept: "person.birth_year",
                value: undivided(year),
            })
        }
        "person.personal_id" => {
            let paper = &known.standing("person.identity_document")?.value;
            let kind = DocumentKind::from_key(paper.get("kind")?)?;
            let is_card = matches!(kind, DocumentKind::IdentityCard | DocumentKind::IdentityCertificate);
            is_card.then_some(())?;
            Some(Suits {
                concept: "person.identity_document",
                value: undivided(paper.get("number")?),
            })
        }
        "person.identity_document" => Some(Suits {
            concept: "person.personal_id",
            value: Parts::from([
                ("kind".to_owned(), DocumentKind::IdentityCard.key().to_owned()),
                ("number".to_owned(), known.text("person.personal_id")?.to_owned()),
            ]),
        }),
        _ => None,
    }
}

/// Says whether a question takes a value of this form.
fn is_taken(kind: &Kind, value: &Parts) -> bool {
    match kind {
        Kind::IdentityDocument { accepts } => value
            .get("kind")
            .and_then(|kind| DocumentKind::from_key(kind))
            .is_some_and(|kind| accepts.contains(&kind)),
        Kind::Choice {
            options: Options::Listed(options),
        } => value
            .get("")
            .is_some_and(|text| options.iter().any(|option| option.value == *text)),
        Kind::Address => value.contains_key("province"),
        Kind::Choice {
            options: Options::List(_),
        }
        | Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Name
        | Kind::Number { .. }
        | Kind::Money
        | Kind::Date { .. }
        | Kind::Time
        | Kind::Choices { .. }
        | Kind::YesNo
        | Kind::PersonalId
        | Kind::TaxCode
        | Kind::Phone
        | Kind::Email
        | Kind::WebAddress
        | Kind::Agency { .. }
        | Kind::File
        | Kind::Declaration => value.contains_key(""),
    }
}
