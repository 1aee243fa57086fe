//! Reading what banks and gateways hand over as CSV: columns by their names in Vietnamese or English, in any order, between
//! commas, semicolons or tabs; amounts with dots or commas between thousands. What cannot be read is named by its line.

use motcua_core::{
    calendar::format::{PartialDate, iso, parse_iso},
    payment::Money,
    text::fold,
};

/// The greatest file, in bytes.
pub const MOST_BYTES: usize = 2 << 20;

/// The most lines.
const MOST_LINES: usize = 20_000;

/// A line as it was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day, `yyyy-mm-dd`.
    pub day: String,
    /// The other side's number.
    pub transaction: String,
    /// What it says it is for; in a gateway's file the payment's reference.
    pub memo: String,
    /// How much.
    pub amount: Money,
    /// Whether money went out.
    pub is_refund: bool,
}

/// Why a file is not taken: a code, and the line it is about (1 is the header).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    /// `too_big`, `not_text`, `columns`, `day`, `amount`, `shape` or `empty`.
    pub code: &'static str,
    /// The line.
    pub line: usize,
}

const DAY: &[&str] = &[
    "ngay",
    "ngay giao dich",
    "ngay hieu luc",
    "date",
    "transaction date",
    "paid_at",
];
const AMOUNT: &[&str] = &[
    "so tien",
    "ghi co",
    "so tien ghi co",
    "phat sinh co",
    "credit",
    "credit amount",
    "amount",
];
const MEMO: &[&str] = &[
    "noi dung",
    "noi dung giao dich",
    "dien giai",
    "mo ta",
    "description",
    "memo",
    "reference",
];
const NUMBER: &[&str] = &[
    "so but toan",
    "ma giao dich",
    "so giao dich",
    "so ct",
    "transaction",
    "transaction id",
    "bank reference",
];
const KIND: &[&str] = &["kind"];

/// Reads a file; lines that bring no money are left out.
///
/// # Errors
/// [`BadFile`] for the first line that cannot be read: a file is taken whole or not at all.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, BadFile> {
    let bad = |code, line| BadFile { code, line };
    if bytes.len() > MOST_BYTES {
        return Err(bad("too_big", 0));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| bad("not_text", 0))?;
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|sign| header.bytes().filter(|byte| byte == sign).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .map_err(|_| bad("shape", 1))?
        .iter()
        .map(fold)
        .collect();
    let column = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    let (Some(day), Some(amount), Some(memo)) = (column(DAY), column(AMOUNT), column(MEMO)) else {
        return Err(bad("columns", 1));
    };
    let (number, kind) = (column(NUMBER), column(KIND));
    let mut lines = Vec::new();
    for (at, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|_| bad("shape", at))?;
        if at > MOST_LINES {
            return Err(bad("too_big", at));
        }
        let of = |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or_default();
        let written = of(Some(amount));
        if written.is_empty() || written == "0" {
            continue;
        }
        lines.push(Line {
            day: read_day(of(Some(day))).ok_or_else(|| bad("day", at))?,
            transaction: short(of(number)),
            memo: short(of(Some(memo))),
            amount: read_amount(written).ok_or_else(|| bad("amount", at))?,
            is_refund: of(kind) == "refund",
        });
    }
    if lines.is_empty() {
        return Err(bad("empty", 1));
    }
    Ok(lines)
}

/// Keeps what a list can show: no signs that control anything, at most 300 characters.
fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(300).collect()
}

/// Reads `dd/mm/yyyy`, `yyyy-mm-dd` or `yyyyMMddHHmmss`, with or without a time behind.
fn read_day(text: &str) -> Option<String> {
    let first = text.split_whitespace().next()?;
    if first.len() >= 8 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        let dashed = [&first[..4], "-", &first[4..6], "-", &first[6..8]].concat();
        return parse_iso(&dashed).map(iso);
    }
    let day = first.split('T').next()?;
    parse_iso(day)
        .or_else(|| PartialDate::parse(day).ok().and_then(PartialDate::day))
        .map(iso)
}

/// Reads whole đồng: `16000`, `16.000`, `16,000`, `16,000.00`, `+16.000 VND`.
fn read_amount(text: &str) -> Option<Money> {
    let bare = text
        .trim_start_matches('+')
        .trim_end_matches("VND")
        .trim_end_matches('đ')
        .trim();
    let whole = match bare.rfind(['.', ',']) {
        Some(at) if bare.len() - at == 3 => {
            if &bare[at + 1..] != "00" {
                return None;
            }
            &bare[..at]
        }
        Some(_) | None => bare,
    };
    let digits: String = whole
        .chars()
        .filter(|letter| !matches!(letter, '.' | ',' | ' ' | '\u{a0}'))
        .collect();
    let is_number = !digits.is_empty() && digits.len() <= 13 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let amount = is_number.then(|| digits.parse().ok()).flatten()?;
    Money::of(amount).filter(|amount| !amount.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_of_every_bank_are_read_alike() {
        let right = Line {
            day: "2026-11-20".to_owned(),
            transaction: "FT1".to_owned(),
            memo: "MC0123 TRAN THI LAN".to_owned(),
            amount: Money::of(16_000).unwrap(),
            is_refund: false,
        };
        for file in [
            "Ngày giao dịch;Số bút toán;Ghi có;Diễn giải\n20/11/2026;FT1;16.000;MC0123 TRAN THI LAN\n",
            "\u{feff}date,transaction,credit,description\r\n2026-11-20,FT1,\"16,000.00\",MC0123 TRAN THI LAN\r\n",
            "Mô tả\tSố tiền\tNgày\tMã giao dịch\nMC0123 TRAN THI LAN\t+16000 VND\t20/11/2026 08:15\tFT1\n",
            "reference,transaction,amount,kind,paid_at,status\nMC0123 TRAN THI LAN,FT1,16000,pay,20261120081500,00\n",
        ] {
            assert_eq!(read(file.as_bytes()), Ok(vec![right.clone()]), "{file}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        let head = "ngay,so tien,noi dung\n";
        for (file, code, line) in [
            (String::new(), "columns", 1),
            ("ngay,noi dung\n1,2\n".to_owned(), "columns", 1),
            (head.to_owned(), "empty", 1),
            (format!("{head}20/11/2026,,x\n"), "empty", 1),
            (format!("{head}31/02/2026,1000,x\n"), "day", 2),
            (format!("{head}20/11/2026,1000,x\n20/11/2026,-5,x\n"), "amount", 3),
            (format!("{head}20/11/2026,1000.50,x\n"), "amount", 2),
            (format!("{head}20/11/2026,99999999999999,x\n"), "amount", 2),
            (format!("{head}20/11/2026,1000\n"), "shape", 2),
        ] {
            assert_eq!(read(file.as_bytes()), Err(BadFile { code, line }), "{file}");
        }
        assert_eq!(read(&[0xff, 0xfe]).unwrap_err().code, "not_text");
        assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]).unwrap_err().code, "too_big");
    }
}
