//! Hostile text: characters that hide, reorder or cut what a person reads are refused, by kind and place.
//!
//! Everything visible is carried as typed: emoji, markup, SQL, formula prefixes. Making those harmless is the business of
//! whoever writes them out (HTML, SQL, spreadsheets), never of whoever takes them in.

use std::fmt;

use super::fold::nfc;
use crate::door::{Coded, codes};

/// How far a text may reach: a single line, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One line: no line breaks, no tabs.
    Line,
    /// Several lines: line feeds and tabs are carried, CR LF becomes LF.
    Text,
}

codes! {
    /// What kind of hostile character was found.
    pub enum Hostile {
        /// U+0000, which cuts texts short elsewhere.
        Nul = "nul",
        /// A control character, or a line break or tab where one line is asked.
        Control = "control",
        /// A control that reorders what is read (right-to-left override and kin).
        Bidi = "bidi",
        /// A character nobody sees: zero width, soft hyphen, fillers, tags.
        Invisible = "invisible",
        /// A code point that is no character, or the mark of text already lost (U+FFFD).
        Garbled = "garbled",
    }
}

/// The first hostile character of a text: its kind, and its place counted in characters from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostileText {
    /// What it is.
    pub kind: Hostile,
    /// Where it is, in characters from the start.
    pub at: u32,
}

impl fmt::Display for HostileText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {}", self.kind, self.at)
    }
}

impl std::error::Error for HostileText {}

impl Coded for HostileText {
    fn code(&self) -> &'static str {
        self.kind.code()
    }
}

/// Returns the text in NFC as it may be stored, or the first character for which it is refused.
pub fn clean(text: &str, extent: Extent) -> Result<String, HostileText> {
    let mut before = None;
    for (at, c) in (0u32..).zip(text.chars()) {
        if let Some(kind) = classify(c, before, extent) {
            return Err(HostileText { kind, at });
        }
        before = Some(c);
    }
    let composed = nfc(text);
    Ok(if composed.contains('\r') {
        composed.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        composed
    })
}

/// Returns what is hostile in a character that follows `before`, `None` for one that is carried.
pub fn classify(c: char, before: Option<char>, extent: Extent) -> Option<Hostile> {
    match c {
        '\0' => Some(Hostile::Nul),
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => (extent == Extent::Line).then_some(Hostile::Control),
        _ if c.is_control() => Some(Hostile::Control),
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Some(Hostile::Bidi),
        '\u{FE0E}' | '\u{FE0F}' if before.is_some_and(|b| !b.is_alphabetic() && !b.is_whitespace()) => None,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' if before.is_some_and(joins) => None,
        _ if is_invisible(c) => Some(Hostile::Invisible),
        '\u{FFF9}'..='\u{FFFB}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}' => Some(Hostile::Garbled),
        _ if (c as u32) & 0xFFFE == 0xFFFE => Some(Hostile::Garbled),
        _ => None,
    }
}

/// Says whether joiners mean something after this character: in emoji and joining scripts, never in Latin text.
fn joins(before: char) -> bool {
    matches!(before, '\u{0600}'..='\u{1CFF}' | '\u{20D0}'..='\u{20FF}' | '\u{2190}'..='\u{2BFF}' | '\u{3000}'..='\u{ABFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}
