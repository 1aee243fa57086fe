//! What the portal does, one file per matter: load, ask `core` whether it may be done and what follows, and keep events,
//! projections and outbox in one transaction. Nothing is sent from here; SQL is in `store`.
//!
//! `portal` holds what every service needs · `who` turns the asker into an actor · `revisions` publishes procedures ·
//! `choices` shows times, fees and papers · `papers` knows the slots and what is missing in them · `answers` merges
//! what was posted · `prefill` offers what is known already · `routing` finds who receives · `review` puts answers in
//! words · `drafts` fill, `submit` checks and `filing` files · `dossiers` track, `supplement`, `receipt`, `timeline` · `desk` receives
//! and answers · `accounts` sign in · `refusals` names the reasons of the law on the wire.

pub mod accounts;
mod answers;
pub mod choices;
mod desk;
mod dossiers;
mod drafts;
mod filing;
pub mod papers;
mod portal;
mod prefill;
mod receipt;
mod refusals;
mod review;
mod revisions;
mod routing;
mod step;
mod submit;
mod supplement;
mod timeline;
mod who;

pub use filing::Filings;
pub use portal::{Portal, PortalParts};
pub use revisions::{Revision, Revisions};
pub(crate) use submit::content;
pub use who::actor;
