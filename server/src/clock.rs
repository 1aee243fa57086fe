//! The only place that reads the clock and draws chance: now, ids that sort by time, secret tokens.

use std::sync::atomic::{AtomicI64, Ordering};

use motcua_core::calendar::Moment;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// The portal's clock: the machine's, or one that stands still for tests and journeys.
#[derive(Debug, Default)]
pub struct Clock {
    fixed: Option<AtomicI64>,
}

/// The text of a fixed clock cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fixed clock is written YYYY-MM-DDTHH:MM, Vietnam time")]
pub struct BadClock;

impl Clock {
    /// Returns the machine's clock.
    pub const fn real() -> Self {
        Self { fixed: None }
    }

    /// Returns a clock that shows one moment until it is [`set`](Self::set).
    pub const fn fixed(at: Moment) -> Self {
        Self {
            fixed: Some(AtomicI64::new(at.micros())),
        }
    }

    /// Reads a fixed clock as configuration writes it: `YYYY-MM-DDTHH:MM`, Vietnam time.
    ///
    /// # Errors
    /// [`BadClock`] when it is written otherwise.
    pub fn parse(text: &str) -> Result<Self, BadClock> {
        use motcua_core::calendar::format::{parse_clock, parse_iso};
        let (day, time) = text.trim().split_once('T').ok_or(BadClock)?;
        let day = parse_iso(day).ok_or(BadClock)?;
        let time = parse_clock(time.get(..5).ok_or(BadClock)?).ok_or(BadClock)?;
        Ok(Self::fixed(Moment::from_local(time::PrimitiveDateTime::new(day, time))))
    }

    /// Returns the moment it is.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> Moment {
        match &self.fixed {
            Some(at) => Moment::from_micros(at.load(Ordering::Relaxed)),
            None => OffsetDateTime::now_utc().into(),
        }
    }

    /// Returns the day it is in Vietnam.
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// Moves a fixed clock; the machine's clock is not ours to move.
    pub fn set(&self, at: Moment) {
        if let Some(fixed) = &self.fixed {
            fixed.store(at.micros(), Ordering::Relaxed);
        }
    }
}

/// Returns a new UUIDv7: later ids of this process sort after earlier ones, whatever a fixed clock says.
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Returns 256 bits of chance for a session token.
///
/// # Errors
/// When the machine has none to give.
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws chance")]
pub fn new_token() -> Result<[u8; 32], getrandom::Error> {
    let mut token = [0; 32];
    getrandom::fill(&mut token)?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_shows_vietnam_time_and_ids_are_in_order() {
        let clock = Clock::parse("2026-11-20T09:30").unwrap();
        assert_eq!(
            motcua_core::calendar::format::moment(clock.now()),
            "09:30 ngày 20/11/2026"
        );
        assert!(Clock::parse("20/11/2026").is_err());
        let ids: Vec<_> = (0..1000).map(|_| new_id()).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
