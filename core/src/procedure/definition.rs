//! One revision of a procedure: immutable once published, in force between two dates.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::Date;

use super::code::ProcedureCode;
use super::process::ProcessStep;
use super::rules::{FeeRule, RequiredDocument, TimeRule};
use super::terms::{AfterSupplement, AgencyLevel, Audience, Channel, Coverage, ServiceLevel};
use crate::form::{Form, Section};

/// A revision of a procedure (thủ tục hành chính).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Procedure {
    /// The national code, or a local one.
    pub code: ProcedureCode,
    /// Codes it was known by; their addresses lead here.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The code that took its place, when one did.
    #[serde(default)]
    pub superseded_by: Option<ProcedureCode>,
    /// The full legal name.
    pub name: String,
    /// The name in a few plain words, for lists on a phone.
    #[serde(default)]
    pub short_name: Option<String>,
    /// Words people search by that the name lacks.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The sector (lĩnh vực): a key of the sector list, or its name as the source gives it.
    pub sector: String,
    /// How far it goes online.
    pub level: ServiceLevel,
    /// Whether all of it is done online.
    pub coverage: Coverage,
    /// Whom it serves.
    pub audience: Vec<Audience>,
    /// Which tiers carry it out.
    pub agency_levels: Vec<AgencyLevel>,
    /// The competent body in words, as the source names it.
    pub competent: String,
    /// Who receives a dossier filed online; absent when nothing can be filed.
    #[serde(default)]
    pub routing: Option<Routing>,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// How it may be filed.
    pub channels: Vec<Channel>,
    /// How long it takes.
    pub times: Vec<TimeRule>,
    /// What it costs.
    pub fees: Vec<FeeRule>,
    /// What papers it needs (thành phần hồ sơ).
    pub documents: Vec<RequiredDocument>,
    /// What happens, step by step (trình tự thực hiện).
    pub steps: Vec<Step>,
    /// How the agency that decides works on it (quy trình nội bộ); empty where no process is stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub process: Vec<ProcessStep>,
    /// What the person gets (kết quả).
    pub results: Vec<ResultKind>,
    /// The law it rests on (căn cứ pháp lý).
    pub legal_basis: Vec<LegalReference>,
    /// What must be true of the person or the matter (yêu cầu, điều kiện).
    pub requirements: Vec<String>,
    /// What the clock does when a supplement arrives.
    pub after_supplement: AfterSupplement,
    /// The form to fill, for levels 3 and 4; for lower levels at most the questions asked on the page.
    #[serde(default)]
    pub form: Option<Form>,
    /// Procedures filed together with this one.
    #[serde(default)]
    pub linked: Vec<ProcedureCode>,
    /// How current the source is, in its own words.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Remarks of the source.
    #[serde(default)]
    pub notes: Option<String>,
    /// Parts of the source that could not be separated, kept whole.
    #[serde(default)]
    pub kept: Vec<KeptText>,
}

/// Which agency receives a dossier filed online.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Routing {
    /// The tier that receives.
    pub level: AgencyLevel,
    /// Path of the address or agency field that decides which one; without it the sector's department receives.
    #[serde(default)]
    pub of: Option<String>,
}

/// One step of the work (trình tự thực hiện).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Who does it.
    #[serde(default)]
    pub who: Option<String>,
    /// What is done.
    #[serde(default)]
    pub what: Option<String>,
    /// Working hours it may take; 8 are a day.
    #[serde(default)]
    pub hours: Option<u32>,
}

/// One result (kết quả thực hiện).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultKind {
    /// What it is called.
    pub name: String,
    /// Its code in the national list (`KQ.G15.000031`).
    #[serde(default)]
    pub code: Option<String>,
    /// The form the portal makes it from, where it can (mẫu kết quả).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<ResultTemplate>,
}

/// A form of results filled in with a dossier's answers (mẫu kết quả).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultTemplate {
    /// Which form.
    pub form: ResultForm,
    /// What stands in it: its places, each with the path of a field; a place without one is a dotted line.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// A form of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultForm {
    /// Trích lục khai sinh.
    BirthExtract,
    /// Giấy xác nhận tình trạng hôn nhân.
    MaritalStatus,
    /// Giấy chứng nhận đủ điều kiện hoạt động điểm cung cấp dịch vụ trò chơi điện tử công cộng.
    GamePoint,
    /// Văn bản trả kết quả, for whatever has no form of its own.
    Letter,
}

impl ResultForm {
    /// Lists the places of the form that answers may stand in.
    pub const fn places(self) -> &'static [&'static str] {
        match self {
            Self::BirthExtract => &[
                "full_name",
                "birth_date",
                "gender",
                "ethnicity",
                "nationality",
                "birth_place",
                "hometown",
                "personal_id",
                "father_name",
                "father_birth_date",
                "father_ethnicity",
                "father_nationality",
                "father_residence",
                "mother_name",
                "mother_birth_date",
                "mother_ethnicity",
                "mother_nationality",
                "mother_residence",
                "requester",
            ],
            Self::MaritalStatus => &[
                "full_name",
                "birth_date",
                "gender",
                "ethnicity",
                "nationality",
                "identity_document",
                "residence",
                "period_from",
                "period_to",
                "status",
                "evidence",
                "purpose",
                "purpose_text",
            ],
            Self::GamePoint => &[
                "owner",
                "identity_document",
                "phone",
                "email",
                "business_name",
                "business_number",
                "point_name",
                "address",
                "area",
                "computers",
            ],
            Self::Letter => &["subject", "content"],
        }
    }
}

/// One legal text (căn cứ pháp lý).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegalReference {
    /// Its number (`123/2015/NĐ-CP`).
    pub number: String,
    /// Its name, where the source gives it.
    #[serde(default)]
    pub name: Option<String>,
}

/// A part of the source kept as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptText {
    /// `channels`, `fees`, `documents`, `steps`, `legal_basis` or `results`.
    pub part: String,
    /// The text.
    pub text: String,
}

impl Procedure {
    /// Says whether a dossier can be filed through the portal now: level 3 or 4, with a form and somebody to receive it.
    pub fn can_file(&self) -> bool {
        self.level.can_file() && self.routing.is_some() && self.form.is_some()
    }

    /// Returns the section of questions asked on the procedure's page, if it has one.
    pub fn questions(&self) -> Option<&Section> {
        self.form.as_ref()?.sections.iter().find(|section| section.ask_first)
    }

    /// Says whether the revision is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Returns the name for lists: the plain one where there is one.
    pub fn plain_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}
