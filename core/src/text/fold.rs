//! The forms one text takes: composed for storing, folded for searching and comparing, upper case for printing.

use unicode_normalization::char::is_combining_mark;

use super::normal::{composed, nfd};

/// Returns the text in composed form (NFC), the only form that is stored.
pub fn nfc(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        composed(text)
    }
}

/// Returns the text without accents, in lower case, with single spaces: "Đặng  Thuỳ" becomes "dang thuy".
///
/// The same fold serves index and query. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    // Lower case comes first because it can bring marks of its own (İ), which then go with the others.
    let lower: String = nfd(text).chars().flat_map(char::to_lowercase).collect();
    for c in nfd(&lower).chars().filter(|c| !is_combining_mark(*c)) {
        if c.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        folded.push(if c == 'đ' { 'd' } else { c });
    }
    folded
}

/// Returns the text in upper case and composed form, as names are printed on forms.
pub fn upper(text: &str) -> String {
    nfc(&nfc(text).to_uppercase())
}

/// Returns the text without outer white space and with every inner run of it as one space.
pub fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}
