//! Money: what is owed, how it is paid, given back and accounted for. Only what a gateway signed, an officer took at the
//! counter or a bank statement shows settles anything; a page that the payer comes back on does not.
//!
//! `obligations` say what a dossier owes · `paying` begins a try and shows it · `settling` is the one place where money
//! changes hands in the books · `looking` asks gateways what became of a try · `notices` are theirs · `counter` takes cash
//! and counts tills · `refunds` give back, by two people ·
//! `receipts` number and write electronic receipts.

mod counter;
mod looking;
mod notices;
mod obligations;
mod paying;
mod port;
mod receipts;
mod refunds;
mod settling;

pub use looking::look;
pub use notices::routes;
pub(super) use obligations::{booked, owe};
pub(super) use settling::{Settled, Told};
