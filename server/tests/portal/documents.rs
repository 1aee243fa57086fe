//! One's own papers: used again in the next filing by one post, lent by a link that ends, and nobody else's.

use crate::filing::{file, fill};
use crate::setup::sign_in;
use crate::web::Web;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use motcua_app::{
    backend::{Documents, Drafts},
    views::{DocumentsView, Me, PaperSlot, ShareState, StepBody},
};
use motcua_core::id::DraftId;
use motcua_server::services::Portal;

const SLOT: &str = "witness_statement";

async fn slot(portal: &Portal, me: &Me, draft: DraftId) -> PaperSlot {
    let view = portal.step(me, draft, "giay-to".to_owned(), false).await.unwrap();
    let StepBody::Papers(papers) = view.body else {
        panic!("no papers")
    };
    papers.slots.into_iter().find(|slot| slot.document.key == SLOT).unwrap()
}

async fn mine(portal: &Portal, me: &Me) -> DocumentsView {
    Documents::mine(portal, me, None).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_filed_once_is_used_again_by_one_post() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let me = sign_in(portal, "lan").await;
    let number = file(portal, &me).await.to_string();
    let mut lan = web.signed_in("lan").await;
    let papers = mine(portal, &me).await.papers;
    assert_eq!(papers.len(), 1);
    assert_eq!(
        (papers[0].number.as_str(), papers[0].file.pages),
        (number.as_str(), Some(1))
    );
    let shown = lan.open("/giay-to-cua-toi").await;
    assert!(
        shown.body.contains("giấy.pdf") && shown.body.contains(&number),
        "{}",
        shown.body
    );

    let draft = fill(portal, &me).await;
    let offered = slot(portal, &me, draft).await;
    assert_eq!((offered.files.len(), offered.reuse.len()), (1, 1));
    let page = lan.open(&format!("/nop/1.001193/{draft}/giay-to")).await;
    let action = format!("/tep/{draft}/{SLOT}/dung-lai");
    assert!(page.body.contains(&action));
    let id = offered.reuse[0].file.id;
    let answer = lan.submit("/", &action, &format!("file={id}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let after = slot(portal, &me, draft).await;
    assert_eq!((after.files.len(), after.reuse.len()), (2, 0));
    assert_eq!(after.files[1].sha256, papers[0].file.sha256);
    let looked = lan.open(&format!("/tep/{}", after.files[1].id)).await;
    assert_eq!(looked.status, StatusCode::OK);

    // Somebody else's paper cannot be used, and a draft's own is not one filed.
    let hung = sign_in(portal, "hung").await;
    assert!(mine(portal, &hung).await.papers.is_empty());
    let theirs = fill(portal, &hung).await;
    let mut hung = web.signed_in("hung").await;
    let answer = hung
        .submit("/", &format!("/tep/{theirs}/{SLOT}/dung-lai"), &format!("file={id}"))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let own = after.files[0].id;
    let answer = lan.submit("/", &action, &format!("file={own}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_for_whoever_has_it_is_logged_ends_and_can_be_taken_back() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let me = sign_in(portal, "lan").await;
    file(portal, &me).await;
    let mut lan = web.signed_in("lan").await;
    let id = mine(portal, &me).await.papers[0].file.id;
    for wrong in [
        "purpose=&days=7",
        "purpose=ab&days=7",
        "purpose=n%E1%BB%99p&days=0",
        "purpose=n%E1%BB%99p&days=400",
    ] {
        let answer = lan.post("/api/documents/share", &format!("file={id}&{wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    for days in [1, 7] {
        let form = format!("file={id}&purpose=cho+tr%C6%B0%E1%BB%9Dng+Hoa+Mai&days={days}");
        let answer = lan.submit("/giay-to-cua-toi", "/api/documents/share", &form).await;
        assert_eq!(answer.header("location"), "/giay-to-cua-toi#chia-se");
    }
    let shares = mine(portal, &me).await.shares;
    assert_eq!(shares.len(), 2);
    let path = |at: usize| {
        let link = shares[at].link.clone().unwrap();
        link[link.find("/chia-se/").unwrap()..].to_owned()
    };
    let (seven, one) = (path(0), path(1));

    let mut school = web.visitor();
    let page = school.open(&seven).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("cho trường Hoa Mai") && page.body.contains("giấy.pdf"));
    assert!(mine(portal, &me).await.shares[0].openings.is_empty());
    let opened = school.open(&format!("/tep{seven}")).await;
    assert_eq!(
        (opened.status, opened.header("content-type")),
        (StatusCode::OK, "application/pdf")
    );
    assert_eq!(mine(portal, &me).await.shares[0].openings.len(), 1);
    // Whoever begins in the middle is written down too, once for all the parts of a reading.
    for (agent, part) in [
        ("A", "bytes=1-9"),
        ("A", "bytes=10-19"),
        ("A", "bytes=-5"),
        ("B", "bytes=1-"),
    ] {
        let request = Request::get(format!("/tep{seven}")).header("user-agent", agent);
        let answer = school.send(request.header("range", part), Body::empty()).await;
        assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT, "{part}");
    }
    let openings = mine(portal, &me).await.shares[0].openings.clone();
    let agents: Vec<&str> = openings.iter().map(|(_, agent)| agent.as_str()).collect();
    assert_eq!(agents, ["B", "A", ""]);

    let forged = seven.replace(seven.rsplit('.').next().unwrap(), one.rsplit('.').next().unwrap());
    for none in [forged.as_str(), "/chia-se/x", &seven[..seven.len() - 1]] {
        assert_eq!(school.open(none).await.status, StatusCode::NOT_FOUND, "{none}");
        assert_eq!(
            school.open(&format!("/tep{none}")).await.status,
            StatusCode::NOT_FOUND,
            "{none}"
        );
    }

    let clock = &portal.parts().clock;
    clock.set(clock.now().plus(time::Duration::days(2)));
    let over = school.open(&one).await;
    assert_eq!(over.status, StatusCode::GONE);
    assert!(over.body.contains("Đường dẫn này đã hết hiệu lực"), "{}", over.body);
    for told in [
        shares[0].purpose.as_str(),
        shares[1].purpose.as_str(),
        "Trần Thị Mai Lan",
        ".pdf",
    ] {
        assert!(!over.body.contains(told), "{told}");
    }
    assert_eq!(school.open(&seven).await.status, StatusCode::OK);
    // Two days later nobody is signed in any more.
    let mut lan = web.signed_in("lan").await;
    let mut hung = web.signed_in("hung").await;
    let form = format!("share={}", shares[0].id);
    assert_eq!(
        hung.post("/api/documents/revoke", &form).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(lan.post("/api/documents/revoke", &form).await.status, StatusCode::OK);
    assert_eq!(school.open(&seven).await.status, StatusCode::GONE);
    assert_eq!(school.open(&format!("/tep{seven}")).await.header("location"), seven);
    assert_eq!(school.get(&format!("/tep{seven}")).await.status, StatusCode::GONE);
    let invented = format!("{}0", &seven[..seven.len() - 1]);
    let invented = if invented == seven {
        format!("{invented}1")
    } else {
        invented
    };
    assert_eq!(school.open(&invented).await.status, StatusCode::NOT_FOUND);
    let states: Vec<ShareState> = mine(portal, &me).await.shares.iter().map(|share| share.state).collect();
    assert_eq!(states, [ShareState::Revoked, ShareState::Expired]);
}
