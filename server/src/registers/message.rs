//! What is sent to a register and read from it: JSON by POST, the names of fields as the national services use them,
//! dates `yyyyMMdd`, success `error_code` "0" or "00".

use std::collections::BTreeMap;

use motcua_core::profile::{Parts, Register};
use serde::{Deserialize, Serialize};

/// What a register says of somebody, by concept.
pub type Values = BTreeMap<String, Parts>;

/// Signing in.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SignIn {
    pub(super) username: String,
    pub(super) password: String,
}

/// The answer to signing in.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) error_code: String,
    #[serde(default)]
    pub(super) session: String,
}

/// A question.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Question {
    pub(super) session: String,
    pub(super) madonvi: String,
    pub(super) service: String,
    #[serde(rename = "SoDinhDanh", default, skip_serializing_if = "Option::is_none")]
    pub(super) personal_id: Option<String>,
    #[serde(rename = "MaSoThue", default, skip_serializing_if = "Option::is_none")]
    pub(super) tax_code: Option<String>,
}

/// An answer: nothing, or one line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer<T> {
    pub(super) error_code: String,
    #[serde(default = "Vec::new")]
    pub(super) result: Vec<T>,
}

/// A person of the population database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Person {
    #[serde(rename = "SoDinhDanh")]
    pub(super) personal_id: String,
    #[serde(rename = "HoVaTen")]
    pub(super) name: String,
    #[serde(rename = "NgayThangNamSinh")]
    pub(super) birth: String,
    /// 1 male, 2 female.
    #[serde(rename = "GioiTinh")]
    pub(super) sex: u8,
    #[serde(rename = "DanToc", default)]
    pub(super) ethnicity: String,
    #[serde(rename = "QuocTich", default)]
    pub(super) nationality: String,
    #[serde(rename = "NoiThuongTru", default)]
    pub(super) residence: Option<Place>,
}

/// An enterprise of the business register.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Enterprise {
    #[serde(rename = "MaSoThue")]
    pub(super) tax_code: String,
    #[serde(rename = "TenDoanhNghiep")]
    pub(super) name: String,
    #[serde(rename = "NguoiDaiDien", default)]
    pub(super) representative: String,
    #[serde(rename = "DiaChi", default)]
    pub(super) head_office: Option<Place>,
}

/// An address of two tiers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Place {
    #[serde(rename = "MaTinh")]
    pub(super) province: String,
    #[serde(rename = "MaXa")]
    pub(super) commune: String,
    #[serde(rename = "DiaChiChiTiet", default)]
    pub(super) street: String,
}

/// Returns the name of the service that a register is asked by.
pub(super) const fn service(register: Register) -> &'static str {
    match register {
        Register::Population => "TraCuuThongTinCongDan",
        Register::Business => "TraCuuDoanhNghiep",
    }
}

/// Says whether an answer is one.
pub(super) fn is_good(error_code: &str) -> bool {
    matches!(error_code, "0" | "00")
}

fn put(values: &mut Values, concept: &str, text: &str) {
    if !text.trim().is_empty() {
        let value = Parts::from([(String::new(), text.trim().to_owned())]);
        values.insert(concept.to_owned(), value);
    }
}

fn put_place(values: &mut Values, concept: &str, place: Option<&Place>) {
    let Some(place) = place.filter(|place| !place.province.is_empty()) else {
        return;
    };
    let parts = [
        ("province", &place.province),
        ("commune", &place.commune),
        ("street", &place.street),
    ];
    let given = parts.into_iter().filter(|(_, text)| !text.is_empty());
    values.insert(
        concept.to_owned(),
        given.map(|(part, text)| (part.to_owned(), text.clone())).collect(),
    );
}

impl From<Person> for Values {
    fn from(person: Person) -> Self {
        let mut values = Self::new();
        put(&mut values, "person.personal_id", &person.personal_id);
        put(&mut values, "person.full_name", &person.name);
        put(&mut values, "person.birth_date", &day(&person.birth));
        match person.sex {
            1 => put(&mut values, "person.sex", "male"),
            2 => put(&mut values, "person.sex", "female"),
            _ => {}
        }
        put(&mut values, "person.ethnicity", &person.ethnicity);
        put(&mut values, "person.nationality", &person.nationality);
        for concept in ["person.residence", "person.permanent_residence"] {
            put_place(&mut values, concept, person.residence.as_ref());
        }
        values
    }
}

impl From<Enterprise> for Values {
    fn from(enterprise: Enterprise) -> Self {
        let mut values = Self::new();
        put(&mut values, "organisation.tax_code", &enterprise.tax_code);
        put(&mut values, "organisation.name", &enterprise.name);
        put(&mut values, "organisation.representative", &enterprise.representative);
        put_place(&mut values, "organisation.head_office", enterprise.head_office.as_ref());
        values
    }
}

/// Writes `yyyyMMdd` the way people type dates; a bare year stays one.
fn day(text: &str) -> String {
    match (text.get(..4), text.get(4..6), text.get(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}
