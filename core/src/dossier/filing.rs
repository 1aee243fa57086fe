//! What was submitted and under which rules: a dossier stays under the rules of the day it was filed.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Digest, Entry, ReturnWay, number::DossierNumber};
use crate::{
    access::DossierFacts,
    agency::AgencyCode,
    calendar::iso_date,
    deadline::Period,
    id::{AccountId, DossierId},
    procedure::{AfterSupplement, ProcedureCode, ProcessStep, Quote},
};

/// The facts of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The dossier.
    pub dossier: DossierId,
    /// Its number.
    pub number: DossierNumber,
    /// The procedure it was filed under.
    pub procedure: ProcedureCode,
    /// The revision: the first day it was in force.
    #[serde(with = "iso_date")]
    pub revision: Date,
    /// The agency that receives it.
    pub agency: AgencyCode,
    /// Whose dossier it is.
    pub applicant: AccountId,
    /// The time limit of its case; absent where the procedure states none that can be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What a supplement does to the clock.
    pub after_supplement: AfterSupplement,
    /// The sum over the answers and files as submitted.
    pub content: Digest,
    /// The process it is worked on by, of the revision it was filed under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub process: Vec<ProcessStep>,
    /// What it cost on the day it was filed; absent in filings from before fees were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// How it came in.
    #[serde(default, skip_serializing_if = "Entry::is_online")]
    pub entry: Entry,
    /// How the applicant wishes to receive the result, where they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_way: Option<ReturnWay>,
}

impl Filing {
    /// Returns what access needs to know.
    pub fn facts(&self) -> DossierFacts {
        DossierFacts {
            applicant: self.applicant,
            agency: self.agency.clone(),
            procedure: self.procedure.clone(),
        }
    }
}
