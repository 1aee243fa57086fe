//! Where answers come from, put in words beside them: the same for the person and for the officer.

use std::collections::BTreeMap;

use motcua_app::views::{DisputeView, KnownView, Language, OfferView, OriginView};
use motcua_core::{
    calendar::format,
    form::{Answers, Field, Section, Shown},
    profile::{self, Change, OffCard, Origin, Profile},
    text::nfc,
};

use super::{PortalParts, card, look::Look, prefill, review::Words};

/// What was filled in where it is still asked, and what a card says otherwise.
pub(super) struct Filled<'a> {
    pub(super) changes: Vec<(&'a Section, Change)>,
    pub(super) off_card: Vec<(&'a Section, OffCard)>,
}

impl<'a> Filled<'a> {
    /// Lays what was filled in beside the answers.
    pub(super) fn of(shown: &Shown<'a>, answers: &Answers, origins: &BTreeMap<String, String>) -> Self {
        Self {
            changes: prefill::changes(shown, answers, origins),
            off_card: card::off(shown, answers, origins),
        }
    }
}

/// Returns, by path of the question, where what was filled in comes from, what it was before a change, and why.
pub(super) fn of(
    filled: &Filled<'_>,
    words: &Words<'_>,
    origins: &BTreeMap<String, String>,
) -> BTreeMap<String, OriginView> {
    let in_words = |section: &Section, path: &str, answers: &Answers| {
        let words = Words { answers, ..*words };
        let answer = field(section, path).map(|field| words.answer(field, path));
        nfc(&answer.unwrap_or_default())
    };
    let changes = filled.changes.iter().map(|(section, change)| {
        let before = change
            .is_changed
            .then(|| in_words(section, &change.path, &change.before));
        let view = OriginView {
            kind: change.origin.kind().to_owned(),
            source: change.origin.source().to_owned(),
            on: format::date(change.on),
            before,
            reason: prefill::reason(origins, &change.path).map(str::to_owned),
        };
        (change.path.clone(), view)
    });
    // What differs from a card counts for more than where it was filled in from.
    let off_card = filled.off_card.iter().map(|(section, off)| {
        let view = OriginView {
            kind: Origin::Card.kind().to_owned(),
            source: String::new(),
            on: format::date(off.on),
            before: Some(in_words(section, &off.path, &off.card)),
            reason: None,
        };
        (off.path.clone(), view)
    });
    let registered: BTreeMap<String, OriginView> = changes.collect();
    let is_disputed = |path: &String| {
        registered
            .get(path)
            .is_some_and(|view| view.kind == "register" && view.before.is_some())
    };
    let off_card: Vec<(String, OriginView)> = off_card.filter(|(path, _)| !is_disputed(path)).collect();
    registered.into_iter().chain(off_card).collect()
}

/// Finds the field of a path of a section.
pub(super) fn field<'a>(section: &'a Section, path: &str) -> Option<&'a Field> {
    let key = path.rsplit('.').next()?;
    section.fields.iter().find(|field| field.key == key)
}

impl PortalParts {
    /// Returns whose facts can be put into a section, and where a register says otherwise than its answers.
    pub(super) fn known_view(&self, look: &Look<'_>, step: &str, known: &Profile, language: Language) -> KnownView {
        let Some(section) = look.form.sections.iter().find(|section| section.key == step) else {
            return KnownView::default();
        };
        let offers = profile::offers(section, known).into_iter().map(|offer| OfferView {
            whom: offer.whom,
            relation: offer.relation,
            name: offer.name,
        });
        let draft = &look.open.draft;
        let words = self.words(&draft.answers, language);
        let below = format!("{step}.");
        let disputes = of(&look.filled, &words, &draft.origins)
            .into_iter()
            .filter(|(path, origin)| path.starts_with(&below) && origin.kind == "register" && origin.before.is_some())
            .filter_map(|(path, origin)| {
                let asked = field(section, &path)?;
                Some(DisputeView {
                    label: asked.label.clone(),
                    now: nfc(&words.answer(asked, &path)),
                    path,
                    origin,
                })
            });
        KnownView {
            offers: offers.collect(),
            disputes: disputes.collect(),
            card: self.card_view(look, section, &words),
        }
    }
}
