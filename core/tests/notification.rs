//! Who is told of what, the code of a message, and when a message is tried again.

#![allow(clippy::expect_used, reason = "broken setup must stop the test")]

mod desk;

use desk::{Desk, defect};
use motcua_core::{
    dossier::{AfterSupplement, Command},
    notification::{Channel, Code, MOST_TRIES, Matter, intents, wait_before},
};
use proptest::prelude::*;

fn told(desk: &Desk) -> Vec<Matter> {
    let applicant = desk.filing.applicant;
    let all = desk.events.iter().flat_map(|event| intents(event, applicant));
    all.map(|intent| {
        assert_eq!(intent.to, applicant);
        intent.matter
    })
    .collect()
}

#[test]
fn the_applicant_is_told_of_what_the_agency_did_and_not_of_what_they_did_themselves() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::StartProcessing).expect("started");
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(
        told(&desk),
        [Matter::Submitted, Matter::Accepted, Matter::SupplementAsked]
    );
    let accepted = intents(&desk.events[1], desk.filing.applicant);
    assert_eq!(
        accepted[0].due.is_some(),
        desk.dossier.due.is_some(),
        "the promised date goes with it"
    );
    desk.act(Command::RequestWithdrawal { reason: None }).expect("asked");
    assert_eq!(told(&desk).len(), 3, "their own wish is no news to them");
    desk.act(Command::ConfirmWithdrawal).expect("confirmed");
    assert_eq!(told(&desk).last(), Some(&Matter::WithdrawalConfirmed));
}

#[test]
fn matters_and_channels_are_kept_by_name_and_read_back() {
    for matter in Matter::ALL {
        assert_eq!(matter.name().parse(), Ok(matter));
        let wire = serde_json::to_string(&matter).expect("writes");
        assert_eq!(wire, format!("\"{}\"", matter.name()));
    }
    for channel in Channel::ALL {
        assert_eq!(channel.key().parse(), Ok(channel));
    }
    assert!("processing_started".parse::<Matter>().is_err());
    assert!("fax".parse::<Channel>().is_err());
}

#[test]
fn a_code_is_read_as_people_write_it() {
    let code = Code::of_chance(0x0003_1415_9265_3589);
    let shown = code.to_string();
    assert_eq!(shown.len(), 11);
    assert_eq!(shown.parse(), Ok(code.clone()));
    assert_eq!(shown.to_lowercase().replace('-', " – ").parse(), Ok(code.clone()));
    assert_eq!("OIL00-00000".parse(), Ok("0110000000".parse::<Code>().expect("a code")));
    for wrong in ["", "K7Q2M", "K7Q2M-9XH4", "K7Q2M-9XH4TT", "K7Q2M-9XH4U", "K7Q2M-9XH4Ă"] {
        assert!(wrong.parse::<Code>().is_err(), "{wrong}");
    }
    assert!(!format!("{code:?}").contains(&code.plain()[..5]));
}

proptest! {
    #[test]
    fn every_code_reads_back_and_different_chance_is_a_different_code(one: u64, other: u64) {
        let fifty = |chance: u64| chance & ((1 << 50) - 1);
        let code = Code::of_chance(one);
        prop_assert_eq!(code.to_string().parse::<Code>(), Ok(code.clone()));
        prop_assert_eq!(code == Code::of_chance(other), fifty(one) == fifty(other));
    }

    #[test]
    fn waits_grow_from_half_a_minute_to_six_hours_and_end(tried in 1..MOST_TRIES, chance: u16) {
        let wait = wait_before(tried, chance).expect("tried again");
        let (least, most) = (wait_before(tried, 0).expect("least"), wait_before(tried, u16::MAX).expect("most"));
        prop_assert!(least <= wait && wait <= most);
        prop_assert_eq!(least * 2, most);
        prop_assert!(most >= time::Duration::seconds(30) && most <= time::Duration::hours(6));
        if let Some(next) = wait_before(tried + 1, u16::MAX) {
            prop_assert!(next >= most);
        }
    }
}

#[test]
fn a_message_is_tried_for_most_of_a_day_and_then_somebody_has_to_look() {
    let whole: time::Duration = (1..MOST_TRIES).filter_map(|tried| wait_before(tried, u16::MAX)).sum();
    assert!(
        whole > time::Duration::hours(12) && whole < time::Duration::hours(24),
        "{whole}"
    );
    assert_eq!(wait_before(MOST_TRIES, 0), None);
    assert_eq!(wait_before(u32::MAX, 0), None);
}
