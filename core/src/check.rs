//! Checks one value of a named kind and says what is wrong: the table behind `motcua check` and the browser test.

use std::str::FromStr;

use serde::Serialize;
use serde_json::{Value, json};
use time::Date;

use crate::{
    agency::AgencyCode,
    door::{Coded, codes},
    dossier::number::DossierNumber,
    identity::{
        CccdQr, Email, ForeignPassport, HealthInsuranceCard, HouseholdBusinessNumber, OldIdentityCard, Passport,
        PersonalId, Phone, SocialInsuranceNumber, TaxCode, cccd_qr::heal,
    },
    payment::vietqr::VietQr,
    text::PersonName,
};

codes! {
    /// The kinds of value that can be checked.
    pub enum Kind {
        /// Số định danh cá nhân.
        PersonalId = "personal-id",
        /// Mã số thuế.
        TaxCode = "tax-code",
        /// Số điện thoại.
        Phone = "phone",
        /// Thư điện tử.
        Email = "email",
        /// Hộ chiếu Việt Nam.
        Passport = "passport",
        /// Mã QR trên thẻ căn cước.
        CccdQr = "cccd-qr",
        /// Họ và tên.
        Name = "name",
        /// Mã cơ quan.
        AgencyCode = "agency-code",
        /// Mã hồ sơ.
        DossierNumber = "dossier-number",
        /// Mã số bảo hiểm xã hội.
        SocialInsurance = "social-insurance",
        /// Thẻ bảo hiểm y tế.
        HealthCard = "health-card",
        /// Số đăng ký hộ kinh doanh cũ.
        HouseholdBusiness = "household-business",
        /// Hộ chiếu nước ngoài.
        ForeignPassport = "foreign-passport",
        /// Chứng minh nhân dân chín số.
        OldIdentityCard = "old-identity-card",
        /// Mã VietQR.
        VietQr = "vietqr",
    }
}

/// The names of all kinds, as written on the command line.
pub const KINDS: [&str; Kind::ALL.len()] = {
    let mut names = [""; Kind::ALL.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = Kind::ALL[i].code();
        i += 1;
    }
    names
};

/// One value checked: its canonical form, or the code of what is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// The value as given.
    pub input: String,
    /// Whether it is a value of the kind.
    pub ok: bool,
    /// The canonical form, with what it says and what deserves a second look where there is such.
    pub value: Option<Value>,
    /// The stable code of what is wrong.
    pub error: Option<&'static str>,
}

/// Checks a value of the named kind; `None` when there is no such kind.
pub fn check(kind: &str, input: &str) -> Option<Checked> {
    Kind::ALL
        .iter()
        .find(|known| known.code() == kind)
        .map(|kind| kind.check(input))
}

impl Kind {
    /// Checks a value of this kind.
    pub fn check(self, input: &str) -> Checked {
        let read = match self {
            Self::PersonalId => read(input, personal_id),
            Self::TaxCode => read(input, text::<TaxCode>),
            Self::Phone => read(input, text::<Phone>),
            Self::Email => read(input, text::<Email>),
            Self::Passport => read(input, text::<Passport>),
            Self::CccdQr => read(input, cccd_qr).map(|value| with_healed(value, input)),
            Self::Name => read(input, text::<PersonName>),
            Self::AgencyCode => read(input, text::<AgencyCode>),
            Self::DossierNumber => read(input, dossier_number),
            Self::SocialInsurance => read(input, text::<SocialInsuranceNumber>),
            Self::HealthCard => read(input, text::<HealthInsuranceCard>),
            Self::HouseholdBusiness => read(input, text::<HouseholdBusinessNumber>),
            Self::ForeignPassport => read(input, text::<ForeignPassport>),
            Self::OldIdentityCard => read(input, text::<OldIdentityCard>),
            Self::VietQr => read(input, vietqr),
        };
        let (value, error) = match read {
            Ok(value) => (Some(value), None),
            Err(code) => (None, Some(code)),
        };
        Checked {
            input: input.to_owned(),
            ok: error.is_none(),
            value,
            error,
        }
    }
}

fn read<T: FromStr<Err: Coded>>(input: &str, show: fn(&T) -> Value) -> Result<Value, &'static str> {
    input
        .parse()
        .map(|value| show(&value))
        .map_err(|error: T::Err| error.code())
}

fn text<T: AsRef<str>>(value: &T) -> Value {
    value.as_ref().into()
}

fn personal_id(id: &PersonalId) -> Value {
    json!({
        "id": id.as_str(),
        "province_code": id.province_code(),
        "province": id.province(),
        "birth_year": id.birth_year(),
        "gender": id.sex().code(),
        "warnings": warnings(id),
    })
}

fn cccd_qr(card: &CccdQr) -> Value {
    json!({
        "personal_id": card.personal_id().as_str(),
        "old_identity_card": card.old_identity_card().map(OldIdentityCard::as_str),
        "full_name": card.full_name().as_str(),
        "birth_date": iso(card.birth_date()),
        "gender": card.sex().code(),
        "residence": card.residence(),
        "issue_date": iso(card.issue_date()),
        "more": card.more(),
        "warnings": warnings(card.personal_id()),
    })
}

/// Adds the warning that the reader garbled the text and it was put right.
fn with_healed(mut value: Value, input: &str) -> Value {
    if heal(input) != input
        && let Some(warnings) = value["warnings"].as_array_mut()
    {
        warnings.push("healed".into());
    }
    value
}

fn vietqr(code: &VietQr) -> Value {
    json!(code)
}

fn dossier_number(number: &DossierNumber) -> Value {
    json!({
        "number": number.as_str(),
        "agency": number.agency().as_str(),
        "date": iso(number.date()),
        "seq": number.sequence(),
    })
}

fn warnings(id: &PersonalId) -> Vec<&'static str> {
    id.warnings().into_iter().map(|warning| warning.code()).collect()
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
