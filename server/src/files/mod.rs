//! Attached files: bytes in an object store under their SHA-256, sealed with the portal's own keys, taken in and given out
//! as streams.
//!
//! `incoming` takes bytes in on the portal's own disk, sealed there too (`aside`) · `judge` decides by content what may
//! be taken · `scan` asks the virus scanner · `keep` puts whole files into the object store (a folder, or a `bucket`)
//! so that no row ever points at bytes that are not there, in the form `seal` gives them with the `keys`, which seal a
//! short `secret` too · `attach` puts files into slots · `give` gives them out, `range` in parts · `results` takes those of the desk in · `routes` are the
//! plain HTML form's addresses, `tus` those of resumable `uploads`.

mod aside;
mod attach;
pub mod bucket;
mod give;
mod incoming;
mod judge;
mod keep;
mod keys;
mod opinion;
mod range;
mod results;
mod routes;
mod scan;
mod seal;
mod secret;
mod statements;
mod tus;
mod uploads;

pub use aside::{Aside, Reader};
pub use give::Streamed;
pub use incoming::Incoming;
pub use judge::{Judged, Refused, judge};
pub use keep::{FileStore, Kept, Opened, Stored};
pub use keys::{FileKeys, keep_secret};
pub use routes::routes;
pub use scan::{Scanner, Verdict};
