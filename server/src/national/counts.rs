//! The counts (số lượng) that end a paper: "1 bản chính", "0 bản chính,1 bản sao", or the older "Bản chính: 1Bản sao: 0".
//! They are glued to the cell before them, so "Mẫu số 18" and "1 bản chính" print as "Mẫu số 181 bản chính". The portal
//! prints no leading zero and, in thousands of counts, no two digits: the last digit is the count and the rest belongs
//! to the name, unless two digits would be believable too; then the count stays open.

use super::scan::{digits, digits_at_end};

const ORIGINALS: &str = " bản chính";
const COPIES: &str = " bản sao";
const OLD_ORIGINALS: &str = "Bản chính:";
const OLD_COPIES: &str = "Bản sao:";
/// Largest count of two digits that could still be meant.
const BELIEVABLE: u32 = 20;

/// Is where the counts of one paper stand, and what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    /// First byte of the counts.
    pub start: usize,
    /// First byte behind them.
    pub end: usize,
    /// Originals, when they can be told.
    pub originals: Option<u32>,
    /// Copies, when they can be told.
    pub copies: Option<u32>,
}

/// Finds the counts of a table's body one after the other.
pub(super) struct Finder<'a> {
    body: &'a str,
    from: usize,
    old: Option<Counts>,
}

impl<'a> Finder<'a> {
    /// Begins at the first paper of a body.
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            body,
            from: 0,
            old: next_old(body, 0),
        }
    }
}

impl Iterator for Finder<'_> {
    type Item = Counts;

    fn next(&mut self) -> Option<Counts> {
        if self.old.is_some_and(|old| old.start < self.from) {
            self.old = next_old(self.body, self.from);
        }
        let before_old = self.body.get(..self.old.map_or(self.body.len(), |old| old.start))?;
        let counts = next_current(before_old, self.from).or(self.old)?;
        self.from = counts.end;
        Some(counts)
    }
}

fn next_current(body: &str, from: usize) -> Option<Counts> {
    let tail = body.get(from..)?;
    tail.match_indices(ORIGINALS)
        .find_map(|(at, _)| counts_at(body, from, from + at))
}

/// Reads the counts whose " bản chính" stands at `word`, or `None` when they belong to the name.
fn counts_at(body: &str, from: usize, word: usize) -> Option<Counts> {
    let name = body.get(from..word)?;
    let run = digits_at_end(name);
    let (name, number) = name.split_at(name.len() - run);
    let (end, copies) = copies(body, word + ORIGINALS.len());
    let before = name.chars().next_back();
    let after = body.get(end..)?;
    if run == 0 || !ends_paper(before, number, after) {
        return None;
    }
    let (own_digits, originals) = count_in(before, number);
    let counts = Counts {
        start: word - own_digits,
        end,
        originals,
        copies,
    };
    Some(if counts_follow(after) {
        with_repeats(body, counts)
    } else {
        counts
    })
}

/// Takes in counts printed again right behind, one for each form: then no single count can be told.
fn with_repeats(body: &str, first: Counts) -> Counts {
    let mut end = first.end;
    while let Some(after) = body.get(end..).filter(|after| counts_follow(after)) {
        end = copies(body, end + digits(after) + ORIGINALS.len()).0;
    }
    Counts {
        end,
        originals: None,
        copies: None,
        ..first
    }
}

fn copies(body: &str, at: usize) -> (usize, Option<u32>) {
    let read = || {
        let text = body.get(at..)?.strip_prefix(',')?;
        let run = digits(text);
        let count = text.get(..run)?.parse().ok()?;
        text.get(run..)?.strip_prefix(COPIES)?;
        Some((at + 1 + run + COPIES.len(), Some(count)))
    };
    read().unwrap_or((at, None))
}

/// Says whether a number and " bản chính" between `before` and `after` stand in the counts column.
fn ends_paper(before: Option<char>, number: &str, after: &str) -> bool {
    let next = after.chars().next();
    let is_spaced = before.is_none_or(char::is_whitespace);
    let runs_on = next.is_some_and(|letter| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':' | ')'));
    let is_in_words = number.len() == 2 && number.starts_with('0');
    let opens = matches!(before, Some('(' | '[')) || (matches!(before, Some(':' | '-' | '+' | '/')) && runs_on);
    !(is_in_words || opens || (is_spaced && (runs_on || counts_follow(after))))
}

/// Says whether counts stand right behind; spaced words before them end the name: "nộp 1 bản chính1 bản chính".
fn counts_follow(after: &str) -> bool {
    let run = digits(after);
    let is_in_words = run == 2 && after.starts_with('0');
    run > 0 && !is_in_words && after.get(run..).is_some_and(|text| text.starts_with(ORIGINALS))
}

/// Tells which of the glued digits are the count: how many of them, and the count unless it stays open.
fn count_in(before: Option<char>, number: &str) -> (usize, Option<u32>) {
    let last = number.get(number.len() - 1..).and_then(|digit| digit.parse().ok());
    if number.len() == 1 {
        return (1, last);
    }
    let name_part = number.get(..number.len() - 1).unwrap_or_default();
    let two: u32 = number
        .get(number.len() - 2..)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default();
    let is_year = name_part.len() == 4 && (name_part.starts_with("19") || name_part.starts_with("20"));
    let is_glued_pair = number.len() == 2 && before.is_some_and(|letter| !letter.is_whitespace());
    let is_open = !is_year && !name_part.starts_with('0') && (is_glued_pair || (10..=BELIEVABLE).contains(&two));
    if is_open { (number.len(), None) } else { (1, last) }
}

fn next_old(body: &str, from: usize) -> Option<Counts> {
    let tail = body.get(from..)?;
    tail.match_indices(OLD_ORIGINALS).find_map(|(at, _)| {
        let start = from + at;
        let (end, originals) = old_number(body, start + OLD_ORIGINALS.len())?;
        let text = body.get(end..)?;
        let gap = text.len() - text.trim_start_matches([' ', '\u{a0}', '\n', '\t']).len();
        let copies = text
            .get(gap..)?
            .strip_prefix(OLD_COPIES)
            .and_then(|_| old_number(body, end + gap + OLD_COPIES.len()));
        copies.map(|(end, copies)| Counts {
            start,
            end,
            originals,
            copies,
        })
    })
}

/// Reads a number behind its label; two digits or more may run into the next name and stay open.
fn old_number(body: &str, at: usize) -> Option<(usize, Option<u32>)> {
    let text = body.get(at..)?;
    let gap = text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
    let run = digits(text.get(gap..)?);
    let number = text.get(gap..gap + run)?;
    (run > 0).then(|| (at + gap + run, if run == 1 { number.parse().ok() } else { None }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns name, originals and copies of the first paper, and what stands behind it.
    fn first(body: &str) -> Option<(&str, Option<u32>, Option<u32>, &str)> {
        let counts = Finder::new(body).next()?;
        Some((
            &body[..counts.start],
            counts.originals,
            counts.copies,
            &body[counts.end..],
        ))
    }

    #[test]
    fn counts_are_read_at_the_end_of_a_name() {
        for (body, wanted) in [
            ("Đơn đề nghị1 bản chính", ("Đơn đề nghị", Some(1), None, "")),
            (
                "Bản vẽ;0 bản chính,1 bản sao- Ảnh1 bản chính",
                ("Bản vẽ;", Some(0), Some(1), "- Ảnh1 bản chính"),
            ),
            (
                "Đơn1 bản chính,1 bản sao02 ảnh 4x6",
                ("Đơn", Some(1), Some(1), "02 ảnh 4x6"),
            ),
            (
                "Tờ khai.2 bản chính Trường hợp khác:",
                ("Tờ khai.", Some(2), None, " Trường hợp khác:"),
            ),
            (
                "Tờ trình\t1 bản chính- Dự thảo",
                ("Tờ trình\t", Some(1), None, "- Dự thảo"),
            ),
            ("Đơn.doc1 bản chínhảnh màu", ("Đơn.doc", Some(1), None, "ảnh màu")),
        ] {
            assert_eq!(first(body), Some(wanted), "{body}");
        }
    }

    #[test]
    fn counts_written_in_a_name_end_nothing() {
        for (body, name) in [
            (
                "Hóa đơn: 01 bản chính. Người khai nộp một lần0 bản chính",
                "Hóa đơn: 01 bản chính. Người khai nộp một lần",
            ),
            ("Tờ khai: 01 bản chính1 bản chính", "Tờ khai: 01 bản chính"),
            (
                "01 bản chính biên bản kiểm tra1 bản chính",
                "01 bản chính biên bản kiểm tra",
            ),
            (
                "Hợp đồng (1 bản chính, 1 bản sao)1 bản chính",
                "Hợp đồng (1 bản chính, 1 bản sao)",
            ),
            (
                "Nộp 1 bản chính và 2 bản sao0 bản chính",
                "Nộp 1 bản chính và 2 bản sao",
            ),
            ("Nộp 1 bản chính1 bản chính", "Nộp 1 bản chính"),
        ] {
            assert_eq!(first(body).map(|found| found.0), Some(name), "{body}");
        }
        assert_eq!(first("Số lượng hồ sơ: 01 bản chính"), None);
        assert_eq!(first("không có số lượng"), None);
    }

    #[test]
    fn the_number_of_a_form_stays_with_the_name() {
        for (body, name, originals) in [
            ("Đơn theo Mẫu số 181 bản chính,1 bản sao", "Đơn theo Mẫu số 18", Some(1)),
            ("Đơn theo Mẫu số 051 bản chính", "Đơn theo Mẫu số 05", Some(1)),
            (
                "Nghị định ngày 01/01/20261 bản chính",
                "Nghị định ngày 01/01/2026",
                Some(1),
            ),
            (
                "Luật Đất đai năm 20240 bản chính,1 bản sao",
                "Luật Đất đai năm 2024",
                Some(0),
            ),
            (
                "Đơn theo Mẫu số 03-QĐ6131 bản chính",
                "Đơn theo Mẫu số 03-QĐ613",
                Some(1),
            ),
            ("theo Nghị định 1161 bản chính", "theo Nghị định 116", Some(1)),
            ("theo mẫu BM.20.031 bản chính", "theo mẫu BM.20.03", Some(1)),
        ] {
            assert_eq!(
                first(body).map(|found| (found.0, found.1)),
                Some((name, originals)),
                "{body}"
            );
        }
    }

    #[test]
    fn a_count_that_could_be_read_two_ways_stays_open() {
        for body in [
            "theo Mẫu số 112 bản chính",
            "Hồ sơ12 bản chính",
            "công trình bước 11 bản chính",
            "Giấy (Mẫu A)25 bản chính",
        ] {
            assert_eq!(first(body).map(|found| found.1), Some(None), "{body}");
        }
        assert_eq!(
            first("Đơn.docx1 bản chính1 bản chínhTờ khai"),
            Some(("Đơn.docx", None, None, "Tờ khai"))
        );
    }

    #[test]
    fn the_older_form_of_counts_is_read_too() {
        let body = "Tờ khai Bản chính: 1Bản sao: 0Giấy tờ khácBản chính: 0 Bản sao: 2";
        assert_eq!(
            first(body),
            Some(("Tờ khai ", Some(1), Some(0), "Giấy tờ khácBản chính: 0 Bản sao: 2"))
        );
        assert_eq!(
            first("ĐơnBản chính: 1Bản sao: 012 ảnh"),
            Some(("Đơn", Some(1), None, " ảnh"))
        );
        assert_eq!(first("Bản chính: hợp đồng mua bán"), None);
    }
}
