//! Uploads that go on after a cut (tus 1.0): created, continued at the offset the portal has, ended; by their owner only, in
//! a slot that is asked, never longer than announced, and kept once however often the end is asked for.

use std::path::PathBuf;

use crate::filing::{fill, pdf};
use crate::setup::sign_in;
use crate::web::{Answer, HOST, Visitor, Web};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::stream;
use motcua_app::{
    backend::Drafts,
    views::{Me, PapersView, StepBody},
};
use motcua_core::id::DraftId;
use motcua_server::{clock::Clock, files::Stored, workers::collect};
use sha2::{Digest, Sha256};

const SLOT: &str = "witness_statement";

/// A request of the protocol, from a page of the portal.
fn tus(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(path)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header("sec-fetch-site", "same-origin")
        .header("tus-resumable", "1.0.0")
}

async fn create(who: &mut Visitor, draft: DraftId, slot: &str, name: &str, length: &str) -> Answer {
    let metadata = format!("filetype YQ==,filename {}", STANDARD.encode(name));
    let request = tus("POST", &format!("/tep/tus/{draft}/{slot}"));
    let request = request
        .header("upload-length", length)
        .header("upload-metadata", metadata);
    who.send(request, Body::empty()).await
}

async fn append(who: &mut Visitor, at: &str, offset: usize, body: impl Into<Body>) -> Answer {
    let request = tus("PATCH", at)
        .header("upload-offset", offset)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream");
    who.send(request, body.into()).await
}

async fn offset(who: &mut Visitor, at: &str) -> Option<usize> {
    let answer = who.send(tus("HEAD", at), Body::empty()).await;
    (answer.status == StatusCode::OK).then(|| answer.header("upload-offset").parse().unwrap())
}

struct Desk {
    web: Web,
    me: Me,
    lan: Visitor,
    draft: DraftId,
}

impl Desk {
    async fn new(more: &[&str]) -> Self {
        let web = Web::new(more).await;
        let me = sign_in(&web.wired.portal, "lan").await;
        let lan = web.signed_in("lan").await;
        let draft = fill(&web.wired.portal, &me).await;
        Self { web, me, lan, draft }
    }

    async fn papers(&self) -> PapersView {
        let view = self
            .web
            .wired
            .portal
            .step(&self.me, self.draft, "giay-to".to_owned(), false)
            .await
            .unwrap();
        let StepBody::Papers(papers) = view.body else {
            panic!("no papers")
        };
        papers
    }

    async fn names(&self) -> Vec<String> {
        let papers = self.papers().await;
        papers
            .slots
            .iter()
            .flat_map(|slot| &slot.files)
            .map(|file| file.name.clone())
            .collect()
    }

    /// Finds the one file of this kind among those coming in.
    fn coming(&self, kind: &str) -> PathBuf {
        let folder = self.web.folder().join("data/incoming");
        let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut found = all.filter(|path| path.extension().is_some_and(|end| end == kind));
        found.next().unwrap()
    }

    fn part(&self) -> PathBuf {
        self.coming("part")
    }

    /// Begins an upload and returns its address.
    async fn begin(&mut self, name: &str, length: usize) -> String {
        let answer = create(&mut self.lan, self.draft, SLOT, name, &length.to_string()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answer.header("location").to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_goes_on_where_it_was_and_is_kept_once() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf("in parts");
    let at = desk.begin("../../giấy \u{202e}tờ.pdf", bytes.len()).await;
    assert_eq!(offset(&mut desk.lan, &at).await, Some(0));
    let broken = stream::iter([Ok(bytes.slice(..100)), Err(std::io::Error::other("the line broke"))]);
    append(&mut desk.lan, &at, 0, Body::from_stream(broken)).await;
    assert_eq!(offset(&mut desk.lan, &at).await, Some(100));
    assert_eq!(desk.names().await, ["giấy.pdf"]);

    let answer = append(&mut desk.lan, &at, 100, bytes.slice(100..)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    assert_eq!(answer.header("upload-offset"), bytes.len().to_string());
    assert!(answer.header("upload-expires").ends_with("GMT"));
    // The line broke before the answer came: asked again, it is there, and there once.
    assert_eq!(offset(&mut desk.lan, &at).await, Some(bytes.len()));
    let again = append(&mut desk.lan, &at, bytes.len(), Body::empty()).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.names().await, ["giấy.pdf", "giấy tờ.pdf"]);
    let file = desk
        .papers()
        .await
        .slots
        .iter()
        .flat_map(|slot| slot.files.clone())
        .nth(1)
        .unwrap();
    let sum: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        (file.sha256, file.pages, file.bytes),
        (sum, Some(1), bytes.len() as u64)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_offset_a_wrong_length_and_a_wrong_sum_change_nothing() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf("exact");
    let at = desk.begin("a.pdf", bytes.len()).await;
    append(&mut desk.lan, &at, 0, bytes.slice(..10)).await;
    for wrong in [0, 9, 11, 5000] {
        let answer = append(&mut desk.lan, &at, wrong, bytes.slice(10..)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{wrong}");
    }
    let longer = Bytes::from([&bytes[10..], b"and more"].concat());
    assert_eq!(
        append(&mut desk.lan, &at, 10, longer).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let mut summed = async |sum: String| {
        let request = tus("PATCH", &at)
            .header("upload-offset", 10)
            .header("upload-checksum", sum);
        let request = request.header(header::CONTENT_TYPE, "application/offset+octet-stream");
        desk.lan
            .send(request, Body::from(bytes.slice(10..20)))
            .await
            .status
            .as_u16()
    };
    assert_eq!(summed(format!("sha256 {}", STANDARD.encode([0; 32]))).await, 460);
    assert_eq!(summed("md5 AA==".to_owned()).await, 400);
    let right = Sha256::digest(&bytes[10..20]);
    assert_eq!(summed(format!("sha256 {}", STANDARD.encode(right))).await, 204);
    assert_eq!(offset(&mut desk.lan, &at).await, Some(20));
    let plain = tus("PATCH", &at)
        .header("upload-offset", 20)
        .header(header::CONTENT_TYPE, "application/pdf");
    assert_eq!(
        desk.lan.send(plain, Body::from("x")).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    let old = Request::head(&at).header("tus-resumable", "0.2.2");
    assert_eq!(
        desk.lan.send(old, Body::empty()).await.status,
        StatusCode::PRECONDITION_FAILED
    );
    assert_eq!(desk.names().await.len(), 1);
    assert_eq!(
        desk.lan.send(tus("DELETE", &at), Body::empty()).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(offset(&mut desk.lan, &at).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_announced_wrongly_is_refused_before_it_is_sent() {
    let mut desk = Desk::new(&["--max-upload-bytes", "1000", "--max-dossier-bytes", "1500"]).await;
    let cases = [
        ("0", Some("empty"), StatusCode::UNPROCESSABLE_ENTITY),
        ("1001", Some("too_large"), StatusCode::UNPROCESSABLE_ENTITY),
        (
            "18446744073709551615",
            Some("too_large"),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("-1", None, StatusCode::BAD_REQUEST),
        ("many", None, StatusCode::BAD_REQUEST),
    ];
    for (length, reason, status) in cases {
        let answer = create(&mut desk.lan, desk.draft, SLOT, "a.pdf", length).await;
        assert_eq!(answer.status, status, "{length}");
        let Some(reason) = reason else { continue };
        let refused = desk.papers().await.refused;
        assert_eq!(refused, Some((SLOT.to_owned(), "a.pdf".to_owned(), reason.to_owned())));
    }
    let first = desk.begin("a.pdf", 900).await;
    let filler = pdf(&"x".repeat(900 - pdf("").len()));
    assert_eq!(filler.len(), 900);
    assert_eq!(
        append(&mut desk.lan, &first, 0, filler).await.status,
        StatusCode::NO_CONTENT
    );
    let answer = create(&mut desk.lan, desk.draft, SLOT, "b.pdf", "900").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("dossier_full"), "{}", answer.body);
    let answer = create(&mut desk.lan, desk.draft, "no_such_slot", "a.pdf", "10").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_paper_is_refused_at_its_end_with_the_reason() {
    let mut desk = Desk::new(&[]).await;
    for (bytes, reason) in [
        (&b"MZ\x90\0 a program"[..], "wrong_type"),
        (b"%PDF-1.4 cut", "truncated"),
        (b"Rar!\x1a\x07\x01\0", "archive"),
    ] {
        let at = desk.begin("x.pdf", bytes.len()).await;
        let answer = append(&mut desk.lan, &at, 0, bytes).await;
        assert_eq!(
            (answer.status, answer.header("motcua-refused")),
            (StatusCode::NO_CONTENT, reason)
        );
        let refused = desk.papers().await.refused.unwrap();
        assert_eq!(refused.2, reason);
        let again = desk.lan.send(tus("HEAD", &at), Body::empty()).await;
        assert_eq!((again.status, again.header("motcua-refused")), (StatusCode::OK, reason));
    }
    assert_eq!(desk.names().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_its_owners_and_comes_from_the_portals_own_pages() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf("mine");
    let at = desk.begin("a.pdf", bytes.len()).await;
    let mut hung = desk.web.signed_in("hung").await;
    let mut nobody = desk.web.visitor();
    for (who, status) in [
        (&mut hung, StatusCode::NOT_FOUND),
        (&mut nobody, StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(create(who, desk.draft, SLOT, "a.pdf", "10").await.status, status);
        assert_eq!(append(who, &at, 0, bytes.clone()).await.status, status);
        for method in ["HEAD", "DELETE"] {
            assert_eq!(
                who.send(tus(method, &at), Body::empty()).await.status,
                status,
                "{method}"
            );
        }
    }
    let unknown = "/tep/tus/0190163d8694739baea5966c26f8ad91";
    for path in [unknown, "/tep/tus/..%2F..%2Fmotcua", "/tep/tus/x"] {
        assert_eq!(
            desk.lan.send(tus("HEAD", path), Body::empty()).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for method in ["PATCH", "DELETE"] {
        let mut foreign = tus(method, &at).header("upload-offset", 0);
        let headers = foreign.headers_mut().unwrap();
        headers.insert(header::ORIGIN, "https://elsewhere.example".parse().unwrap());
        headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(
            desk.lan.send(foreign, Body::from("x")).await.status,
            StatusCode::FORBIDDEN,
            "{method}"
        );
    }
    assert_eq!(offset(&mut desk.lan, &at).await, Some(0));
    let told = desk.lan.send(tus("OPTIONS", &at), Body::empty()).await;
    assert_eq!(told.header("tus-version"), "1.0.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_hangs_gives_way_to_the_one_that_comes_after_it() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf("hanging");
    let at = desk.begin("a.pdf", bytes.len()).await;
    let first = bytes.slice(..50);
    let hanging = stream::unfold(Some(first), |first| async move {
        match first {
            Some(first) => Some((Ok::<_, std::io::Error>(first), None)),
            None => std::future::pending().await,
        }
    });
    let mut other = desk.lan.clone();
    let place = at.clone();
    let hung = tokio::spawn(async move { append(&mut other, &place, 0, Body::from_stream(hanging)).await });
    let mut found = 0;
    while found != 50 {
        found = offset(&mut desk.lan, &at).await.unwrap();
        tokio::task::yield_now().await;
        if found == 0 && hung.is_finished() {
            break;
        }
    }
    drop(hung.await);
    let rest = append(&mut desk.lan, &at, found, bytes.slice(found..)).await;
    assert_eq!(rest.status, StatusCode::NO_CONTENT, "{}", rest.body);
    assert_eq!(desk.names().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_come_so_far_lies_sealed_and_a_tail_that_a_crash_spoiled_is_sent_again() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf(&"0123456789abcdef".repeat(20_000));
    let at = desk.begin("a.pdf", bytes.len()).await;
    append(&mut desk.lan, &at, 0, bytes.slice(..200_000)).await;
    let part = desk.part();
    let raw = std::fs::read(&part).unwrap();
    assert!(
        raw.windows(8)
            .all(|window| window != b"01234567" && window != b"%PDF-1.4")
    );
    let mut spoiled = raw.clone();
    let last = spoiled.len() - 1;
    spoiled[last] ^= 1;
    std::fs::write(&part, spoiled).unwrap();
    let left = 3 * 65_536;
    assert_eq!(offset(&mut desk.lan, &at).await, Some(left));
    let rest = append(&mut desk.lan, &at, left, bytes.slice(left..)).await;
    assert_eq!(
        (rest.status, rest.header("motcua-refused")),
        (StatusCode::NO_CONTENT, "")
    );
    assert_eq!(desk.names().await, ["giấy.pdf", "a.pdf"]);
    assert!(!part.exists());

    // What is lost altogether is forgotten: the sender begins anew.
    let at = desk.begin("b.pdf", 100).await;
    std::fs::write(desk.part(), b"").unwrap();
    assert_eq!(offset(&mut desk.lan, &at).await, None);
    assert_eq!(append(&mut desk.lan, &at, 0, "x").await.status, StatusCode::NOT_FOUND);
    // What a crash spoiled in the middle is said to be cut off, and nothing is kept of it.
    let at = desk.begin("c.pdf", bytes.len()).await;
    append(&mut desk.lan, &at, 0, bytes.slice(..200_000)).await;
    let mut spoiled = std::fs::read(desk.part()).unwrap();
    spoiled[100] ^= 1;
    std::fs::write(desk.part(), spoiled).unwrap();
    let rest = append(&mut desk.lan, &at, 200_000, bytes.slice(200_000..)).await;
    assert_eq!(rest.header("motcua-refused"), "truncated");
    assert_eq!(desk.names().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_rests_is_forgotten_in_a_day_or_sooner_where_its_person_needs_the_room() {
    let mut desk = Desk::new(&["--max-upload-bytes", "1000", "--max-dossier-bytes", "2500"]).await;
    let portal = desk.web.wired.portal.clone();
    let clock = &portal.parts().clock;
    let pass = |minutes| clock.set(clock.now().plus(time::Duration::minutes(minutes)));
    let first = desk.begin("1.pdf", 1000).await;
    pass(10);
    let second = desk.begin("2.pdf", 1000).await;
    let answer = create(&mut desk.lan, desk.draft, SLOT, "3.pdf", "1000").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    pass(6);
    let third = desk.begin("3.pdf", 1000).await;
    assert_eq!(offset(&mut desk.lan, &first).await, None);
    assert_eq!(offset(&mut desk.lan, &second).await, Some(0));
    for _ in 0..18 {
        desk.begin("small.pdf", 1).await;
    }
    let answer = create(&mut desk.lan, desk.draft, SLOT, "one too many.pdf", "1").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    // Another person's room is another person's.
    let hung = sign_in(&desk.web.wired.portal, "hung").await;
    let theirs = fill(&desk.web.wired.portal, &hung).await;
    let mut hung = desk.web.signed_in("hung").await;
    assert_eq!(
        create(&mut hung, theirs, SLOT, "a.pdf", "1000").await.status,
        StatusCode::CREATED
    );

    pass(24 * 60 + 1);
    desk.lan = desk.web.signed_in("lan").await;
    assert_eq!(offset(&mut desk.lan, &third).await, None);
    assert_eq!(
        append(&mut desk.lan, &third, 0, "x").await.status,
        StatusCode::NOT_FOUND
    );
    let coming = async || {
        let listed = portal.parts().files.list().await.unwrap();
        listed
            .into_iter()
            .filter(|(stored, _)| matches!(stored, Stored::Incoming(_)))
            .count()
    };
    assert_eq!(coming().await, 42, "a card and a part each");
    let later = Clock::real().now().plus(time::Duration::seconds(1));
    collect(&portal, later).await.unwrap();
    assert_eq!(coming().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_end_could_not_be_written_down_is_still_kept_once() {
    let mut desk = Desk::new(&[]).await;
    let bytes = pdf("once");
    let at = desk.begin("a.pdf", bytes.len()).await;
    append(&mut desk.lan, &at, 0, bytes.slice(..50)).await;
    let (part, card) = (desk.part(), desk.coming("json"));
    let (part_then, card_then) = (std::fs::read(&part).unwrap(), std::fs::read(&card).unwrap());
    append(&mut desk.lan, &at, 50, bytes.slice(50..)).await;
    assert_eq!(desk.names().await.len(), 2);
    // As after a crash between the row and the card.
    std::fs::write(&part, part_then).unwrap();
    std::fs::write(&card, card_then).unwrap();
    assert_eq!(offset(&mut desk.lan, &at).await, Some(50));
    let again = append(&mut desk.lan, &at, 50, bytes.slice(50..)).await;
    assert_eq!(
        (again.status, again.header("motcua-refused")),
        (StatusCode::NO_CONTENT, "")
    );
    assert_eq!(desk.names().await.len(), 2);
}
