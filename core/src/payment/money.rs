//! Whole đồng. It knows no other currency, no fractions and no debts.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::words::{self, ZeroTens};

/// An amount of money (số tiền) in whole đồng, at most [`Money::MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Money(u64);

/// An amount beyond what any fee comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {} đồng", Money::MAX.0)]
pub struct TooMuch;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The greatest amount: thirteen digits, as many as a payment code holds.
    pub const MAX: Self = Self(9_999_999_999_999);

    /// Returns so many đồng, unless that is beyond [`Money::MAX`].
    pub const fn of(dong: u64) -> Option<Self> {
        if dong <= Self::MAX.0 { Some(Self(dong)) } else { None }
    }

    /// Returns the đồng.
    pub const fn dong(self) -> u64 {
        self.0
    }

    /// Says whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Returns the sum of two amounts, unless it is beyond [`Money::MAX`].
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::of)
    }

    /// Returns the amount so many times, unless that is beyond [`Money::MAX`].
    pub fn times(self, count: u64) -> Option<Self> {
        self.0.checked_mul(count).and_then(Self::of)
    }

    /// Returns what is left when so many of a hundred are taken off (0–100), rounded down to whole đồng: nobody pays more
    /// than the share that is due.
    pub fn less_percent(self, percent: u8) -> Self {
        let left = u64::from(100_u8.saturating_sub(percent));
        // At most 10^13 × 100: far within 64 bits.
        Self(self.0 * left / 100)
    }

    /// Returns the sum of many, unless it is beyond [`Money::MAX`].
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Returns the amount in words, as receipts state it: `tám nghìn đồng`.
    pub fn in_words(self, zero_tens: ZeroTens) -> String {
        words::read(self.0, zero_tens) + " đồng"
    }
}

impl TryFrom<u64> for Money {
    type Error = TooMuch;

    fn try_from(dong: u64) -> Result<Self, TooMuch> {
        Self::of(dong).ok_or(TooMuch)
    }
}

impl From<Money> for u64 {
    fn from(money: Money) -> Self {
        money.0
    }
}

/// Writes `8.000 đồng`, dots between thousands.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} đồng", grouped(self.0))
    }
}

/// Writes a whole number with dots between thousands: `1.250.000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
