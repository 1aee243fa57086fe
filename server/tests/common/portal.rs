//! A whole portal on a fresh store: the demonstration province, the birth procedure, invented people.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking; each test file uses its own part"
)]

use std::sync::Arc;

use motcua_app::views::{Language, Me};
use motcua_core::{
    calendar::{Calendar, HolidayFile, Holidays},
    form::Answers,
};
use motcua_server::{
    catalogue,
    clock::Clock,
    files::FileStore,
    reference::Reference,
    services::{Filings, Portal, PortalParts, Revisions},
    store::Db,
};

/// The folder of the demonstration province.
pub const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// Reads a file of the demonstration province.
pub fn data(name: &str) -> Option<&'static str> {
    let text = std::fs::read_to_string(format!("{DATA}/{name}")).ok()?;
    Some(Box::leak(text.into_boxed_str()))
}

/// Reads the reference data once for all tests of a file.
fn reference() -> Arc<Reference> {
    static ONCE: std::sync::OnceLock<Arc<Reference>> = std::sync::OnceLock::new();
    Arc::clone(ONCE.get_or_init(|| Arc::new(Reference::load(data).unwrap())))
}

/// Puts a portal together on a store, its clock standing at `clock`.
pub async fn portal(db: &Db, folder: &std::path::Path, clock: &str) -> Portal {
    let clock = Arc::new(Clock::parse(clock).unwrap());
    let holidays: HolidayFile = toml::from_str(data("holidays.toml").unwrap()).unwrap();
    let birth = data("procedures/1.001193.toml").unwrap();
    let loaded = catalogue::load_files([("1.001193.toml", birth.as_bytes())]);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let revisions = Revisions::publish(db, loaded.procedures, clock.now()).await.unwrap();
    Portal::new(PortalParts {
        db: db.clone(),
        files: FileStore::open(&folder.join("files")).unwrap(),
        calendar: Calendar::new(Holidays::new(holidays).unwrap()),
        reference: reference(),
        revisions,
        clock,
        filings: Filings::default(),
        public_url: "https://dichvucong.example.vn".to_owned(),
        max_upload_bytes: 1 << 20,
        demo: true,
        province: "Lâm Đồng".to_owned(),
    })
}

/// Signs an invented person in.
pub async fn sign_in(portal: &Portal, person: &str) -> Me {
    let (token, _) = portal.open_session(person, "test").await.unwrap();
    portal.who(Some(&token), Language::Vi).await.unwrap()
}

/// Makes answers of pairs.
pub fn typed(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in pairs {
        answers.set(path, *text).unwrap();
    }
    answers
}

/// What a mother types to register a birth, section by section, the rest being known of her.
pub fn birth() -> Vec<(&'static str, Answers)> {
    vec![
        (
            "case",
            typed(&[("case.situation", "no_certificate"), ("case.authorised", "no")]),
        ),
        (
            "request",
            typed(&[
                ("request.agency", "H36.175"),
                ("request.full_name", "Trần Thị Mai Lan"),
                ("request.residence.province", "68"),
                ("request.residence.commune", "24781"),
                ("request.residence.street", "15 Nguyễn Văn Cừ"),
                ("request.identity_document.kind", "identity_card"),
                ("request.identity_document.number", "068196004215"),
                ("request.identity_document.issued_on", "12/08/2021"),
                ("request.identity_document.issued_by", "Cục Cảnh sát"),
                ("request.phone", "0912345670"),
                ("request.relationship", "Mẹ"),
            ]),
        ),
        (
            "child",
            typed(&[
                ("child.full_name", "Nguyễn Trần An Nhiên"),
                ("child.birth_date", "02/11/2026"),
                ("child.sex", "female"),
                ("child.ethnicity", "01"),
                ("child.nationality", "VN"),
                ("child.birth_place.province", "68"),
                ("child.birth_place.commune", "24781"),
                ("child.birth_place.street", "Bệnh viện đa khoa Lâm Đồng"),
                ("child.hometown.province", "68"),
                ("child.hometown.commune", "24781"),
                ("child.mother_known", "yes"),
                ("child.father_known", "no"),
            ]),
        ),
        (
            "mother",
            typed(&[
                ("mother.full_name", "Trần Thị Mai Lan"),
                ("mother.birth_year", "1996"),
                ("mother.ethnicity", "01"),
                ("mother.nationality", "VN"),
            ]),
        ),
        ("copies", typed(&[("copies.wanted", "no")])),
    ]
}
