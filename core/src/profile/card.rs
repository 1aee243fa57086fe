//! The QR code of the citizen card (mã QR trên thẻ căn cước) laid on a part of a form: what is empty is answered from it,
//! what was typed stays, and where the two differ is told for as long as they do.

use time::Date;

use super::{Datum, Known, Origin, Origins, Parts, Prefilled, Slot, Whom, reuse::suits, slots};
use crate::{
    calendar::{Moment, PartialDate, format},
    form::{Answers, DocumentKind, Kind, Section, Subject},
    identity::CccdQr,
    text::{collapse, nfc},
};

/// Returns what a card says of its holder; `residence` is its place of residence by parts, in the units of today.
pub fn of_card(card: &CccdQr, residence: &Parts, now: Moment) -> Known {
    let undivided = |text: String| Parts::from([(String::new(), text)]);
    let issued = format::date(card.issue_date());
    let paper = [
        ("kind", DocumentKind::IdentityCard.key()),
        ("number", card.personal_id().as_str()),
        ("issued_on", &issued),
    ];
    let facts = [
        ("person.full_name", undivided(card.full_name().to_string())),
        ("person.birth_date", undivided(format::date(card.birth_date()))),
        ("person.sex", undivided(card.sex().code().to_owned())),
        ("person.personal_id", undivided(card.personal_id().to_string())),
        (
            "person.identity_document",
            paper.map(|(part, text)| (part.to_owned(), text.to_owned())).into(),
        ),
        ("person.residence", residence.clone()),
        ("person.permanent_residence", residence.clone()),
    ];
    let mut known = Known::new(Whom::Me, None);
    for (concept, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        let datum = Datum {
            value,
            origin: Origin::Card,
            at: now,
            confirmed_by: None,
            overrules: false,
        };
        known.data.insert(concept.to_owned(), vec![datum]);
    }
    known
}

/// Says whether a section asks for a person by their card: a child has none.
pub fn takes_card(section: &Section) -> bool {
    let asks = |concept: &str| matches!(concept, "person.identity_document" | "person.personal_id");
    let row = section.repeat.as_ref().map(|_| 0);
    section.subject != Subject::Child && slots(section, row).iter().any(|slot| asks(slot.concept))
}

/// Answers what is empty in a section, or in one row of it, from a card. Returns what was filled in, and all that the card
/// says there, both by path of the input.
pub fn fill_from_card(section: &Section, row: Option<u16>, card: &Known, answers: &mut Answers) -> (Origins, Origins) {
    let (mut filled, mut said) = (Origins::new(), Origins::new());
    for slot in slots(section, row) {
        let Some((value, datum)) = suits(card, &slot) else {
            continue;
        };
        let inputs: Vec<(&str, String, Prefilled)> = slot
            .inputs()
            .into_iter()
            .filter_map(|(part, path)| {
                let text = value.get(part).filter(|text| !text.is_empty())?.clone();
                let prefilled = Prefilled {
                    origin: Origin::Card,
                    on: datum.at.date(),
                    value: text,
                };
                Some((part, path, prefilled))
            })
            .collect();
        if is_another_paper(&slot, answers) {
            continue;
        }
        let fits = inputs.iter().all(|(part, path, card)| {
            answers
                .get(path)
                .is_none_or(|typed| agree(&slot, part, typed, &card.value))
        });
        for (_, path, prefilled) in inputs {
            if fits && answers.get(&path).is_none() && answers.set(&path, prefilled.value.as_str()).is_ok() {
                filled.insert(path.clone(), prefilled.clone());
            }
            said.insert(path, prefilled);
        }
    }
    (filled, said)
}

/// An answer that says otherwise than the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffCard {
    /// The path of the question.
    pub path: String,
    /// What the card says, as answers at the same paths.
    pub card: Answers,
    /// When the card was read.
    pub on: Date,
}

/// Lists the questions of a section, or of one row of it, answered otherwise than the card says.
pub fn off_card(section: &Section, row: Option<u16>, answers: &Answers, said: &Origins) -> Vec<OffCard> {
    let off = |slot: Slot<'_>| {
        let inputs = slot.inputs();
        let told = || {
            inputs
                .iter()
                .filter_map(|(part, path)| Some((*part, path, said.get(path)?)))
        };
        let differs = told().any(|(part, path, card)| {
            let typed = answers.get(path).map(str::trim).filter(|typed| !typed.is_empty());
            typed.is_some_and(|typed| !agree(&slot, part, typed, &card.value))
        });
        if !differs || is_another_paper(&slot, answers) {
            return None;
        }
        let on = told().next()?.2.on;
        let mut card = Answers::default();
        for (_, path, said) in told() {
            // A path of a form fits.
            let _ = card.set(path, said.value.as_str());
        }
        Some(OffCard {
            path: slot.path,
            card,
            on,
        })
    };
    slots(section, row).into_iter().filter_map(off).collect()
}

/// Says whether a question about a paper was answered with another one than the card.
fn is_another_paper(slot: &Slot<'_>, answers: &Answers) -> bool {
    let is_card = |kind| matches!(kind, DocumentKind::IdentityCard | DocumentKind::IdentityCertificate);
    let kind = answers.part(&slot.path, "kind").and_then(DocumentKind::from_key);
    matches!(slot.field.kind, Kind::IdentityDocument { .. }) && kind.is_some_and(|kind| !is_card(kind))
}

/// Says whether a typed text means what the card says: spelling counts, capitals, spaces and the form of a date do not.
fn agree(slot: &Slot<'_>, part: &str, typed: &str, card: &str) -> bool {
    if matches!(slot.field.kind, Kind::Date { .. }) || part == "issued_on" {
        return match (PartialDate::parse(typed.trim()), PartialDate::parse(card)) {
            (Ok(typed), Ok(card)) => typed.earliest() <= card.latest() && card.earliest() <= typed.latest(),
            (Ok(_) | Err(_), _) => false,
        };
    }
    if matches!(slot.field.kind, Kind::PersonalId) || part == "number" {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        return digits(typed) == digits(card);
    }
    if part == "kind" {
        // Card and certificate of identity carry the same number.
        return true;
    }
    let plain = |text: &str| collapse(&nfc(text)).to_lowercase();
    plain(typed) == plain(card)
}
