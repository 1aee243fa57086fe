//! Every form of results printed, opened again and read: what is known stands in its place, what is not is a line, the code
//! that proves it is there, and the same result gives the same bytes.

use std::collections::BTreeMap;

use lopdf::{Document, Object};
use motcua_core::{calendar::Moment, procedure::ResultForm, text::nfc};
use motcua_papers::{ResultSheet, print_result};
use time::macros::{date, datetime};

pub(crate) const FORMS: [ResultForm; 4] = [
    ResultForm::BirthExtract,
    ResultForm::MaritalStatus,
    ResultForm::GamePoint,
    ResultForm::Letter,
];

pub(crate) fn sheet(form: ResultForm, fields: &[(&str, &str)]) -> ResultSheet {
    ResultSheet {
        form,
        name: "Giấy khai sinh".to_owned(),
        superior: None,
        agency: "Ủy ban nhân dân phường Xuân Hương - Đà Lạt".to_owned(),
        place: Some("Xuân Hương - Đà Lạt".to_owned()),
        number: "125/TLKS-BS".to_owned(),
        issued_on: date!(2026 - 11 - 20),
        made_at: Moment::from_local(datetime!(2026-11-20 9:30)),
        verify: "https://dichvucong.example.vn/ket-qua/K7Q2M9XH4TK7Q2M9".to_owned(),
        code: "K7Q2M9XH4TK7Q2M9".to_owned(),
        dossier: "H36.175-261120-0001".to_owned(),
        procedure: "Thủ tục đăng ký khai sinh (1.001193)".to_owned(),
        applicant: "Trần Thị Mai Lan".to_owned(),
        fields: fields
            .iter()
            .map(|(place, answer)| ((*place).to_owned(), (*answer).to_owned()))
            .collect::<BTreeMap<_, _>>(),
    }
}

fn read(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    nfc(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn every_form_is_a4_pdf_a_and_says_who_issued_it_with_number_date_and_code() {
    for form in FORMS {
        let sheet = sheet(form, &[]);
        let bytes = print_result(&sheet).unwrap();
        assert_eq!(bytes, print_result(&sheet).unwrap(), "{form:?}: the same bytes twice");
        let words = read(&bytes);
        for said in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 125/TLKS-BS",
            "ngày 20 tháng 11 năm 2026",
            "Mã kiểm tra: K7Q2M9XH4TK7Q2M9",
            "https://dichvucong.example.vn/ket-qua/K7Q2M9XH4TK7Q2M9",
            "Mã hồ sơ: H36.175-261120-0001",
        ] {
            // A long address breaks where the line ends.
            let (words, said) = (words.replace(' ', ""), said.replace(' ', ""));
            assert!(words.contains(&said), "{form:?}: {said}: {words}");
        }
        let document = Document::load_mem(&bytes).unwrap();
        let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
        let size = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let mm = |value: &Object| (f64::from(value.as_float().unwrap()) * 25.4 / 72.0).round() as i64;
        assert_eq!((mm(&size[2]), mm(&size[3])), (210, 297));
        let xmp = String::from_utf8_lossy(&bytes).contains("pdfaid:part")
            || document.objects.values().any(|object| {
                object
                    .as_stream()
                    .is_ok_and(|stream| String::from_utf8_lossy(&stream.content).contains("pdfaid:part>2<"))
            });
        assert!(xmp, "{form:?}: says that it is PDF/A-2");
        assert!(document.catalog().unwrap().get(b"OutputIntents").is_ok());
    }
}

#[test]
fn every_place_of_a_form_shows_its_answer_and_nothing_is_invented_without_one() {
    for form in FORMS {
        let said: Vec<(String, String)> = (form.places().iter().enumerate())
            .map(|(at, place)| ((*place).to_owned(), format!("Đáp án {at} của {place}")))
            .collect();
        let pairs: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let full = read(&print_result(&sheet(form, &pairs)).unwrap()).replace(' ', "");
        let empty = read(&print_result(&sheet(form, &[])).unwrap()).replace(' ', "");
        for (place, answer) in &said {
            let answer = answer.replace(' ', "");
            assert!(full.contains(&answer), "{form:?}: {place} is not shown: {full}");
            assert!(!empty.contains(&answer));
        }
    }
}

#[test]
fn hostile_answers_are_text_and_nothing_else() {
    let typed = "#panic(\"x\") $1/0$ *đậm* 🎉\n= tiêu đề";
    let bytes = print_result(&sheet(ResultForm::Letter, &[("content", typed)])).unwrap();
    let words = read(&bytes);
    assert!(words.contains("#panic(\"x\") $1/0$ *đậm*"), "{words}");
}
