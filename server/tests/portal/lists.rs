//! Long lists on both engines: page after page, every line once, also when lines of the same moment meet a page's end.

use std::collections::BTreeSet;

use crate::common::Fresh;
use crate::filing::file;
use crate::setup::{portal, sign_in};
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers},
    views::QueueQuery,
};
use motcua_core::{
    id::DossierId,
    page::{Cursor, Paged},
};
use motcua_server::store::{
    dossiers, queue,
    queue::{From, Line, Wanted},
};

const FILED: usize = 5;

/// Reads a list in pages of two, as the services do, and returns its numbers page by page.
async fn read<R>(
    mut read: impl AsyncFnMut(Option<Cursor<DossierId>>) -> Vec<R>,
    cursor: fn(&R) -> Cursor<DossierId>,
    number: fn(&R) -> String,
) -> Vec<Vec<String>> {
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = Paged::of(read(after).await, 2, cursor, |row| number(&row));
        pages.push(page.lines);
        match page.next {
            Some(next) => after = Some(next.parse().unwrap()),
            None => return pages,
        }
    }
}

#[tokio::test]
async fn every_dossier_is_on_one_page() {
    for fresh in Fresh::all().await {
        // One fixed clock: all are filed at the same moment.
        let portal = portal(&fresh.db, fresh.folder.path(), "2026-11-20T09:30").await;
        let lan = sign_in(&portal, "lan").await;
        let mut filed = BTreeSet::new();
        for _ in 0..FILED {
            filed.insert(file(&portal, &lan).await.to_string());
        }
        let db = &portal.parts().db;
        let account = lan.account.unwrap();
        let mine = read(
            async |after| {
                dossiers::mine(&mut db.reader().await.unwrap(), account, after, 3)
                    .await
                    .unwrap()
            },
            |row| Cursor {
                at: row.submitted_at,
                id: row.id,
            },
            |row| row.number.to_string(),
        )
        .await;
        let queue = read(
            async |after| {
                let wanted = Wanted {
                    agency: "H36.175".to_owned(),
                    is_open: true,
                    keys: (i64::MIN, i64::MAX),
                    near: (i64::MIN, i64::MAX),
                    status: None,
                    code: String::new(),
                    pattern: "%".to_owned(),
                    step: String::new(),
                };
                let from = after.map_or(From::Start, From::After);
                queue::list(&mut db.reader().await.unwrap(), &wanted, None, from, 3)
                    .await
                    .unwrap()
            },
            Line::cursor,
            |line| line.number.clone(),
        )
        .await;
        for pages in [mine, queue] {
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
            assert_eq!(pages.into_iter().flatten().collect::<BTreeSet<_>>(), filed);
        }
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let all = portal.queue(&officer, QueueQuery::default()).await.unwrap();
        assert_eq!((all.lines.len(), all.next), (FILED, None));
        let far = QueueQuery {
            after: "9000000000000000.01a206d7-22e4-705e-814a-44428863aa5e".to_owned(),
            ..QueueQuery::default()
        };
        assert_eq!(portal.queue(&officer, far).await.unwrap().lines.len(), 0);
        assert_eq!(Dossiers::mine(&portal, &officer, None).await.unwrap().lines.len(), 0);
        assert_eq!(
            portal.queue(&lan, QueueQuery::default()).await.unwrap_err(),
            ApiError::NotAllowed
        );
        fresh.end().await;
    }
}
