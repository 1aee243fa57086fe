//! The old identity card number (số CMND): nine digits, valid until 2024-12-31, kept as a reference to the past.

use std::str::FromStr;

use super::digits;
use crate::door::{canonical_text, codes};

/// The number of an old identity card (chứng minh nhân dân), nine digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OldIdentityCard(String);

codes! {
    /// Why a text is not an old identity card number.
    pub enum OldIdentityCardError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than the digits 0–9.
        Charset = "charset",
        /// Not nine digits.
        Length = "length",
    }
}

canonical_text!(OldIdentityCard, 0);

impl FromStr for OldIdentityCard {
    type Err = OldIdentityCardError;

    fn from_str(text: &str) -> Result<Self, OldIdentityCardError> {
        let digits = text.trim();
        if digits.is_empty() {
            Err(OldIdentityCardError::Empty)
        } else if !digits::all(digits) {
            Err(OldIdentityCardError::Charset)
        } else if digits.len() != 9 {
            Err(OldIdentityCardError::Length)
        } else {
            Ok(Self(digits.to_owned()))
        }
    }
}
