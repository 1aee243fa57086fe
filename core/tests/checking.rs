//! Checking a value by the name of its kind: the answer's shape, and an answer to anything at all.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

use motcua_core::check::{KINDS, Kind, check};
use proptest::prelude::*;
use serde_json::{Value, json};

const CARD: &str = "079304001235||Trần Thị Bích Ngọc|28022004|Nữ|12/5 Lê Lợi, Phường Sài Gòn|01072025";

/// Shows UTF-8 bytes as a reader does that takes them for Latin-1.
fn latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

fn shown(kind: &str, input: &str) -> Value {
    serde_json::to_value(check(kind, input).expect("a kind")).expect("serialises")
}

#[test]
fn checking_answers_with_input_ok_value_and_error() {
    assert_eq!(
        shown("phone", "01629999888"),
        json!({"input": "01629999888", "ok": true, "value": "+84329999888", "error": null})
    );
    assert_eq!(
        shown("tax-code", "0100109107"),
        json!({"input": "0100109107", "ok": false, "value": null, "error": "check_digit"})
    );
    assert_eq!(shown("tax-code", "0100109106001")["value"], "0100109106-001");
    assert_eq!(
        shown("personal-id", " 003390012345")["value"],
        json!({"id": "003390012345", "province_code": "003", "province": null, "birth_year": 2090,
            "gender": "female", "warnings": ["unknown_birth_place"]})
    );
    assert_eq!(
        shown("cccd-qr", &latin1(CARD))["value"],
        json!({"personal_id": "079304001235", "old_identity_card": null, "full_name": "Trần Thị Bích Ngọc",
            "birth_date": "2004-02-28", "gender": "female", "residence": "12/5 Lê Lợi, Phường Sài Gòn",
            "issue_date": "2025-07-01", "more": [], "warnings": ["healed"]})
    );
    assert_eq!(
        shown("dossier-number", "H36.12-220923-0001")["value"],
        json!({"number": "H36.12-220923-0001", "agency": "H36.12", "date": "2022-09-23", "seq": 1})
    );
    assert_eq!(shown("name", "Lê  Hoa\u{300}")["value"], "Lê Hoà");
    assert_eq!(check("horoscope", "x"), None);
}

#[test]
fn kinds_are_told_apart_by_name() {
    for (kind, name) in Kind::ALL.iter().zip(KINDS) {
        assert_eq!(KINDS.iter().filter(|other| **other == name).count(), 1);
        assert_eq!(check(name, ""), Some(kind.check("")));
        assert_eq!(kind.check("").error, Some("empty"), "{name}");
    }
}

/// Returns the canonical text inside a value that is an object, or the value's own text.
fn canonical(value: &Value) -> Option<&str> {
    value
        .as_str()
        .or_else(|| value["id"].as_str())
        .or_else(|| value["number"].as_str())
}

proptest! {
    #[test]
    fn whatever_is_taken_is_taken_again_as_shown(typed in "[0-9]{9,13}|[0-9]{10}-[0-9]{3}|[A-Z]{1,2}[0-9]{7,13}|0[35789][0-9]{8}") {
        for kind in KINDS {
            let checked = check(kind, &typed).expect("a kind");
            if let Some(shown) = checked.value.as_ref().and_then(canonical) {
                prop_assert_eq!(check(kind, shown).expect("a kind").value, checked.value.clone());
            }
        }
    }

    #[test]
    fn no_input_panics_and_a_refusal_has_a_code(typed in "\\PC{0,40}|[\\x00-\\x7F]{0,40}|[0-9A-Z|.+@-]{0,40}") {
        for kind in KINDS {
            let checked = check(kind, &typed).expect("a kind");
            prop_assert_eq!(&checked.input, &typed);
            prop_assert_eq!(checked.ok, checked.error.is_none());
            prop_assert_eq!(checked.ok, checked.value.is_some());
        }
    }
}
