//! The electronic receipt of a fee (biên lai điện tử): the symbols it bears and its number, which restarts at 1 with every
//! year and has at most eight digits (NĐ 123/2020, NĐ 254/2026).

use std::fmt;
use std::str::FromStr;

/// The greatest number: eight digits.
pub const MOST: u64 = 99_999_999;

/// The symbol of a form (ký hiệu mẫu biên lai): `01BLP0-001`: receipts without a printed amount, no paper copies, the first
/// form of its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormSymbol(String);

/// A text that is no symbol of a form or series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no symbol of a receipt")]
pub struct BadSymbol;

impl FromStr for FormSymbol {
    type Err = BadSymbol;

    fn from_str(text: &str) -> Result<Self, BadSymbol> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_right = text.is_ascii()
            && text.len() == 10
            && matches!(&text[..2], "01" | "02")
            && &text[2..5] == "BLP"
            && digits(&text[5..6])
            && &text[6..7] == "-"
            && digits(&text[7..]);
        if is_right {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSymbol)
        }
    }
}

impl fmt::Display for FormSymbol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The two letters that a collector's series begin with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letters(String);

impl FromStr for Letters {
    type Err = BadSymbol;

    fn from_str(text: &str) -> Result<Self, BadSymbol> {
        let is_right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_right {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadSymbol)
        }
    }
}

impl Letters {
    /// Returns the symbol of the series of a year (ký hiệu biên lai): `AA-26E`, electronic.
    pub fn series(&self, year: i32) -> String {
        format!("{}-{:02}E", self.0, year.rem_euclid(100))
    }
}

/// Writes a number as receipts bear it: eight digits; nothing beyond [`MOST`].
pub fn number(number: u64) -> Option<String> {
    (1..=MOST).contains(&number).then(|| format!("{number:08}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_the_law_says() {
        assert_eq!("01BLP0-001".parse::<FormSymbol>().unwrap().to_string(), "01BLP0-001");
        for broken in [
            "",
            "01BLP-0001",
            "03BLP0-001",
            "01BLPx-001",
            "01BLP0-01",
            "01BLP0-0011",
            "01BLP0-00ạ",
        ] {
            assert!(broken.parse::<FormSymbol>().is_err(), "{broken}");
        }
        let letters: Letters = "AA".parse().unwrap();
        assert_eq!(
            (letters.series(2026), letters.series(2031)),
            ("AA-26E".to_owned(), "AA-31E".to_owned())
        );
        for broken in ["", "A", "aa", "AAA", "ĐA", "A1"] {
            assert!(broken.parse::<Letters>().is_err(), "{broken}");
        }
    }

    #[test]
    fn a_number_has_eight_digits() {
        assert_eq!(number(1).as_deref(), Some("00000001"));
        assert_eq!(number(MOST).as_deref(), Some("99999999"));
        assert_eq!((number(0), number(MOST + 1)), (None, None));
    }
}
