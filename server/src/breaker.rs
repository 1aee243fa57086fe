//! The circuit breaker of what the portal asks over the network, registers and identity providers: after a few failures in
//! a row nobody is made to wait; from time to time one call tries again.

use motcua_core::calendar::Moment;

/// How many failures in a row open it.
const FAILURES: u32 = 3;

/// How long nobody asks before one tries again.
const PAUSE: time::Duration = time::Duration::seconds(30);

/// Whether one of them may be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    open_until: Option<Moment>,
}

impl Breaker {
    /// Says whether to ask now. When a pause is over one caller is let through, and the others wait for how that goes.
    pub fn may_ask(&mut self, now: Moment) -> bool {
        match self.open_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                self.open_until = Some(now.plus(PAUSE));
                true
            }
        }
    }

    /// Notes an answer.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// Notes that there was none.
    pub fn failed(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES {
            self.open_until = Some(now.plus(PAUSE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_stop_the_asking_and_one_call_tries_again_after_the_pause() {
        let at = |seconds: i64| Moment::from_micros(seconds * 1_000_000);
        let mut breaker = Breaker::default();
        for second in 0..3 {
            assert!(breaker.may_ask(at(second)));
            breaker.failed(at(second));
        }
        assert!(!breaker.may_ask(at(3)));
        assert!(!breaker.may_ask(at(31)));
        assert!(breaker.may_ask(at(32)), "one tries again");
        assert!(!breaker.may_ask(at(33)), "and the others wait for how it goes");
        breaker.failed(at(34));
        assert!(!breaker.may_ask(at(63)));
        assert!(breaker.may_ask(at(64)));
        breaker.answered();
        assert!(breaker.may_ask(at(65)) && breaker.may_ask(at(65)));
        breaker.failed(at(66));
        assert!(breaker.may_ask(at(66)), "one failure is no outage");
    }
}
