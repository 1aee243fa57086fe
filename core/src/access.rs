//! Who may do what: a decision by actor, action and dossier; it refuses to know how anyone signed in.

use serde::{Deserialize, Serialize};

use crate::{
    actor::{Actor, Role},
    agency::AgencyCode,
    id::AccountId,
};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// File a dossier (nộp hồ sơ).
    File,
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
    /// Hand it on for processing.
    StartProcessing,
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
}

impl Action {
    /// Lists every action.
    pub const ALL: [Self; 17] = [
        Self::File,
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
        Self::StartProcessing,
        Self::Extend,
        Self::AnswerWithdrawal,
        Self::Stop,
        Self::Finish,
        Self::ReturnResult,
    ];

    /// Returns the roles of which an officer needs one; none where it is not an officer's to do.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::SeeCompletion | Self::SeeDossier | Self::SeeDesk => &Role::ALL,
            Self::Supplement | Self::RequestWithdrawal => &[],
            Self::File | Self::RefuseReception | Self::AskPayment | Self::ConfirmPayment | Self::ReturnResult => {
                &[Role::Reception]
            }
            Self::Accept => &[Role::Reception],
            Self::AskSupplement | Self::StartProcessing => &[Role::Reception, Role::Processing],
            Self::Finish => &[Role::Processing, Role::Leadership],
            Self::AnswerWithdrawal => &[Role::Reception, Role::Leadership],
            Self::Extend | Self::Stop => &[Role::Leadership],
        }
    }

    /// Tells whether the owner of a dossier may do this to it.
    pub const fn is_owners(self) -> bool {
        match self {
            Self::File | Self::SeeCompletion | Self::SeeDossier | Self::Supplement | Self::RequestWithdrawal => true,
            Self::SeeDesk
            | Self::Accept
            | Self::RefuseReception
            | Self::AskSupplement
            | Self::AskPayment
            | Self::ConfirmPayment
            | Self::StartProcessing
            | Self::Extend
            | Self::AnswerWithdrawal
            | Self::Stop
            | Self::Finish
            | Self::ReturnResult => false,
        }
    }

    /// Tells whether the portal may do this on its own: a gateway confirms a payment, workers read.
    pub const fn is_systems(self) -> bool {
        match self {
            Self::SeeCompletion | Self::SeeDossier | Self::ConfirmPayment => true,
            Self::File
            | Self::SeeDesk
            | Self::Supplement
            | Self::RequestWithdrawal
            | Self::Accept
            | Self::RefuseReception
            | Self::AskSupplement
            | Self::AskPayment
            | Self::StartProcessing
            | Self::Extend
            | Self::AnswerWithdrawal
            | Self::Stop
            | Self::Finish
            | Self::ReturnResult => false,
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
    match actor {
        Actor::Nobody => Decision::NotSignedIn,
        Actor::Citizen { account } => citizen(*account, action, dossier),
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
    !matches!(action, Action::File | Action::SeeDesk | Action::SeeCompletion)
}
