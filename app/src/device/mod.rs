//! What only a browser can do. Nothing here exists on the server.
//!
//! `wire` reads JSON · `enhance` sends our forms without loading a document · `arrive` moves focus and scroll ·
//! `known` takes over what the server said about the person.

mod arrive;
mod enhance;
mod known;
mod wire;

pub use arrive::arrived;
pub use enhance::{send_form_of, take_over};
pub use known::{known, mark_hydrated};
pub use wire::read;
