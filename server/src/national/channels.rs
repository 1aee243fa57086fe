//! Ways to file (cách thức thực hiện): rows of kind, time, fee and description printed without anything between them.
//! A row begins where a kind is glued to a time or a fee; the same words inside a description begin nothing.

use super::entry::{Channel, ChannelKind, Channels, Time, TimeUnit};
use super::fees::{self, Column};
use super::report::Reading;
use super::scan::{NOTHING, decimal, digits, starts_with_word};

/// Heads of the four columns, printed once before the rows.
const HEADING: &str = "Hình thức nộpThời gianPhí, lệ phíMô tả";

/// The kinds the portal prints, longest first.
const KINDS: [(&str, ChannelKind); 3] = [
    ("Dịch vụ bưu chính", ChannelKind::Post),
    ("Trực tuyến", ChannelKind::Online),
    ("Trực tiếp", ChannelKind::Counter),
];

/// The units the portal prints, those that begin with another one before it.
const UNITS: [(&str, TimeUnit); 9] = [
    ("Ngày làm việc", TimeUnit::WorkingDays),
    ("Giờ làm việc", TimeUnit::WorkingHours),
    ("Ngày", TimeUnit::Days),
    ("Giờ", TimeUnit::Hours),
    ("Phút", TimeUnit::Minutes),
    ("Tuần", TimeUnit::Weeks),
    ("Tháng", TimeUnit::Months),
    ("Quý", TimeUnit::Quarters),
    ("Năm", TimeUnit::Years),
];

/// Longest time written in words that is still taken for one, in bytes.
const LONGEST_WORDS: usize = 120;

/// Is the glued beginning of a row: what stands in its time and fee columns.
struct Head {
    time: Time,
    fee: Column,
    /// Bytes of both columns together.
    len: usize,
}

/// Reads the rows out of the text.
pub(super) fn read(text: &str) -> Channels {
    let (heading, body) = text.split_at(if text.starts_with(HEADING) { HEADING.len() } else { 0 });
    let mut starts = Vec::new();
    let mut at = 0;
    for (start, word, kind) in kinds(body) {
        let end = start + word.len();
        if let Some(head) = head(body, start, end).filter(|_| start >= at) {
            at = end + head.len;
            starts.push((start, word.len(), kind, head));
        }
    }
    let first = starts.first().map_or(body.len(), |row| row.0);
    let (before, _) = body.split_at(first);
    let mut list = Vec::new();
    if let Some((kind, head)) = unknown_kind(before) {
        list.push(channel(
            before,
            kind.len(),
            ChannelKind::Other(kind.trim().to_owned()),
            head,
        ));
    }
    let rest = if list.is_empty() { before } else { "" };
    let ends: Vec<usize> = starts.iter().skip(1).map(|row| row.0).chain([body.len()]).collect();
    for ((start, kind_len, kind, head), end) in starts.into_iter().zip(ends) {
        list.push(channel(body.get(start..end).unwrap_or_default(), kind_len, kind, head));
    }
    Channels {
        heading: heading.to_owned(),
        list,
        rest: rest.to_owned(),
    }
}

/// Judges how well the times were read: a record without any time is at most partly read.
pub(super) fn reading(channels: &Channels) -> Reading {
    let read = channels
        .list
        .iter()
        .filter(|row| matches!(row.time, Time::Read { .. }))
        .count();
    let unclear = channels.list.iter().any(|row| matches!(row.time, Time::Unclear(_)));
    if channels.list.is_empty() {
        Reading::Text
    } else if read == 0 || unclear || !channels.rest.trim().is_empty() {
        Reading::Partly
    } else {
        Reading::Read
    }
}

fn channel(raw: &str, kind_len: usize, kind: ChannelKind, head: Head) -> Channel {
    let note = raw.get(kind_len + head.len..).unwrap_or_default();
    let (fees, note) = fees::read(head.fee, note);
    Channel {
        kind,
        time: head.time,
        fees,
        note: note.to_owned(),
        raw: raw.to_owned(),
    }
}

/// Finds every place where the words of a kind stand, in order.
fn kinds(body: &str) -> Vec<(usize, &'static str, ChannelKind)> {
    let places = |(word, kind): (&'static str, ChannelKind)| {
        let found = body.match_indices(word).map(|place| place.0);
        found.map(move |start| (start, word, kind.clone()))
    };
    let mut places: Vec<_> = KINDS.into_iter().flat_map(places).collect();
    places.sort_unstable_by_key(|place| place.0);
    places
}

/// Reads a first row whose kind is not known: a short label glued to a time with its unit.
fn unknown_kind(before: &str) -> Option<(&str, Head)> {
    let label = before.find(|letter: char| letter.is_ascii_digit())?;
    let kind = before.get(..label)?;
    let is_label = kind.chars().count() <= 40 && kind.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
    let head = glued_head(before.get(label..)?)?;
    (is_label && !kind.trim().is_empty() && !kind.ends_with(' ') && matches!(head.time, Time::Read { .. }))
        .then_some((kind, head))
}

fn head(body: &str, start: usize, end: usize) -> Option<Head> {
    let tail = body.get(end..)?;
    let begins_row = body
        .get(..start)?
        .chars()
        .next_back()
        .is_none_or(|letter| !letter.is_whitespace());
    glued_head(tail).or_else(|| if begins_row { head_in_words(tail) } else { None })
}

/// Reads "2 Ngày làm việc70,000 VNĐ", "Không có thông tinMiễn phí", "5Miễn phí" and the ambiguous "120 VNĐ".
fn glued_head(tail: &str) -> Option<Head> {
    if let Some(after) = tail.strip_prefix(NOTHING) {
        let (fee, fee_len) = fees::column(after).unwrap_or((Column::Empty, 0));
        return Some(Head {
            time: Time::NotStated,
            fee,
            len: NOTHING.len() + fee_len,
        });
    }
    if let Some((time, len)) = time_with_unit(tail) {
        let (fee, fee_len) = tail.get(len..).and_then(fees::column).unwrap_or((Column::Empty, 0));
        return Some(Head {
            time,
            fee,
            len: len + fee_len,
        });
    }
    let bare = digits(tail);
    if bare > 0 {
        let (number, after) = tail.split_at(bare);
        let at_end = after.is_empty() || KINDS.iter().any(|kind| after.starts_with(kind.0));
        if let Some((fee @ (Column::Free(_) | Column::NotStated(_)), len)) = fees::column(after) {
            return Some(Head {
                time: Time::Unclear(number.to_owned()),
                fee,
                len: bare + len,
            });
        }
        if at_end {
            return Some(Head {
                time: Time::Unclear(number.to_owned()),
                fee: Column::Empty,
                len: bare,
            });
        }
        let (_, len) = fees::column(tail)?;
        let both = tail.get(..len)?.to_owned();
        return Some(Head {
            time: Time::Unclear(both.clone()),
            fee: Column::Unclear(both),
            len,
        });
    }
    let (fee, len) = fees::column(tail)?;
    Some(Head {
        time: Time::NotStated,
        fee,
        len,
    })
}

fn time_with_unit(tail: &str) -> Option<(Time, usize)> {
    let number_len = tail
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.' || *byte == b',')
        .count();
    let (number, after) = tail.split_at(number_len);
    let unit_text = after.trim_start_matches([' ', '\u{a0}']);
    let gap = after.len() - unit_text.len();
    let (len, unit) = UNITS
        .iter()
        .find_map(|(word, unit)| Some((starts_with_word(unit_text, word)?, *unit)))?;
    let len = number_len + gap + len;
    if number.is_empty() {
        return None;
    }
    let unclear = || Time::Unclear(tail.get(..len).unwrap_or_default().to_owned());
    Some((
        decimal(number).map_or_else(unclear, |value| Time::Read { value, unit }),
        len,
    ))
}

/// Reads a time written in words and glued to a fee: "Không quy địnhMiễn phí".
fn head_in_words(tail: &str) -> Option<Head> {
    if !tail.chars().next()?.is_uppercase() {
        return None;
    }
    for (at, letter) in tail.char_indices().skip(1) {
        if at > LONGEST_WORDS || matches!(letter, '\n' | '.' | ';' | ':') {
            return None;
        }
        let rest = tail.get(at..)?;
        if KINDS.iter().any(|kind| rest.starts_with(kind.0)) {
            return None;
        }
        if let Some((fee, len)) = fees::column(rest) {
            let words = tail.get(..at)?.to_owned();
            return Some(Head {
                time: Time::Unclear(words),
                fee,
                len: at + len,
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::national::entry::{Amount, Decimal};

    fn rows(body: &str) -> Vec<(ChannelKind, Time)> {
        let channels = read(&format!("{HEADING}{body}"));
        assert_eq!(channels.rest, "", "{body}");
        channels.list.into_iter().map(|row| (row.kind, row.time)).collect()
    }

    fn time(digits: u64, unit: TimeUnit) -> Time {
        Time::Read {
            value: Decimal::whole(digits),
            unit,
        }
    }

    fn unclear(text: &str) -> Time {
        Time::Unclear(text.to_owned())
    }

    #[test]
    fn every_channel_is_read_with_its_time_and_unit() {
        let read = rows(
            "Trực tuyến7 Ngày làm việcMiễn phíDịch vụ bưu chính12 Ngày70,000 VNĐ(70.000 đồng/giấy)Trực tiếp3 Tháng10 USD",
        );
        let wanted = [
            (ChannelKind::Online, time(7, TimeUnit::WorkingDays)),
            (ChannelKind::Post, time(12, TimeUnit::Days)),
            (ChannelKind::Counter, time(3, TimeUnit::Months)),
        ];
        assert_eq!(read, wanted);
    }

    #[test]
    fn all_units_and_decimals_are_read() {
        for (text, value, unit) in [
            ("30 Phút", "30", TimeUnit::Minutes),
            ("8 Giờ", "8", TimeUnit::Hours),
            ("4 Giờ làm việc", "4", TimeUnit::WorkingHours),
            ("0,5 Ngày", "0.5", TimeUnit::Days),
            ("1.5 Ngày làm việc", "1.5", TimeUnit::WorkingDays),
            ("05 ngày làm việc", "5", TimeUnit::WorkingDays),
            ("2Ngày", "2", TimeUnit::Days),
            ("2 Tuần", "2", TimeUnit::Weeks),
            ("1 Quý", "1", TimeUnit::Quarters),
            ("1 Năm", "1", TimeUnit::Years),
        ] {
            let read = rows(&format!("Trực tiếp{text}Không có thông tin"));
            let [(ChannelKind::Counter, Time::Read { value: found, unit: of })] = read.as_slice() else {
                panic!("{text}: {read:?}")
            };
            assert_eq!((found.to_string().as_str(), *of), (value, unit), "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_never_a_time() {
        assert_eq!(rows("Trực tuyến1Miễn phí"), [(ChannelKind::Online, unclear("1"))]);
        assert_eq!(rows("Trực tuyến120 VNĐ"), [(ChannelKind::Online, unclear("120 VNĐ"))]);
        assert_eq!(
            rows("Trực tiếp1100,000 Việt Nam Đồng(/lần)"),
            [(ChannelKind::Counter, unclear("1100,000 Việt Nam Đồng"))]
        );
        assert_eq!(rows("Trực tiếp5"), [(ChannelKind::Counter, unclear("5"))]);
        let channels = read(&format!("{HEADING}Trực tuyến120 VNĐ"));
        assert!(
            channels
                .list
                .iter()
                .all(|row| row.fees.iter().all(|line| line.amount == Amount::Unclear))
        );
    }

    #[test]
    fn nothing_stated_and_words_are_no_times() {
        assert_eq!(
            rows("Trực tiếpKhông có thông tinMiễn phí"),
            [(ChannelKind::Counter, Time::NotStated)]
        );
        assert_eq!(
            rows("Trực tiếpKhông có thông tinKhông có thông tin"),
            [(ChannelKind::Counter, Time::NotStated)]
        );
        assert_eq!(
            rows("Trực tiếpKhông quy địnhMiễn phíTại bộ phận"),
            [(ChannelKind::Counter, unclear("Không quy định"))]
        );
        assert_eq!(
            rows("Trực tuyến1,000 NgàyMiễn phí"),
            [(ChannelKind::Online, unclear("1,000 Ngày"))]
        );
    }

    #[test]
    fn kinds_and_units_inside_a_description_begin_no_row() {
        let body = "Trực tiếp9 NgàyMiễn phíTrực tiếp tại Bộ phận Một cửa. Trực tuyến: trong 05 ngày làm việc.\nDịch vụ bưu chính\t02 \
                    Ngày làm việc\tPhí : Đồng";
        let read = read(&format!("{HEADING}{body}"));
        assert_eq!(read.list.len(), 1);
        assert!(
            read.list
                .iter()
                .all(|row| row.note.starts_with("Trực tiếp tại") && row.raw == body)
        );
    }

    #[test]
    fn a_channel_may_come_several_times() {
        let read = rows("Trực tiếp2 Ngày làm việcMiễn phíhồ sơ thường.Trực tiếp4 Ngày làm việcMiễn phíhồ sơ phức tạp");
        assert_eq!(
            read.into_iter().map(|row| row.1).collect::<Vec<_>>(),
            [time(2, TimeUnit::WorkingDays), time(4, TimeUnit::WorkingDays)]
        );
    }

    #[test]
    fn an_unknown_kind_keeps_its_words() {
        let read = rows("Qua tổng đài5 NgàyMiễn phíTrực tiếp5 NgàyMiễn phí");
        assert_eq!(
            read.first(),
            Some(&(ChannelKind::Other("Qua tổng đài".to_owned()), time(5, TimeUnit::Days)))
        );
    }

    #[test]
    fn text_that_is_no_table_is_kept() {
        let read = read("nộp hồ sơ trực tiếp hoặc qua bưu chính");
        assert_eq!(
            (read.list.len(), read.rest.as_str()),
            (0, "nộp hồ sơ trực tiếp hoặc qua bưu chính")
        );
        assert_eq!(reading(&read), Reading::Text);
    }

    #[test]
    fn a_record_is_read_only_when_a_time_is_and_none_is_unclear() {
        let judge = |body: &str| reading(&read(&format!("{HEADING}{body}")));
        assert_eq!(
            judge("Trực tuyến1 GiờMiễn phíTrực tiếpKhông có thông tinMiễn phí"),
            Reading::Read
        );
        assert_eq!(judge("Trực tuyến1 GiờMiễn phíTrực tiếp1Miễn phí"), Reading::Partly);
        assert_eq!(judge("Trực tiếpKhông có thông tinMiễn phí"), Reading::Partly);
    }
}
