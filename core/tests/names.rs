//! Names and Vietnamese text: one name however it is composed, accented or spaced, and nothing hidden inside it.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod vectors;

use motcua_core::text::{
    Extent, Hostile, HostileText, NameError, PersonName, clean, collapse, fold, nfc, normalise_tone, same_name,
    same_spelling, upper,
};
use proptest::prelude::*;
use serde_json::json;

fn nfd(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

#[test]
fn names_agree_with_the_vectors() {
    let Some(table) = vectors::read("names.json") else {
        return;
    };
    let rows = table["positive"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        let form = |key: &str| row[key].as_str().expect("text");
        let name: PersonName = form("nfc").parse().unwrap_or_else(|e| panic!("{row}: {e}"));
        assert_eq!(name.as_str(), form("nfc"));
        assert_eq!(form("nfd").parse().as_ref(), Ok(&name));
        assert_eq!(name.upper(), form("upper"));
        assert_eq!(name.folded(), form("fold"));
        assert_eq!(fold(form("nfd")), form("fold"));
        assert_eq!(upper(form("nfd")), form("upper"));
        assert_eq!(nfc(form("nfd")), form("nfc"));
        assert!(same_name(form("nfd"), form("upper")));
        assert_eq!(
            serde_json::from_value::<PersonName>(json!(form("nfd"))).expect("a name"),
            name
        );
    }
    for row in table["negative"].as_array().expect("rows") {
        let typed = row.as_str().expect("text");
        assert!(typed.parse::<PersonName>().is_err(), "{typed:?} must be refused");
        assert!(
            serde_json::from_value::<PersonName>(json!(typed)).is_err(),
            "{typed:?} must be refused in JSON"
        );
    }
}

#[test]
fn tone_pairs_of_the_vectors_are_the_same_word() {
    let Some(table) = vectors::read("names.json") else {
        return;
    };
    let pairs = table["tone_placement_equal"].as_array().expect("pairs");
    assert!(!pairs.is_empty());
    for pair in pairs {
        let [modern, classic] = [0, 1].map(|i| pair[i].as_str().expect("text"));
        assert_ne!(modern, classic);
        assert_eq!(normalise_tone(modern), classic);
        assert_eq!(normalise_tone(classic), classic);
        assert_eq!(fold(modern), fold(classic));
        assert!(same_spelling(modern, classic) && same_name(modern, classic));
    }
}

#[test]
fn every_tone_moves_on_open_syllables_and_nowhere_else() {
    let pairs = [
        "oà òa",
        "oá óa",
        "oả ỏa",
        "oã õa",
        "oạ ọa",
        "oè òe",
        "oé óe",
        "oẻ ỏe",
        "oẽ õe",
        "oẹ ọe",
        "uỳ ùy",
        "uý úy",
        "uỷ ủy",
        "uỹ ũy",
        "uỵ ụy",
    ];
    for pair in pairs {
        let (modern, classic) = pair.split_once(' ').expect("a pair");
        assert_eq!(
            normalise_tone(&format!("th{modern}, h{modern}")),
            format!("th{classic}, h{classic}")
        );
        assert_eq!(normalise_tone(&nfd(modern)), classic);
        assert_eq!(normalise_tone(&upper(modern)), upper(classic));
    }
    for kept in [
        "quý", "Quỳ", "QUỶ", "hoàn", "thuỷu", "khuỷu", "hoài", "toán", "loét", "quà", "của", "mía", "HÒA", "",
    ] {
        assert_eq!(normalise_tone(kept), kept);
    }
}

#[test]
fn names_of_every_people_are_names() {
    for (typed, kept) in [
        ("An", "An"),
        ("Đ", "Đ"),
        ("  Y   Ngọc ", "Y Ngọc"),
        ("K’Brểu", "K'Brểu"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Nguyễn\u{A0}An", "Nguyễn An"),
        ("Jean-Luc O'Neill Jr.", "Jean-Luc O'Neill Jr."),
        (
            "Công Tôn Nữ Hoàng Thị Ngọc Minh Anh",
            "Công Tôn Nữ Hoàng Thị Ngọc Minh Anh",
        ),
        ("Thạch សុខា", "Thạch សុខា"),
        ("李小龍", "李小龍"),
    ] {
        assert_eq!(
            typed.parse::<PersonName>().map(|name| name.to_string()),
            Ok(kept.to_owned()),
            "{typed}"
        );
    }
    assert!("a".repeat(100).parse::<PersonName>().is_ok());
}

#[test]
fn what_is_no_name_is_refused_with_its_reason() {
    for (typed, error) in [
        ("", NameError::Empty),
        (" \u{A0} ", NameError::Empty),
        ("Nguyễn An 2", NameError::Digit),
        ("An Ⅳ", NameError::Digit),
        ("Nguyễn_An", NameError::Charset),
        ("</script>", NameError::Charset),
        ("Robert'); DROP", NameError::Charset),
        ("=cmd", NameError::Charset),
        ("An 😀", NameError::Charset),
        ("Ⓐn", NameError::Charset),
        ("-An", NameError::Start),
        ("---", NameError::Start),
        ("' '", NameError::Start),
        ("\u{301}An", NameError::Start),
        ("Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", NameError::Marks),
        ("An\0", NameError::Control),
        ("Nguyễn\nAn", NameError::Control),
        ("Nguyễn\tAn", NameError::Control),
        ("Nguyễn\u{202E}An", NameError::Bidi),
        ("Nguyễn\u{200B}An", NameError::Invisible),
        ("Nguyễ\u{200D}n", NameError::Invisible),
        ("Nguy\u{FFFD}n", NameError::Garbled),
    ] {
        assert_eq!(typed.parse::<PersonName>(), Err(error), "{typed:?}");
    }
    assert_eq!("a".repeat(101).parse::<PersonName>(), Err(NameError::Length));
    assert_eq!("ễ ".repeat(1 << 19).parse::<PersonName>(), Err(NameError::Length));
}

#[test]
fn names_compare_loosely_by_fold_and_strictly_by_spelling() {
    assert!(same_name("NGUYEN VAN AN", "Nguyễn  Văn An"));
    assert!(same_name("K’Brểu", "k'breu"));
    assert!(same_name("Đặng Thuỳ", "dang thuy"));
    assert!(!same_name("Nguyễn Văn An", "Nguyễn Văn Ân Hoà"));
    assert!(same_spelling("LÊ HOÀ", "Lê  Hòa"));
    assert!(!same_spelling("Lê Hoà", "Lê Hoa"));
}

#[test]
fn folding_serves_search_without_accents() {
    for (text, folded) in [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("  ĐƯỜNG \t Lê\nLợi ", "duong le loi"),
        ("İstanbul", "istanbul"),
        ("", ""),
        ("\u{301}", ""),
    ] {
        assert_eq!(fold(text), folded);
    }
    assert_eq!(collapse(" a \u{3000} b\n"), "a b");
}

#[test]
fn hostile_text_is_refused_with_its_kind_and_place() {
    for (text, kind, at) in [
        ("a\0", Hostile::Nul, 1),
        ("ễ\u{7}", Hostile::Control, 1),
        ("\u{85}", Hostile::Control, 0),
        ("ab\u{202E}c", Hostile::Bidi, 2),
        ("\u{2066}", Hostile::Bidi, 0),
        ("\u{200F}", Hostile::Bidi, 0),
        ("a\u{200B}", Hostile::Invisible, 1),
        ("ễ\u{200D}n", Hostile::Invisible, 1),
        ("so\u{AD}ft", Hostile::Invisible, 2),
        ("\u{FEFF}x", Hostile::Invisible, 0),
        ("a\u{E0041}", Hostile::Invisible, 1),
        ("\u{FFFE}", Hostile::Garbled, 0),
        ("\u{FFFD}", Hostile::Garbled, 0),
    ] {
        for extent in [Extent::Line, Extent::Text] {
            assert_eq!(clean(text, extent), Err(HostileText { kind, at }), "{text:?}");
        }
    }
    for text in ["a\nb", "a\tb", "a\r\nb", "a\u{2028}b"] {
        assert_eq!(
            clean(text, Extent::Line),
            Err(HostileText {
                kind: Hostile::Control,
                at: 1
            }),
            "{text:?}"
        );
        assert!(clean(text, Extent::Text).is_ok(), "{text:?}");
    }
    assert_eq!(clean("a\r\nb\rc\n", Extent::Text).as_deref(), Ok("a\nb\nc\n"));
}

#[test]
fn visible_text_is_carried_as_typed() {
    for text in [
        "Số 1 Đinh Lễ",
        "</textarea><script>alert(1)</script>",
        "'; DROP TABLE dossiers; --",
        "=1+1",
        "@SUM(A1)",
        "👨‍👩‍👧‍👦 ❤️ 1️⃣",
        "क्‍ष",
        "  spaces kept  ",
        "",
        "𝒳 \u{E000}",
    ] {
        assert_eq!(clean(text, Extent::Line).as_deref(), Ok(text));
    }
    assert_eq!(clean("Hoa\u{300}", Extent::Line).as_deref(), Ok("Hoà"));
    assert_eq!(
        clean(&"ă".repeat(1 << 20), Extent::Text).map(|text| text.len()),
        Ok(2 << 20)
    );
}

proptest! {
    #[test]
    fn a_name_is_the_same_composed_and_decomposed(typed in "[\\p{Latin} '.-]{0,60}|\\PC{0,40}") {
        let (composed, decomposed) = (nfc(&typed).parse::<PersonName>(), nfd(&typed).parse::<PersonName>());
        prop_assert_eq!(&composed, &decomposed);
        if let Ok(name) = composed {
            prop_assert_eq!(name.as_str(), nfc(name.as_str()));
            prop_assert_eq!(name.to_string().parse::<PersonName>(), Ok(name.clone()));
            prop_assert!(same_name(name.as_str(), &name.upper()), "{}", name);
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,60}|[\\x00-\\x7F]{0,60}") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), &folded[..]);
        prop_assert_eq!(fold(&nfd(&text)), fold(&nfc(&text)));
        prop_assert_eq!(folded.trim(), &folded[..]);
    }

    #[test]
    fn tone_placement_settles_at_once_and_keeps_the_fold(text in "[a-zàáảãạèéẻẽẹỳýỷỹỵq OUAY]{0,40}|\\PC{0,40}") {
        let settled = normalise_tone(&text);
        prop_assert_eq!(normalise_tone(&settled), &settled[..]);
        prop_assert_eq!(fold(&settled), fold(&text));
    }

    #[test]
    fn clean_text_is_clean_again_and_only_composed(text in "\\PC{0,60}|[\\x00-\\x7F]{0,60}") {
        if let Ok(kept) = clean(&text, Extent::Line) {
            prop_assert_eq!(&kept, &nfc(&text));
            prop_assert_eq!(clean(&kept, Extent::Line), Ok(kept.clone()));
        }
    }
}
