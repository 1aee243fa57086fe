//! The desk at size: how long its queue and a dossier take with so many dossiers in the store (`MOTCUA_BENCH_DOSSIERS`), at the
//! agency that has the most, whatever is filtered, on both engines.

use std::{env, time::Instant};

use motcua_app::{
    backend::Desk,
    views::{Me, QueueQuery, Tab},
};
use motcua_core::{dossier::Status, office::Risk};
use motcua_server::{
    seeding::{self, Ground},
    services::Portal,
    store::{queue, revisions},
};

use crate::{
    common::Fresh,
    report::{figure, thousands},
    setup,
};

/// How many dossiers stand in the store unless the environment says otherwise.
const DOSSIERS: u64 = 20_000;

const ROUNDS: u32 = 7;

/// Measures on SQLite and, where one runs, on PostgreSQL.
pub fn measure() {
    let count = env::var("MOTCUA_BENCH_DOSSIERS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(DOSSIERS);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for fresh in Fresh::all().await {
            let portal = setup::portal(&fresh.db, fresh.folder.path(), "2026-11-20T09:30").await;
            let start = Instant::now();
            seed(&portal, count).await;
            let engine = format!("{:?}", fresh.db.engine()).to_lowercase();
            let a_second = count as f64 / start.elapsed().as_secs_f64();
            figure(&format!("office.{engine}.seed"), a_second, "invented dossiers a second");
            let (me, open) = busiest(&portal).await;
            let note = format!(
                "{} dossiers, {} open at the desk",
                thousands(count as f64),
                thousands(f64::from(open))
            );
            let slowest = queue(&portal, &me).await;
            figure(&format!("office.{engine}.queue"), slowest, &note);
            figure(&format!("office.{engine}.dossier"), dossier(&portal, &me).await, &note);
            fresh.end().await;
        }
    });
}

async fn seed(portal: &Portal, count: u64) {
    let parts = portal.parts();
    let procedures = revisions::all(&mut parts.db.reader().await.unwrap()).await.unwrap();
    let ground = Ground {
        db: &parts.db,
        revisions: &parts.revisions,
        procedures: &procedures,
        reference: &parts.reference,
        calendar: &parts.calendar,
        now: parts.clock.now(),
    };
    seeding::dossiers(&ground, count, |_| ()).await.unwrap();
}

/// Returns an officer of the agency with the most open dossiers, and how many those are.
async fn busiest(portal: &Portal) -> (Me, u32) {
    let one = setup::sign_in(portal, "can-bo-xuan-huong").await;
    let mut best = (one.clone(), 0);
    for agency in portal.parts().reference.agencies.all() {
        let officers = queue::officers(&mut portal.parts().db.reader().await.unwrap(), &agency.code)
            .await
            .unwrap();
        let Some(officer) = officers.first() else { continue };
        let me = Me {
            account: Some(officer.account),
            agency: Some((agency.code.clone(), agency.name.clone())),
            ..one.clone()
        };
        let open = portal.queue(&me, QueueQuery::default()).await.unwrap().counts.desk;
        if open > best.1 {
            best = (me, open);
        }
    }
    best
}

/// Returns the middle of several turns, in milliseconds.
async fn middle(mut turn: impl AsyncFnMut()) -> f64 {
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        turn().await;
        all.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Returns how long the slowest of the ways to look at the queue takes.
async fn queue(portal: &Portal, me: &Me) -> f64 {
    let all = QueueQuery::default;
    let first = portal.queue(me, all()).await.unwrap();
    let ways = [
        all(),
        QueueQuery {
            tab: Tab::Mine,
            ..all()
        },
        QueueQuery {
            tab: Tab::Unassigned,
            ..all()
        },
        QueueQuery {
            risk: Some(Risk::Near),
            ..all()
        },
        QueueQuery {
            risk: Some(Risk::Late),
            ..all()
        },
        QueueQuery {
            status: Some(Status::New),
            ..all()
        },
        QueueQuery {
            status: Some(Status::Returned),
            ..all()
        },
        QueueQuery {
            procedure: "1.001193".to_owned(),
            ..all()
        },
        QueueQuery {
            step: "Thẩm định".to_owned(),
            ..all()
        },
        QueueQuery {
            text: "nguyen".to_owned(),
            ..all()
        },
        QueueQuery {
            text: "nobody of this name".to_owned(),
            ..all()
        },
        QueueQuery {
            text: "yen".to_owned(),
            status: Some(Status::Returned),
            ..all()
        },
        QueueQuery {
            after: first.next.unwrap_or_default(),
            ..all()
        },
    ];
    let mut slowest = 0.0_f64;
    for query in ways {
        let took = middle(async || drop(portal.queue(me, query.clone()).await.unwrap())).await;
        eprintln!("bench: queue {:?}: {took:.1} ms", query.address());
        slowest = slowest.max(took);
    }
    slowest
}

async fn dossier(portal: &Portal, me: &Me) -> f64 {
    let lines = portal.queue(me, QueueQuery::default()).await.unwrap().lines;
    let number = &lines[lines.len() / 2].number;
    middle(async || drop(portal.dossier(me, number.parse().unwrap()).await.unwrap())).await
}
