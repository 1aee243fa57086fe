//! The old household business number (số đăng ký hộ kinh doanh) of TT 01/2021/TT-BKHĐT; newer ones are tax codes.

use std::str::FromStr;

use super::digits;
use crate::door::{canonical_text, codes};

/// An old household business number: province, district letter, the type 8 and six digits, `01A8000123`.
///
/// Since July 2025 a household business is known by its tax code, that is a [`super::TaxCode`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseholdBusinessNumber(String);

codes! {
    /// Why a text is not an old household business number.
    pub enum HouseholdBusinessNumberError {
        /// Nothing but white space.
        Empty = "empty",
        /// Not ten characters.
        Length = "length",
        /// Not two digits, a capital letter A–Z, and seven digits.
        Format = "format",
        /// The fourth character is not 8, the mark of a household business.
        Kind = "kind",
    }
}

canonical_text!(HouseholdBusinessNumber, 0);

impl HouseholdBusinessNumber {
    /// Returns the two digits of the province.
    pub fn province_code(&self) -> &str {
        &self.0[..2]
    }
}

impl FromStr for HouseholdBusinessNumber {
    type Err = HouseholdBusinessNumberError;

    fn from_str(text: &str) -> Result<Self, HouseholdBusinessNumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HouseholdBusinessNumberError::Empty);
        }
        if !text.is_ascii() {
            return Err(HouseholdBusinessNumberError::Format);
        }
        if text.len() != 10 {
            return Err(HouseholdBusinessNumberError::Length);
        }
        if !digits::all(&text[..2]) || !text.as_bytes()[2].is_ascii_uppercase() || !digits::all(&text[3..]) {
            return Err(HouseholdBusinessNumberError::Format);
        }
        if text.as_bytes()[3] == b'8' {
            Ok(Self(text.to_owned()))
        } else {
            Err(HouseholdBusinessNumberError::Kind)
        }
    }
}
