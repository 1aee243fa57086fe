//! Forms: what rules say at their limits, what lists say, and what answers of several parts owe each other.

mod asking;

use asking::{TODAY, answers, check, choice, codes, field, form, one, ruled, section, settles};
use motcua_core::calendar::Precision;
use motcua_core::form::{
    Condition, DocumentKind, Field, Form, Kind, Level, Lookup, NoLookup, Operand, Options, ProblemCode, Rule, Scalar,
    Section, Test, validate, walk,
};
use motcua_core::procedure::AgencyLevel;

fn rule(test: Test) -> Rule {
    Rule {
        test,
        level: Level::Error,
        say: None,
    }
}

#[test]
fn every_rule_holds_at_its_limit_and_is_broken_one_past_it() {
    let day = || Kind::Date {
        at_least: Precision::Year,
    };
    let number = || Kind::Number {
        decimals: 1,
        unit: None,
    };
    let text = |text: &str| text.to_owned();
    let cases: Vec<(Kind, Test, &str, &str, ProblemCode)> = vec![
        (
            day(),
            Test::NotAfter(Operand::Today),
            "23/11/2026",
            "24/11/2026",
            ProblemCode::TooLate {
                last: text("23/11/2026"),
            },
        ),
        (
            day(),
            Test::NotBefore(Operand::Date(text("2020-01-01"))),
            "01/01/2020",
            "31/12/2019",
            ProblemCode::TooEarly {
                first: text("01/01/2020"),
            },
        ),
        (
            number(),
            Test::AtLeast(Operand::Number(1)),
            "1",
            "0,9",
            ProblemCode::TooSmall { least: text("1") },
        ),
        (
            number(),
            Test::AtMost(Operand::Number(1000)),
            "1000",
            "1.000,1",
            ProblemCode::TooLarge { most: text("1.000") },
        ),
        (
            day(),
            Test::AgeAtLeast(18),
            "23/11/2008",
            "24/11/2008",
            ProblemCode::TooYoung { years: 18 },
        ),
        (
            day(),
            Test::AgeAtMost(16),
            "24/11/2009",
            "23/11/2009",
            ProblemCode::TooOld { years: 16 },
        ),
        (
            day(),
            Test::DaysSinceAtMost(60),
            "24/09/2026",
            "23/09/2026",
            ProblemCode::TooLongAgo { days: 60 },
        ),
        (
            Kind::Text { max: 9 },
            Test::DiffersFrom(text("s.other")),
            "khác",
            "giống",
            ProblemCode::SameAsOther,
        ),
        (
            Kind::Text { max: 9 },
            Test::Holds(Condition::Is(text("s.f"), Scalar::Text(text("đúng")))),
            "đúng",
            "sai",
            ProblemCode::RuleBroken,
        ),
    ];
    for (kind, test, good, bad, code) in cases {
        let fields = vec![
            field("other", Kind::Text { max: 9 }),
            ruled("f", kind, vec![rule(test.clone())]),
        ];
        let form = one(fields);
        assert_eq!(
            codes(&form, &[("s.other", "giống"), ("s.f", good)]),
            [],
            "{test:?} {good}"
        );
        assert_eq!(
            codes(&form, &[("s.other", "giống"), ("s.f", bad)]),
            [("s.f".to_owned(), code)],
            "{test:?} {bad}"
        );
        settles(&form, &check(&form, &[("s.other", "giống"), ("s.f", bad)]));
    }
}

#[test]
fn a_date_known_by_its_year_alone_is_not_held_against_anybody() {
    for (test, year) in [
        (Test::NotAfter(Operand::Today), "2026"),
        (Test::AgeAtLeast(18), "2008"),
        (Test::AgeAtMost(16), "2009"),
        (Test::DaysSinceAtMost(60), "2020"),
    ] {
        let form = one(vec![ruled(
            "f",
            Kind::Date {
                at_least: Precision::Year,
            },
            vec![rule(test.clone())],
        )]);
        assert_eq!(codes(&form, &[("s.f", year)]), [], "{test:?} {year}");
    }
}

#[test]
fn a_rule_speaks_in_its_own_words_and_a_warning_stops_nothing() {
    let warned = Rule {
        test: Test::AtMost(Operand::Number(1)),
        level: Level::Warning,
        say: Some("Nhiều quá".to_owned()),
    };
    let form = one(vec![ruled("f", Kind::Money, vec![warned])]);
    let found = check(&form, &[("s.f", "2")]);
    assert_eq!(found.problems[0].code, ProblemCode::Say("Nhiều quá".to_owned()));
    assert!(found.is_acceptable());
}

#[test]
fn a_personal_id_is_compared_with_birth_date_and_sex() {
    let agrees = Test::AgreesWith {
        birth_date: Some("s.born".to_owned()),
        sex: Some("s.sex".to_owned()),
    };
    let form = one(vec![
        field(
            "born",
            Kind::Date {
                at_least: Precision::Year,
            },
        ),
        field("sex", choice(&["male", "female"])),
        ruled("id", Kind::PersonalId, vec![rule(agrees)]),
    ]);
    let with = |born: &str, sex: &str| -> Vec<ProblemCode> {
        let found = codes(&form, &[("s.born", born), ("s.sex", sex), ("s.id", "068195000123")]);
        found.into_iter().map(|(_, code)| code).collect()
    };
    assert_eq!(with("17/05/1995", "female"), []);
    assert_eq!(with("1995", "female"), []);
    assert_eq!(with("17/05/1996", "female"), [ProblemCode::BirthDateDisagrees]);
    assert_eq!(with("17/05/1995", "male"), [ProblemCode::SexDisagrees]);
    assert_eq!(
        with("1994", "male"),
        [ProblemCode::BirthDateDisagrees, ProblemCode::SexDisagrees]
    );
    assert_eq!(with("", ""), []);
}

struct Lists;

impl Lookup for Lists {
    fn has_choice(&self, list: &str, value: &str) -> Option<bool> {
        (list == "ethnicity").then_some(value == "kinh")
    }

    fn has_commune(&self, province: &str, commune: &str) -> Option<bool> {
        Some(province == "68" && commune == "24781")
    }

    fn has_agency(&self, _: AgencyLevel, code: &str) -> Option<bool> {
        Some(code == "H36.1")
    }
}

#[test]
fn lists_are_asked_where_they_are_at_hand_and_believed_where_not() {
    let list = |name: &str| Kind::Choice {
        options: Options::List(name.to_owned()),
    };
    let form = one(vec![
        field("ethnicity", list("ethnicity")),
        field("nation", list("nationality")),
        field("home", Kind::Address),
        field(
            "to",
            Kind::Agency {
                level: AgencyLevel::Commune,
            },
        ),
    ]);
    let typed = |commune: &str, people: &str, to: &str| {
        answers(&[
            ("s.ethnicity", people),
            ("s.nation", "anything"),
            ("s.home.province", "68"),
            ("s.home.commune", commune),
            ("s.to", to),
        ])
    };
    assert_eq!(
        validate(&form, &typed("24781", "kinh", "H36.1"), TODAY, &Lists).problems,
        []
    );
    let found = validate(&form, &typed("1", "martian", "x"), TODAY, &Lists).problems;
    let found: Vec<ProblemCode> = found.into_iter().map(|problem| problem.code).collect();
    assert_eq!(
        found,
        [
            ProblemCode::NotAChoice,
            ProblemCode::CommuneElsewhere,
            ProblemCode::AgencyElsewhere
        ]
    );
    assert_eq!(
        validate(&form, &typed("1", "martian", "x"), TODAY, &NoLookup).problems,
        []
    );
}

#[test]
fn an_address_or_a_paper_begun_must_be_finished_and_says_where() {
    let paper = Kind::IdentityDocument {
        accepts: vec![DocumentKind::IdentityCard, DocumentKind::Passport],
    };
    let form = one(vec![field("home", Kind::Address), field("paper", paper)]);
    let at = |typed: &[(&str, &str)]| codes(&form, typed);
    let missing = |path: &str| (path.to_owned(), ProblemCode::Missing);
    assert_eq!(
        at(&[("s.home.street", "5 Trần Phú")]),
        [missing("s.home.province"), missing("s.home.commune")]
    );
    assert_eq!(at(&[("s.home.province", "68")]), [missing("s.home.commune")]);
    assert_eq!(
        at(&[("s.home.province", "Lâm Đồng"), ("s.home.commune", "24781")]),
        [("s.home.province".to_owned(), ProblemCode::NotAChoice)]
    );
    assert_eq!(at(&[("s.paper.kind", "passport")]), []);
    assert_eq!(
        at(&[("s.paper.kind", "passport"), ("s.paper.issued_by", "Cục")]),
        [missing("s.paper.number")]
    );
    assert_eq!(at(&[("s.paper.number", "068195000123")]), [missing("s.paper.kind")]);
    assert_eq!(
        at(&[("s.paper.kind", "other"), ("s.paper.number", "1")]),
        [("s.paper.kind".to_owned(), ProblemCode::NotAChoice)]
    );
    let typed = [
        ("s.paper.kind", "identity_card"),
        ("s.paper.number", "068195000123"),
        ("s.paper.issued_on", "24/11/2026"),
    ];
    let late = ProblemCode::TooLate {
        last: "23/11/2026".to_owned(),
    };
    assert_eq!(at(&typed), [("s.paper.issued_on".to_owned(), late)]);
}

#[test]
fn conditions_on_composite_answers_are_checked_too() {
    let here = Condition::Is("s.home.province".to_owned(), Scalar::Text("68".to_owned()));
    let form = one(vec![ruled("home", Kind::Address, vec![rule(Test::Holds(here))])]);
    assert_eq!(codes(&form, &[("s.home.province", "68"), ("s.home.commune", "1")]), []);
    let elsewhere = codes(&form, &[("s.home.province", "01"), ("s.home.commune", "1")]);
    assert_eq!(elsewhere, [("s.home".to_owned(), ProblemCode::RuleBroken)]);
    assert_eq!(codes(&form, &[]), []);
}

#[test]
fn a_section_is_asked_the_same_with_only_the_sections_it_looks_at() {
    let when = |path: &str| Some(Condition::Is(path.to_owned(), Scalar::Bool(true)));
    let yes_no = |key: &str| field(key, Kind::YesNo);
    let b = Section {
        when: when("a.x"),
        ..section("b", vec![yes_no("y")])
    };
    let c = section(
        "c",
        vec![
            Field {
                when: when("b.y"),
                ..yes_no("z")
            },
            yes_no("w"),
        ],
    );
    let whole = form(vec![
        section("a", vec![yes_no("x")]),
        section("d", vec![yes_no("n")]),
        b,
        c,
    ]);
    let needed = whole.needed_by(3);
    let keys: Vec<&str> = needed.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(keys, ["a", "b"], "what b looks at is needed too, d is not");
    assert!(whole.needed_by(1).is_empty());
    let less = Form {
        sections: whole
            .needed_by(3)
            .into_iter()
            .chain(whole.sections.last())
            .cloned()
            .collect(),
        ..whole.clone()
    };
    for (x, y) in [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("", "yes"), ("yes", "")] {
        let answers = answers(&[("a.x", x), ("b.y", y), ("d.n", "yes")]);
        let asked = |form: &Form| {
            let shown = walk(form, &answers, TODAY);
            let section = shown
                .section("c")
                .map(|section| section.fields.iter().map(|field| field.path.clone()));
            section.map(Iterator::collect::<Vec<_>>)
        };
        assert_eq!(asked(&whole), asked(&less), "{x} {y}");
    }
}
