//! Numbers of legal documents (số, ký hiệu văn bản): where one begins and, glued to the next title, where it ends.

use super::scan::digits;

/// Kinds of document and agencies as numbers abbreviate them; a part of a number that is one of them ends with it.
const PARTS: [&str; 64] = [
    "NĐ",
    "NÐ",
    "ND",
    "TTLT",
    "TT",
    "QĐ",
    "QÐ",
    "NQLT",
    "NQ",
    "CT",
    "PL",
    "VBHN",
    "VBPQ",
    "LCTN",
    "UBTVQH",
    "QH",
    "CP",
    "BTC",
    "BCA",
    "BTP",
    "BNNMT",
    "BNNPTNT",
    "BNN",
    "BXD",
    "BGTVT",
    "NHNN",
    "TTg",
    "BHXH",
    "BQP",
    "BYT",
    "BLĐTBXH",
    "BKHĐT",
    "BTNMT",
    "BKHCN",
    "BVHTTDL",
    "BCT",
    "BNV",
    "VPCP",
    "BTTTT",
    "BGDĐT",
    "BNG",
    "HĐND",
    "UBND",
    "TANDTC",
    "VKSNDTC",
    "VKSTC",
    "TTCP",
    "KTNN",
    "UBDT",
    "BDTTG",
    "TCHQ",
    "TCT",
    "HĐTP",
    "BTM",
    "BTS",
    "BCN",
    "UBCK",
    "CTN",
    "TLĐLĐVN",
    "UBTƯMTTQVN",
    "UBTWMTTQVN",
    "BVHTT",
    "BBCVT",
    "VPQH",
];

/// Is a number found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
    /// Whether its end is beyond doubt.
    pub is_certain: bool,
}

/// Says whether the text ends with a kind or agency as numbers abbreviate them.
pub(super) fn ends_with_part(text: &str) -> bool {
    PARTS.into_iter().any(|part| text.ends_with(part))
}

/// Finds the next number at or behind `from`.
pub(super) fn next(text: &str, from: usize) -> Option<Number> {
    let mut at = from;
    while let Some(found) = text.get(at..)?.find(|letter: char| letter.is_ascii_digit()) {
        let start = at + found;
        let run = digits(text.get(start..)?);
        let start = start + year_before(text, start, run);
        if let Some(number) = number_at(text, start) {
            return Some(number);
        }
        at = start + digits(text.get(start..)?).max(1);
    }
    None
}

/// Returns 4 when the digits at `start` begin with the year of a date or a title: "29/6/202443/2024/QH15".
fn year_before(text: &str, start: usize, run: usize) -> usize {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let is_year = text
        .get(start..)
        .is_some_and(|text| text.starts_with("19") || text.starts_with("20"));
    let follows = before.is_some_and(|letter| matches!(letter, '/' | '-' | '.') || letter.is_whitespace());
    if run > 4 && is_year && follows { 4 } else { 0 }
}

fn number_at(text: &str, start: usize) -> Option<Number> {
    if text.get(..start)?.ends_with('/') {
        return None;
    }
    let mut at = start + digits(text.get(start..)?);
    let has_short_head = at - start <= 3;
    let point = text.get(at..)?.strip_prefix('.').map(digits);
    at += point.filter(|run| has_short_head && *run > 0).map_or(0, |run| run + 1);
    at += text.get(at..)?.strip_prefix('/').map(|_| 1)?;
    let year = digits(text.get(at..)?);
    if year > 0 {
        let split = if year > 4 && text.get(at..)?.starts_with("20") {
            4
        } else {
            year
        };
        if split != 4 {
            return None;
        }
        at += 4;
        match text.get(at..)?.strip_prefix('/') {
            Some(more) if more.starts_with(char::is_uppercase) => at += 1,
            Some(_) => return None,
            None => {
                return Some(Number {
                    start,
                    end: at,
                    is_certain: text.len() == at,
                });
            }
        }
    }
    let (end, is_certain) = letters(text, at)?;
    Some(Number { start, end, is_certain })
}

/// Reads the letters of a number, part by part: `NĐ-CP`, `TT-BTC`, `QH15`, `PL-UBTVQH11`.
fn letters(text: &str, from: usize) -> Option<(usize, bool)> {
    let (mut at, mut is_certain) = part(text, from)?;
    while let Some((end, part_is_certain)) = text
        .get(at..)?
        .strip_prefix(['-', '/', '_'])
        .and_then(|_| part(text, at + 1))
    {
        at = end;
        is_certain &= part_is_certain;
    }
    Some((at, is_certain))
}

fn part(text: &str, at: usize) -> Option<(usize, bool)> {
    let tail = text.get(at..)?;
    if let Some(known) = PARTS
        .into_iter()
        .filter(|part| tail.starts_with(part))
        .max_by_key(|part| part.len())
    {
        let term = if known.ends_with("QH") {
            digits(tail.get(known.len()..)?).min(2)
        } else {
            0
        };
        return Some((at + known.len() + term, true));
    }
    let capitals: usize = tail
        .chars()
        .take_while(|letter| letter.is_uppercase())
        .map(char::len_utf8)
        .sum();
    let (run, after) = tail.split_at(capitals);
    let last = run.chars().next_back()?.len_utf8();
    let begins_word = after.starts_with(char::is_lowercase);
    let len = if begins_word { capitals - last } else { capitals };
    let is_certain = begins_word || !after.starts_with(char::is_whitespace);
    (len > 0).then_some((at + len, is_certain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, bool)> {
        next(text, 0).map(|number| (&text[number.start..number.end], number.is_certain))
    }

    #[test]
    fn a_number_ends_where_the_next_title_begins() {
        for (text, number) in [
            ("Luật Căn cước26/2023/QH15Nghị định", "26/2023/QH15"),
            ("123/2015/NĐ-CPNghị định", "123/2015/NĐ-CP"),
            ("quy định65/2025/TT-BCAsửa đổi", "65/2025/TT-BCA"),
            ("07/2026/TT-BNNMTQUY ĐỊNH", "07/2026/TT-BNNMT"),
            ("66.16/2026/NQ-CP", "66.16/2026/NQ-CP"),
            ("2222/QĐ-BHXHBan hành", "2222/QĐ-BHXH"),
            ("12/2020/TT-BXYZQuy định", "12/2020/TT-BXYZ"),
            ("29/6/202443/2024/QH15", "43/2024/QH15"),
            ("năm 2025140/2025/QH15", "140/2025/QH15"),
            ("16/2023/QH1516/2023/QH15", "16/2023/QH15"),
            ("22/2005/PL-UBTVQH1128/2004", "22/2005/PL-UBTVQH11"),
            ("148/2025/NĐ-CP-Quy định", "148/2025/NĐ-CP"),
        ] {
            assert_eq!(found(text), Some((number, true)), "{text}");
        }
    }

    #[test]
    fn dates_and_bare_figures_are_no_numbers() {
        for text in ["ngày 14/11/2016 của", "100% vốn", "điểm 3/4", "20/", "1/a", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn an_unknown_agency_before_capitals_stays_in_doubt() {
        assert_eq!(found("12/2020/TT-BXYZBAN HÀNH"), Some(("12/2020/TT-BXYZBAN", false)));
    }
}
