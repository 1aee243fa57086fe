//! Durable submissions: how many whole filings a second the services acknowledge, as a share of how often the engine
//! itself commits the same rows in the same run.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use motcua_app::{
    backend::Drafts,
    views::{Me, Submitted},
};
use motcua_core::{
    agency::AgencyCode,
    dossier::{DossierNumber, Event, NumberForm},
    id::{DossierId, DraftId, RequestId},
};
use motcua_server::{
    clock::new_id,
    services::Portal,
    store::{Db, StoreError, dossiers, dossiers::DossierRow, events, events::Appended, outbox, outbox::Telling},
};

use crate::{
    common::Fresh,
    filing,
    report::{figure, thousands},
    setup,
};

/// Clients that submit at once, as the budget says.
const CLIENTS: usize = 64;
const TIME: Duration = Duration::from_secs(5);
/// Turns of each, one after the other, so that a slow moment of the disk meets both.
const TURNS: u32 = 3;

/// Drafts prepared to be filed: more than can be.
const DRAFTS: usize = 20_000;

/// Numbers for rows that nothing decides.
static SERIAL: AtomicU32 = AtomicU32::new(1);

type Prepared = Arc<Mutex<Vec<(DraftId, RequestId)>>>;

/// Measures on SQLite and, where one runs, on PostgreSQL.
pub fn measure() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for fresh in Fresh::all().await {
            let portal = setup::portal(&fresh.db, fresh.folder.path(), "2026-11-20T09:30").await;
            let lan = setup::sign_in(&portal, "lan").await;
            let one = one_filing(&portal, &lan).await;
            let drafts = filing::copies(&portal, &lan, DRAFTS).await;
            let drafts = Arc::new(Mutex::new(drafts));
            let (mut own, mut ours) = (0.0, 0.0);
            for _ in 0..TURNS {
                own += own_rate(&portal, &one, TIME / TURNS).await / f64::from(TURNS);
                ours += our_rate(&portal, &lan, &drafts, TIME / TURNS).await / f64::from(TURNS);
            }
            assert!(!drafts.lock().unwrap().is_empty(), "{DRAFTS} drafts were not enough");
            let note = format!("{}/s of the engine's own {} commits/s", thousands(ours), thousands(own));
            let engine = format!("{:?}", fresh.db.engine()).to_lowercase();
            figure(&format!("submissions.{engine}"), ours / own, &note);
            fresh.end().await;
        }
    });
}

/// Files once and returns the rows of it.
async fn one_filing(portal: &Portal, me: &Me) -> (DossierRow, Event) {
    let number = filing::file(portal, me).await;
    let mut conn = portal.parts().db.reader().await.unwrap();
    let row = dossiers::by_number(&mut conn, &number).await.unwrap().unwrap();
    let mut history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
    (row, history.remove(0))
}

/// Commits the rows of one filing each, nothing decided and nothing checked: one writer on SQLite, 32 on PostgreSQL.
async fn own_rate(portal: &Portal, (row, event): &(DossierRow, Event), time: Duration) -> f64 {
    let (db, row, event) = (portal.parts().db.clone(), row.clone(), event.clone());
    let writers = match &db {
        Db::Sqlite { .. } => 1,
        Db::Pg { .. } => 32,
    };
    let agency: AgencyCode = "H36.101".parse().unwrap();
    rate(writers, time, move || {
        let (db, row, event, agency) = (db.clone(), row.clone(), event.clone(), agency.clone());
        async move {
            let sequence = SERIAL.fetch_add(1, Ordering::Relaxed);
            let day = row.submitted_at.date();
            let number = DossierNumber::issue(&agency, day, sequence, NumberForm::Long).unwrap();
            let id = DossierId::new(new_id());
            let row = Arc::new(DossierRow {
                id,
                number,
                agency: agency.as_str().to_owned(),
                ..row
            });
            let event = Arc::new(event);
            db.write(move |conn| {
                let (row, event) = (row.clone(), event.clone());
                Box::pin(async move {
                    let appended = Appended {
                        agency: &row.agency,
                        dossier: row.id,
                        event: &event,
                    };
                    let telling = Telling {
                        id: new_id(),
                        agency: row.agency.clone(),
                        dossier: row.id,
                        kind: "submitted",
                        body: "{}".to_owned(),
                        at: row.submitted_at,
                    };
                    dossiers::insert(conn, std::slice::from_ref(&*row)).await?;
                    events::append(conn, &[appended]).await?;
                    outbox::put(conn, &[telling]).await?;
                    dossiers::remember_submissions(conn, &[(RequestId::new(new_id()), &row)]).await?;
                    Ok::<(), StoreError>(())
                })
            })
            .await
            .unwrap();
            true
        }
    })
    .await
}

/// Files prepared drafts through the services, 64 at once.
async fn our_rate(portal: &Portal, me: &Me, drafts: &Prepared, time: Duration) -> f64 {
    let (portal, lan, drafts) = (portal.clone(), me.clone(), Arc::clone(drafts));
    rate(CLIENTS, time, move || {
        let (portal, lan, drafts) = (portal.clone(), lan.clone(), drafts.clone());
        async move {
            let Some((draft, request)) = drafts.lock().unwrap().pop() else {
                return false;
            };
            let done = portal.submit(&lan, draft, request, true).await.unwrap();
            matches!(done, Submitted::Filed { .. })
        }
    })
    .await
}

/// Counts how often `work` is done in a second by so many at once, until the time is over or the work runs out.
async fn rate<W, F>(workers: usize, time: Duration, work: W) -> f64
where
    W: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = bool> + Send,
{
    let (stop, done, work) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
        Arc::new(work),
    );
    let begun = Instant::now();
    let all: Vec<_> = (0..workers)
        .map(|_| {
            let (stop, done, work) = (stop.clone(), done.clone(), work.clone());
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) && work().await {
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let mut last = tokio::spawn(async move {
        for one in all {
            one.await.unwrap();
        }
    });
    let finished = tokio::time::timeout(time, &mut last).await.is_ok();
    let per_second = done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
    stop.store(true, Ordering::Relaxed);
    if !finished {
        last.await.unwrap();
    }
    per_second
}
