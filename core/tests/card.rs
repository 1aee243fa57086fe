//! An identity card's code laid on a part of a form: what it answers, what it leaves, and what is told to differ.
#![allow(clippy::unwrap_used, reason = "a test says by panicking")]

mod asking;

use asking::{about, typed};
use motcua_core::{
    calendar::Moment,
    form::Subject,
    profile::{Known, fill_from_card, of_card, off_card, takes_card},
};

fn card() -> Known {
    let card = "068196004215||Trần Thị Mai Lan|17051996|Nữ|Thôn 3, Đạ K'Nàng, Đam Rông, Lâm Đồng|12082021";
    let residence = [("province", "68"), ("commune", "24886"), ("street", "Thôn 3")];
    let residence = residence.map(|(part, text)| (part.to_owned(), text.to_owned()));
    of_card(&card.parse().unwrap(), &residence.into(), Moment::from_micros(0))
}

const ON_CARD: [&str; 6] = [
    "person.full_name",
    "person.birth_date",
    "person.sex",
    "person.residence",
    "person.identity_document",
    "contact.phone",
];

#[test]
fn a_card_answers_what_is_empty_and_leaves_what_was_typed() {
    let mother = about("mother", Subject::Mother, &ON_CARD);
    let mut answers = typed(&[
        ("mother.full_name", "Trần Thị Mai Lam"),
        ("mother.residence.province", "01"),
        ("mother.identity_document.number", "068 196 004 215"),
    ]);
    let (filled, said) = fill_from_card(&mother, None, &card(), &mut answers);
    let filled: Vec<&str> = filled.keys().map(String::as_str).collect();
    assert_eq!(
        filled,
        [
            "mother.birth_date",
            "mother.identity_document.issued_on",
            "mother.identity_document.kind",
            "mother.sex",
        ]
    );
    for (path, text) in [
        ("mother.full_name", "Trần Thị Mai Lam"),
        ("mother.birth_date", "17/05/1996"),
        ("mother.sex", "female"),
        ("mother.identity_document.kind", "identity_card"),
        ("mother.identity_document.number", "068 196 004 215"),
        ("mother.identity_document.issued_on", "12/08/2021"),
        ("mother.residence.province", "01"),
    ] {
        assert_eq!(answers.get(path), Some(text), "{path}");
    }
    assert_eq!(
        answers.get("mother.residence.commune"),
        None,
        "half of one address and half of another are no address"
    );
    let off: Vec<String> = off_card(&mother, None, &answers, &said)
        .into_iter()
        .map(|off| off.path)
        .collect();
    assert_eq!(off, ["mother.full_name", "mother.residence"]);
    answers.set("mother.full_name", "  TRẦN thị  Mai Lan").unwrap();
    answers.set("mother.residence.province", "").unwrap();
    assert_eq!(
        off_card(&mother, None, &answers, &said),
        [],
        "capitals and spaces say nothing else"
    );
    answers.set("mother.full_name", "Tran Thi Mai Lan").unwrap();
    assert_eq!(
        off_card(&mother, None, &answers, &said).len(),
        1,
        "accents are part of a name"
    );
    answers.set("mother.full_name", "").unwrap();
    answers.set("mother.birth_date", "1996").unwrap();
    assert_eq!(
        off_card(&mother, None, &answers, &said),
        [],
        "a year says nothing else than its day"
    );
    answers.set("mother.birth_date", "1995").unwrap();
    assert_eq!(
        off_card(&mother, None, &answers, &said)[0].card,
        typed(&[("mother.birth_date", "17/05/1996")])
    );
}

#[test]
fn a_card_does_not_answer_for_another_paper_nor_for_a_child() {
    let mother = about("mother", Subject::Mother, &ON_CARD);
    let mut answers = typed(&[
        ("mother.identity_document.kind", "passport"),
        ("mother.identity_document.number", "C1234567"),
    ]);
    let (_, said) = fill_from_card(&mother, None, &card(), &mut answers);
    assert_eq!(answers.get("mother.identity_document.issued_on"), None);
    assert_eq!(off_card(&mother, None, &answers, &said), []);
    assert!(takes_card(&mother));
    assert!(!takes_card(&about("child", Subject::Child, &ON_CARD)));
    assert!(!takes_card(&about(
        "father",
        Subject::Father,
        &["person.full_name", "person.birth_date"]
    )));
    assert!(!takes_card(&about("shop", Subject::Organisation, &ON_CARD)));
}
