//! What happens without being asked: telling people, and clearing away what nothing points at.
//!
//! `outbox` drains the outbox into the notification log · `collector` removes bytes of files nobody keeps ·
//! `run` does both until the portal stops.

mod collector;
mod outbox;
mod run;

pub use collector::collect;
pub use outbox::drain;
pub use run::run;
