//! The office (bộ phận một cửa): in which order dossiers are worked on, and by whom.
//!
//! `intake` is what is entered from paper and for whom · `risk` says how near a dossier is to being late and where it stands
//! in the queue · `assign` shares dossiers out fairly · `alike` says what may be filed twice.

mod alike;
mod assign;
mod intake;
mod risk;

pub use alike::{LATELY, Person, counts_since, persons};
pub use assign::{Absence, Candidate, duties_on, has_duty, pick, stands_in_for, told_of};
pub use intake::{Intake, Whose};
pub use risk::{Lane, Order, Risk, Standing, order, risk};
