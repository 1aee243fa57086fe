//! Whether a picture is whole: its parts are followed to the end mark, its colours are not looked at.

use std::io::{self, BufReader, Read, SeekFrom};

use flate2::Crc;

use super::{Refused, look::Bytes};

/// Follows the segments of a JPEG to its end mark. What phones put behind it (a moving picture) is left alone.
pub(super) fn jpeg(file: &mut impl Bytes) -> io::Result<Result<(), Refused>> {
    file.seek(SeekFrom::Start(2))?;
    let mut file = BufReader::with_capacity(64 << 10, file);
    let mut has_size = false;
    loop {
        let Some(mark) = marker(&mut file)? else {
            return Ok(Err(Refused::Truncated));
        };
        match mark {
            0xd9 => return Ok(if has_size { Ok(()) } else { Err(Refused::Empty) }),
            // Marks without a length: restarts and fillers.
            0x01 | 0xd0..=0xd8 => {}
            _ => {
                let Some(length) = short(&mut file)?.filter(|length| *length >= 2) else {
                    return Ok(Err(Refused::Truncated));
                };
                let is_frame = matches!(mark, 0xc0..=0xcf) && !matches!(mark, 0xc4 | 0xc8 | 0xcc);
                let mut body = vec![0; usize::from(length) - 2];
                if read_whole(&mut file, &mut body)?.is_none() {
                    return Ok(Err(Refused::Truncated));
                }
                has_size |= is_frame && body.len() >= 5 && body[1..5] != [0; 4];
            }
        }
    }
}

/// Returns the next mark: what follows 0xff and is neither stuffing nor filling. Picture data in between is passed over.
fn marker(file: &mut impl Read) -> io::Result<Option<u8>> {
    let mut byte = [0];
    let mut after = false;
    loop {
        if read_whole(file, &mut byte)?.is_none() {
            return Ok(None);
        }
        match (after, byte[0]) {
            (_, 0xff) => after = true,
            (true, 0) | (false, _) => after = false,
            (true, mark) => return Ok(Some(mark)),
        }
    }
}

fn short(file: &mut impl Read) -> io::Result<Option<u16>> {
    let mut bytes = [0; 2];
    Ok(read_whole(file, &mut bytes)?.map(|()| u16::from_be_bytes(bytes)))
}

fn read_whole(file: &mut impl Read, bytes: &mut [u8]) -> io::Result<Option<()>> {
    match file.read_exact(bytes) {
        Ok(()) => Ok(Some(())),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Follows the chunks of a PNG to its end, each held against its checksum.
pub(super) fn png(file: &mut impl Bytes, len: u64) -> io::Result<Result<(), Refused>> {
    const SIGNATURE: u64 = 8;
    file.seek(SeekFrom::Start(SIGNATURE))?;
    let mut file = BufReader::with_capacity(64 << 10, file);
    let mut at = SIGNATURE;
    let mut buffer = vec![0; 32 << 10];
    let mut has_data = false;
    loop {
        let mut head = [0; 8];
        if read_whole(&mut file, &mut head)?.is_none() {
            return Ok(Err(Refused::Truncated));
        }
        let size = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        if at + size + 12 > len {
            return Ok(Err(Refused::Truncated));
        }
        at += size + 12;
        let mut sum = Crc::new();
        sum.update(&head[4..]);
        let mut left = usize::try_from(size).unwrap_or(usize::MAX);
        while left > 0 {
            let most = left.min(buffer.len());
            let part = &mut buffer[..most];
            if read_whole(&mut file, part)?.is_none() {
                return Ok(Err(Refused::Truncated));
            }
            sum.update(part);
            left -= most;
        }
        let mut told = [0; 4];
        if read_whole(&mut file, &mut told)?.is_none() || u32::from_be_bytes(told) != sum.sum() {
            return Ok(Err(Refused::Truncated));
        }
        match &head[4..] {
            b"IDAT" => has_data |= size > 0,
            b"IEND" => return Ok(if has_data { Ok(()) } else { Err(Refused::Empty) }),
            _ => {}
        }
    }
}

/// Holds a WebP's own length against the file's.
pub(super) fn webp(head: &[u8], len: u64) -> Result<(), Refused> {
    let told = head
        .get(4..8)
        .and_then(|bytes| bytes.try_into().ok())
        .map(u32::from_le_bytes);
    match told {
        Some(told) if u64::from(told) + 8 <= len => Ok(()),
        Some(_) | None => Err(Refused::Truncated),
    }
}

/// Follows the boxes of a HEIC, which must fill the file and hold the picture.
pub(super) fn heic(file: &mut impl Bytes, len: u64) -> io::Result<Result<(), Refused>> {
    let (mut at, mut has_data) = (0_u64, false);
    while at < len {
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0; 16];
        let whole = file.by_ref().take(16).read(&mut head)?;
        let size = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        let size = match size {
            0 => len - at,
            1 if whole == 16 => u64::from_be_bytes(head[8..16].try_into().unwrap_or([0; 8])),
            size => size,
        };
        if whole < 8 || size < 8 || size > len - at {
            return Ok(Err(Refused::Truncated));
        }
        has_data |= &head[4..8] == b"mdat" || &head[4..8] == b"idat";
        at += size;
    }
    Ok(if has_data { Ok(()) } else { Err(Refused::Truncated) })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(data);
        let size = u32::try_from(data.len()).unwrap();
        [&size.to_be_bytes()[..], kind, data, &sum.sum().to_be_bytes()[..]].concat()
    }

    #[test]
    fn a_png_is_whole_only_with_every_chunk_and_every_checksum() {
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let whole = [
            start.clone(),
            chunk(b"IHDR", &[1; 13]),
            chunk(b"IDAT", &[2; 70_000]),
            chunk(b"IEND", b""),
        ]
        .concat();
        let look = |bytes: &[u8]| png(&mut Cursor::new(bytes), bytes.len() as u64).unwrap();
        assert_eq!(look(&whole), Ok(()));
        assert_eq!(look(&[&whole[..], b"behind the end"].concat()), Ok(()));
        for cut in [9, 30, 60_000, whole.len() - 13, whole.len() - 1] {
            assert_eq!(look(&whole[..cut]), Err(Refused::Truncated), "{cut}");
        }
        let mut other = whole.clone();
        other[1000] ^= 1;
        assert_eq!(look(&other), Err(Refused::Truncated));
        assert_eq!(
            look(&[start, chunk(b"IHDR", &[1; 13]), chunk(b"IEND", b"")].concat()),
            Err(Refused::Empty)
        );
    }

    #[test]
    fn a_jpeg_is_whole_when_its_end_mark_comes_after_its_data_and_not_in_its_thumbnail() {
        let thumbnail = [&[0xff, 0xe1, 0, 8][..], &[0xff, 0xd8, 1, 2, 0xff, 0xd9]].concat();
        let frame = [0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0];
        let data = [0xff, 0xda, 0, 4, 1, 0, 7, 7, 0xff, 0, 7, 0xff, 0xd0, 7];
        let whole = [&[0xff, 0xd8][..], &thumbnail, &frame, &data, &[0xff, 0xd9]].concat();
        let look = |bytes: &[u8]| jpeg(&mut Cursor::new(bytes)).unwrap();
        assert_eq!(look(&whole), Ok(()));
        assert_eq!(look(&[&whole[..], b"a moving picture"].concat()), Ok(()));
        for cut in 2..whole.len() {
            assert_eq!(look(&whole[..cut]), Err(Refused::Truncated), "{cut}");
        }
    }

    #[test]
    fn webp_and_heic_are_as_long_as_they_say() {
        let riff = b"RIFF\x08\0\0\0WEBPVP8 ";
        assert_eq!(webp(riff, 16), Ok(()));
        assert_eq!(webp(riff, 15), Err(Refused::Truncated));
        let boxes = b"\0\0\0\x0cftypheic\0\0\0\x0bmdatxyz".to_vec();
        let look = |bytes: &[u8]| heic(&mut Cursor::new(bytes), bytes.len() as u64).unwrap();
        assert_eq!(look(&boxes), Ok(()));
        assert_eq!(look(&boxes[..20]), Err(Refused::Truncated));
        assert_eq!(look(&boxes[..12]), Err(Refused::Truncated));
    }
}
