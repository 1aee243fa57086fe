//! Agency codes and dossier numbers are read in both their forms and written in one.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod vectors;

use motcua_core::{
    agency::{AgencyCode, AgencyCodeError},
    dossier::number::{DossierNumber, DossierNumberError, NumberForm},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use time::{Date, macros::date};

fn rows<'a>(table: &'a Value, key: &str) -> &'a [Value] {
    let rows = table[key].as_array().unwrap_or_else(|| panic!("no rows {key}"));
    assert!(!rows.is_empty(), "{key} is empty");
    rows
}

fn agency(code: &str) -> AgencyCode {
    code.parse().unwrap_or_else(|e| panic!("{code}: {e}"))
}

#[test]
fn agency_codes_agree_with_the_vectors() {
    let Some(table) = vectors::read("agency_and_dossier_code.json") else {
        return;
    };
    for row in rows(&table, "agency_positive") {
        let code: AgencyCode = serde_json::from_value(row.clone()).unwrap_or_else(|e| panic!("{row}: {e}"));
        assert_eq!(json!(code), *row);
        assert!(!code.is_old_form());
        assert_eq!(code.level_one(), &code.as_str()[..3]);
    }
    for row in rows(&table, "agency_negative") {
        let typed = row.as_str().expect("text");
        assert!(typed.parse::<AgencyCode>().is_err(), "{typed:?} must be refused");
    }
}

#[test]
fn level_one_codes_of_the_old_provinces_are_read() {
    let Some(table) = vectors::read("provinces_63_legacy.json") else {
        return;
    };
    for row in rows(&table, "rows") {
        let code = agency(row["edoc_level1"].as_str().expect("text"));
        assert_eq!((code.level(), code.parent()), (1, None), "{code}");
    }
}

#[test]
fn an_agency_code_knows_what_stands_above_it() {
    let commune = agency("H36.12.3");
    assert_eq!(commune.parent(), Some(agency("H36.12")));
    assert_eq!(commune.parent().and_then(|parent| parent.parent()), Some(agency("H36")));
    assert_eq!((commune.level(), commune.level_one()), (3, "H36"));
    let old = agency("000.03.12.H36");
    assert!(old.is_old_form());
    assert_eq!((old.level(), old.level_one()), (3, "H36"));
    assert_eq!(old.parent(), Some(agency("000.00.12.H36")));
    assert_eq!(agency("000.00.12.H36").parent(), Some(agency("000.00.00.H36")));
    assert_eq!(agency("000.00.00.H36").parent(), None);
    assert_eq!(old.modern(), agency("H36.12.03"));
    assert_eq!(agency("000.00.00.H36").modern(), agency("H36"));
    assert_eq!(commune.modern(), commune);
}

#[test]
fn standing_below_does_not_depend_on_the_form_of_the_code() {
    assert!(agency("H36.12.03").is_within(&agency("000.00.12.H36")));
    assert!(agency("000.03.12.H36").is_within(&agency("H36")));
    assert!(agency("H36").is_within(&agency("000.00.00.H36")));
    assert!(!agency("H36.120").is_within(&agency("H36.12")));
    assert!(!agency("H36").is_within(&agency("H36.12")));
}

#[test]
fn agency_codes_say_why_they_are_refused() {
    for (typed, error) in [
        (" ", AgencyCodeError::Empty),
        ("h36", AgencyCodeError::LevelOne),
        ("Z36", AgencyCodeError::LevelOne),
        ("000.00.12.Z36", AgencyCodeError::LevelOne),
        ("000.0.12.H36", AgencyCodeError::LevelOne),
        ("H36..1", AgencyCodeError::Group),
        ("H36.a", AgencyCodeError::Group),
        ("H36.Đ1", AgencyCodeError::Group),
        ("H36.00000000000000000000000000000000", AgencyCodeError::Length),
    ] {
        assert_eq!(typed.parse::<AgencyCode>(), Err(error), "{typed}");
    }
    assert!("H36.0000000000000000000000000000000".parse::<AgencyCode>().is_ok());
}

#[test]
fn dossier_numbers_agree_with_the_vectors() {
    let Some(table) = vectors::read("agency_and_dossier_code.json") else {
        return;
    };
    for row in rows(&table, "dossier_positive") {
        let typed = row["v"].as_str().expect("text");
        let number: DossierNumber = typed.parse().unwrap_or_else(|e| panic!("{typed}: {e}"));
        assert_eq!(number.to_string(), typed);
        assert_eq!(number.agency().as_str(), row["agency"]);
        assert_eq!(number.date().to_string(), row["date"].as_str().expect("text"));
        assert_eq!(number.sequence(), row["seq"]);
        assert_eq!(
            serde_json::from_value::<DossierNumber>(json!(number)).expect("reads back"),
            number
        );
        let form = if typed.contains("-20260609-") {
            NumberForm::Long
        } else {
            NumberForm::Short
        };
        let issued = DossierNumber::issue(number.agency(), number.date(), number.sequence(), form);
        assert_eq!(issued, Ok(number));
    }
    for row in rows(&table, "dossier_negative") {
        let typed = row["v"].as_str().expect("text");
        let expected = match row["why"].as_str().expect("text") {
            "31 September" => DossierNumberError::Date,
            "sequence < 4 digits" | "sequence starts at 0001" => DossierNumberError::Sequence,
            "lower case" | "no level-1 letter" => DossierNumberError::Agency,
            "separator" => DossierNumberError::Format,
            unknown => panic!("a new case: {unknown}"),
        };
        assert_eq!(typed.parse::<DossierNumber>(), Err(expected), "{typed}");
    }
}

#[test]
fn the_ten_thousandth_dossier_of_a_day_gets_a_wider_number() {
    let issue = |sequence| {
        DossierNumber::issue(&agency("H36.12"), date!(2026 - 11 - 22), sequence, NumberForm::Short)
            .map(|number| number.to_string())
    };
    assert_eq!(issue(9_999).as_deref(), Ok("H36.12-261122-9999"));
    assert_eq!(issue(10_000).as_deref(), Ok("H36.12-261122-10000"));
    assert_eq!(issue(0), Err(DossierNumberError::Sequence));
    assert_eq!(issue(10_000_000), Err(DossierNumberError::Sequence));
    let past = DossierNumber::issue(&agency("H36"), date!(1999 - 12 - 31), 1, NumberForm::Short);
    assert_eq!(past, Err(DossierNumberError::Date));
}

#[test]
fn spaces_around_a_number_are_put_aside_but_not_inside() {
    let number: DossierNumber = " H36.12-220923-0001\r".parse().expect("a number");
    assert_eq!(number.as_str(), "H36.12-220923-0001");
    for typed in [
        "H36.12 -220923-0001",
        "H36.12-220923- 0001",
        "H36.12-+20923-0001",
        "H36.12-220923-+001",
    ] {
        assert!(typed.parse::<DossierNumber>().is_err(), "{typed}");
    }
    for (typed, error) in [
        ("", DossierNumberError::Empty),
        ("H36.12-230229-0001", DossierNumberError::Date),
        ("H36.12-19990101-0000001", DossierNumberError::Date),
        ("H36.12-220923-00000001", DossierNumberError::Sequence),
        ("H36.12-220923-0001-1", DossierNumberError::Format),
    ] {
        assert_eq!(typed.parse::<DossierNumber>(), Err(error), "{typed}");
    }
}

proptest! {
    #[test]
    fn what_is_issued_is_read_back(
        code in "[A-Y][0-9]{2}([.][0-9A-Z]{1,4}){0,4}|[0-9]{3}[.][0-9]{2}[.][0-9]{2}[.][A-Y][0-9]{2}",
        day in 0i32..36_525,
        sequence in 1u32..10_000_000,
        long: bool,
    ) {
        let date = Date::from_julian_day(date!(2000 - 01 - 01).to_julian_day() + day).expect("a day");
        let form = if long { NumberForm::Long } else { NumberForm::Short };
        let number = DossierNumber::issue(&agency(&code), date, sequence, form).expect("a number");
        prop_assert_eq!(number.to_string().parse::<DossierNumber>(), Ok(number.clone()));
        prop_assert_eq!((number.agency().as_str(), number.date(), number.sequence()), (&code[..], date, sequence));
    }

    #[test]
    fn climbing_from_any_agency_ends_at_level_one(code in "[A-Y][0-9]{2}([.][0-9A-Z]{1,4}){0,4}|[0-9]{3}[.][0-9]{2}[.][0-9]{2}[.][A-Y][0-9]{2}") {
        let start = agency(&code);
        let mut top = start.clone();
        for _ in 0..8 {
            match top.parent() {
                Some(above) => {
                    prop_assert!(above.as_str() != top.as_str());
                    prop_assert_eq!(above.level_one(), start.level_one());
                    top = above;
                }
                None => break,
            }
        }
        prop_assert_eq!(top.parent(), None);
        prop_assert!(start.is_within(&agency(start.level_one())));
        prop_assert_eq!(start.modern().modern(), start.modern());
    }

    #[test]
    fn no_text_panics(typed in "\\PC{0,40}|[0-9A-Z.-]{0,40}") {
        let _ = typed.parse::<AgencyCode>().map(|code| (code.level(), code.parent(), code.modern()));
        let _ = typed.parse::<DossierNumber>();
    }
}
