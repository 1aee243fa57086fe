//! Files of forms (mẫu đơn, tờ khai) glued behind the name of a paper: "theo mẫuTK 01.docx1 bản chính". Where no break
//! in the letters shows that a file begins, its name stays part of the paper's.

use super::numbers::ends_with_part;

/// Endings of the files that forms come as, longer ones first.
const FILES: [&str; 14] = [
    ".docx", ".xlsx", ".pptx", ".doc", ".pdf", ".xls", ".rtf", ".odt", ".rar", ".zip", ".ppt", ".jpg", ".png", ".7z",
];

/// Longest file name that is believed, in characters.
const LONGEST: usize = 150;

/// Longest run of file names that is looked for, in characters.
const LONGEST_RUN: usize = 1_500;

/// Splits the text into the paper's name and its files.
pub(super) fn split(text: &str) -> (&str, Vec<&str>) {
    let trimmed = text.trim_end();
    if ending(trimmed, trimmed.len()).is_none() {
        return (text, Vec::new());
    }
    let mut letters: Vec<(usize, char)> = trimmed.char_indices().rev().take(LONGEST_RUN).collect();
    letters.reverse();
    let breaks = (1..letters.len()).filter(|&at| plain_break(&letters, at) || hidden_break(trimmed, &letters, at));
    let mut starts = breaks.filter_map(|at| letters.get(at)).map(|letter| letter.0);
    let found = starts.find_map(|start| Some((start, files(trimmed, start)?)));
    let Some((start, files)) = found else {
        return (text, Vec::new());
    };
    (text.get(..start).unwrap_or_default(), files)
}

/// Splits the run of file names that begins at `start`, or refuses it when one of them cannot be a file's.
fn files(text: &str, start: usize) -> Option<Vec<&str>> {
    if text
        .get(start.checked_sub(1)?..)
        .is_some_and(|tail| FILES.iter().any(|ending| tail.starts_with(ending)))
    {
        return None;
    }
    let text = text.get(start..)?;
    let (mut files, mut start) = (Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() && ending(text, at).is_some() && ending(text, at + letter.len_utf8()).is_none() {
            files.push(text.get(start..at)?);
            start = at;
        }
    }
    files.push(text.get(start..)?);
    let is_name = |file: &&str| {
        let has_stem = ending(file, file.len()).is_some_and(|stem| stem > 0);
        has_stem
            && file.chars().count() <= LONGEST
            && !file.contains(['/', ':', ';', '\n', '"', '“', '”', '|', '?', '*'])
    };
    files.iter().all(is_name).then_some(files)
}

/// Returns the length of the stem when the text up to `end` ends with a file's ending.
fn ending(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(..end)?;
    let matches = |ending: &&str| {
        bytes
            .len()
            .checked_sub(ending.len())
            .and_then(|at| bytes.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(ending.as_bytes()))
    };
    FILES
        .iter()
        .find(|ending| matches(ending))
        .map(|ending| end - ending.len())
}

fn letter(letters: &[(usize, char)], at: Option<usize>) -> char {
    at.and_then(|at| letters.get(at)).map_or(' ', |found| found.1)
}

/// Says whether prose breaks at `at`: "theo mẫuTK 01.docx", "NĐ-CP.Mau37.docx", "(nếu có)Mẫu 1.doc".
fn plain_break(letters: &[(usize, char)], at: usize) -> bool {
    let first = letter(letters, Some(at));
    match letter(letters, at.checked_sub(1)) {
        ';' | ':' | ')' | ']' | '”' | '"' | ',' => first.is_alphanumeric(),
        '.' => {
            let before = letter(letters, at.checked_sub(2));
            !before.is_ascii_digit() && (first.is_uppercase() || first.is_ascii_digit())
        }
        other => other.is_lowercase() && first.is_uppercase(),
    }
}

/// Says whether a word begins at `at` behind capitals or figures, or in small letters behind a full stop:
/// "TT-BNNMTMẫu 28.docx", "01/2026Mau 3.docx", "NĐ-CP.mau so 8.doc".
fn hidden_break(text: &str, letters: &[(usize, char)], at: usize) -> bool {
    let (first, second) = (letter(letters, Some(at)), letter(letters, Some(at + 1)));
    let (before, earlier) = (letter(letters, at.checked_sub(1)), letter(letters, at.checked_sub(2)));
    let begins_word = first.is_uppercase() && second.is_lowercase();
    let up_to_first = letters.get(at + 1).and_then(|next| text.get(..next.0)).unwrap_or(text);
    let after_capitals = before.is_uppercase() && earlier.is_uppercase() && !ends_with_part(up_to_first);
    let after_stop = before == '.' && earlier.is_alphabetic() && first.is_lowercase();
    (begins_word && (after_capitals || before.is_ascii_digit())) || after_stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_taken_off_where_they_visibly_begin() {
        for (text, name, wanted) in [
            (
                "Đơn theo mẫuTK 1.002877 (xe phi TM).docx",
                "Đơn theo mẫu",
                vec!["TK 1.002877 (xe phi TM).docx"],
            ),
            (
                "theo Nghị định số 23/2026/NĐ-CP.Mau37.docx",
                "theo Nghị định số 23/2026/NĐ-CP.",
                vec!["Mau37.docx"],
            ),
            (
                "Văn bản (Mẫu số 03)Mẫu số 03-ND56.docx",
                "Văn bản (Mẫu số 03)",
                vec!["Mẫu số 03-ND56.docx"],
            ),
            (
                "Thông tư số 07/2026/TT-BNNMTMẫu số 21.docx",
                "Thông tư số 07/2026/TT-BNNMT",
                vec!["Mẫu số 21.docx"],
            ),
            (
                "ngày 01/01/2026Mau 3. Don khai.docx",
                "ngày 01/01/2026",
                vec!["Mau 3. Don khai.docx"],
            ),
            (
                "nền màu trắng.mau so 12 (1).doc",
                "nền màu trắng.",
                vec!["mau so 12 (1).doc"],
            ),
            ("Bản khaiMau1.docxMau 2.pdf", "Bản khai", vec!["Mau1.docx", "Mau 2.pdf"]),
        ] {
            assert_eq!(split(text), (name, wanted), "{text}");
        }
    }

    #[test]
    fn a_file_without_a_visible_beginning_stays_in_the_name() {
        for text in [
            "Đơn theo mẫu",
            "Đơn theo quy địnhvăn bản đề nghị.docx",
            "mau.doc",
            ".doc",
            "",
            "TT-BNNMTđơn.pdf",
        ] {
            assert_eq!(split(text), (text, vec![]), "{text}");
        }
    }
}
