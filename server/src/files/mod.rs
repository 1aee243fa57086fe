//! Attached files: bytes in an object store under their SHA-256, taken in and given out as streams.
//!
//! `keep` writes bytes so that no row ever points at bytes that are not on disk · `judge` decides by content what may
//! be taken · `routes` are the plain HTML form's addresses.

mod judge;
mod keep;
mod routes;

pub use judge::{Refused, judge};
pub use keep::{FileStore, Kept, Stored};
pub use routes::routes;
