//! The provinces and communes of the committed tables, and the way from an old name to a new one.

#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside of #[test]")]

use std::collections::BTreeSet;

use motcua_core::place::{CommuneCode, CommuneKind, Found, PlaceProblem, Places, ProvinceCode, ProvinceKind};

const PROVINCES: &str = include_str!("../../server/data/units/provinces.tsv");
const COMMUNES: &str = include_str!("../../server/data/units/communes.tsv");
const FORMER: &str = include_str!("../../server/data/units/former.tsv");

fn places() -> Places {
    Places::parse(PROVINCES, COMMUNES, FORMER).unwrap()
}

fn code(text: &str) -> CommuneCode {
    text.parse().unwrap()
}

fn province(text: &str) -> ProvinceCode {
    text.parse().unwrap()
}

#[test]
fn there_are_34_provinces_and_3321_communes_of_three_kinds() {
    let places = places();
    assert_eq!(places.provinces().len(), 34);
    let kinds = |kind| {
        places
            .provinces()
            .iter()
            .flat_map(|p| places.communes(p.code))
            .filter(|commune| commune.kind == kind)
            .count()
    };
    assert_eq!(CommuneKind::ALL.map(kinds), [2621, 687, 13]);
    assert_eq!(places.all_former().len(), 10_040);
}

#[test]
fn every_commune_is_found_by_its_code_and_came_from_some_ward() {
    let places = places();
    let heirs: BTreeSet<_> = places
        .all_former()
        .iter()
        .flat_map(|ward| ward.now.iter().copied())
        .collect();
    for commune in places
        .provinces()
        .iter()
        .flat_map(|province| places.communes(province.code))
    {
        assert_eq!(places.commune(commune.code), Some(commune));
        assert!(places.province(commune.province).is_some());
        assert!(heirs.contains(&commune.code), "{} came from nowhere", commune.name);
        assert!(!commune.bare_name().is_empty() && commune.bare_name() != commune.name);
    }
}

#[test]
fn communes_stand_in_the_order_of_the_vietnamese_alphabet() {
    let places = places();
    let names: Vec<_> = places
        .communes(province("68"))
        .iter()
        .map(|commune| commune.bare_name())
        .collect();
    let before = |one: &str, other: &str| {
        let at = |name: &str| {
            names
                .iter()
                .position(|known| *known == name)
                .unwrap_or_else(|| panic!("no {name}"))
        };
        assert!(at(one) < at(other), "{one} before {other}");
    };
    assert_eq!(names.len(), 124);
    before("Di Linh", "Đức Trọng");
    before("Bảo Lâm 1", "Bảo Lâm 2");
    before("Đạ Huoai", "Đạ Tẻh");
    before("Lạc Dương", "Tuy Phong");
    let provinces: Vec<_> = places
        .provinces()
        .iter()
        .map(|province| province.name.as_str())
        .collect();
    assert_eq!(provinces.first(), Some(&"An Giang"));
    assert_eq!(provinces.last(), Some(&"Vĩnh Long"));
}

#[test]
fn a_ward_that_was_not_divided_leads_to_one_commune() {
    let places = places();
    let found = places.find("phuong 7 da lat", 5);
    let Some(Found::Former(ward, now)) = found.first() else {
        panic!("{found:?}")
    };
    assert_eq!(ward.full_name(), "Phường 7, Thành phố Đà Lạt, Tỉnh Lâm Đồng");
    assert_eq!(
        now.iter().map(|commune| commune.name.as_str()).collect::<Vec<_>>(),
        ["Phường Lang Biang - Đà Lạt"]
    );
    assert!(!ward.is_divided());
    assert_eq!(places.former(code("24769")), Some(*ward));
}

#[test]
fn a_divided_ward_offers_every_choice() {
    let places = places();
    let found = places.find("Xã Hòa Thắng, Bắc Bình, Bình Thuận", 5);
    let Some(Found::Former(ward, now)) = found.first() else {
        panic!("{found:?}")
    };
    assert!(ward.is_divided());
    assert_eq!(
        now.iter().map(|commune| commune.name.as_str()).collect::<Vec<_>>(),
        ["Xã Hòa Thắng", "Xã Hồng Thái"]
    );
    let divided = places.all_former().iter().filter(|ward| ward.is_divided()).count();
    assert_eq!(divided, 471);
}

#[test]
fn a_name_of_now_comes_before_the_same_name_of_before() {
    let places = places();
    let found = places.find("xa lac duong", 3);
    let Some(Found::Now(commune)) = found.first() else {
        panic!("{found:?}")
    };
    assert_eq!(commune.name, "Xã Lạc Dương");
}

#[test]
fn a_commune_of_now_is_found_under_the_province_it_came_from() {
    let places = places();
    let found = places.find("mui ne binh thuan", 1);
    let Some(Found::Now(commune)) = found.first() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (commune.name.as_str(), commune.province),
        ("Phường Mũi Né", province("68"))
    );
}

#[test]
fn accents_case_and_unknown_words_do_what_a_person_expects() {
    let places = places();
    assert_eq!(places.find("MŨI NÉ", 3), places.find("mui ne", 3));
    assert_eq!(places.find("mui n", 1), places.find("mui ne", 1));
    assert_eq!(places.find("khong co xa nay dau", 3), []);
    assert_eq!(places.find("  ", 3), []);
    assert_eq!(places.find("lam dong", 7).len(), 7);
}

#[test]
fn an_island_district_without_wards_is_found_by_its_own_name() {
    let places = places();
    let found = places.find("huyen ly son", 1);
    let Some(Found::Former(ward, now)) = found.first() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (ward.code, ward.full_name().as_str()),
        (None, "Huyện Lý Sơn, Tỉnh Quảng Ngãi")
    );
    assert_eq!(now.first().map(|commune| commune.name.as_str()), Some("Đặc khu Lý Sơn"));
}

#[test]
fn codes_keep_their_zeros_and_refuse_anything_else() {
    assert_eq!(code("00004").to_string(), "00004");
    assert_eq!(serde_json::to_string(&province("01")).unwrap(), "\"01\"");
    assert_eq!(serde_json::from_str::<CommuneCode>("\"24769\"").unwrap(), code("24769"));
    for wrong in ["", "1", "247691", "2476a", "+2476", " 4769", "２４７６９"] {
        assert!(wrong.parse::<CommuneCode>().is_err(), "{wrong:?}");
    }
    assert!(places().communes(province("99")).is_empty());
}

#[test]
fn a_wrong_line_is_named_by_file_line_and_reason() {
    let wrong = |provinces: &str, communes: &str, former: &str| {
        let error = Places::parse(provinces, communes, former).unwrap_err();
        (error.file, error.line, error.reason)
    };
    let one = "code\tname\tkind\tformer\n01\tHà Nội\tThành phố\tHà Nội\n";
    let commune = "code\tprovince\tname\n00004\t01\tPhường Ba Đình\n";
    assert_eq!(
        wrong("head\n01\tHà Nội\n", "", ""),
        ("provinces.tsv", 2, PlaceProblem::Columns(4))
    );
    let kind = PlaceProblem::Kind("Ba Đình".into());
    assert_eq!(wrong(one, "head\n00004\t01\tBa Đình\n", ""), ("communes.tsv", 2, kind));
    let stray = PlaceProblem::Unknown("68".into());
    assert_eq!(wrong(one, "head\n00004\t68\tXã Ba\n", ""), ("communes.tsv", 2, stray));
    let twice = PlaceProblem::Twice("00004".into());
    assert_eq!(
        wrong(one, &format!("{commune}00004\t01\tXã Ba\n"), ""),
        ("communes.tsv", 3, twice)
    );
    let level = PlaceProblem::Level("ward".into());
    assert_eq!(
        wrong(one, commune, "head\nward\t00001\tPhường Phúc Xá\t00004\n"),
        ("former.tsv", 2, level)
    );
    let heir = "head\nprovince\t01\tThành phố Hà Nội\t\ndistrict\t001\tQuận Ba Đình\t\nward\t00001\tPhúc Xá\t99999\n";
    let gone = PlaceProblem::Unknown("99999".into());
    assert_eq!(wrong(one, commune, heir), ("former.tsv", 4, gone));
}

#[test]
fn the_reference_list_of_provinces_agrees() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/reference/vectors/provinces_34.json"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared/reference is not beside the repository");
        return;
    };
    let reference: serde_json::Value = serde_json::from_str(&text).unwrap();
    let places = places();
    let rows = reference["provinces"].as_array().unwrap();
    assert_eq!(rows.len(), places.provinces().len());
    for row in rows {
        let here = places.province(province(row["code"].as_str().unwrap())).unwrap();
        assert_eq!(here.name, row["name"].as_str().unwrap());
        assert_eq!(
            here.kind == ProvinceKind::City,
            row["central_city_2026_10"].as_bool().unwrap(),
            "{}",
            here.name
        );
        assert_eq!(
            places.communes(here.code).len() as u64,
            row["communes"].as_u64().unwrap(),
            "{}",
            here.name
        );
        let names = |list: &serde_json::Value| -> BTreeSet<String> {
            list.as_array()
                .unwrap()
                .iter()
                .map(|name| name.as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            here.former.iter().cloned().collect::<BTreeSet<_>>(),
            names(&row["old_names"]),
            "{}",
            here.name
        );
    }
}

#[test]
fn an_address_as_cards_print_it_is_read_into_the_units_of_today() {
    let places = places();
    let read = |text: &str| {
        let found = places.read_printed(text)?;
        let commune = found.commune.map(|code| code.to_string());
        Some((found.province.to_string(), commune, found.street))
    };
    let told = |province: &str, commune: Option<&str>, street: &str| {
        Some((province.to_owned(), commune.map(str::to_owned), street.to_owned()))
    };
    for (text, expected) in [
        (
            "Thôn 3, Đạ K'Nàng, Đam Rông, Lâm Đồng",
            told("68", Some("24886"), "Thôn 3"),
        ),
        (
            "Tổ 2, Ấp 1,  xã Đạ K'Nàng , H. Đam Rông, tỉnh Lâm Đồng",
            told("68", Some("24886"), "Tổ 2, Ấp 1"),
        ),
        // Divided: only the person knows which part it is.
        (
            "5 Văn Cao, Cống Vị, Ba Đình, TP. Hà Nội",
            told("01", None, "5 Văn Cao, Cống Vị, Ba Đình"),
        ),
        // As cards print it since 2025-07-01.
        (
            "12 Hàng Than, Phường Ba Đình, Hà Nội",
            told("01", Some("00004"), "12 Hàng Than"),
        ),
        // A province that has gone on in another.
        (
            "Thôn Tà Chải, xã không có, Hà Giang",
            told("08", None, "Thôn Tà Chải, xã không có"),
        ),
        ("Lâm Đồng", told("68", None, "")),
        ("12/5 Lê Lợi", None),
        (" , ,", None),
        ("", None),
    ] {
        assert_eq!(read(text), expected, "{text}");
        // Accents typed apart change nothing.
        let apart: String = unicode_normalization::UnicodeNormalization::nfd(text).collect();
        assert_eq!(
            read(&apart).map(|found| (found.0, found.1)),
            expected.map(|found| (found.0, found.1))
        );
    }
}
