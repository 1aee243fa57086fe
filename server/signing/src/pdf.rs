//! The file: room for a signature is appended, the bytes around it are digested, and the signature is put into the room.

use std::ops::Range;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use time::{OffsetDateTime, UtcOffset};

use crate::{
    cms,
    seal::{Seal, SealError},
};

/// Room for a signature with its certificates, in bytes.
const ROOM: usize = 12 * 1024;

/// Ten digits stand where an offset will: files may have that many bytes.
const OFFSET: i64 = 9_999_999_999;

/// Where a widget without a face stands: printed, and not to be changed (PDF 32000-1, table 165).
const PRINTED_AND_LOCKED: i64 = 4 | 128;

/// Signatures exist, and the file may only be added to.
const APPEND_ONLY: i64 = 3;

/// Who signs, what for, and when: shown by readers beside the signature, proven by the certificate alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The agency that signs.
    pub name: String,
    /// What for.
    pub reason: String,
    /// Where.
    pub place: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Why a file was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The file is no PDF, or one that cannot be read.
    #[error("the file cannot be read as a PDF: {0}")]
    NotReadable(String),
    /// The file is encrypted: what is appended would have to be, too.
    #[error("the file is encrypted")]
    Encrypted,
    /// The signature is larger than the room kept for it.
    #[error("the signature takes {0} bytes, more than there is room for")]
    NoRoom(usize),
    /// The seal did not sign.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl From<lopdf::Error> for SignError {
    fn from(error: lopdf::Error) -> Self {
        Self::NotReadable(error.to_string())
    }
}

/// A file with room for its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    bytes: Vec<u8>,
    /// Where the signature goes, its angle brackets included.
    room: Range<usize>,
}

impl Prepared {
    /// Returns the SHA-256 digest of everything but the room: what a remote service is asked to sign over.
    pub fn digest(&self) -> [u8; 32] {
        let around = Sha256::new()
            .chain_update(&self.bytes[..self.room.start])
            .chain_update(&self.bytes[self.room.end..]);
        around.finalize().into()
    }

    /// Puts the signature into its room.
    ///
    /// # Errors
    /// [`SignError::NoRoom`] when it is too large.
    pub fn finish(mut self, signature: &[u8]) -> Result<Vec<u8>, SignError> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        if signature.len() > ROOM {
            return Err(SignError::NoRoom(signature.len()));
        }
        let digits = signature
            .iter()
            .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        for (place, digit) in self.bytes[self.room.start + 1..].iter_mut().zip(digits) {
            *place = digit;
        }
        Ok(self.bytes)
    }
}

/// Signs a PDF.
///
/// # Errors
/// When it cannot be read, or the seal does not sign.
pub fn sign(pdf: &[u8], act: &Act, seal: &dyn Seal) -> Result<Vec<u8>, SignError> {
    let prepared = prepare(pdf, act)?;
    let signature = cms::sign(&prepared.digest(), seal)?;
    prepared.finish(&signature)
}

/// Appends room for a signature to a PDF; not a byte of what is there changes.
///
/// # Errors
/// When it cannot be read, or is encrypted.
pub fn prepare(pdf: &[u8], act: &Act) -> Result<Prepared, SignError> {
    let before = Document::load_mem(pdf)?;
    if before.is_encrypted() {
        return Err(SignError::Encrypted);
    }
    let first_page = before
        .page_iter()
        .next()
        .ok_or_else(|| SignError::NotReadable("it has no page".to_owned()))?;
    let root = before.trailer.get(b"Root")?.as_reference()?;
    let place = fields(&before, root).len() + 1;
    let mut next = IncrementalDocument::create_from(pdf.to_vec(), before);
    let signature = next.new_document.add_object(signature(act));
    let field = next.new_document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig",
        "T" => Object::string_literal(format!("Motcua {place}")),
        "V" => signature,
        "P" => first_page,
        "F" => PRINTED_AND_LOCKED,
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    });
    put_on_page(&mut next, first_page, field)?;
    put_in_form(&mut next, root, field)?;
    let mut bytes = Vec::with_capacity(pdf.len() + 4 * ROOM);
    next.save_to(&mut bytes)
        .map_err(|error| SignError::NotReadable(error.to_string()))?;
    set_ranges(bytes, pdf.len())
}

fn signature(act: &Act) -> Dictionary {
    dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "M" => Object::string_literal(pdf_date(act.at)),
        "ByteRange" => vec![0.into(), OFFSET.into(), OFFSET.into(), OFFSET.into()],
        "Contents" => Object::String(vec![0; ROOM], StringFormat::Hexadecimal),
        "Name" => lopdf::text_string(&act.name),
        "Reason" => lopdf::text_string(&act.reason),
        "Location" => lopdf::text_string(&act.place),
    }
}

/// Writes a moment as PDF does, in UTC.
fn pdf_date(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Lists the fields of a file's form.
fn fields(document: &Document, root: ObjectId) -> Vec<Object> {
    let form = document.get_dictionary(root).and_then(|root| root.get(b"AcroForm"));
    let form = form.and_then(|form| resolved(document, form)).and_then(Object::as_dict);
    form.and_then(|form| form.get(b"Fields"))
        .and_then(|fields| resolved(document, fields))
        .and_then(Object::as_array)
        .cloned()
        .unwrap_or_default()
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> lopdf::Result<&'a Object> {
    document.dereference(object).map(|(_, object)| object)
}

fn put_on_page(next: &mut IncrementalDocument, page: ObjectId, field: ObjectId) -> Result<(), SignError> {
    let before = next.get_prev_documents();
    let annotations = before.get_dictionary(page)?.get(b"Annots").ok();
    let mut annotations = annotations
        .and_then(|all| resolved(before, all).and_then(Object::as_array).ok())
        .cloned()
        .unwrap_or_default();
    annotations.push(field.into());
    next.opt_clone_object_to_new_document(page)?;
    next.new_document
        .get_object_mut(page)?
        .as_dict_mut()?
        .set("Annots", annotations);
    Ok(())
}

fn put_in_form(next: &mut IncrementalDocument, root: ObjectId, field: ObjectId) -> Result<(), SignError> {
    let before = next.get_prev_documents();
    let mut fields = fields(before, root);
    fields.push(field.into());
    let form = before.get_dictionary(root)?.get(b"AcroForm").ok();
    let mut form = form
        .and_then(|form| resolved(before, form).and_then(Object::as_dict).ok())
        .cloned()
        .unwrap_or_default();
    form.set("Fields", fields);
    form.set("SigFlags", APPEND_ONLY);
    next.opt_clone_object_to_new_document(root)?;
    next.new_document
        .get_object_mut(root)?
        .as_dict_mut()?
        .set("AcroForm", form);
    Ok(())
}

/// Writes into the file which of its bytes are signed.
fn set_ranges(mut bytes: Vec<u8>, old: usize) -> Result<Prepared, SignError> {
    let lost = || SignError::NotReadable("the room for the signature is not where it was put".to_owned());
    let added = bytes.get(old..).ok_or_else(lost)?;
    let zeros = [b"<".as_slice(), &b"0".repeat(2 * ROOM), b">"].concat();
    let start = old + find(added, &zeros).ok_or_else(lost)?;
    let room = start..start + zeros.len();
    let ranges = find(added, b"/ByteRange").ok_or_else(lost)? + old;
    let open = ranges + find(&bytes[ranges..], b"[").ok_or_else(lost)?;
    let close = open + find(&bytes[open..], b"]").ok_or_else(lost)?;
    let text = format!("0 {} {} {}", room.start, room.end, bytes.len() - room.end);
    let width = close - open - 1;
    if text.len() > width {
        return Err(lost());
    }
    bytes[open + 1..close].copy_from_slice(format!("{text:<width$}").as_bytes());
    Ok(Prepared { bytes, room })
}

/// Returns where a pattern begins.
pub(crate) fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}
