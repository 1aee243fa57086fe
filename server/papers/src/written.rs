//! A paper in the words its template places: dates as papers of the state write them, every text composed (NFC) and made
//! only of what the fonts can print.

use motcua_core::{
    calendar::{Moment, format},
    text::nfc,
};
use serde::Serializer;
use serde_json::Value;
use time::Date;

/// Stands for a character that no font here can print.
const UNPRINTABLE: char = '□';

pub(crate) fn moment<S: Serializer>(at: &Moment, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&format::moment_in_words(*at))
}

pub(crate) fn maybe_moment<S: Serializer>(at: &Option<Moment>, out: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, out),
        None => out.serialize_none(),
    }
}

pub(crate) fn date_of<S: Serializer>(at: &Moment, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&format::date_in_words(at.date()))
}

pub(crate) fn clock<S: Serializer>(at: &Moment, out: S) -> Result<S::Ok, S::Error> {
    let local = at.local();
    out.serialize_str(&format!(
        "{} {}",
        format::clock(local.time()),
        format::date(local.date())
    ))
}

pub(crate) fn maybe_clock<S: Serializer>(at: &Option<Moment>, out: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => clock(at, out),
        None => out.serialize_none(),
    }
}

pub(crate) fn day<S: Serializer>(day: &Date, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&format::date(*day))
}

/// Makes every text of a value printable.
pub(crate) fn printable(value: &mut Value, can: &dyn Fn(char) -> bool) {
    match value {
        Value::String(text) => *text = cleaned(text, can),
        Value::Array(all) => all.iter_mut().for_each(|one| printable(one, can)),
        Value::Object(all) => all.values_mut().for_each(|one| printable(one, can)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn cleaned(text: &str, can: &dyn Fn(char) -> bool) -> String {
    nfc(text)
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .map(|character| match character {
            '\n' => '\n',
            other if can(other) => other,
            other if other.is_whitespace() => ' ',
            _ => UNPRINTABLE,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_can_print_is_a_box_and_accents_are_composed() {
        let can = |character: char| character.is_ascii() || character == 'ễ';
        assert_eq!(cleaned("Nguye\u{302}\u{303}n 🎉\u{7}\u{a0}x\ny", &can), "Nguyễn □ x\ny");
    }
}
