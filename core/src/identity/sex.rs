//! Sex as Vietnamese papers state it (giới tính).

use std::{fmt, str::FromStr};

use crate::{
    door::{codes, serde_as_text},
    text::nfc,
};

/// The sex on a person's papers (giới tính: Nam, Nữ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

codes! {
    /// Why a text names no sex.
    pub enum SexError {
        /// Neither `male`, `female`, `Nam` nor `Nữ`.
        Unknown = "unknown",
    }
}

serde_as_text!(Sex);

impl Sex {
    /// Returns the stable word: `male`, `female`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// Returns the word printed on papers: Nam, Nữ.
    pub const fn on_papers(self) -> &'static str {
        match self {
            Self::Male => "Nam",
            Self::Female => "Nữ",
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Sex {
    type Err = SexError;

    fn from_str(text: &str) -> Result<Self, SexError> {
        match nfc(text.trim()).as_str() {
            "male" | "Nam" => Ok(Self::Male),
            "female" | "Nữ" => Ok(Self::Female),
            _ => Err(SexError::Unknown),
        }
    }
}
