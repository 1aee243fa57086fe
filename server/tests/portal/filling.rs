//! Fills a form with plausible answers, once for every way of answering its first questions.

use std::collections::BTreeMap;

use motcua_core::{
    form::{Answers, Field, Form, Kind, Level, NoLookup, Operand, Options, Section, Test, validate, walk},
    procedure::{Channel, Procedure, documents, fees, times},
};
use time::macros::date;

const TODAY: time::Date = date!(2026 - 11 - 22);
/// The agency a sample names, and the commune it lives in.
const AGENCY: &str = "H36.101";
const COMMUNE: &str = "24846";

/// Fills the form for every combination of first answers; only the first questions themselves may refuse one.
pub fn fill_every_way(procedure: &Procedure) {
    let form = procedure.form.as_ref().unwrap();
    let first = form.sections.iter().find(|section| section.ask_first);
    let mut accepted = 0;
    for ways in first.map_or_else(|| vec![BTreeMap::new()], combinations) {
        let answers = fill(form, &ways);
        let checked = validate(form, &answers, TODAY, &NoLookup);
        let errors: Vec<_> = checked
            .problems
            .iter()
            .filter(|problem| problem.level == Level::Error)
            .collect();
        assert!(
            errors.iter().all(|problem| problem.at.starts_with("case.")),
            "{} {ways:?}: {errors:?}",
            procedure.code
        );
        if !errors.is_empty() {
            continue;
        }
        accepted += 1;
        let shown = walk(form, &answers, TODAY);
        assert!(
            documents(procedure, &shown)
                .iter()
                .any(|choice| choice.required.holds()),
            "{} {ways:?}",
            procedure.code
        );
        for channel in &procedure.channels {
            let (times, fees) = (
                times(procedure, &shown, Some(*channel)),
                fees(procedure, &shown, Some(*channel)),
            );
            assert!(
                times.iter().any(|choice| choice.applies.holds()),
                "{} {ways:?}: no time",
                procedure.code
            );
            assert!(
                fees.iter().any(|choice| choice.applies.holds()),
                "{} {ways:?} {channel:?}: no fee line",
                procedure.code
            );
        }
        assert!(procedure.channels.contains(&Channel::Online), "{}", procedure.code);
    }
    assert!(accepted > 0, "{} can never be filed", procedure.code);
}

/// Returns answers that can be filed: the first way of answering the first questions that nothing refuses, this agency chosen
/// wherever one is asked for, and this commune in every address.
pub fn fileable(procedure: &Procedure, agency: &str, commune: &str) -> Answers {
    let form = procedure.form.as_ref().unwrap();
    let first = form.sections.iter().find(|section| section.ask_first);
    first
        .map_or_else(|| vec![BTreeMap::new()], combinations)
        .iter()
        .map(|ways| fill_at(form, ways, agency, commune))
        .find(|answers| {
            let problems = validate(form, answers, TODAY, &NoLookup).problems;
            problems.iter().all(|problem| problem.level != Level::Error)
        })
        .unwrap_or_else(|| panic!("{} can never be filed", procedure.code))
}

fn combinations(section: &Section) -> Vec<BTreeMap<String, String>> {
    let mut all = vec![BTreeMap::new()];
    for field in &section.fields {
        let values: Vec<String> = match &field.kind {
            Kind::Choice {
                options: Options::Listed(options),
            } => options.iter().map(|o| o.value.clone()).collect(),
            Kind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
            _ => continue,
        };
        let path = format!("{}.{}", section.key, field.key);
        all = all
            .iter()
            .flat_map(|before| {
                values.iter().map(|value| {
                    let mut next = before.clone();
                    next.insert(path.clone(), value.clone());
                    next
                })
            })
            .collect();
    }
    all
}

fn fill(form: &Form, ways: &BTreeMap<String, String>) -> Answers {
    fill_at(form, ways, AGENCY, COMMUNE)
}

fn fill_at(form: &Form, ways: &BTreeMap<String, String>, agency: &str, commune: &str) -> Answers {
    let mut answers = Answers::default();
    for section in &form.sections {
        if let Some(repeat) = &section.repeat {
            answers.set_rows(&section.key, repeat.min.max(1));
        }
    }
    for (path, value) in ways {
        answers.set(path, value.as_str()).unwrap();
    }
    // An answer can bring up new questions: once more for each of them, with some to spare.
    for _ in 0..6 {
        let shown = walk(form, &answers, TODAY);
        let asked: Vec<(String, Field)> = shown
            .sections()
            .iter()
            .flat_map(|section| &section.fields)
            .map(|field| (field.path.clone(), field.field.clone()))
            .collect();
        for (path, field) in asked {
            for (part, value) in sample(&field) {
                let path = if part.is_empty() {
                    path.clone()
                } else {
                    format!("{path}.{part}")
                };
                if answers.get(&path).is_none() {
                    let value = match value.as_str() {
                        AGENCY => agency.to_owned(),
                        COMMUNE => commune.to_owned(),
                        _ => value,
                    };
                    answers.set(&path, value).unwrap();
                }
            }
        }
    }
    answers
}

/// Returns a plausible answer by part.
pub fn sample(field: &Field) -> Vec<(&'static str, String)> {
    let one = |value: &str| vec![("", value.to_owned())];
    match &field.kind {
        Kind::Text { max } if *max < 13 => one("4711"),
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Name => one("Nguyễn Văn An"),
        Kind::Number { .. } | Kind::Money => {
            let least = field.rules.iter().filter_map(|rule| match &rule.test {
                Test::AtLeast(Operand::Number(least)) => Some(*least),
                _ => None,
            });
            one(&least.max().unwrap_or(1).to_string())
        }
        Kind::Date { .. } => one("17/05/1990"),
        Kind::Time => one("14:30"),
        Kind::Choice {
            options: Options::Listed(options),
        } => one(&options[0].value),
        Kind::Choice {
            options: Options::List(list),
        } => one(if list == "ethnicity" { "01" } else { "VN" }),
        Kind::Choices { .. } | Kind::File => Vec::new(),
        Kind::YesNo | Kind::Declaration => one("yes"),
        Kind::PersonalId => one("068090000123"),
        Kind::IdentityDocument { .. } => vec![
            ("kind", "identity_card".to_owned()),
            ("number", "068090000123".to_owned()),
            ("issued_on", "01/06/2022".to_owned()),
            (
                "issued_by",
                "Cục Cảnh sát quản lý hành chính về trật tự xã hội".to_owned(),
            ),
        ],
        Kind::TaxCode => one("0100109106"),
        Kind::Phone => one("0912345678"),
        Kind::Email => one("an@example.vn"),
        Kind::WebAddress => one("https://example.vn"),
        Kind::Address => vec![
            ("province", "68".to_owned()),
            ("commune", COMMUNE.to_owned()),
            ("street", "Thôn 1".to_owned()),
        ],
        Kind::Agency { .. } => one(AGENCY),
    }
}
