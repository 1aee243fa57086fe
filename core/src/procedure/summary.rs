//! What a list of procedures shows about one.

use serde::{Deserialize, Serialize};

use super::code::ProcedureCode;
use super::rules::{Amount, Within};
use super::terms::{AgencyLevel, Audience, Coverage, ServiceLevel};
use super::{Procedure, select};

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The code.
    pub code: ProcedureCode,
    /// The full legal name.
    pub name: String,
    /// The name in a few plain words.
    pub short_name: Option<String>,
    /// The sector's key or name.
    pub sector: String,
    /// How far it goes online.
    pub level: ServiceLevel,
    /// Whether all of it is done online.
    pub coverage: Coverage,
    /// Whom it serves.
    pub audience: Vec<Audience>,
    /// Which tiers carry it out.
    pub agency_levels: Vec<AgencyLevel>,
    /// The ordinary time.
    pub within: Within,
    /// The fee amounts that may apply, without doubles, in the order stated.
    pub amounts: Vec<Amount>,
    /// Whether it can be filed here.
    pub can_file: bool,
}

impl From<&Procedure> for Summary {
    fn from(procedure: &Procedure) -> Self {
        let mut amounts: Vec<Amount> = Vec::new();
        for fee in &procedure.fees {
            if !amounts.contains(&fee.amount) {
                amounts.push(fee.amount.clone());
            }
        }
        Self {
            code: procedure.code.clone(),
            name: procedure.name.clone(),
            short_name: procedure.short_name.clone(),
            sector: procedure.sector.clone(),
            level: procedure.level,
            coverage: procedure.coverage,
            audience: procedure.audience.clone(),
            agency_levels: procedure.agency_levels.clone(),
            within: select::ordinary_time(procedure),
            amounts,
            can_file: procedure.can_file(),
        }
    }
}
