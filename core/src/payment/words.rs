//! Numbers read out in Vietnamese (đọc số): *mốt*, *lăm*, *tư* where they belong, and what is said of an empty tens place.

/// What is said of a zero in the tens place before a unit: 105 is *một trăm linh năm* in the north, *lẻ năm* in the south.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZeroTens {
    /// Linh.
    #[default]
    Linh,
    /// Lẻ.
    Le,
}

impl ZeroTens {
    const fn word(self) -> &'static str {
        match self {
            Self::Linh => "linh",
            Self::Le => "lẻ",
        }
    }
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// Reads a number out: `1.005.021` is *một triệu không trăm linh năm nghìn không trăm hai mươi mốt*.
pub fn read(number: u64, zero_tens: ZeroTens) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    whole(number, zero_tens, false, &mut words);
    words.join(" ")
}

/// Adds the words of a number greater than zero; `follows` says that greater places were read before it.
fn whole(number: u64, zero_tens: ZeroTens, follows: bool, words: &mut Vec<&'static str>) {
    let (billions, rest) = (number / BILLION, number % BILLION);
    if billions > 0 {
        whole(billions, zero_tens, follows, words);
        words.push("tỷ");
    }
    let mut follows = follows || billions > 0;
    for (size, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = rest / size % 1_000;
        if group > 0 {
            three(group, zero_tens, follows, words);
            words.extend(name);
            follows = true;
        }
    }
}

/// Adds the words of a group of three digits greater than zero; after greater places its hundreds are always said.
fn three(group: u64, zero_tens: ZeroTens, follows: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let says_hundreds = hundreds > 0 || follows;
    if says_hundreds {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && says_hundreds => words.push(zero_tens.word()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

fn digit(digit: u64) -> &'static str {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| DIGITS.get(digit))
        .copied()
        .unwrap_or_default()
}
