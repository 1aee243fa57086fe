//! Every address of the portal, typed. Addresses are Vietnamese words without accents and never change.

use std::collections::BTreeMap;

use motcua_core::id::{DraftId, FileId};
use motcua_core::paper::PaperKind;

use crate::views::CardRead;

/// The first page.
pub const HOME: &str = "/";
/// Search and list of procedures.
pub const PROCEDURES: &str = "/thu-tuc";
/// Guidance for citizens and helpers.
pub const GUIDE: &str = "/huong-dan";
/// The person's drafts and dossiers.
pub const MINE: &str = "/ho-so";
/// What is kept of the person.
pub const MY_DATA: &str = "/du-lieu-cua-toi";
/// Everything kept of the person, as a file.
pub const MY_DATA_FILE: &str = "/api/profile/mine";
/// One's own papers.
pub const DOCUMENTS: &str = "/giay-to-cua-toi";
/// The papers lent, on the page of one's own.
pub const SHARES: &str = "/giay-to-cua-toi#chia-se";
/// Tracking by number.
pub const TRACK: &str = "/tra-cuu";
/// Whether a signed paper is genuine.
pub const CHECK_PAPER: &str = "/kiem-tra-van-ban";
/// Sign-in.
pub const SIGN_IN: &str = "/dang-nhap";
/// The organisations one may act for.
pub const ORGANISATIONS: &str = "/tai-khoan/to-chuc";
/// Sign-in of those who work here.
pub const STAFF_SIGN_IN: &str = "/dang-nhap/noi-bo";
/// One's own account and its devices.
pub const ACCOUNT: &str = "/tai-khoan";
/// What the person was told.
pub const NOTIFICATIONS: &str = "/thong-bao";
/// Whether a message is genuine.
pub const GENUINE: &str = "/kiem-tra-tin-nhan";
/// The channels, on the page of one's account.
pub const CHANNELS: &str = "/tai-khoan#kenh";
/// The messages that could not be sent, for whoever looks after the portal.
pub const DELIVERIES: &str = "/quan-tri/thu";
/// Whether an older account is one's own.
pub const LINK: &str = "/dang-nhap/lien-ket";
/// Forms on this device, for when there is no line.
pub const OFFLINE: &str = "/ngoai-tuyen";
/// The officer's desk.
pub const DESK: &str = "/can-bo";
/// The register of the officer's agency as PDF.
pub const REGISTER: &str = "/can-bo/so-theo-doi.pdf";
/// The digital repository of the officer's agency.
pub const REPOSITORY: &str = "/can-bo/kho";
/// The desk's officers and their days away.
pub const STAFF: &str = "/can-bo/phan-cong";
/// What the officer's agency is asked by others.
pub const ASKED: &str = "/can-bo/lay-y-kien";
/// The list of parcels.
pub const POST: &str = "/can-bo/buu-chinh";
/// Taking a dossier in from paper.
pub const TAKE_IN: &str = "/can-bo/tiep-nhan";
/// Whether a dossier was entered just now.
pub const ENTERED: &str = "vua-nhap";
/// Where payers come back to from a gateway.
pub const PAY_RETURN: &str = "/thanh-toan/ket-qua";
/// The officer's till.
pub const TILL: &str = "/can-bo/quay-thu";
/// What banks and gateways say, against the books.
pub const RECONCILIATION: &str = "/can-bo/doi-soat";
/// Where their files are posted to.
pub const STATEMENT: &str = "/can-bo/doi-soat/tep";
/// The report of money as CSV.
pub const MONEY_REPORT: &str = "/can-bo/doi-soat/bao-cao.csv";
/// Money to be given back.
pub const REFUNDS: &str = "/can-bo/hoan-tien";
/// The step that shows the papers.
pub const PAPERS_STEP: &str = "giay-to";
/// The step that shows everything once more.
pub const REVIEW_STEP: &str = "xem-lai";
/// The query parameter that asks a step to show what is wrong with it.
pub const CHECKED: &str = "kiem-tra";
/// The query parameter that says that an answer led to more questions.
pub const MORE: &str = "them";

/// Says what came of reading an identity card.
pub const CARD: &str = "the";
/// The query parameter that carries the code of a failed post back to a page without script.
pub const FAILED: &str = "loi";
/// The query parameter that says where a long list goes on.
pub const AFTER: &str = "sau";
/// The query parameter of the sign-in page that says that what was typed is kept meanwhile.
pub const KEPT: &str = "da-giu";
/// The query parameter that says where to go after signing in.
pub const NEXT: &str = "tiep";

/// The page that proves a result, by the code on it.
pub fn proof(code: &str) -> String {
    ["/ket-qua/", &encoded(code)].concat()
}

/// Where a result of a dossier is posted to, with its file.
pub fn desk_result(number: &str) -> String {
    [DESK, "/", &encoded(number), "/ket-qua"].concat()
}

/// The page a dossier is paid for on.
pub fn pay(number: &str) -> String {
    ["/thanh-toan/", &encoded(number)].concat()
}

/// The receipt of a payment.
pub fn fee_receipt(number: &str, reference: &str) -> String {
    [&tracked(number), "/bien-lai/", &encoded(reference)].concat()
}

/// The money of a dossier, on its page of the desk.
pub fn desk_money(number: &str) -> String {
    desk_dossier(number) + "#tien"
}

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

/// The page that corrects a fact kept of somebody.
pub fn my_fact(whom: &str, concept: &str) -> String {
    [MY_DATA, "/", &encoded(whom), "/", &encoded(concept)].concat()
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

/// The address of an unchecked step, saying that it asks more than before.
pub fn step_asking_more(step: &str) -> String {
    [step, "?", MORE, "=1"].concat()
}

/// The address of an unchecked step, saying what came of reading a card.
pub fn step_with_card(step: &str, card: CardRead) -> String {
    [step, "?", CARD, "=", card.code()].concat()
}

/// A list, behind a cursor.
pub fn list_after(path: &str, cursor: &str) -> String {
    [path, "?", AFTER, "=", &encoded(cursor)].concat()
}

/// A dossier's tracking page.
pub fn tracked(number: &str) -> String {
    ["/tra-cuu/", &encoded(number)].concat()
}

/// A dossier's acknowledgement or receipt.
pub fn receipt(number: &str) -> String {
    ["/tra-cuu/", &encoded(number), "/giay-tiep-nhan"].concat()
}

/// A paper of a dossier as PDF, by the number of its event; the hand-over sheet has none.
pub fn paper(number: &str, kind: PaperKind, seq: Option<u64>) -> String {
    let seq = seq.map(|seq| ["-", &seq.to_string()].concat()).unwrap_or_default();
    ["/tra-cuu/", &encoded(number), "/giay/", kind.key(), &seq, ".pdf"].concat()
}

/// A dossier on the desk.
pub fn desk_dossier(number: &str) -> String {
    ["/can-bo/", &encoded(number)].concat()
}

/// The messages on a dossier's page.
pub fn messages(page: &str) -> String {
    [page, "#trao-doi"].concat()
}

/// The desk's own notes on a dossier's page.
pub fn notes(page: &str) -> String {
    [page, "#ghi-chu"].concat()
}

/// The delivery on a dossier's page.
pub fn return_way(page: &str) -> String {
    [page, "#nhan-ket-qua"].concat()
}

/// The order sheet of a dispatch.
pub fn post_sheet(number: &str, order: u64) -> String {
    [POST, "/", &encoded(number), "/", &order.to_string()].concat()
}

/// The name of a dispatch in forms.
pub fn post_form(number: &str, order: u64) -> String {
    [number, "~", &order.to_string()].concat()
}

/// A question that the officer's agency is asked.
pub fn question(number: &str, question: u64) -> String {
    [ASKED, "/", &encoded(number), "/", &question.to_string()].concat()
}

/// Where the file of an answer is posted to.
pub fn opinion_file(number: &str, at: u64) -> String {
    [&question(number, at), "/tep"].concat()
}

/// Taking a dossier of a procedure in from paper.
pub fn take_in(code: &str) -> String {
    [TAKE_IN, "/", &encoded(code)].concat()
}

/// A dossier on the desk that was entered just now.
pub fn desk_entered(number: &str) -> String {
    [&desk_dossier(number), "?", ENTERED, "=1"].concat()
}

/// The queue, filtered.
pub fn queue(filter: &str) -> String {
    if filter.is_empty() {
        DESK.to_owned()
    } else {
        [DESK, "?", filter].concat()
    }
}

/// What became of an action on many dossiers.
pub fn bulk(request: &str) -> String {
    ["/can-bo/loat/", &encoded(request)].concat()
}

/// Sign-in, coming back to `path` afterwards.
pub fn sign_in_then(path: &str) -> String {
    ["/dang-nhap?tiep=", &encoded(path)].concat()
}

/// Sign-in with a provider of identities, coming back to `path` afterwards.
pub fn provider(key: &str, path: &str) -> String {
    ["/dang-nhap/", key, "?tiep=", &encoded(path)].concat()
}

/// Sign-in that failed, with the code of why, coming back to `path` afterwards.
pub fn sign_in_failed(path: &str, told: &str) -> String {
    [&sign_in_then(safe(path)), "&", FAILED, "=", &encoded(told)].concat()
}

/// Sign-in of those who work here that failed.
pub fn staff_sign_in_failed(path: &str, told: &str) -> String {
    let next = [STAFF_SIGN_IN, "?", NEXT, "=", &encoded(safe(path))].concat();
    [&next, "&", FAILED, "=", &encoded(told)].concat()
}

/// An attached file, to look at.
pub fn file(file: FileId) -> String {
    ["/tep/", &file.to_string()].concat()
}

/// A page of an attached file, to look at; a browser's viewer leaves its side panel away.
pub fn file_page(file: FileId, page: Option<u32>) -> String {
    let page = page.map(|page| ["page=", &page.to_string(), "&"].concat());
    [
        &self::file(file),
        "#",
        page.as_deref().unwrap_or_default(),
        "navpanes=0",
    ]
    .concat()
}

/// The page of a paper lent by a link.
pub fn shared(token: &str) -> String {
    ["/chia-se/", &encoded(token)].concat()
}

/// A paper lent by a link, to look at.
pub fn shared_file(token: &str) -> String {
    ["/tep/chia-se/", &encoded(token)].concat()
}

/// Where using a paper filed before in a slot of a draft is posted to.
pub fn reuse(draft: DraftId, slot: &str) -> String {
    ["/tep/", &draft.to_string(), "/", &encoded(slot), "/dung-lai"].concat()
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
