//! The reference vectors beside the repository; a test that needs them says so and passes when they are absent.

#![allow(
    clippy::expect_used,
    reason = "a helper of tests, where a broken vector must stop the test"
)]

use motcua_core::calendar::{Calendar, DayKind, HolidayEntry, HolidayFile, Holidays, format::parse_iso};
use serde_json::Value;
use time::Weekday;

/// Reads one file of vectors.
pub fn read(name: &str) -> Option<Value> {
    let found = ["../../shared", "../../../shared"].iter().find_map(|shared| {
        let path = format!("{}/{shared}/reference/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).ok()
    });
    if found.is_none() {
        eprintln!("skipped: {name} is not in ../shared/reference/vectors");
    }
    found.map(|text| serde_json::from_str(&text).expect("vectors are JSON"))
}

/// Builds the calendar of the announced years 2023–2026.
#[allow(dead_code, reason = "not every test file needs a calendar")]
pub fn calendar() -> Option<Calendar> {
    let vectors = read("holidays_2023_2026.json")?;
    let off = vectors["days_off"]
        .as_object()
        .expect("days off")
        .iter()
        .map(|(date, about)| HolidayEntry {
            date: parse_iso(date).expect("a date"),
            name: about["name"].as_str().expect("a name").to_owned(),
            kind: DayKind::Holiday,
            source: None,
        });
    let worked = vectors["working_saturdays"]
        .as_array()
        .expect("Saturdays")
        .iter()
        .map(|date| HolidayEntry {
            date: date.as_str().and_then(parse_iso).expect("a date"),
            name: "làm bù".to_owned(),
            kind: DayKind::WorkedSaturday,
            source: None,
        });
    let days: Vec<_> = off.chain(worked).collect();
    assert!(days.iter().any(|day| day.date.weekday() == Weekday::Saturday));
    let file = HolidayFile {
        announced_years: (2023..=2026).collect(),
        days,
    };
    Some(Calendar::new(Holidays::new(file).expect("a sound file")))
}
