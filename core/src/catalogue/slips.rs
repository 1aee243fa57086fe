//! What fingers, keyboards and ears do to a folded word: one letter wrong, left-overs of an input method, sounds that are
//! the same in a dialect, spaces forgotten. No list of words lives here.

/// Says whether two words differ by one letter added, dropped, changed, or by two neighbours changed about.
pub(super) fn one_slip(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let same_start = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[same_start..], &right[same_start..]);
    let same_end = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    match (&left[..left.len() - same_end], &right[..right.len() - same_end]) {
        ([a, b], [c, d]) => a == d && b == c,
        (left, right) => left.len() <= 1 && right.len() <= 1 && left.len() + right.len() > 0,
    }
}

/// Returns the word without what Telex and VNI leave behind ("dawng", "kys", "dang1"), when there is something to drop.
pub(super) fn without_keystrokes(folded: &str) -> Option<String> {
    let mut kept = String::with_capacity(folded.len());
    let has_letters = folded.bytes().any(|byte| byte.is_ascii_alphabetic());
    let mut vowel_seen = false;
    let mut before = ' ';
    for c in folded.chars() {
        let repeats = c == before && matches!(c, 'a' | 'e' | 'o' | 'd');
        let tone = vowel_seen && matches!(c, 's' | 'f' | 'r' | 'x' | 'j' | 'w');
        let digit = has_letters && c.is_ascii_digit();
        if !(repeats || tone || digit) {
            kept.push(if c == 'w' { 'u' } else { c });
        }
        vowel_seen |= matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w');
        before = c;
    }
    (kept != folded && !kept.is_empty()).then(|| super::words::settle(kept))
}

/// Returns the word as it sounds where initials and finals fall together: tr and ch, x and s, gi, r and d; n and ng, t and c.
pub(super) fn sound(folded: &str) -> String {
    let (initial, rest) = match folded {
        _ if folded.starts_with("tr") => ("ch", &folded[2..]),
        _ if folded.starts_with("gi") && folded.len() > 3 => ("d", &folded[2..]),
        _ if folded.starts_with(['r', 'v']) => ("d", &folded[1..]),
        _ if folded.starts_with('x') => ("s", &folded[1..]),
        _ => ("", folded),
    };
    let (rest, last) = match rest {
        _ if rest.ends_with("ng") => (&rest[..rest.len() - 2], "n"),
        _ if rest.ends_with('t') => (&rest[..rest.len() - 1], "c"),
        _ => (rest, ""),
    };
    [initial, rest, last].concat()
}

/// Splits a word typed without spaces into known words; the last may be unfinished when `open`.
pub(super) fn split(
    folded: &str,
    open: bool,
    cost: impl Fn(&str) -> Option<f32>,
    begins: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    const LONGEST: usize = 8;
    if !folded.is_ascii() || folded.len() > 80 {
        return None;
    }
    let mut best: Vec<Option<(f32, usize)>> = vec![None; folded.len() + 1];
    best[0] = Some((0.0, 0));
    for end in 1..=folded.len() {
        for start in end.saturating_sub(LONGEST)..end {
            let Some((before, _)) = best[start] else { continue };
            let piece = &folded[start..end];
            let whole = if piece.len() >= 2 {
                cost(&super::words::settle(piece.to_owned()))
            } else {
                None
            };
            let unfinished = (open && end == folded.len() && start > 0 && begins(piece)).then_some(9.0);
            let Some(price) = whole.or(unfinished) else { continue };
            let total = before + price;
            if best[end].is_none_or(|(so_far, _)| total < so_far) {
                best[end] = Some((total, start));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut end = folded.len();
    while end > 0 {
        let (_, start) = best[end]?;
        pieces.push(folded[start..end].to_owned());
        end = start;
    }
    pieces.reverse();
    (pieces.len() > 1).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_two_neighbours_changed_about() {
        for (left, right) in [
            ("sinh", "sihn"),
            ("khai", "kha"),
            ("khai", "khaai"),
            ("khai", "khei"),
            ("a", ""),
        ] {
            assert!(one_slip(left, right) && one_slip(right, left), "{left} {right}");
        }
        for (left, right) in [("sinh", "sinh"), ("khai", "sinh"), ("khai", "kh"), ("tra", "cha")] {
            assert!(!one_slip(left, right), "{left} {right}");
        }
    }

    #[test]
    fn keystrokes_of_telex_and_vni_are_dropped() {
        for (typed, meant) in [
            ("dawng", "dang"),
            ("ddawng", "dang"),
            ("kys", "ki"),
            ("dang1", "dang"),
            ("d9ang7", "dang"),
            ("keets", "ket"),
            ("hoon", "hon"),
            ("xuaats", "xuat"),
            ("nuwowcs", "nuoc"),
        ] {
            assert_eq!(without_keystrokes(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(without_keystrokes("sinh"), None);
        assert_eq!(without_keystrokes("14"), None);
    }

    #[test]
    fn forgotten_spaces_are_found_again() {
        let known = ["dang", "ki", "khai", "sinh", "da", "kha"];
        let cost = |word: &str| known.contains(&word).then_some(1.0);
        let begins = |start: &str| known.iter().any(|word| word.starts_with(start));
        assert_eq!(
            split("dangkykhaisinh", false, cost, begins).unwrap(),
            ["dang", "ky", "khai", "sinh"]
        );
        assert_eq!(split("khaisi", true, cost, begins).unwrap(), ["khai", "si"]);
        assert_eq!(split("xyzxyz", true, cost, begins), None);
    }
}
