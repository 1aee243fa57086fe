//! Reading facts out of a filed form: of the account's person, of their family, of their organisations. Of a stranger, of
//! somebody who died, and of the matter itself nothing is kept.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use super::{
    Parts, Profile, Relation, Traits, Whom, is_same_person,
    kin::{Word, word},
    slots,
};
use crate::form::{Answers, Form, Section, Subject, walk};
use crate::id::SubjectId;

/// Whom a form told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The account's person.
    Me,
    /// Somebody kept already; the closer of the two relations.
    Kept(SubjectId, Relation),
    /// Somebody new.
    New(Relation),
}

/// What a form told of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// Whom it is about.
    pub target: Target,
    /// The values, by concept.
    pub values: BTreeMap<String, Parts>,
    /// Where each was answered, by concept.
    pub paths: BTreeMap<String, String>,
}

/// A part of a form that is about one somebody.
struct Told<'a> {
    section: &'a Section,
    values: BTreeMap<String, Parts>,
    paths: BTreeMap<String, String>,
    traits: Traits,
    /// What its own question about the relation was answered with.
    relationship: Option<Word>,
}

/// Returns what a form, filed on a day with these canonical answers, tells of the account's person and those beside them.
pub fn learn(form: &Form, answers: &Answers, day: Date, profile: &Profile) -> Vec<Learnt> {
    let told = told(form, answers, day);
    let me = profile.of(Whom::Me).map(Traits::of).unwrap_or_default();
    let applicant = told.iter().find(|one| one.section.subject == Subject::Applicant);
    // An applicant who is somebody else: the form tells of their family, not of this account's.
    if applicant.is_some_and(|one| one.traits.contradicts(&me)) {
        return Vec::new();
    }
    let mut myself = me;
    if let Some(applicant) = applicant {
        complete(&mut myself, &applicant.traits);
    }
    let is_me = |one: &Told<'_>| one.section.subject == Subject::Applicant || is_same_person(&one.traits, &myself);
    let mut roles: BTreeSet<Subject> = told
        .iter()
        .filter(|one| is_me(one))
        .map(|one| one.section.subject)
        .collect();
    let said = applicant.and_then(|one| one.relationship);
    roles.extend(match said {
        Some(Word::Mother) => Some(Subject::Mother),
        Some(Word::Father) => Some(Subject::Father),
        Some(Word::Wife) => Some(Subject::Wife),
        Some(Word::Husband) => Some(Subject::Husband),
        Some(Word::Child) => Some(Subject::Child),
        Some(Word::Kin) | None => None,
    });
    let mut learnt: Vec<Learnt> = Vec::new();
    for one in told {
        let target = if is_me(&one) {
            Some(Target::Me)
        } else {
            relation(&one, &roles, said).and_then(|relation| target(&one.traits, relation, profile))
        };
        let Some(target) = target else { continue };
        let again = |kept: &&mut Learnt| !matches!(target, Target::New(_)) && kept.target == target;
        match learnt.iter_mut().find(again) {
            Some(kept) => {
                for (concept, value) in one.values {
                    if let (Some(path), false) = (one.paths.get(&concept), kept.values.contains_key(&concept)) {
                        kept.paths.insert(concept.clone(), path.clone());
                        kept.values.insert(concept, value);
                    }
                }
            }
            None => learnt.push(Learnt {
                target,
                values: one.values,
                paths: one.paths,
            }),
        }
    }
    learnt
}

/// Lists the parts of a form that are about somebody, with what was answered.
fn told<'a>(form: &'a Form, answers: &Answers, day: Date) -> Vec<Told<'a>> {
    let mut told = Vec::new();
    for shown in walk(form, answers, day).sections() {
        let asked: BTreeSet<&str> = shown.fields.iter().map(|field| field.path.as_str()).collect();
        for row in shown.numbers() {
            let mut one = Told {
                section: shown.section,
                values: BTreeMap::new(),
                paths: BTreeMap::new(),
                traits: Traits::default(),
                relationship: shown
                    .fields
                    .iter()
                    .filter(|field| field.row == row && field.field.concept.as_deref() == Some("person.relationship"))
                    .find_map(|field| word(answers.get(&field.path)?)),
            };
            for slot in slots(shown.section, row) {
                if !asked.contains(slot.path.as_str()) {
                    continue;
                }
                let value: Parts = slot
                    .inputs()
                    .into_iter()
                    .filter_map(|(part, path)| Some((part.to_owned(), answers.get(&path)?.to_owned())))
                    .collect();
                if !value.is_empty() {
                    one.paths.insert(slot.concept.to_owned(), slot.path);
                    one.values.insert(slot.concept.to_owned(), value);
                }
            }
            one.traits = Traits::read(|concept| one.values.get(concept));
            if !one.values.is_empty() {
                told.push(one);
            }
        }
    }
    told
}

/// Adds what a description knows more.
fn complete(traits: &mut Traits, more: &Traits) {
    let fill = |old: &mut Option<String>, new: &Option<String>| {
        if old.is_none() {
            old.clone_from(new);
        }
    };
    fill(&mut traits.personal_id, &more.personal_id);
    fill(&mut traits.name, &more.name);
    fill(&mut traits.sex, &more.sex);
    traits.birth = traits.birth.or(more.birth);
}

/// Says what somebody in a form is to the account's person; nothing for a stranger.
fn relation(one: &Told<'_>, roles: &BTreeSet<Subject>, said: Option<Word>) -> Option<Relation> {
    let am = |subject: Subject| roles.contains(&subject);
    match one.section.subject {
        Subject::Child if am(Subject::Mother) || am(Subject::Father) => Some(Relation::Child),
        Subject::Child => said.map(|_| Relation::Relative),
        Subject::Mother if am(Subject::Child) => Some(Relation::Mother),
        Subject::Father if am(Subject::Child) => Some(Relation::Father),
        Subject::Mother if am(Subject::Father) => Some(Relation::CoParent),
        Subject::Father if am(Subject::Mother) => Some(Relation::CoParent),
        Subject::Mother | Subject::Father => said.map(|_| Relation::Relative),
        Subject::Wife if am(Subject::Husband) => Some(Relation::Spouse),
        Subject::Husband if am(Subject::Wife) => Some(Relation::Spouse),
        Subject::Owner => match said? {
            Word::Mother | Word::Father => Some(Relation::Child),
            Word::Wife | Word::Husband => Some(Relation::Spouse),
            Word::Child => Some(match one.traits.sex.as_deref() {
                Some("female") => Relation::Mother,
                Some("male") => Relation::Father,
                _ => Relation::Relative,
            }),
            Word::Kin => Some(Relation::Relative),
        },
        Subject::Member if am(Subject::Owner) || am(Subject::Applicant) => Some(match one.relationship {
            Some(Word::Wife | Word::Husband) => Relation::Spouse,
            Some(Word::Child) => Relation::Child,
            Some(Word::Mother) => Relation::Mother,
            Some(Word::Father) => Relation::Father,
            Some(Word::Kin) | None => Relation::Relative,
        }),
        Subject::Organisation => Some(Relation::Organisation),
        Subject::Wife
        | Subject::Husband
        | Subject::Member
        | Subject::Applicant
        | Subject::Deceased
        | Subject::Representative
        | Subject::Place
        | Subject::Matter => None,
    }
}

/// Finds whom a description is of among those kept; somebody new when nobody fits.
fn target(traits: &Traits, relation: Relation, profile: &Profile) -> Option<Target> {
    if traits.is_nobody() {
        return None;
    }
    let kept = || {
        profile
            .subjects
            .iter()
            .filter_map(|known| match (known.whom, known.relation) {
                (Whom::Kept(id), Some(kept)) => Some((id, kept, Traits::of(known))),
                (Whom::Me | Whom::Kept(_), _) => None,
            })
    };
    let is_organisation = relation == Relation::Organisation;
    let fits = |kept: Relation| (kept == Relation::Organisation) == is_organisation;
    let surely = kept().find(|(_, kept, of)| fits(*kept) && is_same_person(of, traits));
    // The same name in the same place, and nothing against it.
    let likely = || kept().find(|(_, kept, of)| *kept == relation && of.name == traits.name && !of.contradicts(traits));
    Some(match surely.or_else(likely) {
        Some((id, kept, _)) => Target::Kept(id, kept.min(relation)),
        None => Target::New(relation),
    })
}
