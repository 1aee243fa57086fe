//! The concepts themselves, grouped by whom or what they are about.

use crate::calendar::Precision;
use crate::form::{Choice, DocumentKind, Kind, Level, Operand, Options, Rule, Test};

/// One reusable datum.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// Its key in procedure files: `person.full_name`.
    pub key: &'static str,
    /// The question in plain words.
    pub label: &'static str,
    /// What to type and where to find it.
    pub hint: Option<&'static str>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The HTML `autocomplete` token when the datum is the applicant's own.
    pub autocomplete: Option<&'static str>,
    /// What every answer to it must satisfy.
    pub rules: Vec<Rule>,
}

/// Returns the concept of a key.
pub fn find(key: &str) -> Option<Concept> {
    all().into_iter().find(|concept| concept.key == key)
}

/// Returns every concept.
pub fn all() -> Vec<Concept> {
    let mut all = person();
    all.extend(contact());
    all.extend(organisation());
    all
}

fn person() -> Vec<Concept> {
    vec![
        concept("person.full_name", "Họ, chữ đệm, tên", Kind::Name)
            .hint("Viết đúng như trên giấy tờ, có dấu")
            .autocomplete("name"),
        concept("person.other_name", "Tên gọi khác", Kind::Name).hint("Bỏ trống nếu không có"),
        concept(
            "person.birth_date",
            "Ngày sinh",
            Kind::Date {
                at_least: Precision::Day,
            },
        )
        .hint("Ngày/tháng/năm, ví dụ 17/05/1990")
        .autocomplete("bday")
        .not_in_the_future(),
        concept(
            "person.birth_year",
            "Năm sinh",
            Kind::Date {
                at_least: Precision::Year,
            },
        )
        .hint("Ghi đủ ngày/tháng/năm nếu biết, hoặc chỉ năm, ví dụ 1990")
        .not_in_the_future(),
        concept("person.sex", "Giới tính", sexes()),
        concept("person.ethnicity", "Dân tộc", list("ethnicity")),
        concept("person.nationality", "Quốc tịch", list("nationality")),
        concept("person.religion", "Tôn giáo", Kind::Text { max: 60 }).hint("Bỏ trống nếu không có"),
        concept("person.personal_id", "Số định danh cá nhân", Kind::PersonalId)
            .hint("12 số in trên thẻ căn cước, ví dụ 068195000123"),
        concept(
            "person.identity_document",
            "Giấy tờ tùy thân",
            Kind::IdentityDocument {
                accepts: DocumentKind::ALL.to_vec(),
            },
        ),
        concept("person.birth_place", "Nơi sinh", Kind::Address)
            .hint("Sinh tại cơ sở y tế: ghi tên cơ sở y tế ở dòng cuối"),
        concept(
            "person.birth_registration_place",
            "Nơi đăng ký khai sinh",
            Kind::Address,
        ),
        concept("person.hometown", "Quê quán", Kind::Address),
        concept("person.residence", "Nơi cư trú", Kind::Address)
            .hint("Nơi thường trú; không có thì nơi tạm trú; không có nữa thì nơi đang ở"),
        concept("person.permanent_residence", "Nơi thường trú", Kind::Address),
        concept("person.temporary_residence", "Nơi tạm trú", Kind::Address),
        concept("person.current_address", "Nơi ở hiện tại", Kind::Address),
        concept(
            "person.occupation",
            "Nghề nghiệp, nơi làm việc",
            Kind::Text { max: 150 },
        ),
        concept("person.education", "Trình độ học vấn", Kind::Text { max: 100 }),
        concept("person.marital_status", "Tình trạng hôn nhân", Kind::Text { max: 150 }),
        concept("person.relationship", "Quan hệ", Kind::Text { max: 60 }).hint("Ví dụ: cha, mẹ, ông, bà, con"),
        concept(
            "person.death_date",
            "Ngày chết",
            Kind::Date {
                at_least: Precision::Day,
            },
        )
        .hint("Ngày/tháng/năm, ví dụ 03/11/2026")
        .not_in_the_future(),
        concept(
            "person.social_insurance",
            "Mã số bảo hiểm xã hội",
            Kind::Text { max: 12 },
        )
        .hint("10 số in trên sổ hoặc thẻ bảo hiểm y tế"),
    ]
}

fn contact() -> Vec<Concept> {
    vec![
        concept("contact.phone", "Số điện thoại", Kind::Phone)
            .hint("Số đang dùng để cơ quan liên hệ, ví dụ 0912 345 678")
            .autocomplete("tel"),
        concept("contact.email", "Thư điện tử", Kind::Email)
            .hint("Ví dụ: ten@example.vn")
            .autocomplete("email"),
        concept("contact.address", "Địa chỉ liên hệ", Kind::Address),
    ]
}

fn organisation() -> Vec<Concept> {
    vec![
        concept(
            "organisation.name",
            "Tên tổ chức, doanh nghiệp",
            Kind::Text { max: 200 },
        )
        .autocomplete("organization"),
        concept(
            "organisation.foreign_name",
            "Tên bằng tiếng nước ngoài",
            Kind::Text { max: 200 },
        ),
        concept("organisation.short_name", "Tên viết tắt", Kind::Text { max: 100 }),
        concept("organisation.tax_code", "Mã số thuế", Kind::TaxCode).hint("10 số, chi nhánh thêm dấu - và 3 số"),
        concept(
            "organisation.registration",
            "Số giấy chứng nhận đăng ký",
            Kind::Text { max: 60 },
        ),
        concept(
            "organisation.registered_on",
            "Ngày cấp đăng ký",
            Kind::Date {
                at_least: Precision::Day,
            },
        )
        .not_in_the_future(),
        concept("organisation.registered_by", "Nơi cấp đăng ký", Kind::Text { max: 150 }),
        concept("organisation.head_office", "Địa chỉ trụ sở", Kind::Address),
        concept("organisation.phone", "Điện thoại của tổ chức", Kind::Phone),
        concept("organisation.fax", "Số fax", Kind::Text { max: 30 }),
        concept("organisation.email", "Thư điện tử của tổ chức", Kind::Email),
        concept("organisation.website", "Trang web", Kind::WebAddress).hint("Ví dụ: https://example.vn"),
        concept(
            "organisation.representative",
            "Người đại diện theo pháp luật",
            Kind::Name,
        ),
        concept("organisation.position", "Chức vụ", Kind::Text { max: 80 }),
        concept("business.name", "Tên hộ kinh doanh", Kind::Text { max: 150 }),
        concept("business.address", "Địa chỉ kinh doanh", Kind::Address),
        concept("business.activity", "Ngành, nghề kinh doanh", Kind::Text { max: 200 }),
        concept("business.activity_code", "Mã ngành", Kind::Text { max: 10 }),
        concept("business.capital", "Vốn kinh doanh", Kind::Money).hint("Số đồng, ví dụ 200.000.000"),
        concept(
            "business.employees",
            "Số lao động",
            Kind::Number {
                decimals: 0,
                unit: Some("người".to_owned()),
            },
        ),
    ]
}

fn concept(key: &'static str, label: &'static str, kind: Kind) -> Concept {
    Concept {
        key,
        label,
        hint: None,
        kind,
        autocomplete: None,
        rules: Vec::new(),
    }
}

impl Concept {
    fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    fn not_in_the_future(mut self) -> Self {
        self.rules.push(Rule {
            test: Test::NotAfter(Operand::Today),
            level: Level::Error,
            say: None,
        });
        self
    }
}

fn list(name: &str) -> Kind {
    Kind::Choice {
        options: Options::List(name.to_owned()),
    }
}

fn sexes() -> Kind {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    Kind::Choice {
        options: Options::Listed(vec![choice("male", "Nam"), choice("female", "Nữ")]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once() {
        let mut keys: Vec<&str> = all().iter().map(|concept| concept.key).collect();
        let before = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), before);
        assert!(find("person.full_name").is_some() && find("person.nothing").is_none());
    }
}
