//! Small steps over text that several readers share. Offsets are bytes and always fall between characters.

use super::entry::Decimal;

/// What the portal prints where it holds nothing.
pub(super) const NOTHING: &str = "Không có thông tin";

/// Returns the length of the ASCII digits `text` begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Returns the length of the ASCII digits `text` ends with.
pub(super) fn digits_at_end(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Returns the length of `word` when `text` begins with it, whatever the case of the letters.
pub(super) fn starts_with_word(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for expected in word.chars() {
        let (_, found) = letters.next()?;
        if !found.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

/// Reads a plain decimal such as `12`, `1.5` or `0,5`; `1,000` could be a thousand or one, and is refused.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_point = whole.len() < text.len();
    if !is_number(whole) || (has_point && !is_number(part)) || part.len() > 2 {
        return None;
    }
    let part = part.trim_end_matches('0');
    let digits = format!("{whole}{part}").parse().ok()?;
    Some(Decimal {
        digits,
        scale: u8::try_from(part.len()).ok()?,
    })
}

/// Reads a whole number written plainly or with commas between thousands: `70,000`, `1000`.
pub(super) fn grouped(text: &str) -> Option<u64> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = rest.is_empty() || first.len() <= 3;
    if !well_formed || !is_digits(first) || !rest.iter().all(|group| group.len() == 3 && is_digits(group)) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// Returns the text, or `None` when it is empty or says that there is nothing.
pub(super) fn stated(text: &str) -> Option<String> {
    let text = text.trim();
    let says_nothing = text.is_empty() || text == NOTHING || text.chars().all(|letter| !letter.is_alphanumeric());
    (!says_nothing).then(|| text.to_owned())
}

/// Returns the length of the bracketed text `text` begins with, brackets counted, or `None` if it never closes.
pub(super) fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then(|| at + letter.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_only_when_they_can_be_read_one_way() {
        assert_eq!(decimal("15"), Some(Decimal::whole(15)));
        assert_eq!(decimal("0,5"), Some(Decimal { digits: 5, scale: 1 }));
        assert_eq!(decimal("1.50"), Some(Decimal { digits: 15, scale: 1 }));
        assert_eq!(decimal("1.5").map(|value| value.to_string()).as_deref(), Some("1.5"));
        assert_eq!(decimal("0,05").map(|value| value.to_string()).as_deref(), Some("0.05"));
        for refused in ["1,000", "", ",5", "5,", "1.2.3", "x", "99999999999999999999999"] {
            assert_eq!(decimal(refused), None, "{refused}");
        }
    }

    #[test]
    fn thousands_are_grouped_by_three() {
        assert_eq!(grouped("70,000"), Some(70_000));
        assert_eq!(grouped("1,000,000"), Some(1_000_000));
        assert_eq!(grouped("500"), Some(500));
        for refused in ["1,00", "1000,000", "", "1.000", "12,", ",000", "99999999999999999999"] {
            assert_eq!(grouped(refused), None, "{refused}");
        }
    }

    #[test]
    fn words_match_whatever_their_case() {
        assert_eq!(starts_with_word("Ngày làm việc", "ngày"), Some("Ngày".len()));
        assert_eq!(starts_with_word("NGÀY", "Ngày"), Some("NGÀY".len()));
        assert_eq!(starts_with_word("Ngà", "Ngày"), None);
    }

    #[test]
    fn brackets_close_where_the_first_one_does() {
        assert_eq!(bracketed("(a (b) c)d"), Some(9));
        assert_eq!(bracketed("(never"), None);
        assert_eq!(bracketed("x"), None);
    }
}
