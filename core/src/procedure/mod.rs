//! Procedures (thủ tục hành chính): what a person must know, give, pay and wait for, revision by revision.
//!
//! `definition` is one revision · `terms` are its closed vocabularies · `rules` are its times, fees and papers, `proof` what a
//! paper proves · `process` is how the agency shares the work out · `select` picks the ones that apply to given answers ·
//! `quote` says what a filing costs, and why · `summary` is what a list shows.

mod code;
mod definition;
mod process;
mod proof;
mod quote;
mod rules;
mod select;
mod summary;
mod terms;

pub use code::{NotAProcedureCode, ProcedureCode};
pub use definition::{KeptText, LegalReference, Procedure, ResultForm, ResultKind, ResultTemplate, Routing, Step};
pub use process::{ProcessStep, result_step};
pub use proof::{Proof, page_of};
pub use quote::{Due, Missing, Quote, QuoteLine, Relief, ReliefKind, Total, quote, quotes};
pub use rules::{Amount, Exemption, FeeKind, FeeRule, Reduced, Reduction, RequiredDocument, Submit, TimeRule, Within};
pub use select::{DocumentChoice, FeeChoice, TimeChoice, documents, fees, times};
pub use summary::Summary;
pub use terms::{AfterSupplement, AgencyLevel, Audience, Channel, Coverage, ServiceLevel};
