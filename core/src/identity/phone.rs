//! Vietnamese telephone numbers: mobiles by the prefixes in use since 2018, landlines, old numbers converted.
//!
//! Kept as E.164 (`+84912345678`); people see it as `0912 345 678`. Whether a number answers is found by calling it.

use std::str::FromStr;

use super::digits;
use crate::door::{canonical_text, codes};

/// Nobody types a number longer than this, however it is spaced.
const MAX_TYPED: usize = 64;

/// Old and new prefix of every eleven-digit mobile series moved in September 2018.
const CONVERTED_2018: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// A Vietnamese telephone number (số điện thoại), canonical in E.164: `+84912345678`.
///
/// Taken with spaces, dots, hyphens and parentheses, with 0, 84, +84 or 0084 in front, and in the form before 2018.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// What kind of line a number is: only mobiles receive messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// Di động.
    Mobile,
    /// Cố định.
    Landline,
}

codes! {
    /// Why a text is not a Vietnamese telephone number.
    pub enum PhoneError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than digits and the usual separators.
        Charset = "charset",
        /// The country code is another country's.
        Foreign = "foreign",
        /// No Vietnamese number begins like this.
        Prefix = "prefix",
        /// Too short or too long for how it begins.
        Length = "length",
    }
}

canonical_text!(Phone, 0);

impl Phone {
    /// Returns the number as dialled in Vietnam: `0912345678`.
    pub fn national(&self) -> String {
        format!("0{}", &self.0[3..])
    }

    /// Returns the number as dialled in Vietnam, grouped for reading: `0912 345 678`, `024 3825 3536`.
    pub fn grouped(&self) -> String {
        let number = self.national();
        let (first, second) = match self.kind() {
            PhoneKind::Mobile => (4, 7),
            PhoneKind::Landline if number.starts_with("024") || number.starts_with("028") => (3, 7),
            PhoneKind::Landline => (4, 8),
        };
        format!("{} {} {}", &number[..first], &number[first..second], &number[second..])
    }

    /// Returns what kind of line it is.
    pub fn kind(&self) -> PhoneKind {
        if self.0.starts_with("+842") {
            PhoneKind::Landline
        } else {
            PhoneKind::Mobile
        }
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let national = convert_2018(to_national(text)?)?;
        let mobile = is_mobile(&national);
        let expected = if mobile {
            10
        } else if national.starts_with("02") {
            11
        } else {
            return Err(PhoneError::Prefix);
        };
        if national.len() == expected {
            Ok(Self(format!("+84{}", &national[1..])))
        } else {
            Err(PhoneError::Length)
        }
    }
}

/// Strips separators and the country code, leaving digits that begin with 0.
fn to_national(text: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PhoneError::Empty);
    }
    if text.len() > MAX_TYPED {
        return Err(PhoneError::Length);
    }
    let (international, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
    let number: String = rest
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '.' | '-' | '(' | ')'))
        .collect();
    if number.is_empty() || !digits::all(&number) {
        return Err(PhoneError::Charset);
    }
    let abroad = if international {
        Some(number.as_str())
    } else {
        number.strip_prefix("00")
    };
    let subscriber = match abroad {
        Some(number) => number.strip_prefix("84").ok_or(PhoneError::Foreign)?,
        None if number.starts_with('0') => return Ok(number),
        None => number
            .strip_prefix("84")
            .filter(|rest| rest.len() >= 9)
            .ok_or(PhoneError::Prefix)?,
    };
    // Many write the trunk 0 after the country code: +84 (0)912 345 678.
    Ok(if subscriber.starts_with('0') {
        subscriber.to_owned()
    } else {
        format!("0{subscriber}")
    })
}

/// Moves an eleven-digit mobile number of before September 2018 to its ten digits of today.
fn convert_2018(number: String) -> Result<String, PhoneError> {
    if !number.starts_with("01") {
        return Ok(number);
    }
    let series = number.get(..4).ok_or(PhoneError::Length)?;
    let (old, new) = CONVERTED_2018
        .iter()
        .find(|(old, _)| *old == series)
        .ok_or(PhoneError::Prefix)?;
    if number.len() == 11 {
        Ok(format!("{new}{}", &number[old.len()..]))
    } else {
        Err(PhoneError::Length)
    }
}

fn is_mobile(number: &str) -> bool {
    match (number.as_bytes().get(1), number.as_bytes().get(2)) {
        (Some(b'3'), Some(next)) => matches!(next, b'2'..=b'9'),
        (Some(b'5'), Some(next)) => matches!(next, b'2' | b'5' | b'6' | b'8' | b'9'),
        (Some(b'7'), Some(next)) => matches!(next, b'0' | b'6'..=b'9'),
        (Some(b'8'), Some(next)) => matches!(next, b'1'..=b'9'),
        (Some(b'9'), Some(next)) => matches!(next, b'0'..=b'4' | b'6'..=b'9'),
        _ => false,
    }
}
