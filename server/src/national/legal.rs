//! Legal basis (căn cứ pháp lý): rows of title and number, printed without anything between them. Titles hold numbers
//! of their own; a row ends at the number that the next title is glued to.

use super::entry::{LegalBasis, LegalDocument};
use super::numbers::{self, Number};
use super::report::Reading;

const HEADING: &str = "Tên văn bản pháp lýMã văn bản";

/// Words that a number may carry in its own cell, in small letters, longest first.
const KINDS: [&str; 14] = [
    "thông tư liên tịch",
    "văn bản hợp nhất",
    "nghị quyết",
    "quyết định",
    "nghị định",
    "pháp lệnh",
    "thông tư",
    "bộ luật",
    "luật",
    "luất",
    "số",
    "nđ",
    "tt",
    "qđ",
];

/// Reads the rows out of the text.
pub(super) fn read(text: &str) -> LegalBasis {
    let Some(body) = text.strip_prefix(HEADING) else {
        return LegalBasis {
            rest: text.to_owned(),
            ..LegalBasis::default()
        };
    };
    let mut list = Vec::new();
    let mut from = 0;
    while let Some((document, end)) = row(body, from) {
        list.push(document);
        from = end;
    }
    LegalBasis {
        heading: HEADING.to_owned(),
        list,
        rest: body.get(from..).unwrap_or_default().to_owned(),
    }
}

/// Judges how well titles and numbers were separated.
pub(super) fn reading(basis: &LegalBasis) -> Reading {
    if basis.list.is_empty() {
        Reading::Text
    } else if basis.rest.chars().any(char::is_alphanumeric) || !basis.list.iter().all(|document| document.is_certain) {
        Reading::Partly
    } else {
        Reading::Read
    }
}

fn row(body: &str, from: usize) -> Option<(LegalDocument, usize)> {
    let mut at = from;
    let first = loop {
        let number = numbers::next(body, at)?;
        if ends_cell(body, number) || ends_before_space(body, from, number) {
            break number;
        }
        at = number.end;
    };
    let row = row_of(body, from, first);
    let number = body.get(row.cell..row.end)?.trim();
    let title = body.get(from..row.title_end)?.trim();
    let document = LegalDocument {
        name: if title.is_empty() { number } else { title }.to_owned(),
        number: number.to_owned(),
        is_certain: row.is_certain && !title.is_empty(),
        raw: body.get(from..row.end)?.to_owned(),
    };
    Some((document, row.end))
}

/// Is where the cells of one row part.
struct Row {
    title_end: usize,
    cell: usize,
    end: usize,
    is_certain: bool,
}

/// Says whether the next cell, or nothing, is glued to the number; a date or a bracket goes on with the title.
fn ends_cell(body: &str, number: Number) -> bool {
    let after = body.get(number.end..).unwrap_or_default();
    let goes_on = |letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '(' | ')' | '.' | '"' | '”' | '/' | '-' | '_')
    };
    let is_end = after
        .chars()
        .all(|letter| letter.is_whitespace() || matches!(letter, '.' | ';' | ','));
    is_end || !(after.starts_with(goes_on) || after.starts_with("ngày ") || after.starts_with("của "))
}

/// Says whether a number glued to a title's last letter ends its row although the next title begins with a space or dash.
fn ends_before_space(body: &str, from: usize, number: Number) -> bool {
    let before = body.get(from..number.start).unwrap_or_default();
    let is_glued = before.ends_with(char::is_lowercase) && kind_words(before) == Some(before);
    let next = body
        .get(number.end..)
        .and_then(|after| after.strip_prefix([' ', '\t', '\u{a0}', '-']));
    is_glued && next.is_some_and(|next| next.trim_start().starts_with(char::is_alphabetic))
}

/// Finds the number's own cell, given the first number that a cell may end with.
fn row_of(body: &str, from: usize, first: Number) -> Row {
    let own = |number: Number| Row {
        title_end: own_cell(body, from, number).unwrap_or(number.end),
        cell: own_cell(body, from, number).unwrap_or(number.start),
        end: number.end,
        is_certain: number.is_certain && (own_cell(body, from, number).is_some() || is_named_by(body, from, number)),
    };
    let Some(second) = numbers::next(body, first.end).filter(|second| ends_cell(body, *second)) else {
        return own(first);
    };
    let repeats = |one: Number, other: Number| body.get(one.start..one.end) == body.get(other.start..other.end);
    let is_kind = kind_words(body.get(first.end..second.start).unwrap_or_default()).is_some_and(str::is_empty);
    let repeated = Row {
        title_end: first.end,
        cell: first.end,
        end: second.end,
        is_certain: first.is_certain && second.is_certain,
    };
    if is_kind && repeats(first, second) {
        return repeated;
    }
    if first.end < second.start || own_cell(body, from, first).is_some() {
        return own(first);
    }
    let third_repeats =
        numbers::next(body, second.end).is_some_and(|third| third.start == second.end && repeats(second, third));
    if third_repeats { own(first) } else { repeated }
}

/// Returns where the number's cell begins, its kind included, when something in the text shows it: no space before it,
/// or a line break.
fn own_cell(body: &str, from: usize, number: Number) -> Option<usize> {
    let before = body.get(from..number.start)?;
    let title = kind_words(before)?;
    let breaks = |text: &str| !text.is_empty() && !text.ends_with([' ', '\t', '\u{a0}']);
    if breaks(before) {
        return Some(number.start);
    }
    (title.len() < before.trim_end().len() && breaks(title)).then_some(from + title.len())
}

/// Says whether the row is nothing but a kind and the number: then the number is its title too.
fn is_named_by(body: &str, from: usize, number: Number) -> bool {
    let before = body.get(from..number.start).unwrap_or_default();
    !before.trim().is_empty() && kind_words(before).is_some_and(|title| title.trim().is_empty())
}

/// Takes up to two kind words, such as "Nghị định số", off the end of the text, with the space behind them.
fn kind_words(text: &str) -> Option<&str> {
    let mut left = text;
    for _ in 0..2 {
        let bare = left.trim_end();
        let Some(kind) = KINDS.into_iter().find_map(|kind| kind_at_end(bare, kind)) else {
            break;
        };
        left = bare.get(..bare.len() - kind)?;
    }
    Some(left)
}

/// Returns the length of the kind the text ends with, whatever the case of its letters.
fn kind_at_end(text: &str, kind: &str) -> Option<usize> {
    let start = text.char_indices().rev().nth(kind.chars().count() - 1)?.0;
    let tail = text.get(start..)?;
    (tail.to_lowercase() == kind).then_some(tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(body: &str) -> Vec<(String, String, bool)> {
        let basis = read(&format!("{HEADING}{body}"));
        assert_eq!(basis.rest, "", "{body}");
        basis
            .list
            .into_iter()
            .map(|row| (row.name, row.number, row.is_certain))
            .collect()
    }

    fn certain(rows: &[(&str, &str)]) -> Vec<(String, String, bool)> {
        rows.iter()
            .map(|(name, number)| ((*name).to_owned(), (*number).to_owned(), true))
            .collect()
    }

    #[test]
    fn titles_and_numbers_are_separated() {
        let read =
            rows("Luật Căn cước26/2023/QH15Quy định chi tiết Luật Căn cước70/2024/NĐ-CPsửa đổi thông tư17/2024/TT-BCA");
        let wanted = [
            ("Luật Căn cước", "26/2023/QH15"),
            ("Quy định chi tiết Luật Căn cước", "70/2024/NĐ-CP"),
            ("sửa đổi thông tư", "17/2024/TT-BCA"),
        ];
        assert_eq!(read, certain(&wanted));
    }

    #[test]
    fn numbers_in_a_title_belong_to_it() {
        let read = rows(
            "Thông tư 42/2017/TT-BCA42/2017/TT-BCASửa đổi Thông tư số 17/2015/TT-NHNN11/2025/TT-NHNN37/2025/TT-BNNMT37/2025/TT-BNNMTLuật \
             Giá ngày 10 tháng 12 năm 2025140/2025/QH15",
        );
        let wanted = [
            ("Thông tư 42/2017/TT-BCA", "42/2017/TT-BCA"),
            ("Sửa đổi Thông tư số 17/2015/TT-NHNN", "11/2025/TT-NHNN"),
            ("37/2025/TT-BNNMT", "37/2025/TT-BNNMT"),
            ("Luật Giá ngày 10 tháng 12 năm 2025", "140/2025/QH15"),
        ];
        assert_eq!(read, certain(&wanted));
    }

    #[test]
    fn a_number_may_carry_its_kind() {
        let read =
            rows("Luật Thú yLuật số 79/2015/QH13phân cấp thủ tụcsố 61/2025/TT-NHNN59/2025/TT-NHNNsố 59/2025/TT-NHNN");
        let wanted = [
            ("Luật Thú y", "Luật số 79/2015/QH13"),
            ("phân cấp thủ tục", "số 61/2025/TT-NHNN"),
            ("59/2025/TT-NHNN", "số 59/2025/TT-NHNN"),
        ];
        assert_eq!(read, certain(&wanted));
    }

    #[test]
    fn a_title_without_its_own_number_stays_in_doubt() {
        let read = rows("Luật Kiểm dịch 41/2013/QH13");
        assert_eq!(
            read,
            [(
                "Luật Kiểm dịch 41/2013/QH13".to_owned(),
                "41/2013/QH13".to_owned(),
                false
            )]
        );
    }

    #[test]
    fn what_cannot_be_separated_is_kept() {
        let nothing = read("Không có thông tin");
        assert_eq!(
            (nothing.list.len(), nothing.rest.as_str(), reading(&nothing)),
            (0, "Không có thông tin", Reading::Text)
        );
        let tail = read(&format!("{HEADING}Luật Giá16/2023/QH15Luật Hóa chất"));
        assert_eq!(
            (tail.list.len(), tail.rest.as_str(), reading(&tail)),
            (1, "Luật Hóa chất", Reading::Partly)
        );
    }
}
