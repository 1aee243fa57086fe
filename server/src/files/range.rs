//! The part of a file that a request asks for (RFC 9110 §14): one range, or the whole.

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// The bytes `from..to`.
    Part(u64, u64),
    /// Bytes that are not there.
    Nowhere,
}

/// Reads a Range header for a file of `size` bytes. Other units and several ranges at once are answered by the whole.
pub(super) fn asked(header: Option<&str>, size: u64) -> Asked {
    let Some((unit, set)) = header.and_then(|header| header.split_once('=')) else {
        return Asked::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || set.contains(',') {
        return Asked::Whole;
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((first, last)) = set
        .trim()
        .split_once('-')
        .filter(|(first, last)| digits(first) && digits(last))
    else {
        return Asked::Nowhere;
    };
    let part = match (first, last) {
        ("", last) => last.parse().ok().map(|count: u64| (size.saturating_sub(count), size)),
        (first, "") => first.parse().ok().map(|from| (from, size)),
        (first, last) => first
            .parse()
            .ok()
            .zip(last.parse().ok())
            .filter(|(from, last): &(u64, u64)| from <= last)
            .map(|(from, last)| (from, last.saturating_add(1).min(size))),
    };
    match part {
        Some((from, to)) if from < to => Asked::Part(from, to),
        Some(_) | None => Asked::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_answered_by_its_part_and_a_wrong_one_is_refused() {
        let cases = [
            (None, Asked::Whole),
            (Some("bytes=0-9"), Asked::Part(0, 10)),
            (Some("bytes=90-"), Asked::Part(90, 100)),
            (Some("bytes=-10"), Asked::Part(90, 100)),
            (Some("bytes=-1000"), Asked::Part(0, 100)),
            (Some("bytes=95-2000"), Asked::Part(95, 100)),
            (Some("bytes=100-"), Asked::Nowhere),
            (Some("bytes=-0"), Asked::Nowhere),
            (Some("bytes=9-3"), Asked::Nowhere),
            (Some("bytes=abc"), Asked::Nowhere),
            (Some("bytes=-"), Asked::Nowhere),
            (Some("bytes=1-99999999999999999999"), Asked::Nowhere),
            (Some("bytes=0-1,5-6"), Asked::Whole),
            (Some("pages=1-2"), Asked::Whole),
            (Some("nonsense"), Asked::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(asked(header, 100), expected, "{header:?}");
        }
    }
}
