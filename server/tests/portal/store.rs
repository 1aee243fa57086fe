//! The store on both engines: every statement is taken, tables are the same, work is committed whole or not at all.

use crate::common::Fresh;
use motcua_core::{calendar::Moment, id::AccountId};
use motcua_server::{
    clock,
    store::{Db, STATEMENTS, StoreError, accounts, accounts::Account, numbers},
};
use sqlx::Row;

#[tokio::test]
async fn every_statement_is_taken_by_both_engines() {
    for fresh in Fresh::all().await {
        let mut conn = fresh.db.reader().await.unwrap();
        for (name, sql) in STATEMENTS.iter().flat_map(|file| file.iter()) {
            if let Err(error) = conn.prepare(sql).await {
                panic!("{name} on {:?}: {error}\n{sql}", fresh.db.engine());
            }
        }
        drop(conn);
        fresh.end().await;
    }
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let Some(postgres) = Fresh::postgres().await else {
        return;
    };
    let sqlite = Fresh::sqlite().await;
    let (Db::Sqlite { read, .. }, Db::Pg { pool, .. }) = (&sqlite.db, &postgres.db) else {
        unreachable!()
    };
    let mut here: Vec<(String, String)> = Vec::new();
    for table in sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .fetch_all(read)
        .await
        .unwrap()
    {
        let table: String = table.get(0);
        for column in sqlx::query("SELECT name FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(read)
            .await
            .unwrap()
        {
            here.push((table.clone(), column.get(0)));
        }
    }
    let mut there: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    here.sort();
    there.sort();
    assert_eq!(here, there);
    sqlite.end().await;
    postgres.end().await;
}

fn account(person: &str) -> Account {
    Account {
        id: AccountId::new(clock::new_id()),
        person: person.to_owned(),
        name: "Nguyễn Thị Thử".to_owned(),
        role: "citizen".to_owned(),
        agency: None,
    }
}

async fn keep(db: &Db, person: &str, fail: bool) -> Result<(), StoreError> {
    let account = account(person);
    db.write(move |conn| {
        let account = account.clone();
        Box::pin(async move {
            accounts::upsert(conn, &account, Moment::from_micros(1)).await?;
            if fail {
                Err(StoreError::Down("on purpose".to_owned()))
            } else {
                Ok(())
            }
        })
    })
    .await
}

#[tokio::test]
async fn work_committed_together_fails_alone() {
    for fresh in Fresh::all().await {
        let mut waiting = Vec::new();
        for number in 0..200 {
            let db = fresh.db.clone();
            waiting.push(tokio::spawn(async move {
                keep(&db, &format!("p{number}"), number % 7 == 0).await.is_ok()
            }));
        }
        for (number, done) in waiting.into_iter().enumerate() {
            assert_eq!(done.await.unwrap(), number % 7 != 0);
        }
        let mut conn = fresh.db.reader().await.unwrap();
        for number in 0..200 {
            let found = accounts::by_person(&mut conn, &format!("p{number}")).await.unwrap();
            assert_eq!(found.is_some(), number % 7 != 0, "{number} on {:?}", fresh.db.engine());
        }
        drop(conn);
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_panic_inside_a_transaction_undoes_it_and_spoils_nothing() {
    for fresh in Fresh::all().await {
        let outcome: Result<(), StoreError> = fresh
            .db
            .write(|conn| {
                Box::pin(async move {
                    accounts::upsert(conn, &account("gone"), Moment::from_micros(1)).await?;
                    panic!("on purpose")
                })
            })
            .await;
        assert!(outcome.is_err());
        keep(&fresh.db, "kept", false).await.unwrap();
        let mut conn = fresh.db.reader().await.unwrap();
        assert!(accounts::by_person(&mut conn, "gone").await.unwrap().is_none());
        assert!(accounts::by_person(&mut conn, "kept").await.unwrap().is_some());
        drop(conn);
        fresh.end().await;
    }
}

#[tokio::test]
async fn running_numbers_have_no_doubles_and_no_gaps_when_taken_at_once() {
    let day = time::macros::date!(2026 - 11 - 20);
    for fresh in Fresh::all().await {
        let mut waiting = Vec::new();
        for number in 0..120 {
            let db = fresh.db.clone();
            let count = 1 + number % 2;
            waiting.push(tokio::spawn(async move {
                let last = db
                    .write(move |conn| Box::pin(async move { numbers::take_of_day(conn, "H36.101", day, count).await }))
                    .await
                    .unwrap();
                last - i64::from(count) + 1..=last
            }));
        }
        let mut taken = Vec::new();
        for done in waiting {
            taken.extend(done.await.unwrap());
        }
        taken.sort_unstable();
        assert_eq!(taken, (1..=180).collect::<Vec<i64>>(), "{:?}", fresh.db.engine());
        fresh.end().await;
    }
}

#[tokio::test]
async fn an_address_of_neither_engine_is_named_and_a_dead_server_is_unavailable() {
    assert!(matches!(Db::open("mysql://x").await, Err(StoreError::Down(_))));
    assert!(matches!(
        Db::open("postgres://127.0.0.1:1/none").await,
        Err(StoreError::Down(_))
    ));
}
