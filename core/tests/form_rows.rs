//! Forms: what is hidden, rows of a repeated section, and the paths answers stand at.

#![allow(clippy::expect_used, reason = "tests")]

mod asking;

use asking::{answers, check, codes, field, form, repeated, required, section};
use motcua_core::form::{Answers, Condition, Kind, ProblemCode, Scalar};

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
