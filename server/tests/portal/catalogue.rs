//! Procedure files: every file of the demonstration province reads, and every kind of mistake is named with its line.

use std::path::Path;

use motcua_core::form::{Answers, NoLookup, ProblemCode, validate, walk};
use motcua_core::procedure::{Procedure, documents};
use motcua_server::catalogue::{load_dir, load_text};
use time::macros::date;

fn procedures() -> Vec<Procedure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/procedures");
    let loaded = load_dir(&folder).unwrap();
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    loaded.procedures
}

fn birth() -> Procedure {
    procedures()
        .into_iter()
        .find(|procedure| procedure.code.as_str() == "1.001193")
        .unwrap()
}

#[test]
fn every_file_of_the_demonstration_province_reads() {
    assert!(!procedures().is_empty());
}

#[test]
fn papers_follow_the_answers_to_the_questions_on_the_page() {
    let birth = birth();
    let form = birth.form.as_ref().unwrap();
    let mut answers = Answers::default();
    answers.set("case.situation", "certificate").unwrap();
    answers.set("case.authorised", "no").unwrap();
    let shown = walk(form, &answers, date!(2026 - 11 - 22));
    let keys: Vec<&str> = documents(&birth, &shown)
        .iter()
        .map(|choice| choice.document.key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "declaration_form",
            "electronic_form",
            "birth_certificate",
            "identity",
            "residence_proof"
        ]
    );
}

#[test]
fn an_empty_form_misses_every_required_answer_that_is_asked_and_no_other() {
    let birth = birth();
    let checked = validate(
        birth.form.as_ref().unwrap(),
        &Answers::default(),
        date!(2026 - 11 - 22),
        &NoLookup,
    );
    assert!(
        checked
            .problems
            .iter()
            .all(|problem| problem.code == ProblemCode::Missing)
    );
    assert!(checked.problems.iter().any(|problem| problem.at == "child.full_name"));
    assert!(
        checked
            .problems
            .iter()
            .any(|problem| problem.at == "child.birth_place.commune")
    );
    assert!(!checked.problems.iter().any(|problem| problem.at.starts_with("father.")));
}

#[test]
fn each_mistake_is_named_with_its_line() {
    let good =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/procedures/1.001193.toml")).unwrap();
    let cases = [
        ("short_name =", "shortname =", "unknown field `shortname`"),
        (
            "concept = \"person.sex\"",
            "concept = \"person.gender\"",
            "there is no concept `person.gender`",
        ),
        (
            "is = [\"child.father_known\", true]",
            "is = [\"child.father_know\", true]",
            "there is no field",
        ),
        (
            "is = [\"child.father_known\", true]",
            "is = [\"copies.wanted\", true]",
            "asked later",
        ),
        (
            "is = [\"case.situation\", \"abandoned\"]",
            "is = [\"case.situation\", \"lost\"]",
            "can never be",
        ),
        (
            "when = { is = [\"child.father_known\", true] }",
            "when = { all = [{ is = [\"child.father_known\", true] }, { is = [\"child.father_known\", false] }] }",
            "section `father` can never be asked",
        ),
        ("valid_from = 2025-07-01", "valid_from = 2025-07-32", ""),
        ("code = \"1.001193\"", "code = \"9.001193\"", "procedure code"),
        (
            "of = \"request.agency\"",
            "of = \"request.office\"",
            "there is no field",
        ),
        (
            "rules = [{ at_least = 1 }, { at_most = 50 }]",
            "rules = [{ at_least = 1, at_most = 50 }]",
            "one thing",
        ),
        ("percent = 30", "percent = 130", "1 to 100 percent"),
        (
            "percent = 30",
            "percent = 30\namount = 5600",
            "either `percent` or `amount`",
        ),
        ("per = \"copies.count\"", "per = \"copies.wanted\"", "no whole number"),
        ("per = \"copies.count\"", "free = 1", "go with `per`"),
        (
            "ground = \"Miễn cho gia đình có công, hộ nghèo, người khuyết tật\"",
            "ground = \" \"",
            "an exemption states its ground",
        ),
        (
            "ground = \"Miễn cho gia đình có công, hộ nghèo, người khuyết tật\"",
            "ground = \"Miễn\"\nproof = \"paper\"",
            "there is no document `paper`",
        ),
    ];
    for (from, to, reason) in cases {
        let broken = good.replacen(from, to, 1);
        assert_ne!(broken, good, "{from}");
        let line = 1 + good[..good.find(from).unwrap()].matches('\n').count();
        let problems = load_text("birth.toml", &broken).expect_err(to);
        assert!(
            problems
                .iter()
                .any(|problem| problem.reason.contains(reason) && problem.line <= line && problem.file == "birth.toml"),
            "{to}: {problems:?}"
        );
        if !reason.starts_with("section") {
            assert!(
                problems.iter().any(|problem| problem.line > 0 || line == 1),
                "{to}: {problems:?}"
            );
        }
    }
}
