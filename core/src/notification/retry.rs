//! When a message that could not be sent is tried again. Chance is a parameter.

use time::Duration;

/// How often a message is tried before somebody has to look at it: over about fifteen hours.
pub const MOST_TRIES: u32 = 12;

/// The wait after the first try.
const FIRST: Duration = Duration::seconds(30);

/// The longest wait.
const LONGEST: Duration = Duration::hours(6);

/// Returns how long to wait after so many tries: twice as long each time, between half and the whole of it by chance (0 to
/// 65,535), so that what failed together does not come back together. Nothing when it was tried often enough.
pub fn wait_before(tried: u32, chance: u16) -> Option<Duration> {
    if tried >= MOST_TRIES {
        return None;
    }
    let doubled = 2_i32.saturating_pow(tried.saturating_sub(1));
    let whole = FIRST.checked_mul(doubled).unwrap_or(LONGEST).min(LONGEST);
    let half = whole / 2;
    Some(half + half * f64::from(chance) / f64::from(u16::MAX))
}
