//! How often one caller may come; this machine itself is not counted, it is the operator's own.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _, clock::DefaultClock};

use super::client::household;
use crate::config::Config;

/// How many codes of messages one caller may check a minute: a person has one in hand.
const CHECKS: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);

/// The limits: on requests of any kind, on signing in, and on checking messages.
#[derive(Debug)]
pub struct Rates {
    any: Option<DefaultKeyedRateLimiter<IpAddr>>,
    sign_in: Option<DefaultKeyedRateLimiter<IpAddr>>,
    check: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Rates {
    /// Makes the limits of the settings.
    pub fn new(config: &Config) -> Self {
        let any = NonZeroU32::new(config.rate_per_second).zip(NonZeroU32::new(config.rate_burst));
        Self {
            any: any.map(|(second, burst)| RateLimiter::keyed(Quota::per_second(second).allow_burst(burst))),
            check: Some(RateLimiter::keyed(Quota::per_minute(CHECKS))),
            sign_in: NonZeroU32::new(config.sign_in_per_minute)
                .map(|minute| RateLimiter::keyed(Quota::per_minute(minute))),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// How long to wait when there were too many.
    pub fn request(&self, from: IpAddr) -> Result<(), Duration> {
        if from.is_loopback() {
            Ok(())
        } else {
            count(self.any.as_ref(), from)
        }
    }

    /// Counts an attempt to sign in; this machine is counted too.
    ///
    /// # Errors
    /// How long to wait when there were too many.
    pub fn sign_in(&self, from: IpAddr) -> Result<(), Duration> {
        count(self.sign_in.as_ref(), from)
    }

    /// Counts a look at whether a message is genuine; this machine is counted too.
    ///
    /// # Errors
    /// How long to wait when there were too many.
    pub fn check(&self, from: IpAddr) -> Result<(), Duration> {
        count(self.check.as_ref(), from)
    }

    /// Forgets callers that have been quiet.
    pub fn forget_quiet(&self) {
        for limiter in [&self.any, &self.sign_in, &self.check].into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn count(limiter: Option<&DefaultKeyedRateLimiter<IpAddr>>, from: IpAddr) -> Result<(), Duration> {
    let Some(limiter) = limiter else {
        return Ok(());
    };
    limiter
        .check_key(&household(from))
        .map_err(|until| until.wait_time_from(DefaultClock::default().now()))
}
