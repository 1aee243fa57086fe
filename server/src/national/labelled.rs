//! Several fees in one remark, each behind its own label: "Phí: 15.000.000 đồng/lần (…) Lệ phí : 40.000 đồng". Each
//! becomes a line of its own; the column's one figure is then one of them and not counted again.

use super::entry::{Amount, FeeLine};
use super::fees::{self, Column};
use super::scan::starts_with_word;

const LABELS: [&str; 4] = ["phí:", "phí :", "lệ phí:", "lệ phí :"];

/// Reads a fee column that begins with its label: "Phí : 120000 Đồng ", and says how many bytes it takes.
pub(super) fn column(text: &str) -> Option<(Column, usize)> {
    let label = LABELS.iter().find_map(|label| starts_with_word(text, label))?;
    let words = text.get(label..)?;
    let spaces = words.len() - words.trim_start_matches(' ').len();
    let figure = words
        .get(spaces..)?
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let unit = words.get(spaces + figure..)?;
    let gap = unit.len() - unit.trim_start_matches(' ').len();
    let name = starts_with_word(unit.get(gap..)?, "đồng")?;
    let end = label + spaces + figure + gap + name;
    let len = end
        + text
            .get(end..)?
            .strip_prefix(' ')
            .filter(|rest| rest.starts_with('('))
            .map_or(0, |_| 1);
    let shown = text.get(..len)?.to_owned();
    let column = match amount(&shown) {
        Amount::Dong(sum) => Column::Sum(Amount::Dong(sum), shown),
        Amount::Free | Amount::Foreign { .. } | Amount::Percent(_) => Column::Unclear(shown),
        Amount::CouncilDecides | Amount::Unclear | Amount::NotStated => Column::Unclear(shown),
    };
    Some((column, len))
}

/// Splits the words of a fee at its labels; fewer than two labels give no lines.
pub(super) fn split(text: &str) -> Vec<FeeLine> {
    let starts = label_starts(text);
    if starts.len() < 2 {
        return Vec::new();
    }
    let first_has_words = starts
        .first()
        .is_some_and(|first| text.get(..*first).is_some_and(has_figure));
    let skip = usize::from(!first_has_words);
    let bounds: Vec<usize> = [0]
        .into_iter()
        .chain(starts.into_iter().skip(skip))
        .chain([text.len()])
        .collect();
    let pieces = bounds
        .iter()
        .zip(bounds.iter().skip(1))
        .filter_map(|(start, end)| text.get(*start..*end));
    pieces
        .map(|piece| FeeLine {
            kind: fees::kind(piece),
            amount: amount(piece),
            text: piece.to_owned(),
        })
        .collect()
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// Returns where labels begin a sentence; "Mức thu lệ phí: …" begins none.
fn label_starts(text: &str) -> Vec<usize> {
    let begins = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let tail = text.get(at..).unwrap_or_default();
        let is_capital = tail.starts_with(char::is_uppercase) && !before.ends_with(char::is_alphanumeric);
        let follows_end = before.trim_end().ends_with([')', '.', ';', '(']);
        (is_capital || follows_end) && LABELS.iter().any(|label| starts_with_word(tail, label).is_some())
    };
    text.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).collect()
}

/// Reads the one figure a piece begins with, such as "Phí: 15000000/loại Đồng" or "Lệ phí : 400.000 đồng".
fn amount(piece: &str) -> Amount {
    let lower = piece.to_lowercase();
    let labels = LABELS
        .iter()
        .filter_map(|label| lower.find(label).map(|at| at + label.len()));
    let label = labels.min().or_else(|| lower.find('(').map(|at| at + 1)).unwrap_or(0);
    let words = lower.get(label..).unwrap_or_default().trim_start();
    let len = words
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let (figure, after) = words.split_at(len);
    let unit = after
        .trim_start()
        .trim_start_matches('/')
        .trim_start_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
    let spoken = after.get(..after.len() - unit.len()).unwrap_or_default();
    let is_dong = spoken
        .split([' ', '/'])
        .any(|word| matches!(word, "đồng" | "đ" | "vnđ"));
    let groups: Vec<&str> = figure.split('.').collect();
    let well_formed = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let sum = figure
        .replace('.', "")
        .parse()
        .ok()
        .filter(|sum| *sum >= fees::SMALLEST && is_dong && well_formed);
    sum.map_or(Amount::Unclear, Amount::Dong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::national::entry::FeeKind;

    #[test]
    fn each_label_makes_a_line() {
        let text = "Miễn phí(Phí: 15000000/loại Đồng (bổ sung) Lệ phí : 400.000 Đồng (cấp lại)  Phí : theo biểu phí)";
        let lines = split(text);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), text);
        let read: Vec<_> = lines.iter().map(|line| (line.kind, line.amount.clone())).collect();
        let wanted = [
            (FeeKind::Fee, Amount::Dong(15_000_000)),
            (FeeKind::Charge, Amount::Dong(400_000)),
            (FeeKind::Fee, Amount::Unclear),
        ];
        assert_eq!(read, wanted);
    }

    #[test]
    fn one_label_makes_no_lines() {
        assert!(split("400,000 Việt Nam Đồng(Lệ phí : 400.000 Đồng (Mức thu 400.000đ))").is_empty());
        assert!(split("400,000 VNĐ(Lệ phí : 400.000 Đồng (Mức thu lệ phí: 400.000đ/lần))").is_empty());
        assert!(split("").is_empty());
    }
}
