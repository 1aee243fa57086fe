//! Many payments at once, a third of their notices lost, sent twice, forged or with another amount, the server killed in the
//! middle: in the end the books and the gateway's own file say the same to the đồng.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use motcua_app::{
    backend::{Drafts, Payments},
    views::{Payer, Submitted},
};
use motcua_core::payment::{
    State, Way,
    vnpay::{self, Parameters},
};
use motcua_server::{
    audit,
    clock::Clock,
    gateways::simulator,
    services::reconciliation::Source,
    store::{Db, ledger, payments, payments::Payment},
};

use crate::{
    common::Fresh,
    filing::copies,
    program::{Program, free},
    setup::{FEE, GATEWAY_SECRET, paying_portal, sign_in, treasury},
};

const NOW: &str = "2026-11-20T09:30";
const LATER: &str = "2026-11-20T13:30";

/// How many payments: all of them where the program is as fast as it is meant to be.
const MANY: usize = if cfg!(debug_assertions) { 300 } else { 10_000 };

/// How many notices are on their way at once.
const AT_ONCE: usize = 32;

async fn every(db: &Db) -> Vec<Payment> {
    let mut conn = db.reader().await.unwrap();
    let mut all: Vec<Payment> = Vec::new();
    loop {
        let after = all.last().map(|one| one.reference.clone()).unwrap_or_default();
        let page = payments::page(&mut conn, &after, 1_000).await.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// What goes wrong with the notice of a payment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Lost,
    Twice,
    Forged,
    OtherAmount,
}

fn fault(at: usize) -> Fault {
    match at % 20 {
        0 | 7 => Fault::Lost,
        3 | 11 => Fault::Twice,
        5 => Fault::Forged,
        13 => Fault::OtherAmount,
        _ => Fault::None,
    }
}

fn written(notice: &Parameters, secret: &str) -> String {
    let mut bare = notice.clone();
    bare.remove(vnpay::SIGNATURE);
    vnpay::query(&bare, secret)
}

/// Pays at the gateway as a browser does; returns what the gateway tells of it.
async fn pay(client: &reqwest::Client, gateway: &str, payment: &Payment, is_refused: bool) -> Parameters {
    let page = client.get(&payment.url).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let url = format!("{gateway}/thanh-toan/{}", payment.reference);
    let outcome = if is_refused { "outcome=refused" } else { "outcome=paid" };
    let request = client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(outcome).send().await.unwrap();
    let back = answer.headers()["location"].to_str().unwrap().to_owned();
    let query = back.split_once('?').unwrap().1.to_owned();
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// Sends a notice until somebody takes it, as a gateway does; a server that is down is waited for.
async fn send(client: &reqwest::Client, notify: &str, query: &str) -> String {
    let begun = Instant::now();
    loop {
        if let Ok(answer) = client.get(format!("{notify}?{query}")).send().await
            && let Ok(text) = answer.text().await
            && text.contains("RspCode")
            && !text.contains("\"99\"")
        {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody takes the notice");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_payments_with_faults_and_a_kill_are_reconciled_to_the_dong() {
    let routes = simulator::routes(GATEWAY_SECRET, "http://127.0.0.1:9/", Clock::parse(NOW).unwrap()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gateway = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let fresh = Fresh::sqlite().await;
    let portal = paying_portal(&fresh.db, fresh.folder.path(), NOW, &gateway).await;
    let lan = sign_in(&portal, "lan").await;

    let drafts = copies(&portal, &lan, MANY).await;
    let numbers: Vec<String> = stream::iter(drafts)
        .map(|(draft, request)| {
            let (portal, lan) = (&portal, &lan);
            async move {
                match portal.submit(lan, draft, request, true).await.unwrap() {
                    Submitted::Filed { number } => number,
                    other => panic!("{other:?}"),
                }
            }
        })
        .buffer_unordered(64)
        .collect()
        .await;
    stream::iter(&numbers)
        .map(|number| {
            let (portal, lan) = (&portal, &lan);
            let payer = Payer {
                ip: "203.0.113.7".to_owned(),
                is_english: false,
            };
            async move {
                portal
                    .begin(lan, number.parse().unwrap(), Way::Vnpay, payer)
                    .await
                    .unwrap()
            }
        })
        .buffer_unordered(64)
        .collect::<Vec<()>>()
        .await;
    let begun = every(&fresh.db).await;
    assert_eq!(begun.len(), MANY);

    let port = free();
    let file = fresh.folder.path().join("treasury.toml");
    std::fs::write(&file, treasury(&gateway)).unwrap();
    let serve = |clock: &'static str| {
        Program::serve_at(port, |command| {
            command
                .args(["--clock", clock])
                .args(["--database-url", &fresh.url])
                .args(["--treasury", &file.display().to_string()])
                .args(["--data-dir", &fresh.folder.path().display().to_string()])
                .args(["--log-level", "error"])
                .env("THE_SECRET", GATEWAY_SECRET)
        })
    };
    let program = serve(NOW);
    let notify = Arc::new(format!("http://{port}/api/payments/vnpay/ipn"));
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let all = {
        let (sent, client, gateway) = (Arc::clone(&sent), client.clone(), gateway.clone());
        tokio::spawn(async move {
            stream::iter(begun.into_iter().enumerate())
                .map(|(at, payment)| {
                    let (client, gateway, notify, sent) = (&client, &gateway, Arc::clone(&notify), Arc::clone(&sent));
                    async move {
                        let notice = pay(client, gateway, &payment, at % 50 == 49).await;
                        let right = written(&notice, GATEWAY_SECRET);
                        match fault(at) {
                            Fault::Lost => {}
                            Fault::None => drop(send(client, &notify, &right).await),
                            Fault::Twice => {
                                let both = tokio::join!(send(client, &notify, &right), send(client, &notify, &right));
                                assert!(both.0.contains("\"02\"") || both.1.contains("\"02\""), "{both:?}");
                            }
                            Fault::Forged => {
                                let said = send(client, &notify, &written(&notice, "another")).await;
                                assert!(said.contains("\"97\""), "{said}");
                            }
                            Fault::OtherAmount => {
                                let mut other = notice.clone();
                                other.insert("vnp_Amount".to_owned(), "100".to_owned());
                                let said = send(client, &notify, &written(&other, GATEWAY_SECRET)).await;
                                assert!(said.contains("\"04\""), "{said}");
                                send(client, &notify, &right).await;
                            }
                        }
                        sent.fetch_add(1, Ordering::Relaxed);
                    }
                })
                .buffer_unordered(AT_ONCE)
                .collect::<Vec<()>>()
                .await
        })
    };
    while sent.load(Ordering::Relaxed) < MANY / 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // As a power cut does.
    drop(program);
    let program = serve(NOW);
    all.await.unwrap();
    drop(program);

    // Four hours later the gateway is asked about what nobody told of.
    let program = serve(LATER);
    let begun = Instant::now();
    while every(&fresh.db).await.iter().any(|payment| payment.state.is_open()) {
        assert!(begun.elapsed() < Duration::from_secs(120), "some are not known yet");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    drop(program);
    let settled = every(&fresh.db).await;
    let paid = settled.iter().filter(|payment| payment.state == State::Paid).count();
    assert_eq!(paid, MANY - MANY / 50);

    portal.parts().clock.set(Clock::parse(LATER).unwrap().now());
    let officer = sign_in(&portal, "can-bo-xuan-huong").await;
    let handed = client
        .get(format!("{gateway}/api/settlement?day=2026-11-20"))
        .send()
        .await
        .unwrap();
    let handed = handed.bytes().await.unwrap();
    let imported = portal.import_statement(&officer, Source::Vnpay, &handed).await.unwrap();
    assert_eq!((imported.new as usize, imported.open), (paid, 0));
    let mut conn = portal.parts().db.reader().await.unwrap();
    let balances = ledger::balances(&mut conn).await.unwrap();
    drop(conn);
    let of = |account: &str| -> i64 {
        let own = balances.iter().filter(|(name, _, _)| name == account);
        own.map(|(_, debit, credit)| debit - credit).sum()
    };
    let fee = i64::try_from(FEE).unwrap();
    let count = |many: usize| i64::try_from(many).unwrap();
    assert_eq!(
        of("clearing:vnpay"),
        0,
        "nothing is left between the gateway and the bank"
    );
    assert_eq!(of("bank"), fee * count(paid));
    assert_eq!(of("receivable"), fee * count(MANY - paid));
    assert_eq!(of("owed_back"), 0);
    let report = audit::verify(&portal.parts().db, &portal.parts().files).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.problems.first());
    drop(portal);
    fresh.end().await;
}
