//! A `time::Time` as `"08:00"` for serde: `#[serde(with = "clock_text")]`.

use serde::{Deserialize, Deserializer, Serializer, de::Error};
use time::Time;

use super::format::{clock, parse_clock};

/// Writes the time as `HH:MM`.
pub fn serialize<S: Serializer>(time: &Time, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&clock(*time))
}

/// Reads `HH:MM`.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    let text = String::deserialize(from)?;
    parse_clock(&text).ok_or_else(|| D::Error::custom("expected a time as HH:MM"))
}
