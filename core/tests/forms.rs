//! Forms: what each kind takes, what hostile input meets, what rules say at their limits, and that a check settles.

#![allow(clippy::expect_used, reason = "tests")]

mod asking;

use asking::{TODAY, answers, check, choice, codes, field, form, one, options, repeated, required, ruled, section};
use motcua_core::calendar::Precision;
use motcua_core::form::{
    Answers, Condition, DocumentKind, Form, Kind, Level, Lookup, NoLookup, Operand, Options, ProblemCode, Required,
    Rule, Scalar, Test, validate,
};
use motcua_core::procedure::AgencyLevel;
use proptest::prelude::*;

/// One field of every kind; the paths an answer to it is typed at.
fn every_kind() -> Vec<(Kind, Vec<&'static str>)> {
    let date = |at_least| Kind::Date { at_least };
    let paper = Kind::IdentityDocument {
        accepts: DocumentKind::ALL.to_vec(),
    };
    let mut kinds: Vec<(Kind, Vec<&'static str>)> = [
        Kind::Text { max: 60 },
        Kind::LongText { max: 200 },
        Kind::Name,
        Kind::Number {
            decimals: 0,
            unit: None,
        },
        Kind::Number {
            decimals: 3,
            unit: Some("m²".to_owned()),
        },
        Kind::Money,
        date(Precision::Day),
        date(Precision::Month),
        date(Precision::Year),
        Kind::Time,
        choice(&["a", "b"]),
        Kind::Choice {
            options: Options::List("ethnicity".to_owned()),
        },
        Kind::YesNo,
        Kind::PersonalId,
        Kind::TaxCode,
        Kind::Phone,
        Kind::Email,
        Kind::WebAddress,
        Kind::Agency {
            level: AgencyLevel::Commune,
        },
        Kind::File,
        Kind::Declaration,
    ]
    .into_iter()
    .map(|kind| (kind, vec!["s.f"]))
    .collect();
    kinds.push((
        Kind::Choices {
            options: options(&["a", "b"]),
        },
        vec!["s.f.a", "s.f.b"],
    ));
    kinds.push((Kind::Address, vec!["s.f.province", "s.f.commune", "s.f.street"]));
    kinds.push((paper, vec!["s.f.kind", "s.f.number", "s.f.issued_on", "s.f.issued_by"]));
    kinds
}

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\0",
        "a\0b",
        "\u{202e}gnp.exe",
        "a\u{200b}b",
        "\u{feff}x",
        "\r\n",
        "a\nb",
        "a\tb",
        "</script><script>alert(1)</script>",
        "'; DROP TABLE dossier; --",
        "=HYPERLINK(\"http://x\")",
        "+84",
        "-1",
        "@SUM(A1)",
        "😀👨‍👩‍👧",
        "Nguye\u{302}\u{303}n",
        "\u{fffd}",
        "١٢٣",
        "１２３",
        "1e309",
        "NaN",
        "-0",
        "--1",
        "99999999999999999999",
        "0,0000001",
        ",",
        ".",
        "..",
        "1.2.3",
        "00/00/0000",
        "31/02/2024",
        "29/02/2023",
        "32/13/9999",
        "25:61",
        "24:00",
        "h",
        "javascript://x.vn/%0aalert(1)",
        "http://",
        "a@b",
        "@",
        "yes",
        "no",
        "YES",
        "a",
        "%00",
        "{{7*7}}",
        "../../etc/passwd",
        "đ",
        "₫",
        "\u{1f1fb}\u{1f1f3}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(1 << 20));
    texts.push("9".repeat(1 << 20));
    texts.push(" ".repeat(1 << 20) + "1");
    texts.push("\u{301}".repeat(1 << 18));
    texts.push("a\u{0301}".repeat(1 << 18));
    texts
}

/// Checks the canonical answers again: they must raise nothing new and stay as they are.
fn settles(form: &Form, first: &motcua_core::form::Validated) {
    let again = validate(form, &first.canonical, TODAY, &NoLookup);
    assert_eq!(again.canonical, first.canonical);
    for problem in &again.problems {
        assert!(
            first.problems.contains(problem) || problem.code == ProblemCode::Missing,
            "{problem:?} is new in {:?}",
            first.canonical
        );
    }
}

#[test]
fn hostile_input_is_refused_with_a_problem_or_carried_and_never_panics_on_any_kind() {
    for (kind, paths) in every_kind() {
        let form = one(vec![required("f", kind.clone())]);
        for text in hostile() {
            let typed: Vec<(&str, &str)> = paths.iter().map(|path| (*path, text.as_str())).collect();
            let found = check(&form, &typed);
            settles(&form, &found);
            for (path, kept) in found.canonical.iter() {
                assert!(
                    kept.chars().count() <= 300,
                    "{path} keeps {} characters",
                    kept.chars().count()
                );
                let invisible = |c: char| c == '\0' || matches!(c, '\u{202e}' | '\u{200b}' | '\u{feff}' | '\u{fffd}');
                assert!(!kept.contains(invisible), "{kind:?} keeps {kept:?}");
            }
            let is_ticked = matches!(kind, Kind::Choices { .. });
            let is_kept = paths.iter().any(|path| found.canonical.get(path).is_some());
            let is_file = matches!(kind, Kind::File);
            assert!(
                is_kept || is_ticked || is_file || !found.problems.is_empty(),
                "{kind:?} lost {text:.40?}"
            );
        }
    }
}

#[test]
fn good_answers_are_carried_in_their_canonical_text() {
    let date = |at_least| Kind::Date { at_least };
    for (kind, typed, kept) in [
        (
            Kind::Text { max: 60 },
            "  Số 5,  đường Trần Phú ",
            "Số 5, đường Trần Phú",
        ),
        (Kind::Text { max: 60 }, "=1+1 </b> '; --", "=1+1 </b> '; --"),
        (Kind::LongText { max: 60 }, "một\r\nhai", "một\nhai"),
        (Kind::Name, "nguyễn   văn an", "nguyễn văn an"),
        (
            Kind::Number {
                decimals: 2,
                unit: None,
            },
            "1.234,5",
            "1.234,5",
        ),
        (Kind::Money, "200000 đ", "200.000"),
        (Kind::Money, "200.000", "200.000"),
        (date(Precision::Day), "1/2/1990", "01/02/1990"),
        (date(Precision::Year), "1990", "1990"),
        (Kind::Time, "8h05", "08:05"),
        (Kind::Time, "14h", "14:00"),
        (Kind::Time, "9:30", "09:30"),
        (choice(&["a", "b"]), "b", "b"),
        (Kind::YesNo, "no", "no"),
        (Kind::Declaration, "yes", "yes"),
        (
            Kind::WebAddress,
            "HTTPS://lamdong.gov.vn/a?b=c",
            "https://lamdong.gov.vn/a?b=c",
        ),
        (Kind::WebAddress, "lamdong.gov.vn", "https://lamdong.gov.vn"),
        (Kind::Phone, "0912 345 678", "+84912345678"),
    ] {
        let form = one(vec![required("f", kind.clone())]);
        let found = check(&form, &[("s.f", typed)]);
        assert_eq!(found.problems, [], "{kind:?} {typed:?}");
        assert_eq!(found.canonical.get("s.f"), Some(kept), "{kind:?} {typed:?}");
        settles(&form, &found);
    }
}

#[test]
fn a_spelling_in_pieces_is_the_same_answer_as_the_composed_one() {
    let composed = "Nguyễn Thị Hồng Đào";
    let pieces = "Nguye\u{302}\u{303}n Thi\u{323} Ho\u{302}\u{300}ng Đa\u{300}o";
    for kind in [Kind::Name, Kind::Text { max: 19 }, Kind::LongText { max: 19 }] {
        let form = one(vec![required("f", kind)]);
        let (left, right) = (check(&form, &[("s.f", composed)]), check(&form, &[("s.f", pieces)]));
        assert_eq!(left, right);
        assert!(left.is_acceptable() && left.canonical.get("s.f") == Some(composed));
    }
}

#[test]
fn the_longest_text_that_fits_fits_and_one_more_is_refused_by_its_measure() {
    let form = one(vec![field("f", Kind::Text { max: 5 })]);
    assert_eq!(codes(&form, &[("s.f", "ườmùa")]), []);
    assert_eq!(
        codes(&form, &[("s.f", "ườmùaa")]),
        [("s.f".to_owned(), ProblemCode::TooLong { max: 5 })]
    );
    let web = one(vec![field("f", Kind::WebAddress)]);
    let bare = ["a.vn/", &"x".repeat(290)].concat();
    assert_eq!(
        codes(&web, &[("s.f", &bare)]),
        [("s.f".to_owned(), ProblemCode::TooLong { max: 300 })]
    );
}

#[test]
fn required_is_missing_optional_is_not_and_blank_is_no_answer() {
    for (kind, paths) in every_kind() {
        let is_file = matches!(kind, Kind::File);
        let blank: Vec<(&str, &str)> = paths.iter().map(|path| (*path, " \u{a0} ")).collect();
        assert_eq!(codes(&one(vec![field("f", kind.clone())]), &blank), [], "{kind:?}");
        let missing = codes(&one(vec![required("f", kind.clone())]), &blank);
        assert!(
            missing.iter().all(|(_, code)| *code == ProblemCode::Missing),
            "{kind:?}"
        );
        assert_eq!(missing.is_empty(), is_file, "{kind:?}");
    }
    let mut form = one(vec![field("a", Kind::YesNo), field("b", Kind::Text { max: 9 })]);
    form.sections[0].fields[1].required = Required::When(Condition::Is("s.a".to_owned(), Scalar::Bool(true)));
    assert_eq!(
        codes(&form, &[("s.a", "yes")]),
        [("s.b".to_owned(), ProblemCode::Missing)]
    );
    assert_eq!(codes(&form, &[("s.a", "no")]), []);
    assert_eq!(codes(&form, &[]), []);
}

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
fn what_is_hidden_is_neither_checked_nor_filed() {
    let mut form = form(vec![
        section("s", vec![field("father", Kind::YesNo)]),
        section("father", vec![required("name", Kind::Name)]),
    ]);
    form.sections[1].when = Some(Condition::Is("s.father".to_owned(), Scalar::Bool(true)));
    assert_eq!(
        codes(&form, &[("s.father", "yes")]),
        [("father.name".to_owned(), ProblemCode::Missing)]
    );
    let hidden = check(
        &form,
        &[("s.father", "no"), ("father.name", "\u{202e}"), ("nobody.asked", "x")],
    );
    assert_eq!(hidden.problems, []);
    assert_eq!(hidden.canonical, answers(&[("s.father", "no")]));
}

#[test]
fn rows_are_as_many_as_opened_within_what_is_allowed() {
    let members = |min, max| form(vec![repeated("m", min, max, vec![required("name", Kind::Name)])]);
    assert_eq!(codes(&members(0, 3), &[]), []);
    assert_eq!(
        codes(&members(1, 3), &[]),
        [("m.0.name".to_owned(), ProblemCode::Missing)]
    );
    assert_eq!(codes(&members(0, 3), &[("m.#", "1"), ("m.0.name", "An")]), []);
    assert!(
        codes(&members(2, 3), &[("m.#", "1"), ("m.0.name", "An")])
            .contains(&("m".to_owned(), ProblemCode::TooFewRows { min: 2 }))
    );
    for many in ["4", "1000", "65536", "99999999999999999999"] {
        let found = codes(&members(0, 3), &[("m.#", many)]);
        assert!(
            found.contains(&("m".to_owned(), ProblemCode::TooManyRows { max: 3 })),
            "{many}"
        );
    }
    for odd in ["-1", "abc", "1.5", "+1", "０"] {
        assert_eq!(codes(&members(0, 3), &[("m.#", odd)]), [], "{odd}");
    }
}

#[test]
fn taking_a_row_out_moves_the_others_up_and_leaves_the_rest() {
    let before = [
        ("m.#", "3"),
        ("m.0.name", "An"),
        ("m.1.name", "Bình"),
        ("m.2.name", "Chi"),
        ("m.2.home.province", "68"),
        ("s.f", "x"),
    ];
    let mut typed = answers(&before);
    typed.remove_row("m", 1, 3);
    assert_eq!(
        typed,
        answers(&[
            ("m.#", "2"),
            ("m.0.name", "An"),
            ("m.1.name", "Chi"),
            ("m.1.home.province", "68"),
            ("s.f", "x")
        ])
    );
    typed.remove_row("m", 7, 2);
    assert_eq!(typed.rows("m"), Some(2));
    typed.remove_row("m", 0, 2);
    typed.remove_row("m", 0, 1);
    typed.remove_row("m", 0, 0);
    assert_eq!(typed, answers(&[("m.#", "0"), ("s.f", "x")]));
}

#[test]
fn two_hundred_rows_keep_ten_apart_from_one() {
    let mut typed = Answers::default();
    typed.set_rows("m", 200);
    for row in 0..200 {
        typed
            .set(&format!("m.{row}.name"), format!("Người {row}"))
            .expect("a path");
    }
    typed.remove_row("m", 1, 200);
    assert_eq!(typed.get("m.1.name"), Some("Người 2"));
    assert_eq!(typed.get("m.9.name"), Some("Người 10"));
    assert_eq!(
        (typed.get("m.198.name"), typed.get("m.199.name")),
        (Some("Người 199"), None)
    );
}

#[test]
fn a_path_no_form_can_have_is_refused() {
    let mut typed = Answers::default();
    for path in ["", "S.f", "s f", "s/f", "s.é", "s\0", "__proto__ ", &"a".repeat(121)] {
        assert!(typed.set(path, "x").is_err(), "{path:?}");
    }
    assert!(typed.is_empty());
}

proptest! {
    #[test]
    fn a_check_of_anything_typed_settles_and_is_the_same_each_time(texts in prop::collection::vec(prop_oneof![".{0,40}", "[0-9./:,@a-z -]{0,20}"], 30)) {
        let kinds = every_kind();
        let fields = kinds.iter().enumerate().map(|(at, (kind, _))| field(&format!("f{at}"), kind.clone())).collect();
        let form = one(fields);
        let mut typed = Answers::default();
        for (at, (_, paths)) in kinds.iter().enumerate() {
            for (part, path) in paths.iter().enumerate() {
                let path = path.replace("s.f", &format!("s.f{at}"));
                typed.set(&path, texts[(at + part) % texts.len()].clone()).expect("a path");
            }
        }
        let first = validate(&form, &typed, TODAY, &NoLookup);
        prop_assert_eq!(&first, &validate(&form, &typed, TODAY, &NoLookup));
        settles(&form, &first);
    }
}
