//! How a dossier came in (kênh nộp): by oneself, helped, at the counter or by post; who entered it and where it was received,
//! apart from whose it is and who is competent. It knows no form.

use serde::{Deserialize, Serialize};
use time::Date;

use super::Refusal;
use crate::{
    agency::AgencyCode,
    calendar::{Calendar, Moment},
    id::AccountId,
    procedure::Channel,
};

/// How a dossier came in (cách thức nộp). Events written before there was a choice say nothing: filed online by oneself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// Online, by oneself.
    #[default]
    Online,
    /// Online, with somebody's help.
    Helped {
        /// Who helped.
        by: AccountId,
    },
    /// From paper, by an officer, for somebody who stands at the desk.
    Counter(TakenIn),
    /// From paper, by an officer; the papers came by public post.
    Post {
        /// Who entered it, and where.
        taken_in: TakenIn,
        /// When the record of the hand-over from the post was signed: that is when it was received (QĐ 45/2016 art. 7(4)).
        signed_at: Moment,
    },
}

/// Who entered a dossier from paper, and where it was received (nơi tiếp nhận).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenIn {
    /// The officer who entered it.
    pub officer: AccountId,
    /// The agency at whose desk it was received; who is competent stands in the filing.
    pub at: AgencyCode,
    /// The papers that were seen or kept as paper and not scanned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperSeen>,
}

/// A paper that was not scanned (thành phần hồ sơ bản giấy; TT 03/2025/TT-VPCP art. 5(2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperSeen {
    /// The key of its slot.
    pub slot: String,
    /// What became of it.
    pub how: Seen,
}

/// What became of a paper at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Shown and given back (xuất trình).
    Shown,
    /// Handed in on paper (nộp bản giấy).
    HandedIn,
}

impl Seen {
    /// Lists every case.
    pub const ALL: [Self; 2] = [Self::Shown, Self::HandedIn];

    /// Returns the name it is kept and posted under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::HandedIn => "handed_in",
        }
    }
}

impl Entry {
    /// Tells whether it was filed online by oneself.
    pub const fn is_online(&self) -> bool {
        matches!(self, Self::Online)
    }

    /// Returns the channel whose times and fees apply.
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Online | Self::Helped { .. } => Channel::Online,
            Self::Counter(_) => Channel::Counter,
            Self::Post { .. } => Channel::Post,
        }
    }

    /// Returns who entered it from paper, and where.
    pub const fn taken_in(&self) -> Option<&TakenIn> {
        match self {
            Self::Online | Self::Helped { .. } => None,
            Self::Counter(taken_in) | Self::Post { taken_in, .. } => Some(taken_in),
        }
    }

    /// Returns when the paper was received, where it was paper: at the counter as it was entered, by post as the record was
    /// signed. What came online is received when an officer accepts it.
    pub const fn received_at(&self, submitted_at: Moment) -> Option<Moment> {
        match self {
            Self::Online | Self::Helped { .. } => None,
            Self::Counter(_) => Some(submitted_at),
            Self::Post { signed_at, .. } => Some(*signed_at),
        }
    }

    /// Returns when a dossier received at this moment goes on to who works on it (NĐ 61/2018 art. 18(2)): online at once;
    /// on paper the same working day, received after 15:00 or on a day off at the opening of the next working day.
    pub fn transferred_at(&self, received: Moment, calendar: &Calendar) -> Moment {
        match self {
            Self::Online | Self::Helped { .. } => received,
            Self::Counter(_) | Self::Post { .. } => transferred_at(received, calendar),
        }
    }
}

/// Returns when paper received at this moment is transferred (NĐ 61/2018 art. 18(2)).
pub fn transferred_at(received: Moment, calendar: &Calendar) -> Moment {
    let local = received.local();
    let is_open = calendar.is_working_day(local.date());
    if is_open && local.time() <= calendar.working.cut_off() {
        return received;
    }
    next_opening(local.date(), calendar).unwrap_or(received)
}

/// Returns the opening of the first working day behind this one; none within a year where the calendar knows no such day.
fn next_opening(day: Date, calendar: &Calendar) -> Option<Moment> {
    std::iter::successors(day.next_day(), |day| day.next_day())
        .take(366)
        .find(|day| calendar.is_working_day(*day))
        .map(|day| Moment::from_local(time::PrimitiveDateTime::new(day, calendar.working.opens())))
}

/// The most days that may lie between the signing of a hand-over record and its entering.
const LATEST_ENTRY: i64 = 30;

/// Checks the moment of a signed hand-over record: not later than now, on a working day, and not longer ago than a month,
/// within which a dossier that came by post must have been entered.
///
/// # Errors
/// The refusal, when it cannot have been signed then.
pub fn check_signed(signed_at: Moment, now: Moment, calendar: &Calendar) -> Result<(), Refusal> {
    if signed_at > now {
        Err(Refusal::SignedLater)
    } else if signed_at.plus(time::Duration::days(LATEST_ENTRY)) < now {
        Err(Refusal::SignedLongAgo)
    } else if calendar.is_working_day(signed_at.date()) {
        Ok(())
    } else {
        Err(Refusal::SignedOnDayOff)
    }
}
