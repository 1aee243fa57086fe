//! Every action has an answer for every kind of person, and nobody learns of a dossier that is not theirs.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

use std::collections::BTreeSet;

use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
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

/// One row for each action: letters for nobody, owner, stranger, reception, processing, leadership, elsewhere, portal.
/// `+` allowed, `s` not signed in, `-` not allowed, `0` not found.
const TABLE: [(Action, &str); 17] = [
    (Action::File, "s+0+--0-"),
    (Action::SeeCompletion, "++++++++"),
    (Action::SeeDossier, "s+0+++0+"),
    (Action::SeeDesk, "s-0+++0-"),
    (Action::Supplement, "s+0---0-"),
    (Action::RequestWithdrawal, "s+0---0-"),
    (Action::Accept, "s-0+--0-"),
    (Action::RefuseReception, "s-0+--0-"),
    (Action::AskSupplement, "s-0++-0-"),
    (Action::AskPayment, "s-0+--0-"),
    (Action::ConfirmPayment, "s-0+--0+"),
    (Action::StartProcessing, "s-0++-0-"),
    (Action::Extend, "s-0--+0-"),
    (Action::AnswerWithdrawal, "s-0+-+0-"),
    (Action::Stop, "s-0--+0-"),
    (Action::Finish, "s-0-++0-"),
    (Action::ReturnResult, "s-0+--0-"),
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
    ];
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
    ];
    for actor in &strangers {
        for action in Action::ALL {
            if matches!(action, Action::File | Action::SeeDesk | Action::SeeCompletion) {
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
        let expected = if action == Action::SeeCompletion {
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
