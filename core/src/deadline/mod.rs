//! Due dates and their explanation (thời hạn giải quyết).
//!
//! `period` is how long the law gives · `pause` the time that does not count · `due` finds the day and hour ·
//! `explain` says of every day whether it counted and why · `left` is what remains, or how late it is · `watch` when to warn.

mod due;
mod explain;
mod left;
mod pause;
mod period;
mod watch;

pub use due::{Due, TooFar, due};
pub use explain::{Counted, Line, Reason};
pub use left::{TimeLeft, time_left, working_minutes_after, working_minutes_before, working_minutes_between};
pub use pause::Pause;
pub use period::Period;
pub use watch::{Stage, Watch};
