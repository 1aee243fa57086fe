//! Every form printed, opened again and read: text, size, PDF/A, the same bytes twice.

use lopdf::{Dictionary, Document, Object};
use motcua_core::{
    paper::{FormSet, PaperKind},
    text::nfc,
};
use motcua_papers::{Body, Paper, print};

use crate::samples::{NUMBER, paper, samples};

fn opened(paper: &Paper) -> (Vec<u8>, Document) {
    let bytes = print(paper).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    (bytes, document)
}

/// Returns all text of a document with single blanks: lines are broken where the page ends.
fn text(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    let (_, object) = document.dereference(object).unwrap();
    object
        .as_dict()
        .or_else(|_| object.as_stream().map(|stream| &stream.dict))
        .unwrap()
}

/// Width and height of the pages in millimetres.
fn sizes(document: &Document) -> Vec<(i64, i64)> {
    let mm = |value: &Object| (f64::from(value.as_float().unwrap()) * 25.4 / 72.0).round() as i64;
    document
        .get_pages()
        .values()
        .map(|id| {
            let page = document.get_dictionary(*id).unwrap();
            let place = page.get(b"MediaBox").unwrap().as_array().unwrap();
            (mm(&place[2]) - mm(&place[0]), mm(&place[3]) - mm(&place[1]))
        })
        .collect()
}

#[test]
fn every_form_says_what_it_is_and_what_was_given_in_composed_vietnamese() {
    for sample in samples() {
        let (_, document) = opened(&sample);
        let text = text(&document);
        let kind = sample.body.kind();
        let has = |part: &str| assert!(text.contains(part), "{kind:?} lacks {part:?} in:\n{text}");
        assert_eq!(text, nfc(&text), "{kind:?} is not composed");
        assert!(!text.contains('\u{fffd}') && !text.contains('□'), "{text}");
        if kind != PaperKind::FeeReceipt {
            has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            has("Độc lập - Tự do - Hạnh phúc");
            has(sample.head.set.source());
        }
        has("Xuân Hương, ngày 05 tháng 3 năm 2026");
        has(&kind.title(sample.head.set).to_uppercase());
        has("Trang 1/");
        has("Nguyễn Thị Ngọc Quỳnh");
    }
}

#[test]
fn each_form_has_the_contents_the_circular_names() {
    let table: [(PaperKind, &[&str]); 8] = [
        (
            PaperKind::Receipt,
            &[
                "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công",
                "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Quỳnh",
                "Địa chỉ: 12 Trần Phú",
                "Số điện thoại: 0912 345 678",
                "Email: quynh@example.vn",
                "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (1.001193)",
                "Giấy chứng sinh",
                "(xuất trình)",
                "Số lượng hồ sơ: 1 bộ",
                "Thời hạn giải quyết theo quy định: 3 ngày làm việc",
                "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 05 tháng 3 năm 2026",
                "Thời gian trả kết quả: 17 giờ 00 phút, ngày 10 tháng 3 năm 2026",
                "Đăng ký nhận kết quả: Vào Sổ theo dõi hồ sơ: NGƯỜI NỘP HỒ SƠ",
                "NGƯỜI TIẾP NHẬN HỒ SƠ",
            ],
        ),
        (
            PaperKind::SupplementRequest,
            &[
                "/HDHS",
                "Bản chứng thực",
                "Ảnh chụp bị mờ, không đọc được số.",
                "Người liên hệ: Phạm Thị Hà",
                "NGƯỜI HƯỚNG DẪN",
            ],
        ),
        (
            PaperKind::Refusal,
            &["Lý do từ chối: Không thuộc thẩm quyền", "NGƯỜI TIẾP NHẬN HỒ SƠ"],
        ),
        (
            PaperKind::Apology,
            &[
                "Thời gian nhận hồ sơ: 09 giờ 05 phút",
                "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 10 tháng 3 năm 2026",
                "Thời gian trả kết quả mới: 17 giờ 00 phút, ngày 12 tháng 3 năm 2026",
                "xin lỗi",
                "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
            ],
        ),
        (
            PaperKind::StopNotice,
            &[
                NUMBER,
                "Giai đoạn giải quyết: Đang xử lý",
                "Quyết định: ",
                "Nghĩa vụ tài chính: Chưa phát sinh",
            ],
        ),
        (
            PaperKind::HandOver,
            &["Giao", "Nhận", "Trước hạn", "Ghi chú", "09:05", "05/03/2026"],
        ),
        (
            PaperKind::FeeReceipt,
            &[
                "BIÊN LAI THU PHÍ, LỆ PHÍ",
                "Mẫu số: 01BLP0-001",
                "Ký hiệu: AA-26E",
                "00000042",
                "Mã số thuế: 0100109106",
                "Lệ phí: Đăng ký khai sinh",
                "91.000",
                "Số tiền bằng chữ: Chín mươi mốt nghìn đồng",
                "VND",
            ],
        ),
        (
            PaperKind::Register,
            &[
                "Hồ sơ nộp từ ngày 01/03/2026 đến ngày 31/03/2026",
                "Hẹn trả",
                "Ngày trả",
                "Ký nhận",
                NUMBER,
            ],
        ),
    ];
    for (kind, parts) in table {
        let (_, document) = opened(&paper(kind, FormSet::Circular2025));
        let text = text(&document);
        for part in parts {
            assert!(text.contains(part), "{kind:?} lacks {part:?} in:\n{text}");
        }
    }
}

#[test]
fn forms_are_a5_and_the_register_is_a4() {
    for sample in samples() {
        let (_, document) = opened(&sample);
        let expected = match sample.body {
            Body::Register(_) => (297, 210),
            _ => (148, 210),
        };
        for size in sizes(&document) {
            assert_eq!(size, expected, "{:?}", sample.body.kind());
        }
    }
}

#[test]
fn the_same_paper_is_the_same_bytes_and_another_one_is_another_document() {
    for sample in samples() {
        assert_eq!(
            print(&sample).unwrap(),
            print(&sample).unwrap(),
            "{:?}",
            sample.body.kind()
        );
    }
    let id = |paper: &Paper| format!("{:?}", opened(paper).1.trailer.get(b"ID").unwrap());
    let (one, mut other) = (
        paper(PaperKind::Receipt, FormSet::Circular2025),
        paper(PaperKind::Receipt, FormSet::Circular2025),
    );
    other.head.number = "H36.175-260305-0002".to_owned();
    assert_ne!(id(&one), id(&other));
}

/// What can be seen of ISO 19005-2 by reading the file; no validator of the whole standard is at hand.
#[test]
fn every_form_is_marked_and_made_as_pdf_a_2b() {
    for sample in samples() {
        let kind = sample.body.kind();
        let (bytes, document) = opened(&sample);
        assert!(bytes.starts_with(b"%PDF-1.7"), "{kind:?}");
        assert!(
            bytes[9] == b'%' && bytes[10..14].iter().all(|byte| *byte > 127),
            "{kind:?}: a binary comment"
        );
        assert!(document.trailer.get(b"Encrypt").is_err() && document.trailer.get(b"ID").is_ok());
        let catalog = catalog(&document);
        let (_, metadata) = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap();
        let metadata = metadata.as_stream().unwrap();
        assert!(
            metadata.dict.get(b"Filter").is_err(),
            "metadata must be readable as it lies"
        );
        let xmp = String::from_utf8(metadata.content.clone()).unwrap();
        for part in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>B</pdfaid:conformance>",
            "2026-03-05T09:05:00+07:00",
            kind.title(sample.head.set),
        ] {
            assert!(xmp.contains(part), "{kind:?}: {part} not in {xmp}");
        }
        let (_, intents) = document.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap();
        let intent = dictionary(&document, &intents.as_array().unwrap()[0]);
        assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
        assert!(!dictionary(&document, intent.get(b"DestOutputProfile").unwrap()).is_empty());
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
        assert!(
            dictionary(&document, catalog.get(b"MarkInfo").unwrap())
                .get(b"Marked")
                .unwrap()
                .as_bool()
                .unwrap()
        );
        let mut fonts = 0;
        for object in document.objects.values() {
            let Ok(dict) = object.as_dict() else { continue };
            let of = |key: &[u8], name: &[u8]| dict.get(key).and_then(Object::as_name).is_ok_and(|is| is == name);
            assert!(!of(b"S", b"JavaScript") && !of(b"S", b"Launch"), "{kind:?}");
            if of(b"Type", b"FontDescriptor") {
                fonts += 1;
                assert!(
                    dict.has(b"FontFile2") || dict.has(b"FontFile3"),
                    "{kind:?}: a font is not embedded"
                );
            }
            if of(b"Subtype", b"Type0") {
                assert!(dict.has(b"ToUnicode"), "{kind:?}: text cannot be read back");
            }
        }
        assert!(fonts >= 2, "{kind:?}: {fonts} fonts");
    }
}

#[test]
fn whatever_a_person_typed_is_printed_as_text_and_never_fails() {
    let hostile = [
        "#panic(\"x\") *đậm* $x$ @a <b> `c` \\u{41} // hết",
        "🎉 王小明 \u{202e}abc\u{0} \u{feff}x",
        "Nguye\u{302}\u{303}n",
        "K'Brũih H'Ŏ ƀan č̆",
        "</script> \"; data.json",
    ];
    for words in hostile {
        let mut sample = paper(PaperKind::Refusal, FormSet::Circular2025);
        let Body::Refusal(body) = &mut sample.body else {
            panic!()
        };
        body.reason = words.to_owned();
        body.applicant.name = words.to_owned();
        let (_, document) = opened(&sample);
        let text = text(&document);
        assert!(!text.contains('\u{0}'));
        if words.starts_with('#') {
            assert!(text.contains("#panic(\"x\") *đậm* $x$ @a <b> `c`"), "{text}");
        }
        if words.starts_with("Nguye") {
            assert!(text.contains("Lý do từ chối: Nguyễn"), "{text}");
        }
    }
}

#[test]
fn a_long_text_and_a_long_list_go_on_over_pages_that_are_counted() {
    let mut sample = paper(PaperKind::SupplementRequest, FormSet::Circular2025);
    let Body::SupplementRequest(body) = &mut sample.body else {
        panic!()
    };
    body.defects[0].reason = "Bản chụp không rõ số và ngày cấp. ".repeat(120);
    let more = body.defects[0].clone();
    body.defects.extend(std::iter::repeat_n(more, 5));
    let (_, document) = opened(&sample);
    let pages = document.get_pages().len();
    assert!(pages > 3, "{pages}");
    assert!(text(&document).contains(&format!("Trang {pages}/{pages}")));
}
