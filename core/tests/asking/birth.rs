//! The form by which speed is told: 36 questions about four people, and an answer to each that the law does not take.

use motcua_core::calendar::Precision;
use motcua_core::form::{Answers, DocumentKind, Form, Kind, Section};

use super::{answers, choice, form, required, section};

/// Makes the form.
pub fn birth() -> Form {
    form(["applicant", "child", "mother", "father"].map(person).to_vec())
}

/// Answers every question wrongly.
pub fn all_wrong() -> Answers {
    let mut typed = Vec::new();
    for section in ["applicant", "child", "mother", "father"] {
        for (field, text) in [
            ("name", "Nguyễn 2"),
            ("born", "31/02/1990"),
            ("sex", "x"),
            ("id", "12345"),
            ("phone", "123"),
            ("email", "a@"),
            ("home.province", "Lâm Đồng"),
            ("home.street", "5 Trần Phú\u{202e}"),
            ("paper.kind", "card"),
            ("paper.number", "12"),
            ("paper.issued_on", "hôm qua"),
            ("job", "nông dân trồng cà phê"),
        ] {
            typed.push((format!("{section}.{field}"), text));
        }
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    answers(&typed)
}

fn person(key: &str) -> Section {
    let date = Kind::Date {
        at_least: Precision::Day,
    };
    let paper = Kind::IdentityDocument {
        accepts: DocumentKind::ALL.to_vec(),
    };
    section(
        key,
        vec![
            required("name", Kind::Name),
            required("born", date),
            required("sex", choice(&["male", "female"])),
            required("id", Kind::PersonalId),
            required("phone", Kind::Phone),
            required("email", Kind::Email),
            required("home", Kind::Address),
            required("paper", paper),
            required("job", Kind::Text { max: 9 }),
        ],
    )
}
