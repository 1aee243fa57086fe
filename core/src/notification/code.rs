//! The code in every message, by which anybody checks on the portal that the portal sent it. Ten signs that are hard to
//! mistake for one another (Crockford's base 32): 50 bits of chance.

use std::{fmt, str::FromStr};

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many signs a code has.
const LENGTH: usize = 10;

/// The code of a message (mã tin nhắn), shown as `K7Q2M-9XH4T`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code([u8; LENGTH]);

/// The text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a message")]
pub struct BadCode;

impl Code {
    /// Makes a code of chance; 50 of the 64 bits are used.
    pub fn of_chance(chance: u64) -> Self {
        let sign = |at: usize| SIGNS[usize::try_from(chance >> (5 * at) & 31).unwrap_or(0)];
        Self(std::array::from_fn(sign))
    }

    /// Returns the ten signs without the hyphen.
    pub fn plain(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.plain();
        let (first, second) = text.split_at(LENGTH / 2);
        write!(out, "{first}-{second}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code(…)")
    }
}

impl FromStr for Code {
    type Err = BadCode;

    /// Takes blanks, hyphens, small letters, and O, I and L for the figures they look like.
    fn from_str(text: &str) -> Result<Self, BadCode> {
        let mut signs = Vec::with_capacity(LENGTH);
        for letter in text.chars().take(64) {
            let sign = match letter.to_ascii_uppercase() {
                ' ' | '\t' | '\u{a0}' | '-' | '–' | '—' | '‑' | '.' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let sign = u8::try_from(sign)
                .ok()
                .filter(|sign| SIGNS.contains(sign))
                .ok_or(BadCode)?;
            signs.push(sign);
        }
        signs.try_into().map(Self).map_err(|_| BadCode)
    }
}
