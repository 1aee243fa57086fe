//! The law's refusals on the wire: their stable names, and nothing of what is in them.

use motcua_app::api::ApiError;
use motcua_core::dossier::{Place, Refusal};

use super::who::said;
use crate::error::ServiceError;

/// Refuses with a stable name that the pages have words for.
pub(super) fn because(code: &str) -> ServiceError {
    ApiError::Refused(code.to_owned()).into()
}

/// Turns a refusal of the law into the wire's answer, naming the place it is about as `name` calls it.
pub(super) fn refused_at(refusal: &Refusal, name: impl FnOnce(&Place) -> String) -> ApiError {
    match (refused(refusal), refusal) {
        (ApiError::Refused(code), Refusal::AlreadyVisible { at } | Refusal::StillMissing { at }) => {
            ApiError::Refused(format!("{code}:{}", name(at)))
        }
        (answer, _) => answer,
    }
}

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
        Refusal::PaymentAwaited => "payment_awaited",
        Refusal::NothingToRefund => "nothing_to_refund",
        Refusal::WrongAmount { .. } => "wrong_amount",
        Refusal::AlreadyExtended => "already_extended",
        Refusal::TooLateToExtend => "too_late_to_extend",
        Refusal::NoDueDate => "no_due_date",
        Refusal::ClockNotRunning => "clock_not_running",
        Refusal::NotLater => "not_later",
        Refusal::DayOff => "day_off",
        Refusal::TooFar => "too_far",
        Refusal::WithdrawalPending => "withdrawal_pending",
        Refusal::AlreadyAssigned => "already_assigned",
        Refusal::NotAssigned => "not_assigned",
        Refusal::SameOfficer => "same_officer",
        Refusal::Over => "over",
        Refusal::NoWithdrawal => "no_withdrawal",
        Refusal::ReceiverMissing => "receiver_missing",
        Refusal::NoResult => "no_result",
        Refusal::CorrectionOpen => "correction_open",
        Refusal::NoCorrection => "no_correction",
        Refusal::NotInWork => "not_in_work",
        Refusal::ConsultationOpen => "consultation_open",
        Refusal::NoConsultation => "no_consultation",
        Refusal::NobodyAsked => "nobody_asked",
        Refusal::OwnAgency => "own_agency",
        Refusal::AskedAlready => "asked_already",
        Refusal::NoProcess => "no_process",
        Refusal::StepsLeft => "steps_left",
        Refusal::LastStep => "last_step",
        Refusal::NoSuchStep => "no_such_step",
        Refusal::NumberMissing => "number_missing",
        Refusal::IssuedLater => "issued_later",
        Refusal::PaperMissing => "paper_missing",
        Refusal::SigningPending => "signing_pending",
        Refusal::NothingToSign => "nothing_to_sign",
        Refusal::NothingToRevoke => "nothing_to_revoke",
        Refusal::ResultRevoked => "result_revoked",
        Refusal::SignedLater => "signed_later",
        Refusal::SignedOnDayOff => "signed_on_day_off",
        Refusal::SignedLongAgo => "signed_long_ago",
        Refusal::NotTheirEntry => "not_their_entry",
        Refusal::PostUnsigned => "post_unsigned",
        Refusal::NoPostalWay => "no_postal_way",
        Refusal::NothingToSend => "nothing_to_send",
        Refusal::PostOrderedAlready => "post_ordered_already",
        Refusal::NoPostOrder => "no_post_order",
        Refusal::ParcelAway => "parcel_away",
        Refusal::CarrierMissing => "carrier_missing",
        Refusal::ItemCodeTaken => "item_code_taken",
        Refusal::SignedBeforeSent => "signed_before_sent",
    };
    ApiError::Refused(code.to_owned())
}

#[cfg(test)]
mod tests {
    use motcua_app::{text, views::Language};
    use motcua_core::dossier::Status;

    use super::*;

    #[test]
    fn every_refusal_has_words_of_its_own_in_both_languages_and_says_which_place() {
        let at = || Place::Field("child.name".to_owned());
        let refusals = [
            Refusal::NotSubmitted,
            Refusal::AlreadySubmitted,
            Refusal::OtherDossier,
            Refusal::IllegalMove {
                from: Status::New,
                to: Status::Finished,
            },
            Refusal::Waiting,
            Refusal::NotAsked,
            Refusal::DateIsComputed,
            Refusal::ReasonMissing,
            Refusal::NothingAsked,
            Refusal::AlreadyVisible { at: at() },
            Refusal::StillMissing { at: at() },
            Refusal::NothingToPay,
            Refusal::PaymentAwaited,
            Refusal::NothingToRefund,
            Refusal::WrongAmount { asked: 8_000 },
            Refusal::AlreadyExtended,
            Refusal::TooLateToExtend,
            Refusal::NoDueDate,
            Refusal::ClockNotRunning,
            Refusal::NotLater,
            Refusal::DayOff,
            Refusal::TooFar,
            Refusal::WithdrawalPending,
            Refusal::NoWithdrawal,
            Refusal::ReceiverMissing,
            Refusal::NoResult,
            Refusal::CorrectionOpen,
            Refusal::NoCorrection,
            Refusal::NotInWork,
            Refusal::ConsultationOpen,
            Refusal::NoConsultation,
            Refusal::NobodyAsked,
            Refusal::OwnAgency,
            Refusal::AskedAlready,
            Refusal::NoProcess,
            Refusal::StepsLeft,
            Refusal::LastStep,
            Refusal::NoSuchStep,
            Refusal::NumberMissing,
            Refusal::IssuedLater,
            Refusal::PaperMissing,
            Refusal::SigningPending,
            Refusal::NothingToSign,
            Refusal::NothingToRevoke,
            Refusal::ResultRevoked,
            Refusal::SignedLater,
            Refusal::SignedOnDayOff,
            Refusal::SignedLongAgo,
            Refusal::NotTheirEntry,
            Refusal::PostUnsigned,
            Refusal::NoPostalWay,
            Refusal::NothingToSend,
            Refusal::PostOrderedAlready,
            Refusal::NoPostOrder,
            Refusal::ParcelAway,
            Refusal::CarrierMissing,
            Refusal::ItemCodeTaken,
            Refusal::SignedBeforeSent,
        ];
        for language in [Language::Vi, Language::En] {
            for refusal in &refusals {
                let ApiError::Refused(code) = refused_at(refusal, |_| "Họ tên".to_owned()) else {
                    unreachable!("{refusal:?} is not told as a refusal")
                };
                let words = text::refusal::said(language, &code);
                assert_ne!(words, text::refusal::any(language), "{refusal:?}");
                assert_eq!(words.contains("Họ tên"), code.contains(':'), "{words}");
            }
        }
    }
}
