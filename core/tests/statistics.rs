//! What a procedure takes in practice: percentiles against a plain sort, and the working time of whole histories.

#![allow(clippy::expect_used, reason = "broken setup must stop the test")]

mod desk;

use desk::{Desk, defect, field};
use motcua_core::{
    calendar::Moment,
    dossier::{AfterSupplement, Command, Digest, Entry},
    statistics::{ENOUGH, Expectation, expectation, worked_hours},
};
use proptest::prelude::*;
use time::macros::datetime;

#[test]
fn nothing_is_said_of_a_few_dossiers() {
    assert_eq!(expectation(&[]), None);
    assert_eq!(expectation(&[(8, ENOUGH - 1)]), None);
    let said = Expectation {
        median_hours: 8,
        ninth_decile_hours: 16,
        dossiers: ENOUGH,
    };
    assert_eq!(expectation(&[(16, 3), (8, ENOUGH - 4), (40, 1)]), Some(said));
}

proptest! {
    #[test]
    fn half_and_nine_in_ten_took_no_longer(times in prop::collection::vec(0_u32..400, 30..300)) {
        let counts: Vec<(u32, u64)> = times.iter().map(|hours| (*hours, 1)).collect();
        let said = expectation(&counts).expect("enough");
        let mut sorted = times.clone();
        sorted.sort_unstable();
        prop_assert_eq!(said.median_hours, sorted[sorted.len().div_ceil(2) - 1]);
        prop_assert_eq!(said.ninth_decile_hours, sorted[(sorted.len() * 9).div_ceil(10) - 1]);
        let within = |hours: u32| times.iter().filter(|time| **time <= hours).count();
        prop_assert!(within(said.median_hours) * 2 >= times.len());
        prop_assert!(within(said.ninth_decile_hours) * 10 >= times.len() * 9);
    }
}

#[test]
fn only_the_time_the_agency_had_the_dossier_is_counted() {
    let mut desk = Desk::filed(AfterSupplement::Continue);
    desk.now = Moment::from_local(datetime!(2026-11-16 08:00));
    desk.act(Command::Accept { due: None }).expect("accepted");
    assert_eq!(
        worked_hours(&desk.events, &desk.calendar),
        None,
        "there is no result yet"
    );
    desk.now = Moment::from_local(datetime!(2026-11-16 15:00));
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    desk.now = Moment::from_local(datetime!(2026-11-19 08:00));
    desk.act(Command::Supplement {
        changed: vec![field("child.name")],
        content: Digest::ZERO,
        entry: Entry::Online,
        period: None,
    })
    .expect("mended");
    desk.now = Moment::from_local(datetime!(2026-11-20 09:30));
    desk.act(Command::StartProcessing).ok();
    desk.act(Command::Finish {
        result: "Giấy khai sinh số 12".to_owned(),
        files: Vec::new(),
        paper: None,
    })
    .expect("finished");
    // Monday 8–12 and 13–15, Thursday a whole day, Friday 8–9:30: 6 + 8 + 1.5 hours.
    assert_eq!(worked_hours(&desk.events, &desk.calendar), Some(16));
}
