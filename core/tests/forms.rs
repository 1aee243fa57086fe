//! Forms: what each kind takes, what hostile input meets, what is missing, and that a check settles.

#![allow(clippy::expect_used, reason = "tests")]

mod asking;

use asking::{TODAY, check, choice, codes, field, one, options, required, settles};
use motcua_core::calendar::Precision;
use motcua_core::form::{
    Answers, Condition, DocumentKind, Kind, NoLookup, Options, ProblemCode, Required, Scalar, validate,
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
