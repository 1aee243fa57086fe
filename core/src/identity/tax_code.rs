//! The tax code (mã số thuế): 10 digits with a check digit, 13 for a branch, or the personal id of an individual.
//!
//! Structure: TT 105/2020/TT-BTC art. 5. Personal ids since 2025-07-01: TT 86/2024/TT-BTC.

use std::str::FromStr;

use super::{digits, personal_id::PersonalId};
use crate::door::{canonical_text, codes};

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// A tax code (mã số thuế): `NNNNNNNNNN`, `NNNNNNNNNN-NNN`, or a twelve-digit personal id.
///
/// Thirteen digits are taken with or without the hyphen and kept with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxCode(String);

/// Whom a tax code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaxCodeKind {
    /// An enterprise or organisation, ten digits; also its enterprise code.
    Organisation,
    /// A branch or dependent unit, ten digits and three.
    Branch,
    /// A person, household or household business, by personal id.
    Personal,
}

codes! {
    /// Why a text is not a tax code.
    pub enum TaxCodeError {
        /// Nothing but white space.
        Empty = "empty",
        /// Something other than the digits 0–9 and the hyphen before a branch.
        Charset = "charset",
        /// Not 10, 12 or 13 digits.
        Length = "length",
        /// The tenth digit does not follow from the nine before it.
        CheckDigit = "check_digit",
        /// The branch is not three digits from 001 to 999.
        Branch = "branch",
    }
}

canonical_text!(TaxCode, 0);

impl TaxCode {
    /// Returns whom the code stands for.
    pub fn kind(&self) -> TaxCodeKind {
        match self.0.len() {
            14 => TaxCodeKind::Branch,
            12 => TaxCodeKind::Personal,
            _ => TaxCodeKind::Organisation,
        }
    }

    /// Returns the code without a branch: that of the organisation itself, or the person's.
    pub fn head(&self) -> &str {
        self.0.split_once('-').map_or(self.as_str(), |(head, _)| head)
    }

    /// Returns the three digits of the branch.
    pub fn branch(&self) -> Option<&str> {
        self.0.split_once('-').map(|(_, branch)| branch)
    }

    /// Returns the personal id that serves as this tax code.
    pub fn personal_id(&self) -> Option<PersonalId> {
        self.0.parse().ok()
    }
}

impl From<&PersonalId> for TaxCode {
    fn from(id: &PersonalId) -> Self {
        Self(id.to_string())
    }
}

impl FromStr for TaxCode {
    type Err = TaxCodeError;

    fn from_str(text: &str) -> Result<Self, TaxCodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TaxCodeError::Empty);
        }
        let (head, branch) = match text.split_once('-') {
            Some((head, branch)) => (head, Some(branch)),
            None => (text, None),
        };
        if !digits::all(head) || !branch.is_none_or(digits::all) {
            return Err(TaxCodeError::Charset);
        }
        match (head.len(), branch) {
            (10, None) => checked(head).map(|head| Self(head.to_owned())),
            (10, Some(branch)) => with_branch(head, branch),
            (12, None) => Ok(Self(head.to_owned())),
            (13, None) => with_branch(&head[..10], &head[10..]),
            (_, None | Some(_)) => Err(TaxCodeError::Length),
        }
    }
}

fn with_branch(head: &str, branch: &str) -> Result<TaxCode, TaxCodeError> {
    let head = checked(head)?;
    if branch.len() == 3 && branch != "000" {
        Ok(TaxCode(format!("{head}-{branch}")))
    } else {
        Err(TaxCodeError::Branch)
    }
}

/// Gives ten digits back when the last is ten less the weighted sum modulo eleven.
///
/// A sum of zero would ask for the digit ten: such a stem is never issued, whatever follows it.
fn checked(ten: &str) -> Result<&str, TaxCodeError> {
    let sum: u32 = ten
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    if digits::number(&ten[9..]) == 10 - sum % 11 {
        Ok(ten)
    } else {
        Err(TaxCodeError::CheckDigit)
    }
}
