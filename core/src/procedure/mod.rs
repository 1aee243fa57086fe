//! Procedures (thủ tục hành chính): what a person must know, give, pay and wait for, revision by revision.
//!
//! `definition` is one revision · `terms` are its closed vocabularies · `rules` are its times, fees and papers ·
//! `select` picks the ones that apply to given answers · `summary` is what a list shows.

mod code;
mod definition;
mod rules;
mod select;
mod summary;
mod terms;

pub use code::{NotAProcedureCode, ProcedureCode};
pub use definition::{KeptText, LegalReference, Procedure, ResultKind, Routing, Step};
pub use rules::{Amount, FeeKind, FeeRule, RequiredDocument, Submit, TimeRule, Within};
pub use select::{DocumentChoice, FeeChoice, TimeChoice, documents, fees, times};
pub use summary::Summary;
pub use terms::{AfterSupplement, AgencyLevel, Audience, Channel, Coverage, ServiceLevel};
