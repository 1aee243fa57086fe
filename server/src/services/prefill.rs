//! Never ask twice: what an account is known by is offered wherever the applicant is asked for the same concept.

use std::collections::BTreeMap;

use motcua_core::{
    calendar::Moment,
    form::{self, Answers, Form, Subject},
};

use crate::store::accounts::Fact;

/// Fills empty inputs about the applicant from what is known, and says where each came from.
pub(super) fn fill(form: &Form, answers: &mut Answers, facts: &[Fact]) -> BTreeMap<String, String> {
    let known: BTreeMap<&str, &Fact> = facts.iter().map(|fact| (fact.concept.as_str(), fact)).collect();
    let mut origins = BTreeMap::new();
    each_input(form, |path, concept| {
        if let Some(fact) = known.get(concept)
            && answers.get(path).is_none()
            && answers.set(path, fact.value.clone()).is_ok()
        {
            origins.insert(path.to_owned(), fact.origin.clone());
        }
    });
    origins
}

/// Returns what a filing says of its applicant, to be offered next time.
pub(super) fn learn(form: &Form, canonical: &Answers, origin: &str, now: Moment) -> Vec<Fact> {
    let mut facts = Vec::new();
    each_input(form, |path, concept| {
        if let Some(value) = canonical.get(path) {
            facts.push(Fact {
                concept: concept.to_owned(),
                value: value.to_owned(),
                origin: origin.to_owned(),
                recorded_at: now.micros(),
            });
        }
    });
    facts
}

/// Calls `visit` with the path and concept of every input about the applicant that can be known beforehand.
fn each_input(form: &Form, mut visit: impl FnMut(&str, &str)) {
    let sections = form
        .sections
        .iter()
        .filter(|section| section.subject == Subject::Applicant && section.repeat.is_none());
    for section in sections {
        for field in &section.fields {
            let Some(concept) = &field.concept else { continue };
            if !(concept.starts_with("person.") || concept.starts_with("contact.")) || is_about_the_matter(concept) {
                continue;
            }
            let path = format!("{}.{}", section.key, field.key);
            match form::parts(&field.kind) {
                [] => visit(&path, concept),
                parts => parts
                    .iter()
                    .for_each(|part| visit(&format!("{path}.{part}"), &format!("{concept}.{part}"))),
            }
        }
    }
}

/// Says whether a concept describes this matter rather than the person: a relationship is to somebody.
fn is_about_the_matter(concept: &str) -> bool {
    concept == "person.relationship"
}
