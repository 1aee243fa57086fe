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
    /// A payment is waited for: what comes in is that one.
    #[error("a payment is waited for")]
    PaymentAwaited,
    /// Nothing was paid that could be given back.
    #[error("nothing to refund")]
    NothingToRefund,
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
    /// An officer has it already.
    #[error("an officer has it already")]
    AlreadyAssigned,
    /// No officer has it.
    #[error("no officer has it")]
    NotAssigned,
    /// The officer who was named has it already.
    #[error("the same officer")]
    SameOfficer,
    /// Nothing is left to do.
    #[error("nothing is left to do")]
    Over,
    /// No withdrawal waits for an answer.
    #[error("no withdrawal asked")]
    NoWithdrawal,
    /// Who took the result at the counter is not said.
    #[error("who received it is not said")]
    ReceiverMissing,
    /// There is no result yet that could be corrected.
    #[error("no result to correct")]
    NoResult,
    /// A correction must be done first.
    #[error("a correction is open")]
    CorrectionOpen,
    /// No correction is open.
    #[error("no correction is open")]
    NoCorrection,
    /// The dossier is not in work.
    #[error("not in work")]
    NotInWork,
    /// A body that is asked has not answered, and it was not said that it is asked no longer.
    #[error("a body that was asked has not answered")]
    ConsultationOpen,
    /// No such question waits for an answer.
    #[error("no such question is open")]
    NoConsultation,
    /// No body was named.
    #[error("nobody is asked")]
    NobodyAsked,
    /// One's own agency cannot be asked.
    #[error("one's own agency")]
    OwnAgency,
    /// No process is stated, or it is in none of its steps.
    #[error("in no step")]
    NoProcess,
    /// A step before the result was not done yet.
    #[error("steps are left")]
    StepsLeft,
    /// The step is the one in which the result is made.
    #[error("no step before the result is left")]
    LastStep,
    /// No earlier step of that name.
    #[error("no such step")]
    NoSuchStep,
    /// The body is asked already and has not answered.
    #[error("asked already")]
    AskedAlready,
    /// A result has no number.
    #[error("the result has no number")]
    NumberMissing,
    /// A result is dated later than today.
    #[error("the result is dated later than today")]
    IssuedLater,
    /// What is to be signed has no file.
    #[error("there is no file to sign")]
    PaperMissing,
    /// A draft waits for a signature: it is signed or sent back first.
    #[error("a draft waits for a signature")]
    SigningPending,
    /// No draft waits for a signature.
    #[error("no draft waits for a signature")]
    NothingToSign,
    /// There is no result as a paper that holds.
    #[error("there is no result that holds")]
    NothingToRevoke,
    /// The result was revoked and is not handed over.
    #[error("the result was revoked")]
    ResultRevoked,
    /// The record of the hand-over from the post would be signed later than now.
    #[error("signed later than now")]
    SignedLater,
    /// It was signed on a day off, on which no desk takes anything over.
    #[error("signed on a day off")]
    SignedOnDayOff,
    /// It was signed longer ago than a dossier may lie about.
    #[error("signed too long ago")]
    SignedLongAgo,
    /// By post only the recipient's signature hands a result over.
    #[error("handed over by the recipient's signature only")]
    PostUnsigned,
    /// The result is not to go by post.
    #[error("not registered to be sent by post")]
    NoPostalWay,
    /// There is no result to send.
    #[error("no result to send")]
    NothingToSend,
    /// An order sheet was made and its parcel has not left.
    #[error("ordered already")]
    PostOrderedAlready,
    /// No such dispatch is where the command needs it.
    #[error("no such dispatch")]
    NoPostOrder,
    /// The carrier has the parcel.
    #[error("the carrier has it")]
    ParcelAway,
    /// Who signs for the carrier is not said.
    #[error("nobody signs for the carrier")]
    CarrierMissing,
    /// A parcel bears this code already.
    #[error("a parcel bears this code already")]
    ItemCodeTaken,
    /// The recipient would have signed before the parcel left.
    #[error("signed before it left")]
    SignedBeforeSent,
    /// Who entered it is not who is said to have.
    #[error("entered by somebody else")]
    NotTheirEntry,
}
