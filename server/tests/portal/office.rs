//! The desk at work on both engines: many officers at one queue, work shared out, one thing done to many dossiers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests, which say by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::Fresh;
use crate::filing::file;
use crate::setup::{portal, sign_in};
use motcua_app::{
    api::ApiError,
    backend::Desk,
    views::{BulkKind, BulkOrder, BulkView, Me, QueueQuery, Tab},
};
use motcua_core::{
    actor::Role,
    calendar::Moment,
    dossier::{Digest, DossierNumber, Event, EventKind, NumberForm, Status, fold},
    id::{AccountId, DossierId},
    office::{Risk, Standing, order},
};
use motcua_server::{
    audit,
    clock::new_id,
    seeding::{self, Ground},
    services::Portal,
    store::{
        accounts::{self, Account},
        dossiers::{self, DossierRow},
        events::{self, Appended},
        numbers, queue, revisions,
    },
};

const AGENCY: &str = "H36.175";
const NOW: &str = "2026-11-20T09:30";

/// Files one dossier as a citizen does and sets so many like it beside it, each with a number and a history of its own.
async fn filed(portal: &Portal, count: u32) -> Vec<String> {
    let lan = sign_in(portal, "lan").await;
    let first = file(portal, &lan).await;
    let db = &portal.parts().db;
    let mut conn = db.reader().await.unwrap();
    let row = dossiers::by_number(&mut conn, &first).await.unwrap().unwrap();
    let history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
    drop(conn);
    let EventKind::Submitted(filing) = history[0].kind.clone() else {
        panic!("not submitted")
    };
    let (agency, day) = (row.number.agency().clone(), row.submitted_at.date());
    let bare = Digest::of(&[serde_json::to_string(&row.answers).unwrap().as_bytes()]);
    let made: Vec<(DossierRow, Event)> = (2..=count)
        .map(|sequence| {
            let number = DossierNumber::issue(&agency, day, sequence, NumberForm::Short).unwrap();
            let id = DossierId::new(new_id());
            let mut filing = filing.clone();
            (filing.dossier, filing.number, filing.content) = (id, number.clone(), bare);
            let kind = EventKind::Submitted(filing);
            let event = Event::seal(None, row.submitted_at, history[0].actor.clone(), None, kind).unwrap();
            let row = DossierRow {
                id,
                number,
                last_hash: event.hash,
                ..row.clone()
            };
            (row, event)
        })
        .collect();
    let numbers = std::iter::once(first.to_string())
        .chain(made.iter().map(|(row, _)| row.number.to_string()))
        .collect();
    let made = std::sync::Arc::new(made);
    db.write(move |conn| {
        let made = std::sync::Arc::clone(&made);
        Box::pin(async move {
            for some in made.chunks(500) {
                let rows: Vec<DossierRow> = some.iter().map(|(row, _)| row.clone()).collect();
                dossiers::insert(conn, &rows).await?;
                let appended: Vec<Appended<'_>> = some
                    .iter()
                    .map(|(row, event)| Appended {
                        agency: &row.agency,
                        dossier: row.id,
                        event,
                    })
                    .collect();
                events::append(conn, &appended).await?;
            }
            if let Some((row, _)) = made.first() {
                let more = u32::try_from(made.len()).unwrap();
                numbers::take_of_day(conn, &row.agency, row.submitted_at.date(), more).await?;
            }
            Ok::<(), motcua_server::store::StoreError>(())
        })
    })
    .await
    .unwrap();
    numbers
}

/// Makes officers of the desk beside the one of the demonstration.
async fn officers(portal: &Portal, count: u32) -> Vec<Me> {
    let one = sign_in(portal, "can-bo-xuan-huong").await;
    let mut all = vec![one.clone()];
    for number in 1..count {
        let account = AccountId::new(new_id());
        let kept = Account {
            id: account,
            person: format!("officer-{number}"),
            name: format!("Cán bộ {number}"),
            role: "officer".to_owned(),
            agency: Some(AGENCY.to_owned()),
        };
        let now = portal.parts().clock.now();
        let name = kept.name.clone();
        portal
            .parts()
            .db
            .write(move |conn| {
                let kept = kept.clone();
                Box::pin(async move { accounts::upsert(conn, &kept, now).await })
            })
            .await
            .unwrap();
        all.push(Me {
            account: Some(account),
            name: Some(name),
            ..one.clone()
        });
    }
    all
}

/// Returns every history of the desk by number.
async fn histories(portal: &Portal) -> BTreeMap<String, Vec<Event>> {
    let mut conn = portal.parts().db.reader().await.unwrap();
    let mut all = BTreeMap::new();
    let mut after = (String::new(), String::new());
    loop {
        let page = dossiers::page(&mut conn, (&after.0, &after.1), 500).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = (last.agency.clone(), last.id.to_string());
        for row in page {
            let history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
            let dossier = fold(row.id, &history);
            assert_eq!(row.assignee, dossier.assignee);
            assert_eq!(
                row.order,
                order(&Standing::of(&dossier).unwrap(), &portal.parts().calendar)
            );
            all.insert(row.number.to_string(), history);
        }
    }
}

fn order_of(kind: BulkKind, picked: Vec<(String, u64)>) -> BulkOrder {
    BulkOrder {
        request: new_id().to_string(),
        kind,
        to: String::new(),
        picked,
        all: None,
    }
}

/// Waits until nothing of a request waits.
async fn outcome(portal: &Portal, me: &Me, order: &BulkOrder) -> BulkView {
    loop {
        let view = portal.outcome(me, order.request.clone()).await.unwrap();
        if view.count(|outcome| outcome == "waiting") == 0 {
            return view;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_officers_at_one_queue_never_take_the_same_dossier() {
    const FILED: u32 = 120;
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let numbers: BTreeSet<String> = filed(&portal, FILED).await.into_iter().collect();
        let mut at_work = tokio::task::JoinSet::new();
        for me in officers(&portal, 50).await {
            let portal = portal.clone();
            at_work.spawn(async move {
                let mut taken = Vec::new();
                loop {
                    match portal.take_next(&me).await {
                        Ok(number) => taken.push(number),
                        Err(error) => {
                            assert_eq!(error, ApiError::Refused("none_left".to_owned()));
                            return (me.account.unwrap(), taken);
                        }
                    }
                }
            });
        }
        let mut owners = BTreeMap::new();
        while let Some(done) = at_work.join_next().await {
            let (account, taken) = done.unwrap();
            for number in taken {
                assert_eq!(owners.insert(number, account), None, "given to two");
            }
        }
        assert_eq!(owners.keys().cloned().collect::<BTreeSet<_>>(), numbers);
        for (number, history) in histories(&portal).await {
            let taken: Vec<AccountId> = history
                .iter()
                .filter_map(|event| match &event.kind {
                    EventKind::TakenOver { from: None, to } => Some(*to),
                    _ => None,
                })
                .collect();
            assert_eq!((taken, history.len()), (vec![owners[&number]], 2), "{number}");
        }
        let report = audit::verify(&fresh.db, &portal.parts().files).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_hundred_dossiers_are_accepted_in_one_go_and_once() {
    const FILED: u32 = 800;
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let numbers = filed(&portal, FILED).await;
        let staff = officers(&portal, 3).await;
        let me = &staff[0];
        // Somebody else was there first: the officer has not seen that.
        let other = numbers[7].parse::<DossierNumber>().unwrap();
        portal
            .act(&staff[1], other, 1, motcua_app::views::DeskAction::Accept)
            .await
            .unwrap();
        let mut picked: Vec<(String, u64)> = numbers.iter().map(|number| (number.clone(), 1)).collect();
        picked.push(("H36.175-200101-0001".to_owned(), 1));
        let order = order_of(BulkKind::Accept, picked);
        let (a, b) = tokio::join!(
            portal.act_on_many(me, order.clone()),
            portal.act_on_many(me, order.clone())
        );
        a.unwrap();
        b.unwrap();
        let view = outcome(&portal, me, &order).await;
        assert_eq!(view.lines.len(), FILED as usize);
        assert_eq!(view.count(|outcome| outcome == "done"), FILED as usize - 1);
        assert_eq!(
            (view.lines[0].number.clone(), view.lines[0].outcome.as_str()),
            (numbers[7].clone(), "conflict")
        );
        portal.act_on_many(me, order.clone()).await.unwrap();
        assert_eq!(
            outcome(&portal, me, &order).await,
            view,
            "the same request again does nothing"
        );
        let mut loads: BTreeMap<AccountId, u32> = BTreeMap::new();
        for (number, history) in histories(&portal).await {
            let kinds: Vec<&str> = history.iter().map(|event| event.kind.name()).collect();
            assert_eq!(kinds, ["submitted", "accepted", "assigned"], "{number}");
            let EventKind::Assigned { to, automatic: true } = history[2].kind else {
                panic!("{number}")
            };
            *loads.entry(to).or_default() += 1;
        }
        let spread = loads.values().max().unwrap() - loads.values().min().unwrap();
        assert!(loads.len() == 3 && spread <= 1, "{loads:?}");
        let stranger = sign_in(&portal, "can-bo-mui-ne").await;
        assert_eq!(
            portal.outcome(&stranger, order.request.clone()).await,
            Err(ApiError::NotFound)
        );
        assert_eq!(portal.act_on_many(&stranger, order).await, Err(ApiError::Conflict));
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_queue_is_filtered_counted_and_paged_both_ways() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let numbers = filed(&portal, 250).await;
        let staff = officers(&portal, 2).await;
        let me = &staff[0];
        let asked = async |query: QueueQuery| portal.queue(me, query).await.unwrap();
        let first = asked(QueueQuery::default()).await;
        assert_eq!(
            (first.lines.len(), first.counts.desk, first.counts.unassigned),
            (100, 250, 250)
        );
        assert_eq!(first.previous, None);
        let mut seen: Vec<String> = Vec::new();
        let mut page = first.clone();
        loop {
            seen.extend(page.lines.iter().map(|line| line.number.clone()));
            let Some(next) = page.next.clone() else { break };
            page = asked(QueueQuery {
                after: next,
                ..QueueQuery::default()
            })
            .await;
        }
        assert_eq!(seen.len(), 250);
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 250);
        for _ in 0..2 {
            page = asked(QueueQuery {
                before: page.previous.unwrap(),
                ..QueueQuery::default()
            })
            .await;
        }
        assert_eq!(
            (&page.lines, &page.previous),
            (&first.lines, &None),
            "back at the beginning"
        );
        portal.take_next(me).await.unwrap();
        let order = order_of(
            BulkKind::Accept,
            numbers[..3].iter().map(|one| (one.clone(), 1)).collect(),
        );
        portal.act_on_many(me, order.clone()).await.unwrap();
        let done = outcome(&portal, me, &order).await.count(|outcome| outcome == "done");
        let all = asked(QueueQuery::default()).await;
        let assigned = u32::try_from(done).unwrap() + 1;
        assert_eq!(all.counts.unassigned, 250 - assigned);
        let mine = asked(QueueQuery {
            tab: Tab::Mine,
            ..QueueQuery::default()
        })
        .await;
        assert_eq!(mine.lines.len(), mine.counts.mine as usize);
        assert!(
            mine.lines
                .iter()
                .all(|line| line.officer == me.name && line.officer.is_some())
        );
        let accepted = asked(QueueQuery {
            status: Some(Status::Accepted),
            ..QueueQuery::default()
        })
        .await;
        assert_eq!((accepted.lines.len(), accepted.counts.desk as usize), (done, done));
        for (text, found) in [
            ("tran mai lan", 250),
            ("TRẦN THỊ", 250),
            (numbers[41].as_str(), 1),
            ("lan tran", 0),
            ("%", 250),
        ] {
            let query = QueueQuery {
                text: text.to_owned(),
                ..QueueQuery::default()
            };
            assert_eq!(asked(query).await.counts.desk, found, "{text}");
        }
        let in_time = asked(QueueQuery {
            risk: Some(Risk::InTime),
            ..QueueQuery::default()
        })
        .await;
        let late = asked(QueueQuery {
            risk: Some(Risk::Late),
            ..QueueQuery::default()
        })
        .await;
        assert_eq!((in_time.counts.desk, late.counts.desk, late.lines.len()), (250, 0, 0));
        let wrong = QueueQuery {
            after: "x".to_owned(),
            ..QueueQuery::default()
        };
        assert_eq!(portal.queue(me, wrong).await.unwrap_err(), ApiError::Invalid);
        let query = QueueQuery {
            risk: Some(Risk::Near),
            ..QueueQuery::default()
        };
        portal
            .keep_filter(me, "  Sắp hạn ".to_owned(), query.clone())
            .await
            .unwrap();
        assert_eq!(
            asked(QueueQuery::default()).await.kept,
            [("Sắp hạn".to_owned(), query.address())]
        );
        assert!(
            portal
                .queue(&staff[1], QueueQuery::default())
                .await
                .unwrap()
                .kept
                .is_empty()
        );
        portal.forget_filter(me, "Sắp hạn".to_owned()).await.unwrap();
        assert!(asked(QueueQuery::default()).await.kept.is_empty());
        fresh.end().await;
    }
}

#[tokio::test]
async fn who_is_away_gets_nothing_and_the_deputy_sees_what_they_have() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let numbers = filed(&portal, 4).await;
        let staff = officers(&portal, 2).await;
        let (me, other) = (&staff[0], &staff[1]);
        let id = |me: &Me| me.account.unwrap().to_string();
        let pick = |numbers: &[String], seen: u64| numbers.iter().map(|one| (one.clone(), seen)).collect();
        let give = BulkOrder {
            to: id(other),
            ..order_of(BulkKind::Assign, pick(&numbers[..1], 1))
        };
        portal.act_on_many(me, give.clone()).await.unwrap();
        assert_eq!(outcome(&portal, me, &give).await.lines[0].outcome, "done");
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        for wrong in [
            days("2026-11-20", "2026-11-19"),
            days("2026-11-01", "2026-11-02"),
            days("x", "2026-11-30"),
        ] {
            assert_eq!(
                portal.absent(me, id(other), wrong, id(me)).await,
                Err(ApiError::Invalid)
            );
        }
        portal
            .absent(me, id(other), days("2026-11-20", "2026-11-25"), id(me))
            .await
            .unwrap();
        let accept = order_of(BulkKind::Accept, pick(&numbers[1..], 1));
        portal.act_on_many(me, accept.clone()).await.unwrap();
        assert_eq!(
            outcome(&portal, me, &accept).await.count(|outcome| outcome == "done"),
            3
        );
        let view = portal.staff(me).await.unwrap();
        let load = |me: &Me| view.officers.iter().find(|one| one.account == id(me)).unwrap().clone();
        assert_eq!(
            (load(me).load, load(me).is_away, load(other).load, load(other).is_away),
            (3, false, 1, true)
        );
        let mine = QueueQuery {
            tab: Tab::Mine,
            ..QueueQuery::default()
        };
        let acting = portal.queue(me, mine.clone()).await.unwrap();
        assert_eq!((acting.lines.len(), acting.counts.mine), (4, 4));
        assert_eq!(acting.acts_for, [other.name.clone().unwrap()]);
        // Everything that is shown as one's own is meant, the absent colleague's too.
        let every = BulkOrder {
            all: Some(mine.clone()),
            ..order_of(BulkKind::Accept, vec![])
        };
        portal.act_on_many(me, every.clone()).await.unwrap();
        let told = outcome(&portal, me, &every).await;
        assert_eq!((told.lines.len(), told.count(|outcome| outcome == "done")), (4, 1));
        // Without the role of a leader one enters days of one's own only.
        let plain = Me {
            duties: Some(vec![Role::Processing]),
            ..other.clone()
        };
        assert_eq!(
            portal
                .absent(&plain, id(me), days("2026-11-20", "2026-11-25"), String::new())
                .await,
            Err(ApiError::NotAllowed)
        );
        portal.present(&plain, view.absences[0].id.clone()).await.unwrap();
        assert_eq!(portal.queue(me, mine).await.unwrap().counts.mine, 3);
        // Who only receives gives nothing away; who has it takes it over only once.
        let take = order_of(BulkKind::Take, pick(&numbers[1..2], 3));
        portal.act_on_many(other, take.clone()).await.unwrap();
        assert_eq!(outcome(&portal, other, &take).await.lines[0].outcome, "done");
        let late = order_of(BulkKind::Take, pick(&numbers[1..2], 3));
        portal.act_on_many(me, late.clone()).await.unwrap();
        assert_eq!(outcome(&portal, me, &late).await.lines[0].outcome, "conflict");
        let empty = order_of(BulkKind::Accept, vec![]);
        assert_eq!(
            portal.act_on_many(me, empty).await,
            Err(ApiError::Refused("none_chosen".to_owned()))
        );
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invented_dossiers_have_histories_the_audit_finds_nothing_wrong_with() {
    const COUNT: u64 = 1_000;
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        filed(&portal, 2).await;
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
        let mut told = 0;
        seeding::dossiers(&ground, COUNT, |done| told = done).await.unwrap();
        assert_eq!(told, COUNT);
        let report = audit::verify(&fresh.db, &parts.files).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
        assert_eq!(report.dossiers, COUNT + 2);
        let all = histories(&portal).await;
        let kinds: BTreeSet<&str> = all.values().flatten().map(|event| event.kind.name()).collect();
        for kind in [
            "supplement_asked",
            "reception_refused",
            "withdrawal_confirmed",
            "finished",
            "result_returned",
        ] {
            assert!(kinds.contains(kind), "{kind} never happens");
        }
        let first = all.values().map(|history| history[0].at).min().unwrap();
        assert!(first < parts.clock.now().plus(-time::Duration::days(500)));
        // A citizen's own filing goes on from there.
        file(&portal, &sign_in(&portal, "lan").await).await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn dossiers_kept_by_an_older_program_are_found_by_name_after_migration() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    filed(&portal, 3).await;
    let count = async || {
        let wanted = queue::Wanted {
            agency: AGENCY.to_owned(),
            is_open: true,
            keys: (i64::MIN, i64::MAX),
            near: (i64::MIN, i64::MAX),
            status: None,
            code: String::new(),
            pattern: "%mai lan%".to_owned(),
            step: String::new(),
        };
        let mut conn = fresh.db.reader().await.unwrap();
        queue::counts(&mut conn, &wanted, &[], Moment::from_micros(0))
            .await
            .unwrap()
            .desk
    };
    assert_eq!(count().await, 3);
    crate::audit::tamper(&fresh.db, "UPDATE dossier SET search = ''").await;
    assert_eq!(count().await, 0);
    fresh.db.migrate().await.unwrap();
    assert_eq!(count().await, 3);
    fresh.end().await;
}
