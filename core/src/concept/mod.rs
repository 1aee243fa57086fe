//! The dictionary of reusable data: what a datum is, however a form calls it. A field bound to a concept takes its
//! label, kind, hint and reuse from here; what a person gave once is offered wherever the same concept is asked.

mod dictionary;

pub use dictionary::{Concept, all, find};
