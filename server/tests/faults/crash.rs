//! Killed in the middle of submissions and started again, the portal has every acknowledged dossier exactly once, its
//! numbers are unique and its audit is clean. Twenty rounds on each engine, over the real program's real form post.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use crate::common::Fresh;
use crate::program::Program;
use crate::setup::{portal, sign_in};
use motcua_core::id::{DraftId, RequestId};
use motcua_server::{audit, services::Portal, store::dossiers};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const NOW: &str = "2026-11-20T09:30";

/// How many drafts each round begins with, those left open by the kills before among them.
const DRAFTS: usize = 60;

/// How many browsers submit at once.
const CLIENTS: usize = 8;

fn rounds() -> u64 {
    std::env::var("MOTCUA_CRASH_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(20)
}

fn start(fresh: &Fresh) -> Program {
    Program::serve(|command| {
        command
            .env("MOTCUA_DATABASE_URL", &fresh.url)
            .env("MOTCUA_DATA_DIR", fresh.folder.path().join("files"))
            .env("MOTCUA_SITE_DIR", fresh.folder.path().join("site"))
            .env("MOTCUA_CLOCK", NOW)
            .env("MOTCUA_LOG_LEVEL", "error")
    })
}

/// Sends a request and returns the whole answer; `None` when the line broke or nothing came for long.
async fn exchange(addr: SocketAddr, request: &str) -> Option<String> {
    tokio::time::timeout(Duration::from_secs(30), answer(addr, request))
        .await
        .ok()?
}

async fn answer(addr: SocketAddr, request: &str) -> Option<String> {
    let mut line = TcpStream::connect(addr).await.ok()?;
    line.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.contains("\r\n\r\n").then_some(answer)
}

/// Submits a draft as a plain form does; returns the number when the program acknowledged it.
async fn submit(addr: SocketAddr, token: &str, draft: DraftId, request: RequestId) -> Option<String> {
    let body = format!(
        "draft={draft}&code={}&request={request}&declared=yes",
        crate::filing::BIRTH
    );
    let answer = exchange(
        addr,
        &format!(
            "POST /api/drafts/submit HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: motcua={token}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ),
    )
    .await?;
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "))?;
    let number = location.split(['/', '?']).find(|part| part.starts_with("H36."));
    assert!(number.is_some(), "a submission was refused: {answer}");
    number.map(str::to_owned)
}

/// What is still to be submitted, and what was acknowledged.
#[derive(Default)]
struct Books {
    open: Vec<(DraftId, RequestId)>,
    acknowledged: BTreeMap<RequestId, (DraftId, String)>,
}

async fn submit_all(addr: SocketAddr, token: &str, books: &Arc<Mutex<Books>>) {
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let (token, books) = (token.to_owned(), Arc::clone(books));
        clients.push(tokio::spawn(async move {
            loop {
                let Some((draft, request)) = books.lock().unwrap().open.pop() else {
                    return;
                };
                match submit(addr, &token, draft, request).await {
                    Some(number) => {
                        let before = books
                            .lock()
                            .unwrap()
                            .acknowledged
                            .insert(request, (draft, number.clone()));
                        assert!(before.is_none());
                    }
                    None => {
                        books.lock().unwrap().open.insert(0, (draft, request));
                        return;
                    }
                }
            }
        }));
    }
    for client in clients {
        client.await.unwrap();
    }
}

/// Waits until so many more submissions were acknowledged; others are under way at that moment.
async fn acknowledged_more(books: &Arc<Mutex<Books>>, more: usize) {
    let count = || books.lock().unwrap().acknowledged.len();
    let (target, begun) = (count() + more, Instant::now());
    while count() < target && begun.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

async fn check(portal: &Portal, books: &Arc<Mutex<Books>>) -> usize {
    let acknowledged = books.lock().unwrap().acknowledged.clone();
    let mut conn = portal.parts().db.reader().await.unwrap();
    for (request, (_, number)) in &acknowledged {
        let kept = dossiers::submitted(&mut conn, *request).await.unwrap();
        assert_eq!(
            kept.map(|(_, number)| number).as_ref(),
            Some(number),
            "an acknowledged submission is gone"
        );
        let row = dossiers::by_number(&mut conn, &number.parse().unwrap()).await.unwrap();
        assert!(row.is_some(), "{number} was acknowledged and is gone");
    }
    let total = usize::try_from(dossiers::total(&mut conn).await.unwrap()).unwrap();
    assert!(total >= acknowledged.len());
    drop(conn);
    let report = audit::verify(&portal.parts().db, &portal.parts().files).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);
    total
}

async fn crash(fresh: Fresh) {
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let (token, _) = portal.open_session("lan", "test").await.unwrap();
    let books = Arc::new(Mutex::new(Books::default()));
    let (mut drafts, mut acknowledged_in_the_middle) = (0, 0);
    for round in 0..rounds() {
        let open = books.lock().unwrap().open.len();
        let new = crate::filing::copies(&portal, &lan, DRAFTS - open).await;
        drafts += new.len();
        books.lock().unwrap().open.extend(new);
        let program = start(&fresh);
        let (addr, text, shared) = (program.address, token.as_str().to_owned(), Arc::clone(&books));
        let clients = tokio::spawn(async move { submit_all(addr, &text, &shared).await });
        acknowledged_more(&books, 2 + usize::try_from(round).unwrap() * 7 % 40).await;
        drop(program);
        clients.await.unwrap();
        let total = check(&portal, &books).await;
        let books = books.lock().unwrap();
        acknowledged_in_the_middle += usize::from(!books.acknowledged.is_empty() && !books.open.is_empty());
        eprintln!(
            "round {round}: {} acknowledged, {total} dossiers, {} open",
            books.acknowledged.len(),
            books.open.len()
        );
    }
    assert!(
        acknowledged_in_the_middle > 0,
        "no kill came in the middle of submissions"
    );

    // The last start finishes the rest, and repeats everything acknowledged before.
    let program = start(&fresh);
    submit_all(program.address, token.as_str(), &books).await;
    let acknowledged = books.lock().unwrap().acknowledged.clone();
    assert_eq!(acknowledged.len(), drafts);
    for (request, (draft, number)) in acknowledged.iter().take(100) {
        let again = submit(program.address, token.as_str(), *draft, *request).await;
        assert_eq!(again.as_ref(), Some(number), "the same request became another dossier");
    }
    drop(program);
    assert_eq!(check(&portal, &books).await, drafts, "some draft became two dossiers");
    fresh.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_nothing_acknowledged_is_lost_or_doubled_on_sqlite() {
    crash(Fresh::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_nothing_acknowledged_is_lost_or_doubled_on_postgres() {
    if let Some(fresh) = Fresh::postgres().await {
        crash(fresh).await;
    }
}
