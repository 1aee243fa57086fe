//! Verification of a dossier's history: every event follows from the one before, from the submission on.

use super::Digest;
use super::{Event, EventKind, Link, Status, may_move};

/// Where and how a history is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// There is no event at all.
    #[error("no events")]
    Empty,
    /// The first event is not the submission, or a later one is.
    #[error("event {0}: a submission stands first and only there")]
    Submission(u64),
    /// An event is missing or doubled.
    #[error("event {found} stands where {expected} belongs")]
    Gap {
        /// The number that belongs there.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// An event happened before the one before it.
    #[error("event {0}: time runs backwards")]
    Backwards(u64),
    /// An event does not follow the one before it.
    #[error("event {0}: the one before it is another")]
    Unlinked(u64),
    /// An event was changed after it was sealed.
    #[error("event {0}: changed")]
    Changed(u64),
    /// An event makes a move the law does not know.
    #[error("event {0}: not a legal move")]
    IllegalMove(u64),
}

/// Verifies a whole history and returns its end, to compare with the end kept elsewhere: a chain cannot miss its tail.
///
/// # Errors
/// Says which event is the first that is wrong.
pub fn verify_chain(events: &[Event]) -> Result<Link, ChainBreak> {
    let mut last: Option<Link> = None;
    let mut status: Option<Status> = None;
    for event in events {
        let expected = last.map_or(1, |last| last.seq.saturating_add(1));
        if event.seq != expected {
            return Err(ChainBreak::Gap {
                expected,
                found: event.seq,
            });
        }
        if event.prev_hash != last.map_or(Digest::ZERO, |last| last.hash) {
            return Err(ChainBreak::Unlinked(event.seq));
        }
        if event.computed_hash() != Ok(event.hash) {
            return Err(ChainBreak::Changed(event.seq));
        }
        if last.is_some_and(|last| event.at < last.at) {
            return Err(ChainBreak::Backwards(event.seq));
        }
        if matches!(event.kind, EventKind::Submitted(_)) != last.is_none() {
            return Err(ChainBreak::Submission(event.seq));
        }
        if let (Some(from), Some(to)) = (status, event.kind.status())
            && !may_move(from, to)
        {
            return Err(ChainBreak::IllegalMove(event.seq));
        }
        status = event.kind.status().or(status);
        last = Some(event.link());
    }
    last.ok_or(ChainBreak::Empty)
}
