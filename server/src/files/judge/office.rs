//! A look inside a zip: an office document by the names of its parts, or an archive, which is not taken.

use std::io;

use motcua_core::document::FileKind;

use super::{
    Refused,
    look::{Bytes, read_at},
};

/// The end of a zip with its longest comment.
const END: u64 = 22 + 0xffff;

/// The largest list of parts that is read.
const LIST: u64 = 4 << 20;

/// Returns the kind of office document a zip is.
pub(super) fn inside(file: &mut impl Bytes, len: u64) -> io::Result<Result<FileKind, Refused>> {
    let from = len.saturating_sub(END);
    let tail = read_at(file, from, usize::try_from(len - from).unwrap_or_default())?;
    let Some(end) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else {
        return Ok(Err(Refused::Truncated));
    };
    let (Some(size), Some(start)) = (number(&tail, end + 12), number(&tail, end + 16)) else {
        return Ok(Err(Refused::Truncated));
    };
    if size > LIST || start.saturating_add(size) > len {
        return Ok(Err(Refused::Archive));
    }
    let list = read_at(file, start, usize::try_from(size).unwrap_or_default())?;
    Ok(named(&list))
}

/// Reads the names of the list of parts.
fn named(list: &[u8]) -> Result<FileKind, Refused> {
    let (mut at, mut types, mut kind, mut macros) = (0, false, None, false);
    while list.get(at..at + 4) == Some(b"PK\x01\x02") {
        let short = |offset: usize| {
            let bytes = list.get(at + offset..at + offset + 2);
            bytes.map_or(0, |bytes| usize::from(u16::from_le_bytes([bytes[0], bytes[1]])))
        };
        if short(8) & 1 == 1 {
            return Err(Refused::Encrypted);
        }
        let name = list.get(at + 46..at + 46 + short(28)).unwrap_or_default();
        types |= name == b"[Content_Types].xml";
        macros |= name.ends_with(b"vbaProject.bin");
        if name == b"word/document.xml" {
            kind = Some(FileKind::Docx);
        } else if name == b"xl/workbook.xml" {
            kind = Some(FileKind::Xlsx);
        }
        at += 46 + short(28) + short(30) + short(32);
    }
    match kind.filter(|_| types) {
        Some(_) if macros => Err(Refused::Macros),
        Some(kind) => Ok(kind),
        None => Err(Refused::Archive),
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    let four = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(four)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn zip(names: &[&str], flags: u8) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        let start = out.len();
        for name in names {
            let mut entry = [0_u8; 46];
            entry[..4].copy_from_slice(b"PK\x01\x02");
            entry[8] = flags;
            entry[28] = u8::try_from(name.len()).unwrap();
            out.extend_from_slice(&entry);
            out.extend_from_slice(name.as_bytes());
        }
        let size = u32::try_from(out.len() - start).unwrap();
        let mut end = [0_u8; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[12..16].copy_from_slice(&size.to_le_bytes());
        end[16] = u8::try_from(start).unwrap();
        out.extend_from_slice(&end);
        out
    }

    fn look(bytes: &[u8]) -> Result<FileKind, Refused> {
        inside(&mut Cursor::new(bytes), bytes.len() as u64).unwrap()
    }

    #[test]
    fn an_office_document_is_told_from_an_archive_by_its_parts() {
        let word = ["[Content_Types].xml", "word/document.xml"];
        assert_eq!(look(&zip(&word, 0)), Ok(FileKind::Docx));
        assert_eq!(
            look(&zip(&["xl/workbook.xml", "[Content_Types].xml"], 0)),
            Ok(FileKind::Xlsx)
        );
        assert_eq!(look(&zip(&["a.exe", "word/document.xml"], 0)), Err(Refused::Archive));
        assert_eq!(
            look(&zip(&[word[0], word[1], "word/vbaProject.bin"], 0)),
            Err(Refused::Macros)
        );
        assert_eq!(look(&zip(&word, 1)), Err(Refused::Encrypted));
        let whole = zip(&word, 0);
        assert_eq!(look(&whole[..whole.len() - 10]), Err(Refused::Truncated));
    }
}
