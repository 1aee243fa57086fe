//! Results (kết quả xử lý): names and codes without anything between them, then keywords, description and the buttons of
//! the page. A code ends where its figures do; a code without figures, or with too many, is not told from the next name.

use super::entry::{Outcome, Results};
use super::report::Reading;
use super::scan::{digits, stated};

const CODE: &str = "Mã: ";
const KEYWORDS: &str = "Từ khóa";
const DESCRIPTION: &str = "Mô tả";
const BUTTONS: &str = "Chọn cơ quan thực hiện";
/// Figures of a code of the portal's own form, such as `KQ.G15.000041`.
const OWN_DIGITS: usize = 6;

/// Reads the results out of the text.
pub(super) fn read(text: &str) -> Results {
    let (own, after) = split_after(text);
    let (mut at, mut list) = (0, Vec::new());
    while let Some((outcome, end)) = outcome(own, at) {
        list.push(outcome);
        at = end;
    }
    let rest = own.get(at..).unwrap_or_default();
    let (keywords, description) = keywords_and_description(after);
    Results {
        list,
        rest: rest.to_owned(),
        keywords,
        description,
        after: after.to_owned(),
    }
}

/// Splits a text where the keywords and the description of the page begin behind it.
pub(super) fn split_after(text: &str) -> (&str, &str) {
    let description = text.rfind(DESCRIPTION).unwrap_or_default();
    let keywords = text.find(KEYWORDS).filter(|at| *at < description);
    text.split_at(keywords.unwrap_or(text.len()))
}

/// Judges how well names and codes were separated.
pub(super) fn reading(results: &Results) -> Reading {
    if results.list.is_empty() {
        Reading::Text
    } else if results.rest.chars().any(char::is_alphanumeric)
        || results
            .list
            .iter()
            .any(|outcome| outcome.code.is_none() || outcome.name.is_empty())
    {
        Reading::Partly
    } else {
        Reading::Read
    }
}

fn keywords_and_description(after: &str) -> (Option<String>, Option<String>) {
    let Some((keywords, tail)) = after
        .strip_prefix(KEYWORDS)
        .and_then(|text| text.split_once(DESCRIPTION))
    else {
        return (None, None);
    };
    let description = tail.split_once(BUTTONS).map_or(tail, |(words, _)| words);
    (stated(keywords), stated(description))
}

fn outcome(text: &str, from: usize) -> Option<(Outcome, usize)> {
    let tail = text.get(from..)?;
    let label = tail.find(CODE)?;
    let name = tail.get(..label)?;
    let code_text = tail.get(label + CODE.len()..)?;
    let (len, is_certain) = code(code_text);
    let end = label + CODE.len() + len;
    let raw = tail.get(..end)?;
    let code = code_text
        .get(..len)
        .filter(|code| is_certain && !code.is_empty())
        .map(str::to_owned);
    Some((
        Outcome {
            name: name.trim().to_owned(),
            code,
            raw: raw.to_owned(),
        },
        from + end,
    ))
}

/// Returns the length of the code and whether it certainly ends there.
fn code(text: &str) -> (usize, bool) {
    let run = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        .count();
    if run == text.trim_end().len() {
        return (run, run > 0);
    }
    let word = text.get(..run).unwrap_or_default();
    let Some(len) = word.rfind(|letter: char| letter.is_ascii_digit()).map(|last| last + 1) else {
        return (0, false);
    };
    match own_form(word) {
        Some(end) => (end, end == len),
        None => (len, true),
    }
}

/// Returns the end of a code of the portal's own form, `KQ.` letter, two digits, and six more.
fn own_form(word: &str) -> Option<usize> {
    let agency = word.strip_prefix("KQ.")?;
    let letter = agency.chars().next().filter(char::is_ascii_alphabetic)?.len_utf8();
    let figures = agency.get(letter..)?;
    let number = figures.get(2..).filter(|_| digits(figures) == 2)?.strip_prefix('.')?;
    let own = digits(number).min(OWN_DIGITS);
    (own > 0).then_some("KQ.".len() + letter + 3 + own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(String, Option<String>)> {
        read(text)
            .list
            .into_iter()
            .map(|outcome| (outcome.name, outcome.code))
            .collect()
    }

    fn pair(name: &str, code: Option<&str>) -> (String, Option<String>) {
        (name.to_owned(), code.map(str::to_owned))
    }

    #[test]
    fn names_and_codes_are_separated_from_the_page_behind() {
        let text = "Giấy khai sinhMã: KQ.G15.000041Thông báo từ chốiMã: 000.00.00.G04-KQ0174Từ khóaKhai sinhMô tảMẫu mớiChọn cơ quan thực \
                    hiệnTỉnh/ Thành phốNộp hồ sơ";
        let results = read(text);
        assert_eq!(
            codes(text),
            [
                pair("Giấy khai sinh", Some("KQ.G15.000041")),
                pair("Thông báo từ chối", Some("000.00.00.G04-KQ0174"))
            ]
        );
        assert_eq!(
            (results.keywords.as_deref(), results.description.as_deref()),
            (Some("Khai sinh"), Some("Mẫu mới"))
        );
        assert_eq!((results.rest.as_str(), reading(&results)), ("", Reading::Read));
    }

    #[test]
    fn a_code_of_any_form_ends_before_the_keywords() {
        for code in ["KQ.G12.0001330", "utw", "VBTT", "Test_P001", "345"] {
            let text = format!("Văn bảnMã: {code}Từ khóaKhông có thông tinMô tảKhông có thông tin");
            assert_eq!(codes(&text), [pair("Văn bản", Some(code))]);
        }
    }

    #[test]
    fn a_code_that_runs_into_the_next_name_is_not_told() {
        let text = "Chứng chỉMã: utwThẻ mớiMã: KQ.G15.000001";
        assert_eq!(codes(text).first(), Some(&pair("Chứng chỉ", None)));
        let long = "Chứng chỉMã: KQ.G15.00000102 ảnhMã: KQ.G15.000002";
        assert_eq!(
            codes(long),
            [pair("Chứng chỉ", None), pair("02 ảnh", Some("KQ.G15.000002"))]
        );
    }

    #[test]
    fn words_are_no_code() {
        let results = read("Quyết địnhMã: Chưa xác địnhTừ khóaKhông có thông tinMô tảKhông có thông tin");
        assert_eq!(
            (results.rest.as_str(), reading(&results)),
            ("Chưa xác định", Reading::Partly)
        );
        assert_eq!(reading(&read("")), Reading::Text);
    }
}
