//! What one record of the national portal says, part by part (mục thủ tục hành chính trên Cổng Dịch vụ công quốc gia).
//! Plain values: each holds the words it was read from, and "not stated" or "unclear" where the words do not say.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::report::Readings;

/// Holds one administrative procedure (thủ tục hành chính) as the national portal publishes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalProcedure {
    /// National code (mã thủ tục), such as `1.000178`.
    pub code: String,
    /// Name (tên thủ tục).
    pub name: String,
    /// Number of the decision that published it (số quyết định), when given.
    pub decision: Option<String>,
    /// Levels of government that carry it out (cấp thực hiện).
    pub levels: Levels,
    /// Kind of procedure (loại thủ tục), in the portal's words.
    pub kind: Option<String>,
    /// Sector (lĩnh vực).
    pub sector: Option<String>,
    /// Who may use it (đối tượng thực hiện), in the portal's words.
    pub audiences: Vec<String>,
    /// Agency with the power to decide (cơ quan có thẩm quyền).
    pub competent_agency: Option<String>,
    /// Agency that carries it out (cơ quan thực hiện).
    pub executing_agency: Option<String>,
    /// Agency the power is delegated to (cơ quan được ủy quyền).
    pub delegated_agency: Option<String>,
    /// Agencies that take part (cơ quan phối hợp).
    pub coordinating_agency: Option<String>,
    /// Where dossiers are received (địa chỉ tiếp nhận hồ sơ).
    pub reception_address: Option<String>,
    /// Related procedures (thủ tục liên quan), as text.
    pub related: Option<String>,
    /// Ministry the record was published under, as the source abbreviates it.
    pub ministry: Option<String>,
    /// Address of the page on the national portal.
    pub address: Option<String>,
    /// Ways to file, with time and fees (cách thức thực hiện).
    pub channels: Channels,
    /// Papers to hand in (thành phần hồ sơ).
    pub documents: Documents,
    /// Order of execution (trình tự thực hiện).
    pub steps: Steps,
    /// Legal documents it rests on (căn cứ pháp lý).
    pub legal_basis: LegalBasis,
    /// What the applicant gets (kết quả xử lý).
    pub results: Results,
    /// Requirements and conditions (yêu cầu, điều kiện), when any are stated.
    pub requirements: Option<String>,
    /// The words that stood where the requirements are but belong to other parts of the page.
    pub requirements_rest: String,
    /// How well each part was read.
    pub readings: Readings,
}

/// Says which levels of government (cấp) carry a procedure out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Levels {
    /// Ministry (cấp bộ).
    pub ministry: bool,
    /// Province (cấp tỉnh).
    pub province: bool,
    /// District (cấp huyện), abolished on 2025-07-01 but still found in older records.
    pub district: bool,
    /// Commune (cấp xã).
    pub commune: bool,
    /// Anything else the portal names, such as "Cơ quan khác".
    pub other: Vec<String>,
}

/// Holds the ways to file a dossier, in the portal's order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Channels {
    /// Heading of the portal's table, when the text began with it.
    pub heading: String,
    /// One row of the table each; the same kind may come several times (one fee or case a row).
    pub list: Vec<Channel>,
    /// Text that could not be separated into rows.
    pub rest: String,
}

/// Is one row of the table: a way to file, its time and its fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// How the dossier is filed (hình thức nộp).
    pub kind: ChannelKind,
    /// How long the agency has (thời gian giải quyết).
    pub time: Time,
    /// Fees and charges (phí, lệ phí), in the order they are written; never empty.
    pub fees: Vec<FeeLine>,
    /// Description (mô tả) after time and fee.
    pub note: String,
    /// The whole row as written.
    pub raw: String,
}

/// Is a way to file a dossier (hình thức nộp).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Trực tuyến.
    Online,
    /// Dịch vụ bưu chính.
    Post,
    /// Trực tiếp.
    Counter,
    /// A kind the portal did not have when this was written, in its words.
    Other(String),
}

/// Is the time a procedure takes (thời gian giải quyết), as far as the text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Time {
    /// A figure with its unit.
    Read {
        /// How many.
        value: Decimal,
        /// Of what.
        unit: TimeUnit,
    },
    /// Words or a bare number from which no time can be told.
    Unclear(String),
    /// The portal gives no time.
    NotStated,
}

/// Is a unit of time (đơn vị thời gian).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Phút.
    Minutes,
    /// Giờ.
    Hours,
    /// Giờ làm việc.
    WorkingHours,
    /// Ngày.
    Days,
    /// Ngày làm việc.
    WorkingDays,
    /// Tuần.
    Weeks,
    /// Tháng.
    Months,
    /// Quý.
    Quarters,
    /// Năm.
    Years,
}

impl TimeUnit {
    /// Returns the unit as the portal prints it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Minutes => "Phút",
            Self::Hours => "Giờ",
            Self::WorkingHours => "Giờ làm việc",
            Self::Days => "Ngày",
            Self::WorkingDays => "Ngày làm việc",
            Self::Weeks => "Tuần",
            Self::Months => "Tháng",
            Self::Quarters => "Quý",
            Self::Years => "Năm",
        }
    }
}

/// Is one fee or charge (phí hoặc lệ phí).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// Whether it is a fee or a charge.
    pub kind: FeeKind,
    /// How much.
    pub amount: Amount,
    /// The words it was read from.
    pub text: String,
}

/// Tells a fee (phí) from a charge (lệ phí).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// Phí.
    Fee,
    /// Lệ phí.
    Charge,
    /// The words do not tell.
    Unknown,
}

/// Is how much is due, as far as the text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Free of charge (miễn phí), and nothing beside it says otherwise.
    Free,
    /// A sum in đồng.
    Dong(u64),
    /// A sum in another currency.
    Foreign {
        /// How much.
        value: Decimal,
        /// Letters of the currency, such as `USD`.
        currency: String,
    },
    /// A share in percent.
    Percent(Decimal),
    /// Set by the provincial People's Council (Hội đồng nhân dân cấp tỉnh).
    CouncilDecides,
    /// Words from which no single amount can be told.
    Unclear,
    /// The portal gives no fee.
    NotStated,
}

/// Is an exact decimal number: `digits` with `scale` of them behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// All digits as one whole number.
    pub digits: u64,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// Makes a whole number.
    pub fn whole(digits: u64) -> Self {
        Self { digits, scale: 0 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0width$}", self.digits, width = usize::from(self.scale) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        if part.is_empty() {
            f.write_str(whole)
        } else {
            write!(f, "{whole}.{part}")
        }
    }
}

/// Holds the papers of a dossier (thành phần hồ sơ), group by group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Documents {
    /// The groups in the portal's order.
    pub groups: Vec<DocumentGroup>,
    /// Text that could not be separated into papers.
    pub rest: String,
}

/// Is a group of papers under one heading (trường hợp), such as the papers to present or those of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentGroup {
    /// Heading as written; `--` where the portal has none.
    pub heading: String,
    /// The papers in order.
    pub items: Vec<DocumentItem>,
}

impl DocumentGroup {
    /// Returns the heading's words, or `None` where the portal only draws dashes.
    pub fn title(&self) -> Option<&str> {
        Some(self.heading.trim()).filter(|text| text.chars().any(char::is_alphanumeric))
    }
}

/// Is one paper (giấy tờ) of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentItem {
    /// Name of the paper (tên giấy tờ).
    pub name: String,
    /// Files of the forms to fill (mẫu đơn, tờ khai), when their names stand apart from the paper's.
    pub templates: Vec<String>,
    /// How many originals (bản chính); `None` when the text does not tell.
    pub originals: Option<u32>,
    /// How many copies (bản sao); `None` when the text does not tell.
    pub copies: Option<u32>,
    /// The whole item as written.
    pub raw: String,
}

/// Holds the order of execution (trình tự thực hiện).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Steps {
    /// Text before the first step; the whole text when no steps could be told apart.
    pub before: String,
    /// The steps in order.
    pub list: Vec<Step>,
}

/// Is one step (bước).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// How the text marks it: `Bước 1`, `a)`, `2.`, `-`.
    pub label: String,
    /// What is done.
    pub text: String,
    /// The whole step as written.
    pub raw: String,
}

/// Holds the legal basis (căn cứ pháp lý).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LegalBasis {
    /// Heading of the portal's table, when the text began with it.
    pub heading: String,
    /// The documents in order.
    pub list: Vec<LegalDocument>,
    /// Text that could not be separated.
    pub rest: String,
}

/// Is one legal document (văn bản pháp lý).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalDocument {
    /// Title (tên văn bản), in the portal's words.
    pub name: String,
    /// Number (số, ký hiệu văn bản) as written, such as `118/2025/NĐ-CP`.
    pub number: String,
    /// Whether it is certain where title, number and the next title part.
    pub is_certain: bool,
    /// The whole row as written.
    pub raw: String,
}

/// Holds the results (kết quả xử lý) and what the page prints after them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Results {
    /// The results in order.
    pub list: Vec<Outcome>,
    /// Text that could not be separated into results.
    pub rest: String,
    /// Keywords (từ khóa), when any are given.
    pub keywords: Option<String>,
    /// Description of the procedure (mô tả), when given.
    pub description: Option<String>,
    /// Everything after the results as written: keywords, description and the page's own buttons.
    pub after: String,
}

/// Is one result (kết quả) the applicant gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Name of the result.
    pub name: String,
    /// Its code (mã kết quả), when one can be told.
    pub code: Option<String>,
    /// The whole result as written.
    pub raw: String,
}
