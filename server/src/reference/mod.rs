//! The lists a form is checked against and answers are read back with: places, agencies, shared choices. Loaded once,
//! never changed; it refuses to know where its files are.
//!
//! `agencies` knows who receives what · `load` reads everything and answers validation · `offer` says what a
//! section's inputs may offer.

mod agencies;
mod load;
mod offer;

pub use agencies::{Agencies, Agency, Tier};
pub use load::{BadReference, Reference};
