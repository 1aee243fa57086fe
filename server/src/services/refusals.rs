//! The law's refusals on the wire: their stable names, and nothing of what is in them.

use motcua_app::api::ApiError;
use motcua_core::dossier::Refusal;

use super::who::said;

/// Turns a refusal of the law into the wire's answer.
pub(super) fn refused(refusal: &Refusal) -> ApiError {
    let code = match refusal {
        Refusal::Access(decision) => match said(*decision) {
            Err(answer) => return answer,
            Ok(()) => "access",
        },
        Refusal::NotSubmitted => "not_submitted",
        Refusal::AlreadySubmitted => "already_submitted",
        Refusal::OtherDossier => "other_dossier",
        Refusal::IllegalMove { .. } => "illegal_move",
        Refusal::Waiting => "waiting",
        Refusal::NotAsked => "not_asked",
        Refusal::DateIsComputed => "date_is_computed",
        Refusal::ReasonMissing => "reason_missing",
        Refusal::NothingAsked => "nothing_asked",
        Refusal::AlreadyVisible { .. } => "already_visible",
        Refusal::StillMissing { .. } => "still_missing",
        Refusal::NothingToPay => "nothing_to_pay",
        Refusal::WrongAmount { .. } => "wrong_amount",
        Refusal::AlreadyExtended => "already_extended",
        Refusal::TooLateToExtend => "too_late_to_extend",
        Refusal::NoDueDate => "no_due_date",
        Refusal::ClockNotRunning => "clock_not_running",
        Refusal::NotLater => "not_later",
        Refusal::DayOff => "day_off",
        Refusal::TooFar => "too_far",
        Refusal::WithdrawalPending => "withdrawal_pending",
        Refusal::NoWithdrawal => "no_withdrawal",
    };
    ApiError::Refused(code.to_owned())
}
