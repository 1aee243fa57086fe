//! Answers put in words, section by section, as they are reviewed, tracked and read at the desk.

use motcua_app::views::{ReviewField, ReviewSection};
use motcua_core::form::{
    Answers, Choice, DocumentKind, Field, Form, Kind, Level, Options, Problem, ShownField, ShownSection, walk,
};
use motcua_core::text::nfc;
use time::Date;

use crate::reference::Reference;

/// Returns every asked section with its answers in words and the worst problem of each.
pub(super) fn sections(
    form: &Form,
    answers: &Answers,
    problems: &[Problem],
    today: Date,
    reference: &Reference,
) -> Vec<ReviewSection> {
    let words = Words { answers, reference };
    let shown = walk(form, answers, today);
    shown
        .sections()
        .iter()
        .flat_map(|section| rows(section, &words, problems))
        .collect()
}

fn rows(section: &ShownSection<'_>, words: &Words<'_>, problems: &[Problem]) -> Vec<ReviewSection> {
    let field = |shown: &ShownField<'_>| ReviewField {
        path: shown.path.clone(),
        label: shown.field.label.clone(),
        answer: nfc(&words.answer(shown.field, &shown.path)),
        level: worst(problems, &shown.path),
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
pub(super) struct Words<'a> {
    /// What was typed.
    pub(super) answers: &'a Answers,
    /// What codes stand for.
    pub(super) reference: &'a Reference,
}

impl Words<'_> {
    /// Returns an answer as a person reads it; empty when none was given.
    pub(super) fn answer(&self, field: &Field, path: &str) -> String {
        let text = self.answers.get(path).unwrap_or_default();
        match &field.kind {
            Kind::Choice {
                options: Options::Listed(options),
            } => label(options, text),
            Kind::Choice {
                options: Options::List(list),
            } => self.reference.choice_label(list, text).unwrap_or(text).to_owned(),
            Kind::Choices { options } => {
                let chosen: Vec<&str> = options
                    .iter()
                    .filter(|option| self.answers.part(path, &option.value).is_some())
                    .map(|option| option.label.as_str())
                    .collect();
                chosen.join("; ")
            }
            Kind::YesNo => yes_no(text).to_owned(),
            Kind::Declaration if text.is_empty() => String::new(),
            Kind::Declaration => "Đồng ý".to_owned(),
            Kind::Address => self.address(path),
            Kind::IdentityDocument { .. } => self.paper(path),
            Kind::Agency { .. } if text.is_empty() => String::new(),
            Kind::Agency { .. } => self.reference.agency_name(text.trim()),
            Kind::Number { unit: Some(unit), .. } if !text.is_empty() => format!("{text} {unit}"),
            Kind::Money if !text.is_empty() => format!("{text} đồng"),
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
            | Kind::File => text.to_owned(),
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

    fn paper(&self, path: &str) -> String {
        let part = |part: &str| self.answers.part(path, part).unwrap_or_default().trim();
        let kind = DocumentKind::from_key(part("kind")).map(paper_name).unwrap_or_default();
        let mut words = format!("{kind} {}", part("number")).trim().to_owned();
        for (before, what) in [("cấp ngày", part("issued_on")), ("nơi cấp", part("issued_by"))] {
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

fn yes_no(text: &str) -> &str {
    match text {
        "yes" | "true" => "Có",
        "no" | "false" => "Không",
        other => other,
    }
}

const fn paper_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdentityCard => "Căn cước",
        DocumentKind::IdentityCertificate => "Giấy chứng nhận căn cước",
        DocumentKind::Passport => "Hộ chiếu",
        DocumentKind::OldIdentityCard => "Chứng minh nhân dân",
        DocumentKind::Other => "Giấy tờ khác",
    }
}
