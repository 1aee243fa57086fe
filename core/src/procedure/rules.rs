//! What a procedure states about time, money and papers, each for the cases it applies to.

use serde::{Deserialize, Serialize};
use time::Date;

use super::proof::Proof;
use super::terms::Channel;
use crate::deadline::Period;
use crate::document::FileKind;
use crate::form::Condition;

/// How long it takes, in one case (thời hạn giải quyết).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeRule {
    /// The case; always when absent. The first rule that holds is the one that counts.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The channel, when only one is meant.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The time allowed.
    pub within: Within,
    /// What the source adds.
    #[serde(default)]
    pub note: Option<String>,
}

/// A time allowed, or that the source does not say it in a way that can be counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// A time that can be counted.
    Period(Period),
    /// What the source says, without a unit or otherwise uncountable.
    Unclear(String),
    /// The source says nothing.
    NotStated,
}

/// One line of money, in one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeeRule {
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// What it is for, when there is more than one line.
    #[serde(default)]
    pub name: Option<String>,
    /// The case; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The channel, when only one is meant.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// How much.
    pub amount: Amount,
    /// Path of the number the amount is taken times (copies, pages).
    #[serde(default)]
    pub per: Option<String>,
    /// How many of them are free.
    #[serde(default)]
    pub free: u32,
    /// The most this line can come to, in đồng.
    #[serde(default)]
    pub cap: Option<u64>,
    /// First day it is charged.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it is charged.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// The legal ground or the case, in words.
    #[serde(default)]
    pub ground: Option<String>,
    /// Whether it is charged only to whoever asks for it, which the form does not: the sum is without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub on_request: bool,
    /// Where less is due; the one that leaves least counts, they do not add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reductions: Vec<Reduction>,
    /// Who does not pay it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
}

/// Less is due (giảm), in one case, by one channel, for a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reduction {
    /// The case; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The channel, when only one is meant.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// First day it is granted.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it is granted.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// By how much, or to what.
    pub to: Reduced,
    /// The legal ground.
    pub ground: String,
}

/// What a reduction leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reduced {
    /// So many of a hundred less, 1–100.
    Percent(u8),
    /// So many đồng, for one or for each, instead of the amount.
    Dong(u64),
}

/// A group that does not pay (miễn).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exemption {
    /// Who.
    pub when: Condition,
    /// The legal ground, or the group, in words.
    pub ground: String,
    /// The paper that proves it: a document of the procedure.
    #[serde(default)]
    pub proof: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// The two kinds of money the law knows (Luật 97/2015/QH13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// Phí: the price of a service.
    Fee,
    /// Lệ phí: a fixed levy.
    Charge,
    /// The source does not say which.
    Unstated,
}

/// How much; *free*, *the council decides* and *unknown* are three different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Nothing is due (miễn phí, không thu).
    Free,
    /// So many đồng, for one or for each.
    Dong(u64),
    /// The provincial council decides; the figure is not on file.
    ByCouncil,
    /// What the source says, where it is no plain figure.
    Text(String),
    /// The source does not say.
    Unknown,
}

/// One paper (thành phần hồ sơ).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequiredDocument {
    /// Unique in the procedure, `[a-z][a-z0-9_]*`: the slot files are put in.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The heading it stands under.
    #[serde(default)]
    pub group: Option<String>,
    /// The case; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Whether the dossier is incomplete without it.
    pub required: bool,
    /// Originals (bản chính).
    #[serde(default)]
    pub originals: u16,
    /// Copies (bản sao).
    #[serde(default)]
    pub copies: u16,
    /// The paper form it is written on.
    #[serde(default)]
    pub template: Option<String>,
    /// How it reaches the agency.
    pub submit: Submit,
    /// Papers of the same name here are alternatives: one of them is enough.
    #[serde(default)]
    pub one_of: Option<String>,
    /// Not needed where this holds (the data is in a register, the person is exempt).
    #[serde(default)]
    pub exempt_when: Option<Condition>,
    /// What the source adds.
    #[serde(default)]
    pub note: Option<String>,
    /// The kinds of file it may come as; the usual ones when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<FileKind>,
    /// The answers that rest on it, for whoever compares them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proves: Vec<Proof>,
    /// How many pages it has, where that is always so: both sides of a card are two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u16>,
}

/// How a paper reaches the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Submit {
    /// Attached as a file.
    Upload,
    /// Shown at the counter, not kept (xuất trình).
    Present,
    /// Written by filling the portal's form (mẫu điện tử, tờ khai).
    Form,
    /// Handed in on paper only.
    Paper,
}
