//! What officers are told: dates that near and pass, dossiers given to them, messages; each once, counted on every page.

use motcua_app::{
    backend::Desk,
    views::{BulkKind, BulkOrder, DeskAction, Me},
};
use motcua_core::{calendar::Moment, dossier::DossierNumber, notification::Matter};
use motcua_server::{clock::new_id, services::Portal, workers, workers::watch};
use time::macros::datetime;

use crate::setup::never;
use crate::{
    common::Fresh,
    filing::file,
    setup::{data, portal_of, sign_in},
    web::Web,
};

/// A Friday; 24 November is a day off.
const NOW: &str = "2026-11-20T09:30";

async fn told(portal: &Portal, me: &Me, number: &DossierNumber) -> Vec<(Matter, Option<String>)> {
    workers::drain(portal, never()).await.unwrap();
    let lines = portal.notifications(me, None).await.unwrap().lines;
    let ours = lines.into_iter().filter(|line| line.number == number.as_str());
    ours.map(|line| (line.matter, line.due)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_nears_passes_and_stays_passed_is_told_its_officer_and_the_head_once_each() {
    for fresh in Fresh::all().await {
        let birth = data("procedures/1.001193.toml").unwrap();
        let birth = birth.replacen(r#"within = "same_day""#, "within = { working_days = 5 }", 1);
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let elsewhere = sign_in(&portal, "can-bo-mui-ne").await;
        let number = file(&portal, &lan).await;
        portal
            .act(&officer, number.clone(), 1, DeskAction::Accept)
            .await
            .unwrap();
        let due = Some("17:00 ngày 30/11/2026".to_owned());
        assert_eq!(
            told(&portal, &officer, &number).await,
            [(Matter::DeskAssigned, due.clone())],
            "shared out by load: told by nobody else"
        );
        for now in [
            datetime!(2026-11-27 8:00),
            datetime!(2026-11-30 8:00),
            datetime!(2026-11-30 17:01),
            datetime!(2026-12-01 17:01),
            datetime!(2026-12-05 17:01),
        ] {
            portal.parts().clock.set(Moment::from_local(now));
            watch(&portal, never()).await.unwrap();
            watch(&portal, never()).await.unwrap();
        }
        let matters: Vec<Matter> = told(&portal, &officer, &number)
            .await
            .into_iter()
            .map(|(matter, _)| matter)
            .collect();
        assert_eq!(
            matters,
            [
                Matter::DeadlineEscalated,
                Matter::DeadlineOverdue,
                Matter::DeadlineSoon,
                Matter::DeskAssigned
            ]
        );
        assert!(told(&portal, &elsewhere, &number).await.is_empty());
        assert!(
            told(&portal, &lan, &number)
                .await
                .iter()
                .all(|(matter, _)| !matter.is_desks()),
            "the applicant is told nothing of it"
        );
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_one_takes_oneself_is_no_news_and_opening_one_reads_that_it_was_given() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let (taken, given) = (file(portal, &lan).await, file(portal, &lan).await);
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    let order = BulkOrder {
        request: new_id().to_string(),
        kind: BulkKind::Take,
        to: String::new(),
        picked: vec![(taken.as_str().to_owned(), 1)],
        all: None,
    };
    portal.act_on_many(&officer, order).await.unwrap();
    portal
        .act(&officer, given.clone(), 1, DeskAction::Accept)
        .await
        .unwrap();
    assert!(told(portal, &officer, &taken).await.is_empty());
    assert_eq!(told(portal, &officer, &given).await.len(), 1);

    let mut desk = web.signed_in("can-bo-xuan-huong").await;
    let queue = desk.open("/can-bo").await.body;
    assert!(queue.contains("menu-count\">1"), "counted in the header");
    let list = desk.open("/thong-bao").await.body;
    assert!(list.contains("Bạn được giao hồ sơ"));
    assert!(
        list.contains(&format!("href=\"/can-bo/{given}\"")),
        "it leads to the desk"
    );
    desk.open(&format!("/can-bo/{given}")).await;
    assert!(!desk.open("/can-bo").await.body.contains("menu-count"));
}
