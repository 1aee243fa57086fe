//! The dossier (hồ sơ): states, commands, events and the rules that lead from one to the other.
//!
//! `state` names the ten legal statuses and their moves · `filing` is what was submitted, `entry` how it came in · `place` is where a defect
//! sits · `command` is what somebody wants · `decide` answers with events or a `refusal`, `clock` computing the due
//! dates · `event` is what happened, sealed into a chain that `chain` verifies · `folded` is the dossier as its events
//! tell it, by `apply` · `delivery` brings a result to the applicant · `consultation` asks other bodies · `process` goes through its
//! steps · `issue` is a result as a paper · `number` is its number.

mod apply;
mod chain;
mod clock;
mod command;
mod consultation;
mod decide;
mod delivery;
mod digest;
mod entry;
mod event;
mod filing;
mod folded;
mod issue;
pub mod number;
mod place;
mod process;
mod refusal;
mod state;

pub use crate::procedure::AfterSupplement;
pub use apply::{apply, fold};
pub use chain::{ChainBreak, verify_chain};
pub use clock::{NewDate, extended};
pub use command::{Command, CommandKind};
pub use consultation::{AnswerDue, Asking, Closed, Consultation, Opinion, Position, Question};
pub use decide::{Context, allowed, decide};
pub use delivery::{ItemCode, NoItemCode, PostEnd, PostOrder, PostState, Recipient, RecipientProblem, ReturnWay, Sent};
pub use digest::Digest;
pub use entry::{Entry, PaperSeen, Seen, TakenIn, check_signed, transferred_at};
pub use event::{Event, EventKind, Link, NotAnEvent, Resumed, Unsealable};
pub use filing::Filing;
pub use folded::{Correction, Dossier, SupplementRound, Waiting};
pub use issue::{IssuedResult, ResultDraft, ResultEnd, ResultPaper};
pub use number::{DossierNumber, DossierNumberError, NumberForm};
pub use place::{Defect, Place};
pub use process::StepRun;
pub use refusal::Refusal;
pub use state::{Clock, DeliveryState, HandedOver, KpiGroup, PaymentState, Status, SyncState, UnknownStatus, may_move};
