//! Tax codes, insurance, passport and household business numbers answer as the reference vectors say.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod doors;
mod vectors;

use doors::{agrees, refused, rows};
use motcua_core::identity::{
    ForeignPassport, HealthInsuranceCard, HouseholdBusinessNumber, Passport, SocialInsuranceNumber, TaxCode,
    TaxCodeError, TaxCodeKind,
};
use proptest::prelude::*;

#[test]
fn tax_codes_keep_their_check_digit() {
    let Some(table) = vectors::read("tax_code.json") else {
        return;
    };
    agrees::<TaxCode>(&table, "positive10", "negative");
    agrees::<TaxCode>(&table, "positive13", "negative");
    for row in rows(&table, "positive10") {
        let code: TaxCode = row.as_str().and_then(|code| code.parse().ok()).expect("a tax code");
        let wrong = (0..10).filter(|digit| format!("{}{digit}", &code.as_str()[..9]).parse::<TaxCode>().is_ok());
        assert_eq!(wrong.count(), 1, "{code} has one check digit");
        assert_eq!(
            (code.kind(), code.head(), code.branch()),
            (TaxCodeKind::Organisation, code.as_str(), None)
        );
    }
    for row in rows(&table, "positive13") {
        let typed = row.as_str().expect("text");
        let code: TaxCode = typed
            .replace('-', "")
            .parse()
            .expect("thirteen digits without the hyphen");
        assert_eq!(code.to_string(), typed);
        assert_eq!(
            (code.kind(), code.head(), code.branch()),
            (TaxCodeKind::Branch, &typed[..10], Some(&typed[11..]))
        );
    }
    for stem in rows(&table, "stems_without_valid_check_digit") {
        for digit in 0..10 {
            let typed = format!("{}{digit}", stem.as_str().expect("text"));
            assert_eq!(typed.parse::<TaxCode>(), Err(TaxCodeError::CheckDigit), "{typed}");
        }
    }
}

#[test]
fn a_personal_id_is_a_tax_code_of_a_person() {
    let code: TaxCode = "001090012345".parse().expect("a tax code");
    let id = code.personal_id().expect("a personal id");
    assert_eq!((code.kind(), &TaxCode::from(&id)), (TaxCodeKind::Personal, &code));
    assert_eq!("0100109106".parse::<TaxCode>().expect("a tax code").personal_id(), None);
    for (typed, code) in [
        ("", "empty"),
        ("00109001234", "length"),
        ("001090012345-001", "length"),
        ("١٢", "charset"),
    ] {
        assert_eq!(refused::<TaxCode>(typed), code, "{typed:?}");
    }
}

#[test]
fn insurance_passport_and_household_numbers_agree_with_the_vectors() {
    let Some(table) = vectors::read("bhxh_passport_hkd.json") else {
        return;
    };
    agrees::<SocialInsuranceNumber>(&table["bhxh"], "positive", "negative");
    agrees::<HealthInsuranceCard>(&table["bhyt"], "positive", "negative");
    agrees::<Passport>(&table["passport"], "positive", "negative");
    agrees::<HouseholdBusinessNumber>(&table["household_business"], "positive_old", "negative_old");
}

#[test]
fn numbers_that_contain_others_give_them_out() {
    let card: HealthInsuranceCard = "DN4790123456789".parse().expect("a card");
    assert_eq!((card.group(), card.benefit(), card.province_code()), ("DN", 4, "79"));
    assert_eq!(card.social_insurance(), "0123456789".parse().ok());
    let unified: SocialInsuranceNumber = "001090012345".parse().expect("a number");
    assert_eq!(unified.personal_id(), "001090012345".parse().ok());
    let ten: SocialInsuranceNumber = "0123456789".parse().expect("a number");
    assert_eq!(ten.personal_id(), None);
    let household: HouseholdBusinessNumber = "68G8000042".parse().expect("a number");
    assert_eq!(household.province_code(), "68");
    for typed in ["AB123", "X1234567890", "123456789", "E1234567"] {
        assert_eq!(
            typed.parse::<ForeignPassport>().expect("a foreign passport").as_str(),
            typed
        );
    }
    for (typed, code) in [
        ("AB12", "length"),
        ("ab12345", "charset"),
        ("AB 12345", "charset"),
        ("", "empty"),
    ] {
        assert_eq!(refused::<ForeignPassport>(typed), code, "{typed:?}");
    }
}

proptest! {
    #[test]
    fn one_wrong_digit_in_a_tax_code_is_always_seen(stem in "[0-9]{9}", place in 0usize..10, shift in 1u8..10) {
        if let Some(code) = (0..10).map(|d| format!("{stem}{d}")).find(|code| code.parse::<TaxCode>().is_ok()) {
            let mut slip = code.into_bytes();
            slip[place] = b'0' + (slip[place] - b'0' + shift) % 10;
            let slip = String::from_utf8(slip).expect("digits");
            prop_assert_eq!(slip.parse::<TaxCode>(), Err(TaxCodeError::CheckDigit));
        }
    }
}
