//! A person's name (họ, chữ đệm và tên) as it stands on papers.
//!
//! It knows letters, not custom: one syllable or nine, K'Brểu or O'Brien, are names alike.

use std::str::FromStr;

use unicode_normalization::char::is_combining_mark;

use super::{
    fold::{collapse, fold, nfc, upper},
    hostile::{Extent, Hostile, classify},
    tone::normalise_tone,
};
use crate::door::{canonical_text, codes};

/// The longest name taken, in characters of its composed form.
pub const MAX_CHARS: usize = 100;
/// More combining marks than this on one letter are a prank, not a script.
const MAX_MARKS: usize = 4;

/// A person's name (họ tên): NFC, single spaces, letters with marks, apostrophe, hyphen and dot; 1 to 100 characters.
///
/// Curly apostrophes and typographic hyphens become the plain ones, so that one name has one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

codes! {
    /// Why a text is not a person's name.
    pub enum NameError {
        /// Nothing but white space.
        Empty = "empty",
        /// Longer than 100 characters.
        Length = "length",
        /// A digit.
        Digit = "digit",
        /// A sign that no name has.
        Charset = "charset",
        /// It begins with a sign instead of a letter, or has no letter at all.
        Start = "start",
        /// More marks piled on a letter than any script has.
        Marks = "marks",
        /// A control character or line break.
        Control = "control",
        /// A control that reorders what is read.
        Bidi = "bidi",
        /// A character nobody sees.
        Invisible = "invisible",
        /// Text already lost in an earlier conversion.
        Garbled = "garbled",
    }
}

canonical_text!(PersonName, 0);

impl PersonName {
    /// Returns the name as forms print it: NGUYỄN VĂN AN.
    pub fn upper(&self) -> String {
        upper(&self.0)
    }

    /// Returns the name without accents and in lower case, for search.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl FromStr for PersonName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        // No NFD spelling of 100 letters is longer; a megabyte is refused before any work is done on it.
        if text.len() > MAX_CHARS * 20 {
            return Err(NameError::Length);
        }
        let trimmed = text.trim();
        refuse_hostile(trimmed)?;
        let name = collapse(&plain_signs(&nfc(trimmed)));
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        refuse_signs(&name)?;
        if name.chars().count() > MAX_CHARS {
            Err(NameError::Length)
        } else {
            Ok(Self(name))
        }
    }
}

/// Says whether two names are the same once accents, case and spacing are put aside.
pub fn same_name(a: &str, b: &str) -> bool {
    // By way of upper case, as forms print names: Weiß is WEISS there.
    let settle = |name: &str| fold(&plain_signs(&upper(name)));
    settle(a) == settle(b)
}

/// Says whether two names are spelled the same, accents included; case, spacing and tone placement are put aside.
pub fn same_spelling(a: &str, b: &str) -> bool {
    let settle = |name: &str| collapse(&normalise_tone(&plain_signs(name))).to_lowercase();
    settle(a) == settle(b)
}

fn plain_signs(text: &str) -> String {
    let plain = |c| match c {
        '\u{2018}' | '\u{2019}' | '\u{02B9}' | '\u{02BC}' | '\u{00B4}' | '\u{FF07}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    };
    text.chars().map(plain).collect()
}

fn refuse_hostile(text: &str) -> Result<(), NameError> {
    let hostile = text.chars().find_map(|c| classify(c, None, Extent::Line));
    match hostile {
        None => Ok(()),
        Some(Hostile::Nul | Hostile::Control) => Err(NameError::Control),
        Some(Hostile::Bidi) => Err(NameError::Bidi),
        Some(Hostile::Invisible) => Err(NameError::Invisible),
        Some(Hostile::Garbled) => Err(NameError::Garbled),
    }
}

fn refuse_signs(name: &str) -> Result<(), NameError> {
    let mut marks = 0;
    for (i, c) in name.chars().enumerate() {
        if is_combining_mark(c) {
            marks += 1;
            if i == 0 {
                return Err(NameError::Start);
            }
            if marks > MAX_MARKS {
                return Err(NameError::Marks);
            }
            continue;
        }
        marks = 0;
        if c.is_numeric() {
            return Err(NameError::Digit);
        }
        let letter = c.is_alphabetic() && !is_enclosed(c);
        if !letter && !matches!(c, ' ' | '\'' | '-' | '.') {
            return Err(NameError::Charset);
        }
        if i == 0 && !letter && c != '\'' {
            return Err(NameError::Start);
        }
    }
    if name.chars().any(char::is_alphabetic) {
        Ok(())
    } else {
        Err(NameError::Start)
    }
}

/// Circled and boxed letters count as alphabetic in Unicode, but are symbols.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}
