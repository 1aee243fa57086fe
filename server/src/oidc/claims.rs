//! Who somebody is, out of what a provider told, by the names and values its configuration gives.

use motcua_core::{
    account::{Assurance, Holder, NoHolder},
    calendar::format,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config::Provider;

/// An identity as a provider proved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider's key.
    pub provider: String,
    /// What the provider calls the person, never another.
    pub subject: String,
    /// The personal id, when it was told and is one.
    pub personal_id: Option<String>,
    /// The tax code of an organisation; the account is then the organisation's.
    pub tax_code: Option<String>,
    /// The name to greet by.
    pub name: String,
    /// The personal id of an organisation's representative.
    pub representative: Option<String>,
    /// How well it was proved.
    pub assurance: Assurance,
    /// What else was told, by concept.
    pub facts: Vec<(String, String)>,
}

impl Identity {
    /// Returns whose account this is.
    ///
    /// # Errors
    /// [`NoHolder`] when no number says so.
    pub fn holder(&self) -> Result<Holder, NoHolder> {
        Holder::of_claims(
            self.personal_id.as_deref(),
            self.tax_code.as_deref(),
            self.tax_code.is_some(),
        )
    }
}

/// Reads an identity out of a provider's claims.
pub(super) fn identity(provider: &Provider, subject: &str, told: &Map<String, Value>) -> Result<Identity, NoHolder> {
    let names = &provider.claims;
    let kind = text(told, &names.kind);
    let is_organisation = kind.is_some_and(|kind| names.organisation_kinds.contains(&kind));
    let (id, code) = (text(told, &names.personal_id), text(told, &names.tax_code));
    let holder = Holder::of_claims(id.as_deref(), code.as_deref(), is_organisation)?;
    let person = |text: String| Holder::of_claims(Some(&text), None, false).ok();
    let number = |holder: &Holder| holder.number().to_owned();
    let mut found = Identity {
        provider: provider.key.clone(),
        subject: subject.to_owned(),
        personal_id: None,
        tax_code: None,
        name: String::new(),
        representative: None,
        assurance: assurance(provider, told),
        facts: Vec::new(),
    };
    let own_name = match &holder {
        Holder::Person(_) => {
            found.personal_id = Some(number(&holder));
            &names.name
        }
        Holder::Organisation(_) => {
            found.tax_code = Some(number(&holder));
            let representative = text(told, &names.representative).and_then(person);
            found.representative = representative.or_else(|| id.and_then(person)).as_ref().map(number);
            &names.organisation
        }
    };
    found.name = text(told, own_name).unwrap_or_else(|| number(&holder));
    if let Holder::Organisation(code) = &holder {
        found.facts.push(("organisation.name".to_owned(), found.name.clone()));
        found
            .facts
            .push(("organisation.tax_code".to_owned(), code.as_str().to_owned()));
    }
    if let Holder::Person(_) = holder {
        let own = [
            ("person.full_name", &names.name),
            ("person.personal_id", &names.personal_id),
        ];
        let more = names.facts.iter().map(|(concept, claim)| (concept.as_str(), claim));
        for (concept, claim) in own.into_iter().chain(more) {
            if let Some(value) = text(told, claim) {
                found.facts.push((concept.to_owned(), as_typed(value)));
            }
        }
    }
    Ok(found)
}

fn assurance(provider: &Provider, told: &Map<String, Value>) -> Assurance {
    let is_full = text(told, &provider.level.claim).is_some_and(|said| provider.level.full.contains(&said));
    if is_full { Assurance::Full } else { Assurance::Limited }
}

/// Returns a claim as text, without what nobody typed.
fn text(told: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match told.get(name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.first()?.as_str()?.to_owned(),
        Value::Null | Value::Bool(_) | Value::Object(_) => return None,
    };
    let text: String = text
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(300)
        .collect();
    (!text.is_empty()).then_some(text)
}

/// Writes a value as people type it: dates as dd/mm/yyyy.
fn as_typed(value: String) -> String {
    match format::parse_iso(&value) {
        Some(day) => format::date(day),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn provider() -> Provider {
        toml::from_str("key = \"p\"\nname = \"P\"\nissuer = \"https://p.example\"\nclient_id = \"c\"").unwrap()
    }

    fn read(claims: Value) -> Result<Identity, NoHolder> {
        identity(&provider(), "s", claims.as_object().unwrap())
    }

    #[test]
    fn the_gateways_claims_say_who_a_person_is() {
        let lan = read(json!({
            "LoaiTaiKhoan": "CongDan", "SoDinhDanh": "068196004215", "HoVaTen": " Trần Thị Mai Lan\u{0} ",
            "NgayThangNamSinh": "1996-05-17", "SoDienThoai": 912345670, "loAs": "LoA2", "MaSoThue": "0100109106",
        }))
        .unwrap();
        assert_eq!((lan.personal_id.as_deref(), lan.tax_code), (Some("068196004215"), None));
        assert_eq!(
            (lan.name.as_str(), lan.assurance),
            ("Trần Thị Mai Lan", Assurance::Full)
        );
        assert!(
            lan.facts
                .contains(&("person.birth_date".to_owned(), "17/05/1996".to_owned()))
        );
        assert!(
            lan.facts
                .contains(&("contact.phone".to_owned(), "912345670".to_owned()))
        );
    }

    #[test]
    fn an_organisation_is_its_tax_code_and_names_its_representative() {
        let shop = read(json!({
            "LoaiTaiKhoan": "DoanhNghiep", "MaSoThue": "0100109106", "TenDoanhNghiep": "Công ty Thử",
            "NguoiDaiDien": "Nguyễn Văn Hùng", "SoDinhDanh": "060083001237",
        }))
        .unwrap();
        assert_eq!(
            (shop.tax_code.as_deref(), shop.name.as_str()),
            (Some("0100109106"), "Công ty Thử")
        );
        assert_eq!(shop.representative.as_deref(), Some("060083001237"));
        assert_eq!((shop.assurance, shop.facts.len()), (Assurance::Limited, 2));
    }

    #[test]
    fn without_a_number_nobody_is_anybody() {
        for claims in [
            json!({}),
            json!({ "SoDinhDanh": "12" }),
            json!({ "SoDinhDanh": { "x": 1 } }),
            json!({ "LoaiTaiKhoan": "DoanhNghiep", "SoDinhDanh": "068196004215" }),
        ] {
            assert!(read(claims.clone()).is_err(), "{claims}");
        }
    }
}
