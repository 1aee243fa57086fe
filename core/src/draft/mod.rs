//! A draft that is typed at in several places (hồ sơ nháp trên nhiều máy): when each answer was typed and by which hand,
//! and what follows when two sides meet. It refuses to lose a text: what cannot be decided is handed back as a conflict.
//!
//! `ledger` remembers per path who typed last and what stood there before · `merge` brings two sides together, field by
//! field by time · `rows` finds the rows of a repeated section again after some were added or taken out ·
//! `revision` says what a newer revision of the procedure changes for it.

mod ledger;
mod merge;
mod revision;
mod rows;
mod turns;

pub use ledger::Ledger;
pub use merge::{Conflict, Hand, Merged, Side, Stamp, Stamps, Text, merge};
pub use revision::Changes;
pub use rows::moved;
pub use turns::Turns;
