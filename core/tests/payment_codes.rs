//! Payment codes and notices against the reference: VietQR payloads and VNPAY messages.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail as loudly as the test"
)]

mod vectors;

use motcua_core::payment::{
    Money,
    vietqr::{self, Service, VietQr, VietQrError},
    vnpay::{self, Known, Parameters, Reply, Verdict},
};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn sums_and_payloads_are_those_of_the_reference() {
    let Some(table) = vectors::read("vietqr.json") else {
        return;
    };
    for row in table["crc_vectors"].as_array().expect("rows") {
        let sum = vietqr::crc(row["s"].as_str().expect("text").as_bytes());
        assert_eq!(format!("{sum:04X}"), row["crc"], "{row}");
    }
    for row in table["positive"].as_array().expect("rows") {
        let payload = row["payload"].as_str().expect("text");
        let read: VietQr = payload.parse().unwrap_or_else(|error| panic!("{payload}: {error}"));
        assert_eq!(read.payload().as_deref(), Ok(payload));
        if row.get("bin").is_some() {
            assert_eq!(read.bin, row["bin"], "{payload}");
            assert_eq!(read.account, row["account"], "{payload}");
            assert_eq!(read.amount.map(Money::dong), row["amount"].as_u64(), "{payload}");
            assert_eq!(read.info.as_deref(), row["info"].as_str(), "{payload}");
        }
    }
    for row in table["negative"].as_array().expect("rows") {
        let payload = row["v"].as_str().expect("text");
        assert!(payload.parse::<VietQr>().is_err(), "{row}");
    }
}

fn sealed(body: &str) -> String {
    let text = format!("{body}6304");
    let sum = vietqr::crc(text.as_bytes());
    format!("{text}{sum:04X}")
}

#[test]
fn a_payload_that_is_wrong_says_what_is_wrong() {
    const HOLDER: &str = "38540010A00000072701240006970422011009876543210208QRIBFTTA";
    let good = format!("000201010212{HOLDER}530370454048000{}", "5802VN");
    assert!(sealed(&good).parse::<VietQr>().is_ok());
    let changed = |from: &str, to: &str| sealed(&good.replacen(from, to, 1)).parse::<VietQr>();
    for (from, to, why) in [
        ("000201", "000202", VietQrError::Format),
        ("010212", "010213", VietQrError::Method),
        ("A000000727", "A000000728", VietQrError::Aid),
        ("970422", "97042X", VietQrError::Bin),
        ("0987654321", "09876-4321", VietQrError::Account),
        ("QRIBFTTA", "QRIBFTTX", VietQrError::Service),
        ("5303704", "5303840", VietQrError::Currency),
        ("54048000", "540480.0", VietQrError::Amount),
        ("54048000", "54040000", VietQrError::Amount),
        ("5802VN", "5802US", VietQrError::Country),
        ("5802VN", "5803VN", VietQrError::Structure),
        ("5802VN", "5802VN5802VN", VietQrError::Order),
    ] {
        assert_eq!(changed(from, to), Err(why), "{from} → {to}");
    }
    assert_eq!("".parse::<VietQr>(), Err(VietQrError::Empty));
    assert_eq!("phí".parse::<VietQr>(), Err(VietQrError::Charset));
    let mut broken = sealed(&good);
    broken.replace_range(broken.len() - 4.., "0000");
    assert_eq!(broken.parse::<VietQr>(), Err(VietQrError::Crc));
}

#[test]
fn a_purpose_is_written_as_banks_carry_it() {
    assert_eq!(vietqr::purpose("Lệ phí khai sinh"), "LE PHI KHAI SINH");
    assert_eq!(
        vietqr::purpose("Đăng ký  (hộ tịch) H36.12-220923-0001"),
        "DANG KY HO TICH H36.12-22"
    );
    assert_eq!(vietqr::purpose(""), "");
}

prop_compose! {
    fn code()(
        dynamic in any::<bool>(),
        bin in "[0-9]{6}",
        account in "[0-9A-Za-z]{1,19}",
        card in any::<bool>(),
        amount in proptest::option::of(1..=Money::MAX.dong()),
        bill in proptest::option::of("[0-9A-Z.-]{1,25}"),
        info in proptest::option::of("[0-9A-Za-z .-]{1,25}"),
    ) -> VietQr {
        VietQr {
            dynamic,
            bin,
            account,
            service: if card { Service::Card } else { Service::Account },
            amount: amount.and_then(Money::of),
            bill,
            info,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(code in code()) {
        let payload = code.payload().expect("in shape");
        prop_assert_eq!(payload.parse::<VietQr>(), Ok(code));
    }

    #[test]
    fn one_changed_character_is_noticed(code in code(), at in any::<prop::sample::Index>(), to in "[0-9A-Z]") {
        let payload = code.payload().expect("in shape");
        let at = at.index(payload.len());
        let mut changed = payload.clone();
        changed.replace_range(at..=at, &to);
        prop_assert!(changed == payload || changed.parse::<VietQr>().is_err(), "{} → {}", payload, changed);
    }

    #[test]
    fn any_text_gets_an_answer(text in ".{0,120}") {
        let _ = text.parse::<VietQr>();
    }
}

fn parameters(value: &Value) -> Parameters {
    serde_json::from_value(value.clone()).expect("texts by name")
}

#[test]
fn messages_are_signed_as_the_reference_signs_them() {
    let Some(table) = vectors::read("vnpay.json") else {
        return;
    };
    let secret = table["test_secret"].as_str().expect("a secret");
    for row in table["request"].as_array().expect("rows") {
        let mut message = parameters(&row["params"]);
        assert_eq!(vnpay::sign_data(&message), row["sign_data"]);
        assert_eq!(vnpay::sign(&message, secret), row["vnp_SecureHash"]);
        message.insert(
            vnpay::SIGNATURE.to_owned(),
            row["vnp_SecureHash"].as_str().expect("text").to_uppercase(),
        );
        assert!(vnpay::is_signed(&message, secret), "upper case is the same");
        assert!(!vnpay::is_signed(&message, "another"));
    }
    let notice = parameters(&table["ipn_ok"]["params"]);
    assert_eq!(vnpay::sign_data(&notice), table["ipn_ok"]["sign_data"]);
    for row in table["ipn_tampered"].as_array().expect("rows") {
        let verdict = vnpay::judge(&parameters(&row["params"]), secret, |_| panic!("not asked: {row}"));
        assert_eq!(verdict.reply.code(), row["expect_RspCode"], "{row}");
    }
    for reply in [
        Reply::Confirmed,
        Reply::NotFound,
        Reply::AlreadyConfirmed,
        Reply::WrongAmount,
        Reply::WrongSignature,
        Reply::Unknown,
    ] {
        assert_eq!(table["ipn_reply"][reply.code()], reply.message());
    }
}

#[test]
fn a_notice_is_judged_in_the_order_prescribed() {
    const SECRET: &str = "a secret of this test";
    let message = |amount: &str, code: &str, status: &str| {
        let mut message: Parameters = [
            ("vnp_Amount", amount),
            ("vnp_ResponseCode", code),
            ("vnp_TransactionStatus", status),
            ("vnp_TxnRef", "H36-1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        message.insert(vnpay::SIGNATURE.to_owned(), vnpay::sign(&message, SECRET));
        message
    };
    let known = |is_final| Known {
        amount: Money::of(25_000).expect("money"),
        is_final,
    };
    let judge = |message: &Parameters, known: Option<Known>| vnpay::judge(message, SECRET, |_| known);
    let refused = |reply| Verdict { reply, paid: None };
    let right = message("2500000", "00", "00");
    assert_eq!(judge(&right, None), refused(Reply::NotFound));
    let wrong_amount = message("2500100", "00", "00");
    assert_eq!(
        judge(&wrong_amount, None),
        refused(Reply::NotFound),
        "existence before amount"
    );
    assert_eq!(judge(&wrong_amount, Some(known(false))), refused(Reply::WrongAmount));
    assert_eq!(
        judge(&wrong_amount, Some(known(true))),
        refused(Reply::WrongAmount),
        "amount before state"
    );
    assert_eq!(
        judge(&message("2500050", "00", "00"), Some(known(false))),
        refused(Reply::WrongAmount)
    );
    assert_eq!(
        judge(&message("", "00", "00"), Some(known(false))),
        refused(Reply::WrongAmount)
    );
    assert_eq!(judge(&right, Some(known(true))), refused(Reply::AlreadyConfirmed));
    for (code, status, paid) in [
        ("00", "00", true),
        ("24", "02", false),
        ("00", "02", false),
        ("07", "00", false),
    ] {
        let verdict = judge(&message("2500000", code, status), Some(known(false)));
        let owed = Verdict {
            reply: Reply::Confirmed,
            paid: Some(paid),
        };
        assert_eq!(verdict, owed, "{code} {status}");
    }
    let mut unsigned = right.clone();
    unsigned.remove(vnpay::SIGNATURE);
    assert_eq!(judge(&unsigned, Some(known(false))), refused(Reply::WrongSignature));
}

proptest! {
    #[test]
    fn a_changed_message_is_never_taken(
        message in proptest::collection::btree_map("vnp_[A-Za-z]{1,12}", ".{1,20}", 1..6),
        at in any::<prop::sample::Index>(),
        to in ".{1,20}",
    ) {
        let mut message: Parameters = message;
        message.insert(vnpay::SIGNATURE.to_owned(), vnpay::sign(&message, "secret"));
        prop_assert!(vnpay::is_signed(&message, "secret"));
        let names: Vec<String> = message.keys().filter(|name| *name != vnpay::SIGNATURE && *name != "vnp_SecureHashType").cloned().collect();
        prop_assume!(!names.is_empty());
        let was = message.insert(at.get(&names).clone(), to.clone());
        prop_assert!(was == Some(to) || !vnpay::is_signed(&message, "secret"));
    }
}
