//! Fees and charges (phí, lệ phí): the fee column of a row, and the bracketed remark the portal prints behind it.
//! The column alone is not believed: "Miễn phí" stands there for zero even where the remark names sums or the council,
//! and sums under a thousand đồng are sums that lost their thousands.

use super::entry::{Amount, Channels, Decimal, FeeKind, FeeLine};
use super::labelled;
use super::report::Reading;
use super::scan::{NOTHING, bracketed, decimal, grouped};

/// Is what stands in the fee column, with its words.
pub(super) enum Column {
    /// "Miễn phí".
    Free(String),
    /// "Không có thông tin".
    NotStated(String),
    /// A figure with a currency.
    Sum(Amount, String),
    /// Words or digits that can be read in more than one way.
    Unclear(String),
    /// Nothing at all.
    Empty,
}

/// What the portal prints for zero.
const FREE: &str = "Miễn phí";
/// Names of the đồng, longest first.
const DONG: [&str; 4] = ["Việt Nam Đồng", "VNĐ", "VND", "Đồng"];
/// Remarks that only repeat that nothing is due.
const NOTHING_DUE: [&str; 9] = [
    "không",
    "không có",
    "không quy định",
    "không thu",
    "không thu phí",
    "không thu lệ phí",
    "không thu phí, lệ phí",
    "miễn phí",
    "miễn lệ phí",
];
/// Smallest sum that is believed, in đồng.
pub(super) const SMALLEST: u64 = 1_000;

/// Reads the fee column at the beginning of the text and says how many bytes it takes.
pub(super) fn column(text: &str) -> Option<(Column, usize)> {
    if text.starts_with(FREE) {
        return Some((Column::Free(FREE.to_owned()), FREE.len()));
    }
    if text.starts_with(NOTHING) {
        return Some((Column::NotStated(NOTHING.to_owned()), NOTHING.len()));
    }
    if let Some(labelled) = labelled::column(text) {
        return Some(labelled);
    }
    let number_len = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let (number, after) = text.split_at(number_len);
    if !number.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let currency = after.trim_start_matches([' ', '\u{a0}']);
    let gap = after.len() - currency.len();
    let (amount, currency_len) = amount(number, currency)?;
    let len = number_len + gap + currency_len;
    Some((Column::Sum(amount, text.get(..len)?.to_owned()), len))
}

fn amount(number: &str, currency: &str) -> Option<(Amount, usize)> {
    if let Some(name) = DONG.into_iter().find(|name| currency.starts_with(name)) {
        return Some((grouped(number).map_or(Amount::Unclear, Amount::Dong), name.len()));
    }
    let value = grouped(number).map(Decimal::whole).or_else(|| decimal(number));
    if currency.starts_with('%') {
        return Some((value.map_or(Amount::Unclear, Amount::Percent), 1));
    }
    let letters = currency.bytes().take_while(u8::is_ascii_uppercase).count();
    let code = currency.get(..3).filter(|_| letters == 3)?;
    let foreign = value.map_or(Amount::Unclear, |value| Amount::Foreign {
        value,
        currency: code.to_owned(),
    });
    Some((foreign, 3))
}

/// Takes the bracketed remark off the description, and reads the fee lines from column and remark together.
pub(super) fn read(column: Column, note: &str) -> (Vec<FeeLine>, &str) {
    let remark_len = remark(note);
    let (remark, rest) = note.split_at(remark_len);
    let words = |shown: &str| format!("{shown}{remark}");
    let (amount, text) = match column {
        Column::Free(shown) => (free_amount(remark, rest), words(&shown)),
        Column::NotStated(shown) if remark.is_empty() => (Amount::NotStated, shown),
        Column::NotStated(shown) | Column::Unclear(shown) => (Amount::Unclear, words(&shown)),
        Column::Sum(amount, shown) => (believed(amount, remark), words(&shown)),
        Column::Empty => (
            if remark.is_empty() {
                Amount::NotStated
            } else {
                Amount::Unclear
            },
            words(""),
        ),
    };
    let lines = labelled::split(&text);
    if lines.len() > 1 {
        (lines, rest)
    } else {
        (
            vec![FeeLine {
                kind: kind(&text),
                amount,
                text,
            }],
            rest,
        )
    }
}

/// Returns the length of the remark in brackets; "(i)" and "(1)" number a description instead.
fn remark(note: &str) -> usize {
    let len = bracketed(note).unwrap_or(0);
    let inside = note.get(1..len.saturating_sub(1)).unwrap_or_default();
    let is_number = inside.chars().count() <= 3 && inside.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_number { 0 } else { len }
}

fn free_amount(remark: &str, description: &str) -> Amount {
    let plain = remark.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(|letter: char| !letter.is_alphanumeric());
    if plain.contains("hội đồng nhân dân") {
        return Amount::CouncilDecides;
    }
    let is_free = plain.is_empty() || NOTHING_DUE.contains(&plain) || plain.starts_with("miễn lệ phí (thông tư");
    if is_free && !names_a_fee(description) {
        Amount::Free
    } else {
        Amount::Unclear
    }
}

/// Says whether a description speaks of a fee although the column says "Miễn phí".
fn names_a_fee(description: &str) -> bool {
    let lower = description.to_lowercase();
    let others = ["miễn phí", "miễn lệ phí", "không thu phí", "không thu lệ phí"];
    let left = others.into_iter().fold(lower, |text, free| text.replace(free, ""));
    [
        "lệ phí",
        "nộp phí",
        "thu phí",
        "mức phí",
        "phí :",
        "phí:",
        "phí thẩm định",
    ]
    .iter()
    .any(|word| left.contains(word))
}

fn believed(amount: Amount, remark: &str) -> Amount {
    match amount {
        Amount::Dong(sum) if sum < SMALLEST && !names_sum(remark, sum) => Amount::Unclear,
        Amount::Dong(sum) => Amount::Dong(sum),
        Amount::Foreign { value, currency } => Amount::Foreign { value, currency },
        Amount::Percent(share) => Amount::Percent(share),
        Amount::Free | Amount::CouncilDecides | Amount::Unclear | Amount::NotStated => Amount::Unclear,
    }
}

/// Says whether the remark writes out the same sum, as in "500 đồng/tờ".
fn names_sum(remark: &str, sum: u64) -> bool {
    let written = format!("{sum} đồng");
    let found = remark.to_lowercase();
    found.match_indices(&written).any(|(at, _)| {
        !found
            .get(..at)
            .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit() || letter == '.'))
    })
}

/// Tells whether the words speak of fees or of charges only.
pub(super) fn kind(text: &str) -> FeeKind {
    let lower = text.to_lowercase().replace("miễn phí", "").replace("chi phí", "");
    let charges = lower.matches("lệ phí").count();
    let all = lower.matches("phí").count();
    match (charges, all - charges) {
        (0, 0) => FeeKind::Unknown,
        (_, 0) => FeeKind::Charge,
        (0, _) => FeeKind::Fee,
        (_, _) => FeeKind::Unknown,
    }
}

/// Judges how well the fees of all rows were read.
pub(super) fn reading(channels: &Channels) -> Reading {
    let mut lines = channels
        .list
        .iter()
        .flat_map(|row| &row.fees)
        .map(|line| &line.amount)
        .peekable();
    if lines.peek().is_none() {
        return Reading::Text;
    }
    let is_known = |amount: &Amount| match amount {
        Amount::Free | Amount::Dong(_) | Amount::Foreign { .. } | Amount::Percent(_) | Amount::CouncilDecides => true,
        Amount::Unclear | Amount::NotStated => false,
    };
    if lines.clone().all(is_known) {
        Reading::Read
    } else if lines.all(|amount| *amount == Amount::Unclear) {
        Reading::Text
    } else {
        Reading::Partly
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> (Amount, String) {
        let (column, len) = column(text).unwrap_or((Column::Empty, 0));
        let (lines, note) = read(column, text.get(len..).unwrap_or_default());
        let line = lines
            .into_iter()
            .next()
            .map_or((Amount::NotStated, String::new()), |line| (line.amount, line.text));
        assert_eq!(format!("{}{note}", line.1), text);
        line
    }

    fn amount(text: &str) -> Amount {
        line(text).0
    }

    #[test]
    fn sums_are_read_with_their_currency() {
        assert_eq!(amount("70,000 VNĐ(70.000 đồng/giấy)"), Amount::Dong(70_000));
        assert_eq!(
            amount("1,000,000 Việt Nam Đồngkể từ ngày nhận"),
            Amount::Dong(1_000_000)
        );
        assert_eq!(
            amount("10 USD(/bản)"),
            Amount::Foreign {
                value: Decimal::whole(10),
                currency: "USD".to_owned()
            }
        );
        assert_eq!(amount("5 %"), Amount::Percent(Decimal::whole(5)));
    }

    #[test]
    fn sums_that_lost_their_thousands_are_not_believed() {
        assert_eq!(
            amount("135 VNĐ(Lệ phí cấp giấy phép: 135.000 đồng/lần)"),
            Amount::Unclear
        );
        assert_eq!(amount("20 VNĐ"), Amount::Unclear);
        assert_eq!(amount("500 VNĐ(500 đồng/trang)"), Amount::Dong(500));
        assert_eq!(amount("0 VNĐ"), Amount::Unclear);
        assert_eq!(amount("1,00 VNĐ"), Amount::Unclear);
    }

    #[test]
    fn free_is_free_only_when_nothing_beside_it_says_otherwise() {
        for text in [
            "Miễn phí",
            "Miễn phí(Không có.)",
            "Miễn phí((Không))",
            "Miễn phí(Không thu lệ phí)+ Nộp hồ sơ tại cơ quan",
        ] {
            assert_eq!(amount(text), Amount::Free, "{text}");
        }
        for text in [
            "Miễn phí(40.000 đồng/lần)",
            "Miễn phí(Theo quy định của Luật phí và lệ phí)",
            "Miễn phíPhí : theo biểu phí của bộ",
            "Miễn phí(Miễn lệ phí cho người khuyết tật)",
        ] {
            assert_eq!(amount(text), Amount::Unclear, "{text}");
        }
        assert_eq!(
            amount("Miễn phí(Theo nghị quyết của Hội đồng nhân dân cấp tỉnh)"),
            Amount::CouncilDecides
        );
    }

    #[test]
    fn an_older_column_names_the_fee_first() {
        assert_eq!(amount("Phí : 120000 Đồng (Phí thẩm định)"), Amount::Dong(120_000));
        assert_eq!(amount("Lệ phí : 50.000 Đồng"), Amount::Dong(50_000));
        assert_eq!(amount("Phí : Đồng theo biểu phí"), Amount::Unclear);
    }

    #[test]
    fn nothing_stated_is_not_free() {
        assert_eq!(amount("Không có thông tin"), Amount::NotStated);
        assert_eq!(amount("Không có thông tin(Theo biểu phí)"), Amount::Unclear);
        assert_eq!(amount(""), Amount::NotStated);
    }

    #[test]
    fn a_numbered_description_is_no_remark() {
        assert_eq!(
            line("Miễn phí(i) Trường hợp thứ nhất"),
            (Amount::Free, "Miễn phí".to_owned())
        );
        assert_eq!(line("Miễn phí(").1, "Miễn phí");
    }

    #[test]
    fn fees_and_charges_are_told_apart() {
        assert_eq!(kind("50,000 VNĐ(Lệ phí cấp thẻ)"), FeeKind::Charge);
        assert_eq!(kind("50,000 VNĐ(Phí thẩm định)"), FeeKind::Fee);
        assert_eq!(kind("50,000 VNĐ(Phí, lệ phí)"), FeeKind::Unknown);
        assert_eq!(kind("Miễn phí"), FeeKind::Unknown);
    }
}
