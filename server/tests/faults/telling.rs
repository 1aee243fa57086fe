//! Killed in the middle of handing a letter over. What is guaranteed: a letter the mail server did not take goes out once; one
//! it took, its answer lost with the sender, goes out again under the same Message-ID, so that a mailbox knows it again; and
//! what was marked as sent is never sent again.

use std::collections::BTreeSet;

use motcua_core::calendar::Moment;
use motcua_server::store::{
    StoreError,
    channels::{self, ContactChannel},
    deliveries,
};

use crate::common::Fresh;
use crate::program::Program;
use crate::setup::{portal, sign_in};
use crate::sink::{Mood, Sink};

const BEFORE: &str = "2026-11-20T09:30";
const AFTER: &str = "2026-11-20T09:45";

fn start(fresh: &Fresh, sink: &Sink, clock: &str) -> Program {
    Program::serve(|command| {
        command
            .env("MOTCUA_DATABASE_URL", &fresh.url)
            .env("MOTCUA_DATA_DIR", fresh.folder.path().join("files"))
            .env("MOTCUA_SITE_DIR", fresh.folder.path().join("site"))
            .env("MOTCUA_SMTP_URL", sink.url())
            .env("MOTCUA_CLOCK", clock)
            .env("MOTCUA_LOG_LEVEL", "info")
    })
}

/// Files a dossier for somebody who wants letters.
async fn filed(fresh: &Fresh) {
    let portal = portal(&fresh.db, fresh.folder.path(), BEFORE).await;
    let lan = sign_in(&portal, "lan").await;
    let now = portal.parts().clock.now();
    let channel = ContactChannel {
        account: lan.account.unwrap().to_string(),
        channel: "email".to_owned(),
        address: "lan@example.vn".to_owned(),
        language: "vi".to_owned(),
        wanted: true,
        verified_at: Some(now.micros()),
        check_mark: None,
        check_until: 0,
        check_tries: 0,
        checks_since: 0,
        checks: 0,
    };
    fresh
        .db
        .write(move |conn| {
            let channel = channel.clone();
            Box::pin(async move { channels::put(conn, &channel, Moment::from_micros(0)).await })
        })
        .await
        .map_err(|error: StoreError| error)
        .unwrap();
    crate::filing::file(&portal, &lan).await;
}

async fn in_state(fresh: &Fresh, state: &str) -> i64 {
    let mut conn = fresh.db.reader().await.unwrap();
    deliveries::count(&mut conn, state).await.unwrap()
}

async fn sent(fresh: &Fresh) {
    let begun = std::time::Instant::now();
    while in_state(fresh, "sent").await == 0 {
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(60),
            "never marked as sent"
        );
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn killed(fresh: Fresh, mood: Mood, letters: usize) {
    filed(&fresh).await;
    let mut sink = Sink::start().await;
    sink.is(mood);
    let first = start(&fresh, &sink, BEFORE);
    sink.reached(1).await;
    // SIGKILL, between the lease and the mark.
    drop(first);
    assert_eq!(
        (in_state(&fresh, "waiting").await, in_state(&fresh, "sent").await),
        (1, 0)
    );
    sink.is(Mood::Well);
    let again = start(&fresh, &sink, AFTER);
    sent(&fresh).await;
    drop(again);
    let third = start(&fresh, &sink, "2026-11-21T09:45");
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    drop(third);
    let came = sink.letters();
    assert_eq!(came.len(), letters);
    let ids: BTreeSet<String> = came.iter().map(|letter| letter.header("Message-ID")).collect();
    assert_eq!(ids.len(), 1, "a mailbox keeps one: {ids:?}");
    let codes: BTreeSet<String> = came.iter().map(|letter| letter.after("Mã của thư này: ")).collect();
    assert_eq!(codes.len(), 1);
    fresh.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_before_the_letter_it_is_taken_once() {
    for fresh in Fresh::all().await {
        killed(fresh, Mood::SilentBeforeLetter, 1).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_the_letter_and_before_the_answer_it_comes_again_as_the_same_letter() {
    for fresh in Fresh::all().await {
        killed(fresh, Mood::SilentAfterLetter, 2).await;
    }
}
