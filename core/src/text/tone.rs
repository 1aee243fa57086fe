//! Tone placement: "hoà" and "hòa" are the same word written by two schools; one of them is kept for comparing.
//!
//! The classic placement (hòa, thúy, lòe) is the kept one: it is how official place names are written (Khánh Hòa).

use unicode_normalization::char::{compose, decompose_canonical};

use super::fold::nfc;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Returns the text in NFC with every open oa, oe, uy carrying its tone on the first vowel.
///
/// A closed syllable (hoàn, thuýt) has only one spelling and stays; so does `u` after `q` (quý), a part of the consonant.
pub fn normalise_tone(text: &str) -> String {
    let mut chars: Vec<char> = nfc(text).chars().collect();
    for i in 0..chars.len().saturating_sub(1) {
        let closed = chars.get(i + 2).is_some_and(|next| next.is_alphabetic());
        let after_q = i > 0 && matches!(chars[i - 1], 'q' | 'Q');
        if closed || after_q {
            continue;
        }
        if let Some((first, second)) = moved(chars[i], chars[i + 1]) {
            chars[i] = first;
            chars[i + 1] = second;
        }
    }
    chars.into_iter().collect()
}

/// Moves the tone of a glide pair from the second vowel to the first; `None` where there is nothing to move.
fn moved(first: char, second: char) -> Option<(char, char)> {
    let (plain, tone) = split(second)?;
    let pair = matches!(
        (first.to_ascii_lowercase(), plain.to_ascii_lowercase()),
        ('o', 'a') | ('o', 'e') | ('u', 'y')
    );
    if pair {
        Some((compose(first, tone)?, plain))
    } else {
        None
    }
}

/// Splits a letter into its plain ASCII letter and its tone.
fn split(letter: char) -> Option<(char, char)> {
    let mut parts = ['\0'; 3];
    let mut count = 0;
    decompose_canonical(letter, |part| {
        if let Some(slot) = parts.get_mut(count) {
            *slot = part;
        }
        count += 1;
    });
    (count == 2 && parts[0].is_ascii_alphabetic() && TONES.contains(&parts[1])).then_some((parts[0], parts[1]))
}
