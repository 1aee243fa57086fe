//! A mandate reaches as far as it says, from its first day to its last, and not after it was taken back.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken case must stop the test"
)]

use motcua_core::account::{Scope, Term};
use time::macros::date;

fn scope(procedures: &[&str], agencies: &[&str]) -> Scope {
    Scope {
        procedures: procedures.iter().map(|code| code.parse().expect("a code")).collect(),
        agencies: agencies.iter().map(|code| code.parse().expect("a code")).collect(),
    }
}

#[test]
fn an_empty_scope_is_everything_and_a_named_one_only_that() {
    let cases = [
        (scope(&[], &[]), "1.001193", "H36.175", (true, true)),
        (scope(&["1.001193"], &[]), "1.001193", "H36.175", (true, true)),
        (scope(&["1.001193"], &[]), "1.001612", "H36.175", (false, true)),
        (scope(&[], &["H36.175"]), "1.001612", "H36.175", (true, true)),
        (scope(&[], &["H36.175"]), "1.001612", "H36.101", (true, false)),
        (scope(&[], &["H36"]), "1.001612", "H36.101", (true, true)),
    ];
    for (scope, procedure, agency, expected) in cases {
        let got = (
            scope.has_procedure(&procedure.parse().expect("a code")),
            scope.has_agency(&agency.parse().expect("a code")),
        );
        assert_eq!(got, expected, "{scope:?}: {procedure} at {agency}");
    }
}

#[test]
fn a_mandate_holds_from_its_first_day_to_its_last() {
    let term = Term {
        from: date!(2026 - 11 - 01),
        to: Some(date!(2026 - 11 - 30)),
        is_revoked: false,
    };
    for (day, holds) in [
        (date!(2026 - 10 - 31), false),
        (date!(2026 - 11 - 01), true),
        (date!(2026 - 11 - 30), true),
        (date!(2026 - 12 - 01), false),
    ] {
        assert_eq!(term.holds_on(day), holds, "{day}");
        assert!(
            !Term {
                is_revoked: true,
                ..term
            }
            .holds_on(day)
        );
        assert_eq!(Term { to: None, ..term }.holds_on(day), day >= term.from);
    }
}
