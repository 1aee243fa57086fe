//! Two laws that need something beside the text: a form the text answers, and a catalogue the text searches.

use std::sync::OnceLock;

use motcua_core::{
    calendar::Precision,
    catalogue::{Entry, Index},
    form::{Answers, Choice, DocumentKind, Field, Form, Kind, NoLookup, Options, Required, Section, Subject, validate},
};
use serde_json::{Value, json};
use time::macros::date;

/// What there is to find.
const NAMES: [&str; 6] = [
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký lại khai sinh",
    "Thủ tục đăng ký kết hôn",
    "Đăng ký thành lập hộ kinh doanh",
    "Cấp đổi Giấy chứng nhận quyền sử dụng đất",
    "Đổi giấy phép lái xe",
];

/// Answers every kind of field with the text and checks the form.
pub fn form(input: &str) -> Value {
    static FORM: OnceLock<Form> = OnceLock::new();
    let form = FORM.get_or_init(every_kind);
    let mut answers = Answers::default();
    let mut paths: Vec<String> = form.sections[0]
        .fields
        .iter()
        .map(|field| ["s.", &field.key].concat())
        .collect();
    for part in [
        "home.province",
        "home.commune",
        "home.street",
        "paper.kind",
        "paper.number",
        "paper.issued_on",
    ] {
        paths.push(["s.", part].concat());
    }
    for path in paths {
        if answers.set(&path, input).is_err() {
            return json!("not a path");
        }
    }
    let found = validate(form, &answers, date!(2026 - 11 - 23), &NoLookup);
    json!({ "problems": found.problems, "canonical": found.canonical })
}

/// Searches a few procedures for the text.
pub fn search(input: &str) -> Value {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let entry = |(key, name)| Entry {
        key,
        name,
        ..Entry::default()
    };
    let index = INDEX.get_or_init(|| Index::new((0u32..).zip(NAMES).map(entry)));
    let hits = index.search(input, |_| true, NAMES.len());
    hits.into_iter().map(|hit| json!([hit.key, hit.marks])).collect()
}

fn every_kind() -> Form {
    let choice = |value: &str| Choice {
        value: value.to_owned(),
        label: value.to_owned(),
    };
    let kinds = [
        ("text", Kind::Text { max: 60 }),
        ("long", Kind::LongText { max: 200 }),
        ("name", Kind::Name),
        (
            "number",
            Kind::Number {
                decimals: 2,
                unit: None,
            },
        ),
        ("money", Kind::Money),
        (
            "day",
            Kind::Date {
                at_least: Precision::Day,
            },
        ),
        (
            "year",
            Kind::Date {
                at_least: Precision::Year,
            },
        ),
        ("time", Kind::Time),
        (
            "choice",
            Kind::Choice {
                options: Options::Listed(vec![choice("male"), choice("female")]),
            },
        ),
        ("yes", Kind::YesNo),
        ("id", Kind::PersonalId),
        ("tax", Kind::TaxCode),
        ("phone", Kind::Phone),
        ("email", Kind::Email),
        ("web", Kind::WebAddress),
        ("agreed", Kind::Declaration),
        ("home", Kind::Address),
        (
            "paper",
            Kind::IdentityDocument {
                accepts: DocumentKind::ALL.to_vec(),
            },
        ),
    ];
    let field = |(key, kind): (&str, Kind)| Field {
        key: key.to_owned(),
        label: key.to_owned(),
        hint: None,
        concept: None,
        autocomplete: None,
        kind,
        required: Required::Always,
        when: None,
        rules: Vec::new(),
    };
    let section = Section {
        key: "s".to_owned(),
        title: "s".to_owned(),
        help: None,
        subject: Subject::Applicant,
        when: None,
        repeat: None,
        ask_first: false,
        fields: kinds.map(field).to_vec(),
    };
    Form {
        template: None,
        sections: vec![section],
        declaration: String::new(),
    }
}
