//! The Vietnamese calendar (lịch Việt Nam): lunar dates, public holidays, working time, and dates as people type them.
//!
//! `moment` is the instant everything is stored in · `lunar` knows the moon · `holidays` holds announced days and
//! `estimate` fills the years not announced yet · `working` joins them with the hours of the desk into a [`Calendar`] ·
//! `format` reads and writes dates · `iso_date` and `clock_text` are serde forms for data files and the wire.

pub mod clock_text;
mod estimate;
pub mod format;
pub mod holidays;
pub mod iso_date;
pub mod lunar;
mod moment;
mod working;

pub use format::{PartialDate, Precision};
pub use holidays::{DayKind, HolidayEntry, HolidayFile, HolidayProblem, Holidays};
pub use lunar::LunarDate;
pub use moment::{Moment, OFFSET};
pub use working::{BadWorkingTime, Calendar, Day, WorkingTime};
