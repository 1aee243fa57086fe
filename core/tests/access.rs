//! Every action has an answer for every kind of person, and nobody learns of a dossier that is not theirs.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

use std::collections::BTreeSet;

use motcua_core::{
    access::{Action, Asked, Decision, DossierFacts, may, may_as_asked, may_draft},
    account::Scope,
    actor::{Actor, Role},
    id::AccountId,
};

fn account(number: u8) -> AccountId {
    format!("00000000-0000-7000-8000-0000000000{number:02}")
        .parse()
        .expect("an id")
}

fn facts() -> DossierFacts {
    DossierFacts {
        applicant: account(1),
        agency: "H36.12".parse().expect("a code"),
        procedure: "1.001193".parse().expect("a code"),
    }
}

fn officer(agency: &str, roles: &[Role]) -> Actor {
    let agency = agency.parse().expect("a code");
    Actor::Officer {
        account: account(5),
        agency,
        roles: roles.iter().copied().collect(),
    }
}

fn delegate(organisation: u8, procedures: &[&str], agencies: &[&str]) -> Actor {
    Actor::Delegate {
        account: account(7),
        organisation: account(organisation),
        scopes: vec![Scope {
            procedures: procedures.iter().map(|code| code.parse().expect("a code")).collect(),
            agencies: agencies.iter().map(|code| code.parse().expect("a code")).collect(),
        }],
    }
}

/// One row for each action: letters for nobody, owner, stranger, reception, processing, leadership, elsewhere, portal,
/// helper (as owner and as stranger), administrator, delegate of the owner (all, within, of another procedure, of another
/// agency), delegate of somebody else.
/// `+` allowed, `s` not signed in, `-` not allowed, `0` not found.
const TABLE: [(Action, &str); 41] = [
    (Action::File, "s+0+--0-+00++000"),
    (Action::ChangeFacts, "s++++++-++++---+"),
    (Action::SeeCompletion, "++++++++++++++++"),
    (Action::SeeDossier, "s+0+++0++00++000"),
    (Action::SeeDesk, "s-0+++0--00--000"),
    (Action::Supplement, "s+0+--0-+00++000"),
    (Action::RequestWithdrawal, "s+0---0-+00++000"),
    (Action::Accept, "s-0+--0--00--000"),
    (Action::RefuseReception, "s-0+--0--00--000"),
    (Action::AskSupplement, "s-0++-0--00--000"),
    (Action::AskPayment, "s-0+--0--00--000"),
    (Action::ConfirmPayment, "s-0+--0+-00--000"),
    (Action::TakeCash, "s-0+--0--00--000"),
    (Action::AskRefund, "s-0+--0--00--000"),
    (Action::ApproveRefund, "s-0--+0--00--000"),
    (Action::RecordRefund, "s-0+--0+-00--000"),
    (Action::Reconcile, "s-0--+0--00--000"),
    (Action::StartProcessing, "s-0++-0--00--000"),
    (Action::Assign, "s-0+-+0+-00--000"),
    (Action::Reassign, "s-0-++0--00--000"),
    (Action::TakeOver, "s-0+++0--00--000"),
    (Action::Extend, "s-0--+0--00--000"),
    (Action::AnswerWithdrawal, "s-0+-+0--00--000"),
    (Action::Stop, "s-0--+0--00--000"),
    (Action::Finish, "s-0-++0--00--000"),
    (Action::ReturnResult, "s-0+--0--00--000"),
    (Action::OpenCorrection, "s-0--+0--00--000"),
    (Action::Correct, "s-0-++0--00--000"),
    (Action::WriteMessage, "s+0+++0-+00++000"),
    (Action::Note, "s-0+++0--00--000"),
    (Action::Consult, "s-0-++0--00--000"),
    (Action::AnswerConsultation, "s-0---0--00--000"),
    (Action::HandOn, "s-0+++0--00--000"),
    (Action::SubmitForSigning, "s-0-++0--00--000"),
    (Action::SignResult, "s-0--+0--00--000"),
    (Action::RevokeResult, "s-0--+0--00--000"),
    (Action::TakeIn, "s-0+--0--00--000"),
    (Action::ChooseReturnWay, "s+0+--0-+00++000"),
    (Action::OrderPost, "s-0+--0--00--000"),
    (Action::HandlePost, "s-0+--0--00--000"),
    (Action::SeePost, "s-0+--0--00--000"),
];

#[test]
fn every_action_is_answered_for_every_person() {
    let people = [
        Actor::Nobody,
        Actor::Citizen { account: account(1) },
        Actor::Citizen { account: account(2) },
        officer("H36.12", &[Role::Reception]),
        officer("H36.12", &[Role::Processing]),
        officer("H36.12", &[Role::Leadership]),
        officer("H36.13", &Role::ALL),
        Actor::System,
        Actor::Helper { account: account(1) },
        Actor::Helper { account: account(2) },
        Actor::Administrator { account: account(6) },
        delegate(1, &[], &[]),
        delegate(1, &["1.001193"], &["H36"]),
        delegate(1, &["1.001612"], &[]),
        delegate(1, &[], &["H36.13"]),
        delegate(2, &[], &[]),
    ];
    assert!(TABLE.iter().all(|(_, row)| row.len() == people.len()));
    assert_eq!(
        TABLE
            .map(|(action, _)| action)
            .into_iter()
            .collect::<BTreeSet<_>>()
            .len(),
        Action::ALL.len()
    );
    for (action, row) in TABLE {
        for (actor, letter) in people.iter().zip(row.chars()) {
            let expected = match letter {
                '+' => Decision::Allowed,
                's' => Decision::NotSignedIn,
                '-' => Decision::NotAllowed,
                _ => Decision::NotFound,
            };
            assert_eq!(may(actor, action, Some(&facts())), expected, "{action:?} by {actor:?}");
        }
    }
}

#[test]
fn an_officer_above_the_agency_is_within_reach_and_one_beside_or_below_is_not() {
    for (agency, expected) in [
        ("H36", Decision::Allowed),
        ("H36.12", Decision::Allowed),
        ("H36.1", Decision::NotFound),
        ("H36.12.01", Decision::NotFound),
        ("H37", Decision::NotFound),
    ] {
        assert_eq!(
            may(&officer(agency, &Role::ALL), Action::SeeDossier, Some(&facts())),
            expected,
            "{agency}"
        );
    }
}

#[test]
fn a_dossier_that_is_not_there_and_one_of_somebody_else_look_the_same() {
    let strangers = [
        Actor::Nobody,
        Actor::Citizen { account: account(2) },
        officer("H36.13", &Role::ALL),
        Actor::Helper { account: account(2) },
        Actor::Administrator { account: account(6) },
        delegate(2, &[], &[]),
        delegate(1, &["1.001612"], &[]),
    ];
    for actor in &strangers {
        for action in Action::ALL {
            if matches!(
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
            ) {
                continue;
            }
            assert_eq!(
                may(actor, action, Some(&facts())),
                may(actor, action, None),
                "{action:?} by {actor:?}"
            );
        }
    }
}

#[test]
fn anybody_signed_in_may_file_and_an_officer_without_roles_may_nothing() {
    assert_eq!(
        may(&Actor::Citizen { account: account(2) }, Action::File, None),
        Decision::Allowed
    );
    for action in Action::ALL {
        let expected = if matches!(action, Action::SeeCompletion | Action::ChangeFacts) {
            Decision::Allowed
        } else {
            Decision::NotAllowed
        };
        assert_eq!(
            may(&officer("H36.12", &[]), action, Some(&facts())),
            expected,
            "{action:?}"
        );
    }
}

#[test]
fn a_delegate_drafts_what_the_mandate_names_and_acts_on_behalf_of_the_organisation() {
    let birth = "1.001193".parse().expect("a code");
    for (actor, expected) in [
        (delegate(1, &[], &["H36.13"]), Decision::Allowed),
        (delegate(1, &["1.001193"], &[]), Decision::Allowed),
        (delegate(1, &["1.001612"], &[]), Decision::NotFound),
        (Actor::Citizen { account: account(1) }, Decision::Allowed),
        (Actor::Nobody, Decision::NotSignedIn),
        (Actor::Administrator { account: account(6) }, Decision::NotAllowed),
    ] {
        assert_eq!(may_draft(&actor, &birth), expected, "{actor:?}");
    }
    let actor = delegate(1, &[], &[]);
    assert_eq!(
        (actor.on_behalf_of(), actor.account()),
        (Some(account(1)), Some(account(1)))
    );
    assert_eq!(Actor::Citizen { account: account(1) }.on_behalf_of(), None);
}

/// One row for each wish of a body that was asked: nobody, owner, reception, processing and leadership of that body, an officer
/// of it without duties, of the body above, of a part of it, of the agency that asks, the portal, a helper, an administrator.
const AS_ASKED: [(Asked, bool, &str); 6] = [
    (Asked::Read, true, "s0+++-000000"),
    (Asked::Read, false, "s0+++-000000"),
    (Asked::OpenPaper, true, "s0+++-000000"),
    (Asked::OpenPaper, false, "s0----000000"),
    (Asked::Answer, true, "s0-++-000000"),
    (Asked::Answer, false, "s0----000000"),
];

#[test]
fn a_body_that_is_asked_reaches_its_question_and_the_papers_sent_with_it_and_no_dossier() {
    let asked = "H36.13".parse().expect("a code");
    let people = [
        Actor::Nobody,
        Actor::Citizen { account: account(1) },
        officer("H36.13", &[Role::Reception]),
        officer("H36.13", &[Role::Processing]),
        officer("H36.13", &[Role::Leadership]),
        officer("H36.13", &[]),
        officer("H36", &Role::ALL),
        officer("H36.13.01", &Role::ALL),
        officer("H36.12", &Role::ALL),
        Actor::System,
        Actor::Helper { account: account(1) },
        Actor::Administrator { account: account(6) },
    ];
    for (wish, is_open, row) in AS_ASKED {
        for (actor, letter) in people.iter().zip(row.chars()) {
            let expected = match letter {
                '+' => Decision::Allowed,
                's' => Decision::NotSignedIn,
                '-' => Decision::NotAllowed,
                _ => Decision::NotFound,
            };
            assert_eq!(
                may_as_asked(actor, wish, &asked, is_open),
                expected,
                "{wish:?}, open {is_open}, by {actor:?}"
            );
        }
    }
    let wishes: BTreeSet<Asked> = AS_ASKED.iter().map(|(wish, ..)| *wish).collect();
    assert_eq!(wishes.len(), Asked::ALL.len());
    for action in Action::ALL {
        let needs = !matches!(
            action,
            Action::File | Action::ChangeFacts | Action::SeeDesk | Action::SeeCompletion
        );
        let reached = may(&officer("H36.13", &Role::ALL), action, Some(&facts()));
        assert!(
            !needs || reached == Decision::NotFound,
            "{action:?}: being asked opens nothing of the dossier"
        );
    }
}
