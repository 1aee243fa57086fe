//! Tag, length, value: two digits, two digits, so many characters. What EMVCo payment codes are made of, at every depth.

/// One element: its tag and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub(super) tag: &'a str,
    pub(super) value: &'a str,
}

/// Takes a text apart into its elements; `None` where a tag or length is no two digits or the text ends within one.
pub(super) fn elements(text: &str) -> Option<Vec<Element<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let tag = digits(rest.get(..2)?)?;
        let length: usize = digits(rest.get(2..4)?)?.parse().ok()?;
        let end = 4 + length;
        found.push(Element {
            tag,
            value: rest.get(4..end)?,
        });
        rest = rest.get(end..)?;
    }
    Some(found)
}

/// Appends an element; the caller keeps values within 99 characters.
pub(super) fn push(text: &mut String, tag: &str, value: &str) {
    text.push_str(tag);
    text.push_str(&format!("{:02}", value.len()));
    text.push_str(value);
}

fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}
