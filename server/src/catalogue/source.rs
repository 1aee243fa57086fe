//! A procedure file as a civil servant writes it. Unknown keys are errors; everything else is judged when resolved.

use motcua_core::actor::Role;
use motcua_core::calendar::Precision;
use motcua_core::deadline::Period;
use motcua_core::document::FileKind;
use motcua_core::form::{DocumentKind, Level, Op, Repeat, Subject};
use motcua_core::procedure::{
    AfterSupplement, AgencyLevel, Audience, Channel, Coverage, FeeKind, ResultKind, ServiceLevel, Submit,
};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcedureSource {
    pub code: Spanned<String>,
    pub name: String,
    pub short_name: Option<String>,
    #[serde(default)]
    pub keywords: Vec<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub superseded_by: Option<Spanned<String>>,
    pub sector: Spanned<String>,
    pub level: ServiceLevel,
    pub coverage: Coverage,
    pub audience: Vec<Audience>,
    pub agency_levels: Vec<AgencyLevel>,
    pub competent: String,
    pub valid_from: Spanned<Datetime>,
    pub valid_to: Option<Spanned<Datetime>>,
    pub channels: Vec<Channel>,
    pub decided_by: Option<Spanned<RoutingSource>>,
    pub legal_basis: Vec<LegalSource>,
    #[serde(default)]
    pub results: Vec<Spanned<ResultKind>>,
    #[serde(default)]
    pub requirements: Vec<String>,
    pub after_supplement: Option<AfterSupplement>,
    #[serde(default)]
    pub linked: Vec<Spanned<String>>,
    pub as_of: Option<String>,
    pub notes: Option<String>,
    #[serde(default)]
    pub time: Vec<Spanned<TimeSource>>,
    #[serde(default)]
    pub fee: Vec<Spanned<FeeSource>>,
    #[serde(default)]
    pub document: Vec<Spanned<DocumentSource>>,
    #[serde(default)]
    pub step: Vec<StepSource>,
    #[serde(default)]
    pub process: Vec<Spanned<ProcessSource>>,
    pub form: Option<FormSource>,
    #[serde(default)]
    pub section: Vec<Spanned<SectionSource>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoutingSource {
    pub level: AgencyLevel,
    pub of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum LegalSource {
    Number(String),
    Named { number: String, name: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeSource {
    pub when: Option<ConditionSource>,
    pub channel: Option<Channel>,
    pub within: Option<Period>,
    pub unclear: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeeSource {
    pub kind: FeeKind,
    pub name: Option<String>,
    pub when: Option<ConditionSource>,
    pub channel: Option<Channel>,
    pub amount: AmountSource,
    pub per: Option<String>,
    #[serde(default)]
    pub free: u32,
    pub cap: Option<u64>,
    pub valid_from: Option<Datetime>,
    pub valid_to: Option<Datetime>,
    pub ground: Option<String>,
    #[serde(default)]
    pub on_request: bool,
    #[serde(default)]
    pub reduction: Vec<ReductionSource>,
    #[serde(default)]
    pub exempt: Vec<ExemptionSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReductionSource {
    pub when: Option<ConditionSource>,
    pub channel: Option<Channel>,
    pub valid_from: Option<Datetime>,
    pub valid_to: Option<Datetime>,
    pub percent: Option<u8>,
    pub amount: Option<u64>,
    pub ground: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExemptionSource {
    pub when: ConditionSource,
    pub ground: String,
    pub proof: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum AmountSource {
    Dong(u64),
    Word(AmountWord),
    Text { text: String },
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AmountWord {
    Free,
    Council,
    Unknown,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentSource {
    pub key: String,
    pub name: String,
    pub group: Option<String>,
    pub when: Option<ConditionSource>,
    #[serde(default = "yes")]
    pub required: bool,
    #[serde(default)]
    pub originals: u16,
    #[serde(default)]
    pub copies: u16,
    pub template: Option<String>,
    pub submit: Submit,
    pub one_of: Option<String>,
    pub exempt_when: Option<ConditionSource>,
    pub note: Option<String>,
    #[serde(default)]
    pub accept: Vec<FileKind>,
    #[serde(default)]
    pub proves: Vec<String>,
    pub pages: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepSource {
    pub who: Option<String>,
    pub what: Option<String>,
    pub hours: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcessSource {
    pub key: String,
    pub name: String,
    pub role: Role,
    pub hours: Option<u32>,
    #[serde(default)]
    pub consult: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormSource {
    pub template: Option<String>,
    pub declaration: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionSource {
    pub key: String,
    pub title: String,
    pub help: Option<String>,
    pub subject: Subject,
    pub when: Option<ConditionSource>,
    pub repeat: Option<Repeat>,
    #[serde(default)]
    pub ask_first: bool,
    /// Concepts asked as they are, all required, before the fields spelt out.
    #[serde(default)]
    pub fields: Vec<Spanned<String>>,
    #[serde(default)]
    pub field: Vec<Spanned<FieldSource>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldSource {
    pub key: Option<String>,
    pub concept: Option<String>,
    pub kind: Option<KindWord>,
    pub label: Option<String>,
    pub hint: Option<String>,
    pub required: Option<RequiredSource>,
    pub when: Option<ConditionSource>,
    #[serde(default)]
    pub rules: Vec<RuleSource>,
    pub options: Option<Vec<OptionSource>>,
    pub options_from: Option<String>,
    pub max: Option<u32>,
    pub decimals: Option<u8>,
    pub unit: Option<String>,
    pub at_least: Option<Precision>,
    pub accepts: Option<Vec<DocumentKind>>,
    pub agency: Option<AgencyLevel>,
    /// The facts asked of a `person` or `organisation`: concepts without their first word.
    pub parts: Option<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OptionSource {
    Pair { value: String, label: String },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RequiredSource {
    Flag(bool),
    When(ConditionSource),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KindWord {
    Text,
    LongText,
    Name,
    Number,
    Money,
    Date,
    Time,
    Choice,
    Choices,
    YesNo,
    PersonalId,
    IdentityDocument,
    TaxCode,
    Phone,
    Email,
    WebAddress,
    Address,
    Agency,
    Person,
    Organisation,
    File,
    Declaration,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConditionSource {
    All(Vec<ConditionSource>),
    Any(Vec<ConditionSource>),
    Not(Box<ConditionSource>),
    Is(String, ScalarSource),
    In(String, Vec<ScalarSource>),
    Present(String),
    Compare(OperandSource, Op, OperandSource),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ScalarSource {
    Bool(bool),
    Number(i64),
    Text(String),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OperandSource {
    Number(i64),
    Day(Datetime),
    Word(String),
    Function(OperandFunction),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum OperandFunction {
    Age(String),
    AgeAt(String, String),
    Days(String, String),
    DaysSince(String),
    Count(String),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleSource {
    pub not_after: Option<OperandSource>,
    pub not_before: Option<OperandSource>,
    pub at_least: Option<OperandSource>,
    pub at_most: Option<OperandSource>,
    pub age_at_least: Option<u16>,
    pub age_at_most: Option<u16>,
    pub days_since_at_most: Option<u32>,
    pub agrees_with: Option<AgreesSource>,
    pub differs_from: Option<String>,
    pub holds: Option<ConditionSource>,
    #[serde(default = "error_level")]
    pub level: Level,
    pub say: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreesSource {
    pub birth_date: Option<String>,
    pub sex: Option<String>,
}

const fn yes() -> bool {
    true
}

const fn error_level() -> Level {
    Level::Error
}
