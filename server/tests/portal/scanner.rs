//! The virus scanner: nothing is opened or filed before it has said yes, what it finds is deleted with the reason, and a
//! scanner that is silent is never taken for one that says yes.

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::clamd::{Clamd, MARKER};
use crate::filing::{fill, pdf, request_of};
use crate::setup::sign_in;
use crate::web::{Visitor, Web, own};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::stream;
use motcua_app::{
    backend::Drafts,
    views::{Me, PapersView, StepBody, Submitted},
};
use motcua_core::{form::ProblemCode, id::DraftId};
use motcua_server::files::{Scanner, Verdict};

const SLOT: &str = "witness_statement";

async fn attach(lan: &mut Visitor, draft: DraftId, name: &str, bytes: &[u8]) {
    let head = format!("--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--X--\r\n"].concat();
    let mut request = own(Request::post(format!("/tep/{draft}/{SLOT}")));
    let kind = "multipart/form-data; boundary=X".parse().unwrap();
    request.headers_mut().unwrap().insert(header::CONTENT_TYPE, kind);
    let answer = lan.send(request, Body::from(body)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn papers(web: &Web, me: &Me, draft: DraftId) -> PapersView {
    let view = web
        .wired
        .portal
        .step(me, draft, "giay-to".to_owned(), true)
        .await
        .unwrap();
    let StepBody::Papers(papers) = view.body else {
        panic!("no papers")
    };
    papers
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_scanner_finds_is_refused_with_the_reason_and_kept_nowhere() {
    let scanner = Clamd::start().await;
    let web = Web::new(&["--clamd", &scanner.address]).await;
    let me = sign_in(&web.wired.portal, "lan").await;
    let mut lan = web.signed_in("lan").await;
    let draft = fill(&web.wired.portal, &me).await;
    attach(&mut lan, draft, "xau.pdf", &pdf(MARKER)).await;
    let shown = papers(&web, &me, draft).await;
    assert_eq!(
        shown.refused,
        Some((SLOT.to_owned(), "xau.pdf".to_owned(), "infected".to_owned()))
    );
    let names: Vec<&str> = shown
        .slots
        .iter()
        .flat_map(|slot| &slot.files)
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["giấy.pdf"]);
    let page = lan.open(&format!("/nop/1.001193/{draft}/giay-to")).await;
    assert!(page.body.contains("Tệp có vi-rút nên đã bị xoá"));
    attach(&mut lan, draft, "tot.pdf", &pdf("clean")).await;
    assert!(papers(&web, &me, draft).await.refused.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_scanner_is_silent_a_file_waits_and_is_neither_opened_nor_filed() {
    let scanner = Clamd::start().await;
    let web = Web::new(&["--clamd", &scanner.address]).await;
    let portal = &web.wired.portal;
    let me = sign_in(portal, "lan").await;
    let mut lan = web.signed_in("lan").await;
    let draft = fill(portal, &me).await;
    // The paper that the helper attached came in without a scan: it has to pass as well.
    let shown = papers(&web, &me, draft).await;
    assert!(
        shown
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::PaperUnchecked)
    );
    assert_eq!(portal.scan_waiting().await.unwrap(), 1);
    assert!(papers(&web, &me, draft).await.problems.is_empty());

    scanner.be_silent(true);
    attach(&mut lan, draft, "cho.pdf", &pdf("clean")).await;
    attach(&mut lan, draft, "xau.pdf", &pdf(MARKER)).await;
    let shown = papers(&web, &me, draft).await;
    let waiting: Vec<_> = shown
        .slots
        .iter()
        .flat_map(|slot| &slot.files)
        .filter(|file| file.is_checking)
        .collect();
    assert_eq!(waiting.len(), 2);
    assert!(
        lan.open(&format!("/nop/1.001193/{draft}/giay-to"))
            .await
            .body
            .contains("Đang kiểm tra vi-rút")
    );
    assert_eq!(
        lan.open(&format!("/tep/{}", waiting[0].id)).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let view = portal.step(&me, draft, "xem-lai".to_owned(), false).await.unwrap();
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    let filed = portal.submit(&me, draft, review.request, true).await.unwrap();
    assert_eq!(filed, Submitted::Incomplete);
    assert!(portal.scan_waiting().await.is_err());
    assert_eq!(papers(&web, &me, draft).await.problems.len(), 1);

    scanner.be_silent(false);
    assert_eq!(portal.scan_waiting().await.unwrap(), 2);
    let shown = papers(&web, &me, draft).await;
    assert_eq!(
        shown.refused.as_ref().map(|refused| refused.2.as_str()),
        Some("infected")
    );
    assert_eq!(shown.slots.iter().flat_map(|slot| &slot.files).count(), 2);
    let request = request_of(portal, &me, draft).await;
    let filed = portal.submit(&me, draft, request, true).await.unwrap();
    assert!(matches!(filed, Submitted::Filed { .. }), "{filed:?}");
}

/// Debian's clamd, where it is installed, with a signature of our own: no list of viruses is needed.
#[tokio::test(flavor = "multi_thread")]
async fn the_real_scanner_finds_what_a_local_signature_names() {
    let named = std::env::var("MOTCUA_TEST_CLAMD").ok();
    let usual = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"].map(str::to_owned);
    let Some(program) = named.into_iter().chain(usual).find(|path| fs::metadata(path).is_ok()) else {
        eprintln!("skipped with the real scanner: no clamd here (Debian: clamav-daemon)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().display();
    let hex: String = MARKER.bytes().map(|byte| format!("{byte:02x}")).collect();
    fs::write(
        folder.path().join("motcua.ndb"),
        format!("Motcua.Test.Marker:0:*:{hex}\n"),
    )
    .unwrap();
    let settings = format!(
        "LocalSocket {at}/clamd\nDatabaseDirectory {at}\nForeground yes\nStreamMaxLength 110M\nLogFile {at}/log\n\
         TemporaryDirectory {at}\nConcurrentDatabaseReload no\n"
    );
    fs::write(folder.path().join("clamd.conf"), settings).unwrap();
    let mut child = Command::new(program)
        .args(["-c", &format!("{at}/clamd.conf")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let scanner = Scanner::Unix(folder.path().join("clamd"));
    let scan = async |bytes| scanner.scan(stream::iter([Ok(bytes)])).await;
    let begun = Instant::now();
    let clean = loop {
        match scan(pdf("clean")).await {
            Ok(verdict) => break Ok(verdict),
            Err(error) if begun.elapsed() > Duration::from_secs(60) => break Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    };
    let infected = scan(pdf(MARKER)).await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(clean.unwrap(), Verdict::Clean);
    assert!(matches!(infected.unwrap(), Verdict::Infected(name) if name.starts_with("Motcua.Test.Marker")));
}
