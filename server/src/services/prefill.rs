//! Never ask twice: what an account is known by is offered wherever the applicant is asked for it, anybody else where
//! the person chooses them; where each value came from stays beside the draft, and beside the dossier it becomes.

use std::collections::BTreeMap;

use motcua_core::{
    draft,
    form::{Answers, Form, Section, Shown},
    profile::{self, Change, Origins, Parts, Prefilled, Profile, Target, Whom},
};
use time::Date;

use super::card;

/// What stands after the path of a question under which the reason for changing a register's value is kept.
pub(super) const REASON: &str = ".#reason";

/// The most characters a reason may have.
const MOST_REASON: usize = 500;

/// Reads what was filled in; what is not a prefilled value is left out.
pub(super) fn read(origins: &BTreeMap<String, String>) -> Origins {
    let read = |(path, text): (&String, &String)| {
        let is_beside = path.ends_with(REASON) || path.ends_with(card::SAID);
        let prefilled: Prefilled = text.parse().ok().filter(|_| !is_beside)?;
        Some((path.clone(), prefilled))
    };
    origins.iter().filter_map(read).collect()
}

/// Writes what was filled in beside what was before.
pub(super) fn put(origins: &mut BTreeMap<String, String>, filled: Origins) {
    origins.extend(
        filled
            .into_iter()
            .map(|(path, prefilled)| (path, prefilled.to_string())),
    );
}

/// Returns the reason given for changing the answer at a path.
pub(super) fn reason<'a>(origins: &'a BTreeMap<String, String>, path: &str) -> Option<&'a str> {
    origins.get(&[path, REASON].concat()).map(String::as_str)
}

/// Takes the reasons out of what was posted for a section and keeps them.
pub(super) fn take_reasons(origins: &mut BTreeMap<String, String>, section: &Section, posted: &Answers) {
    let below = format!("{}.", section.key);
    for (path, said) in posted.iter() {
        let Some(question) = path.strip_suffix(REASON).filter(|at| at.starts_with(&below)) else {
            continue;
        };
        let filled = origins.keys().any(|at| at.starts_with(question));
        let said = motcua_core::text::clean(said.trim(), motcua_core::text::Extent::Text).unwrap_or_default();
        if said.is_empty() {
            origins.remove(path);
        } else if filled {
            origins.insert(path.to_owned(), said.chars().take(MOST_REASON).collect());
        }
    }
    // An emptied reason is posted as no answer at all.
    let emptied: Vec<String> = origins
        .keys()
        .filter(|path| path.ends_with(REASON) && path.starts_with(&below) && posted.mentions(path))
        .cloned()
        .collect();
    for path in emptied {
        origins.remove(&path);
    }
}

/// Answers that say whether a path was posted empty.
trait Mentions {
    fn mentions(&self, path: &str) -> bool;
}

impl Mentions for Answers {
    fn mentions(&self, path: &str) -> bool {
        self.iter().any(|(at, text)| at == path && text.trim().is_empty())
    }
}

/// Puts somebody chosen into a section: what was filled in before and not changed since makes way, what was typed stays
/// where nothing is known. In a repeated section they take the first empty row, or a new one.
pub(super) fn choose(
    section: &Section,
    answers: &mut Answers,
    origins: &mut BTreeMap<String, String>,
    profile: &Profile,
    whom: Whom,
) {
    let Some(known) = profile.of(whom) else { return };
    let Ok(row) = free_row(section, answers) else { return };
    for slot in profile::slots(section, row) {
        for (_, path) in slot.inputs() {
            let filled = origins.get(&path).and_then(|text| text.parse::<Prefilled>().ok());
            if filled.is_some_and(|filled| answers.get(&path) == Some(filled.value.as_str())) {
                // Empty text is how an answer is forgotten.
                let _ = answers.set(&path, "");
            }
            origins.remove(&path);
        }
        origins.remove(&[&slot.path, REASON].concat());
    }
    put(origins, profile::fill_section(section, row, known, answers));
}

/// No row of a repeated section is empty, and it takes no more.
pub(super) struct Full;

/// Finds the first empty row of a repeated section, or begins a new one; nothing where it is not repeated.
pub(super) fn free_row(section: &Section, answers: &mut Answers) -> Result<Option<u16>, Full> {
    let Some(repeat) = &section.repeat else {
        return Ok(None);
    };
    let rows = section.rows(answers);
    match (0..rows).find(|row| is_empty(section, *row, answers)) {
        Some(row) => Ok(Some(row)),
        None if rows < repeat.max => {
            answers.set_rows(&section.key, rows + 1);
            Ok(Some(rows))
        }
        None => Err(Full),
    }
}

/// Takes a row of a repeated section out of what was filled in; the rows after it move up.
pub(super) fn remove_row(origins: &mut BTreeMap<String, String>, section: &str, row: u16) {
    let below = format!("{section}.");
    let of_row = |path: &str| -> Option<(u16, String)> {
        let (number, rest) = path.strip_prefix(&below)?.split_once('.')?;
        Some((number.parse().ok()?, rest.to_owned()))
    };
    let old = std::mem::take(origins);
    origins.extend(old.into_iter().filter_map(|(path, text)| match of_row(&path) {
        Some((at, _)) if at == row => None,
        Some((at, rest)) if at > row => Some((format!("{section}.{}.{rest}", at - 1), text)),
        Some(_) | None => Some((path, text)),
    }));
}

/// Follows the rows of a repeated section after a save: a browser moves rows without saying so, and what was noted of a row
/// before goes along with it. What was filled in is forgotten where something else stands; what a card said, and why a
/// register's value was changed, stays with its row.
pub(super) fn follow_rows(
    section: &Section,
    origins: &mut BTreeMap<String, String>,
    noted: &BTreeMap<String, String>,
    (before, after): (&Answers, &Answers),
) {
    if section.repeat.is_none() {
        return;
    }
    let below = format!("{}.", section.key);
    let (before, after) = (&counted(section, before), &counted(section, after));
    let old = std::mem::take(origins);
    for (path, text) in old {
        if !path.starts_with(&below) {
            origins.insert(path, text);
            continue;
        }
        let is_new = noted.get(&path) != Some(&text);
        let now = if is_new {
            Some(path)
        } else {
            draft::moved(before, after, &path)
        };
        let Some(now) = now else { continue };
        let is_beside = now.ends_with(REASON) || now.ends_with(card::SAID);
        let stands = |filled: Prefilled| after.get(&now).unwrap_or_default() == filled.value;
        if is_beside || text.parse().is_ok_and(stands) {
            origins.insert(now, text);
        }
    }
}

/// Returns what stands in the rows that a section has; what was left behind the last of them is none of it.
fn counted(section: &Section, answers: &Answers) -> Answers {
    let below = format!("{}.", section.key);
    let rows = section.rows(answers);
    let mut counted = Answers::default();
    for (path, text) in answers.iter() {
        let Some(rest) = path.strip_prefix(&below) else {
            continue;
        };
        let row = rest.split('.').next().and_then(|row| row.parse::<u16>().ok());
        if row.is_none_or(|row| row < rows) {
            // A path that an `Answers` holds fits another.
            let _ = counted.set(path, text);
        }
    }
    counted
}

fn is_empty(section: &Section, row: u16, answers: &Answers) -> bool {
    let below = format!("{}.{row}.", section.key);
    !answers
        .iter()
        .any(|(path, text)| path.starts_with(&below) && !text.trim().is_empty())
}

/// Lists every question that was filled in and is asked, section by section.
pub(super) fn changes<'a>(
    shown: &Shown<'a>,
    answers: &Answers,
    origins: &BTreeMap<String, String>,
) -> Vec<(&'a Section, Change)> {
    let origins = read(origins);
    let mut all = Vec::new();
    for shown in shown.sections() {
        let below = [&shown.section.key, "."].concat();
        let is_filled = |(path, _): (&String, _)| path.starts_with(&below);
        if !origins.range(below.clone()..).next().is_some_and(is_filled) {
            continue;
        }
        for row in shown.numbers() {
            let asked = |change: &Change| shown.fields.iter().any(|field| field.path == change.path);
            let found = profile::changes(shown.section, row, answers, &origins);
            all.extend(found.into_iter().filter(asked).map(|change| (shown.section, change)));
        }
    }
    all
}

/// Lists the questions where a register's value was changed and nobody said why.
pub(super) fn unexplained<'a>(
    changes: &'a [(&Section, Change)],
    origins: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = &'a str> {
    changes
        .iter()
        .filter(|(_, change)| change.is_changed && change.origin.is_register())
        .filter(|(_, change)| reason(origins, &change.path).is_none())
        .map(|(_, change)| change.path.as_str())
}

/// Keeps of what was filled in that of questions still asked, with the reasons. What was not changed is kept in the text
/// it was filed in.
pub(super) fn of_filing(
    changes: &[(&Section, Change)],
    canonical: &Answers,
    origins: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut kept = BTreeMap::new();
    for (_, change) in changes {
        let below = format!("{}.", change.path);
        let own = |path: &str| path == change.path || path.starts_with(&below);
        for (path, text) in origins.iter().filter(|(path, _)| own(path)) {
            let filed = canonical.get(path).filter(|_| !change.is_changed);
            let text = match (text.parse::<Prefilled>(), filed) {
                (Ok(filled), Some(filed)) => Prefilled {
                    value: filed.to_owned(),
                    ..filled
                }
                .to_string(),
                _ => text.clone(),
            };
            kept.insert(path.clone(), text);
        }
    }
    kept
}

/// Returns what a filing says of the account's person that is not known yet, to be offered next time.
pub(super) fn learn(
    form: &Form,
    canonical: &Answers,
    changes: &[(&Section, Change)],
    day: Date,
    profile: &Profile,
) -> Vec<(String, Parts)> {
    let me = profile.of(Whom::Me);
    let as_filled = |path: &str| {
        changes
            .iter()
            .any(|(_, change)| change.path == path && !change.is_changed)
    };
    let mut news = Vec::new();
    for learnt in profile::learn(form, canonical, day, profile) {
        if learnt.target != Target::Me {
            continue;
        }
        for (concept, value) in learnt.values {
            let known = me.and_then(|me| me.standing(&concept)).map(|datum| &datum.value);
            let path = learnt.paths.get(&concept);
            if known != Some(&value) && !path.is_some_and(|path| as_filled(path)) {
                news.push((concept, value));
            }
        }
    }
    news
}
