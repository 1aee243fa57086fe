//! The steps of a dossier's process, as its desk sees them.

use motcua_core::actor::Role;
use serde::{Deserialize, Serialize};

/// The process of a dossier, and what may be done with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProcessView {
    /// The steps in order; empty where the procedure states no process.
    pub steps: Vec<ProcessLine>,
    /// Who has the dossier.
    pub holder: Option<String>,
    /// The next step, where it may be passed on: its name, and who may have it (account and name).
    pub next: Option<(String, Vec<(String, String)>)>,
    /// The steps it may be sent back to: key and name.
    pub back: Vec<(String, String)>,
    /// The desk's other officers, to give it to: account and name.
    pub officers: Vec<(String, String)>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessLine {
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// Who has or had it.
    pub officer: Option<String>,
    /// When it began, the last time.
    pub begun_at: Option<String>,
    /// Working minutes it may take.
    pub may_take: Option<u32>,
    /// Working minutes it took so far.
    pub took: u64,
    /// Whether the dossier is in it now.
    pub is_present: bool,
    /// Why it was sent back here, where it was.
    pub sent_back: Option<String>,
}

impl ProcessLine {
    /// Tells whether it takes, or took, longer than it may.
    pub fn is_late(&self) -> bool {
        self.may_take.is_some_and(|most| self.took > u64::from(most))
    }
}
