//! National procedure codes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A procedure's code (mã thủ tục): `N.NNNNNN`, or a local code where no national one exists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProcedureCode(String);

/// The text is no procedure code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a procedure code is N.NNNNNN, or a local code of lower-case letters, digits and hyphens")]
pub struct NotAProcedureCode;

impl ProcedureCode {
    /// Returns the code as written in URLs.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Says whether it is a code of the national list.
    pub fn is_national(&self) -> bool {
        is_national(&self.0)
    }
}

impl FromStr for ProcedureCode {
    type Err = NotAProcedureCode;

    /// Reads a code; an agency suffix (`1.001193.000.00.00.H36`) is dropped.
    fn from_str(text: &str) -> Result<Self, NotAProcedureCode> {
        let text = text.trim();
        if let Some(national) = text.get(..8).filter(|head| is_national(head)) {
            let suffix = &text[8..];
            return if suffix.is_empty() || (suffix.starts_with('.') && is_suffix(&suffix[1..])) {
                Ok(Self(national.to_owned()))
            } else {
                Err(NotAProcedureCode)
            };
        }
        let local = (3..=60).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if local {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAProcedureCode)
        }
    }
}

fn is_national(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && matches!(bytes[0], b'1'..=b'3' | b'5' | b'6')
        && bytes[1] == b'.'
        && bytes[2..].iter().all(u8::is_ascii_digit)
}

fn is_suffix(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 35
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'.'))
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for ProcedureCode {
    type Error = NotAProcedureCode;

    fn try_from(text: String) -> Result<Self, NotAProcedureCode> {
        text.parse()
    }
}

impl From<ProcedureCode> for String {
    fn from(code: ProcedureCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_suffix_is_dropped_and_anything_else_refused() {
        let code: ProcedureCode = "1.001193.000.00.00.H36".parse().unwrap();
        assert_eq!(code.as_str(), "1.001193");
        assert!("ban-sao-van-bang".parse::<ProcedureCode>().is_ok());
        for wrong in [
            "",
            "4.001193",
            "1.00119",
            "1.001193x",
            "1.0011933",
            "../etc",
            "1.001193.",
            "é.001193",
        ] {
            assert!(wrong.parse::<ProcedureCode>().is_err(), "{wrong}");
        }
    }
}
