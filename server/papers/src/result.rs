//! A result as the portal makes it: the form of the procedure's file filled in with a dossier's answers. What is not known is a
//! dotted line.

use std::collections::BTreeMap;

use motcua_core::{
    calendar::{Moment, format},
    procedure::ResultForm,
};
use serde::{Serialize, Serializer};
use time::Date;

/// A result to be printed on A4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultSheet {
    /// The form it is written by.
    #[serde(skip)]
    pub form: ResultForm,
    /// What it is called, as the procedure names it.
    pub name: String,
    /// The agency above the one that issues it (cơ quan chủ quản).
    pub superior: Option<String>,
    /// The agency that issues it.
    pub agency: String,
    /// The place it is written at (địa danh).
    pub place: Option<String>,
    /// Its number and symbol.
    pub number: String,
    /// The day it is dated.
    #[serde(serialize_with = "in_words")]
    pub issued_on: Date,
    /// When it is made; the document's date too.
    #[serde(skip)]
    pub made_at: Moment,
    /// The address that proves it, shown as a QR code.
    pub verify: String,
    /// The code of that address, to be typed.
    pub code: String,
    /// The dossier's number.
    pub dossier: String,
    /// The procedure, with its code.
    pub procedure: String,
    /// Who applied.
    pub applicant: String,
    /// The answers by place of the form.
    pub fields: BTreeMap<String, String>,
}

impl ResultSheet {
    /// Returns the template it is printed by.
    pub(crate) const fn template(&self) -> &'static str {
        match self.form {
            ResultForm::BirthExtract => "result_birth.typ",
            ResultForm::MaritalStatus => "result_marital.typ",
            ResultForm::GamePoint => "result_game_point.typ",
            ResultForm::Letter => "result_letter.typ",
        }
    }
}

fn in_words<S: Serializer>(day: &Date, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&format::date_in_words(*day))
}
