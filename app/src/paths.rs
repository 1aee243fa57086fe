//! Every address of the portal, typed. Addresses are Vietnamese words without accents and never change.

use std::collections::BTreeMap;

use motcua_core::id::{DraftId, FileId};

/// The first page.
pub const HOME: &str = "/";
/// Search and list of procedures.
pub const PROCEDURES: &str = "/thu-tuc";
/// Guidance for citizens and helpers.
pub const GUIDE: &str = "/huong-dan";
/// The person's drafts and dossiers.
pub const MINE: &str = "/ho-so";
/// Tracking by number.
pub const TRACK: &str = "/tra-cuu";
/// Sign-in.
pub const SIGN_IN: &str = "/dang-nhap";
/// The officer's desk.
pub const DESK: &str = "/can-bo";
/// The step that shows the papers.
pub const PAPERS_STEP: &str = "giay-to";
/// The step that shows everything once more.
pub const REVIEW_STEP: &str = "xem-lai";
/// The query parameter that asks a step to show what is wrong with it.
pub const CHECKED: &str = "kiem-tra";
/// The query parameter that carries the code of a failed post back to a page without script.
pub const FAILED: &str = "loi";
/// The query parameter that says where to go after signing in.
pub const NEXT: &str = "tiep";

/// A procedure's page.
pub fn procedure(code: &str) -> String {
    ["/thu-tuc/", code].concat()
}

/// A procedure's blank form to print.
pub fn blank_form(code: &str) -> String {
    ["/thu-tuc/", code, "/bieu-mau"].concat()
}

/// A life event's page.
pub fn life_event(key: &str) -> String {
    ["/viec/", key].concat()
}

/// The search, filtered by one thing.
pub fn search_by(name: &str, value: &str) -> String {
    ["/thu-tuc?", name, "=", &encoded(value)].concat()
}

/// The page a filing starts on.
pub fn start(code: &str) -> String {
    ["/nop/", code].concat()
}

/// The page a filing starts on, with answers given before.
pub fn start_with(code: &str, answers: &BTreeMap<String, String>) -> String {
    let mut path = start(code);
    for (index, (at, text)) in answers.iter().enumerate() {
        path.push(if index == 0 { '?' } else { '&' });
        path.push_str(&encoded(&crate::filling::input_name(at)));
        path.push('=');
        path.push_str(&encoded(text));
    }
    path
}

/// One step of a draft.
pub fn step(code: &str, draft: DraftId, step: &str, checked: bool) -> String {
    let draft = draft.to_string();
    [
        "/nop/",
        code,
        "/",
        &draft,
        "/",
        step,
        if checked { "?kiem-tra=1" } else { "" },
    ]
    .concat()
}

/// A dossier's tracking page.
pub fn tracked(number: &str) -> String {
    ["/tra-cuu/", &encoded(number)].concat()
}

/// A dossier's acknowledgement or receipt.
pub fn receipt(number: &str) -> String {
    ["/tra-cuu/", &encoded(number), "/giay-tiep-nhan"].concat()
}

/// A dossier on the desk.
pub fn desk_dossier(number: &str) -> String {
    ["/can-bo/", &encoded(number)].concat()
}

/// Sign-in, coming back to `path` afterwards.
pub fn sign_in_then(path: &str) -> String {
    ["/dang-nhap?tiep=", &encoded(path)].concat()
}

/// An attached file, to look at.
pub fn file(file: FileId) -> String {
    ["/tep/", &file.to_string()].concat()
}

/// Where files for a slot of a draft are posted to.
pub fn upload(draft: DraftId, slot: &str) -> String {
    ["/tep/", &draft.to_string(), "/", &encoded(slot)].concat()
}

/// Where taking a file off a draft is posted to.
pub fn remove_file(draft: DraftId, file: FileId) -> String {
    ["/tep/", &draft.to_string(), "/", &file.to_string(), "/xoa"].concat()
}

/// Returns the path if it leads to a page of this portal, and nowhere else; the first page otherwise.
pub fn safe(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if inside { path } else { HOME }
}

/// Returns a procedure code as it came in a form, if it can stand in an address.
pub fn known_code(code: &str) -> &str {
    let plain = code
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    if plain && !code.is_empty() { code } else { "x" }
}

/// Percent-encodes everything but unreserved characters.
pub fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_this_portal_is_safe_to_go_to() {
        assert_eq!(safe("/ho-so?a=1"), "/ho-so?a=1");
        for hostile in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "ho-so",
            "/a\r\nSet-Cookie: x",
        ] {
            assert_eq!(safe(hostile), HOME, "{hostile:?}");
        }
    }

    #[test]
    fn text_is_encoded_for_an_address() {
        assert_eq!(encoded("khai sinh/đ"), "khai%20sinh%2F%C4%91");
    }
}
