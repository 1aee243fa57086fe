//! Whose a dossier entered from paper is: the same number under another name is somebody else until it is looked at again.

#![allow(clippy::expect_used, reason = "a broken case must stop the test")]

use motcua_core::{account::Holder, office::Whose};
use time::macros::date;

fn lan() -> Whose {
    Whose::Person {
        personal_id: "068196004215".into(),
        name: "Trần Thị Mai Lan".into(),
        born_on: date!(1996 - 03 - 08),
        phone: String::new(),
    }
}

#[test]
fn a_number_under_another_name_or_birthday_is_not_taken_for_the_same_person() {
    for (name, born_on, same) in [
        ("TRẦN THỊ MAI LAN", None, true),
        ("Tran Thi Mai Lan", Some(date!(1996 - 03 - 08)), true),
        ("Trần Thị Mai Lan", Some(date!(1996 - 08 - 03)), false),
        ("Trần Thị Mai", None, false),
        ("", None, false),
    ] {
        assert_eq!(lan().is_same(name, born_on), same, "{name} {born_on:?}");
    }
}

#[test]
fn a_holder_is_a_personal_id_or_an_organisations_tax_code() {
    assert_eq!(
        lan().holder().map(|holder| holder.number().to_owned()),
        Ok("068196004215".to_owned())
    );
    let organisation = |code: &str| Whose::Organisation {
        tax_code: code.into(),
        name: "Hộ kinh doanh A".into(),
        phone: String::new(),
    };
    assert!(matches!(
        organisation("0100109106").holder(),
        Ok(Holder::Organisation(_))
    ));
    for wrong in ["0100109107", "068196004215", ""] {
        assert!(organisation(wrong).holder().is_err(), "{wrong}");
    }
    assert!(organisation("0100109106").is_same("another way of writing it", None));
}
