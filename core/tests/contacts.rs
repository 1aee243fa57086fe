//! Telephone numbers and e-mail addresses come to one form, however they are typed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod doors;
mod vectors;

use doors::{agrees, refused, rows, same_through_text_and_json, text};
use motcua_core::identity::{Contact, Email, Phone, PhoneKind};
use proptest::prelude::*;
use validator::Validate;

#[test]
fn phones_come_to_one_form_however_they_are_typed() {
    let Some(table) = vectors::read("phone.json") else {
        return;
    };
    for row in rows(&table, "positive").iter().chain(rows(&table, "legacy")) {
        let phone: Phone = text(row, "i").parse().unwrap_or_else(|e| panic!("{row}: {e}"));
        assert_eq!(phone.as_str(), text(row, "o"));
        assert_eq!(phone.national(), text(row, "o").replacen("+84", "0", 1));
        for again in [
            phone.national(),
            phone.grouped(),
            phone.as_str().replacen("+84", "0084 ", 1),
        ] {
            assert_eq!(again.parse::<Phone>().as_ref(), Ok(&phone), "{again}");
        }
        same_through_text_and_json(&phone);
    }
    for row in rows(&table, "negative") {
        let typed = row.as_str().expect("text");
        assert!(typed.parse::<Phone>().is_err(), "{typed:?}");
    }
    for (old, new) in table["converted_2018"].as_object().expect("a table") {
        let phone: Phone = format!("{old}1234567").parse().unwrap_or_else(|e| panic!("{old}: {e}"));
        assert_eq!(phone.national(), format!("{}1234567", new.as_str().expect("text")));
    }
}

#[test]
fn exactly_the_prefixes_in_use_are_mobile_numbers() {
    let Some(table) = vectors::read("phone.json") else {
        return;
    };
    let carriers = table["prefixes"].as_object().expect("a table");
    for prefix in carriers
        .values()
        .flat_map(|prefixes| prefixes.as_array().expect("prefixes"))
    {
        let phone: Phone = format!("{}1234567", prefix.as_str().expect("text"))
            .parse()
            .expect("a mobile number");
        assert_eq!(phone.kind(), PhoneKind::Mobile);
    }
    // The ranges of `mobile_regex`, written out.
    let ranges = [
        ("3", "23456789"),
        ("5", "25689"),
        ("7", "06789"),
        ("8", "123456789"),
        ("9", "012346789"),
    ];
    for prefix in 0..100 {
        let number = format!("0{prefix:02}1234567");
        let known = ranges
            .iter()
            .any(|(a, b)| number[1..2] == **a && b.contains(&number[2..3]));
        assert_eq!(number.parse::<Phone>().is_ok(), known, "{number}");
    }
}

#[test]
fn phones_are_grouped_for_reading_and_say_why_they_are_refused() {
    for (typed, shown) in [
        ("+84912345678", "0912 345 678"),
        ("+84 (0)912.345.678", "0912 345 678"),
        ("0084 912 345 678", "0912 345 678"),
        ("84 162 999 9888", "0329 999 888"),
        ("842438253536", "024 3825 3536"),
        ("0912\u{A0}345\u{202F}678", "0912 345 678"),
        ("02633822222", "0263 3822 222"),
    ] {
        assert_eq!(
            typed.parse::<Phone>().map(|phone| phone.grouped()),
            Ok(shown.to_owned()),
            "{typed}"
        );
    }
    for (typed, code) in [
        (" ", "empty"),
        ("091234567", "length"),
        ("0912345678000", "length"),
        ("+1 2025550123", "foreign"),
        ("001 2025550123", "foreign"),
        ("1900 1009", "prefix"),
        ("01111234567", "prefix"),
        ("0162999988", "length"),
        ("+", "charset"),
        ("09+12345678", "charset"),
        ("०९१२३४५६७८", "charset"),
    ] {
        assert_eq!(refused::<Phone>(typed), code, "{typed}");
    }
    assert_eq!(refused::<Phone>(&"0".repeat(1 << 20)), "length");
}

#[test]
fn emails_agree_with_the_vectors_and_lower_only_the_domain() {
    let Some(table) = vectors::read("email.json") else {
        return;
    };
    agrees::<Email>(&table, "positive", "negative");
    let email: Email = " An.Nguyen@GMail.COM ".parse().expect("an address");
    assert_eq!((email.as_str(), email.domain()), ("An.Nguyen@gmail.com", "gmail.com"));
    for (typed, code) in [
        ("nguyễn@gmail.com", "charset"),
        ("a@b@c.vn", "at_sign"),
        (".an@gmail.com", "local_part"),
        ("an.@gmail.com", "local_part"),
        ("an@gmail.c", "domain"),
        ("an@-gmail.com", "domain"),
        ("an@10.0.0.1", "domain"),
        ("\"an\"@gmail.com", "local_part"),
    ] {
        assert_eq!(refused::<Email>(typed), code, "{typed}");
    }
    assert_eq!(refused::<Email>(&format!("{}@b.vn", "a".repeat(65))), "length");
    assert_eq!(refused::<Email>(&format!("a@{}.vn", "b".repeat(64))), "domain");
    assert!(format!("{}@b.vn", "a".repeat(64)).parse::<Email>().is_ok());
}

#[test]
fn a_contact_record_tells_every_problem_at_once() {
    let sound = Contact {
        full_name: "K'Brểu".into(),
        phone: "0912 345 678".into(),
        email: None,
    };
    assert!(sound.validate().is_ok());
    let wrong = Contact {
        full_name: "---".into(),
        phone: "113".into(),
        email: Some("an@gmail".into()),
    };
    let problems = wrong.validate().expect_err("three problems");
    let code = |field| problems.field_errors()[field][0].code.to_string();
    assert_eq!(
        [code("full_name"), code("phone"), code("email")],
        ["start", "prefix", "domain"]
    );
}

proptest! {
    #[test]
    fn a_phone_number_reads_the_same_again(typed in "0[2-9][0-9]{8,9}|[+]84[2-9][0-9]{8,9}|01[0-9]{9}") {
        if let Ok(phone) = typed.parse::<Phone>() {
            same_through_text_and_json(&phone);
            prop_assert_eq!(phone.grouped().parse::<Phone>(), Ok(phone));
        }
    }

    #[test]
    fn an_address_reads_the_same_again(typed in "[A-Za-z0-9.+]{1,10}@[A-Za-z0-9-]{1,10}[.][A-Za-z]{1,5}") {
        if let Ok(email) = typed.parse::<Email>() {
            same_through_text_and_json(&email);
            prop_assert_eq!(email.as_str().to_lowercase(), typed.to_lowercase());
        }
    }
}
