//! Who may do what: a decision by actor, action and dossier; it refuses to know how anyone signed in.

use serde::{Deserialize, Serialize};

use crate::{
    account::Scope,
    actor::{Actor, Role},
    agency::AgencyCode,
    id::AccountId,
    procedure::ProcedureCode,
};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// File a dossier (nộp hồ sơ).
    File,
    /// Correct or delete what is kept of the account for later forms (sửa, xóa dữ liệu đã lưu).
    ChangeFacts,
    /// See how far a dossier is, and no more (TT 01/2018 art. 16(2d)).
    SeeCompletion,
    /// See a dossier's contents and timeline.
    SeeDossier,
    /// See the list of an agency's dossiers.
    SeeDesk,
    /// Send what a supplement request asked for.
    Supplement,
    /// Ask to withdraw the dossier.
    RequestWithdrawal,
    /// Accept a dossier and promise a date.
    Accept,
    /// Refuse to receive it.
    RefuseReception,
    /// Ask for what is missing.
    AskSupplement,
    /// Ask for a payment.
    AskPayment,
    /// Record that the payment arrived.
    ConfirmPayment,
    /// Take cash into a till, and count it at the end of the day.
    TakeCash,
    /// Ask that a fee be given back.
    AskRefund,
    /// Approve that a fee is given back; never one's own asking.
    ApproveRefund,
    /// Record that a fee was given back.
    RecordRefund,
    /// Compare what banks and gateways say with the books.
    Reconcile,
    /// Hand it on for processing.
    StartProcessing,
    /// Give it to an officer of the desk.
    Assign,
    /// Give it on to another officer: the head, or whoever has it.
    Reassign,
    /// Take it oneself.
    TakeOver,
    /// Promise another date, with an apology.
    Extend,
    /// Confirm or decline a withdrawal.
    AnswerWithdrawal,
    /// Stop the work on it.
    Stop,
    /// Record the result.
    Finish,
    /// Record that the result was handed over.
    ReturnResult,
    /// Open the correction of a result that is wrong by the agency's error.
    OpenCorrection,
    /// Record the corrected result.
    Correct,
    /// Write a message to the other side of a dossier (trao đổi).
    WriteMessage,
    /// Read and write the desk's own notes on a dossier (ghi chú nội bộ).
    Note,
    /// Ask another body for its opinion, or ask it no longer.
    Consult,
    /// Answer as a body that is asked: never by the dossier, only by the question ([`may_as_asked`]).
    AnswerConsultation,
    /// Pass it on to the next step of its process, or send it back.
    HandOn,
    /// Submit a drafted result for signing.
    SubmitForSigning,
    /// Sign a drafted result, or send it back.
    SignResult,
    /// Revoke a result.
    RevokeResult,
    /// Enter a dossier from paper for somebody at the desk, or whose papers came by post.
    TakeIn,
    /// Choose how the result is received.
    ChooseReturnWay,
    /// Make the order sheet of a dispatch by post.
    OrderPost,
    /// Hand parcels to the carrier, and record what became of them.
    HandlePost,
    /// See the list of an agency's parcels.
    SeePost,
}

impl Action {
    /// Lists every action.
    pub const ALL: [Self; 41] = [
        Self::File,
        Self::ChangeFacts,
        Self::SeeCompletion,
        Self::SeeDossier,
        Self::SeeDesk,
        Self::Supplement,
        Self::RequestWithdrawal,
        Self::Accept,
        Self::RefuseReception,
        Self::AskSupplement,
        Self::AskPayment,
        Self::ConfirmPayment,
        Self::TakeCash,
        Self::AskRefund,
        Self::ApproveRefund,
        Self::RecordRefund,
        Self::Reconcile,
        Self::StartProcessing,
        Self::Assign,
        Self::Reassign,
        Self::TakeOver,
        Self::Extend,
        Self::AnswerWithdrawal,
        Self::Stop,
        Self::Finish,
        Self::ReturnResult,
        Self::OpenCorrection,
        Self::Correct,
        Self::WriteMessage,
        Self::Note,
        Self::Consult,
        Self::AnswerConsultation,
        Self::HandOn,
        Self::SubmitForSigning,
        Self::SignResult,
        Self::RevokeResult,
        Self::TakeIn,
        Self::ChooseReturnWay,
        Self::OrderPost,
        Self::HandlePost,
        Self::SeePost,
    ];

    /// Returns the roles of which an officer needs one; none where it is not an officer's to do.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::SeeCompletion => &Role::ALL,
            Self::SeeDossier | Self::SeeDesk => &Role::CASEWORK,
            Self::RequestWithdrawal | Self::ChangeFacts => &[],
            Self::File
            | Self::RefuseReception
            | Self::AskPayment
            | Self::ConfirmPayment
            | Self::TakeCash
            | Self::AskRefund
            | Self::RecordRefund
            | Self::ReturnResult
            | Self::Accept => &[Role::Reception],
            Self::AskSupplement | Self::StartProcessing => &[Role::Reception, Role::Processing],
            Self::Finish | Self::Correct | Self::Consult | Self::SubmitForSigning => {
                &[Role::Processing, Role::Leadership]
            }
            Self::AnswerConsultation => &[],
            Self::HandOn => &Role::CASEWORK,
            Self::AnswerWithdrawal => &[Role::Reception, Role::Leadership],
            Self::Extend
            | Self::Stop
            | Self::OpenCorrection
            | Self::SignResult
            | Self::RevokeResult
            | Self::ApproveRefund
            | Self::Reconcile => &[Role::Leadership],
            Self::Assign => &[Role::Reception, Role::Leadership],
            Self::Reassign => &[Role::Processing, Role::Leadership],
            Self::TakeOver | Self::WriteMessage | Self::Note => &Role::CASEWORK,
            // A supplement only as it lies on the desk on paper: the dossier's own law asks how it came.
            Self::TakeIn | Self::Supplement | Self::ChooseReturnWay | Self::OrderPost => &[Role::Reception],
            Self::HandlePost | Self::SeePost => &[Role::Reception, Role::PostClerk],
        }
    }

    /// Tells whether the owner of a dossier may do this to it.
    pub const fn is_owners(self) -> bool {
        match self {
            Self::File
            | Self::ChangeFacts
            | Self::SeeCompletion
            | Self::SeeDossier
            | Self::Supplement
            | Self::RequestWithdrawal
            | Self::WriteMessage
            | Self::ChooseReturnWay => true,
            Self::SeeDesk
            | Self::Accept
            | Self::RefuseReception
            | Self::AskSupplement
            | Self::AskPayment
            | Self::ConfirmPayment
            | Self::TakeCash
            | Self::AskRefund
            | Self::ApproveRefund
            | Self::RecordRefund
            | Self::Reconcile
            | Self::StartProcessing
            | Self::Assign
            | Self::Reassign
            | Self::TakeOver
            | Self::Extend
            | Self::AnswerWithdrawal
            | Self::Stop
            | Self::Finish
            | Self::ReturnResult
            | Self::OpenCorrection
            | Self::Correct
            | Self::Note
            | Self::Consult
            | Self::AnswerConsultation
            | Self::HandOn
            | Self::SubmitForSigning
            | Self::SignResult
            | Self::RevokeResult
            | Self::OrderPost
            | Self::HandlePost
            | Self::SeePost
            | Self::TakeIn => false,
        }
    }

    /// Tells whether the portal may do this on its own: a gateway confirms a payment, workers read, load is shared.
    pub const fn is_systems(self) -> bool {
        match self {
            Self::SeeCompletion | Self::SeeDossier | Self::ConfirmPayment | Self::RecordRefund | Self::Assign => true,
            Self::File
            | Self::ChangeFacts
            | Self::SeeDesk
            | Self::Supplement
            | Self::RequestWithdrawal
            | Self::Accept
            | Self::RefuseReception
            | Self::AskSupplement
            | Self::AskPayment
            | Self::TakeCash
            | Self::AskRefund
            | Self::ApproveRefund
            | Self::Reconcile
            | Self::StartProcessing
            | Self::Reassign
            | Self::TakeOver
            | Self::Extend
            | Self::AnswerWithdrawal
            | Self::Stop
            | Self::Finish
            | Self::ReturnResult
            | Self::OpenCorrection
            | Self::Correct
            | Self::WriteMessage
            | Self::Note
            | Self::Consult
            | Self::AnswerConsultation
            | Self::HandOn
            | Self::SubmitForSigning
            | Self::SignResult
            | Self::RevokeResult
            | Self::ChooseReturnWay
            | Self::OrderPost
            | Self::HandlePost
            | Self::SeePost
            | Self::TakeIn => false,
        }
    }
}

/// What access needs to know of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierFacts {
    /// Whose dossier it is.
    pub applicant: AccountId,
    /// Which agency received it.
    pub agency: AgencyCode,
    /// Which procedure it is of.
    pub procedure: ProcedureCode,
}

impl DossierFacts {
    /// Tells whether a mandate reaches the dossier.
    fn is_within(&self, scope: &Scope) -> bool {
        scope.has_procedure(&self.procedure) && scope.has_agency(&self.agency)
    }
}

/// Whether somebody may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Allowed,
    /// Nobody is signed in; the same answer whether the dossier exists or not.
    NotSignedIn,
    /// They may know of it and may not do this.
    NotAllowed,
    /// They may not even know whether it exists.
    NotFound,
}

/// Decides whether an actor may do something, to a dossier where one is meant.
pub fn may(actor: &Actor, action: Action, dossier: Option<&DossierFacts>) -> Decision {
    if action == Action::SeeCompletion {
        return Decision::Allowed;
    }
    if action == Action::ChangeFacts {
        return may_change_facts(actor);
    }
    match actor {
        Actor::Nobody => Decision::NotSignedIn,
        Actor::Citizen { account } | Actor::Helper { account } => citizen(*account, action, dossier),
        Actor::Delegate {
            organisation, scopes, ..
        } => match dossier {
            Some(facts) if !scopes.iter().any(|scope| facts.is_within(scope)) => Decision::NotFound,
            Some(_) | None => citizen(*organisation, action, dossier),
        },
        Actor::Administrator { .. } if dossier.is_some() || needs_dossier(action) => Decision::NotFound,
        Actor::Administrator { .. } => Decision::NotAllowed,
        Actor::Officer { agency, roles, .. } => {
            let entrusted = action.roles().iter().any(|role| roles.contains(role));
            let own = dossier.map(|facts| facts.agency.is_within(agency));
            match own {
                Some(false) => Decision::NotFound,
                None if needs_dossier(action) => Decision::NotFound,
                Some(true) | None if entrusted => Decision::Allowed,
                Some(true) | None => Decision::NotAllowed,
            }
        }
        Actor::System if action.is_systems() => Decision::Allowed,
        Actor::System => Decision::NotAllowed,
    }
}

/// What is kept of one's own account is one's own, whatever one does here; what is kept of an organisation is for its
/// representative, and for those it has entrusted with everything. No dossier is meant.
fn may_change_facts(actor: &Actor) -> Decision {
    match actor {
        Actor::Nobody => Decision::NotSignedIn,
        Actor::Citizen { .. } | Actor::Helper { .. } | Actor::Officer { .. } | Actor::Administrator { .. } => {
            Decision::Allowed
        }
        Actor::Delegate { scopes, .. } if scopes.iter().any(Scope::is_whole) => Decision::Allowed,
        Actor::Delegate { .. } | Actor::System => Decision::NotAllowed,
    }
}

/// Decides whether an actor may work on filings of a procedure that have no agency yet: drafts.
pub fn may_draft(actor: &Actor, procedure: &ProcedureCode) -> Decision {
    match (may(actor, Action::File, None), actor) {
        (Decision::Allowed, Actor::Delegate { scopes, .. })
            if !scopes.iter().any(|scope| scope.has_procedure(procedure)) =>
        {
            Decision::NotFound
        }
        (decision, _) => decision,
    }
}

/// Decides whether an actor may see which messages could not be sent, and try them again or drop them: whoever looks after
/// the portal, and nobody else.
pub const fn may_settle_messages(actor: &Actor) -> Decision {
    match actor {
        Actor::Administrator { .. } => Decision::Allowed,
        Actor::Nobody => Decision::NotSignedIn,
        Actor::Citizen { .. }
        | Actor::Delegate { .. }
        | Actor::Officer { .. }
        | Actor::Helper { .. }
        | Actor::System => Decision::NotAllowed,
    }
}

/// What somebody of a body that was asked wants (cơ quan được lấy ý kiến).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Read the question.
    Read,
    /// Open a paper sent with it.
    OpenPaper,
    /// Answer it.
    Answer,
}

impl Asked {
    /// Lists everything.
    pub const ALL: [Self; 3] = [Self::Read, Self::OpenPaper, Self::Answer];
}

/// Decides about a question put to a body: only officers of that very body reach it, and nothing else of the dossier. Once
/// the question has ended, its papers are closed to them again.
pub fn may_as_asked(actor: &Actor, wish: Asked, to: &AgencyCode, is_open: bool) -> Decision {
    match actor {
        Actor::Nobody => Decision::NotSignedIn,
        Actor::Officer { agency, roles, .. } if agency == to => match wish {
            Asked::Read if !roles.is_empty() => Decision::Allowed,
            Asked::OpenPaper if is_open && !roles.is_empty() => Decision::Allowed,
            Asked::Answer if is_open && (roles.contains(&Role::Processing) || roles.contains(&Role::Leadership)) => {
                Decision::Allowed
            }
            Asked::Read | Asked::OpenPaper | Asked::Answer => Decision::NotAllowed,
        },
        Actor::Officer { .. }
        | Actor::Citizen { .. }
        | Actor::Delegate { .. }
        | Actor::Helper { .. }
        | Actor::Administrator { .. }
        | Actor::System => Decision::NotFound,
    }
}

fn citizen(account: AccountId, action: Action, dossier: Option<&DossierFacts>) -> Decision {
    match dossier {
        Some(facts) if facts.applicant != account => Decision::NotFound,
        None if needs_dossier(action) => Decision::NotFound,
        Some(_) | None if action.is_owners() => Decision::Allowed,
        Some(_) | None => Decision::NotAllowed,
    }
}

/// Tells whether the action is done to a dossier that must be there.
fn needs_dossier(action: Action) -> bool {
    !matches!(
        action,
        Action::File
            | Action::ChangeFacts
            | Action::SeeDesk
            | Action::SeeCompletion
            | Action::TakeIn
            | Action::SeePost
            | Action::TakeCash
            | Action::ApproveRefund
            | Action::Reconcile
    )
}
