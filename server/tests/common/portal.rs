//! A whole portal on a fresh store: the demonstration province, the birth procedure, invented people.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use std::sync::{Arc, LazyLock};

use motcua_app::views::{Language, Me};
use motcua_core::{
    calendar::{Calendar, HolidayFile, Holidays},
    form::Answers,
};
use motcua_server::{
    catalogue,
    clock::Clock,
    files::FileStore,
    gateways::Gateways,
    reference::Reference,
    registers::Registers,
    sealing::Sealing,
    senders::Senders,
    services::{Filings, Portal, PortalParts, Revisions},
    store::Db,
    treasury::Treasury,
};
use tokio_util::sync::CancellationToken;

/// The folder of the demonstration province.
pub const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// The file of the birth procedure.
const BIRTH_FILE: &str = "1.001193.toml";

/// The procedures that can be filed: a birth, a household business, a copy from the register, a criminal record.
const PROCEDURES: [&str; 4] = [BIRTH_FILE, "1.001612.toml", "2.000635.toml", "3.000333.toml"];

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
    portal_of(db, folder, clock, data("procedures/1.001193.toml").unwrap()).await
}

/// Like [`portal`], with this text of the birth procedure in force.
pub async fn portal_of(db: &Db, folder: &std::path::Path, clock: &str, birth: &str) -> Portal {
    portal_with(db, folder, clock, birth, None).await
}

/// Like [`portal_of`], with these registers to ask.
pub async fn portal_with(
    db: &Db,
    folder: &std::path::Path,
    clock: &str,
    birth: &str,
    registers: Option<Registers>,
) -> Portal {
    let files = PROCEDURES.map(|name| match name {
        BIRTH_FILE => (name, birth),
        _ => (name, data(&format!("procedures/{name}")).unwrap()),
    });
    assemble(db, folder, clock, &files, registers).await
}

/// What a birth costs where it is paid for, in đồng.
pub const FEE: u64 = 75_000;

/// Like [`portal`], with a fee on the birth and a portal that takes it: by a simulated VNPAY at `gateway`, by transfer to a
/// bank account, and in cash.
pub async fn paying_portal(db: &Db, folder: &std::path::Path, clock: &str, gateway: &str) -> Portal {
    let treasury = Treasury::read(&treasury(gateway), |_| Some(GATEWAY_SECRET.to_owned())).unwrap();
    let birth = data("procedures/1.001193.toml").unwrap();
    let birth = birth.replacen("amount = \"free\"", &format!("amount = {FEE}"), 1);
    let files = [(BIRTH_FILE, birth.as_str())];
    let parts = parts(db, folder, clock, &files, None).await;
    Portal::new(PortalParts {
        gateways: treasury.gateways().unwrap(),
        treasury: Some(treasury),
        ..parts
    })
}

/// The treasury of a portal that takes money, with a simulated VNPAY at `gateway`.
pub fn treasury(gateway: &str) -> String {
    format!(
        r#"
        [collector]
        name = "Trung tâm Phục vụ hành chính công"
        tax_code = "0100109106"
        [receipts]
        form = "01BLP0-001"
        letters = "AA"
        [bank]
        bank = "Vietcombank"
        bin = "970436"
        number = "0011000000000"
        holder = "TRUNG TAM PHUC VU HANH CHINH CONG"
        [vnpay]
        pay_url = "{gateway}/paymentv2/vpcpay.html"
        api_url = "{gateway}/merchant_webapi/api/transaction"
        terminal = "DEMO0001"
        secret_env = "THE_SECRET"
        "#
    )
}

/// The secret of the simulated gateway.
pub const GATEWAY_SECRET: &str = "a secret of these tests";

/// Like [`portal`], with every procedure of the province in force.
pub async fn portal_of_province(db: &Db, folder: &std::path::Path, clock: &str) -> Portal {
    let mut names: Vec<String> = std::fs::read_dir(format!("{DATA}/procedures"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), data(&format!("procedures/{name}")).unwrap()))
        .collect();
    assemble(db, folder, clock, &files, None).await
}

async fn assemble(
    db: &Db,
    folder: &std::path::Path,
    clock: &str,
    procedures: &[(&str, &str)],
    registers: Option<Registers>,
) -> Portal {
    Portal::new(parts(db, folder, clock, procedures, registers).await)
}

async fn parts(
    db: &Db,
    folder: &std::path::Path,
    clock: &str,
    procedures: &[(&str, &str)],
    registers: Option<Registers>,
) -> PortalParts {
    let clock = Arc::new(Clock::parse(clock).unwrap());
    let holidays: HolidayFile = toml::from_str(data("holidays.toml").unwrap()).unwrap();
    let loaded = catalogue::load_files(procedures.iter().map(|(name, text)| (*name, text.as_bytes())));
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let revisions = Revisions::publish(db, loaded.procedures, clock.now()).await.unwrap();
    PortalParts {
        db: db.clone(),
        files: FileStore::open(&folder.join("files")).unwrap(),
        calendar: Calendar::new(Holidays::new(holidays).unwrap()),
        reference: reference(),
        revisions,
        clock,
        registers,
        senders: Senders::default(),
        sealing: Sealing::default(),
        filings: Filings::default(),
        public_url: "https://dichvucong.example.vn".to_owned(),
        scanner: None,
        max_upload_bytes: 1 << 20,
        max_dossier_bytes: 3 << 20,
        demo: true,
        session_idle: time::Duration::HOUR,
        providers: Vec::new(),
        province: "Lâm Đồng".to_owned(),
        gateways: Gateways::default(),
        treasury: None,
    }
}

/// What tells workers to stop, and never does.
pub fn never() -> &'static CancellationToken {
    static NEVER: LazyLock<CancellationToken> = LazyLock::new(CancellationToken::new);
    &NEVER
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
