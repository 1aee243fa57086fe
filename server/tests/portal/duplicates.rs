//! What may be filed twice: found by person and procedure on the desk, in the queue and before the second is sent; of another
//! agency's only that there is one; never of somebody else's by typing a number.

use motcua_app::{
    backend::{Desk, Drafts},
    views::{AlikeLine, DeskAction, Me, QueueQuery, StepBody},
};
use motcua_core::{
    calendar::Moment,
    dossier::{DossierNumber, Status},
    id::DraftId,
    office::Person,
};
use motcua_server::{
    services::Portal,
    store::{StoreError, alike, alike::Whose, dossiers},
};
use time::macros::datetime;

use crate::{
    common::Fresh,
    filing::{file, fill},
    setup::{portal, sign_in},
    web::Web,
};

const NOW: &str = "2026-11-20T09:30";

async fn on_desk(portal: &Portal, officer: &Me, number: &DossierNumber) -> Vec<AlikeLine> {
    let view = Desk::dossier(portal, officer, number.clone()).await.unwrap();
    view.beside.alike
}

async fn in_queue(portal: &Portal, officer: &Me) -> Vec<(String, u32)> {
    let queue = portal.queue(officer, QueueQuery::default()).await.unwrap();
    let mut lines: Vec<_> = queue.lines.into_iter().map(|line| (line.number, line.alike)).collect();
    lines.sort();
    lines
}

async fn at_review(portal: &Portal, me: &Me, draft: DraftId) -> Vec<AlikeLine> {
    let view = portal.step(me, draft, "xem-lai".to_owned(), false).await.unwrap();
    match view.body {
        StepBody::Review(review) => review.alike,
        other => panic!("no review: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_dossiers_of_a_person_and_procedure_find_each_other_until_one_ended_long_ago() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let draft = fill(&portal, &lan).await;
        assert!(at_review(&portal, &lan, draft).await.is_empty());
        let first = file(&portal, &lan).await;
        assert!(on_desk(&portal, &officer, &first).await.is_empty());
        let warned = at_review(&portal, &lan, draft).await;
        assert_eq!(warned.len(), 1);
        assert_eq!(warned[0].number.as_deref(), Some(first.as_str()));
        assert_eq!(warned[0].status, Some(Status::New));
        assert_eq!(warned[0].submitted_on.as_deref(), Some("20/11/2026"));
        // She may go on.
        let second = file(&portal, &lan).await;
        let found = on_desk(&portal, &officer, &second).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].number.as_deref(), Some(first.as_str()));
        assert_eq!(
            on_desk(&portal, &officer, &first).await[0].number.as_deref(),
            Some(second.as_str())
        );
        assert_eq!(
            in_queue(&portal, &officer).await,
            [(first.as_str().to_owned(), 1), (second.as_str().to_owned(), 1)]
        );

        let refuse = DeskAction::Refuse {
            reason: "Không thuộc thẩm quyền".to_owned(),
        };
        portal.act(&officer, first.clone(), 1, refuse).await.unwrap();
        assert_eq!(
            on_desk(&portal, &officer, &second).await[0].status,
            Some(Status::Refused)
        );
        portal.parts().clock.set(Moment::from_local(datetime!(2027-02-18 9:30)));
        assert_eq!(on_desk(&portal, &officer, &second).await.len(), 1, "ninety days on");
        portal.parts().clock.set(Moment::from_local(datetime!(2027-02-18 9:31)));
        assert!(on_desk(&portal, &officer, &second).await.is_empty(), "and not later");
        assert_eq!(
            on_desk(&portal, &officer, &first).await.len(),
            1,
            "what is open counts however old"
        );
        assert_eq!(in_queue(&portal, &officer).await, [(second.as_str().to_owned(), 0)]);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_another_agencys_dossier_the_desk_learns_that_there_is_one_and_where() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let (here, there) = (file(&portal, &lan).await, file(&portal, &lan).await);
        // The same two dossiers, seen from an agency that has one of them.
        let mut conn = portal.parts().db.reader().await.unwrap();
        let row = dossiers::by_number(&mut conn, &there).await.unwrap().unwrap();
        drop(conn);
        let elsewhere = elsewhere(&portal, row).await;
        let found = on_desk(&portal, &officer, &here).await;
        assert_eq!(found.len(), 2);
        let other = found.iter().find(|one| one.number.is_none()).unwrap();
        assert_eq!(
            *other,
            AlikeLine {
                agency: "Ủy ban nhân dân phường Mũi Né".to_owned(),
                ..AlikeLine::default()
            }
        );
        let officer = sign_in(&portal, "can-bo-mui-ne").await;
        let found = on_desk(&portal, &officer, &elsewhere).await;
        assert_eq!(found.len(), 1, "two of another agency are one line");
        assert!(found[0].number.is_none());
        fresh.end().await;
    }
}

/// Puts a copy of a dossier at Mũi Né's desk.
async fn elsewhere(portal: &Portal, row: dossiers::DossierRow) -> DossierNumber {
    use motcua_core::id::DossierId;
    let number: DossierNumber = row.number.as_str().replace("H36.175", "H36.246").parse().unwrap();
    let agency = sign_in(portal, "can-bo-mui-ne").await.agency.unwrap().0;
    let number: DossierNumber = number.as_str().replace("H36.246", &agency).parse().unwrap();
    let copy = dossiers::DossierRow {
        agency: agency.clone(),
        id: DossierId::new(motcua_server::clock::new_id()),
        number: number.clone(),
        ..row
    };
    portal
        .parts()
        .db
        .write(move |conn| {
            let copy = copy.clone();
            Box::pin(async move {
                let whose = Whose {
                    person: Person::of_account(copy.account),
                    code: copy.code.clone(),
                    agency: copy.agency.clone(),
                    dossier: copy.id,
                    submitted_at: copy.submitted_at,
                };
                dossiers::insert(conn, std::slice::from_ref(&copy)).await?;
                alike::put(conn, &[whose]).await
            })
        })
        .await
        .map_err(|error: StoreError| error)
        .unwrap();
    number
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helper_who_files_the_same_persons_paper_is_found_and_learns_nothing() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let officer = sign_in(&portal, "can-bo-xuan-huong").await;
    let first = file(&portal, &lan).await;
    let helper = sign_in(&portal, "binh").await;
    let draft = fill(&portal, &helper).await;
    assert!(
        at_review(&portal, &helper, draft).await.is_empty(),
        "by typing her number nobody learns of her dossiers"
    );
    let second = file(&portal, &helper).await;
    let found = on_desk(&portal, &officer, &second).await;
    assert_eq!(
        found[0].number.as_deref(),
        Some(first.as_str()),
        "by the number of her paper"
    );
    // Another person's dossier of the helper's is another matter.
    assert_eq!(found.len(), 1);
    fresh.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_say_it() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let (first, second) = (file(portal, &lan).await, file(portal, &lan).await);
    let draft = fill(portal, &lan).await;
    let mut desk = web.signed_in("can-bo-xuan-huong").await;
    let page = desk.open(&format!("/can-bo/{second}")).await.body;
    assert!(page.contains("Có thể trùng hồ sơ") && page.contains(&format!("href=\"/can-bo/{first}\"")));
    assert!(desk.open("/can-bo").await.body.contains("có thể trùng 1"));
    let mut lan = web.signed_in("lan").await;
    let review = lan.open(&format!("/nop/1.001193/{draft}/xem-lai")).await.body;
    assert!(review.contains("Bạn đã nộp thủ tục này") && review.contains(&format!("href=\"/tra-cuu/{first}\"")));
    assert!(review.contains("action=\"/api/drafts/submit\""), "and may go on");
}
