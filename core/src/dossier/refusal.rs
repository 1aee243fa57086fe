//! Why a command is refused: closed cases with stable names; the words for them are the pages'.

use serde::{Deserialize, Serialize};

use super::{Place, Status};
use crate::access::Decision;

/// Why the law, or the state of the dossier, does not let a command through (lý do từ chối thao tác).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not theirs to do: {0:?}")]
    Access(Decision),
    /// Nothing was submitted yet.
    #[error("not submitted")]
    NotSubmitted,
    /// It was submitted already.
    #[error("submitted already")]
    AlreadySubmitted,
    /// The submission names another dossier.
    #[error("another dossier")]
    OtherDossier,
    /// The status does not let it go there.
    #[error("no legal move from {from:?} to {to:?}")]
    IllegalMove {
        /// Where it is.
        from: Status,
        /// Where the command would take it.
        to: Status,
    },
    /// It waits for the applicant.
    #[error("it waits for the applicant")]
    Waiting,
    /// Nothing like it was asked for.
    #[error("nothing like it was asked for")]
    NotAsked,
    /// A date was named though the procedure's time gives it.
    #[error("the date is computed")]
    DateIsComputed,
    /// A reason, or a result, must be given in words.
    #[error("no reason given")]
    ReasonMissing,
    /// A supplement request that asks for nothing.
    #[error("nothing asked")]
    NothingAsked,
    /// The defect was visible at the first request: everything is asked at once (NĐ 61/2018 art. 17).
    #[error("visible at the first request: {at:?}")]
    AlreadyVisible {
        /// Where it is.
        at: Place,
    },
    /// The supplement leaves something that was asked.
    #[error("still as it was: {at:?}")]
    StillMissing {
        /// Where it is.
        at: Place,
    },
    /// A payment of nothing.
    #[error("nothing to pay")]
    NothingToPay,
    /// Another amount than was asked.
    #[error("asked for {asked} đồng")]
    WrongAmount {
        /// What was asked, in đồng.
        asked: u64,
    },
    /// The date was moved once already (art. 19(9)).
    #[error("extended already")]
    AlreadyExtended,
    /// Less than a day before the due date.
    #[error("too late to extend")]
    TooLateToExtend,
    /// There is no date to move.
    #[error("no due date")]
    NoDueDate,
    /// The clock does not run.
    #[error("the clock does not run")]
    ClockNotRunning,
    /// The new date is not later than the present one.
    #[error("the new date is not later")]
    NotLater,
    /// The new date is a day off.
    #[error("the new date is a day off")]
    DayOff,
    /// The period ends more than a century on.
    #[error("the period ends too far away")]
    TooFar,
    /// A withdrawal must be answered first.
    #[error("a withdrawal waits for an answer")]
    WithdrawalPending,
    /// No withdrawal waits for an answer.
    #[error("no withdrawal asked")]
    NoWithdrawal,
}
