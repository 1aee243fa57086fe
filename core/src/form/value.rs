//! A typed answer read as its kind: what conditions and rules compare.

use std::cmp::Ordering;

use time::Date;

use crate::calendar::PartialDate;

/// A typed answer, read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a choice's value, an identity value in its canonical form.
    Text(String),
    /// A number in millionths.
    Number(i64),
    /// A date, perhaps only a month or a year.
    Date(PartialDate),
    /// Yes or no, ticked or not.
    Bool(bool),
}

impl Value {
    /// Millionths in one.
    pub const ONE: i64 = 1_000_000;

    /// Compares two values of the same kind; `None` where they cannot be compared or a partial date leaves it open.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            (Self::Number(left), Self::Number(right)) => Some(left.cmp(right)),
            (Self::Bool(left), Self::Bool(right)) => Some(left.cmp(right)),
            (Self::Date(left), Self::Date(right)) => compare_dates(left, right),
            (Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Date(_), _) => None,
        }
    }

    /// Returns the date, when it is one that is known to the day.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Date(date) => date.day(),
            Self::Text(_) | Self::Number(_) | Self::Bool(_) => None,
        }
    }
}

fn compare_dates(left: &PartialDate, right: &PartialDate) -> Option<Ordering> {
    if left.latest() < right.earliest() {
        return Some(Ordering::Less);
    }
    if left.earliest() > right.latest() {
        return Some(Ordering::Greater);
    }
    (left.day().is_some() && left.day() == right.day()).then_some(Ordering::Equal)
}

/// Reads a number typed the Vietnamese way: dots between thousands, a comma before decimals; millionths.
pub(super) fn read_number(text: &str, decimals: u8) -> Option<i64> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}')).collect();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let (whole, fraction) = match digits.split_once(',') {
        Some((whole, fraction)) => (without_thousands(whole)?, fraction),
        None => match digits.rsplit_once('.') {
            Some((whole, fraction))
                if decimals > 0
                    && fraction.len() <= usize::from(decimals)
                    && !whole.contains('.')
                    && fraction.len() != 3 =>
            {
                (whole.to_owned(), fraction)
            }
            Some(_) | None => (without_thousands(digits)?, ""),
        },
    };
    if whole.is_empty() || whole.len() > 12 || fraction.len() > usize::from(decimals.min(6)) {
        return None;
    }
    if digits.contains(',') && fraction.is_empty() {
        return None;
    }
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let mut millionths: i64 = format!("{fraction:0<6}").parse().ok()?;
    millionths = whole.checked_mul(Value::ONE)?.checked_add(millionths)?;
    Some(if negative { -millionths } else { millionths })
}

fn without_thousands(text: &str) -> Option<String> {
    if !text.contains('.') {
        return Some(text.to_owned());
    }
    let mut groups = text.split('.');
    let first = groups.next()?;
    let well_formed = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    well_formed.then(|| text.replace('.', ""))
}

/// Writes millionths the Vietnamese way.
pub(super) fn write_number(millionths: i64) -> String {
    let whole = (millionths / Value::ONE).unsigned_abs().to_string();
    let mut out = String::new();
    if millionths < 0 {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    let fraction = format!("{:06}", (millionths % Value::ONE).unsigned_abs());
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_the_vietnamese_way_and_never_guessed() {
        for (text, decimals, expected) in [
            ("8", 0, Some(8_000_000)),
            ("1.250.000", 0, Some(1_250_000_000_000)),
            ("52,5", 1, Some(52_500_000)),
            ("52.5", 1, Some(52_500_000)),
            ("1.500", 2, Some(1_500_000_000)),
            ("-3", 0, Some(-3_000_000)),
            ("52,55", 1, None),
            ("1.25", 0, None),
            ("12a", 0, None),
            ("", 0, None),
            ("-", 0, None),
            (",5", 1, None),
            ("5,", 1, None),
            ("9999999999999", 0, None),
            ("１２", 0, None),
        ] {
            assert_eq!(read_number(text, decimals), expected, "{text:?}");
        }
        assert_eq!(write_number(1_250_000_500_000), "1.250.000,5");
    }

    #[test]
    fn a_partial_date_is_compared_only_where_it_decides() {
        let year = PartialDate::parse("1990").unwrap();
        let day = PartialDate::parse("17/05/1990").unwrap();
        let later = PartialDate::parse("01/01/1991").unwrap();
        assert_eq!(compare_dates(&year, &day), None);
        assert_eq!(compare_dates(&year, &later), Some(Ordering::Less));
        assert_eq!(compare_dates(&day, &day), Some(Ordering::Equal));
    }
}
