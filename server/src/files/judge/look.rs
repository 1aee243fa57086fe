//! The first look at a file: its kind by its first bytes, then whether it is whole as that kind.

use std::io::{self, Read, Seek, SeekFrom};

use motcua_core::document::FileKind;

use super::{Refused, office, pdf, picture};

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its kind.
    pub kind: FileKind,
    /// How many pages it has, where the kind has pages.
    pub pages: Option<u32>,
}

/// How much of the beginning tells the kind.
const HEAD: usize = 8 << 10;

/// A file to look into.
pub(super) trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// Returns what a file of `len` bytes is. It reads what it needs and never more than a few hundred kilobytes at once.
/// The outer error is the disk's, the inner one the file's.
///
/// # Errors
/// When the file cannot be read.
pub fn judge(file: &mut (impl Read + Seek), len: u64, accept: &[FileKind]) -> io::Result<Result<Judged, Refused>> {
    if len == 0 {
        return Ok(Err(Refused::Empty));
    }
    let head = read_at(file, 0, HEAD)?;
    let kind = match kind(&head) {
        Ok(kind) => kind,
        Err(refused) => return Ok(Err(refused)),
    };
    let found = match kind {
        Some(kind) if !accept.contains(&kind) => Err(Refused::WrongType),
        Some(FileKind::Pdf) => pdf::pages(file, len)?.map(|pages| (FileKind::Pdf, Some(pages))),
        Some(FileKind::Jpg) => picture::jpeg(file)?.map(|()| (FileKind::Jpg, Some(1))),
        Some(FileKind::Png) => picture::png(file, len)?.map(|()| (FileKind::Png, Some(1))),
        Some(FileKind::Webp) => picture::webp(&head, len).map(|()| (FileKind::Webp, Some(1))),
        Some(FileKind::Heic) => picture::heic(file, len)?.map(|()| (FileKind::Heic, Some(1))),
        Some(FileKind::Docx | FileKind::Xlsx) | None => office::inside(file, len)?.map(|kind| (kind, None)),
    };
    Ok(found.and_then(|(kind, pages)| {
        if accept.contains(&kind) {
            Ok(Judged { kind, pages })
        } else {
            Err(Refused::WrongType)
        }
    }))
}

/// Returns the kind by the first bytes; `None` for a zip, which has to be looked into.
fn kind(head: &[u8]) -> Result<Option<FileKind>, Refused> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if pdf::begins(head) {
        return Ok(Some(FileKind::Pdf));
    }
    if head.starts_with(ZIP) {
        return Ok(None);
    }
    if head.starts_with(OLE) {
        let named: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = head.windows(named.len()).any(|window| window == named);
        return Err(if is_locked {
            Refused::Encrypted
        } else {
            Refused::WrongType
        });
    }
    let found = infer::get(head).ok_or(Refused::WrongType)?;
    match found.mime_type() {
        "image/jpeg" => Ok(Some(FileKind::Jpg)),
        "image/png" => Ok(Some(FileKind::Png)),
        "image/webp" => Ok(Some(FileKind::Webp)),
        "image/heif" => Ok(Some(FileKind::Heic)),
        _ if found.matcher_type() == infer::MatcherType::Archive => Err(Refused::Archive),
        _ => Err(Refused::WrongType),
    }
}

/// Reads up to `most` bytes from a place.
pub(super) fn read_at(file: &mut impl Bytes, at: u64, most: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::with_capacity(most.min(64 << 10));
    file.by_ref().take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn judged(bytes: &[u8]) -> Result<Judged, Refused> {
        judge(&mut Cursor::new(bytes), bytes.len() as u64, &FileKind::USUAL).unwrap()
    }

    #[test]
    fn content_decides_and_not_the_name() {
        assert_eq!(judged(b""), Err(Refused::Empty));
        assert_eq!(judged(b"<html><script>"), Err(Refused::WrongType));
        assert_eq!(judged(b"MZ\x90\0"), Err(Refused::WrongType));
        assert_eq!(judged(b"%PDF-1.4 and no end"), Err(Refused::Truncated));
        assert_eq!(judged(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"), Err(Refused::Archive));
        assert_eq!(judged(b"Rar!\x1a\x07\x01\0 and more"), Err(Refused::Archive));
    }

    #[test]
    fn a_locked_office_document_is_said_to_be_locked() {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        assert_eq!(judged(&bytes), Err(Refused::WrongType));
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(judged(&bytes), Err(Refused::Encrypted));
    }
}
