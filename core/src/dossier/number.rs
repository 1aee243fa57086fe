//! Dossier numbers (mã hồ sơ): receiving agency, local day, running number of that day (TT 01/2018/TT-VPCP art. 19).
//!
//! Which running number comes next is the store's business; here is only how it is written and read.

use std::str::FromStr;

use time::{Date, Month};

use crate::{
    agency::AgencyCode,
    door::{canonical_text, codes},
};

/// A dossier number (mã hồ sơ): `H36.12-220923-0001`, or the long form `G09.20-20260609-0092637`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierNumber {
    text: String,
    agency: AgencyCode,
    date: Date,
    sequence: u32,
}

/// How numbers are written when they are given out; both are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NumberForm {
    /// `YYMMDD-NNNN`, wider from the ten thousandth of a day on.
    #[default]
    Short,
    /// `YYYYMMDD-NNNNNNN`.
    Long,
}

codes! {
    /// Why a text is not a dossier number, or why one cannot be given out.
    pub enum DossierNumberError {
        /// Nothing but white space.
        Empty = "empty",
        /// Not three parts split by hyphens.
        Format = "format",
        /// The first part is no agency code.
        Agency = "agency",
        /// The second part is no day written YYMMDD or YYYYMMDD, or lies outside 2000–2099.
        Date = "date",
        /// The third part is not four to seven digits, or is zero.
        Sequence = "sequence",
    }
}

canonical_text!(DossierNumber, text);

impl DossierNumber {
    /// Writes the number of the `sequence`th dossier, from 1, that an agency receives on a local day.
    pub fn issue(agency: &AgencyCode, date: Date, sequence: u32, form: NumberForm) -> Result<Self, DossierNumberError> {
        if !(2000..2100).contains(&date.year()) {
            return Err(DossierNumberError::Date);
        }
        if !(1..=9_999_999).contains(&sequence) {
            return Err(DossierNumberError::Sequence);
        }
        let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
        let text = match form {
            NumberForm::Short => format!("{agency}-{:02}{month:02}{day:02}-{sequence:04}", year - 2000),
            NumberForm::Long => format!("{agency}-{year}{month:02}{day:02}-{sequence:07}"),
        };
        Ok(Self {
            text,
            agency: agency.clone(),
            date,
            sequence,
        })
    }

    /// Returns the agency that received the dossier.
    pub fn agency(&self) -> &AgencyCode {
        &self.agency
    }

    /// Returns the local day of receipt.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Returns the running number of that day at that agency, from 1.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }
}

impl FromStr for DossierNumber {
    type Err = DossierNumberError;

    fn from_str(text: &str) -> Result<Self, DossierNumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DossierNumberError::Empty);
        }
        let parts: Vec<&str> = text.splitn(4, '-').collect();
        let [agency, date, sequence] = parts[..] else {
            return Err(DossierNumberError::Format);
        };
        // An agency code may carry spaces around it; the agency of a number may not.
        let agency = agency.parse::<AgencyCode>().ok().filter(|code| code.as_str() == agency);
        Ok(Self {
            agency: agency.ok_or(DossierNumberError::Agency)?,
            date: read_date(date).ok_or(DossierNumberError::Date)?,
            sequence: read_sequence(sequence).ok_or(DossierNumberError::Sequence)?,
            text: text.to_owned(),
        })
    }
}

fn read_date(text: &str) -> Option<Date> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => (2000 + text[..2].parse::<i32>().ok()?, &text[2..]),
        8 => (
            text[..4].parse().ok().filter(|year| (2000..2100).contains(year))?,
            &text[4..],
        ),
        _ => return None,
    };
    let month = Month::try_from(rest[..2].parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, rest[2..].parse().ok()?).ok()
}

fn read_sequence(text: &str) -> Option<u32> {
    let digits = (4..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|sequence| digits && *sequence > 0)
}
