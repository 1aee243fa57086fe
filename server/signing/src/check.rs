//! What a signed file proves: who signed it, and that not a byte of it is another.
//!
//! The file is not taken apart: a signature names the bytes it is over, and those are digested. Nothing in a file that a
//! stranger sends is unpacked for it.

use sha2::{Digest, Sha256};
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};
use x509_cert::Certificate;

use crate::{
    cms::{self, Flaw, Holding},
    pdf::find,
};

/// The most signatures of one file that are looked at.
const MOST: usize = 32;

/// How far around the bytes a signature names its time is looked for.
const NEAR: usize = 1_024;

/// The longest chain that is followed.
const LONGEST_CHAIN: usize = 6;

/// What a signature is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, over the whole file, by a key that is trusted.
    Good,
    /// It holds, and something was appended to the file afterwards.
    AddedTo,
    /// It is over other bytes than the file's: the file was changed.
    Changed,
    /// It holds, by a key that nobody trusted vouches for.
    UnknownSigner,
    /// It holds, by a trusted key whose certificate is not in force.
    NotInForce,
    /// It cannot be read, or the key did not make it.
    Broken,
}

/// A signature found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is worth.
    pub verdict: Verdict,
    /// Who signed by the certificate, empty where that cannot be read.
    pub signer: String,
    /// When, as the file says (UTC): signed with the rest, and vouched for by no third party.
    pub claimed_at: Option<PrimitiveDateTime>,
}

/// The file is no PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file is no PDF")]
pub struct NotReadable;

/// Checks every signature of a file against those who are trusted; a file without any gives none.
///
/// # Errors
/// [`NotReadable`] when it is no PDF.
pub fn check(pdf: &[u8], trusted: &[Certificate], now: OffsetDateTime) -> Result<Vec<Found>, NotReadable> {
    if !pdf.starts_with(b"%PDF-") {
        return Err(NotReadable);
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(place) = find(&pdf[from..], NAMES_BYTES).filter(|_| found.len() < MOST) {
        let at = from + place;
        from = at + NAMES_BYTES.len();
        found.push(judged(pdf, at, trusted, now));
    }
    Ok(found)
}

/// What stands before the bytes that a signature is over.
const NAMES_BYTES: &[u8] = b"/ByteRange";

fn judged(pdf: &[u8], at: usize, trusted: &[Certificate], now: OffsetDateTime) -> Found {
    let (verdict, signer) = match holds(pdf, at) {
        Ok((holding, is_whole)) => (worth(&holding, is_whole, trusted, now), name_of(&holding.signer)),
        Err(Flaw::OtherBytes) => (Verdict::Changed, String::new()),
        Err(Flaw::NotOne | Flaw::NotOfTheKey) => (Verdict::Broken, String::new()),
    };
    Found {
        verdict,
        signer,
        claimed_at: claimed_at(&pdf[at.saturating_sub(NEAR)..pdf.len().min(at + NEAR)]),
    }
}

/// Checks the signature over the bytes that are named at a place; says also whether they are the whole file but the
/// signature's own room.
fn holds(pdf: &[u8], at: usize) -> Result<(Holding, bool), Flaw> {
    let [0, room_from, room_to, rest] = ranges(&pdf[at + NAMES_BYTES.len()..]).ok_or(Flaw::NotOne)? else {
        return Err(Flaw::NotOne);
    };
    let end = room_to.checked_add(rest).ok_or(Flaw::NotOne)?;
    let (Some(before), Some(room), Some(after)) =
        (pdf.get(..room_from), pdf.get(room_from..room_to), pdf.get(room_to..end))
    else {
        return Err(Flaw::NotOne);
    };
    // Whatever stands between the signed bytes must be a signature and nothing else.
    let signature = unwritten(room).ok_or(Flaw::NotOne)?;
    let digest = Sha256::new().chain_update(before).chain_update(after).finalize();
    Ok((cms::read(&signature, &digest)?, end == pdf.len()))
}

/// Reads four numbers in brackets.
fn ranges(text: &[u8]) -> Option<[usize; 4]> {
    let text = text.trim_ascii_start().strip_prefix(b"[")?;
    let end = text.iter().take(80).position(|byte| *byte == b']')?;
    let numbers = str::from_utf8(&text[..end]).ok()?.split_ascii_whitespace();
    let numbers: Vec<usize> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

/// Reads when the file says it was signed.
fn claimed_at(near: &[u8]) -> Option<PrimitiveDateTime> {
    let format = format_description!("[year][month][day][hour][minute][second]");
    let from = find(near, b"(D:")? + 3;
    let digits = str::from_utf8(near.get(from..from + 14)?).ok()?;
    PrimitiveDateTime::parse(digits, format).ok()
}

/// Reads a hexadecimal string with its brackets.
fn unwritten(room: &[u8]) -> Option<Vec<u8>> {
    let digits = room.strip_prefix(b"<")?.strip_suffix(b">")?;
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

fn worth(holding: &Holding, is_whole: bool, trusted: &[Certificate], now: OffsetDateTime) -> Verdict {
    let Some(chain) = chain_to_trusted(holding, trusted) else {
        return Verdict::UnknownSigner;
    };
    if !chain.iter().all(|certificate| is_in_force(certificate, now)) {
        return Verdict::NotInForce;
    }
    if is_whole { Verdict::Good } else { Verdict::AddedTo }
}

/// Returns the signer's certificate and those above it up to one that is trusted.
fn chain_to_trusted(holding: &Holding, trusted: &[Certificate]) -> Option<Vec<Certificate>> {
    let mut chain = vec![holding.signer.clone()];
    while chain.len() <= LONGEST_CHAIN {
        let last = chain.last()?;
        if trusted.contains(last) {
            return Some(chain);
        }
        let next = trusted
            .iter()
            .chain(&holding.others)
            .find(|issuer| may_issue(issuer) && !chain.contains(issuer) && cms::issued(last, issuer))?
            .clone();
        chain.push(next);
    }
    None
}

/// Tells whether a certificate is one of those that may vouch for others (basicConstraints, RFC 5280 4.2.1.9).
fn may_issue(certificate: &Certificate) -> bool {
    use x509_cert::ext::pkix::BasicConstraints;
    certificate
        .tbs_certificate
        .get::<BasicConstraints>()
        .ok()
        .flatten()
        .is_some_and(|(_, limits)| limits.ca)
}

fn is_in_force(certificate: &Certificate, now: OffsetDateTime) -> bool {
    let validity = &certificate.tbs_certificate.validity;
    let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs();
    u64::try_from(now.unix_timestamp())
        .is_ok_and(|now| seconds(validity.not_before) <= now && now <= seconds(validity.not_after))
}

/// Returns the common name of a certificate's holder, or the whole name where there is none.
fn name_of(certificate: &Certificate) -> String {
    use der::asn1::{ObjectIdentifier, PrintableStringRef, Utf8StringRef};
    const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
    let subject = &certificate.tbs_certificate.subject;
    let common = subject
        .0
        .iter()
        .flat_map(|part| part.0.iter())
        .find(|attribute| attribute.oid == COMMON_NAME)
        .and_then(|attribute| {
            let utf8 = attribute
                .value
                .decode_as::<Utf8StringRef<'_>>()
                .map(|text| text.as_str().to_owned());
            let printable = || {
                attribute
                    .value
                    .decode_as::<PrintableStringRef<'_>>()
                    .map(|text| text.as_str().to_owned())
            };
            utf8.or_else(|_| printable()).ok()
        });
    common.unwrap_or_else(|| subject.to_string())
}
