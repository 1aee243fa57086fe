//! Passport numbers: the Vietnamese ordinary passport, and whatever other states print on theirs.

use std::str::FromStr;

use super::digits;
use crate::door::{canonical_text, codes};

/// The number of a Vietnamese passport (hộ chiếu): one capital letter and seven or eight digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passport(String);

/// The number of a foreign passport: five to twenty capital letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignPassport(String);

codes! {
    /// Why a text is not a Vietnamese passport number.
    pub enum PassportError {
        /// Nothing but white space.
        Empty = "empty",
        /// Not a capital letter A–Z followed by digits.
        Format = "format",
        /// Not seven or eight digits after the letter.
        Length = "length",
    }
}

codes! {
    /// Why a text is not a passport number of any state.
    pub enum ForeignPassportError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than capital letters A–Z and digits.
        Charset = "charset",
        /// Not five to twenty characters.
        Length = "length",
    }
}

canonical_text!(Passport, 0);
canonical_text!(ForeignPassport, 0);

impl FromStr for Passport {
    type Err = PassportError;

    fn from_str(text: &str) -> Result<Self, PassportError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PassportError::Empty);
        }
        let number = text
            .strip_prefix(|c: char| c.is_ascii_uppercase())
            .ok_or(PassportError::Format)?;
        if !digits::all(number) {
            return Err(PassportError::Format);
        }
        if matches!(number.len(), 7 | 8) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PassportError::Length)
        }
    }
}

impl FromStr for ForeignPassport {
    type Err = ForeignPassportError;

    fn from_str(text: &str) -> Result<Self, ForeignPassportError> {
        let text = text.trim();
        if text.is_empty() {
            Err(ForeignPassportError::Empty)
        } else if !text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            Err(ForeignPassportError::Charset)
        } else if !(5..=20).contains(&text.len()) {
            Err(ForeignPassportError::Length)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}
