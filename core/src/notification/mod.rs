//! What people are told (thông báo): intents from what happened to a dossier, by recipient; never a sentence, never a way to
//! send. `matter` what a message is about · `intent` who is told of an event · `code` by which anybody can check that a
//! message is genuine · `channel` where it goes · `retry` when to try again.

mod channel;
mod code;
mod intent;
mod matter;
mod retry;

pub use channel::{Channel, UnknownChannel};
pub use code::{BadCode, Code};
pub use intent::{Intent, answered, asked, earlier_than, given, intents};
pub use matter::{Matter, UnknownMatter};
pub use retry::{MOST_TRIES, wait_before};
