//! What the law answers to a text, by kind: the one list behind the native answers and the browser's.
//!
//! A new kind is one line in [`LAWS`]; the inputs of the whole suite then go to it on both sides.

#[path = "asked.rs"]
mod asked;

use motcua_core::{
    calendar::{Calendar, Moment, PartialDate, format, lunar},
    check,
    deadline::{Pause, Period, due},
    text,
};
use serde_json::{Value, json};
use time::PrimitiveDateTime;

/// A law as the comparison sees it: a text in, something written out.
pub type Law = fn(&str) -> Value;

/// The laws beyond those of [`check::KINDS`].
const LAWS: [(&str, Law); 7] = [
    ("date", date),
    ("deadline", deadline),
    ("form", asked::form),
    ("lunar-day", lunar_day),
    ("lunar-year", lunar_year),
    ("search", asked::search),
    ("text", text_forms),
];

/// Returns the names of all kinds.
pub fn kinds() -> Vec<&'static str> {
    check::KINDS.into_iter().chain(LAWS.map(|(name, _)| name)).collect()
}

/// Returns the answer of a kind as JSON, `null` for a kind that is not known.
pub fn answer(kind: &str, input: &str) -> String {
    match LAWS.iter().find(|(name, _)| *name == kind) {
        Some((_, law)) => law(input).to_string(),
        None => json!(check::check(kind, input)).to_string(),
    }
}

fn date(input: &str) -> Value {
    match PartialDate::parse(input) {
        Ok(date) => json!({
            "written": date.written(),
            "earliest": format::iso(date.earliest()),
            "latest": format::iso(date.latest()),
        }),
        Err(problem) => json!(problem.to_string()),
    }
}

/// A record such as `{"received": "2026-02-13T09:00", "working_days": 3, "pauses": [["2026-02-16", "2026-02-18"]]}`.
fn deadline(input: &str) -> Value {
    let Some((received, periods, pauses)) = read_deadline(input) else {
        return json!("not a deadline");
    };
    let calendar = Calendar::default();
    periods
        .into_iter()
        .map(|period| json!(due(received, period, &pauses, &calendar).ok()))
        .collect()
}

fn read_deadline(input: &str) -> Option<(Moment, Vec<Period>, Vec<Pause>)> {
    let record: Value = serde_json::from_str(input).ok()?;
    let (day, clock) = record.get("received")?.as_str()?.split_once('T')?;
    let received = PrimitiveDateTime::new(format::parse_iso(day)?, format::parse_clock(clock.get(..5)?)?);
    let number = ["working_days", "hours", "days"]
        .iter()
        .find_map(|unit| record.get(unit)?.as_u64());
    let number = u32::try_from(number?).ok()?;
    let pause = |pair: &Value| {
        let end = |at: usize| format::parse_iso(pair.get(at)?.as_str()?);
        Some(Pause {
            start: end(0)?,
            resume: end(1)?,
        })
    };
    let pauses = record
        .get("pauses")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(pause)
        .collect();
    // Every record is counted in every unit: more cases from the same table.
    let periods = vec![
        Period::SameDay,
        Period::Hours(number),
        Period::HalfDays(number),
        Period::WorkingDays(number),
        Period::CalendarDays(number),
        Period::Months(number),
    ];
    Some((Moment::from_local(received), periods, pauses))
}

fn lunar_day(input: &str) -> Value {
    let Some(day) = format::parse_iso(input) else {
        return json!("not a day");
    };
    json!(format!("{:?}", lunar::from_solar(day)))
}

fn lunar_year(input: &str) -> Value {
    let Some(year) = format::parse_iso(input).map(|day| day.year()) else {
        return json!("not a day");
    };
    json!([lunar::tet(year).map(format::iso), lunar::gio_to(year).map(format::iso)])
}

fn text_forms(input: &str) -> Value {
    json!({
        "nfc": text::nfc(input),
        "fold": text::fold(input),
        "upper": text::upper(input),
        "tone": text::normalise_tone(input),
        "line": text::clean(input, text::Extent::Line).ok(),
    })
}
