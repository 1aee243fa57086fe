//! `audit verify` finds whatever was changed behind the portal's back, on both engines.

use crate::common::Fresh;
use crate::filing::file;
use crate::setup::{never, portal, sign_in};
use motcua_app::{
    backend::Desk,
    views::{DeskAction, Role},
};
use motcua_server::{audit, clock::Clock, services::Portal, store::Db, workers};
use sqlx::AssertSqlSafe;

const NOW: &str = "2026-11-20T09:30";

/// Changes rows as nobody should.
pub async fn tamper(db: &Db, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match db {
        Db::Sqlite { options, .. } => {
            use sqlx::ConnectOptions;
            sqlx::raw_sql(sql)
                .execute(&mut options.connect().await.unwrap())
                .await
                .map(drop)
                .unwrap();
        }
        Db::Pg { pool, .. } => sqlx::raw_sql(sql).execute(pool).await.map(drop).unwrap(),
    }
}

async fn two_dossiers(fresh: &Fresh) -> Portal {
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let number = file(&portal, &lan).await;
    file(&portal, &lan).await;
    let officer = sign_in(&portal, "can-bo-xuan-huong").await;
    assert_eq!(officer.role, Role::Officer);
    portal.act(&officer, number, 1, DeskAction::Accept).await.unwrap();
    portal
}

#[tokio::test]
async fn an_untouched_store_is_clean() {
    for fresh in Fresh::all().await {
        let portal = two_dossiers(&fresh).await;
        let report = audit::verify(&fresh.db, &portal.parts().files).await.unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
        assert_eq!((report.dossiers, report.events, report.files), (2, 4, 2));
        fresh.end().await;
    }
}

#[tokio::test]
async fn whatever_is_changed_behind_the_portals_back_is_found() {
    let changes = [
        (
            "an event's words",
            "UPDATE dossier_event SET body = REPLACE(body, 'H36.175', 'H36.174') WHERE seq = 1",
        ),
        ("a missing event", "DELETE FROM dossier_event WHERE seq = 2"),
        (
            "a missing history",
            "DELETE FROM dossier_event WHERE dossier = (SELECT MIN(id) FROM dossier)",
        ),
        ("a status", "UPDATE dossier SET status = 9 WHERE status = 2"),
        (
            "a due date",
            "UPDATE dossier SET due_at = due_at + 86400000000 WHERE due_at IS NOT NULL",
        ),
        (
            "an answer",
            "UPDATE dossier SET answers = REPLACE(answers, 'An Nhiên', 'An Nhi')",
        ),
        ("an owner", "UPDATE dossier SET account = (SELECT MAX(id) FROM account)"),
        ("a counter", "UPDATE dossier_counter SET last = 1"),
        ("a dossier without history", "DELETE FROM dossier WHERE status = 1"),
        (
            "a file that is not there",
            "UPDATE file SET sha256 = REPLACE(sha256, 'a', 'b')",
        ),
        (
            "a link to somebody else's paper",
            "INSERT INTO share (id, account, file, sharer, purpose, created_at, expires_at)
             SELECT MIN(file.id), MIN(account.id), MIN(file.id), 'x', 'x', 0, 0 FROM file
             JOIN account ON account.id <> file.account",
        ),
    ];
    for fresh in Fresh::all().await {
        let portal = two_dossiers(&fresh).await;
        let engine = fresh.db.engine();
        drop(portal);
        for (what, sql) in changes {
            let fresh = match engine {
                motcua_server::store::Engine::Sqlite => Fresh::sqlite().await,
                motcua_server::store::Engine::Postgres => Fresh::postgres().await.unwrap(),
            };
            let portal = two_dossiers(&fresh).await;
            tamper(&fresh.db, sql).await;
            let report = audit::verify(&fresh.db, &portal.parts().files).await.unwrap();
            assert!(!report.is_clean(), "{what} was not found on {engine:?}");
            fresh.end().await;
        }
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_changed_question_or_step_is_found() {
    let changes = [
        "UPDATE consultation SET due_at = due_at + 86400000000",
        "UPDATE consultation SET asked = 'H36.04'",
        "UPDATE consultation SET closed_at = asked_at, outcome = 'answered'",
        "DELETE FROM consultation",
        "INSERT INTO consultation (agency, dossier, seq, asked, number, procedure, asked_at, due_at, outcome)
         SELECT agency, 'x', seq, asked, number, procedure, asked_at, due_at, outcome FROM consultation",
        "UPDATE dossier_step SET step = 'Lãnh đạo ký'",
        "UPDATE dossier_step SET since = since + 1",
        "DELETE FROM dossier_step",
        "INSERT INTO dossier_step (agency, dossier, step) VALUES ('H36.175', 'x', 'Thẩm định')",
    ];
    for fresh in Fresh::all().await {
        let engine = fresh.db.engine();
        for sql in changes {
            let fresh = match engine {
                motcua_server::store::Engine::Sqlite => Fresh::sqlite().await,
                motcua_server::store::Engine::Postgres => Fresh::postgres().await.unwrap(),
            };
            let portal = crate::process::asked_in_a_step(&fresh).await;
            let verify = async || audit::verify(&fresh.db, &portal.parts().files).await.unwrap().problems;
            assert_eq!(verify().await, []);
            tamper(&fresh.db, sql).await;
            assert!(!verify().await.is_empty(), "{sql} was not found on {engine:?}");
            fresh.end().await;
        }
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_outbox_tells_each_thing_once_and_bytes_that_nobody_keeps_go() {
    for fresh in Fresh::all().await {
        let portal = two_dossiers(&fresh).await;
        let (one, two) = tokio::join!(workers::drain(&portal, never()), workers::drain(&portal, never()));
        assert_eq!(one.unwrap() + two.unwrap(), 4);
        assert_eq!(workers::drain(&portal, never()).await.unwrap(), 0);
        let mut conn = fresh.db.reader().await.unwrap();
        assert_eq!(motcua_server::store::notifications::logged(&mut conn).await.unwrap(), 4);
        assert_eq!(motcua_server::store::outbox::unsent(&mut conn).await.unwrap(), 0);
        drop(conn);

        let body = futures_util::stream::iter([Ok::<_, std::io::Error>(crate::filing::pdf("nobody's"))]);
        portal.parts().files.keep(body, 1 << 20).await.unwrap().unwrap();
        let beside = fresh.folder.path().join("files/motcua.db");
        std::fs::write(&beside, "not a file of ours").unwrap();
        let now = Clock::real().now();
        assert_eq!(
            workers::collect(&portal, now.plus(-time::Duration::HOUR))
                .await
                .unwrap(),
            0
        );
        assert_eq!(
            workers::collect(&portal, now.plus(time::Duration::HOUR)).await.unwrap(),
            1
        );
        assert!(beside.exists(), "what is not a file of ours stays");
        assert!(
            audit::verify(&fresh.db, &portal.parts().files)
                .await
                .unwrap()
                .is_clean()
        );
        fresh.end().await;
    }
}
