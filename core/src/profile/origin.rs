//! Where a value comes from, and how that is written beside an answer.

use std::{fmt, str::FromStr};

use time::Date;

use crate::calendar::format;

/// Where a value comes from (nguồn).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Told by the identity provider at sign-in.
    Account,
    /// Read from the QR code of an identity card.
    Card,
    /// Typed into a dossier that nobody has accepted yet: its number.
    Typed(String),
    /// Told by a register.
    Register(Register),
    /// Typed into a dossier that an officer accepted: its number.
    Accepted(String),
    /// Stated by a result that was handed over: the number of its dossier.
    Result(String),
}

/// A register the portal may ask (cơ sở dữ liệu).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// The population database (Cơ sở dữ liệu quốc gia về dân cư).
    Population,
    /// The business register (Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp).
    Business,
}

impl Register {
    /// Lists both.
    pub const ALL: [Self; 2] = [Self::Population, Self::Business];

    /// Returns its stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::Business => "business",
        }
    }

    /// Returns the register of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.key() == key)
    }
}

impl Origin {
    /// Returns its stable kind: `account`, `card`, `typed`, `register`, `accepted`, `result`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Card => "card",
            Self::Typed(_) => "typed",
            Self::Register(_) => "register",
            Self::Accepted(_) => "accepted",
            Self::Result(_) => "result",
        }
    }

    /// Returns what it names: a dossier's number, a register's key; empty for the account and the card.
    pub fn source(&self) -> &str {
        match self {
            Self::Account | Self::Card => "",
            Self::Typed(number) | Self::Accepted(number) | Self::Result(number) => number,
            Self::Register(register) => register.key(),
        }
    }

    /// Puts an origin together from its kind and what it names.
    pub fn of(kind: &str, source: &str) -> Option<Self> {
        Some(match kind {
            "account" => Self::Account,
            "card" => Self::Card,
            "typed" => Self::Typed(source.to_owned()),
            "accepted" => Self::Accepted(source.to_owned()),
            "result" => Self::Result(source.to_owned()),
            "register" => Self::Register(Register::from_key(source)?),
            _ => return None,
        })
    }

    /// Says whether a register told it: changing such a value wants a reason.
    pub const fn is_register(&self) -> bool {
        matches!(self, Self::Register(_))
    }
}

/// A value that was filled in, with its origin and date; as text `accepted:H36-260312-0001@2026-03-12=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefilled {
    /// Where it comes from.
    pub origin: Origin,
    /// Since when it is known: the day of acceptance, of the register's answer, of sign-in, of filing.
    pub on: Date,
    /// What was filled in.
    pub value: String,
}

impl fmt::Display for Prefilled {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.origin.kind())?;
        if !self.origin.source().is_empty() {
            write!(out, ":{}", self.origin.source())?;
        }
        write!(out, "@{}={}", format::iso(self.on), self.value)
    }
}

/// The text is no prefilled value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a prefilled value")]
pub struct NotPrefilled;

impl FromStr for Prefilled {
    type Err = NotPrefilled;

    fn from_str(text: &str) -> Result<Self, NotPrefilled> {
        let (from, value) = text.split_once('=').ok_or(NotPrefilled)?;
        let (origin, on) = from.rsplit_once('@').ok_or(NotPrefilled)?;
        let (kind, source) = origin.split_once(':').unwrap_or((origin, ""));
        Ok(Self {
            origin: Origin::of(kind, source).ok_or(NotPrefilled)?,
            on: format::parse_iso(on).ok_or(NotPrefilled)?,
            value: value.to_owned(),
        })
    }
}
