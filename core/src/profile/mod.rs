//! Once-only (khai một lần): what is known of a person, of their family and of their organisations, concept by concept,
//! each value with its origin and date; and the rules of using it again. It refuses to know where facts are kept.
//!
//! `origin` says where a value comes from · `known` holds facts by subject and picks the one that stands · `reuse` says
//! which questions may be answered from facts · `fill` answers them · `kin` tells who is who · `learn` reads facts out of a
//! filed form · `offer` says whose facts are offered where · `changed` compares answers with what was filled in, `compare`
//! a dossier with a register · `card` lays the code of an identity card on a part of the form.

mod card;
mod changed;
mod compare;
mod fill;
mod kin;
mod known;
mod learn;
mod offer;
mod origin;
mod reuse;

pub use card::{OffCard, fill_from_card, of_card, off_card, takes_card};
pub use changed::{Change, changes};
pub use compare::differences;
pub use fill::{Origins, fill, fill_like, fill_section};
pub use kin::{Relation, Traits, is_same_person};
pub use known::{Datum, Known, Parts, Profile, Whom, is_own_word};
pub use learn::{Learnt, Target, learn};
pub use offer::{Offer, offers};
pub use origin::{Origin, Prefilled, Register};
pub use reuse::{Slot, slots};
