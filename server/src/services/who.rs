//! The asker as the law sees them.

use motcua_app::{
    api::ApiError,
    views::{Me, Role},
};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
    actor::{self, Actor},
    id::AccountId,
};

/// Returns who acts; the session layer has read `me` from the store.
pub fn actor(me: &Me) -> Actor {
    match (me.role, me.account, &me.agency) {
        (Role::Citizen, Some(account), _) => Actor::Citizen { account },
        (Role::Officer, Some(account), Some((code, _))) => match code.parse() {
            Ok(agency) => Actor::Officer {
                account,
                agency,
                roles: actor::Role::ALL.into_iter().collect(),
            },
            Err(_) => Actor::Nobody,
        },
        (Role::Visitor, _, _)
        | (Role::Citizen, None, _)
        | (Role::Officer, None, _)
        | (Role::Officer, Some(_), None) => Actor::Nobody,
    }
}

/// Returns the account that fills drafts: any signed-in person who may file.
pub(super) fn filer(me: &Me) -> Result<AccountId, ApiError> {
    let actor = actor(me);
    permit(&actor, Action::File, None)?;
    actor.account().ok_or(ApiError::NotSignedIn)
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
