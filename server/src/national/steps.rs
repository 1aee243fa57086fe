//! Order of execution (trình tự thực hiện): free text in which steps are marked as "Bước 1", "a)", "1." or "-".
//! The strongest mark that the text uses in good order divides it; words about a step divide nothing.

use super::entry::{Step, Steps};
use super::report::Reading;
use super::scan::digits;

const STEP: &str = "Bước";
/// Longest list mark before a step on its line, in characters.
const LONGEST_LEAD: usize = 6;
/// Letters in the order Vietnamese lists use them.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Is where a step is marked.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// First byte of the step, bullets before its mark included.
    start: usize,
    /// First byte of the mark itself.
    label: usize,
    /// First byte behind the mark.
    end: usize,
    /// Its place in the order, from 1.
    order: usize,
}

/// Reads the steps out of the text.
pub(super) fn read(text: &str) -> Steps {
    let lines = lines(text);
    let marks = [
        numbered_steps(text),
        in_order(&lines, letter),
        in_order(&lines, number),
        bullets(&lines),
    ]
    .into_iter()
    .find(|marks| marks.len() > 1)
    .unwrap_or_default();
    let first = marks.first().map_or(text.len(), |mark| mark.start);
    let ends = marks.iter().skip(1).map(|mark| mark.start).chain([text.len()]);
    let list = marks
        .iter()
        .zip(ends)
        .map(|(mark, end)| step(text, mark, end))
        .collect();
    Steps {
        before: text.get(..first).unwrap_or_default().to_owned(),
        list,
    }
}

/// Judges how well the steps were told apart; one run of steps from first to last is read.
pub(super) fn reading(steps: &Steps) -> Reading {
    let restarts = steps.list.iter().skip(1).any(|step| order_of(&step.label) == Some(1));
    if steps.list.is_empty() {
        Reading::Text
    } else if restarts
        || steps.before.chars().any(char::is_alphanumeric)
        || steps.list.iter().any(|step| step.text.is_empty())
    {
        Reading::Partly
    } else {
        Reading::Read
    }
}

fn step(text: &str, mark: &Mark, end: usize) -> Step {
    let words = text.get(mark.end..end).unwrap_or_default();
    let words = words
        .trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '.' | ')' | '–' | '-'));
    Step {
        label: text.get(mark.label..mark.end).unwrap_or_default().trim().to_owned(),
        text: words.trim_end().to_owned(),
        raw: text.get(mark.start..end).unwrap_or_default().to_owned(),
    }
}

fn order_of(label: &str) -> Option<usize> {
    let figures = label
        .trim_start_matches(STEP)
        .trim_matches(|letter: char| !letter.is_ascii_digit());
    if label.starts_with('a') {
        Some(1)
    } else {
        figures.parse().ok()
    }
}

/// Returns each line with its offset, without its line break.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        })
        .collect()
}

/// Finds "Bước 1", "Bước 2"… at the beginning of a line or a sentence, each one more than the last, or 1 again.
fn numbered_steps(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, _) in text.match_indices(STEP) {
        let Some(mark) = step_mark(text, at) else { continue };
        let next = marks.last().map_or(1, |last| last.order + 1);
        if mark.order == next || mark.order == 1 {
            marks.push(mark);
        }
    }
    marks
}

fn step_mark(text: &str, at: usize) -> Option<Mark> {
    let behind = text.get(at + STEP.len()..)?;
    let spaces = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let number = behind.get(spaces..)?;
    let run = digits(number);
    let order = number.get(..run)?.parse().ok()?;
    let end = at + STEP.len() + spaces + run;
    let start = begins_sentence(text, at, end)?;
    Some(Mark {
        start,
        label: at,
        end,
        order,
    })
}

/// Returns where the bullets before `at` begin when a line or a sentence begins there, or a colon follows the mark.
fn begins_sentence(text: &str, at: usize, end: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let bare = before.trim_end_matches(|letter: char| letter.is_whitespace() && letter != '\n');
    let bare = bare
        .trim_end_matches(['-', '+', '*', '•', '–', '.'])
        .trim_end_matches([' ', '\t', '\u{a0}']);
    let lead = bare
        .chars()
        .rev()
        .take(LONGEST_LEAD + 1)
        .take_while(|letter| *letter != '\n');
    let line = bare.len() - lead.map(char::len_utf8).sum::<usize>();
    let begins_line = line == 0 || bare.get(..line)?.ends_with('\n');
    if begins_line && is_lead(bare.get(line..)?) {
        return Some(line);
    }
    let has_colon = text.get(end..)?.trim_start_matches(' ').starts_with(':') && before.ends_with(char::is_whitespace);
    let has_bullet = before.trim_end().ends_with(['-', '+', '*', '•', '–']);
    let ends_sentence = before.trim_end().ends_with(['.', ';', ':', ')']);
    (has_bullet || ends_sentence || has_colon).then_some(if has_bullet { bare.len() } else { at })
}

/// Says whether only a list mark such as "a)", "1.2." or "(ii)" stands before the step on its line.
fn is_lead(lead: &str) -> bool {
    let lead = lead.trim();
    lead.chars().count() <= LONGEST_LEAD && (lead.is_empty() || lead.ends_with([')', '.', '-', '+', '*', '•']))
}

type LineMark = fn(&str) -> Option<(usize, usize)>;

/// Finds list marks at the beginning of lines that follow each other in order from the first on.
fn in_order(lines: &[(usize, &str)], mark: LineMark) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (start, line) in lines {
        let bare = line.trim_start_matches([' ', '\t', '\u{a0}', '-', '+', '*']);
        let label = start + line.len() - bare.len();
        if let Some((order, len)) = mark(bare).filter(|(order, _)| *order == marks.len() + 1) {
            marks.push(Mark {
                start: *start,
                label,
                end: label + len,
                order,
            });
        }
    }
    marks
}

/// Reads "a)" or "b." as its place among the letters.
fn letter(line: &str) -> Option<(usize, usize)> {
    let first = line.chars().next()?;
    let order = LETTERS.chars().position(|letter| letter == first)? + 1;
    line.get(first.len_utf8()..)?
        .starts_with([')', '.'])
        .then_some((order, first.len_utf8() + 1))
}

/// Reads "1.", "2)" or "(3)" as its number.
fn number(line: &str) -> Option<(usize, usize)> {
    let bare = line.strip_prefix('(').unwrap_or(line);
    let run = digits(bare);
    let order = bare.get(..run)?.parse().ok()?;
    let behind = bare.get(run..)?;
    let is_mark =
        behind.starts_with([')', '.']) && !behind.get(1..)?.starts_with(|letter: char| letter.is_ascii_digit());
    is_mark.then_some((order, line.len() - behind.len() + 1))
}

/// Finds the lines that begin with the bullet the text begins with.
fn bullets(lines: &[(usize, &str)]) -> Vec<Mark> {
    let Some(bullet) = lines.first().and_then(|(_, line)| line.trim_start().chars().next()) else {
        return Vec::new();
    };
    if !matches!(bullet, '-' | '+' | '*' | '•' | '–') {
        return Vec::new();
    }
    let marked = lines.iter().filter_map(|(start, line)| {
        let label = start + line.len() - line.trim_start().len();
        let is_bullet = line.trim_start().starts_with(bullet) && !line.trim_start().get(1..)?.starts_with(bullet);
        is_bullet.then_some((*start, label))
    });
    marked
        .enumerate()
        .map(|(at, (start, label))| Mark {
            start,
            label,
            end: label + bullet.len_utf8(),
            order: at + 1,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        let steps = read(text);
        let joined: String = steps.list.iter().map(|step| step.raw.as_str()).collect();
        assert_eq!(format!("{}{joined}", steps.before), text);
        steps.list.into_iter().map(|step| step.label).collect()
    }

    #[test]
    fn steps_are_found_however_they_are_marked() {
        for (text, wanted) in [
            ("Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.", vec!["Bước 1", "Bước 2"]),
            (
                "- Bước 1. Nộp\ntheo Bước 2 dưới đây\n- Bước 2. Nhận",
                vec!["Bước 1", "Bước 2"],
            ),
            ("a) Bước 1: Nộp\nb) Bước 2: Nhận", vec!["Bước 1", "Bước 2"]),
            (
                "+ Bước 1: Nộp hồ sơ. + Bước 2: Thẩm định. + Bước 3: Cấp.",
                vec!["Bước 1", "Bước 2", "Bước 3"],
            ),
            ("Nộp hồ sơ Bước 1: Lập hồ sơ.\nBước 2: Nộp.", vec!["Bước 1", "Bước 2"]),
            (
                "a) Nộp hồ sơ:\n- Cá nhân nộp.\nb) Giải quyết:\n- Cơ quan xem xét.",
                vec!["a)", "b)"],
            ),
            ("1. Nộp\n2. Xét\n2.1. Xét kỹ\n3. Cấp", vec!["1.", "2.", "3."]),
            ("(1) Nộp\n(2) Cấp", vec!["(1)", "(2)"]),
            ("- Nộp\n+ tại xã\n- Cấp", vec!["-", "-"]),
            ("+ Nộp\n++ tại xã\n+ Cấp", vec!["+", "+"]),
        ] {
            assert_eq!(labels(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_words_of_a_step_follow_its_mark() {
        let steps = read("Bước 1: Nộp hồ sơ.\nTại xã.\nBước 2 – Nhận.");
        let words: Vec<_> = steps.list.iter().map(|step| step.text.as_str()).collect();
        assert_eq!(words, ["Nộp hồ sơ.\nTại xã.", "Nhận."]);
        assert_eq!(reading(&steps), Reading::Read);
    }

    #[test]
    fn cases_and_forewords_make_the_reading_partial() {
        assert_eq!(
            reading(&read(
                "Trường hợp 1\nBước 1: a\nBước 2: b\nTrường hợp 2\nBước 1: c\nBước 2: d"
            )),
            Reading::Partly
        );
        assert_eq!(reading(&read("Trình tự:\na) Nộp\nb) Nhận")), Reading::Partly);
    }

    #[test]
    fn plain_text_is_kept() {
        let steps = read("Cơ quan xem xét.\nCơ quan trả lời.");
        assert_eq!(
            (steps.list.len(), steps.before.as_str()),
            (0, "Cơ quan xem xét.\nCơ quan trả lời.")
        );
        assert_eq!(reading(&steps), Reading::Text);
        assert_eq!(reading(&read("")), Reading::Text);
    }
}
