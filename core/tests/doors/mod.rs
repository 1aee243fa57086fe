//! What every test of a checked text does: take positive rows there and back, and refuse the negative ones.

#![allow(dead_code, reason = "no test file needs all of them")]

use std::{fmt::Display, str::FromStr};

use motcua_core::door::Coded;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Returns the rows of a table, which may not be empty.
pub fn rows<'a>(table: &'a Value, key: &str) -> &'a [Value] {
    let rows = table[key].as_array().unwrap_or_else(|| panic!("no rows {key}"));
    assert!(!rows.is_empty(), "{key} is empty");
    rows
}

/// Returns a text of a row.
pub fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_else(|| panic!("no text {key} in {row}"))
}

/// Takes every positive row to the same text through display and JSON, and refuses every negative row.
pub fn agrees<T>(table: &Value, positive: &str, negative: &str)
where
    T: FromStr<Err: Coded> + Display + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
{
    for row in rows(table, positive) {
        let typed = row.as_str().expect("text");
        let value: T = typed
            .parse()
            .unwrap_or_else(|e: T::Err| panic!("{typed:?}: {}", e.code()));
        assert_eq!(value.to_string(), typed);
        same_through_text_and_json(&value);
    }
    for row in rows(table, negative) {
        let typed = row.as_str().expect("text");
        assert!(typed.parse::<T>().is_err(), "{typed:?} must be refused");
        assert!(
            serde_json::from_value::<T>(json!(typed)).is_err(),
            "{typed:?} must be refused in JSON"
        );
    }
}

/// Takes a value to text and JSON and back, unchanged.
pub fn same_through_text_and_json<T>(value: &T)
where
    T: FromStr<Err: Coded> + Display + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
{
    let again = value
        .to_string()
        .parse::<T>()
        .unwrap_or_else(|e| panic!("{value} again: {}", e.code()));
    assert_eq!(&again, value);
    let wire = serde_json::to_value(value).expect("serialises");
    assert_eq!(wire, json!(value.to_string()));
    assert_eq!(&serde_json::from_value::<T>(wire).expect("reads back"), value);
}

/// Returns the code with which a text is refused.
pub fn refused<T: FromStr<Err: Coded>>(typed: &str) -> &'static str {
    typed
        .parse::<T>()
        .err()
        .unwrap_or_else(|| panic!("{typed:?} must be refused"))
        .code()
}
