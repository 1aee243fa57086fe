//! What is written beside a dossier (trao đổi, ghi chú nội bộ): messages between applicant and desk, notes of the desk's own.
//! None of it is an event: it moves no clock and asks for no papers, which is form 02's to do.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Moment,
    door::Coded,
    id::AccountId,
    notification::{Intent, Matter},
    text::{Extent, clean},
};

/// The most characters of one message or note.
pub const MOST_SIGNS: usize = 2_000;

/// The most messages of one dossier: all of them are shown together.
pub const MOST_MESSAGES: u32 = 300;

/// For how long after a dossier has ended its thread takes messages.
pub const OPEN_AFTER: time::Duration = time::Duration::days(30);

/// Within how long messages that nobody has read yet are told as one.
pub const TOLD_ONCE_IN: time::Duration = time::Duration::hours(1);

/// Who of the two writes (bên gửi).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whose dossier it is, or who acts for them.
    Applicant,
    /// An officer of the agency.
    Agency,
}

/// The text names no side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither the applicant nor the agency")]
pub struct UnknownSide;

impl Side {
    /// Lists both.
    pub const ALL: [Self; 2] = [Self::Applicant, Self::Agency];

    /// Returns the name it is kept under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Agency => "agency",
        }
    }

    /// Returns how many messages it may write on one dossier within an hour.
    pub const fn most_in_an_hour(self) -> u32 {
        match self {
            Self::Applicant => 10,
            Self::Agency => 30,
        }
    }
}

impl FromStr for Side {
    type Err = UnknownSide;

    fn from_str(text: &str) -> Result<Self, UnknownSide> {
        Self::ALL.into_iter().find(|side| side.key() == text).ok_or(UnknownSide)
    }
}

/// The words of a message or note: something visible, not too long, nothing hidden in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

/// Why words are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing was written.
    #[error("nothing is written")]
    Empty,
    /// More than [`MOST_SIGNS`].
    #[error("too long")]
    TooLong,
    /// Hidden or unreadable characters.
    #[error("hidden or unreadable characters")]
    Hostile,
}

impl Coded for WordsError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "nothing_written",
            Self::TooLong => "too_long",
            Self::Hostile => "hostile_text",
        }
    }
}

impl FromStr for Words {
    type Err = WordsError;

    fn from_str(text: &str) -> Result<Self, WordsError> {
        // Counted before it is looked at: what is far too long is not read through.
        if text.chars().take(4 * MOST_SIGNS).count() > 3 * MOST_SIGNS {
            return Err(WordsError::TooLong);
        }
        let clean = clean(text, Extent::Text).map_err(|_| WordsError::Hostile)?;
        let clean = clean.trim();
        match clean.chars().count() {
            0 => Err(WordsError::Empty),
            count if count > MOST_SIGNS => Err(WordsError::TooLong),
            _ => Ok(Self(clean.to_owned())),
        }
    }
}

impl Words {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What is known of a thread when somebody writes in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When the dossier ended; nothing while something is still to be done with it.
    pub ended_at: Option<Moment>,
    /// How many messages there are.
    pub all: u32,
    /// How many of them the writing side wrote within the last hour.
    pub in_an_hour: u32,
    /// How many of the writing side's within [`TOLD_ONCE_IN`] the other side has not read.
    pub untold: u32,
}

/// Why a message is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The dossier ended too long ago.
    #[error("the thread is closed")]
    Closed,
    /// Too many within an hour.
    #[error("too many messages within an hour")]
    TooOften,
    /// The thread is full.
    #[error("the thread is full")]
    Full,
}

impl Coded for NotTaken {
    fn code(&self) -> &'static str {
        match self {
            Self::Closed => "thread_closed",
            Self::TooOften => "message_often",
            Self::Full => "thread_full",
        }
    }
}

impl Standing {
    /// Tells whether a thread takes messages at all.
    pub fn is_open(&self, now: Moment) -> bool {
        self.ended_at.is_none_or(|ended| now < ended.plus(OPEN_AFTER))
    }

    /// Decides whether a side may write one more message.
    ///
    /// # Errors
    /// Why not.
    pub fn takes(&self, from: Side, now: Moment) -> Result<(), NotTaken> {
        if !self.is_open(now) {
            Err(NotTaken::Closed)
        } else if self.all >= MOST_MESSAGES {
            Err(NotTaken::Full)
        } else if self.in_an_hour >= from.most_in_an_hour() {
            Err(NotTaken::TooOften)
        } else {
            Ok(())
        }
    }

    /// Returns whom a message is told, before it is counted: the applicant of the agency's, the dossier's officers of the
    /// applicant's; nobody where one of the last hour waits to be read already.
    pub fn intents(&self, from: Side, applicant: AccountId, officers: &[AccountId]) -> Vec<Intent> {
        if self.untold > 0 {
            return Vec::new();
        }
        let (matter, to) = match from {
            Side::Agency => (Matter::Message, vec![applicant]),
            Side::Applicant => (Matter::DeskMessage, officers.to_vec()),
        };
        to.into_iter()
            .map(|to| Intent {
                to,
                matter,
                due: None,
                amount: None,
                item: None,
            })
            .collect()
    }
}
