//! The import of a whole file (nhập danh mục): line by line, plain or gzip, every good line in, every bad line named.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::entry::{Levels, NationalProcedure};
use super::record::{LineError, LineProblem, NationalRecord};
use super::report::{Readings, Report};
use super::scan::stated;
use super::{channels, documents, fees, legal, results, steps};

/// Longest line that is taken in, in bytes; the longest known record has about a hundred thousand.
const LONGEST_LINE: usize = 2 * 1024 * 1024;
/// First bytes of a gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The one audience with commas in its name.
const OFFICIALS: &str = "Cán bộ, công chức, viên chức";

/// Is what an import gives: the entries, the report over them, and the lines that could not be taken in.
pub type Import = (Vec<NationalProcedure>, Report, Vec<LineError>);

/// Imports every record of a JSON Lines file, gzip or plain (told by its first bytes).
///
/// # Errors
///
/// Fails when the file cannot be opened or its first bytes cannot be read; what goes wrong later is a [`LineError`].
pub fn import_file(path: &Path) -> io::Result<Import> {
    let mut file = BufReader::new(File::open(path)?);
    file.fill_buf()?;
    Ok(import(file))
}

/// Imports a file as [`import_file`] does and writes the report, when a path for it is given, as JSON.
///
/// # Errors
///
/// Fails when the file cannot be opened or read at all, or the report cannot be written.
pub fn import_with_report(path: &Path, report_path: Option<&Path>) -> io::Result<Import> {
    let import = import_file(path)?;
    if let Some(report_path) = report_path {
        let mut json = serde_json::to_vec_pretty(&import.1)?;
        json.push(b'\n');
        std::fs::write(report_path, json)?;
    }
    Ok(import)
}

/// Imports every record of JSON Lines, gzip or plain (told by the first bytes).
pub fn import(mut reader: impl BufRead) -> Import {
    let is_gzip = reader.fill_buf().is_ok_and(|bytes| bytes.starts_with(&GZIP));
    if is_gzip {
        import_lines(BufReader::new(MultiGzDecoder::new(reader)))
    } else {
        import_lines(reader)
    }
}

fn import_lines(mut reader: impl BufRead) -> Import {
    let (mut procedures, mut report, mut errors) = (Vec::new(), Report::default(), Vec::new());
    let mut number = 0;
    while let Some(line) = next_line(&mut reader) {
        number += 1;
        let parsed = line
            .map_err(|problem| LineError {
                line: number,
                code: None,
                problem,
            })
            .and_then(|line| {
                if is_blank(&line) {
                    Ok(None)
                } else {
                    NationalRecord::parse(number, &line).map(Some)
                }
            });
        match parsed {
            Ok(None) => {}
            Ok(Some(record)) => {
                let procedure = NationalProcedure::from(record);
                report.count(&procedure);
                procedures.push(procedure);
            }
            Err(error) => {
                let is_last = matches!(error.problem, LineProblem::Unreadable(_));
                errors.push(error);
                if is_last {
                    break;
                }
            }
        }
    }
    (procedures, report, errors)
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// Reads one line without its break; a line that is too long is skipped to its end and named.
fn next_line(reader: &mut impl BufRead) -> Option<Result<Vec<u8>, LineProblem>> {
    let mut line = Vec::new();
    let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX) + 1;
    match reader.by_ref().take(limit).read_until(b'\n', &mut line) {
        Ok(0) => return None,
        Ok(_) => {}
        Err(error) => return Some(Err(LineProblem::Unreadable(error.to_string()))),
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Some(Ok(line));
    }
    if line.len() <= LONGEST_LINE {
        return Some(Ok(line));
    }
    Some(match skip_line(reader) {
        Ok(()) => Err(LineProblem::TooLong(LONGEST_LINE)),
        Err(error) => Err(LineProblem::Unreadable(error.to_string())),
    })
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (len, is_end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(len);
        if is_end {
            return Ok(());
        }
    }
}

impl From<NationalRecord> for NationalProcedure {
    fn from(record: NationalRecord) -> Self {
        let channels = channels::read(&record.cach_thuc_thuc_hien);
        let documents = documents::read(&record.thanh_phan_ho_so);
        let steps = steps::read(&record.trinh_tu_thuc_hien);
        let legal_basis = legal::read(&record.can_cu_phap_ly);
        let results = results::read(&record.ket_qua_xu_ly);
        let (requirements, requirements_rest) = results::split_after(&record.yeu_cau_dieu_kien);
        let readings = Readings {
            channels: channels::reading(&channels),
            fees: fees::reading(&channels),
            documents: documents::reading(&documents),
            steps: steps::reading(&steps),
            legal_basis: legal::reading(&legal_basis),
            results: results::reading(&results),
        };
        Self {
            requirements: stated(requirements),
            requirements_rest: requirements_rest.to_owned(),
            code: record.ma_thu_tuc,
            name: record.ten_thu_tuc,
            decision: stated(&record.so_quyet_dinh),
            levels: levels(&record.cap_thuc_hien),
            kind: stated(&record.loai_thu_tuc),
            sector: stated(&record.linh_vuc),
            audiences: audiences(&record.doi_tuong_thuc_hien),
            competent_agency: stated(&record.co_quan_co_tham_quyen),
            executing_agency: stated(&record.co_quan_thuc_hien),
            delegated_agency: stated(&record.co_quan_duoc_uy_quyen),
            coordinating_agency: stated(&record.co_quan_phoi_hop),
            reception_address: stated(&record.dia_chi_tiep_nhan),
            related: stated(&record.thu_tuc_lien_quan),
            ministry: stated(&record.bo),
            address: stated(&record.detail_url),
            channels,
            documents,
            steps,
            legal_basis,
            results,
            readings,
        }
    }
}

fn levels(text: &str) -> Levels {
    let mut levels = Levels::default();
    for level in text.split(',').filter_map(stated) {
        match level.to_lowercase().as_str() {
            "cấp bộ" => levels.ministry = true,
            "cấp tỉnh" => levels.province = true,
            "cấp huyện" => levels.district = true,
            "cấp xã" => levels.commune = true,
            _ => levels.other.push(level),
        }
    }
    levels
}

/// Separates the audiences at the commas that stand outside brackets and outside the officials' own name.
fn audiences(text: &str) -> Vec<String> {
    let (mut depth, mut start, mut parts) = (0usize, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..));
    let parts = parts.into_iter().flatten().filter_map(stated);
    parts.fold(Vec::new(), |mut audiences: Vec<String>, part| {
        match audiences.last_mut() {
            Some(last) if OFFICIALS.starts_with(&format!("{last}, {part}")) => *last = format!("{last}, {part}"),
            Some(_) | None => audiences.push(part),
        }
        audiences
    })
}
