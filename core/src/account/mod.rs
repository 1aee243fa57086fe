//! Accounts: whose an identity is, and how long somebody waits who failed to prove theirs.
//!
//! `admission` is one identity, one account · `mandate` is acting for an organisation · `patience` is the wait after wrong tries.

mod admission;
mod mandate;
pub mod patience;

pub use admission::{Admission, Assurance, BadAssurance, Holder, Known, NoHolder, admit};
pub use mandate::{Scope, Term};
