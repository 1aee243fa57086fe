//! What a form is made of. Every text here comes from the procedure's file, already resolved: concepts looked up,
//! composites taken apart, paths made absolute. It refuses to know where files live or how a field is drawn.

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::condition::{Condition, Operand};
use super::problem::Level;
use crate::calendar::Precision;
use crate::procedure::AgencyLevel;

/// A procedure's form (biểu mẫu điện tử): sections in the order they are asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The paper form this stands for, with the text that prescribes it.
    pub template: Option<String>,
    /// The steps of the form, in order.
    pub sections: Vec<Section>,
    /// What the person declares before sending (lời cam đoan).
    pub declaration: String,
}

/// One step of a form; a repeated one is asked once per row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Unique in the form, `[a-z][a-z0-9_]*`; the first part of every path below it.
    pub key: String,
    /// The title a person reads.
    pub title: String,
    /// A sentence or two under the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whom the section's facts are about.
    pub subject: Subject,
    /// Asked only where this holds; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Asked once per row when present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// Asked on the procedure's page already, because papers, time or fee depend on it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ask_first: bool,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

impl Section {
    /// Returns how many rows are asked: as many as were opened, else the least; 1 when the section is not repeated.
    pub fn rows(&self, answers: &Answers) -> u16 {
        match &self.repeat {
            None => 1,
            Some(repeat) => answers.rows(&self.key).unwrap_or(repeat.min).min(repeat.max),
        }
    }
}

/// How often a repeated section may be filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repeat {
    /// The least number of rows.
    pub min: u16,
    /// The greatest number of rows.
    pub max: u16,
    /// What one row is called ("Thành viên").
    pub item: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Unique in its section, `[a-z][a-z0-9_]*`.
    pub key: String,
    /// The question as a person reads it.
    pub label: String,
    /// What to type and where to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What datum this is, for reuse: a key of the concept dictionary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// The HTML `autocomplete` token, where the datum is the applicant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    /// What kind of answer is taken.
    pub kind: Kind,
    /// Whether an answer must be given.
    pub required: Required,
    /// Asked only where this holds; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What else the answer must satisfy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

/// Whether an answer must be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// Always.
    Always,
    /// Never.
    Optional,
    /// Where the condition holds.
    When(Condition),
}

/// Whom a section's facts are about; the same concept of two subjects is two facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Who files (người nộp, người yêu cầu).
    Applicant,
    /// Whom the dossier is about, when no closer word fits (chủ hồ sơ).
    Owner,
    /// A child.
    Child,
    /// The mother.
    Mother,
    /// The father.
    Father,
    /// The wife or the woman of a couple.
    Wife,
    /// The husband or the man of a couple.
    Husband,
    /// Somebody who died.
    Deceased,
    /// A member of a household or an organisation.
    Member,
    /// Who represents an organisation or another person.
    Representative,
    /// An organisation or a household business.
    Organisation,
    /// A place of business, a building, a piece of land.
    Place,
    /// The matter itself: what is asked for.
    Matter,
}

/// What kind of answer a field takes. Composites (person, organisation) are taken apart when the file is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One line of text, at most `max` characters.
    Text {
        /// Characters after NFC.
        max: u32,
    },
    /// Several lines, at most `max` characters.
    LongText {
        /// Characters after NFC.
        max: u32,
    },
    /// A person's full name.
    Name,
    /// A number with up to `decimals` digits after the comma, in `unit`.
    Number {
        /// Digits after the decimal comma, 0–6.
        decimals: u8,
        /// What is counted ("m²").
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// Whole đồng.
    Money,
    /// A date, or as little of one as the law allows.
    Date {
        /// The least that must be given.
        at_least: Precision,
    },
    /// A time of day, 24 h.
    Time,
    /// One of several.
    Choice {
        /// What may be chosen.
        options: Options,
    },
    /// Any of several; each chosen option is an answer of its own at `path.value`.
    Choices {
        /// What may be chosen.
        options: Vec<Choice>,
    },
    /// Yes or no.
    YesNo,
    /// A personal id (số định danh cá nhân).
    PersonalId,
    /// An identity paper: parts `kind`, `number`, `issued_on`, `issued_by`.
    IdentityDocument {
        /// What papers are taken.
        accepts: Vec<DocumentKind>,
    },
    /// A tax code (mã số thuế).
    TaxCode,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address, http or https.
    WebAddress,
    /// An address of two tiers: parts `province`, `commune`, `street`.
    Address,
    /// The agency addressed (kính gửi): one of the province's agencies of a level.
    Agency {
        /// Which agencies are offered.
        level: AgencyLevel,
    },
    /// A paper to attach here; the answer is kept in the dossier's documents under the field's path.
    File,
    /// Something to agree to; must be ticked, never ticked beforehand.
    Declaration,
}

/// Identity papers a person may name (giấy tờ tùy thân).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Căn cước or CCCD, 12 digits.
    IdentityCard,
    /// Giấy chứng nhận căn cước, 12 digits.
    IdentityCertificate,
    /// Hộ chiếu.
    Passport,
    /// CMND, 9 digits: a historical reference only.
    OldIdentityCard,
    /// Another valid paper.
    Other,
}

impl DocumentKind {
    /// Every kind, in the order it is offered.
    pub const ALL: [Self; 5] = [
        Self::IdentityCard,
        Self::IdentityCertificate,
        Self::Passport,
        Self::OldIdentityCard,
        Self::Other,
    ];

    /// Returns the value stored for this kind.
    pub const fn key(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity_card",
            Self::IdentityCertificate => "identity_certificate",
            Self::Passport => "passport",
            Self::OldIdentityCard => "old_identity_card",
            Self::Other => "other",
        }
    }

    /// Returns the kind stored under `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What may be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Options {
    /// Options of this field alone.
    Listed(Vec<Choice>),
    /// A list kept by the portal for all forms: `ethnicity`, `nationality`…
    List(String),
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// One more thing an answer must satisfy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// What is tested; an unknown outcome is no problem.
    pub test: Test,
    /// Whether failing stops the submission.
    pub level: Level,
    /// What to tell the person; the test's own words when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
}

/// What a rule tests about the field's own value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Not later than.
    NotAfter(Operand),
    /// Not earlier than.
    NotBefore(Operand),
    /// Not less than.
    AtLeast(Operand),
    /// Not more than.
    AtMost(Operand),
    /// The person born on this date is at least so many years old today.
    AgeAtLeast(u16),
    /// The person born on this date is at most so many years old today.
    AgeAtMost(u16),
    /// At most so many days have passed since this date.
    DaysSinceAtMost(u32),
    /// The personal id agrees with the birth date and sex given at these paths.
    AgreesWith {
        /// Path of the birth date.
        birth_date: Option<String>,
        /// Path of the sex (`male` or `female`).
        sex: Option<String>,
    },
    /// Not the same answer as at this path.
    DiffersFrom(String),
    /// Any condition of the form.
    Holds(Condition),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
