//! Answers put in words, section by section, as they are reviewed, tracked and read at the desk.

use std::collections::BTreeMap;

use motcua_app::{
    components::paper_words,
    text,
    views::{Language, OriginView, ReviewField, ReviewSection},
};
use motcua_core::form::{
    Answers, Choice, DocumentKind, Field, Kind, Level, Options, Problem, Shown, ShownField, ShownSection,
};
use motcua_core::text::nfc;

use super::PortalParts;
use crate::reference::Reference;

/// Returns every asked section with its answers in words and the worst problem of each.
pub(super) fn sections(
    shown: &Shown<'_>,
    words: &Words<'_>,
    problems: &[Problem],
    origins: &BTreeMap<String, OriginView>,
) -> Vec<ReviewSection> {
    shown
        .sections()
        .iter()
        .flat_map(|section| rows(section, words, problems, origins))
        .collect()
}

fn rows(
    section: &ShownSection<'_>,
    words: &Words<'_>,
    problems: &[Problem],
    origins: &BTreeMap<String, OriginView>,
) -> Vec<ReviewSection> {
    let field = |shown: &ShownField<'_>| ReviewField {
        path: shown.path.clone(),
        label: shown.field.label.clone(),
        answer: nfc(&words.answer(shown.field, &shown.path)),
        level: worst(problems, &shown.path),
        origin: origins.get(&shown.path).cloned(),
    };
    let asked = || section.fields.iter().filter(|shown| shown.field.kind != Kind::File);
    match &section.section.repeat {
        None => vec![ReviewSection {
            step: section.section.key.clone(),
            title: section.section.title.clone(),
            fields: asked().map(field).collect(),
        }],
        Some(repeat) => (0..section.rows)
            .map(|row| ReviewSection {
                step: section.section.key.clone(),
                title: format!("{}: {} {}", section.section.title, repeat.item, row + 1),
                fields: asked().filter(|shown| shown.row == Some(row)).map(field).collect(),
            })
            .collect(),
    }
}

fn worst(problems: &[Problem], path: &str) -> Option<Level> {
    let mut levels = problems
        .iter()
        .filter(|problem| {
            problem
                .at
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .map(|problem| problem.level);
    let first = levels.next()?;
    Some(if first == Level::Error || levels.any(|level| level == Level::Error) {
        Level::Error
    } else {
        Level::Warning
    })
}

/// Puts answers in words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// What was typed.
    pub(super) answers: &'a Answers,
    /// What codes stand for.
    pub(super) reference: &'a Reference,
    /// The language of the portal's own words; what was typed and what forms offer stays as it is.
    pub(super) language: Language,
}

impl PortalParts {
    /// Returns what puts answers in words.
    pub(super) fn words<'a>(&'a self, answers: &'a Answers, language: Language) -> Words<'a> {
        Words {
            answers,
            reference: &self.reference,
            language,
        }
    }
}

impl Words<'_> {
    /// Returns an answer as a person reads it; empty when none was given.
    pub(super) fn answer(&self, field: &Field, path: &str) -> String {
        let typed = self.answers.get(path).unwrap_or_default();
        match &field.kind {
            Kind::Choice {
                options: Options::Listed(options),
            } => label(options, typed),
            Kind::Choice {
                options: Options::List(list),
            } => self.reference.choice_label(list, typed).unwrap_or(typed).to_owned(),
            Kind::Choices { options } => {
                let chosen: Vec<&str> = options
                    .iter()
                    .filter(|option| self.answers.part(path, &option.value).is_some())
                    .map(|option| option.label.as_str())
                    .collect();
                chosen.join("; ")
            }
            Kind::YesNo => self.yes_no(typed).to_owned(),
            Kind::Declaration if typed.is_empty() => String::new(),
            Kind::Declaration => text::filling::agree(self.language).to_owned(),
            Kind::Address => self.address(path),
            Kind::IdentityDocument { .. } => self.paper(path),
            Kind::Agency { .. } if typed.is_empty() => String::new(),
            Kind::Agency { .. } => self.reference.agency_name(typed.trim()),
            Kind::Number { unit: Some(unit), .. } if !typed.is_empty() => format!("{typed} {unit}"),
            Kind::Money if !typed.is_empty() => format!("{typed} đồng"),
            Kind::Number { .. }
            | Kind::Money
            | Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Name
            | Kind::Date { .. }
            | Kind::Time
            | Kind::PersonalId
            | Kind::TaxCode
            | Kind::Phone
            | Kind::Email
            | Kind::WebAddress
            | Kind::File => typed.to_owned(),
        }
    }

    /// Returns an address in one line, the closest first.
    pub(super) fn address(&self, path: &str) -> String {
        let part = |part: &str| self.answers.part(path, part).unwrap_or_default().trim().to_owned();
        let commune = part("commune");
        let province = part("province");
        let parts = [
            part("street"),
            self.reference
                .commune_name(&commune)
                .map_or(commune.clone(), str::to_owned),
            self.reference.province_name(&province).unwrap_or(province),
        ];
        let given: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        given.join(", ")
    }

    fn yes_no<'t>(&self, answer: &'t str) -> &'t str {
        match answer {
            "yes" | "true" => text::common::yes(self.language),
            "no" | "false" => text::common::no(self.language),
            other => other,
        }
    }

    fn paper(&self, path: &str) -> String {
        let part = |part: &str| self.answers.part(path, part).unwrap_or_default().trim();
        let language = self.language;
        let kind = DocumentKind::from_key(part("kind"))
            .map(|kind| paper_words(language, kind))
            .unwrap_or_default();
        let mut words = format!("{kind} {}", part("number")).trim().to_owned();
        let issued = [
            (text::filling::issued_on(language), part("issued_on")),
            (text::filling::issued_by(language), part("issued_by")),
        ];
        for (before, what) in issued {
            if !what.is_empty() {
                words = format!("{words}, {before} {what}");
            }
        }
        words.trim_start_matches(", ").to_owned()
    }
}

fn label(options: &[Choice], value: &str) -> String {
    options
        .iter()
        .find(|option| option.value == value)
        .map_or_else(|| value.to_owned(), |option| option.label.clone())
}
