//! VietQR: the payload of a transfer code by NAPAS on EMVCo's merchant-presented QR, built and read. It draws nothing and
//! knows no banks: a BIN is six digits.

use std::str::FromStr;

use serde::Serialize;

use super::{Money, tlv};
use crate::door::codes;

const NAPAS: &str = "A000000727";
const CURRENCY: &str = "704";
const COUNTRY: &str = "VN";

/// The most characters of a purpose that banks are asked to keep.
pub const PURPOSE_MAX: usize = 25;

/// A transfer as its code states it (mã VietQR).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VietQr {
    /// Whether the code is for one payment (12) or may be used again (11).
    pub dynamic: bool,
    /// The bank: six digits.
    pub bin: String,
    /// The account or card: 1–19 letters and digits.
    pub account: String,
    /// Whether it is an account or a card.
    pub service: Service,
    /// The amount, where it is stated.
    pub amount: Option<Money>,
    /// The bill's number (62/01).
    pub bill: Option<String>,
    /// The purpose (62/08), as the transfer will carry it.
    pub info: Option<String>,
}

/// What the money goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Service {
    /// An account.
    #[serde(rename = "QRIBFTTA")]
    Account,
    /// A card.
    #[serde(rename = "QRIBFTTC")]
    Card,
}

codes! {
    /// Why a text is no VietQR payload, or cannot become one.
    pub enum VietQrError {
        /// Nothing there.
        Empty = "empty",
        /// Other than printable ASCII.
        Charset = "charset",
        /// Elements whose lengths do not add up.
        Structure = "structure",
        /// The same element twice, or one that has to come first or last elsewhere.
        Order = "order",
        /// The last element is not the sum over all before it.
        Crc = "crc",
        /// Format other than 01.
        Format = "format",
        /// Neither 11 nor 12.
        Method = "method",
        /// No merchant account of NAPAS (38, A000000727).
        Aid = "aid",
        /// A bank that is no six digits.
        Bin = "bin",
        /// An account that is no 1–19 letters and digits.
        Account = "account",
        /// A service other than QRIBFTTA and QRIBFTTC.
        Service = "service",
        /// A currency other than 704.
        Currency = "currency",
        /// An amount that is no whole number of đồng of at most thirteen digits, or is nothing.
        Amount = "amount",
        /// A country other than VN.
        Country = "country",
        /// A bill or purpose that is empty or too long.
        Info = "info",
    }
}

impl VietQr {
    /// Writes the payload, its sum at the end.
    ///
    /// # Errors
    ///
    /// What would not be read again: a bank, account, amount or words out of shape.
    pub fn payload(&self) -> Result<String, VietQrError> {
        self.check()?;
        let (mut holder, mut merchant, mut more, mut text) =
            (String::new(), String::new(), String::new(), String::new());
        tlv::push(&mut holder, "00", &self.bin);
        tlv::push(&mut holder, "01", &self.account);
        tlv::push(&mut merchant, "00", NAPAS);
        tlv::push(&mut merchant, "01", &holder);
        tlv::push(&mut merchant, "02", self.service.code());
        tlv::push(&mut text, "00", "01");
        tlv::push(&mut text, "01", if self.dynamic { "12" } else { "11" });
        tlv::push(&mut text, "38", &merchant);
        tlv::push(&mut text, "53", CURRENCY);
        if let Some(amount) = self.amount {
            tlv::push(&mut text, "54", &amount.dong().to_string());
        }
        tlv::push(&mut text, "58", COUNTRY);
        for (tag, value) in [("01", &self.bill), ("08", &self.info)] {
            if let Some(value) = value {
                tlv::push(&mut more, tag, value);
            }
        }
        if more.len() > 99 {
            return Err(VietQrError::Info);
        }
        if !more.is_empty() {
            tlv::push(&mut text, "62", &more);
        }
        text.push_str("6304");
        let sum = crc(text.as_bytes());
        text.push_str(&format!("{sum:04X}"));
        Ok(text)
    }

    fn check(&self) -> Result<(), VietQrError> {
        if self.bin.len() != 6 || !self.bin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(VietQrError::Bin);
        }
        if !(1..=19).contains(&self.account.len()) || !self.account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(VietQrError::Account);
        }
        if self.amount.is_some_and(Money::is_zero) {
            return Err(VietQrError::Amount);
        }
        let carried = |words: &String| (1..=95).contains(&words.len()) && is_plain(words);
        if self.bill.iter().chain(&self.info).all(carried) {
            Ok(())
        } else {
            Err(VietQrError::Info)
        }
    }
}

impl Service {
    const fn code(self) -> &'static str {
        match self {
            Self::Account => "QRIBFTTA",
            Self::Card => "QRIBFTTC",
        }
    }
}

impl FromStr for VietQr {
    type Err = VietQrError;

    fn from_str(text: &str) -> Result<Self, VietQrError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(VietQrError::Empty);
        }
        if !is_plain(text) {
            return Err(VietQrError::Charset);
        }
        let elements = tlv::elements(text).ok_or(VietQrError::Structure)?;
        let (Some(first), Some(last)) = (elements.first(), elements.last()) else {
            return Err(VietQrError::Structure);
        };
        if first.tag != "00" || last.tag != "63" || repeats(&elements) {
            return Err(VietQrError::Order);
        }
        let summed = text.len().checked_sub(4).and_then(|end| text.get(..end));
        let sum = crc(summed.unwrap_or_default().as_bytes());
        if last.value != format!("{sum:04X}") {
            return Err(VietQrError::Crc);
        }
        let value = |tag: &str| at(&elements, tag);
        if value("00") != Some("01") {
            return Err(VietQrError::Format);
        }
        let dynamic = match value("01") {
            Some("11") => false,
            Some("12") => true,
            Some(_) | None => return Err(VietQrError::Method),
        };
        let (bin, account, service) = holder(value("38").ok_or(VietQrError::Aid)?)?;
        if value("53") != Some(CURRENCY) {
            return Err(VietQrError::Currency);
        }
        let amount = value("54").map(amount).transpose()?;
        if value("58") != Some(COUNTRY) {
            return Err(VietQrError::Country);
        }
        let more = tlv::elements(value("62").unwrap_or_default()).ok_or(VietQrError::Structure)?;
        if repeats(&more) {
            return Err(VietQrError::Order);
        }
        let read = Self {
            dynamic,
            bin,
            account,
            service,
            amount,
            bill: at(&more, "01").map(str::to_owned),
            info: at(&more, "08").map(str::to_owned),
        };
        read.check().map(|()| read)
    }
}

/// Reads the merchant account (38): the bank, the account and the service.
fn holder(text: &str) -> Result<(String, String, Service), VietQrError> {
    let merchant = tlv::elements(text).ok_or(VietQrError::Structure)?;
    if at(&merchant, "00") != Some(NAPAS) {
        return Err(VietQrError::Aid);
    }
    let account = tlv::elements(at(&merchant, "01").unwrap_or_default()).ok_or(VietQrError::Structure)?;
    if repeats(&merchant) || repeats(&account) {
        return Err(VietQrError::Order);
    }
    let service = match at(&merchant, "02") {
        Some("QRIBFTTA") => Service::Account,
        Some("QRIBFTTC") => Service::Card,
        Some(_) | None => return Err(VietQrError::Service),
    };
    let bin = at(&account, "00").ok_or(VietQrError::Bin)?;
    let number = at(&account, "01").ok_or(VietQrError::Account)?;
    Ok((bin.to_owned(), number.to_owned(), service))
}

fn amount(text: &str) -> Result<Money, VietQrError> {
    let is_whole = text.len() <= 13 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole
        .then(|| text.parse().ok().and_then(Money::of))
        .flatten()
        .ok_or(VietQrError::Amount)
}

fn at<'a>(elements: &[tlv::Element<'a>], tag: &str) -> Option<&'a str> {
    let element = elements.iter().find(|element| element.tag == tag);
    element.map(|element| element.value)
}

fn repeats(elements: &[tlv::Element<'_>]) -> bool {
    let again = |(index, element): (usize, &tlv::Element<'_>)| at(&elements[..index], element.tag).is_some();
    elements.iter().enumerate().any(again)
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Returns the sum of EMVCo codes: CRC-16/CCITT-FALSE (polynomial 1021, start FFFF).
pub fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte) << 8, |sum, _| {
            if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x1021 }
        })
    })
}

/// Writes words as a purpose may carry them: without marks, upper case, at most [`PURPOSE_MAX`] characters.
pub fn purpose(words: &str) -> String {
    let folded = crate::text::fold(words).to_uppercase();
    let kept: String = folded
        .chars()
        .map(|one| {
            if one.is_ascii_alphanumeric() || matches!(one, ' ' | '.' | '-') {
                one
            } else {
                ' '
            }
        })
        .collect();
    let mut text = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    text.truncate(PURPOSE_MAX);
    text.trim_end().to_owned()
}
