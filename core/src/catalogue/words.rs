//! Words of a text, each with its place, its spelling and its folded form. Names and queries go through the same door.

use unicode_normalization::char::is_combining_mark;

use crate::text::{fold, normalise_tone};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its first byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its spelling: composed, lower case, tones placed one way.
    pub spelled: String,
    /// Its folded form, with final y written i (ky, ki).
    pub folded: String,
    /// Whether the text ends with this word, so that it may be unfinished.
    pub last: bool,
}

impl Word {
    /// Makes a word that stands in no text: one that was put in place of another.
    pub fn put(spelled: &str) -> Self {
        Self {
            start: 0,
            end: 0,
            spelled: normalise_tone(&spelled.to_lowercase()),
            folded: settle(fold(spelled)),
            last: false,
        }
    }

    /// Says whether it was typed with accents.
    pub fn has_accents(&self) -> bool {
        !self.spelled.is_ascii()
    }
}

/// Takes a text apart into words: runs of letters, digits and their marks.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut start = 0;
    let mut place = 0;
    for c in text.chars() {
        if c.is_alphanumeric() || (is_combining_mark(c) && !current.is_empty()) {
            if current.is_empty() {
                start = place;
            }
            current.push(c);
        } else if !current.is_empty() {
            found.push(word(&current, start, place, false));
            current.clear();
        }
        place += u32::try_from(c.len_utf8()).unwrap_or(1);
    }
    if !current.is_empty() {
        found.push(word(&current, start, place, true));
    }
    found
}

fn word(text: &str, start: u32, end: u32, last: bool) -> Word {
    Word {
        start,
        end,
        last,
        ..Word::put(text)
    }
}

/// Writes a final y after a consonant as i: both spellings are taught (ký, kí; quý, quí); and 09 as 9.
pub(super) fn settle(mut folded: String) -> String {
    let bytes = folded.as_bytes();
    if bytes.first() == Some(&b'0') && bytes.iter().all(u8::is_ascii_digit) {
        let number = folded.trim_start_matches('0');
        return if number.is_empty() { "0" } else { number }.to_owned();
    }
    let after_consonant = match bytes {
        [.., b'q', b'u', b'y'] => true,
        [.., before, b'y'] => !matches!(before, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'),
        _ => false,
    };
    if after_consonant {
        folded.pop();
        folded.push('i');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place_and_both_spellings_of_i() {
        let found = words("Thủ tục đăng ký (khai sinh)");
        let folded: Vec<&str> = found.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded, ["thu", "tuc", "dang", "ki", "khai", "sinh"]);
        assert_eq!((found[4].start, found[4].end), (24, 28));
        assert_eq!(&"Thủ tục đăng ký (khai sinh)"[24..28], "khai");
        assert_eq!(
            words("kí quí thúy tay y")[..]
                .iter()
                .map(|w| w.folded.clone())
                .collect::<Vec<_>>(),
            ["ki", "qui", "thuy", "tay", "y"]
        );
        assert!(words("khai si").last().is_some_and(|word| word.last));
        assert!(!words("khai si ").last().is_some_and(|word| word.last));
    }
}
