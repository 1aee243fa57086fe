//! Whether a PDF is whole and opens without a password, and how many pages it has. Its index is followed from the end of
//! the file; where the index is broken, as scanners and mail programs leave it, pages are counted one by one.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::{
    Refused,
    look::{Bytes, read_at},
    syntax::{Dict, Reader, Value},
};

/// How far from the beginning the head may be, and from the end the end mark.
const EDGE: usize = 2 << 10;

/// The largest dictionary, and the largest index once unpacked.
const LARGEST: usize = 8 << 20;

/// The most parts an index may have, the most pages that are believed.
const MOST_PARTS: usize = 500;
const MOST_PAGES: u64 = 200_000;

/// Says whether a file begins as a PDF.
pub(super) fn begins(head: &[u8]) -> bool {
    head[..head.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Returns how many pages a PDF has.
pub(super) fn pages(file: &mut impl Bytes, len: u64) -> io::Result<Result<u32, Refused>> {
    let from = len.saturating_sub(EDGE as u64);
    let tail = read_at(file, from, EDGE)?;
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Ok(Err(Refused::Truncated));
    }
    let mut index = Index {
        file: &mut *file,
        len,
        parts: Vec::new(),
    };
    let counted = match start(&tail) {
        Some(start) if index.follow(start)? => {
            if index.is_encrypted() {
                return Ok(Err(Refused::Encrypted));
            }
            index.count()?
        }
        Some(_) | None => None,
    };
    match counted {
        Some(0) => Ok(Err(Refused::Empty)),
        Some(count) => Ok(Ok(count)),
        None => one_by_one(file),
    }
}

/// Returns where the index begins, as the end of the file says.
fn start(tail: &[u8]) -> Option<u64> {
    const WORD: &[u8] = b"startxref";
    let at = tail.windows(WORD.len()).rposition(|window| window == WORD)?;
    Reader::new(&tail[at + WORD.len()..]).number()
}

/// One part of the index, the newest first.
enum Part {
    /// Lines of twenty bytes: the first object of each run, how many, and where the run begins.
    Table(Vec<(u64, u64, u64)>, Dict),
    /// Numbers of fixed widths, unpacked.
    Stream {
        runs: Vec<(u64, u64)>,
        widths: [usize; 3],
        rows: Vec<u8>,
        dict: Dict,
    },
}

impl Part {
    const fn dict(&self) -> &Dict {
        match self {
            Self::Table(_, dict) | Self::Stream { dict, .. } => dict,
        }
    }
}

/// Where an object is.
enum Place {
    At(u64),
    In(u32),
}

/// The index of a file.
struct Index<'a, F> {
    file: &'a mut F,
    len: u64,
    parts: Vec<Part>,
}

impl<F: Bytes> Index<'_, F> {
    /// Reads the index part by part; says whether all of it could be read.
    fn follow(&mut self, start: u64) -> io::Result<bool> {
        let mut waiting = vec![start];
        let mut seen = Vec::new();
        while let Some(at) = waiting.pop() {
            if seen.contains(&at) {
                continue;
            }
            if at >= self.len || seen.len() >= MOST_PARTS {
                return Ok(false);
            }
            seen.push(at);
            let Some(part) = self.part(at)? else {
                return Ok(false);
            };
            waiting.extend(part.dict().number("Prev"));
            waiting.extend(part.dict().number("XRefStm"));
            self.parts.push(part);
        }
        Ok(self.root().is_some())
    }

    fn part(&mut self, at: u64) -> io::Result<Option<Part>> {
        let head = read_at(self.file, at, 64)?;
        let mut reader = Reader::new(&head);
        if reader.takes("xref") {
            return self.table(at + reader.at() as u64);
        }
        let Some((dict, data)) = self.object_at(at)? else {
            return Ok(None);
        };
        Ok(stream_part(dict, data))
    }

    fn table(&mut self, mut at: u64) -> io::Result<Option<Part>> {
        let mut runs = Vec::new();
        loop {
            let head = read_at(self.file, at, 128)?;
            let mut reader = Reader::new(&head);
            if reader.takes("trailer") {
                let text = read_at(self.file, at + reader.at() as u64, 1 << 20)?;
                return Ok(Reader::new(&text).dict().map(|dict| Part::Table(runs, dict)));
            }
            let (Some(first), Some(count)) = (reader.number(), reader.number()) else {
                return Ok(None);
            };
            let is_line_end = |byte: &&u8| matches!(byte, b' ' | b'\r' | b'\n');
            let gap = head[reader.at()..].iter().take_while(is_line_end).count();
            let begins = at + (reader.at() + gap) as u64;
            runs.push((first, count, begins));
            let Some(next) = count.checked_mul(20).and_then(|size| begins.checked_add(size)) else {
                return Ok(None);
            };
            if next >= self.len || runs.len() > MOST_PARTS {
                return Ok(None);
            }
            at = next;
        }
    }

    fn root(&self) -> Option<u32> {
        self.parts.iter().find_map(|part| part.dict().reference("Root"))
    }

    fn is_encrypted(&self) -> bool {
        let mut told = self.parts.iter().filter_map(|part| part.dict().get("Encrypt"));
        told.any(|value| !matches!(value, Value::Other))
    }

    /// Returns the number of pages that the root of the pages tells.
    fn count(&mut self) -> io::Result<Option<u32>> {
        let Some(catalog) = self.root() else { return Ok(None) };
        let Some(pages) = self.object(catalog)?.and_then(|dict| dict.reference("Pages")) else {
            return Ok(None);
        };
        let Some(dict) = self.object(pages)? else {
            return Ok(None);
        };
        let count = match dict.reference("Count") {
            None => dict.number("Count"),
            Some(_) => None,
        };
        Ok(count
            .filter(|count| *count <= MOST_PAGES)
            .and_then(|count| u32::try_from(count).ok()))
    }

    /// Returns an object's dictionary by its number.
    fn object(&mut self, number: u32) -> io::Result<Option<Dict>> {
        match self.place(number)? {
            Some(Place::At(at)) => Ok(self.object_at(at)?.map(|(dict, _)| dict)),
            Some(Place::In(holder)) => {
                let Some(Place::At(at)) = self.place(holder)? else {
                    return Ok(None);
                };
                Ok(self
                    .object_at(at)?
                    .and_then(|(dict, data)| within(&dict, &data?, number)))
            }
            None => Ok(None),
        }
    }

    fn place(&mut self, number: u32) -> io::Result<Option<Place>> {
        let number = u64::from(number);
        for at in 0..self.parts.len() {
            let line = match &self.parts[at] {
                Part::Table(runs, _) => {
                    let run = runs
                        .iter()
                        .find(|(first, count, _)| number >= *first && number - first < *count);
                    run.map(|(first, _, begins)| begins + (number - first) * 20)
                }
                Part::Stream { runs, widths, rows, .. } => match row(runs, *widths, rows, number) {
                    Some((1, at, _)) => return Ok(Some(Place::At(at))),
                    Some((2, holder, _)) => return Ok(u32::try_from(holder).ok().map(Place::In)),
                    Some(_) => return Ok(None),
                    None => None,
                },
            };
            if let Some(line) = line {
                let text = read_at(self.file, line, 18)?;
                let at = std::str::from_utf8(text.get(..10).unwrap_or_default()).ok();
                let at = at.and_then(|text| text.parse().ok());
                if text.get(17) == Some(&b'n') {
                    return Ok(at.map(Place::At));
                }
            }
        }
        Ok(None)
    }

    /// Reads the object at a place: its dictionary and, where it has one, its stream unpacked.
    fn object_at(&mut self, at: u64) -> io::Result<Option<(Dict, Option<Vec<u8>>)>> {
        let mut size = 4 << 10;
        loop {
            let text = read_at(self.file, at, size)?;
            let mut reader = Reader::new(&text);
            let is_object = reader.number().is_some() && reader.number().is_some() && reader.takes("obj");
            if !is_object {
                return Ok(None);
            }
            if let Some(dict) = reader.dict() {
                if !reader.takes("stream") {
                    return Ok(Some((dict, None)));
                }
                let end = &text[reader.at()..];
                let gap = usize::from(end.starts_with(b"\r")) + usize::from(end.iter().take(2).any(|b| *b == b'\n'));
                let data = self.stream(&dict, at + (reader.at() + gap) as u64)?;
                return Ok(Some((dict, data)));
            }
            if text.len() < size || size >= LARGEST {
                return Ok(None);
            }
            size *= 4;
        }
    }

    /// Reads and unpacks a stream; `None` when it is packed in a way that indexes are not.
    fn stream(&mut self, dict: &Dict, at: u64) -> io::Result<Option<Vec<u8>>> {
        let told = dict.number("Length").and_then(|length| usize::try_from(length).ok());
        let raw = read_at(self.file, at, told.unwrap_or(LARGEST).min(LARGEST))?;
        let filter = match dict.get("Filter") {
            None => return Ok(Some(raw)),
            Some(Value::Array(filters)) if filters.len() == 1 => filters[0].clone(),
            Some(filter) => filter.clone(),
        };
        if filter != Value::Name(b"FlateDecode".to_vec()) {
            return Ok(None);
        }
        let mut data = Vec::new();
        if ZlibDecoder::new(&raw[..])
            .take(LARGEST as u64)
            .read_to_end(&mut data)
            .is_err()
        {
            return Ok(None);
        }
        let how = match dict.get("DecodeParms") {
            Some(Value::Dict(how)) => how.clone(),
            Some(Value::Array(all)) => match all.first() {
                Some(Value::Dict(how)) => how.clone(),
                Some(_) | None => Dict::default(),
            },
            Some(_) | None => Dict::default(),
        };
        if how.number("Predictor").unwrap_or(1) < 10 {
            return Ok(Some(data));
        }
        let columns = usize::try_from(how.number("Columns").unwrap_or(1)).unwrap_or(1);
        Ok(unpredicted(&data, columns))
    }
}

/// Undoes the PNG prediction that indexes are packed with: no row above (0) or the difference to it (2).
fn unpredicted(data: &[u8], columns: usize) -> Option<Vec<u8>> {
    if columns == 0 || columns > 64 {
        return None;
    }
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; columns];
    for line in data.chunks_exact(columns + 1) {
        match line[0] {
            0 => above.copy_from_slice(&line[1..]),
            2 => {
                for (old, new) in above.iter_mut().zip(&line[1..]) {
                    *old = old.wrapping_add(*new);
                }
            }
            _ => return None,
        }
        out.extend_from_slice(&above);
    }
    Some(out)
}

fn stream_part(dict: Dict, data: Option<Vec<u8>>) -> Option<Part> {
    let widths: Vec<usize> = dict
        .numbers("W")?
        .iter()
        .filter_map(|width| usize::try_from(*width).ok())
        .collect();
    let widths: [usize; 3] = widths
        .try_into()
        .ok()
        .filter(|all: &[usize; 3]| all.iter().all(|one| *one <= 8))?;
    let runs = match dict.numbers("Index") {
        Some(numbers) => numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(),
        None => vec![(0, dict.number("Size")?)],
    };
    Some(Part::Stream {
        runs,
        widths,
        rows: data?,
        dict,
    })
}

/// Returns the three numbers that an index stream holds of an object.
fn row(runs: &[(u64, u64)], widths: [usize; 3], rows: &[u8], number: u64) -> Option<(u64, u64, u64)> {
    let mut before = 0_u64;
    for (first, count) in runs {
        if number >= *first && number - first < *count {
            let size: usize = widths.iter().sum();
            let start = usize::try_from(before + (number - first)).ok()?.checked_mul(size)?;
            let row = rows.get(start..start.checked_add(size)?)?;
            let of = |from: usize, width: usize| {
                row[from..from + width]
                    .iter()
                    .fold(0_u64, |all, byte| (all << 8) | u64::from(*byte))
            };
            let kind = if widths[0] == 0 { 1 } else { of(0, widths[0]) };
            return Some((kind, of(widths[0], widths[1]), of(widths[0] + widths[1], widths[2])));
        }
        before = before.checked_add(*count)?;
    }
    None
}

/// Finds an object in a stream of objects.
fn within(holder: &Dict, data: &[u8], number: u32) -> Option<Dict> {
    let first = usize::try_from(holder.number("First")?).ok()?;
    let mut reader = Reader::new(data.get(..first)?);
    for _ in 0..holder.number("N")? {
        let (object, at) = (reader.number()?, reader.number()?);
        if object == u64::from(number) {
            let at = first.checked_add(usize::try_from(at).ok()?)?;
            return Reader::new(data.get(at..)?).dict();
        }
    }
    None
}

/// Counts page objects from the beginning of the file to its end.
fn one_by_one(file: &mut impl Bytes) -> io::Result<Result<u32, Refused>> {
    const STEP: usize = 64 << 10;
    const OVERLAP: usize = 32;
    let (mut at, mut count) = (0_u64, 0_u32);
    loop {
        let part = read_at(file, at, STEP + OVERLAP)?;
        let whole = part.len().min(STEP);
        for (place, _) in part[..whole].iter().enumerate().filter(|(_, byte)| **byte == b'/') {
            let rest = &part[place..];
            let mut reader = Reader::new(rest);
            if reader.takes("/Encrypt") && rest.get(reader.at()).is_some_and(u8::is_ascii_whitespace) {
                return Ok(Err(Refused::Encrypted));
            }
            let mut reader = Reader::new(rest);
            if reader.takes("/Type")
                && reader.takes("/Page")
                && !rest.get(reader.at()).is_some_and(u8::is_ascii_alphanumeric)
            {
                count = count.saturating_add(1);
            }
        }
        if part.len() <= STEP {
            break;
        }
        at += STEP as u64;
    }
    Ok(if count == 0 { Err(Refused::Truncated) } else { Ok(count) })
}

#[cfg(test)]
mod tests {
    use std::{fmt::Write as _, io::Cursor, io::Write as _};

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn look(bytes: &[u8]) -> Result<u32, Refused> {
        pages(&mut Cursor::new(bytes), bytes.len() as u64).unwrap()
    }

    /// A PDF with a plain index; `count` is what its pages object tells, `more` goes into the trailer.
    fn plain(count: &str, more: &str) -> String {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type /Pages/Kids[3 0 R 3 0 R]/Count {count}>>"),
            "<</Type/Page/Parent 2 0 R>>".to_owned(),
        ];
        let mut out = "%PDF-1.4\n".to_owned();
        let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
        for (at, object) in objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
        }
        let at = out.len();
        format!("{out}{table}trailer\n<</Size 4/Root 1 0 R{more}>>\nstartxref\n{at}\n%%EOF\n")
    }

    /// A PDF whose objects and index are packed, as most programs write today.
    fn packed(predicted: bool) -> Vec<u8> {
        let zip = |bytes: &[u8]| {
            let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
            out.write_all(bytes).unwrap();
            out.finish().unwrap()
        };
        let (catalog, tree) = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 7>>");
        let head = format!("1 0 2 {} ", catalog.len() + 1);
        let held = zip(format!("{head}{catalog} {tree}").as_bytes());
        let mut out = b"%PDF-1.7\n".to_vec();
        let holder = u8::try_from(out.len()).unwrap();
        let told = format!(
            "3 0 obj\n<</Type/ObjStm/N 2/First {}/Length {}/Filter/FlateDecode>>\nstream\n",
            head.len(),
            held.len()
        );
        out.extend_from_slice(told.as_bytes());
        out.extend_from_slice(&held);
        out.extend_from_slice(b"\nendstream\nendobj\n");
        let at = out.len();
        let rows: [[u8; 4]; 4] = [[0, 0, 0, 0], [2, 0, 3, 0], [2, 0, 3, 1], [1, 0, holder, 0]];
        let (rows, how) = if predicted {
            let mut above = [0_u8; 4];
            let lines = rows.map(|row| {
                let differences: Vec<u8> = row.iter().zip(above).map(|(new, old)| new.wrapping_sub(old)).collect();
                above = row;
                [vec![2], differences].concat()
            });
            (lines.concat(), "/DecodeParms<</Predictor 12/Columns 4>>")
        } else {
            (rows.concat(), "")
        };
        let rows = zip(&rows);
        let told = format!(
            "4 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Length {}/Filter/FlateDecode{how}>>\nstream\r\n",
            rows.len()
        );
        out.extend_from_slice(told.as_bytes());
        out.extend_from_slice(&rows);
        out.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF").as_bytes());
        out
    }

    #[test]
    fn pages_are_counted_through_a_plain_and_a_packed_index() {
        assert_eq!(look(plain("12", "").as_bytes()), Ok(12));
        assert_eq!(look(&packed(false)), Ok(7));
        assert_eq!(look(&packed(true)), Ok(7));
    }

    #[test]
    fn a_broken_index_leaves_the_pages_to_be_counted_one_by_one() {
        let moved = plain("12", "").replacen("%PDF-1.4\n", "%PDF-1.4\n% a mail program put this in\n", 1);
        assert_eq!(look(moved.as_bytes()), Ok(1));
        assert_eq!(look(plain("-4", "").as_bytes()), Ok(1));
        let prev = plain("12", "/Prev 3");
        assert_eq!(look(prev.as_bytes()), Ok(1));
    }

    #[test]
    fn an_encrypted_a_cut_and_an_empty_one_are_told_apart() {
        assert_eq!(look(plain("1", "/Encrypt 9 0 R").as_bytes()), Err(Refused::Encrypted));
        let moved = plain("1", "/Encrypt 9 0 R").replacen('\n', "\n%\n", 1);
        assert_eq!(look(moved.as_bytes()), Err(Refused::Encrypted));
        assert_eq!(look(plain("0", "").as_bytes()), Err(Refused::Empty));
        let whole = plain("1", "");
        assert_eq!(look(&whole.as_bytes()[..whole.len() - 12]), Err(Refused::Truncated));
        assert_eq!(look(b"%PDF-1.4\nnothing inside\n%%EOF\n"), Err(Refused::Truncated));
    }

    #[test]
    fn an_index_that_leads_in_a_circle_or_out_of_the_file_comes_to_an_end() {
        let at = plain("12", "").find("xref").unwrap();
        assert_eq!(look(plain("12", &format!("/Prev {at}")).as_bytes()), Ok(12));
        assert_eq!(look(plain("12", "/Prev 99999999").as_bytes()), Ok(1));
        let huge = plain("12", "").replace("0 4\n", "0 18446744073709551615\n");
        assert_eq!(look(huge.as_bytes()), Ok(1));
    }
}
