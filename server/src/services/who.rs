//! The asker as the law sees them.

use motcua_app::{
    api::ApiError,
    views::{Me, Role},
};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may, may_draft},
    actor::{self, Actor},
    id::AccountId,
    procedure::ProcedureCode,
};

/// Returns who acts; the session layer has read `me` from the store.
pub fn actor(me: &Me) -> Actor {
    match (me.role, me.account, &me.agency) {
        (Role::Citizen, Some(account), _) => match &me.acting {
            Some(acting) => Actor::Delegate {
                account: acting.person,
                organisation: account,
                scopes: acting.scopes.clone(),
            },
            None => Actor::Citizen { account },
        },
        (Role::Helper, Some(account), _) => Actor::Helper { account },
        (Role::Administrator, Some(account), _) => Actor::Administrator { account },
        (Role::Officer, Some(account), Some((code, _))) => match code.parse() {
            Ok(agency) => Actor::Officer {
                account,
                agency,
                roles: match &me.duties {
                    Some(duties) => duties.iter().copied().collect(),
                    None => actor::Role::ALL.into_iter().collect(),
                },
            },
            Err(_) => Actor::Nobody,
        },
        (Role::Visitor, _, _)
        | (Role::Citizen | Role::Officer | Role::Helper | Role::Administrator, None, _)
        | (Role::Officer, Some(_), None) => Actor::Nobody,
    }
}

/// Returns the account that fills drafts: any signed-in person who may file.
pub(super) fn filer(me: &Me) -> Result<AccountId, ApiError> {
    let actor = actor(me);
    permit(&actor, Action::File, None)?;
    actor.account().ok_or(ApiError::NotSignedIn)
}

/// Returns the account whose drafts are meant: the person's, or the one that stands for a browser that nobody is signed
/// in on. The browser's cookie is all the law it needs: its drafts are nobody else's, and it can file nothing.
pub(super) fn drafter(me: &Me) -> Result<AccountId, ApiError> {
    match (me.role, me.guest) {
        (Role::Visitor, Some(guest)) => Ok(guest),
        (Role::Visitor | Role::Citizen | Role::Officer | Role::Helper | Role::Administrator, _) => filer(me),
    }
}

/// Returns the account whose papers are meant: the asker's, or the one that stands for a browser that nobody is signed in
/// on. Which of them it reaches is for the draft or dossier they belong to.
pub(crate) fn holder(me: &Me) -> Result<AccountId, ApiError> {
    match (me.role, me.guest) {
        (Role::Visitor, Some(guest)) => Ok(guest),
        (Role::Visitor | Role::Citizen | Role::Officer | Role::Helper | Role::Administrator, _) => {
            actor(me).account().ok_or(ApiError::NotSignedIn)
        }
    }
}

/// Makes sure that the asker may work on drafts of a procedure.
pub(crate) fn within(me: &Me, procedure: &ProcedureCode) -> Result<(), ApiError> {
    match me.acting {
        Some(_) => said(may_draft(&actor(me), procedure)),
        None => Ok(()),
    }
}

/// Asks the access law and turns its answer into the wire's.
pub(super) fn permit(actor: &Actor, action: Action, dossier: Option<&DossierFacts>) -> Result<(), ApiError> {
    said(may(actor, action, dossier))
}

/// Turns a decision of the access law into the wire's answer.
pub(super) const fn said(decision: Decision) -> Result<(), ApiError> {
    match decision {
        Decision::Allowed => Ok(()),
        Decision::NotSignedIn => Err(ApiError::NotSignedIn),
        Decision::NotAllowed => Err(ApiError::NotAllowed),
        Decision::NotFound => Err(ApiError::NotFound),
    }
}
