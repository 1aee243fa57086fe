//! The import of the national portal's records: hostile lines by name, nothing lost, and the aims over the real file,
//! which lies beside the repository and may be absent.

use std::fs::File;
use std::io::{BufReader, Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use motcua_server::national::{
    Amount, Channel, ChannelKind, Decimal, LineProblem, NationalProcedure, Reading, Time, TimeUnit, import, import_file,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use time::macros::date;

const PAPERS: &str = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";

fn record() -> Value {
    json!({
        "ma_thu_tuc": "1.999001",
        "ten_thu_tuc": "Đăng ký thử nghiệm",
        "so_quyet_dinh": "12/QĐ-BXX",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "linh_vuc": "Hộ tịch",
        "doi_tuong_thuc_hien": "Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Đảng viên",
        "trinh_tu_thuc_hien": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến0,5 Ngày làm việc70,000 VNĐ(Lệ phí: \
                                70.000 đồng)Nộp qua cổng.Trực tiếp1Miễn phí",
        "thanh_phan_ho_so": format!("--{PAPERS}Đơn theo Mẫu số 181 bản chính,1 bản sao"),
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13",
        "yeu_cau_dieu_kien": "Không có thông tin",
        "ket_qua_xu_ly": "Giấy chứng nhậnMã: KQ.G15.000041Từ khóaKhông có thông tinMô tảKhông có thông tin",
        "loai_thu_tuc": null,
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut record = record();
    record[key] = value;
    record
}

fn import_text(text: &str) -> (Vec<NationalProcedure>, Vec<(usize, LineProblem)>) {
    let (procedures, report, errors) = import(text.as_bytes());
    assert_eq!(report.records, procedures.len());
    (
        procedures,
        errors.into_iter().map(|error| (error.line, error.problem)).collect(),
    )
}

#[test]
fn a_record_becomes_an_entry() {
    let (procedures, errors) = import_text(&format!("\u{feff}{}\n\n", record()));
    assert!(errors.is_empty(), "{errors:?}");
    let entry = procedures.first().expect("one entry");
    assert_eq!((entry.code.as_str(), entry.kind.as_deref()), ("1.999001", None));
    assert_eq!(
        (entry.levels.province, entry.levels.commune, entry.levels.ministry),
        (true, true, false)
    );
    assert_eq!(
        entry.audiences,
        [
            "Tổ chức (không bao gồm doanh nghiệp, HTX)",
            "Cán bộ, công chức, viên chức",
            "Đảng viên"
        ]
    );
    let [online, counter] = entry.channels.list.as_slice() else {
        panic!("{:?}", entry.channels)
    };
    let half_day = Time::Read {
        value: Decimal { digits: 5, scale: 1 },
        unit: TimeUnit::WorkingDays,
    };
    assert_eq!(
        (&online.kind, &online.time, online.note.as_str()),
        (&ChannelKind::Online, &half_day, "Nộp qua cổng.")
    );
    assert_eq!(
        online.fees.first().map(|line| &line.amount),
        Some(&Amount::Dong(70_000))
    );
    assert_eq!(
        (&counter.kind, &counter.time),
        (&ChannelKind::Counter, &Time::Unclear("1".to_owned()))
    );
    let papers: Vec<_> = entry.documents.groups.iter().flat_map(|group| &group.items).collect();
    assert_eq!(
        papers.iter().map(|paper| paper.name.as_str()).collect::<Vec<_>>(),
        ["Đơn theo Mẫu số 18"]
    );
    assert_eq!(entry.requirements, None);
    assert_eq!(
        (entry.readings.channels, entry.readings.documents),
        (Reading::Partly, Reading::Read)
    );
}

#[test]
fn every_broken_line_is_named_and_the_others_come_in() {
    let lines = [
        record().to_string(),
        "{\"ma_thu_tuc\": ".to_owned(),
        "[1, 2]".to_owned(),
        "{}".to_owned(),
        with("ma_thu_tuc", json!("  ")).to_string(),
        with("thanh_phan_ho_so", Value::Null).to_string(),
        with("cach_thuc_thuc_hien", json!(["Trực tiếp"])).to_string(),
        with("bo", json!(7)).to_string(),
        record().to_string(),
    ];
    let (procedures, errors) = import_text(&lines.join("\n"));
    assert_eq!(procedures.len(), 2);
    assert!(
        matches!(errors.as_slice(), [(2, LineProblem::NotJson(_)), ..]),
        "{errors:?}"
    );
    let wanted = [
        (3, LineProblem::NotAnObject),
        (4, LineProblem::MissingKey("ma_thu_tuc")),
        (5, LineProblem::Empty("ma_thu_tuc")),
        (6, LineProblem::MissingKey("thanh_phan_ho_so")),
        (
            7,
            LineProblem::WrongType {
                key: "cach_thuc_thuc_hien",
                found: "a list",
            },
        ),
        (
            8,
            LineProblem::WrongType {
                key: "bo",
                found: "a number",
            },
        ),
    ];
    assert_eq!(errors.get(1..), Some(wanted.as_slice()));
}

#[test]
fn the_error_names_line_and_code() {
    let (_, _, errors) = import(with("ket_qua_xu_ly", json!(true)).to_string().as_bytes());
    let words: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        ["line 1 (1.999001): the key ket_qua_xu_ly holds a truth value, not a string"]
    );
}

#[test]
fn bytes_that_are_no_text_and_lines_that_never_end_are_named() {
    let mut bytes = vec![0xff, 0xfe, b'\n'];
    bytes.extend(std::iter::repeat_n(b'x', 9 * 1024 * 1024));
    bytes.push(b'\n');
    bytes.extend(record().to_string().into_bytes());
    let (procedures, _, errors) = import(Cursor::new(bytes));
    let problems: Vec<_> = errors.iter().map(|error| (error.line, &error.problem)).collect();
    assert!(
        matches!(
            problems.as_slice(),
            [(1, LineProblem::NotText), (2, LineProblem::TooLong(_))]
        ),
        "{problems:?}"
    );
    assert_eq!(procedures.len(), 1);
}

#[test]
fn a_compressed_file_reads_like_a_plain_one_and_a_torn_one_says_so() {
    let text = format!("{}\n{}\n", record(), record());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("compresses");
    let bytes = encoder.finish().expect("compresses");
    assert_eq!(import(bytes.as_slice()), import(text.as_bytes()));
    let (_, _, errors) = import(&bytes[..bytes.len() / 2]);
    assert!(
        errors
            .iter()
            .any(|error| matches!(error.problem, LineProblem::Unreadable(_))),
        "{errors:?}"
    );
}

#[test]
fn a_missing_file_is_an_error() {
    assert!(import_file(Path::new("no-such-file.jsonl")).is_err());
}

/// Checks that the parts of an entry, put together again, are the record's text to the last character.
fn assert_nothing_lost(entry: &NationalProcedure, record: &Value) {
    let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let channels = &entry.channels;
    let raw: String = channels.list.iter().map(|row| row.raw.as_str()).collect();
    let joined = format!("{}{}{raw}", channels.heading, channels.rest);
    assert_eq!(joined, text("cach_thuc_thuc_hien"), "channels of {}", entry.code);
    channels
        .list
        .iter()
        .for_each(|row| assert_row_keeps_its_words(row, &entry.code));
    let mut papers = String::new();
    for group in &entry.documents.groups {
        papers.push_str(&group.heading);
        papers.push_str(PAPERS);
        papers.extend(group.items.iter().map(|item| item.raw.as_str()));
    }
    papers.push_str(&entry.documents.rest);
    assert_eq!(papers, text("thanh_phan_ho_so"), "documents of {}", entry.code);
    for item in entry.documents.groups.iter().flat_map(|group| &group.items) {
        assert!(
            item.raw.trim_start().starts_with(&item.name),
            "paper of {}: {item:?}",
            entry.code
        );
    }
    let steps: String = entry.steps.list.iter().map(|step| step.raw.as_str()).collect();
    assert_eq!(
        format!("{}{steps}", entry.steps.before),
        text("trinh_tu_thuc_hien"),
        "steps of {}",
        entry.code
    );
    let legal: String = entry.legal_basis.list.iter().map(|row| row.raw.as_str()).collect();
    let joined = format!("{}{legal}{}", entry.legal_basis.heading, entry.legal_basis.rest);
    assert_eq!(joined, text("can_cu_phap_ly"), "legal basis of {}", entry.code);
    let results: String = entry.results.list.iter().map(|row| row.raw.as_str()).collect();
    let joined = format!("{results}{}{}", entry.results.rest, entry.results.after);
    assert_eq!(joined, text("ket_qua_xu_ly"), "results of {}", entry.code);
}

/// Checks that fees and description end the row; an ambiguous number stands in time and fee alike.
fn assert_row_keeps_its_words(row: &Channel, code: &str) {
    let fees: String = row.fees.iter().map(|line| line.text.as_str()).collect();
    assert!(
        row.raw.ends_with(&format!("{fees}{}", row.note)),
        "row of {code}: {row:?}"
    );
    let words = match &row.time {
        Time::Unclear(words) => words.as_str(),
        Time::Read { .. } | Time::NotStated => "",
    };
    assert!(row.raw.contains(words), "row of {code}: {row:?}");
}

/// Makes texts of the pieces the portal's texts are made of, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Hình thức nộpThời gianPhí, lệ phíMô tả",
        "Trực tuyến",
        "Trực tiếp",
        "Dịch vụ bưu chính",
        "12",
        "1",
        "0,5",
        " Ngày làm việc",
        " Giờ",
        "Miễn phí",
        "Không có thông tin",
        "70,000 VNĐ",
        " USD",
        "%",
        "(",
        ")",
        "Phí :",
        "Lệ phí: ",
        "15000000/lần Đồng",
        PAPERS,
        "--",
        " bản chính",
        "1 bản chính",
        ",1 bản sao",
        "Bản chính: 1",
        "Bản sao: 0",
        "Mẫu số 18",
        ".docx",
        "Mau 1.doc",
        "Bước 1",
        "Bước 2:",
        "\n",
        "a)",
        "b)",
        "- ",
        "Tên văn bản pháp lýMã văn bản",
        "Luật ",
        "số ",
        "60/2014/QH13",
        "/2024/",
        "NĐ-CP",
        "Mã: ",
        "KQ.G15.000041",
        "Từ khóa",
        "Mô tả",
        "Đơn đề nghị",
        "\u{301}",
        "𝟙İ",
        " ",
        ".",
        "\u{a0}",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (procedures, report, errors) = import(bytes.as_slice());
        prop_assert_eq!(report.records, procedures.len());
        prop_assert!(procedures.len() + errors.len() <= bytes.len() + 1);
    }

    #[test]
    fn no_text_makes_it_panic_or_lose_a_character(
        texts in prop::collection::vec(prop_oneof![3 => fragments(), 1 => any::<String>()], 6),
    ) {
        let mut record = record();
        let keys = [
            "cach_thuc_thuc_hien",
            "thanh_phan_ho_so",
            "trinh_tu_thuc_hien",
            "can_cu_phap_ly",
            "ket_qua_xu_ly",
            "yeu_cau_dieu_kien",
        ];
        for (key, text) in keys.into_iter().zip(texts) {
            record[key] = json!(text);
        }
        let (procedures, _, errors) = import(record.to_string().as_bytes());
        prop_assert!(errors.is_empty(), "{errors:?}");
        for entry in &procedures {
            assert_nothing_lost(entry, &record);
        }
    }
}

fn real_file() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/national-procedures.jsonl.gz");
    if !path.exists() {
        eprintln!("skipped: the national portal's records are not beside the repository (shared/data)");
        return None;
    }
    Some(path)
}

fn real_records(path: &Path) -> Vec<Value> {
    let file = BufReader::new(File::open(path).expect("opens"));
    let lines = std::io::read_to_string(flate2::bufread::MultiGzDecoder::new(file)).expect("unpacks");
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("is JSON"))
        .collect()
}

/// Says by a reading of its own whether some kind in the text is glued to a number and a unit.
fn states_a_time(text: &str) -> bool {
    ["Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính"].iter().any(|kind| {
        text.match_indices(kind).any(|(at, _)| {
            let tail = &text[at + kind.len()..];
            let after = tail.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
            let units = [" Ngày", " Giờ", " Tháng", " Năm", " Tuần", " Phút"];
            after.len() < tail.len() && units.iter().any(|unit| after.starts_with(unit))
        })
    })
}

fn per_mille((part, all): (usize, usize)) -> usize {
    part * 1000 / all.max(1)
}

#[test]
fn the_real_records_are_read_as_well_as_aimed_and_nothing_is_lost() {
    let Some(path) = real_file() else { return };
    let records = real_records(&path);
    let (procedures, report, errors) = import_file(&path).expect("opens");
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!((procedures.len(), report.records), (records.len(), records.len()));
    let (mut timed, mut papered) = ([(0, 0); 2], [(0, 0); 2]);
    for (entry, record) in procedures.iter().zip(&records) {
        assert_nothing_lost(entry, record);
        assert!(
            entry.to_level_one(date!(2025 - 07 - 01)).is_ok(),
            "{} has no entry",
            entry.code
        );
        let half = entry.code.bytes().map(usize::from).sum::<usize>() % 2;
        if record["cach_thuc_thuc_hien"].as_str().is_some_and(states_a_time) {
            timed[half].0 += usize::from(entry.readings.channels == Reading::Read);
            timed[half].1 += 1;
        } else {
            assert_ne!(
                entry.readings.channels,
                Reading::Read,
                "a time was guessed in {}",
                entry.code
            );
        }
        if record["thanh_phan_ho_so"]
            .as_str()
            .is_some_and(|text| text.chars().any(char::is_alphanumeric))
        {
            papered[half].0 += usize::from(entry.readings.documents == Reading::Read);
            papered[half].1 += 1;
        }
    }
    eprintln!("times read by half: {timed:?}; papers separated by half: {papered:?}");
    assert!(timed.into_iter().all(|half| per_mille(half) >= 990), "times: {timed:?}");
    assert!(
        papered.into_iter().all(|half| per_mille(half) >= 970),
        "papers: {papered:?}"
    );
}

#[test]
fn the_report_of_the_real_records_has_the_agreed_shape() {
    let Some(path) = real_file() else { return };
    let (_, report, _) = import_file(&path).expect("opens");
    let report = serde_json::to_value(&report).expect("is JSON");
    let keys = |value: &Value| {
        let mut keys: Vec<_> = value
            .as_object()
            .map(|object| object.keys().cloned().collect())
            .unwrap_or_default();
        keys.sort();
        keys
    };
    assert_eq!(keys(&report), ["parts", "records"]);
    assert_eq!(
        keys(&report["parts"]),
        ["channels", "documents", "fees", "legal_basis", "results", "steps"]
    );
    for (part, counts) in report["parts"].as_object().expect("is an object") {
        assert_eq!(keys(counts), ["codes", "partly", "read", "text"], "{part}");
        let count = |key: &str| counts[key].as_u64().unwrap_or(0);
        assert_eq!(
            Some(count("read") + count("partly") + count("text")),
            report["records"].as_u64(),
            "{part}"
        );
        let codes = counts["codes"].as_array().map(Vec::len);
        assert_eq!(codes, usize::try_from(count("partly") + count("text")).ok(), "{part}");
    }
}
