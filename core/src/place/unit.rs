//! A province and a commune as they are now: the codes of the statistics office (GSO) and the names.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text is not a code of so many digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of {digits} digits")]
pub struct BadPlaceCode {
    /// How many digits the code has.
    pub digits: usize,
}

fn digits(text: &str, digits: usize) -> Result<u32, BadPlaceCode> {
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadPlaceCode { digits });
    }
    text.parse().map_err(|_| BadPlaceCode { digits })
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident($digits:literal)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u32);

        impl FromStr for $name {
            type Err = BadPlaceCode;

            fn from_str(text: &str) -> Result<Self, BadPlaceCode> {
                digits(text, $digits).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{:0width$}", self.0, width = $digits)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadPlaceCode;

            fn try_from(text: String) -> Result<Self, BadPlaceCode> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.to_string()
            }
        }
    )*};
}

codes! {
    /// The code of a commune (mã xã), five digits: "24769".
    CommuneCode(5),
    /// The code of a province (mã tỉnh), two digits: "68".
    ProvinceCode(2),
}

/// What a province is called (tỉnh, thành phố trực thuộc trung ương). It changes over time: data, never a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProvinceKind {
    /// Thành phố trực thuộc trung ương.
    City,
    /// Tỉnh.
    Province,
}

impl ProvinceKind {
    /// Returns the word before the name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::City => "Thành phố",
            Self::Province => "Tỉnh",
        }
    }
}

/// A province of the first tier (tỉnh).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// Its code.
    pub code: ProvinceCode,
    /// Its name without the kind: "Lâm Đồng".
    pub name: String,
    /// Province or centrally-run city.
    pub kind: ProvinceKind,
    /// The provinces of before 2025-07-01 merged into it, itself included.
    pub former: Vec<String>,
}

impl Province {
    /// Returns the name with its kind: "Tỉnh Lâm Đồng".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }
}

/// What a commune is called (xã, phường, đặc khu).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommuneKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

impl CommuneKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Commune, Self::Ward, Self::SpecialZone];

    /// Returns the word before the name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commune => "Xã",
            Self::Ward => "Phường",
            Self::SpecialZone => "Đặc khu",
        }
    }
}

/// A commune of the second tier (xã, phường, đặc khu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    /// Its code.
    pub code: CommuneCode,
    /// The province it is in.
    pub province: ProvinceCode,
    /// Commune, ward or special zone.
    pub kind: CommuneKind,
    /// Its name with the kind: "Xã Lạc Dương".
    pub name: String,
}

impl Commune {
    /// Returns the name without its kind: "Lạc Dương".
    pub fn bare_name(&self) -> &str {
        self.name
            .strip_prefix(self.kind.word())
            .map_or(self.name.as_str(), str::trim_start)
    }
}
