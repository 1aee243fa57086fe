//! The report of an import (báo cáo nhập liệu): per part how many records were read, partly read or kept as text.

use serde::{Deserialize, Serialize};

use super::entry::NationalProcedure;

/// Is how well one part of one record was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Everything was separated.
    Read,
    /// Something was separated, and something is unclear, not stated or kept as text.
    Partly,
    /// Nothing was separated, or there was nothing to separate; the words are kept.
    Text,
}

/// Holds the reading of every part of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings {
    /// Ways to file and their times.
    pub channels: Reading,
    /// Fees.
    pub fees: Reading,
    /// Papers.
    pub documents: Reading,
    /// Order of execution.
    pub steps: Reading,
    /// Legal basis.
    pub legal_basis: Reading,
    /// Results.
    pub results: Reading,
}

/// Is the report of one import; its JSON form is the interface.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Records that came in.
    pub records: usize,
    /// The parts, counted.
    pub parts: Parts,
}

/// Holds the counts of every part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts {
    /// Ways to file and their times.
    pub channels: PartReport,
    /// Fees.
    pub fees: PartReport,
    /// Papers.
    pub documents: PartReport,
    /// Order of execution.
    pub steps: PartReport,
    /// Legal basis.
    pub legal_basis: PartReport,
    /// Results.
    pub results: PartReport,
}

/// Counts one part over all records; the three counts add up to the records.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartReport {
    /// Records read in full.
    pub read: usize,
    /// Records read in part.
    pub partly: usize,
    /// Records kept as text.
    pub text: usize,
    /// Codes of the records that were read in part or kept as text, in the order of the file.
    pub codes: Vec<String>,
}

impl Report {
    /// Counts one record.
    pub fn count(&mut self, procedure: &NationalProcedure) {
        self.records += 1;
        let readings = &procedure.readings;
        let parts = &mut self.parts;
        for (part, reading) in [
            (&mut parts.channels, readings.channels),
            (&mut parts.fees, readings.fees),
            (&mut parts.documents, readings.documents),
            (&mut parts.steps, readings.steps),
            (&mut parts.legal_basis, readings.legal_basis),
            (&mut parts.results, readings.results),
        ] {
            part.count(reading, &procedure.code);
        }
    }
}

impl PartReport {
    fn count(&mut self, reading: Reading, code: &str) {
        match reading {
            Reading::Read => self.read += 1,
            Reading::Partly => self.partly += 1,
            Reading::Text => self.text += 1,
        }
        if reading != Reading::Read {
            self.codes.push(code.to_owned());
        }
    }
}
