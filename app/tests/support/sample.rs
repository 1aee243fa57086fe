//! One procedure with questions, cases, papers, times and fees: enough to see every part of a page.

use motcua_core::deadline::Period;
use motcua_core::form::{Choice, Condition, Field, Form, Kind, Options, Required, Scalar, Section, Subject};
use motcua_core::procedure::{Procedure, Summary};

fn field(key: &str, label: &str, kind: Kind) -> Field {
    Field {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: None,
        concept: None,
        autocomplete: None,
        kind,
        required: Required::Always,
        when: None,
        rules: Vec::new(),
    }
}

fn section(key: &str, title: &str, ask_first: bool, fields: Vec<Field>) -> Section {
    Section {
        key: key.to_owned(),
        title: title.to_owned(),
        help: None,
        subject: Subject::Matter,
        when: None,
        repeat: None,
        ask_first,
        fields,
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}

/// A form with one question asked on the page, and one that follows from it.
pub fn form() -> Form {
    let mut abroad = field("needs_check", "Trẻ sinh ở nước ngoài?", Kind::YesNo);
    abroad.when = Some(Condition::Is("ask.late".to_owned(), Scalar::Bool(true)));
    Form {
        template: Some("Tờ khai đăng ký khai sinh (TT 04/2020/TT-BTP)".to_owned()),
        sections: vec![
            section(
                "ask",
                "Vài câu hỏi",
                true,
                vec![field("late", "Trẻ sinh quá 60 ngày?", Kind::YesNo), abroad],
            ),
            section(
                "child",
                "Người được khai sinh",
                false,
                vec![
                    field("full_name", "Họ, chữ đệm, tên", Kind::Name),
                    field(
                        "sex",
                        "Giới tính",
                        Kind::Choice {
                            options: Options::Listed(vec![choice("male", "Nam"), choice("female", "Nữ")]),
                        },
                    ),
                    field("home", "Nơi cư trú", Kind::Address),
                ],
            ),
        ],
        declaration: "Tôi cam đoan nội dung trên là đúng sự thật.".to_owned(),
    }
}

/// The procedure.
pub fn procedure() -> Procedure {
    let text = serde_json::json!({
        "code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "short_name": "Đăng ký khai sinh",
        "sector": "ho-tich", "level": 4, "coverage": "full", "audience": ["citizen"], "agency_levels": ["commune"],
        "competent": "Ủy ban nhân dân cấp xã", "routing": { "level": "commune" }, "valid_from": "2025-07-01",
        "channels": ["online", "counter", "post"],
        "times": [{ "within": { "period": Period::SameDay } }],
        "fees": [{ "kind": "charge", "amount": "free", "ground": "Đăng ký đúng hạn" }],
        "documents": [
            { "key": "to_khai", "name": "Tờ khai đăng ký khai sinh", "required": true, "originals": 1, "submit": "form" },
            { "key": "chung_sinh", "name": "Giấy chứng sinh", "required": true, "originals": 1, "submit": "upload",
              "one_of": "birth" },
            { "key": "cam_doan", "name": "Giấy cam đoan về việc sinh <b>", "required": true, "originals": 1,
              "submit": "upload", "one_of": "birth" },
            { "key": "ket_hon", "name": "Giấy chứng nhận kết hôn", "required": false, "submit": "present" }
        ],
        "steps": [{ "who": "Người dân", "what": "Nộp hồ sơ", "hours": 8 }],
        "results": [{ "name": "Giấy khai sinh", "code": "KQ.G15.000031" }],
        "legal_basis": [{ "number": "60/2014/QH13", "name": "Luật Hộ tịch" }],
        "requirements": [], "after_supplement": "restart"
    });
    let mut procedure: Procedure = serde_json::from_value(with_dates(text)).unwrap();
    procedure.form = Some(form());
    procedure
}

/// Writes the day the way `time` reads it here, whatever that is.
fn with_dates(mut text: serde_json::Value) -> serde_json::Value {
    let day = time::Date::from_calendar_date(2025, time::Month::July, 1).unwrap();
    text["valid_from"] = serde_json::to_value(day).unwrap();
    text
}

/// Its line in lists.
pub fn summary() -> Summary {
    Summary::from(&procedure())
}
