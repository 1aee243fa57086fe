//! What does not lie on the desk complete: form 02 or 03 at once, and what is brought for it later, entered as what it is.

use std::collections::BTreeMap;

use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Drafts},
    views::{DeskAction, Go, HandBack, Me, Reached, StepBody, Submitted},
};
use motcua_core::{
    dossier::{Defect, Dossier, DossierNumber, Entry, EventKind, Place, Seen, Status, fold},
    form::Answers,
    id::{DraftId, RequestId},
    paper::{PaperKind, issued},
};
use motcua_server::{
    audit,
    services::Portal,
    store::{dossiers, events, files},
};

use crate::common::Fresh;
use crate::filing::{attach, file};
use crate::intake::{NOW, begun, lan, owner, refused};
use crate::setup::{birth, portal, sign_in};
use crate::web::Web;

/// The birth form without the child's name, and none of its papers.
async fn gaps(portal: &Portal, officer: &Me) -> (DraftId, RequestId) {
    let at = begun(portal, officer, lan()).await;
    for (section, mut answers) in birth() {
        if section == "child" {
            answers.set("child.full_name", "").unwrap();
        }
        portal
            .save(officer, at.draft, section.to_owned(), answers, Go::Next)
            .await
            .unwrap();
    }
    let view = portal
        .step(officer, at.draft, "xem-lai".to_owned(), false)
        .await
        .unwrap();
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    (at.draft, review.request)
}

fn ask(reasons: &[(&str, &str)]) -> HandBack {
    let reasons = reasons.iter().map(|(at, why)| ((*at).to_owned(), (*why).to_owned()));
    HandBack::Ask {
        reasons: reasons.collect(),
    }
}

fn number(submitted: Submitted) -> DossierNumber {
    match submitted {
        Submitted::TakenIn { number } => number.parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

async fn history(portal: &Portal, number: &DossierNumber) -> (Dossier, Vec<motcua_core::dossier::Event>) {
    let mut conn = portal.parts().db.reader().await.unwrap();
    let row = dossiers::by_number(&mut conn, number).await.unwrap().unwrap();
    let history = events::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
    assert_eq!(row.status, fold(row.id, &history).status.unwrap());
    (fold(row.id, &history), history)
}

async fn is_sound(portal: &Portal) {
    let report = audit::verify(&portal.parts().db, &portal.parts().files).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);
}

/// Opens the supplement of a dossier at the desk, mends the child's name and notes the papers.
async fn bring(portal: &Portal, officer: &Me, number: &DossierNumber) -> Result<Submitted, ApiError> {
    let at: Reached = Desk::take_supplement(portal, officer, number.clone()).await?;
    let mut child = Answers::default();
    child.set("child.full_name", "Nguyễn An Nhiên").unwrap();
    let (_, whole) = birth().into_iter().find(|(key, _)| *key == "child").unwrap();
    for (path, text) in whole.iter() {
        child.set(path, text).unwrap();
    }
    portal
        .save(officer, at.draft, "child".to_owned(), child, Go::Next)
        .await?;
    let view = portal.step(officer, at.draft, "xem-lai".to_owned(), false).await?;
    let intake = view.intake.expect("it says for whom it is entered");
    let seen: BTreeMap<String, Option<Seen>> = intake
        .papers
        .iter()
        .filter(|paper| paper.required)
        .map(|paper| (paper.key.clone(), Some(Seen::HandedIn)))
        .collect();
    Desk::papers_seen(portal, officer, at.draft, seen).await?;
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    portal.submit(officer, at.draft, review.request, true).await
}

#[tokio::test]
async fn an_incomplete_dossier_is_handed_back_by_form_02_with_every_defect_and_mended_at_the_counter() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let (draft, request) = gaps(&portal, &officer).await;
        assert_eq!(
            portal.submit(&officer, draft, request, true).await.unwrap(),
            Submitted::Incomplete,
            "it cannot be registered as if it were complete"
        );
        let back = ask(&[("child.full_name", "Tờ khai bỏ trống tên trẻ"), ("request.phone", "")]);
        let handed = Desk::hand_back(&portal, &officer, draft, request, back.clone())
            .await
            .unwrap();
        let again = Desk::hand_back(&portal, &officer, draft, request, back).await.unwrap();
        assert_eq!(again, handed, "sent twice, handed back once");
        let number = number(handed);
        let (dossier, events) = history(&portal, &number).await;
        assert_eq!(dossier.status, Some(Status::AwaitingSupplement));
        assert_eq!(
            (dossier.received_at, dossier.due.clone()),
            (None, None),
            "no clock runs"
        );
        let papers: Vec<PaperKind> = issued(&events).iter().map(|paper| paper.kind).collect();
        assert_eq!(papers, [PaperKind::SupplementRequest], "form 02 and no receipt");
        let items = &dossier.supplements[0].items;
        let name = Defect {
            at: Place::Field("child.full_name".to_owned()),
            reason: "Tờ khai bỏ trống tên trẻ".to_owned(),
        };
        assert!(items.contains(&name), "{items:?}");
        assert!(
            items
                .iter()
                .any(|item| matches!(&item.at, Place::Document(_)) && !item.reason.is_empty()),
            "the missing papers are asked for without a word of the officer: {items:?}"
        );
        is_sound(&portal).await;

        let brought = bring(&portal, &officer, &number).await.unwrap();
        assert_eq!(self::number(brought), number);
        let (dossier, events) = history(&portal, &number).await;
        assert_eq!(dossier.status, Some(Status::Accepted));
        assert!(dossier.due.is_some(), "counted from the whole dossier");
        let last = events.last().unwrap();
        let EventKind::Supplemented {
            entry: Entry::Counter(taken_in),
            ..
        } = &last.kind
        else {
            panic!("{:?}", last.kind)
        };
        assert_eq!(Some(taken_in.officer), officer.account);
        assert_eq!(
            last.on_behalf_of,
            dossier.filing.as_ref().map(|filing| filing.applicant)
        );
        assert_eq!(issued(&events).last().map(|paper| paper.kind), Some(PaperKind::Receipt));
        let lan = sign_in(&portal, "lan").await;
        let view = owner(&portal, &lan, &number).await;
        assert_eq!(view.timeline.last().unwrap().kind, "supplemented_counter");
        assert!(view.timeline.last().unwrap().who.contains("Xuân Hương"));
        is_sound(&portal).await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_the_applicant_mends_online_after_the_desk_handed_it_back_is_the_same_dossier() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let (draft, request) = gaps(&portal, &officer).await;
        let seen = [("identity".to_owned(), Some(Seen::Shown))];
        Desk::papers_seen(&portal, &officer, draft, seen.into()).await.unwrap();
        let handed = Desk::hand_back(&portal, &officer, draft, request, ask(&[]))
            .await
            .unwrap();
        let number = number(handed);
        let lan = sign_in(&portal, "lan").await;
        let at = Dossiers::supplement(&portal, &lan, number.clone()).await.unwrap();
        let (_, child) = birth().into_iter().find(|(key, _)| *key == "child").unwrap();
        portal
            .save(&lan, at.draft, "child".to_owned(), child, Go::Next)
            .await
            .unwrap();
        attach(&portal, &lan, at.draft, "witness_statement").await;
        let view = portal.step(&lan, at.draft, "xem-lai".to_owned(), false).await.unwrap();
        assert!(view.intake.is_none(), "hers, not the desk's");
        let StepBody::Review(review) = view.body else {
            panic!("no review")
        };
        let errors: Vec<_> = review.problems.iter().filter(|(_, one)| one.at == "identity").collect();
        assert!(
            errors.is_empty(),
            "what the desk has seen is not asked again: {errors:?}"
        );
        let filed = portal.submit(&lan, at.draft, review.request, true).await.unwrap();
        assert_eq!(
            filed,
            Submitted::Filed {
                number: number.as_str().to_owned()
            }
        );
        let (dossier, _) = history(&portal, &number).await;
        assert_eq!(dossier.status, Some(Status::Accepted));
        assert!(dossier.supplements[0].entry.is_online());
        is_sound(&portal).await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_cannot_be_received_is_refused_by_form_03_with_its_reason() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let (draft, request) = gaps(&portal, &officer).await;
        let refuse = |reason: &str| HandBack::Refuse {
            reason: reason.to_owned(),
        };
        let silent = Desk::hand_back(&portal, &officer, draft, request, refuse(" ")).await;
        assert_eq!(refused(silent), "reason_missing");
        let strange = ask(&[("paper:nothing", "x")]);
        assert_eq!(
            Desk::hand_back(&portal, &officer, draft, request, strange)
                .await
                .unwrap_err(),
            ApiError::Invalid
        );
        let reason = "Không thuộc thẩm quyền, Điều 13 Luật Hộ tịch";
        let handed = Desk::hand_back(&portal, &officer, draft, request, refuse(reason))
            .await
            .unwrap();
        let (dossier, events) = history(&portal, &number(handed)).await;
        assert_eq!(dossier.status, Some(Status::Refused));
        assert_eq!(dossier.end_reason.as_deref(), Some(reason));
        let papers: Vec<PaperKind> = issued(&events).iter().map(|paper| paper.kind).collect();
        assert_eq!(papers, [PaperKind::Refusal]);
        is_sound(&portal).await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_supplement_of_a_dossier_filed_online_is_entered_at_the_counter_and_its_files_are_the_applicants() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let number = file(&portal, &lan).await;
        assert_eq!(
            refused(Desk::take_supplement(&portal, &officer, number.clone()).await),
            "not_asked"
        );
        let item = motcua_app::views::DefectInput {
            at: "paper:witness_statement".to_owned(),
            reason: "Bản chụp mờ".to_owned(),
        };
        let asking = DeskAction::AskSupplement { items: vec![item] };
        Desk::act(&portal, &officer, number.clone(), 1, asking).await.unwrap();
        let desk = Desk::dossier(&portal, &officer, number.clone()).await.unwrap();
        assert!(desk.beside.may_take_supplement);
        assert_eq!(
            Desk::take_supplement(&portal, &lan, number.clone()).await.unwrap_err(),
            ApiError::NotAllowed
        );
        let stranger = sign_in(&portal, "can-bo-mui-ne").await;
        assert_eq!(
            Desk::take_supplement(&portal, &stranger, number.clone())
                .await
                .unwrap_err(),
            ApiError::NotFound
        );
        let at = Desk::take_supplement(&portal, &officer, number.clone()).await.unwrap();
        let same = Desk::take_supplement(&portal, &officer, number.clone()).await.unwrap();
        assert_eq!(same.draft, at.draft, "opened again, not begun again");
        attach(&portal, &officer, at.draft, "witness_statement").await;
        let view = portal
            .step(&officer, at.draft, "xem-lai".to_owned(), false)
            .await
            .unwrap();
        let StepBody::Review(review) = view.body else {
            panic!("no review")
        };
        let filed = portal.submit(&officer, at.draft, review.request, true).await.unwrap();
        assert_eq!(
            portal.submit(&officer, at.draft, review.request, true).await.unwrap(),
            filed,
            "sent twice, entered once"
        );
        let (dossier, _) = history(&portal, &self::number(filed)).await;
        assert!(
            dossier.filing.as_ref().unwrap().entry.is_online(),
            "how it was filed stays"
        );
        assert!(dossier.supplements[0].entry.taken_in().is_some());
        let mut conn = portal.parts().db.reader().await.unwrap();
        let row = dossiers::by_number(&mut conn, &number).await.unwrap().unwrap();
        let papers = files::of_dossier(&mut conn, &row.agency, row.id).await.unwrap();
        assert!(!papers.is_empty() && papers.iter().all(|paper| Some(paper.account) == lan.account));
        drop(conn);
        is_sound(&portal).await;
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_review_of_a_paper_dossier_offers_both_forms_and_leads_to_the_paper_to_print() {
    let web = Web::new(&[]).await;
    let me = sign_in(&web.wired.portal, "can-bo-xuan-huong").await;
    let (draft, request) = gaps(&web.wired.portal, &me).await;
    let mut officer = web.signed_in("can-bo-xuan-huong").await;
    let review = format!("/nop/1.001193/{draft}/xem-lai");
    let page = officer.open(&review).await;
    for part in [
        "Yêu cầu bổ sung (mẫu 02)",
        "Từ chối tiếp nhận (mẫu 03)",
        "defects[child.full_name]",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let sent = format!("draft={draft}&code=1.001193&request={request}&defects[child.full_name]=Thi%E1%BA%BFu");
    let answer = officer.submit(&review, "/api/desk/hand_back", &sent).await;
    let desk = answer.header("location").to_owned();
    assert!(desk.starts_with("/can-bo/H36.175-261120-0001?"), "{desk}");
    let page = officer.open(&desk).await;
    assert!(page.body.contains("Nhập giấy tờ bổ sung nộp tại quầy"), "{}", page.body);
    if cfg!(feature = "pdf") {
        assert!(page.body.contains("Mở mẫu 02 để in"), "{}", page.body);
    }
    let answer = officer
        .submit(&desk, "/api/desk/supplement", "number=H36.175-261120-0001")
        .await;
    let step = answer.header("location").to_owned();
    let page = officer.open(&step).await;
    assert!(
        page.body.contains("Bạn đang nhập hồ sơ giấy cho Trần Thị Mai Lan"),
        "{}",
        page.body
    );
}
