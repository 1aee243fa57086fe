//! The internal process of a procedure (quy trình nội bộ): who works on a dossier after whom, and for how long. It says how
//! an agency shares its time out, and never moves the date promised to the applicant.

use serde::{Deserialize, Serialize};

use crate::{actor::Role, agency::AgencyCode};

/// One step of the process (bước xử lý).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessStep {
    /// Names it within the process, for good.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// Working hours it may take; 8 are a day. None where nothing is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// Bodies that are usually asked for their opinion meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consult: Vec<AgencyCode>,
}

/// Returns the place of the step in which the result is made: the last that is not the desk's; the steps behind it begin
/// when the result is there. None where there is no process.
pub fn result_step(process: &[ProcessStep]) -> Option<usize> {
    process
        .iter()
        .rposition(|step| step.role != Role::Reception)
        .or_else(|| process.len().checked_sub(1))
}
