//! What only a browser can do. Nothing here exists on the server.
//!
//! `wire` reads JSON · `enhance` sends our forms without loading a document · `arrive` moves focus and scroll ·
//! `keep` keeps a draft in the background · `known` takes over what the server said about the person.

mod arrive;
mod enhance;
mod keep;
mod known;
mod wire;

pub use arrive::{arrived, focus_soon};
pub use enhance::{send_file_form, send_form_of, take_over};
pub use keep::{keep_section, typed_in_form};
pub use known::{known, mark_hydrated};
pub use wire::read;
