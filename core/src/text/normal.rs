//! Canonical composition and decomposition (Unicode UAX 15), over the character tables alone: the ready-made iterators
//! carry the compatibility tables too, a fifth of the bytes a phone has to fetch.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// Returns the canonical decomposition (NFD) of a text.
pub(crate) fn nfd(text: &str) -> String {
    decomposed(text).into_iter().map(|(c, _)| c).collect()
}

/// Returns the canonical composition (NFC) of a text.
pub(super) fn composed(text: &str) -> String {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for (c, class) in decomposed(text) {
        // A mark joins its starter unless a mark of the same or a higher class stands between them.
        if let Some(at) = starter
            && (at + 1 == out.len() || last_class < class)
            && let Some(joined) = compose(out[at], c)
        {
            out[at] = joined;
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last_class = class;
        out.push(c);
    }
    out.into_iter().collect()
}

fn decomposed(text: &str) -> Vec<(char, u8)> {
    let mut out: Vec<(char, u8)> = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose_canonical(c, |part| out.push((part, canonical_combining_class(part))));
    }
    let mut start = 0;
    while start < out.len() {
        if out[start].1 == 0 {
            start += 1;
            continue;
        }
        let end = out[start..]
            .iter()
            .position(|(_, class)| *class == 0)
            .map_or(out.len(), |length| start + length);
        out[start..end].sort_by_key(|(_, class)| *class);
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn both_forms_agree_with_the_reference_implementation(
            text in prop_oneof![".{0,40}", "[a-zA-ZăâêôơưđĂƠƯ\u{300}-\u{345}\u{1100}-\u{11ff}가-힣ạ-ỹ]{0,40}"]
        ) {
            prop_assert_eq!(nfd(&text), text.nfd().collect::<String>());
            prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
        }
    }

    #[test]
    fn vietnamese_marks_in_any_order_compose_to_the_same_letter() {
        assert_eq!(composed("e\u{323}\u{302}"), "ệ");
        assert_eq!(composed("e\u{302}\u{323}"), "ệ");
        assert_eq!(nfd("ệ"), "e\u{323}\u{302}");
    }
}
