//! Messages between applicant and desk: written by either, read by the other, told once, limited, and nobody else's.

use axum::http::StatusCode;
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers},
    views::{Me, ThreadView, TrackView},
};
use motcua_core::{
    calendar::Moment, dossier::DossierNumber, id::RequestId, notification::Matter, page::Paged, talk::Side,
};
use motcua_server::{clock::new_id, services::Portal, workers};
use time::macros::datetime;

use crate::setup::never;
use crate::{
    common::Fresh,
    filing::file,
    setup::{portal, sign_in},
    web::{Visitor, Web},
};

const NOW: &str = "2026-11-20T09:30";

struct Case {
    portal: Portal,
    lan: Me,
    officer: Me,
    number: DossierNumber,
}

impl Case {
    async fn filed(fresh: &Fresh) -> Self {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let number = file(&portal, &lan).await;
        Self {
            portal,
            lan,
            officer,
            number,
        }
    }

    async fn of_desk(&self, text: &str) -> Result<(), ApiError> {
        Desk::write(&self.portal, &self.officer, self.number.clone(), id(), text.to_owned()).await
    }

    async fn of_lan(&self, text: &str) -> Result<(), ApiError> {
        Dossiers::write(&self.portal, &self.lan, self.number.clone(), id(), text.to_owned()).await
    }

    async fn on_desk(&self) -> ThreadView {
        let view = Desk::dossier(&self.portal, &self.officer, self.number.clone()).await;
        view.unwrap().beside.thread
    }

    async fn at_lans(&self) -> ThreadView {
        match self.portal.track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view.thread,
            TrackView::Public(view) => panic!("not the owner's: {view:?}"),
        }
    }

    /// Lists what somebody was told by now: the matter, and whether they read it.
    async fn told(&self, me: &Me) -> Vec<(Matter, bool)> {
        workers::drain(&self.portal, never()).await.unwrap();
        let Paged { lines, .. } = self.portal.notifications(me, None).await.unwrap();
        let ours = lines.iter().filter(|line| line.number == self.number.as_str());
        ours.map(|line| (line.matter, line.is_read)).collect()
    }
}

fn id() -> RequestId {
    RequestId::new(new_id())
}

fn refused<T>(code: &str) -> Result<T, ApiError> {
    Err(ApiError::Refused(code.to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_writes_and_sees_when_the_other_read_it_and_each_news_is_told() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        case.of_desk("Chị cho em hỏi bé sinh ở đâu?\n<b>Cảm ơn</b>")
            .await
            .unwrap();
        let sent = case.on_desk().await;
        assert_eq!(sent.lines.len(), 1);
        assert!(sent.lines[0].is_own && sent.lines[0].read_at.is_none());
        assert_eq!(sent.lines[0].text, "Chị cho em hỏi bé sinh ở đâu?\n<b>Cảm ơn</b>");
        assert_eq!(
            case.told(&case.lan).await,
            [(Matter::Message, false), (Matter::Submitted, false)]
        );

        let came = case.at_lans().await;
        assert!(!came.lines[0].is_own && came.lines[0].read_at.is_none(), "new to her");
        assert_eq!(came.lines[0].who, "Ủy ban nhân dân phường Xuân Hương - Đà Lạt");
        assert!(case.at_lans().await.lines[0].read_at.is_some(), "and not any more");
        assert!(case.on_desk().await.lines[0].read_at.is_some(), "the desk sees it");
        assert_eq!(
            case.told(&case.lan).await,
            [(Matter::Message, true), (Matter::Submitted, false)],
            "reading it there is reading it"
        );

        case.portal
            .parts()
            .clock
            .set(Moment::from_local(datetime!(2026-11-20 10:00)));
        case.of_lan("Ở Bệnh viện Lâm Đồng ạ").await.unwrap();
        assert_eq!(case.told(&case.officer).await, [(Matter::DeskMessage, false)]);
        let came = case.on_desk().await;
        assert_eq!(
            came.lines
                .iter()
                .map(|line| (line.from, line.is_own))
                .collect::<Vec<_>>(),
            [(Side::Agency, true), (Side::Applicant, false)]
        );
        assert_eq!(came.lines[1].who, case.lan.name.clone().unwrap());
        assert_eq!(case.told(&case.officer).await, [(Matter::DeskMessage, true)]);
        assert!(case.at_lans().await.lines[1].read_at.is_some());
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_unread_messages_of_an_hour_are_told_once_and_a_message_sent_twice_is_one() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        let twice = id();
        for _ in 0..2 {
            let sent = Dossiers::write(
                &case.portal,
                &case.lan,
                case.number.clone(),
                twice,
                "Bao giờ xong?".to_owned(),
            );
            sent.await.unwrap();
        }
        case.of_lan("Em cần sớm ạ").await.unwrap();
        assert_eq!(case.told(&case.officer).await, [(Matter::DeskMessage, false)]);
        assert_eq!(case.at_lans().await.lines.len(), 2);
        case.portal
            .parts()
            .clock
            .set(Moment::from_local(datetime!(2026-11-20 10:31)));
        case.of_lan("Anh chị ơi").await.unwrap();
        assert_eq!(
            case.told(&case.officer).await.len(),
            2,
            "an hour later it is told again"
        );
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_empty_long_and_too_many_messages_are_refused_and_nothing_is_kept_of_them() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        assert_eq!(case.of_lan(" \n ").await, refused("nothing_written"));
        assert_eq!(case.of_lan("abc\u{202E}txt").await, refused("hostile_text"));
        assert_eq!(case.of_lan(&"ơ".repeat(2_001)).await, refused("too_long"));
        assert_eq!(case.of_desk("a\0b").await, refused("hostile_text"));
        assert!(case.at_lans().await.lines.is_empty());
        for one in 0..10 {
            case.of_lan(&format!("'; DROP TABLE dossier; -- {one}")).await.unwrap();
        }
        assert_eq!(case.of_lan("còn nữa").await, refused("message_often"));
        case.of_desk("Chúng tôi đã đọc").await.unwrap();
        assert!(case.at_lans().await.is_open, "too often is not over");
        case.portal
            .parts()
            .clock
            .set(Moment::from_local(datetime!(2026-11-20 10:31)));
        case.of_lan("Cảm ơn").await.unwrap();
        assert_eq!(case.at_lans().await.lines.len(), 12);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_reads_or_writes_them() {
    let fresh = Fresh::sqlite().await;
    let case = Case::filed(&fresh).await;
    case.of_desk("Chỉ chị đọc").await.unwrap();
    let hung = sign_in(&case.portal, "hung").await;
    let elsewhere = sign_in(&case.portal, "can-bo-mui-ne").await;
    for other in [&hung, &elsewhere, &Me::default()] {
        let seen = case.portal.track(other, case.number.clone()).await.unwrap();
        assert!(matches!(seen, TrackView::Public(_)));
        let written = Dossiers::write(&case.portal, other, case.number.clone(), id(), "xin chào".to_owned()).await;
        assert!(
            matches!(written, Err(ApiError::NotFound | ApiError::NotSignedIn)),
            "{written:?}"
        );
        let written = Desk::write(&case.portal, other, case.number.clone(), id(), "xin chào".to_owned()).await;
        assert!(written.is_err());
    }
    let of_officer = Dossiers::write(&case.portal, &case.officer, case.number.clone(), id(), "x".to_owned()).await;
    assert_eq!(
        of_officer,
        Err(ApiError::NotAllowed),
        "an officer does not write as the applicant"
    );
    assert_eq!(case.at_lans().await.lines.len(), 1);
    fresh.end().await;
}

async fn request_in(visitor: &mut Visitor, page: &str) -> String {
    let body = visitor.open(page).await.body;
    let (_, rest) = body.split_once("name=\"request\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_a_message_is_written_on_the_page_and_a_refused_one_stays_typed() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let (page, desk) = (format!("/tra-cuu/{number}"), format!("/can-bo/{number}"));
    let mut lan = web.signed_in("lan").await;
    let request = request_in(&mut lan, &page).await;
    let sent = lan
        .submit(
            &page,
            "/api/dossiers/write",
            &format!("number={number}&request={request}&text=%3Cscript%3Ealert(1)%3C/script%3E"),
        )
        .await;
    assert_eq!(sent.status, StatusCode::FOUND);
    assert_eq!(sent.header("location"), format!("{page}#trao-doi"));
    let mut officer = web.signed_in("can-bo-xuan-huong").await;
    let shown = officer.open(&desk).await.body;
    assert!(shown.contains("&lt;script&gt;alert(1)") && !shown.contains("<script>alert(1)"));
    assert!(shown.contains("mẫu 02"), "the desk is told where papers are asked for");

    let long = format!("Chào chị {}", "a".repeat(2_001));
    let request = request_in(&mut officer, &desk).await;
    let refused = officer
        .submit(
            &desk,
            "/api/desk/write",
            &format!("number={number}&request={request}&text={long}"),
        )
        .await;
    assert!(refused.header("location").contains("too_long"));
    assert!(
        officer.open(&desk).await.body.contains(&long),
        "what was typed is still there"
    );
    let sent = officer
        .submit(
            &desk,
            "/api/desk/write",
            &format!("number={number}&request={request}&text=Ch%C3%A0o"),
        )
        .await;
    assert_eq!(sent.header("location"), format!("{desk}#trao-doi"));
    assert!(!officer.open(&desk).await.body.contains(&long));
}
