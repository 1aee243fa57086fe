//! Reading runs of ASCII digits: other scripts' digits look alike and are refused everywhere.

/// Says whether the text is ASCII digits and nothing else.
pub(super) fn all(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the number that the first digits of a text write; digits only, at most nine of them.
pub(super) fn number(text: &str) -> u32 {
    text.bytes().fold(0, |sum, b| sum * 10 + u32::from(b - b'0'))
}
