//! Time that does not count against the agency: waiting for papers or for a payment.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::iso_date;

/// A pause (tạm dừng) with its two days: a day is not counted when `start < day <= resume`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which the request went out; it still counts.
    #[serde(with = "iso_date")]
    pub start: Date,
    /// The day on which the answer came in; it does not count.
    #[serde(with = "iso_date")]
    pub resume: Date,
}

impl Pause {
    /// Tells whether this day is not counted.
    pub fn covers(&self, day: Date) -> bool {
        self.start < day && day <= self.resume
    }
}
