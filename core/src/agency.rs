//! Agency codes (mã cơ quan), of QĐ 20/2020 and of the older QCVN 102:2016.
//!
//! A code says where an agency stands in the tree and nothing more: names, dates and re-issued codes are data elsewhere.

use std::str::FromStr;

use crate::door::{canonical_text, codes};

/// The longest code, QĐ 20/2020/QĐ-TTg art. 4.
const MAX_CHARS: usize = 35;

/// The electronic identification code of an agency (mã định danh điện tử).
///
/// New form, left to right from level 1: `H36.12`. Old form, right to left in four groups: `000.00.12.H36`.
/// A code keeps the form it came in; [`Self::modern`] turns the old into the new.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyCode(String);

codes! {
    /// Why a text is not an agency code.
    pub enum AgencyCodeError {
        /// Nothing but white space.
        Empty = "empty",
        /// Longer than 35 characters.
        Length = "length",
        /// No letter A–Y with two digits where level 1 belongs.
        LevelOne = "level_one",
        /// A group between dots is empty or has something other than 0–9 and A–Z.
        Group = "group",
    }
}

canonical_text!(AgencyCode, 0);

impl AgencyCode {
    /// Says whether the code is in the old form of QCVN 102:2016.
    pub fn is_old_form(&self) -> bool {
        self.0.as_bytes()[0].is_ascii_digit()
    }

    /// Returns the level-1 code: a ministry (G…) or a province (H…).
    pub fn level_one(&self) -> &str {
        if self.is_old_form() {
            &self.0[10..]
        } else {
            &self.0[..3]
        }
    }

    /// Returns how deep the agency stands: 1 for a ministry or province.
    pub fn level(&self) -> usize {
        self.groups().count()
    }

    /// Returns the agency above, in the same form; `None` at level 1.
    pub fn parent(&self) -> Option<Self> {
        if !self.is_old_form() {
            return self.0.rsplit_once('.').map(|(above, _)| Self(above.to_owned()));
        }
        let mut groups: Vec<&str> = self.0.split('.').collect();
        let zeros = ["000", "00", "00"];
        let lowest = groups.iter().zip(zeros).position(|(group, zero)| *group != zero)?;
        groups[lowest] = zeros[lowest];
        Some(Self(groups.join(".")))
    }

    /// Says whether this agency is the other or stands somewhere below it, whatever the form of either code.
    pub fn is_within(&self, other: &Self) -> bool {
        let mut own = self.groups();
        other.groups().all(|group| own.next() == Some(group))
    }

    /// Returns the code in the new form: `000.00.12.H36` becomes `H36.12`.
    pub fn modern(&self) -> Self {
        Self(self.groups().collect::<Vec<_>>().join("."))
    }

    /// Lists the groups from level 1 down, without the zeros that only fill the old form up.
    fn groups(&self) -> impl Iterator<Item = &str> {
        let old = self.is_old_form();
        let filling = if old {
            self.0
                .split('.')
                .take_while(|group| matches!(*group, "000" | "00"))
                .count()
        } else {
            0
        };
        let mut groups: Vec<&str> = self.0.split('.').skip(filling).collect();
        if old {
            groups.reverse();
        }
        groups.into_iter()
    }
}

impl FromStr for AgencyCode {
    type Err = AgencyCodeError;

    fn from_str(text: &str) -> Result<Self, AgencyCodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AgencyCodeError::Empty);
        }
        if text.len() > MAX_CHARS {
            return Err(AgencyCodeError::Length);
        }
        let groups: Vec<&str> = text.split('.').collect();
        if is_old(&groups) {
            return Ok(Self(text.to_owned()));
        }
        if !groups.first().is_some_and(|group| is_level_one(group)) {
            return Err(AgencyCodeError::LevelOne);
        }
        if groups.iter().all(|group| is_group(group)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AgencyCodeError::Group)
        }
    }
}

fn is_group(group: &str) -> bool {
    !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

fn is_level_one(group: &str) -> bool {
    matches!(group.as_bytes(), [b'A'..=b'Y', b'0'..=b'9', b'0'..=b'9'])
}

fn is_old(groups: &[&str]) -> bool {
    let digits = |group: &str, count| group.len() == count && group.bytes().all(|b| b.is_ascii_digit());
    matches!(groups, [a, b, c, one] if digits(a, 3) && digits(b, 2) && digits(c, 2) && is_level_one(one))
}
