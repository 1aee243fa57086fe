//! VNPAY 2.1.0: what is signed, how a signature is compared, and the reply owed to a notice (IPN). The secret's hash is
//! computed here and nowhere else; sending and keeping are the server's.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha512;

use super::Money;

/// The parameters of a message, by name.
pub type Parameters = BTreeMap<String, String>;

/// The parameter that carries the signature.
pub const SIGNATURE: &str = "vnp_SecureHash";
const SIGNATURE_KIND: &str = "vnp_SecureHashType";

/// Returns the text that is signed: parameters with a value, sorted by name, form-encoded.
pub fn sign_data(parameters: &Parameters) -> String {
    let mut text = String::new();
    for (name, value) in parameters {
        if value.is_empty() || name == SIGNATURE || name == SIGNATURE_KIND {
            continue;
        }
        if !text.is_empty() {
            text.push('&');
        }
        encode(&mut text, name);
        text.push('=');
        encode(&mut text, value);
    }
    text
}

/// Signs the parameters: HMAC-SHA512 in lower-case hexadecimal, 128 characters.
pub fn sign(parameters: &Parameters, secret: &str) -> String {
    hash(&sign_data(parameters), secret)
}

pub(super) fn hash(text: &str, secret: &str) -> String {
    // A key of any length is taken, so there is always a signature.
    let Ok(mut mac) = <Hmac<Sha512> as KeyInit>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    let sum = mac.finalize().into_bytes();
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares a signature with the right one; in the same time wherever they differ.
pub(super) fn same(right: &str, given: &str) -> bool {
    let given = given.to_ascii_lowercase();
    !right.is_empty()
        && right.len() == given.len()
        && right.bytes().zip(given.bytes()).fold(0, |off, (a, b)| off | (a ^ b)) == 0
}

/// Says whether the signature the parameters carry is right; upper or lower case alike, in the same time wherever it differs.
pub fn is_signed(parameters: &Parameters, secret: &str) -> bool {
    let given = parameters.get(SIGNATURE).map(String::as_str);
    same(&sign(parameters, secret), given.unwrap_or_default())
}

/// What is known of the payment that a notice names (`vnp_TxnRef`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// What was asked.
    pub amount: Money,
    /// Whether its outcome is settled already.
    pub is_final: bool,
}

/// The reply to a notice (`RspCode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Reply {
    /// Taken, whatever the outcome.
    #[serde(rename = "00")]
    Confirmed,
    /// No such payment.
    #[serde(rename = "01")]
    NotFound,
    /// Its outcome was settled before.
    #[serde(rename = "02")]
    AlreadyConfirmed,
    /// Another amount than was asked.
    #[serde(rename = "04")]
    WrongAmount,
    /// Not signed by who knows the secret.
    #[serde(rename = "97")]
    WrongSignature,
    /// Anything else, such as a store that is down: the notice comes again.
    #[serde(rename = "99")]
    Unknown,
}

impl Reply {
    /// Returns the code as sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "00",
            Self::NotFound => "01",
            Self::AlreadyConfirmed => "02",
            Self::WrongAmount => "04",
            Self::WrongSignature => "97",
            Self::Unknown => "99",
        }
    }

    /// Returns the words that go with the code.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirm Success",
            Self::NotFound => "Order not found",
            Self::AlreadyConfirmed => "Order already confirmed",
            Self::WrongAmount => "Invalid amount",
            Self::WrongSignature => "Invalid signature",
            Self::Unknown => "Unknown error",
        }
    }
}

/// What a notice does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is replied.
    pub reply: Reply,
    /// The outcome to keep; absent where nothing changes.
    pub paid: Option<bool>,
}

/// Judges a notice in the order VNPAY prescribes: signature, existence, amount, whether it is settled, and only then the
/// outcome. `known` looks the payment up by its reference, and is asked for signed notices only.
pub fn judge(parameters: &Parameters, secret: &str, known: impl FnOnce(&str) -> Option<Known>) -> Verdict {
    let refused = |reply| Verdict { reply, paid: None };
    if !is_signed(parameters, secret) {
        return refused(Reply::WrongSignature);
    }
    let value = |name: &str| parameters.get(name).map(String::as_str).unwrap_or_default();
    let Some(known) = known(value("vnp_TxnRef")) else {
        return refused(Reply::NotFound);
    };
    if amount(parameters) != Some(known.amount) {
        return refused(Reply::WrongAmount);
    }
    if known.is_final {
        return refused(Reply::AlreadyConfirmed);
    }
    Verdict {
        reply: Reply::Confirmed,
        paid: Some(value("vnp_ResponseCode") == "00" && value("vnp_TransactionStatus") == "00"),
    }
}

/// Returns the text of the address a payer is sent to, behind its `?`: everything that is signed, and the signature.
pub fn query(parameters: &Parameters, secret: &str) -> String {
    [&sign_data(parameters), "&", SIGNATURE, "=", &sign(parameters, secret)].concat()
}

/// Writes an amount as messages hold it: in hundredths of a đồng.
pub fn hundredths(amount: Money) -> String {
    // At most 10^13 × 100: far within 64 bits.
    (amount.dong() * 100).to_string()
}

/// Returns the amount of a message: `vnp_Amount` is in hundredths of a đồng.
pub fn amount(parameters: &Parameters) -> Option<Money> {
    let text = parameters.get("vnp_Amount")?;
    let hundredths: u64 = text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())??;
    hundredths.is_multiple_of(100).then(|| Money::of(hundredths / 100))?
}

/// Encodes as HTML forms do: letters, digits and `*-._` as they are, a space as `+`, every other byte as `%XX`.
fn encode(text: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => text.push(char::from(byte)),
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
}
