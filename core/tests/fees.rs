//! What a filing costs: each shape of rule, what is not answered yet, and that nothing certain is ever taken back.

#![allow(clippy::expect_used, reason = "a test's helpers fail as loudly as the test")]

use std::collections::BTreeMap;

use motcua_core::form::{Answers, Form, walk};
use motcua_core::payment::Money;
use motcua_core::procedure::{
    Amount, Channel, Due, Exemption, FeeRule, Missing, Procedure, Quote, Reduced, Reduction, ReliefKind, Total, quote,
    quotes,
};
use proptest::prelude::*;
use serde_json::json;
use time::{Date, macros::date};

const DAY: Date = date!(2026 - 09 - 15);

/// A form that asks for a group, how many copies, and who is late whether they are poor.
fn form() -> Form {
    let choice = json!({ "choice": { "options": { "listed": [
        { "value": "a", "label": "A" }, { "value": "b", "label": "B" }] } } });
    let field = |key: &str, kind: serde_json::Value, when: Option<serde_json::Value>| json!({ "key": key, "label": format!("{key}?"), "kind": kind, "required": "always", "when": when });
    let number = json!({ "number": { "decimals": 0 } });
    serde_json::from_value(json!({
        "template": null, "declaration": "", "sections": [{
            "key": "case", "title": "", "subject": "matter", "fields": [
                field("late", json!("yes_no"), None),
                field("poor", json!("yes_no"), Some(json!({ "is": ["case.late", true] }))),
                field("group", choice, None),
                field("copies", number, None),
            ] }]
    }))
    .expect("a form")
}

fn rule(amount: Amount) -> FeeRule {
    let mut rule: FeeRule = serde_json::from_value(json!({ "kind": "charge", "amount": "free" })).expect("a rule");
    rule.amount = amount;
    rule
}

fn is(path: &str, value: impl Into<serde_json::Value>) -> motcua_core::form::Condition {
    serde_json::from_value(json!({ "is": [path, value.into()] })).expect("a condition")
}

fn when(path: &str, value: impl Into<serde_json::Value>, rule: FeeRule) -> FeeRule {
    FeeRule {
        when: Some(is(path, value)),
        ..rule
    }
}

fn procedure(fees: Vec<FeeRule>) -> Procedure {
    let mut procedure: Procedure = serde_json::from_value(json!({
        "code": "1.001193", "name": "", "sector": "", "level": 4, "coverage": "full", "audience": ["citizen"],
        "agency_levels": ["commune"], "competent": "", "valid_from": serde_json::to_value(DAY).expect("a day"),
        "channels": ["online", "counter"], "times": [], "fees": [], "steps": [], "results": [], "legal_basis": [],
        "documents": [{ "key": "poor_book", "name": "Sổ hộ nghèo", "required": true, "submit": "upload" }],
        "requirements": [], "after_supplement": "restart"
    }))
    .expect("a procedure");
    procedure.fees = fees;
    procedure.form = Some(form());
    procedure
}

fn answers(given: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in given {
        answers.set(path, *text).expect("a path");
    }
    answers
}

fn on(day: Date, fees: Vec<FeeRule>, given: &[(&str, &str)]) -> Quote {
    let procedure = procedure(fees);
    let form = procedure.form.as_ref().expect("a form");
    quote(&procedure, &walk(form, &answers(given), day), Channel::Online)
}

fn quoted(fees: Vec<FeeRule>, given: &[(&str, &str)]) -> Quote {
    on(DAY, fees, given)
}

fn dong(dong: u64) -> Money {
    Money::of(dong).expect("money")
}

fn known(sum: u64) -> Total {
    Total::Known(dong(sum))
}

fn missing(total: &Total) -> Vec<&str> {
    match total {
        Total::Known(_) => Vec::new(),
        Total::Open { missing, .. } => missing.iter().map(|one| one.path.as_str()).collect(),
    }
}

#[test]
fn several_lines_are_added_up() {
    let quote = quoted(
        vec![
            rule(Amount::Dong(50_000)),
            rule(Amount::Dong(100_000)),
            rule(Amount::Free),
        ],
        &[],
    );
    assert_eq!(quote.total, known(150_000));
    assert_eq!(quote.lines.len(), 3);
}

#[test]
fn free_council_and_unknown_stay_three_different_things() {
    let of = |amount| quoted(vec![rule(amount)], &[]).total;
    let open = |by_council, unsaid| Total::Open {
        least: Money::ZERO,
        missing: Vec::new(),
        by_council,
        unsaid,
    };
    assert_eq!(of(Amount::Free), known(0));
    assert_eq!(of(Amount::ByCouncil), open(true, false));
    assert_eq!(of(Amount::Unknown), open(false, true));
    assert_eq!(of(Amount::Text("10 USD".to_owned())), open(false, true));
    assert_eq!(quoted(Vec::new(), &[]).total, open(false, true), "no rule says nothing");
    let both = quoted(vec![rule(Amount::Dong(8_000)), rule(Amount::ByCouncil)], &[]).total;
    let Total::Open { least, by_council, .. } = both else {
        unreachable!("{both:?}")
    };
    assert_eq!((least, by_council), (dong(8_000), true));
}

#[test]
fn what_is_not_answered_yet_is_asked_for_and_what_is_not_asked_is_not() {
    let fees = || {
        vec![
            when("case.late", false, rule(Amount::Free)),
            FeeRule {
                exemptions: vec![Exemption {
                    when: is("case.poor", true),
                    ground: "Hộ nghèo".to_owned(),
                    proof: Some("poor_book".to_owned()),
                }],
                ..when("case.late", true, rule(Amount::Dong(8_000)))
            },
        ]
    };
    assert_eq!(missing(&quoted(fees(), &[]).total), ["case.late", "case.poor"]);
    assert_eq!(missing(&quoted(fees(), &[("case.late", "yes")]).total), ["case.poor"]);
    // Who is not late is never asked whether they are poor.
    assert_eq!(quoted(fees(), &[("case.late", "no")]).total, known(0));
    assert_eq!(
        quoted(
            vec![when("case.poor", true, rule(Amount::Dong(1)))],
            &[("case.late", "no")]
        )
        .lines,
        []
    );
    assert_eq!(
        quoted(fees(), &[("case.late", "yes"), ("case.poor", "no")]).total,
        known(8_000)
    );
    let exempt = quoted(fees(), &[("case.late", "yes"), ("case.poor", "yes")]);
    assert_eq!(exempt.total, known(0));
    let relief = exempt.lines[0].relief.as_ref().expect("a relief");
    assert_eq!(
        (relief.kind, relief.full, relief.proof.as_deref()),
        (ReliefKind::Exempt, Some(dong(8_000)), Some("Sổ hộ nghèo"))
    );
    let asked = Missing {
        path: "case.poor".to_owned(),
        label: "poor?".to_owned(),
    };
    assert_eq!(
        quoted(fees(), &[("case.late", "yes")]).lines[0].due,
        Due::Open(vec![asked])
    );
}

#[test]
fn copies_are_counted_after_the_free_ones_up_to_the_cap() {
    let fee = || FeeRule {
        per: Some("case.copies".to_owned()),
        free: 2,
        cap: Some(30_000),
        ..rule(Amount::Dong(8_000))
    };
    assert_eq!(missing(&quoted(vec![fee()], &[]).total), ["case.copies"]);
    for (count, sum, capped) in [
        ("0", 0, false),
        ("2", 0, false),
        ("3", 8_000, false),
        ("5", 24_000, false),
        ("6", 30_000, true),
        ("999999999999", 30_000, true),
    ] {
        let quote = quoted(vec![fee()], &[("case.copies", count)]);
        assert_eq!((&quote.total, quote.lines[0].capped), (&known(sum), capped), "{count}");
    }
    let boundless = FeeRule { cap: None, ..fee() };
    let total = quoted(vec![boundless], &[("case.copies", "9000000000000")]).total;
    assert_eq!(total.known(), None, "a sum beyond all bounds is none: {total:?}");
}

#[test]
fn the_reduction_that_leaves_least_counts_in_its_time_and_channel() {
    let reduction = |to, channel| Reduction {
        when: None,
        channel,
        valid_from: Some(date!(2026 - 09 - 01)),
        valid_to: Some(date!(2026 - 09 - 30)),
        to,
        ground: format!("{to:?}"),
    };
    let fee = || FeeRule {
        reductions: vec![
            reduction(Reduced::Percent(30), None),
            reduction(Reduced::Dong(20_000), Some(Channel::Online)),
        ],
        ..rule(Amount::Dong(50_000))
    };
    for (day, sum) in [
        (date!(2026 - 08 - 31), 50_000),
        (date!(2026 - 09 - 01), 20_000),
        (date!(2026 - 09 - 30), 20_000),
        (date!(2026 - 10 - 01), 50_000),
    ] {
        assert_eq!(on(day, vec![fee()], &[]).total, known(sum), "{day}");
    }
    let procedure = procedure(vec![fee()]);
    let form = procedure.form.as_ref().expect("a form");
    let all = quotes(&procedure, &walk(form, &Answers::default(), DAY));
    assert_eq!(
        all.iter().map(|quote| quote.total.clone()).collect::<Vec<_>>(),
        [known(20_000), known(35_000)]
    );
    let relief = all[1].lines[0].relief.as_ref().expect("a relief");
    assert_eq!(
        (relief.kind, relief.ground.as_str()),
        (ReliefKind::Reduced, "Percent(30)")
    );
}

#[test]
fn what_is_charged_on_request_is_said_and_not_added() {
    let asked_for = FeeRule {
        on_request: true,
        ..rule(Amount::Dong(8_000))
    };
    let quote = quoted(vec![rule(Amount::Free), asked_for], &[]);
    assert_eq!(quote.total, known(0));
    assert_eq!(quote.lines[1].due, Due::OnRequest(dong(8_000)));
}

#[test]
fn a_rule_of_another_channel_or_time_is_no_rule_here() {
    let elsewhere = FeeRule {
        channel: Some(Channel::Post),
        ..rule(Amount::Dong(1))
    };
    let over = FeeRule {
        valid_to: Some(date!(2025 - 12 - 31)),
        ..rule(Amount::Dong(1))
    };
    let quote = quoted(vec![elsewhere, over], &[]);
    assert_eq!(quote.lines, []);
    assert_eq!(quote.total.known(), None);
}

#[test]
fn a_quote_is_kept_as_json_and_read_again() {
    let fee = FeeRule {
        per: Some("case.copies".to_owned()),
        ..rule(Amount::Dong(8_000))
    };
    for given in [&[][..], &[("case.copies", "3")][..]] {
        let quote = quoted(vec![fee.clone(), rule(Amount::ByCouncil)], given);
        let text = serde_json::to_string(&quote).expect("JSON");
        assert_eq!(serde_json::from_str::<Quote>(&text).expect("a quote"), quote);
    }
}

fn some_rules() -> impl Strategy<Value = Vec<FeeRule>> {
    let amount = prop_oneof![
        Just(Amount::Free),
        Just(Amount::ByCouncil),
        Just(Amount::Unknown),
        (1_u64..1_000_000).prop_map(Amount::Dong),
    ];
    let condition = proptest::option::of(prop_oneof![
        any::<bool>().prop_map(|value| is("case.late", value)),
        any::<bool>().prop_map(|value| is("case.poor", value)),
        "[ab]".prop_map(|value| is("case.group", value)),
    ]);
    let one = (
        amount,
        condition.clone(),
        condition,
        any::<bool>(),
        0_u32..3,
        1_u8..=100,
    );
    let one = one.prop_map(|(amount, when, relief, counted, free, percent)| FeeRule {
        when,
        per: (counted && matches!(amount, Amount::Dong(_))).then(|| "case.copies".to_owned()),
        free,
        exemptions: relief
            .iter()
            .filter(|_| percent > 50)
            .map(|when| Exemption {
                when: when.clone(),
                ground: String::new(),
                proof: None,
            })
            .collect(),
        reductions: vec![Reduction {
            when: relief,
            channel: None,
            valid_from: None,
            valid_to: None,
            to: Reduced::Percent(percent),
            ground: String::new(),
        }],
        ..rule(amount)
    });
    proptest::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn more_answers_never_change_what_was_certain(
        rules in some_rules(),
        full in (any::<bool>(), any::<bool>(), "[ab]", 0_u32..20),
        kept in proptest::collection::vec(any::<bool>(), 4),
    ) {
        let yes = |value: bool| if value { "yes" } else { "no" }.to_owned();
        let all: BTreeMap<&str, String> = [
            ("case.late", yes(full.0)),
            ("case.poor", yes(full.1)),
            ("case.group", full.2),
            ("case.copies", full.3.to_string()),
        ].into();
        let given: Vec<(&str, &str)> = all.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let some: Vec<(&str, &str)> = given.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(one, _)| *one).collect();
        // Who has not said whether they are late is not asked yet whether they are poor.
        let some: Vec<_> = some.into_iter().filter(|(path, _)| *path != "case.poor" || kept[2]).collect();
        let (before, after) = (quoted(rules.clone(), &some).total, quoted(rules, &given).total);
        if before.known().is_some() {
            prop_assert_eq!(&before, &after);
        }
        prop_assert_eq!(missing(&after), Vec::<&str>::new(), "everything is answered");
        if let Total::Open { missing, .. } = &before {
            for one in missing {
                prop_assert!(!some.iter().any(|(path, _)| *path == one.path), "{} was answered", one.path);
            }
        }
    }
}
