//! Files are signed, read back by this crate and by independent readers, and whatever is done to them afterwards shows.

use crate::common::{Issued, Layout, a_file, act, at, issue, issued_by_the_leaf};
use std::slice;

use motcua_signing::{Algorithm, KeyFile, KeyProblem, Seal, SealError, SignError, Verdict, certificates, check, sign};
use x509_cert::Certificate;

const RSA: &str = include_str!("../keys/rsa.pem");

fn verdicts(pdf: &[u8], trusted: &[Certificate]) -> Vec<Verdict> {
    let found = check(pdf, trusted, at("2026-03-12 03:00:00")).expect("a PDF");
    found.into_iter().map(|found| found.verdict).collect()
}

fn signed(issued: &Issued, layout: Layout) -> Vec<u8> {
    let seal = KeyFile::from_pem(issued.pem.as_bytes()).expect("a key");
    sign(&a_file(layout), &act(), &seal).expect("a signed file")
}

#[test]
fn a_signed_file_begins_with_the_bytes_it_had_and_its_signature_holds() {
    let issued = issue("Sở Nội vụ tỉnh Lâm Đồng");
    for layout in Layout::ALL {
        let (before, after) = (a_file(layout), signed(&issued, layout));
        assert!(after.starts_with(&before), "{layout:?}");
        let found = check(&after, slice::from_ref(&issued.root), at("2026-03-12 03:00:00")).expect("a PDF");
        assert_eq!(found.len(), 1, "{layout:?}");
        assert_eq!(found[0].verdict, Verdict::Good, "{layout:?}");
        assert_eq!(found[0].signer, "Sở Nội vụ tỉnh Lâm Đồng");
        let claimed = found[0].claimed_at.expect("a moment").assume_utc();
        assert_eq!(claimed, at("2026-03-12 02:00:00"));
    }
}

#[test]
fn a_key_of_rsa_signs_too() {
    let seal = KeyFile::from_pem(RSA.as_bytes()).expect("a key");
    assert_eq!(seal.algorithm(), Algorithm::Rsa);
    let file = sign(&a_file(Layout::Table), &act(), &seal).expect("a signed file");
    let trusted = certificates(RSA.as_bytes()).expect("certificates");
    let found = check(&file, &trusted, at("2027-01-01 00:00:00")).expect("a PDF");
    assert_eq!(found[0].verdict, Verdict::Good);
}

#[test]
fn every_byte_that_is_changed_shows() {
    let issued = issue("Sở Nội vụ");
    let file = signed(&issued, Layout::Table);
    let room = file.windows(10).position(|bytes| bytes == b"/Contents<").expect("room") + 10;
    let room = room..room + 2 * 12 * 1024;
    for place in 0..file.len() {
        // Of the signature itself much is not signed: the issuers' certificates it carries, and the padding behind it.
        if room.contains(&place) && (place > room.start + 4_000 || place % 11 != 0) {
            continue;
        }
        let mut other = file.clone();
        other[place] ^= 1;
        let found = check(&other, slice::from_ref(&issued.root), at("2026-03-12 03:00:00")).unwrap_or_default();
        let good = found.iter().find(|found| found.verdict == Verdict::Good);
        match good {
            Some(good) if room.contains(&place) => assert_eq!(good.signer, "Sở Nội vụ", "byte {place}"),
            Some(_) => panic!("byte {place} was changed and the signature holds"),
            None => {}
        }
    }
}

#[test]
fn what_is_appended_to_a_signed_file_shows() {
    let issued = issue("Sở Nội vụ");
    let mut file = signed(&issued, Layout::Table);
    file.extend_from_slice(b"\n% more\n");
    assert_eq!(verdicts(&file, slice::from_ref(&issued.root)), [Verdict::AddedTo]);
}

#[test]
fn a_file_is_signed_by_two_one_after_the_other() {
    let (first, second) = (issue("Ủy ban nhân dân phường"), issue("Sở Tư pháp"));
    let once = signed(&first, Layout::Streams);
    let seal = KeyFile::from_pem(second.pem.as_bytes()).expect("a key");
    let twice = sign(&once, &act(), &seal).expect("a signed file");
    assert!(twice.starts_with(&once));
    let trusted = [first.root.clone(), second.root.clone()];
    assert_eq!(verdicts(&twice, &trusted), [Verdict::AddedTo, Verdict::Good]);
}

#[test]
fn only_keys_that_somebody_trusted_vouches_for_are_good() {
    let (ours, theirs) = (issue("Sở Nội vụ"), issue("Sở Nội vụ"));
    let file = signed(&theirs, Layout::Table);
    assert_eq!(verdicts(&file, slice::from_ref(&ours.root)), [Verdict::UnknownSigner]);
    assert_eq!(verdicts(&file, &[]), [Verdict::UnknownSigner]);
    assert_eq!(verdicts(&file, slice::from_ref(&theirs.root)), [Verdict::Good]);
}

#[test]
fn a_certificate_that_may_not_issue_vouches_for_nobody() {
    let issued = issue("Sở Nội vụ");
    let forged = issued_by_the_leaf(&issued, "Sở Nội vụ", "Bộ Công an");
    let file = signed(&forged, Layout::Table);
    assert_eq!(verdicts(&file, slice::from_ref(&issued.root)), [Verdict::UnknownSigner]);
}

#[test]
fn a_certificate_out_of_force_is_said_to_be() {
    let issued = issue("Sở Nội vụ");
    let file = signed(&issued, Layout::Table);
    for when in ["2024-12-31 00:00:00", "2031-01-02 00:00:00"] {
        let found = check(&file, slice::from_ref(&issued.root), at(when)).expect("a PDF");
        assert_eq!(found[0].verdict, Verdict::NotInForce, "{when}");
    }
}

#[test]
fn a_plain_file_has_no_signature_and_other_files_are_none() {
    assert_eq!(verdicts(&a_file(Layout::Table), &[]), []);
    assert!(check(b"hello", &[], at("2026-03-12 03:00:00")).is_err());
    for bytes in [&b""[..], b"%PDF-1.7\n", b"hello", &[0; 64]] {
        let seal = KeyFile::from_pem(RSA.as_bytes()).expect("a key");
        assert!(matches!(sign(bytes, &act(), &seal), Err(SignError::NotReadable(_))));
    }
}

#[test]
fn words_that_look_like_a_signature_are_none() {
    for text in [
        "/ByteRange",
        "/ByteRange [",
        "/ByteRange [0 1 2]",
        "/ByteRange[0 9 4 9]",
        "/ByteRange [0 9 99 9]",
    ] {
        let file = [a_file(Layout::Table), text.as_bytes().to_vec()].concat();
        assert_eq!(verdicts(&file, &[]), [Verdict::Broken], "{text}");
    }
    let many = ["%PDF-1.7\n", &"/ByteRange [0 1 2 3]".repeat(100_000)].concat();
    assert_eq!(verdicts(many.as_bytes(), &[]).len(), 32);
}

#[test]
fn a_remote_service_that_does_not_answer_leaves_nothing_signed() {
    struct Silent(KeyFile);
    impl Seal for Silent {
        fn chain(&self) -> &[Certificate] {
            self.0.chain()
        }
        fn algorithm(&self) -> Algorithm {
            self.0.algorithm()
        }
        fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SealError> {
            Err(SealError("no answer within 10 s".to_owned()))
        }
    }
    let silent = Silent(KeyFile::from_pem(RSA.as_bytes()).expect("a key"));
    let told = sign(&a_file(Layout::Table), &act(), &silent).expect_err("nothing signed");
    assert_eq!(told.to_string(), "the seal did not sign: no answer within 10 s");
}

#[test]
fn key_files_say_what_is_wrong_with_them() {
    let (one, other) = (issue("A"), issue("B"));
    let of = |pem: &str| KeyFile::from_pem(pem.as_bytes()).err();
    assert_eq!(of(""), Some(KeyProblem::NoCertificate));
    assert_eq!(of(&one.certificates), Some(KeyProblem::NoKey));
    assert_eq!(of(&one.key), Some(KeyProblem::NoCertificate));
    assert_eq!(
        of(&[one.key.as_str(), &other.certificates].concat()),
        Some(KeyProblem::NotOfTheKey)
    );
    let broken = one.certificates.replace("MII", "AAA");
    assert_eq!(
        of(&[one.key.as_str(), &broken].concat()),
        Some(KeyProblem::BadCertificate(1))
    );
    assert_eq!(of(&one.pem), None);
}
