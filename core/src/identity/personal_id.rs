//! The personal identification number (số định danh cá nhân): twelve digits `PPP G YY NNNNNN`, no check digit.
//!
//! NĐ 137/2015 art. 13: birth place, century with sex, year of birth, six random digits. Kept as text, never as a number.

use std::str::FromStr;

use time::Date;

use super::{birth_place::birth_place, digits, sex::Sex};
use crate::door::{canonical_text, codes};

/// A personal identification number (số định danh cá nhân), also the number of the citizen card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonalId(String);

codes! {
    /// Why a text is not a personal id.
    pub enum PersonalIdError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than the digits 0–9.
        Charset = "charset",
        /// Not twelve digits.
        Length = "length",
    }
}

codes! {
    /// What deserves a second look in a well-formed personal id.
    pub enum PersonalIdWarning {
        /// The birth place is no Vietnamese province: born abroad, or mistyped. To be verified in the population register.
        UnknownBirthPlace = "unknown_birth_place",
    }
}

codes! {
    /// Where a personal id contradicts what else is said of the person.
    pub enum Mismatch {
        /// The year of birth differs.
        BirthYear = "birth_year_mismatch",
        /// The sex differs.
        Sex = "gender_mismatch",
    }
}

canonical_text!(PersonalId, 0);

impl PersonalId {
    /// Returns the three-digit code of the place where the birth was registered.
    pub fn province_code(&self) -> &str {
        &self.0[..3]
    }

    /// Returns the name of that place as it was before 2025-07-01, `None` for a code of no Vietnamese province.
    pub fn province(&self) -> Option<&'static str> {
        birth_place(self.province_code())
    }

    /// Returns the year of birth, from 1900 to 2399.
    pub fn birth_year(&self) -> i32 {
        let century = i32::from(self.century_digit() / 2);
        let year = digits::number(&self.0[4..6]).cast_signed();
        1900 + century * 100 + year
    }

    /// Returns the sex: even digits are men, odd digits women.
    pub fn sex(&self) -> Sex {
        if self.century_digit().is_multiple_of(2) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// Returns what deserves a second look; none of it refuses the number.
    pub fn warnings(&self) -> Vec<PersonalIdWarning> {
        self.province()
            .map_or_else(|| vec![PersonalIdWarning::UnknownBirthPlace], |_| Vec::new())
    }

    /// Compares the number with the date of birth and the sex that are stated, each where it is known.
    pub fn cross_check(&self, birth_date: Option<Date>, sex: Option<Sex>) -> Vec<Mismatch> {
        self.cross_check_year(birth_date.map(Date::year), sex)
    }

    /// Compares like [`Self::cross_check`] where only the year of birth is known.
    pub fn cross_check_year(&self, birth_year: Option<i32>, sex: Option<Sex>) -> Vec<Mismatch> {
        let mut found = Vec::new();
        if birth_year.is_some_and(|year| year != self.birth_year()) {
            found.push(Mismatch::BirthYear);
        }
        if sex.is_some_and(|sex| sex != self.sex()) {
            found.push(Mismatch::Sex);
        }
        found
    }

    fn century_digit(&self) -> u8 {
        self.0.as_bytes()[3] - b'0'
    }
}

impl FromStr for PersonalId {
    type Err = PersonalIdError;

    fn from_str(text: &str) -> Result<Self, PersonalIdError> {
        let digits = text.trim();
        if digits.is_empty() {
            Err(PersonalIdError::Empty)
        } else if !digits::all(digits) {
            Err(PersonalIdError::Charset)
        } else if digits.len() != 12 {
            Err(PersonalIdError::Length)
        } else {
            Ok(Self(digits.to_owned()))
        }
    }
}
