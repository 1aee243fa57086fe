//! Once-only: which fact stands, whom a form tells of, what is filled where, and what is never copied.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says by panicking")]

mod asking;

use std::collections::BTreeMap;

use asking::{TODAY, about, asked, field, form, repeated, section, typed};
use motcua_core::{
    calendar::Moment,
    form::{Answers, Choice, Field, Form, Kind, Options, Section, Subject},
    id::SubjectId,
    profile::{
        Datum, Known, Origin, Parts, Prefilled, Profile, Register, Relation, Target, Whom, changes, differences, fill,
        fill_section, learn, offers, slots,
    },
};
use proptest::prelude::*;
use time::macros::date;

const NUMBER: &str = "H36.12-260312-0001";

fn one(text: &str) -> Parts {
    Parts::from([(String::new(), text.to_owned())])
}

fn datum(value: Parts, origin: Origin, day: i64) -> Datum {
    Datum {
        value,
        origin,
        at: Moment::from_micros(day * 86_400_000_000),
        confirmed_by: None,
        overrules: false,
    }
}

fn known(whom: Whom, relation: Option<Relation>, facts: &[(&str, &str)]) -> Known {
    let mut known = Known::new(whom, relation);
    for (concept, text) in facts {
        known
            .data
            .insert((*concept).to_owned(), vec![datum(one(text), Origin::Account, 1)]);
    }
    known
}

fn lan() -> Known {
    let mut lan = known(
        Whom::Me,
        None,
        &[
            ("person.full_name", "Trần Thị Mai Lan"),
            ("person.birth_date", "17/05/1996"),
            ("person.sex", "female"),
            ("person.personal_id", "068196004215"),
            ("contact.phone", "0912345670"),
        ],
    );
    let address = [("province", "68"), ("commune", "24781")].map(|(part, text)| (part.to_owned(), text.to_owned()));
    lan.data.insert(
        "person.residence".to_owned(),
        vec![datum(Parts::from(address), Origin::Account, 1)],
    );
    lan
}

fn profile(others: Vec<Known>) -> Profile {
    let mut subjects = vec![lan()];
    subjects.extend(others);
    Profile { subjects }
}

fn id(last: u8) -> SubjectId {
    format!("0190a0b0-0000-7000-8000-0000000000{last:02x}").parse().unwrap()
}

fn birth() -> Form {
    let person = ["person.full_name", "person.birth_year"];
    form(vec![
        about(
            "request",
            Subject::Applicant,
            &[
                "person.full_name",
                "person.residence",
                "contact.phone",
                "person.relationship",
            ],
        ),
        about(
            "child",
            Subject::Child,
            &["person.full_name", "person.birth_date", "person.sex"],
        ),
        about("mother", Subject::Mother, &person),
        about("father", Subject::Father, &person),
    ])
}

const BIRTH: [(&str, &str); 11] = [
    ("request.full_name", "Trần Thị Mai Lan"),
    ("request.residence.province", "68"),
    ("request.residence.commune", "24781"),
    ("request.relationship", "Mẹ"),
    ("child.full_name", "Nguyễn Trần An Nhiên"),
    ("child.birth_date", "02/11/2026"),
    ("child.sex", "female"),
    ("mother.full_name", "Trần Thị Mai Lan"),
    ("mother.birth_year", "1996"),
    ("father.full_name", "Nguyễn Văn Bách"),
    ("father.birth_year", "1994"),
];

#[test]
fn a_register_stands_before_what_was_accepted_and_that_before_what_was_only_typed() {
    let typed = || Origin::Typed(NUMBER.to_owned());
    let accepted = || Origin::Accepted(NUMBER.to_owned());
    let population = || Origin::Register(Register::Population);
    let overruling = |day| Datum {
        overrules: true,
        ..datum(one("overruling"), accepted(), day)
    };
    let plain = |text: &str, origin: Origin, day| datum(one(text), origin, day);
    let name = "person.full_name";
    let table: Vec<(&str, Vec<Datum>, &str)> = vec![
        (
            name,
            vec![plain("typed", typed(), 9), plain("accepted", accepted(), 2)],
            "accepted",
        ),
        (
            name,
            vec![plain("register", population(), 1), plain("accepted", accepted(), 9)],
            "register",
        ),
        (
            name,
            vec![plain("register", population(), 1), overruling(9)],
            "overruling",
        ),
        (
            name,
            vec![plain("register", population(), 10), overruling(9)],
            "register",
        ),
        (
            name,
            vec![plain("account", Origin::Account, 1), plain("accepted", accepted(), 2)],
            "accepted",
        ),
        (
            name,
            vec![plain("account", Origin::Account, 3), plain("accepted", accepted(), 2)],
            "account",
        ),
        (
            name,
            vec![
                plain("result", Origin::Result(NUMBER.to_owned()), 3),
                plain("accepted", accepted(), 2),
            ],
            "result",
        ),
        (
            "contact.phone",
            vec![plain("new", typed(), 9), plain("old", accepted(), 2)],
            "new",
        ),
        (
            "contact.phone",
            vec![plain("new", typed(), 9), plain("old", population(), 2)],
            "new",
        ),
    ];
    for (concept, data, expected) in table {
        let mut known = Known::new(Whom::Me, None);
        let mut turned = data.clone();
        turned.reverse();
        for data in [data, turned] {
            known.data.insert(concept.to_owned(), data);
            assert_eq!(known.text(concept), Some(expected), "{concept}");
        }
    }
}

#[test]
fn only_the_applicants_part_is_filled_unasked() {
    let form = birth();
    let mut answers = typed(&[("request.phone", "0987654320")]);
    let origins = fill(&form, &mut answers, &profile(vec![]));
    assert_eq!(
        answers,
        typed(&[
            ("request.full_name", "Trần Thị Mai Lan"),
            ("request.residence.province", "68"),
            ("request.residence.commune", "24781"),
            ("request.phone", "0987654320"),
        ]),
        "what was typed stays, and nobody else is filled in"
    );
    let paths: Vec<&str> = origins.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "request.full_name",
            "request.residence.commune",
            "request.residence.province"
        ]
    );
}

#[test]
fn an_address_is_filled_whole_or_not_at_all() {
    let mut answers = typed(&[("request.residence.street", "15 Nguyễn Văn Cừ")]);
    fill(&birth(), &mut answers, &profile(vec![]));
    assert_eq!(answers.get("request.residence.province"), None);
}

#[test]
fn declarations_consents_and_what_belongs_to_one_matter_are_never_filled() {
    let yes = |kind: Kind, concept: &str| Field {
        concept: Some(concept.to_owned()),
        ..field("x", kind)
    };
    let options = vec![Choice {
        value: "yes".to_owned(),
        label: "Có".to_owned(),
    }];
    for kind in [
        Kind::Declaration,
        Kind::YesNo,
        Kind::File,
        Kind::Choices {
            options: options.clone(),
        },
    ] {
        let section = section("s", vec![yes(kind.clone(), "person.full_name")]);
        assert!(slots(&section, None).is_empty(), "{kind:?}");
    }
    for concept in ["person.relationship", "person.marital_status", "person.death_date"] {
        assert!(
            slots(&about("s", Subject::Applicant, &[concept]), None).is_empty(),
            "{concept}"
        );
    }
    for subject in [Subject::Matter, Subject::Place] {
        assert!(slots(&about("s", subject, &["person.full_name"]), None).is_empty());
    }
    let own = Options::Listed(options);
    let odd = section("s", vec![yes(Kind::Choice { options: own }, "person.sex")]);
    let mut answers = Answers::default();
    assert!(
        fill_section(&odd, None, &lan(), &mut answers).is_empty(),
        "a value the question does not offer"
    );
}

#[test]
fn a_year_is_known_by_the_date_and_a_card_by_the_id() {
    let section = about("s", Subject::Mother, &["person.birth_year", "person.identity_document"]);
    let mut answers = Answers::default();
    fill_section(&section, None, &lan(), &mut answers);
    assert_eq!(
        answers,
        typed(&[
            ("s.birth_year", "17/05/1996"),
            ("s.identity_document.kind", "identity_card"),
            ("s.identity_document.number", "068196004215"),
        ])
    );
    let mut paper = Known::new(Whom::Me, None);
    let card = [("kind", "identity_card"), ("number", "068196004215")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let data = vec![datum(Parts::from(card), Origin::Account, 1)];
    paper.data.insert("person.identity_document".to_owned(), data);
    let section = about("s", Subject::Owner, &["person.personal_id"]);
    let mut answers = Answers::default();
    fill_section(&section, None, &paper, &mut answers);
    assert_eq!(answers.get("s.personal_id"), Some("068196004215"));
}

#[test]
fn a_birth_tells_of_the_child_and_its_other_parent() {
    let learnt = learn(&birth(), &typed(&BIRTH), TODAY, &profile(vec![]));
    let told: Vec<(Target, &str)> = learnt
        .iter()
        .map(|one| (one.target.clone(), one.values["person.full_name"][""].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Target::Me, "Trần Thị Mai Lan"),
            (Target::New(Relation::Child), "Nguyễn Trần An Nhiên"),
            (Target::New(Relation::CoParent), "Nguyễn Văn Bách"),
        ]
    );
    let me = &learnt[0];
    assert!(
        me.values.contains_key("person.birth_year"),
        "the mother's part is about the same person"
    );
    assert_eq!(me.paths["person.full_name"], "request.full_name");
    assert!(!me.values.contains_key("person.relationship"));
}

#[test]
fn somebody_known_is_known_again_and_a_namesake_is_somebody_else() {
    let child = |birth: &str| {
        known(
            Whom::Kept(id(1)),
            Some(Relation::Child),
            &[
                ("person.full_name", "Nguyễn Trần An Nhiên"),
                ("person.birth_date", birth),
            ],
        )
    };
    for (birth_date, expected) in [
        ("02/11/2026", Target::Kept(id(1), Relation::Child)),
        ("02/11/2020", Target::New(Relation::Child)),
    ] {
        let learnt = learn(&birth(), &typed(&BIRTH), TODAY, &profile(vec![child(birth_date)]));
        assert_eq!(learnt[1].target, expected, "{birth_date}");
    }
}

#[test]
fn a_dossier_for_somebody_else_tells_nothing_of_the_helper() {
    let mut answers = typed(&BIRTH);
    for (path, text) in [("request.full_name", "Lê Thị Sáu"), ("mother.full_name", "Lê Thị Sáu")] {
        answers.set(path, text).unwrap();
    }
    assert_eq!(learn(&birth(), &answers, TODAY, &profile(vec![])), []);
}

#[test]
fn a_stranger_and_the_dead_are_not_kept() {
    let form = form(vec![
        about("request", Subject::Applicant, &["person.full_name"]),
        about("dead", Subject::Deceased, &["person.full_name", "person.birth_date"]),
        about("person", Subject::Owner, &["person.full_name", "person.birth_date"]),
    ]);
    let answers = typed(&[
        ("request.full_name", "Trần Thị Mai Lan"),
        ("dead.full_name", "Lê Văn Tư"),
        ("dead.birth_date", "01/01/1940"),
        ("person.full_name", "Người Lạ"),
        ("person.birth_date", "01/01/1980"),
    ]);
    let learnt = learn(&form, &answers, TODAY, &profile(vec![]));
    assert_eq!(learnt.len(), 1);
    assert_eq!(learnt[0].target, Target::Me);
}

#[test]
fn what_the_applicant_is_to_the_owner_says_who_the_owner_is() {
    let form = form(vec![
        about(
            "request",
            Subject::Applicant,
            &["person.full_name", "person.relationship"],
        ),
        about("person", Subject::Owner, &["person.full_name", "person.sex"]),
    ]);
    let table = [
        ("Mẹ", "male", Some(Relation::Child)),
        ("bố đẻ", "female", Some(Relation::Child)),
        ("Vợ", "male", Some(Relation::Spouse)),
        ("con", "female", Some(Relation::Mother)),
        ("Con", "male", Some(Relation::Father)),
        ("bà ngoại", "female", Some(Relation::Relative)),
        ("người được ủy quyền", "male", None),
    ];
    for (word, sex, expected) in table {
        let answers = typed(&[
            ("request.full_name", "Trần Thị Mai Lan"),
            ("request.relationship", word),
            ("person.full_name", "Ai Đó"),
            ("person.sex", sex),
        ]);
        let learnt = learn(&form, &answers, TODAY, &profile(vec![]));
        let found = learnt.get(1).map(|one| one.target.clone());
        assert_eq!(found, expected.map(Target::New), "{word}");
    }
}

#[test]
fn rows_of_a_household_are_kept_one_by_one() {
    let members = Section {
        subject: Subject::Member,
        ..repeated(
            "members",
            0,
            9,
            ["person.full_name", "person.personal_id", "person.relationship"]
                .map(asked)
                .to_vec(),
        )
    };
    let form = form(vec![
        about("request", Subject::Applicant, &["person.full_name"]),
        members,
    ]);
    let answers = typed(&[
        ("request.full_name", "Trần Thị Mai Lan"),
        ("members.#", "3"),
        ("members.0.full_name", "Nguyễn An"),
        ("members.0.relationship", "con"),
        ("members.1.full_name", "Nguyễn Bình"),
        ("members.1.relationship", "chồng"),
        ("members.2.full_name", "Trần Thị Mai Lan"),
        ("members.2.personal_id", "068196004215"),
    ]);
    let targets: Vec<Target> = learn(&form, &answers, TODAY, &profile(vec![]))
        .into_iter()
        .map(|one| one.target)
        .collect();
    assert_eq!(
        targets,
        [Target::Me, Target::New(Relation::Child), Target::New(Relation::Spouse)],
        "and the third row is oneself"
    );
}

#[test]
fn those_who_may_be_meant_are_offered_the_likeliest_first() {
    let shop = known(
        Whom::Kept(id(4)),
        Some(Relation::Organisation),
        &[("business.name", "Tạp hóa")],
    );
    let others = vec![
        known(
            Whom::Kept(id(1)),
            Some(Relation::Child),
            &[("person.full_name", "An"), ("person.sex", "male")],
        ),
        known(
            Whom::Kept(id(2)),
            Some(Relation::Spouse),
            &[("person.full_name", "Bách"), ("person.sex", "male")],
        ),
        known(
            Whom::Kept(id(3)),
            Some(Relation::Mother),
            &[("person.full_name", "Cúc"), ("person.sex", "female")],
        ),
        shop,
    ];
    let profile = profile(others);
    let table: Vec<(Subject, &[&str])> = vec![
        (Subject::Mother, &["Trần Thị Mai Lan", "Cúc"]),
        (Subject::Husband, &["Bách", "An"]),
        (Subject::Child, &["An", "Trần Thị Mai Lan"]),
        (Subject::Deceased, &["Cúc", "Bách", "An"]),
        (Subject::Organisation, &["Tạp hóa"]),
        (Subject::Applicant, &[]),
        (Subject::Matter, &[]),
    ];
    for (subject, expected) in table {
        let concept = if subject == Subject::Organisation {
            "business.name"
        } else {
            "person.full_name"
        };
        let found = offers(&about("s", subject, &[concept]), &profile);
        let names: Vec<&str> = found.iter().map(|offer| offer.name.as_str()).collect();
        assert_eq!(names, expected, "{subject:?}");
    }
}

#[test]
fn a_change_of_what_was_filled_in_is_seen_and_white_space_is_no_change() {
    let form = birth();
    let mut answers = Answers::default();
    let origins = fill(&form, &mut answers, &profile(vec![]));
    answers.set("request.full_name", " Trần Thị Mai Lan ").unwrap();
    answers.set("request.residence.street", "Ngõ 2").unwrap();
    let found: BTreeMap<String, bool> = changes(&form.sections[0], None, &answers, &origins)
        .into_iter()
        .map(|change| (change.path, change.is_changed))
        .collect();
    let expected = [
        ("request.full_name", false),
        ("request.phone", false),
        ("request.residence", true),
    ];
    assert_eq!(found, expected.map(|(path, changed)| (path.to_owned(), changed)).into());
}

proptest! {
    #[test]
    fn a_prefilled_value_is_read_as_it_was_written(value in "\\PC{0,40}", which in 0_usize..6) {
        let number = || NUMBER.to_owned();
        let origin = [
            Origin::Account,
            Origin::Typed(number()),
            Origin::Accepted(number()),
            Origin::Result(number()),
            Origin::Register(Register::Population),
            Origin::Register(Register::Business),
        ][which].clone();
        let prefilled = Prefilled { origin, on: date!(2026 - 03 - 12), value };
        prop_assert_eq!(prefilled.to_string().parse::<Prefilled>(), Ok(prefilled));
    }

    #[test]
    fn nothing_typed_is_ever_overwritten_unasked(
        typed_in in prop::collection::btree_map(
            prop::sample::select(vec![
                "request.full_name", "request.residence.street", "request.phone", "child.full_name",
                "mother.birth_year", "request.relationship",
            ]),
            "[a-z ]{1,12}[a-z]", 0..6,
        )
    ) {
        let mut answers = Answers::default();
        for (path, text) in &typed_in {
            answers.set(path, text.clone()).unwrap();
        }
        let origins = fill(&birth(), &mut answers, &profile(vec![]));
        for (path, text) in &typed_in {
            prop_assert_eq!(answers.get(path), Some(text.as_str()));
            prop_assert!(!origins.contains_key(*path));
        }
        for path in origins.keys() {
            prop_assert!(path.starts_with("request."));
        }
    }

    #[test]
    fn what_is_learnt_from_a_form_fills_it_again(name in "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}", year in 1900_u16..2020) {
        let form = birth();
        let mut answers = typed(&BIRTH);
        answers.set("father.full_name", name.as_str()).unwrap();
        answers.set("father.birth_year", year.to_string()).unwrap();
        let learnt = learn(&form, &answers, TODAY, &profile(vec![]));
        let father = learnt.iter().find(|one| one.target == Target::New(Relation::CoParent)).unwrap();
        let mut kept = Known::new(Whom::Kept(id(1)), Some(Relation::CoParent));
        for (concept, value) in &father.values {
            kept.data.insert(concept.clone(), vec![datum(value.clone(), Origin::Accepted(NUMBER.to_owned()), 1)]);
        }
        let mut again = Answers::default();
        fill_section(&form.sections[3], None, &kept, &mut again);
        for path in ["father.full_name", "father.birth_year"] {
            prop_assert_eq!(again.get(path), answers.get(path));
        }
    }
}

#[test]
fn a_register_is_contradicted_by_another_name_day_or_commune_and_by_nothing_smaller() {
    let place = |commune: &str, street: &str| {
        let parts = [("province", "68"), ("commune", commune), ("street", street)];
        Parts::from(parts.map(|(part, text)| (part.to_owned(), text.to_owned())))
    };
    let says = BTreeMap::from([
        ("person.full_name".to_owned(), one("Trần Thị Mai Lan")),
        ("person.birth_date".to_owned(), one("17/05/1996")),
        ("person.residence".to_owned(), place("24781", "15 Nguyễn Văn Cừ")),
        ("person.sex".to_owned(), one("female")),
    ]);
    let cases = [
        ("person.full_name", one("TRAN THI  MAI LAN"), false),
        ("person.full_name", one("Trần Thị Mai Loan"), true),
        ("person.birth_date", one("1996-05-17"), false),
        ("person.birth_date", one("1996"), false),
        ("person.birth_date", one("18/05/1996"), true),
        ("person.birth_date", one("1995"), true),
        ("person.residence", place("24781", "số 15, Nguyễn Văn Cừ"), false),
        ("person.residence", place("22918", "15 Nguyễn Văn Cừ"), true),
        ("person.sex", one("male"), true),
        ("contact.phone", one("0912345670"), false),
    ];
    for (concept, told, differs) in cases {
        let told = BTreeMap::from([(concept.to_owned(), told)]);
        let found = differences(&told, &says);
        assert_eq!(found.get(concept), says.get(concept).filter(|_| differs), "{told:?}");
    }
}
