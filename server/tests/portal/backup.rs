//! A backup taken on either engine comes back whole on either engine, or not at all.

use std::collections::BTreeSet;

use crate::common::Fresh;
use crate::filing::{file, fill};
use crate::setup::{portal, sign_in};
use motcua_app::backend::{Dossiers, Drafts};
use motcua_core::calendar::Moment;
use motcua_server::{
    audit, backup,
    files::FileStore,
    store::{Db, dump::TABLES},
};
use sqlx::Row;

const NOW: &str = "2026-11-20T09:30";

async fn rows(db: &Db) -> Vec<String> {
    let mut all = Vec::new();
    let mut conn = db.reader().await.unwrap();
    for table in TABLES {
        table
            .each(&mut conn, |cells| {
                all.push(format!("{} {}", table.name, serde_json::to_string(&cells).unwrap()));
                Ok(())
            })
            .await
            .unwrap();
    }
    all
}

#[tokio::test]
async fn a_backup_comes_back_whole_on_every_engine() {
    for from in Fresh::all().await {
        let here = portal(&from.db, from.folder.path(), NOW).await;
        let lan = sign_in(&here, "lan").await;
        let number = file(&here, &lan).await;
        fill(&here, &lan).await;
        let path = from.folder.path().join("backup.tar.gz");
        let manifest = backup::write(&from.db, &here.parts().files, &path, Moment::from_micros(7))
            .await
            .unwrap();
        assert_eq!(manifest.files, 2);
        assert!(
            backup::write(&from.db, &here.parts().files, &path, Moment::from_micros(7))
                .await
                .is_err()
        );
        for to in Fresh::all().await {
            let store = FileStore::open(&to.folder.path().join("files")).unwrap();
            assert_eq!(backup::restore(&path, &to.db, &store).await.unwrap(), manifest);
            assert_eq!(rows(&to.db).await, rows(&from.db).await);
            assert!(audit::verify(&to.db, &store).await.unwrap().is_clean());
            let there = portal(&to.db, to.folder.path(), NOW).await;
            let lan = sign_in(&there, "lan").await;
            assert_eq!(
                Dossiers::mine(&there, &lan, None).await.unwrap().lines[0].number,
                number.as_str()
            );
            assert_eq!(Drafts::mine(&there, &lan).await.unwrap().len(), 1);
            assert_eq!(file(&there, &lan).await.sequence(), 2, "numbers go on where they stood");
            assert!(
                backup::restore(&path, &to.db, &store).await.is_err(),
                "the store is not empty"
            );
            to.end().await;
        }
        from.end().await;
    }
}

#[tokio::test]
async fn half_a_backup_leaves_the_store_empty() {
    let from = Fresh::sqlite().await;
    let here = portal(&from.db, from.folder.path(), NOW).await;
    let lan = sign_in(&here, "lan").await;
    file(&here, &lan).await;
    let path = from.folder.path().join("backup.tar.gz");
    backup::write(&from.db, &here.parts().files, &path, Moment::from_micros(7))
        .await
        .unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let to = Fresh::sqlite().await;
    let store = FileStore::open(&to.folder.path().join("files")).unwrap();
    assert!(backup::restore(&path, &to.db, &store).await.is_err());
    assert!(rows(&to.db).await.is_empty());
    to.end().await;
    from.end().await;
}

#[tokio::test]
async fn every_table_and_column_is_backed_up_except_sessions_and_filings_under_way() {
    let fresh = Fresh::sqlite().await;
    let Db::Sqlite { read, .. } = &fresh.db else {
        unreachable!()
    };
    let listed: BTreeSet<(String, String)> = TABLES
        .iter()
        .flat_map(|table| {
            table
                .columns
                .iter()
                .map(|(column, _)| (table.name.to_owned(), (*column).to_owned()))
        })
        .collect();
    let there: BTreeSet<(String, String)> = sqlx::query(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
           AND m.name NOT IN ('session', 'sign_in_attempt', 'link_offer', 'parked_form', 'sign_in_try', 'known_source', '_sqlx_migrations')",
    )
    .fetch_all(read)
    .await
    .unwrap()
    .iter()
    .map(|row| (row.get(0), row.get(1)))
    .collect();
    assert_eq!(listed, there);
    fresh.end().await;
}
