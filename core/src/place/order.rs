//! The order of the Vietnamese alphabet (thứ tự bảng chữ cái): letters first, tones only between equal letters.

use std::cmp::Ordering;

use crate::text::{nfc, nfd};

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Bằng comes first; then huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Returns what a name is sorted by: its letters, then its tones.
pub(super) fn key(text: &str) -> (Vec<u32>, Vec<usize>) {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for composed in nfc(text).chars().flat_map(char::to_lowercase) {
        let mut tone = 0;
        let letter: String = nfd(composed.encode_utf8(&mut [0; 4]))
            .chars()
            .filter(|mark| match TONES.iter().position(|known| known == mark) {
                Some(place) => {
                    tone = place + 1;
                    false
                }
                None => true,
            })
            .collect();
        for c in nfc(&letter).chars() {
            let place = LETTERS
                .chars()
                .position(|known| known == c)
                .and_then(|place| u32::try_from(place).ok());
            letters.push(place.map_or(u32::from(c), |place| u32::from('a') + place));
        }
        tones.push(tone);
    }
    (letters, tones)
}

/// Compares two names as a Vietnamese dictionary does: "Đà" after "Dư", "Bà" before "Bá".
pub fn alphabetical(one: &str, other: &str) -> Ordering {
    key(one).cmp(&key(other))
}
