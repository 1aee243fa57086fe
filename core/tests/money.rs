//! Money is whole đồng that never overflows, and is read out as receipts must state it.

#![allow(clippy::expect_used, reason = "a test's helpers fail as loudly as the test")]

use motcua_core::payment::{
    Money,
    words::{ZeroTens, read},
};
use proptest::prelude::*;

#[test]
fn numbers_are_read_out_as_they_are_spoken() {
    for (number, words) in [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_001, "một nghìn không trăm linh một"),
        (1_010, "một nghìn không trăm mười"),
        (8_000, "tám nghìn"),
        (10_000, "mười nghìn"),
        (15_005, "mười lăm nghìn không trăm linh năm"),
        (21_000, "hai mươi mốt nghìn"),
        (100_000, "một trăm nghìn"),
        (135_000, "một trăm ba mươi lăm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_021, "một triệu không trăm linh năm nghìn không trăm hai mươi mốt"),
        (10_750_000, "mười triệu bảy trăm năm mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_000_001_000, "một tỷ không trăm linh một nghìn"),
        (24_000_000_000, "hai mươi tư tỷ"),
        (1_234_000_000_000, "một nghìn hai trăm ba mươi tư tỷ"),
        (
            9_999_999_999_999,
            "chín nghìn chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
        ),
    ] {
        assert_eq!(read(number, ZeroTens::Linh), words, "{number}");
        assert_eq!(read(number, ZeroTens::Le), words.replace("linh", "lẻ"), "{number}");
    }
    let fee = Money::of(8_000).expect("a fee");
    assert_eq!(fee.in_words(ZeroTens::Le), "tám nghìn đồng");
}

#[test]
fn amounts_are_written_with_dots_between_thousands() {
    for (dong, written) in [
        (0, "0 đồng"),
        (500, "500 đồng"),
        (8_000, "8.000 đồng"),
        (10_750_000, "10.750.000 đồng"),
    ] {
        assert_eq!(Money::of(dong).expect("a fee").to_string(), written);
    }
}

#[test]
fn a_share_is_rounded_down_to_whole_dong() {
    let less = |dong, percent| Money::of(dong).expect("a fee").less_percent(percent).dong();
    assert_eq!(less(8_000, 30), 5_600);
    assert_eq!(less(75_001, 50), 37_500);
    assert_eq!(less(8_000, 0), 8_000);
    assert_eq!(less(8_000, 100), 0);
    assert_eq!(Money::MAX.less_percent(1).dong(), 9_899_999_999_999);
}

#[test]
fn nothing_beyond_the_greatest_amount_is_money() {
    assert_eq!(Money::of(10_000_000_000_000), None);
    assert_eq!(Money::MAX.plus(Money::of(1).expect("one")), None);
    assert_eq!(Money::MAX.times(2), None);
    assert!(serde_json::from_str::<Money>("10000000000000").is_err());
    assert!(serde_json::from_str::<Money>("-1").is_err());
    assert_eq!(serde_json::to_string(&Money::MAX).expect("JSON"), "9999999999999");
}

/// Reads the words back, by another way than they were made: places are added up as they come.
fn number(words: &str) -> Option<u64> {
    let (mut sum, mut billions, mut group, mut digit) = (0_u64, 0_u64, 0_u64, 0_u64);
    for word in words.split(' ') {
        match word {
            "linh" => {}
            "mười" => group += 10,
            "mươi" => group += std::mem::take(&mut digit) * 10,
            "trăm" => group += std::mem::take(&mut digit) * 100,
            "nghìn" | "triệu" => {
                group += std::mem::take(&mut digit);
                sum += std::mem::take(&mut group) * if word == "nghìn" { 1_000 } else { 1_000_000 };
            }
            "tỷ" => {
                group += std::mem::take(&mut digit);
                billions = (billions + sum + std::mem::take(&mut group)).checked_mul(1_000_000_000)?;
                sum = 0;
            }
            "mốt" => digit = 1,
            "tư" => digit = 4,
            "lăm" => digit = 5,
            _ => {
                digit = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
                    .iter()
                    .position(|one| *one == word)? as u64;
            }
        }
    }
    Some(billions + sum + group + digit)
}

proptest! {
    #[test]
    fn every_number_is_understood_again(given in any::<u64>(), size in 0_u32..64) {
        let given = given >> size;
        let words = read(given, ZeroTens::Linh);
        prop_assert_eq!(number(&words), Some(given), "{}", words);
        prop_assert!(!words.contains("mươi năm") && !words.contains("mươi một") && !words.contains("linh mười"), "{}", words);
    }

    #[test]
    fn sums_never_wrap(a in 0..=Money::MAX.dong(), b in 0..=Money::MAX.dong(), count in any::<u64>()) {
        let (a, b) = (Money::of(a).expect("money"), Money::of(b).expect("money"));
        prop_assert_eq!(a.plus(b).map(Money::dong), Some(a.dong() + b.dong()).filter(|sum| *sum <= Money::MAX.dong()));
        let product = u128::from(a.dong()) * u128::from(count);
        prop_assert_eq!(a.times(count).map(|sum| u128::from(sum.dong())), Some(product).filter(|sum| *sum <= u128::from(Money::MAX.dong())));
    }
}
