//! How long somebody who failed to sign in waits before they may try again. It refuses to know where tries are counted.

use time::Duration;

/// Wrong tries from one place before it waits.
pub const FREE_TRIES: i64 = 4;

/// Wrong tries from all unknown places together before they wait.
pub const FREE_TRIES_OF_STRANGERS: i64 = 20;

/// The longest wait.
pub const LONGEST_WAIT: Duration = Duration::minutes(15);

/// How long without a try until all are forgotten.
pub const FORGOTTEN_AFTER: Duration = Duration::hours(24);

/// Returns how long to wait after so many wrong tries, of which `free` cost nothing: 1 s, 2 s, 4 s … up to
/// [`LONGEST_WAIT`]. Never for ever: nobody can lock somebody else out.
pub fn wait_after(failures: i64, free: i64) -> Duration {
    let over = failures.saturating_sub(free);
    if over <= 0 {
        return Duration::ZERO;
    }
    let doublings = u32::try_from(over - 1).unwrap_or(u32::MAX).min(16);
    Duration::seconds(1 << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_ends() {
        let waits: Vec<i64> = (0..9).map(|failures| wait_after(failures, 4).whole_seconds()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(wait_after(1000, 4), LONGEST_WAIT);
        assert_eq!(wait_after(i64::MAX, 0), LONGEST_WAIT);
        assert_eq!(wait_after(i64::MIN, 4), Duration::ZERO);
    }
}
