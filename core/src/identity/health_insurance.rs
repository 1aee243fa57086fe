//! The health insurance card (thẻ BHYT): group, level of benefit, province, social insurance number, in 15 characters.

use std::str::FromStr;

use super::{digits, social_insurance::SocialInsuranceNumber};
use crate::door::{canonical_text, codes};

/// The number of a health insurance card (thẻ bảo hiểm y tế), `DN4010123456789`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HealthInsuranceCard(String);

codes! {
    /// Why a text is not a health insurance card number.
    pub enum HealthInsuranceCardError {
        /// Nothing but white space.
        Empty = "empty",
        /// Not 15 characters.
        Length = "length",
        /// The first two are not capital letters A–Z.
        Group = "group",
        /// The third is not a level of benefit, 1 to 5.
        Benefit = "benefit",
        /// The last twelve are not digits.
        Charset = "charset",
    }
}

canonical_text!(HealthInsuranceCard, 0);

impl HealthInsuranceCard {
    /// Returns the two letters of the insured group: DN, HC, HT, …
    pub fn group(&self) -> &str {
        &self.0[..2]
    }

    /// Returns the level of benefit, 1 to 5.
    pub fn benefit(&self) -> u8 {
        self.0.as_bytes()[2] - b'0'
    }

    /// Returns the two digits of the province that issued the card.
    pub fn province_code(&self) -> &str {
        &self.0[3..5]
    }

    /// Returns the holder's social insurance number.
    pub fn social_insurance(&self) -> Option<SocialInsuranceNumber> {
        self.0[5..].parse().ok()
    }
}

impl FromStr for HealthInsuranceCard {
    type Err = HealthInsuranceCardError;

    fn from_str(text: &str) -> Result<Self, HealthInsuranceCardError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HealthInsuranceCardError::Empty);
        }
        if !text.is_ascii() {
            return Err(HealthInsuranceCardError::Charset);
        }
        if text.len() != 15 {
            return Err(HealthInsuranceCardError::Length);
        }
        if !text[..2].bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(HealthInsuranceCardError::Group);
        }
        if !matches!(text.as_bytes()[2], b'1'..=b'5') {
            return Err(HealthInsuranceCardError::Benefit);
        }
        if digits::all(&text[3..]) {
            Ok(Self(text.to_owned()))
        } else {
            Err(HealthInsuranceCardError::Charset)
        }
    }
}
