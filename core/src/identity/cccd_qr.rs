//! The QR code on the chip card (thẻ căn cước): seven fields split by `|`, more on newer cards.
//!
//! Some readers hand UTF-8 over as if it were Latin-1; such text is healed when that is certain, never guessed at.

use std::{borrow::Cow, fmt, str::FromStr};

use time::{Date, Month};

use super::{
    digits,
    old_identity_card::OldIdentityCard,
    personal_id::{Mismatch, PersonalId},
    sex::Sex,
};
use crate::{
    door::{codes, serde_as_text},
    text::{Extent, PersonName, clean, collapse},
};

/// A QR code of version 40 holds less than this.
const MAX_BYTES: usize = 4096;

/// What the QR code of a citizen card (căn cước) says about its holder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CccdQr {
    personal_id: PersonalId,
    old_identity_card: Option<OldIdentityCard>,
    full_name: PersonName,
    birth_date: Date,
    sex: Sex,
    residence: String,
    issue_date: Date,
    more: Vec<String>,
}

codes! {
    /// Why a text is not the QR code of a citizen card.
    pub enum CccdQrError {
        /// Nothing was read.
        Empty = "empty",
        /// Longer than a QR code can be.
        Length = "length",
        /// Fewer than seven fields.
        Fields = "fields",
        /// A control, invisible or lost character.
        Hostile = "hostile",
        /// The first field is no personal id.
        PersonalId = "personal_id",
        /// The second field is neither empty nor nine digits.
        OldIdentityCard = "old_identity_card",
        /// The third field is no name.
        FullName = "full_name",
        /// The fourth field is no date written ddMMyyyy.
        BirthDate = "birth_date",
        /// The fifth field is neither Nam nor Nữ.
        Sex = "gender",
        /// The sixth field, the place of residence, is empty.
        Residence = "residence",
        /// The seventh field is no date written ddMMyyyy, or lies before the birth.
        IssueDate = "issue_date",
        /// The year of birth contradicts the personal id.
        BirthYearMismatch = "birth_year_mismatch",
        /// The sex contradicts the personal id.
        SexMismatch = "gender_mismatch",
    }
}

serde_as_text!(CccdQr);

impl CccdQr {
    /// Returns the holder's personal id.
    pub fn personal_id(&self) -> &PersonalId {
        &self.personal_id
    }

    /// Returns the old identity card this card replaced.
    pub fn old_identity_card(&self) -> Option<&OldIdentityCard> {
        self.old_identity_card.as_ref()
    }

    /// Returns the holder's name.
    pub fn full_name(&self) -> &PersonName {
        &self.full_name
    }

    /// Returns the date of birth.
    pub fn birth_date(&self) -> Date {
        self.birth_date
    }

    /// Returns the sex.
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// Returns the place of residence (nơi thường trú) as printed on the day of issue.
    pub fn residence(&self) -> &str {
        &self.residence
    }

    /// Returns the date of issue.
    pub fn issue_date(&self) -> Date {
        self.issue_date
    }

    /// Returns the fields after the seventh, untouched: newer cards carry some.
    pub fn more(&self) -> &[String] {
        &self.more
    }
}

impl fmt::Display for CccdQr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let old = self.old_identity_card.as_ref().map_or("", OldIdentityCard::as_str);
        write!(out, "{}|{old}|{}|", self.personal_id, self.full_name)?;
        write_date(out, self.birth_date)?;
        write!(out, "|{}|{}|", self.sex.on_papers(), self.residence)?;
        write_date(out, self.issue_date)?;
        self.more.iter().try_for_each(|field| write!(out, "|{field}"))
    }
}

impl FromStr for CccdQr {
    type Err = CccdQrError;

    fn from_str(payload: &str) -> Result<Self, CccdQrError> {
        if payload.len() > MAX_BYTES {
            return Err(CccdQrError::Length);
        }
        let healed = heal(payload.trim_start_matches('\u{FEFF}').trim());
        if healed.is_empty() {
            return Err(CccdQrError::Empty);
        }
        let text = clean(&healed, Extent::Line).map_err(|_| CccdQrError::Hostile)?;
        let mut fields = text.split('|');
        let [
            Some(id),
            Some(old),
            Some(name),
            Some(birth),
            Some(sex),
            Some(residence),
            Some(issue),
        ] = std::array::from_fn(|_| fields.next().map(str::trim))
        else {
            return Err(CccdQrError::Fields);
        };
        let read = Self {
            personal_id: id.parse().map_err(|_| CccdQrError::PersonalId)?,
            old_identity_card: if old.is_empty() {
                None
            } else {
                Some(old.parse().map_err(|_| CccdQrError::OldIdentityCard)?)
            },
            full_name: name.parse().map_err(|_| CccdQrError::FullName)?,
            birth_date: read_date(birth).ok_or(CccdQrError::BirthDate)?,
            sex: read_sex(sex)?,
            residence: Some(collapse(residence))
                .filter(|text| !text.is_empty())
                .ok_or(CccdQrError::Residence)?,
            issue_date: read_date(issue).ok_or(CccdQrError::IssueDate)?,
            more: fields.map(|field| field.trim().to_owned()).collect(),
        };
        read.consistent()
    }
}

impl CccdQr {
    /// Refuses a payload that contradicts itself: it was misread or made up.
    fn consistent(self) -> Result<Self, CccdQrError> {
        if self.issue_date < self.birth_date {
            return Err(CccdQrError::IssueDate);
        }
        match self
            .personal_id
            .cross_check(Some(self.birth_date), Some(self.sex))
            .first()
        {
            None => Ok(self),
            Some(Mismatch::BirthYear) => Err(CccdQrError::BirthYearMismatch),
            Some(Mismatch::Sex) => Err(CccdQrError::SexMismatch),
        }
    }
}

/// Returns the text as it was before a reader took its UTF-8 bytes for Latin-1 or Windows-1252, if that is what happened.
///
/// Real Vietnamese is never a valid UTF-8 byte sequence by accident over a whole card, so success is proof.
pub fn heal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text.chars().map(single_byte).collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(healed)) => Cow::Owned(healed),
        Some(Err(_)) | None => Cow::Borrowed(text),
    }
}

/// Returns the byte that Windows-1252, or Latin-1 where that leaves gaps, shows as this character.
fn single_byte(c: char) -> Option<u8> {
    /// What Windows-1252 shows for the bytes 0x80 to 0x9F; gaps show as the control itself.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    u8::try_from(u32::from(c)).ok().or_else(|| {
        (0x80..=0x9F)
            .zip(HIGH.chars())
            .find(|(_, shown)| *shown == c)
            .map(|x| x.0)
    })
}

fn read_sex(text: &str) -> Result<Sex, CccdQrError> {
    [Sex::Male, Sex::Female]
        .into_iter()
        .find(|sex| sex.on_papers() == text)
        .ok_or(CccdQrError::Sex)
}

fn read_date(text: &str) -> Option<Date> {
    if text.len() != 8 || !digits::all(text) {
        return None;
    }
    let month = Month::try_from(u8::try_from(digits::number(&text[2..4])).ok()?).ok()?;
    let day = u8::try_from(digits::number(&text[..2])).ok()?;
    Date::from_calendar_date(digits::number(&text[4..]).cast_signed(), month, day).ok()
}

fn write_date(out: &mut fmt::Formatter<'_>, date: Date) -> fmt::Result {
    write!(out, "{:02}{:02}{:04}", date.day(), u8::from(date.month()), date.year())
}
