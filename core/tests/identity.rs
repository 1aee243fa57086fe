//! Personal ids and citizen cards answer as the reference vectors say.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod doors;
mod vectors;

use doors::{agrees, refused, rows, same_through_text_and_json, text};
use motcua_core::identity::{
    BIRTH_PLACES, CccdQr, CccdQrError, Mismatch, OldIdentityCard, PersonalId, PersonalIdWarning, Sex, cccd_qr::heal,
};
use proptest::prelude::*;
use serde_json::json;
use time::{Date, Month, macros::date};

fn iso(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

#[test]
fn personal_ids_say_place_year_and_sex() {
    let Some(table) = vectors::read("personal_id.json") else {
        return;
    };
    for row in rows(&table, "positive") {
        let id: PersonalId = text(row, "id").parse().expect("a personal id");
        let expect = &row["expect"];
        assert_eq!(id.province(), expect["province"].as_str(), "{id}");
        assert_eq!(Some(i64::from(id.birth_year())), expect["birth_year"].as_i64(), "{id}");
        assert_eq!(id.sex().to_string(), text(expect, "gender"), "{id}");
        assert_eq!(id.warnings(), [], "{id}");
        let born = iso(text(row, "dob"));
        assert!(born.is_some());
        assert_eq!(id.cross_check(born, text(row, "gender").parse().ok()), [], "{id}");
        same_through_text_and_json(&id);
    }
    for row in rows(&table, "negative") {
        let (typed, error) = (text(row, "id"), text(row, "error"));
        match error {
            // An unknown place is a warning: the person may be born abroad.
            "province" => {
                let id: PersonalId = typed.parse().expect("well formed");
                assert_eq!(id.warnings(), [PersonalIdWarning::UnknownBirthPlace], "{typed}");
            }
            "charset" if typed.starts_with(' ') => assert_eq!(typed.parse(), typed.trim().parse::<PersonalId>()),
            code => assert_eq!(refused::<PersonalId>(typed), code, "{typed}"),
        }
    }
}

#[test]
fn every_century_digit_gives_its_century_and_sex() {
    let Some(table) = vectors::read("personal_id.json") else {
        return;
    };
    let digits = table["gender_century"].as_object().expect("a table");
    assert_eq!(digits.len(), 10);
    for (digit, means) in digits {
        let id: PersonalId = format!("001{digit}47000001").parse().expect("a personal id");
        assert_eq!(
            i64::from(id.birth_year()),
            means["century_base"].as_i64().expect("a year") + 47
        );
        assert_eq!(id.sex().code(), text(means, "gender"));
    }
}

#[test]
fn a_personal_id_is_compared_with_birth_date_and_sex() {
    let Some(table) = vectors::read("personal_id.json") else {
        return;
    };
    for row in rows(&table, "cross_check_negative") {
        let id: PersonalId = text(row, "id").parse().expect("a personal id");
        let (born, sex) = (iso(text(row, "dob")), text(row, "gender").parse().ok());
        let error = text(row, "error");
        if error == "invalid date" {
            assert_eq!(born, None);
            continue;
        }
        let expected = Mismatch::ALL.iter().find(|mismatch| error.starts_with(mismatch.code()));
        assert_eq!(id.cross_check(born, sex).first(), expected, "{row}");
    }
    let id: PersonalId = "001090012345".parse().expect("a personal id");
    assert_eq!(id.cross_check(None, None), []);
    assert_eq!(
        id.cross_check(Some(date!(1991 - 01 - 01)), Some(Sex::Female)),
        [Mismatch::BirthYear, Mismatch::Sex]
    );
    assert_eq!(id.cross_check_year(Some(1990), Some(Sex::Female)), [Mismatch::Sex]);
}

#[test]
fn birth_places_are_the_sixty_three_old_provinces() {
    assert!(BIRTH_PLACES.is_sorted_by(|a, b| a.0 < b.0));
    let Some(table) = vectors::read("provinces_63_legacy.json") else {
        return;
    };
    let listed: Vec<_> = rows(&table, "rows")
        .iter()
        .map(|row| (text(row, "birth_code"), text(row, "name")))
        .collect();
    assert_eq!(listed, BIRTH_PLACES);
    let Some(merged) = vectors::read("provinces_34.json") else {
        return;
    };
    for province in rows(&merged, "provinces") {
        for code in rows(province, "old_birth_codes") {
            let id: PersonalId = format!("{}090012345", code.as_str().expect("a code"))
                .parse()
                .expect("a personal id");
            let name = id.province().expect("a known place");
            assert!(
                rows(province, "old_names").iter().any(|old| old == name),
                "{name} {province}"
            );
        }
    }
}

#[test]
fn old_identity_cards_are_nine_digits() {
    let Some(table) = vectors::read("personal_id.json") else {
        return;
    };
    agrees::<OldIdentityCard>(&table["cmnd9"], "positive", "negative");
}

#[test]
fn sexes_are_read_from_papers_and_from_the_wire() {
    for (typed, sex) in [
        ("Nam", Sex::Male),
        ("Nữ", Sex::Female),
        ("Nu\u{31B}\u{303}", Sex::Female),
        ("male", Sex::Male),
    ] {
        assert_eq!(typed.parse(), Ok(sex));
    }
    assert!("Nu".parse::<Sex>().is_err());
    assert_eq!(serde_json::to_value(Sex::Female).expect("serialises"), json!("female"));
}

#[test]
fn card_qr_codes_agree_with_the_vectors() {
    let Some(table) = vectors::read("cccd_qr.json") else {
        return;
    };
    for row in rows(&table, "positive") {
        let payload = row.as_str().expect("text");
        let card: CccdQr = payload.parse().unwrap_or_else(|e| panic!("{payload}: {e}"));
        let fields: Vec<_> = payload.split('|').collect();
        assert_eq!(card.personal_id().as_str(), fields[0]);
        assert_eq!(card.old_identity_card().map_or("", OldIdentityCard::as_str), fields[1]);
        assert_eq!(card.full_name().as_str(), fields[2]);
        assert_eq!(card.sex().on_papers(), fields[4]);
        assert_eq!(card.residence(), fields[5]);
        assert_eq!(card.more(), &fields[7..]);
        assert_eq!(card.to_string(), payload);
        same_through_text_and_json(&card);
    }
    for row in rows(&table, "negative") {
        let payload = text(row, "v");
        let expected = match text(row, "why") {
            "empty" => CccdQrError::Empty,
            "one field" | "5 fields" => CccdQrError::Fields,
            "gender label" => CccdQrError::Sex,
            "gender contradicts digit 4" => CccdQrError::SexMismatch,
            "CMND length" => CccdQrError::OldIdentityCard,
            unknown => panic!("a new case: {unknown}"),
        };
        assert_eq!(payload.parse::<CccdQr>(), Err(expected), "{payload}");
    }
}

const CARD: &str = "079304001235||Trần Thị Bích Ngọc|28022004|Nữ|12/5 Lê Lợi, Phường Sài Gòn|01072025";

/// Shows UTF-8 bytes as a reader does that takes them for Latin-1.
fn latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn a_card_read_as_latin1_is_healed() {
    let right: CccdQr = CARD.parse().expect("a card");
    assert_eq!(right.birth_date(), date!(2004 - 02 - 28));
    assert_eq!(right.issue_date(), date!(2025 - 07 - 01));
    let garbled = latin1(CARD);
    assert_ne!(garbled, CARD);
    assert_eq!(garbled.parse::<CccdQr>().as_ref(), Ok(&right));
    // The same bytes as Windows-1252 shows them: 0x87 is ‡ in "ữ" (E1 BB AF) and "ầ" (E1 BA A7), 0x8D has no sign.
    let windows = garbled
        .replace('\u{8B}', "‹")
        .replace('\u{87}', "‡")
        .replace('\u{93}', "“")
        .replace('\u{8C}', "Œ");
    assert_eq!(windows.parse::<CccdQr>().as_ref(), Ok(&right));
    for sound in ["Lê Hoà", "Nam", "Nguyễn", "Ã la carte", ""] {
        assert_eq!(heal(sound), sound);
    }
}

#[test]
fn a_card_that_contradicts_itself_or_is_damaged_is_refused() {
    for (from, to, error) in [
        ("28022004", "28022005", CccdQrError::BirthYearMismatch),
        ("28022004", "30022004", CccdQrError::BirthDate),
        ("28022004", "2802200", CccdQrError::BirthDate),
        ("01072025", "01072003", CccdQrError::IssueDate),
        ("01072025", "", CccdQrError::IssueDate),
        ("Trần Thị Bích Ngọc", "Tr\u{FFFD}n", CccdQrError::Hostile),
        ("Trần Thị Bích Ngọc", "Trần\u{202E}Thị", CccdQrError::Hostile),
        ("Trần Thị Bích Ngọc", "Trần 3", CccdQrError::FullName),
        ("12/5 Lê Lợi, Phường Sài Gòn", " ", CccdQrError::Residence),
        ("079304001235", "07930400123", CccdQrError::PersonalId),
    ] {
        assert_eq!(CARD.replace(from, to).parse::<CccdQr>(), Err(error), "{from} → {to:?}");
    }
    assert_eq!("|".repeat(1 << 20).parse::<CccdQr>(), Err(CccdQrError::Length));
    assert!(format!("\u{FEFF}{CARD}\r\n").parse::<CccdQr>().is_ok());
}

proptest! {
    #[test]
    fn every_well_formed_personal_id_is_taken(digits in "[0-9]{12}") {
        let id: PersonalId = digits.parse().expect("a personal id");
        prop_assert!((1900..2400).contains(&id.birth_year()));
        prop_assert_eq!(id.warnings().is_empty(), id.province().is_some());
        prop_assert_eq!(id.as_str(), digits);
    }

    #[test]
    fn a_card_survives_being_read_as_latin1(name in "[A-ZĐÂÊÔƠƯ][a-zàáảãạăâđêôơưễữệ]{1,8}( [A-ZĐ][a-zýỳọ]{1,6}){0,4}") {
        let payload = format!("001090012345||{name}|17051990|Nam|Số 1 Đinh Lễ|15042021");
        let card: CccdQr = payload.parse().expect("a card");
        prop_assert_eq!(latin1(&payload).parse::<CccdQr>(), Ok(card));
    }
}
