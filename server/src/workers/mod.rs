//! What happens without being asked: telling people, asking the virus scanner again, and clearing away what nothing points at.
//!
//! `outbox` turns what there is to tell into messages, `deliver` brings them out of the portal · `deadlines` watches
//! promised dates, `silence` those of bodies that were asked, `late_steps` the hours of steps · `collector` removes bytes of files nobody keeps · `run` does all of it until the portal stops.

mod collector;
mod deadlines;
mod deliver;
mod late_steps;
mod outbox;
mod run;
mod silence;

pub use collector::collect;
pub use deadlines::watch;
pub use deliver::deliver;
pub use outbox::drain;
pub use run::run;
