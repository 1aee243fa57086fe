//! The reader of the national portal's flattened text: one JSON line in, one level-1 entry out.
//!
//! `record` takes a line apart or names what is wrong with it; `channels` (with `fees` and `labelled`), `documents`
//! (with `counts` and `templates`), `steps`, `legal` (with `numbers`) and `results` each separate one part of the page;
//! `entry` is what comes out, `report` counts how well each part was read, `import` runs the whole file and `level_one`
//! makes catalogue entries. Every reader keeps the text it was given: what was separated, put together again with what
//! was not, is the part's text to the last character. Nothing here knows the catalogue of the portal.

mod channels;
mod counts;
mod documents;
mod entry;
mod fees;
mod import;
mod labelled;
mod legal;
mod level_one;
mod numbers;
mod record;
mod report;
mod results;
mod scan;
mod steps;
mod templates;

pub use entry::{
    Amount, Channel, ChannelKind, Channels, Decimal, DocumentGroup, DocumentItem, Documents, FeeKind, FeeLine,
    LegalBasis, LegalDocument, Levels, NationalProcedure, Outcome, Results, Step, Steps, Time, TimeUnit,
};
pub use import::{Import, import, import_file, import_with_report};
pub use record::{LineError, LineProblem, NationalRecord};
pub use report::{PartReport, Parts, Reading, Readings, Report};
