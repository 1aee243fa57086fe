//! An instant as the store keeps it; it knows the one time zone of the portal, and not what time it is now.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, macros::offset};

/// The offset of Vietnam, UTC+7 all year.
pub const OFFSET: UtcOffset = offset!(+7);

const SHIFT: i64 = 7 * 3600 * 1_000_000;

/// An instant (thời điểm) in microseconds UTC since 1970, on the wire and in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// Wraps microseconds UTC since 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Returns the microseconds UTC since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Returns the moment at which clocks in Vietnam show this date and time.
    pub fn from_local(local: PrimitiveDateTime) -> Self {
        let nanos = local.assume_utc().unix_timestamp_nanos();
        Self(i64::try_from(nanos / 1000).unwrap_or(i64::MAX).saturating_sub(SHIFT))
    }

    /// Returns the date and time in Vietnam, held inside the years the calendar knows.
    pub fn local(self) -> PrimitiveDateTime {
        let nanos = i128::from(self.0.saturating_add(SHIFT)) * 1000;
        match OffsetDateTime::from_unix_timestamp_nanos(nanos) {
            Ok(at) => PrimitiveDateTime::new(at.date(), at.time()),
            Err(_) if nanos < 0 => PrimitiveDateTime::MIN,
            Err(_) => PrimitiveDateTime::MAX,
        }
    }

    /// Returns the date in Vietnam.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// Returns the time of day in Vietnam.
    pub fn time(self) -> Time {
        self.local().time()
    }

    /// Returns this moment moved by a duration, held at the ends of the range.
    pub fn plus(self, by: Duration) -> Self {
        let micros = by
            .whole_microseconds()
            .clamp(i128::from(i64::MIN), i128::from(i64::MAX));
        Self(self.0.saturating_add(i64::try_from(micros).unwrap_or(0)))
    }
}

impl From<OffsetDateTime> for Moment {
    fn from(at: OffsetDateTime) -> Self {
        Self(i64::try_from(at.unix_timestamp_nanos().div_euclid(1000)).unwrap_or(i64::MAX))
    }
}
