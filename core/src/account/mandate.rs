//! Acting for an organisation (uỷ quyền): how far a mandate reaches, and from when to when. It refuses to know how it was
//! given.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::{agency::AgencyCode, procedure::ProcedureCode};

/// How far a mandate reaches; an empty set means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The procedures it is for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub procedures: BTreeSet<ProcedureCode>,
    /// The agencies it is for, with those below them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub agencies: BTreeSet<AgencyCode>,
}

impl Scope {
    /// Tells whether the mandate is for everything the organisation does.
    pub fn is_whole(&self) -> bool {
        self.procedures.is_empty() && self.agencies.is_empty()
    }

    /// Tells whether a procedure is within the mandate.
    pub fn has_procedure(&self, code: &ProcedureCode) -> bool {
        self.procedures.is_empty() || self.procedures.contains(code)
    }

    /// Tells whether an agency is within the mandate.
    pub fn has_agency(&self, code: &AgencyCode) -> bool {
        self.agencies.is_empty() || self.agencies.iter().any(|within| code.is_within(within))
    }
}

/// The days of a mandate, and whether it was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: Date,
    /// The last day, when there is one.
    pub to: Option<Date>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

impl Term {
    /// Tells whether the mandate holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        !self.is_revoked && self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}
