//! What the portal does, one file per matter: load, ask `core` whether it may be done and what follows, and keep events,
//! projections and outbox in one transaction. Nothing is sent from here; SQL is in `store`.
//!
//! `portal` holds what every service needs · `who` turns the asker into an actor · `revisions` publishes procedures ·
//! `choices` shows times, fees and papers · `papers` knows the slots and what is missing in them · `look` walks a draft
//! once for a page · `card` lays an identity card on it · `answers` merges what was posted · `prefill` offers what is
//! known already, `origins` says where from, `registers` asks the state's registers, `profile` confirms it, `my_data`
//! shows it and `facts` correct and delete it · `routing` finds who receives · `review` puts answers in words · `conflicts` merges
//! what was typed in two places · `drafts` fill (`starting` begins, `keeping` keeps), `submit` checks and `filing`
//! files · `documents` are one's own papers · `dossiers` track, `supplement`, `receipt`, `timeline` · `desk` receives
//! and answers, `intake` from paper and hands back what is `incomplete`, `queue` lists, `bulk` does one thing to many, `assignment` says who of it, `deputies` who stands in for whom, `changes` what a supplement
//! changed, `standing` what stands beside the casework · `consultations` ask other bodies (`consultation_notices` tell of it), `process` hands on from step to step · `guests` keeps what was begun before signing in · `rebase` moves
//! drafts to newer revisions · `printing` makes papers of events, `hand_overs` and `ledger` those of the office ·
//! `accounts` sign in, `identities` with what a provider proved, `local` those who work here, `devices` are one's own,
//! `organisations` one acts for, `typed` what was typed in a refused form · `notifications` tell people, `channels` where else than here, `deliveries` what got stuck ·
//! `talk` keeps messages and notes · `alike` finds what was filed twice · `proofs` says which paper an answer rests on ·
//! `expectations` count how long things take · `refusals` names the reasons of the law on the wire · `repository` is what was
//! digitised · `payments` takes money and gives it back · `reconciliation` compares with banks · `posting` sends results by post · `results` issue papers, have them signed and prove them, `result_forms` fill them in.

pub mod accounts;
mod alike;
mod answers;
mod assignment;
mod bulk;
mod card;
mod changes;
mod channels;
pub mod choices;
mod conflicts;
mod consultation_notices;
mod consultations;
mod deliveries;
mod deputies;
mod desk;
mod devices;
mod documents;
mod dossiers;
mod drafts;
mod expectations;
mod facts;
mod filing;
pub mod guests;
#[cfg(feature = "pdf")]
mod hand_overs;
mod identities;
mod incomplete;
mod intake;
mod keeping;
#[cfg(feature = "pdf")]
mod ledger;
pub mod local;
mod look;
mod my_data;
pub mod notifications;
mod organisations;
mod origins;
pub mod papers;
pub mod payments;
mod portal;
mod posting;
mod prefill;
#[cfg(feature = "pdf")]
mod printing;
mod process;
pub mod profile;
mod proofs;
mod queue;
mod rebase;
mod receipt;
pub mod reconciliation;
mod refusals;
pub mod registers;
mod repository;
#[cfg(feature = "pdf")]
mod result_forms;
mod results;
mod review;
mod revisions;
mod routing;
mod standing;
mod starting;
mod step;
mod submit;
mod supplement;
pub(crate) mod talk;
mod timeline;
mod typed;
mod who;

pub(crate) use consultations::slot as opinion_slot;
pub use filing::Filings;
pub use identities::Admitted;
pub use portal::{Portal, PortalParts};
pub(crate) use results::{Said, Source, Then};
pub use revisions::{Revision, Revisions};
pub(crate) use submit::content;
pub use who::actor;
pub(crate) use who::{holder, within};
