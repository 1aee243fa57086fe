//! Conditions: Kleene's tables, and that a tree of any shape over any answers is decided, always the same way.

#![allow(clippy::expect_used, reason = "tests")]

mod asking;

use asking::{TODAY, answers, choice, field, form, repeated, section};
use motcua_core::calendar::Precision;
use motcua_core::form::{Answers, Condition, Form, Kind, Op, Operand, Scalar, Truth, walk};
use proptest::prelude::*;

const TRUTHS: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown];

#[test]
fn the_three_values_combine_by_kleenes_tables() {
    use Truth::{False as F, True as T, Unknown as U};
    let and = [[T, F, U], [F, F, F], [U, F, U]];
    let or = [[T, T, T], [T, F, U], [T, U, U]];
    for (row, left) in TRUTHS.into_iter().enumerate() {
        for (column, right) in TRUTHS.into_iter().enumerate() {
            assert_eq!(left.and(right), and[row][column], "{left:?} and {right:?}");
            assert_eq!(left.or(right), or[row][column], "{left:?} or {right:?}");
        }
        assert_eq!(left.negate().negate(), left);
    }
    assert_eq!(TRUTHS.map(Truth::holds), [true, false, false]);
}

fn asked() -> Form {
    form(vec![
        section(
            "s",
            vec![
                field("text", Kind::Text { max: 50 }),
                field(
                    "number",
                    Kind::Number {
                        decimals: 2,
                        unit: None,
                    },
                ),
                field(
                    "date",
                    Kind::Date {
                        at_least: Precision::Year,
                    },
                ),
                field(
                    "other_date",
                    Kind::Date {
                        at_least: Precision::Day,
                    },
                ),
                field("yes", Kind::YesNo),
                field("choice", choice(&["a", "b"])),
                field(
                    "many",
                    Kind::Choices {
                        options: asking::options(&["a", "b"]),
                    },
                ),
                field("home", Kind::Address),
            ],
        ),
        repeated(
            "r",
            0,
            5,
            vec![
                field(
                    "date",
                    Kind::Date {
                        at_least: Precision::Day,
                    },
                ),
                field("number", Kind::Money),
            ],
        ),
    ])
}

fn truth(condition: &Condition, typed: &[(&str, &str)]) -> Truth {
    let form = asked();
    walk(&form, &answers(typed), TODAY).truth(Some(condition), None)
}

type Case<'a> = (Condition, &'a [(&'a str, &'a str)], Truth);

#[test]
fn each_kind_of_condition_is_true_false_or_unknown_as_the_answers_say() {
    use Truth::{False as F, True as T, Unknown as U};
    let is = |path: &str, value: Scalar| Condition::Is(path.to_owned(), value);
    let text = |value: &str| Scalar::Text(value.to_owned());
    let than = |left: Operand, op: Op, right: i64| Condition::Compare(left, op, Operand::Number(right));
    let path = |path: &str| path.to_owned();
    let cases: Vec<Case<'_>> = vec![
        (is("s.yes", Scalar::Bool(true)), &[], U),
        (is("s.yes", Scalar::Bool(true)), &[("s.yes", "yes")], T),
        (is("s.yes", Scalar::Bool(true)), &[("s.yes", "no")], F),
        (is("s.yes", Scalar::Bool(true)), &[("s.yes", "perhaps")], U),
        (is("s.choice", text("a")), &[("s.choice", "a")], T),
        (is("s.choice", text("a")), &[("s.choice", "b")], F),
        (is("s.many.a", Scalar::Bool(true)), &[], F),
        (is("s.many.a", Scalar::Bool(true)), &[("s.many.a", "yes")], T),
        (is("s.number", Scalar::Number(8)), &[("s.number", "8")], T),
        (is("s.number", Scalar::Number(8)), &[("s.number", "8,5")], F),
        (is("s.number", Scalar::Number(i64::MAX)), &[("s.number", "8")], F),
        (is("s.home.province", text("68")), &[("s.home.province", "68")], T),
        (
            Condition::In(path("s.choice"), vec![text("a"), text("b")]),
            &[("s.choice", "b")],
            T,
        ),
        (Condition::In(path("s.choice"), vec![]), &[("s.choice", "b")], F),
        (Condition::Present(path("s.text")), &[], F),
        (Condition::Present(path("s.text")), &[("s.text", "   ")], F),
        (Condition::Present(path("s.text")), &[("s.text", "x")], T),
        (
            than(Operand::Age(path("s.date")), Op::GreaterOrEqual, 18),
            &[("s.date", "23/11/2008")],
            T,
        ),
        (
            than(Operand::Age(path("s.date")), Op::GreaterOrEqual, 18),
            &[("s.date", "24/11/2008")],
            F,
        ),
        (
            than(Operand::Age(path("s.date")), Op::GreaterOrEqual, 18),
            &[("s.date", "2008")],
            U,
        ),
        (
            than(Operand::DaysSince(path("s.date")), Op::Greater, 60),
            &[("s.date", "24/09/2026")],
            F,
        ),
        (
            than(Operand::DaysSince(path("s.date")), Op::Greater, 60),
            &[("s.date", "23/09/2026")],
            T,
        ),
        (
            than(Operand::Days(path("s.date"), path("s.other_date")), Op::Equal, 1),
            &[("s.date", "28/02/2026"), ("s.other_date", "01/03/2026")],
            T,
        ),
        (
            than(Operand::AgeAt(path("s.date"), path("s.other_date")), Op::Equal, 4),
            &[("s.date", "29/02/2020"), ("s.other_date", "28/02/2025")],
            T,
        ),
        (than(Operand::Count(path("r")), Op::Equal, 0), &[], T),
        (than(Operand::Count(path("r")), Op::Equal, 3), &[("r.#", "3")], T),
        (than(Operand::Count(path("nothing")), Op::Equal, 0), &[], U),
        (
            Condition::Compare(Operand::Field(path("s.date")), Op::Less, Operand::Today),
            &[("s.date", "2026")],
            U,
        ),
        (
            Condition::Compare(Operand::Field(path("s.date")), Op::Less, Operand::Today),
            &[("s.date", "2025")],
            T,
        ),
        (
            Condition::Compare(
                Operand::Field(path("s.date")),
                Op::Less,
                Operand::Date("nonsense".to_owned()),
            ),
            &[("s.date", "2025")],
            U,
        ),
        (
            Condition::Compare(Operand::Field(path("s.text")), Op::Less, Operand::Number(1)),
            &[("s.text", "0")],
            U,
        ),
        (Condition::All(vec![]), &[], T),
        (Condition::Any(vec![]), &[], F),
    ];
    for (condition, typed, expected) in cases {
        assert_eq!(truth(&condition, typed), expected, "{condition:?} over {typed:?}");
    }
}

#[test]
fn a_star_stands_for_the_row_looked_at() {
    let form = asked();
    let shown = answers(&[("r.#", "2"), ("r.0.number", "5"), ("r.1.number", "7")]);
    let shown = walk(&form, &shown, TODAY);
    let seven = Condition::Is("r.*.number".to_owned(), Scalar::Number(7));
    let rows = [Some(0), Some(1), Some(9), None].map(|row| shown.truth(Some(&seven), row));
    assert_eq!(rows, [Truth::False, Truth::True, Truth::Unknown, Truth::Unknown]);
}

#[test]
fn what_is_not_asked_counts_as_unanswered() {
    let mut form = asked();
    form.sections[0].fields[5].when = Some(Condition::Is("s.yes".to_owned(), Scalar::Bool(true)));
    let a = Condition::Is("s.choice".to_owned(), Scalar::Text("a".to_owned()));
    let decide = |yes: &str| walk(&form, &answers(&[("s.yes", yes), ("s.choice", "a")]), TODAY).truth(Some(&a), None);
    assert_eq!((decide("yes"), decide("no")), (Truth::True, Truth::Unknown));
}

fn any_path() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "s.text",
            "s.number",
            "s.date",
            "s.other_date",
            "s.yes",
            "s.choice",
            "s.many.a",
            "s.home.province",
            "r.0.date",
            "r.*.date",
            "r.*.number",
            "r",
            "",
            ".",
            ".*.",
            "s..",
            "no.such",
        ])
        .prop_map(str::to_owned),
        "[a-z.*#]{0,12}",
    ]
}

fn any_scalar() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        any::<bool>().prop_map(Scalar::Bool),
        any::<i64>().prop_map(Scalar::Number),
        ".{0,8}".prop_map(Scalar::Text)
    ]
}

fn any_operand() -> impl Strategy<Value = Operand> {
    prop_oneof![
        any_path().prop_map(Operand::Field),
        any::<i64>().prop_map(Operand::Number),
        prop_oneof![Just("2020-02-29".to_owned()), ".{0,10}"].prop_map(Operand::Date),
        Just(Operand::Today),
        any_path().prop_map(Operand::Age),
        (any_path(), any_path()).prop_map(|(from, to)| Operand::AgeAt(from, to)),
        (any_path(), any_path()).prop_map(|(from, to)| Operand::Days(from, to)),
        any_path().prop_map(Operand::DaysSince),
        any_path().prop_map(Operand::Count),
    ]
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let op = prop::sample::select(vec![
        Op::Less,
        Op::LessOrEqual,
        Op::Equal,
        Op::GreaterOrEqual,
        Op::Greater,
    ]);
    let leaf = prop_oneof![
        (any_path(), any_scalar()).prop_map(|(path, scalar)| Condition::Is(path, scalar)),
        (any_path(), prop::collection::vec(any_scalar(), 0..3))
            .prop_map(|(path, scalars)| Condition::In(path, scalars)),
        any_path().prop_map(Condition::Present),
        (any_operand(), op, any_operand()).prop_map(|(left, op, right)| Condition::Compare(left, op, right)),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let text = prop_oneof![
        ".{0,20}",
        "[0-9./-]{0,12}",
        prop::sample::select(vec![
            "yes",
            "no",
            "a",
            "b",
            "29/02/2020",
            "31/12/9999",
            "01/01/1000",
            "1990",
            "8,5",
            "2",
            "65536"
        ])
        .prop_map(str::to_owned),
    ];
    let path = prop_oneof![
        any_path(),
        prop::sample::select(vec!["r.#", "r.1.date"]).prop_map(str::to_owned)
    ];
    prop::collection::vec((path, text), 0..12).prop_map(|typed| {
        let mut answers = Answers::default();
        for (path, text) in typed {
            // What is no path is refused; what is one is kept.
            let _ = answers.set(&path, text);
        }
        answers
    })
}

proptest! {
    #[test]
    fn any_tree_over_any_answers_is_decided_and_always_the_same_way(condition in any_condition(), answers in any_answers()) {
        let form = asked();
        let shown = walk(&form, &answers, TODAY);
        for row in [None, Some(0), Some(u16::MAX)] {
            let truth = shown.truth(Some(&condition), row);
            prop_assert_eq!(walk(&form, &answers, TODAY).truth(Some(&condition), row), truth);
            let not = Condition::Not(Box::new(condition.clone()));
            prop_assert_eq!(shown.truth(Some(&not), row), truth.negate());
            prop_assert_eq!(shown.truth(Some(&Condition::Not(Box::new(not))), row), truth);
            let twice = vec![condition.clone(), condition.clone()];
            prop_assert_eq!(shown.truth(Some(&Condition::All(twice.clone())), row), truth);
            prop_assert_eq!(shown.truth(Some(&Condition::Any(twice)), row), truth);
        }
    }

    #[test]
    fn de_morgan_holds_and_a_condition_reads_back_as_it_was_written(left in any_condition(), right in any_condition(), answers in any_answers()) {
        let form = asked();
        let shown = walk(&form, &answers, TODAY);
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let outside = not(Condition::All(vec![left.clone(), right.clone()]));
        let inside = Condition::Any(vec![not(left.clone()), not(right)]);
        prop_assert_eq!(shown.truth(Some(&outside), None), shown.truth(Some(&inside), None));
        let written = serde_json::to_string(&left).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Condition>(&written).expect("a condition"), left);
    }
}
