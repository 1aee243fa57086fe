//! The catalogue as pages show it.

use motcua_core::procedure::{
    AgencyLevel, Amount, Audience, Channel, FeeKind, Procedure, Quote, Reduction, ServiceLevel, Submit, Summary, Within,
};
use serde::{Deserialize, Serialize};

/// A thing asked for by an address: here, or somewhere else by now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found<T> {
    /// It is here.
    Here(T),
    /// It goes by another code now; go there.
    Moved(String),
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HomeView {
    /// Life events, in the order shown.
    pub life_events: Vec<LifeEventView>,
    /// Sectors that have procedures, with counts.
    pub sectors: Vec<SectorLine>,
    /// The most used procedures.
    pub most_used: Vec<Summary>,
    /// How many procedures can be looked up.
    pub procedures: u32,
    /// How many can be filed here.
    pub filable: u32,
}

/// A life event and the procedures it may take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LifeEventView {
    /// Its key in URLs.
    pub key: String,
    /// What happened, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What it takes, in Vietnamese.
    pub about: String,
    /// The same in English.
    pub about_en: String,
    /// The key of its pictogram.
    pub pictogram: String,
    /// Its procedures; empty on the home page.
    pub procedures: Vec<Summary>,
}

/// A sector (lĩnh vực) with the number of its procedures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectorLine {
    /// Its key, or its name where it has none.
    pub key: String,
    /// Its Vietnamese name.
    pub name: String,
    /// Its English name, where there is one.
    pub name_en: Option<String>,
    /// How many procedures it has.
    pub count: u32,
}

/// What is searched for; every part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    /// Words, with or without accents, slips forgiven.
    pub q: String,
    /// A sector's key.
    pub sector: Option<String>,
    /// A tier.
    pub agency: Option<AgencyLevel>,
    /// An audience.
    pub audience: Option<Audience>,
    /// A service level.
    pub level: Option<ServiceLevel>,
    /// The page, from 1.
    pub page: u32,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchView {
    /// How many in all.
    pub total: u32,
    /// The page shown, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The lines of this page, best first, each with the words to mark in its name.
    pub lines: Vec<(Summary, Vec<(u32, u32)>)>,
    /// Sectors to filter by, with counts within the search.
    pub sectors: Vec<SectorLine>,
}

/// A procedure's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcedureView {
    /// The procedure; its form holds at most the questions asked on the page.
    pub procedure: Procedure,
    /// The sector's name.
    pub sector_name: String,
    /// The answers to the questions so far, by path.
    pub answers: motcua_core::form::Answers,
    /// Times that apply or may.
    pub times: Vec<TimeView>,
    /// Money that is due or may be.
    pub fees: Vec<FeeView>,
    /// What a filing with these answers costs today, through each channel.
    pub quotes: Vec<Quote>,
    /// Papers that are needed or may be.
    pub documents: Vec<DocumentView>,
    /// The date to expect if it were accepted now online, `dd/mm/yyyy`, when that can be said.
    pub due_if_now: Option<String>,
    /// Whether it can be filed here.
    pub can_file: bool,
    /// Whether there is a blank form to print.
    pub has_blank_form: bool,
    /// Short names of linked procedures.
    pub linked: Vec<Summary>,
}

/// A procedure's form, blank, to print and fill in by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlankFormView {
    /// The procedure's code.
    pub code: String,
    /// Its full legal name.
    pub procedure: String,
    /// Whether it can be filed here instead.
    pub can_file: bool,
    /// The whole form.
    pub form: motcua_core::form::Form,
}

/// A time that applies, or may.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeView {
    /// The channel meant, when one is.
    pub channel: Option<Channel>,
    /// The time.
    pub within: Within,
    /// Whether it certainly applies.
    pub certain: bool,
    /// What the source adds.
    pub note: Option<String>,
}

/// Money that is due, or may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeeView {
    /// Phí or lệ phí.
    pub kind: FeeKind,
    /// What it is for.
    pub name: Option<String>,
    /// The channel meant, when one is.
    pub channel: Option<Channel>,
    /// How much, as stated.
    pub amount: Amount,
    /// Whether it is charged for each of something.
    pub each: bool,
    /// Whether only who asks for it pays it.
    pub on_request: bool,
    /// Whether it certainly applies.
    pub certain: bool,
    /// The legal ground or the case.
    pub ground: Option<String>,
    /// Where less is due.
    pub reductions: Vec<Reduction>,
    /// The grounds on which nothing is due.
    pub exemptions: Vec<String>,
}

/// A paper that is needed, or may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentView {
    /// Its slot.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its heading.
    pub group: Option<String>,
    /// Whether it certainly applies.
    pub certain: bool,
    /// Whether the dossier is incomplete without it.
    pub required: bool,
    /// Originals.
    pub originals: u16,
    /// Copies.
    pub copies: u16,
    /// The paper form it is written on.
    pub template: Option<String>,
    /// How it reaches the agency.
    pub submit: Submit,
    /// Alternatives share this.
    pub one_of: Option<String>,
    /// What the source adds.
    pub note: Option<String>,
}
