//! A fresh store on each engine for a test: SQLite in a temporary folder always, PostgreSQL where
//! `MOTCUA_TEST_POSTGRES_URL` says that one runs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use motcua_server::{clock, store::Db};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// A fresh, migrated store, gone with the test.
pub struct Fresh {
    pub db: Db,
    pub url: String,
    pub folder: tempfile::TempDir,
    drop_database: Option<(String, String)>,
}

impl Fresh {
    /// Opens a fresh SQLite file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("motcua.db").display());
        Self::migrated(url, folder, None).await
    }

    /// Makes a fresh PostgreSQL database, where one runs.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("MOTCUA_TEST_POSTGRES_URL") else {
            eprintln!("skipped on PostgreSQL: MOTCUA_TEST_POSTGRES_URL is not set");
            return None;
        };
        let name = format!("t_{}", clock::new_id().simple());
        let mut admin = PgConnection::connect(&server).await.unwrap();
        admin
            .execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .await
            .unwrap();
        let (base, query) = server
            .split_once('?')
            .map_or((server.as_str(), ""), |(base, query)| (base, query));
        let scheme = base.find("://").unwrap() + 3;
        let base = match base[scheme..].rfind('/') {
            Some(slash) => &base[..scheme + slash],
            None => base,
        };
        let url = if query.is_empty() {
            format!("{base}/{name}")
        } else {
            format!("{base}/{name}?{query}")
        };
        Some(Self::migrated(url, tempfile::tempdir().unwrap(), Some((server, name))).await)
    }

    /// Opens a fresh store on every engine at hand.
    pub async fn all() -> Vec<Self> {
        let mut all = vec![Self::sqlite().await];
        all.extend(Self::postgres().await);
        all
    }

    async fn migrated(url: String, folder: tempfile::TempDir, drop_database: Option<(String, String)>) -> Self {
        let db = Db::open(&url).await.unwrap();
        db.migrate().await.unwrap();
        Self {
            db,
            url,
            folder,
            drop_database,
        }
    }

    /// Closes the store and takes it away.
    pub async fn end(self) {
        self.db.close().await;
        if let Some((server, name)) = &self.drop_database {
            let mut admin = PgConnection::connect(server).await.unwrap();
            admin
                .execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
                .await
                .unwrap();
        }
    }
}
