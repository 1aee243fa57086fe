//! The identity card's code laid on a section: filled in where nothing was typed, and kept beside the answers so that what
//! differs is told here, at the review and to the officer.

use std::collections::BTreeMap;

use motcua_app::views::{CardRead, Language, OffCardView};
use motcua_core::{
    calendar::Moment,
    form::{Answers, Section, Shown},
    identity::CccdQr,
    profile::{self, OffCard, Origins, Parts, Prefilled},
    text::nfc,
};

use super::{PortalParts, look::Look, origins::field, prefill, review::Words};

/// What stands after the path of an input under which the card's word for it is kept.
pub(super) const SAID: &str = ".#card";

impl PortalParts {
    /// Fills a section from what a reader of cards read.
    pub(super) fn read_card(
        &self,
        section: &Section,
        answers: &mut Answers,
        origins: &mut BTreeMap<String, String>,
        payload: &str,
        now: Moment,
    ) -> CardRead {
        let card: CccdQr = match payload.parse() {
            Ok(card) => card,
            Err(error) => return CardRead::Not(error),
        };
        let known = profile::of_card(&card, &self.residence(&card), now);
        if let Ok(row) = prefill::free_row(section, answers) {
            let (filled, said) = profile::fill_from_card(section, row, &known, answers);
            let below = match row {
                Some(row) => format!("{}.{row}.", section.key),
                None => format!("{}.", section.key),
            };
            origins.retain(|path, _| !(path.starts_with(&below) && path.ends_with(SAID)));
            prefill::put(origins, filled);
            let said = said.into_iter().map(|(path, said)| ([&path, SAID].concat(), said));
            prefill::put(origins, said.collect());
        }
        CardRead::Well
    }

    /// Returns the card's place of residence in the units of today, as far as they are known.
    fn residence(&self, card: &CccdQr) -> Parts {
        let Some(found) = self.reference.places.read_printed(card.residence()) else {
            return Parts::new();
        };
        let commune = found.commune.map(|commune| commune.to_string());
        let parts = [
            ("province", Some(found.province.to_string())),
            ("commune", commune),
            ("street", Some(found.street)),
        ];
        let told = |(part, text): (&str, Option<String>)| Some((part.to_owned(), text?));
        parts.into_iter().filter_map(told).collect()
    }

    /// Returns what is answered otherwise than a card says in a section that takes one.
    pub(super) fn card_view(&self, look: &Look<'_>, section: &Section, words: &Words<'_>) -> Option<Vec<OffCardView>> {
        let own = || look.filled.off_card.iter().filter(|(one, _)| one.key == section.key);
        profile::takes_card(section).then(|| own().filter_map(|(_, off)| view(section, off, words)).collect())
    }

    /// Lists everything that is answered otherwise than a card says.
    pub(super) fn off_card(&self, look: &Look<'_>, language: Language) -> Vec<OffCardView> {
        let words = self.words(&look.open.draft.answers, language);
        let all = look.filled.off_card.iter();
        all.filter_map(|(section, off)| view(section, off, &words)).collect()
    }
}

fn view(section: &Section, off: &OffCard, words: &Words<'_>) -> Option<OffCardView> {
    let asked = field(section, &off.path)?;
    let card = Words {
        answers: &off.card,
        ..*words
    };
    Some(OffCardView {
        label: asked.label.clone(),
        card: nfc(&card.answer(asked, &off.path)),
        now: nfc(&words.answer(asked, &off.path)),
        path: off.path.clone(),
    })
}

/// Reads what cards said.
fn said(origins: &BTreeMap<String, String>) -> Origins {
    let read = |(path, text): (&String, &String)| {
        let said: Prefilled = text.parse().ok()?;
        Some((path.strip_suffix(SAID)?.to_owned(), said))
    };
    origins.iter().filter_map(read).collect()
}

/// Lists every question that is asked and answered otherwise than a card says, section by section.
pub(super) fn off<'a>(
    shown: &Shown<'a>,
    answers: &Answers,
    origins: &BTreeMap<String, String>,
) -> Vec<(&'a Section, OffCard)> {
    let said = said(origins);
    if said.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for shown in shown.sections() {
        let asked = |off: &OffCard| shown.fields.iter().any(|field| field.path == off.path);
        for row in shown.numbers() {
            let found = profile::off_card(shown.section, row, answers, &said);
            all.extend(found.into_iter().filter(asked).map(|off| (shown.section, off)));
        }
    }
    all
}

/// Puts the card's words in the place of those of a section that differ.
pub(super) fn take_over(section: &Section, answers: &mut Answers, origins: &mut BTreeMap<String, String>) {
    let below = [&section.key, "."].concat();
    for (path, said) in said(origins).into_iter().filter(|(path, _)| path.starts_with(&below)) {
        if answers.get(&path) != Some(said.value.as_str()) && answers.set(&path, said.value.as_str()).is_ok() {
            origins.insert(path, said.to_string());
        }
    }
}

/// Keeps of what cards said that of questions answered otherwise, for the officer.
pub(super) fn of_filing(
    off: &[(&Section, OffCard)],
    origins: &BTreeMap<String, String>,
) -> impl Iterator<Item = (String, String)> {
    let kept = |path: &str| {
        let input = path.strip_suffix(SAID);
        input.is_some_and(|input| off.iter().any(|(_, off)| off.card.get(input).is_some()))
    };
    origins
        .iter()
        .filter(move |(path, _)| kept(path))
        .map(|(path, text)| (path.clone(), text.clone()))
}
