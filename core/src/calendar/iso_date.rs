//! A `time::Date` as `"2026-02-16"` for serde, also where TOML writes the date bare: `#[serde(with = "iso_date")]`.

use std::fmt;

use serde::{
    Deserializer, Serializer,
    de::{Error, MapAccess, Visitor},
};
use time::Date;

use super::format::{iso, parse_iso};

/// Writes the date as `YYYY-MM-DD`.
pub fn serialize<S: Serializer>(date: &Date, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&iso(*date))
}

/// Reads `YYYY-MM-DD`, quoted or as a bare TOML date.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    from.deserialize_any(DateVisitor)
}

/// An optional date: `#[serde(default, with = "iso_date::option")]`.
pub mod option {
    use serde::{Deserialize, Deserializer, Serializer};
    use time::Date;

    #[derive(Deserialize)]
    struct Wrapped(#[serde(with = "super")] Date);

    /// Writes the date as `YYYY-MM-DD`, or null.
    pub fn serialize<S: Serializer>(date: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::serialize(date, out),
            None => out.serialize_none(),
        }
    }

    /// Reads a date if there is one.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Wrapped>::deserialize(from)?.map(|wrapped| wrapped.0))
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a date as YYYY-MM-DD")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        parse_iso(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    /// A bare TOML date arrives as a map of one private key to its text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(A::Error::invalid_type(serde::de::Unexpected::Map, &self)),
        }
    }
}
