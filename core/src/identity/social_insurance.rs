//! The social insurance number (mã số BHXH): ten digits, or the personal id that takes its place since 2025.

use std::str::FromStr;

use super::{digits, personal_id::PersonalId};
use crate::door::{canonical_text, codes};

/// A social insurance number (mã số bảo hiểm xã hội): ten digits, or a twelve-digit personal id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocialInsuranceNumber(String);

codes! {
    /// Why a text is not a social insurance number.
    pub enum SocialInsuranceNumberError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than the digits 0–9.
        Charset = "charset",
        /// Neither ten nor twelve digits.
        Length = "length",
    }
}

canonical_text!(SocialInsuranceNumber, 0);

impl SocialInsuranceNumber {
    /// Returns the personal id that serves as this number.
    pub fn personal_id(&self) -> Option<PersonalId> {
        self.0.parse().ok()
    }
}

impl FromStr for SocialInsuranceNumber {
    type Err = SocialInsuranceNumberError;

    fn from_str(text: &str) -> Result<Self, SocialInsuranceNumberError> {
        let digits = text.trim();
        if digits.is_empty() {
            Err(SocialInsuranceNumberError::Empty)
        } else if !digits::all(digits) {
            Err(SocialInsuranceNumberError::Charset)
        } else if !matches!(digits.len(), 10 | 12) {
            Err(SocialInsuranceNumberError::Length)
        } else {
            Ok(Self(digits.to_owned()))
        }
    }
}
