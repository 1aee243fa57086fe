//! One identity is one account: every way an identity may arrive has one answer.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken case must stop the test"
)]

use motcua_core::{
    account::{Admission, Assurance, Holder, Known, admit},
    id::AccountId,
};

const LAN: &str = "068196004215";
const HUNG: &str = "060083001237";

fn account(number: u8) -> AccountId {
    format!("00000000-0000-7000-8000-0000000000{number:02}")
        .parse()
        .expect("an id")
}

fn person(id: &str) -> Holder {
    Holder::of_claims(Some(id), None, false).expect("a personal id")
}

fn known(number: u8, holder: Option<&str>, assurance: Option<Assurance>) -> Known {
    Known {
        account: account(number),
        holder: holder.map(person),
        assurance,
        opened_for: None,
    }
}

#[test]
fn every_arrival_has_one_answer() {
    use Assurance::{Full, Limited};
    let lan = person(LAN);
    let full = known(1, Some(LAN), Some(Full));
    let limited = known(1, Some(LAN), Some(Limited));
    let unproved = known(1, Some(LAN), None);
    let other = known(2, Some(HUNG), Some(Full));
    let unnumbered = known(3, None, None);
    let cases = [
        (None, None, Full, Admission::New),
        (None, None, Limited, Admission::New),
        (Some(&full), Some(&full), Full, Admission::In(account(1))),
        (Some(&full), Some(&full), Limited, Admission::In(account(1))),
        (Some(&other), None, Full, Admission::Changed),
        (Some(&other), Some(&full), Full, Admission::Changed),
        (Some(&unnumbered), None, Full, Admission::Changed),
        (None, Some(&full), Full, Admission::Confirm(account(1))),
        (None, Some(&full), Limited, Admission::TooWeak),
        (None, Some(&limited), Limited, Admission::Confirm(account(1))),
        (None, Some(&limited), Full, Admission::Confirm(account(1))),
        (None, Some(&unproved), Limited, Admission::Confirm(account(1))),
    ];
    for (linked, same, assurance, expected) in cases {
        assert_eq!(
            admit(linked, same, &lan, "Trần Thị Mai Lan", assurance),
            expected,
            "linked {linked:?}, same {same:?}, {assurance:?}"
        );
    }
}

#[test]
fn an_account_opened_at_a_desk_is_taken_over_under_its_name_and_its_person_is_asked_under_another() {
    use Assurance::{Full, Limited};
    let lan = person(LAN);
    let opened = Known {
        opened_for: Some("TRẦN THỊ MAI LAN".to_owned()),
        ..known(1, Some(LAN), None)
    };
    for (name, assurance, expected) in [
        ("Trần Thị Mai Lan", Full, Admission::In(account(1))),
        ("tran thi mai lan", Limited, Admission::In(account(1))),
        ("Trần Thị Mai", Full, Admission::Confirm(account(1))),
        ("", Full, Admission::Confirm(account(1))),
    ] {
        assert_eq!(admit(None, Some(&opened), &lan, name, assurance), expected, "{name}");
    }
}

#[test]
fn a_holder_is_a_person_by_personal_id_or_an_organisation_by_tax_code_and_nothing_between() {
    let organisation = |code| Holder::of_claims(Some(LAN), Some(code), true);
    assert_eq!(organisation("0100109106").expect("a code").number(), "0100109106");
    assert_eq!(
        organisation("0100109106001").expect("a branch").number(),
        "0100109106-001"
    );
    for wrong in ["0100109107", LAN, "", "0100109106-000"] {
        assert!(organisation(wrong).is_err(), "{wrong}");
    }
    assert!(Holder::of_claims(None, Some("0100109106"), false).is_err());
    assert!(Holder::of_claims(Some("12"), None, false).is_err());
    assert!(Holder::of_claims(Some(LAN), None, true).is_err());
    assert_eq!(person(LAN).number(), LAN);
}

#[test]
fn levels_are_written_as_the_decree_writes_them() {
    for level in [Assurance::Limited, Assurance::Full] {
        assert_eq!(level.code().parse(), Ok(level));
    }
    assert!("1".parse::<Assurance>().is_err());
    assert!(Assurance::Full > Assurance::Limited);
}
