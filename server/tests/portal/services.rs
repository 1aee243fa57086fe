//! Filling, filing, mending and answering on both engines, with the real procedures of the demonstration province.

use crate::common::Fresh;
use crate::filing::{BIRTH, copies, file, fill, pdf, request_of};
use crate::setup::{portal, sign_in, typed};
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Drafts},
    views::{DefectInput, DeskAction, DeskActionKind, Go, QueueQuery, Reached, StepBody, Submitted, TrackView},
};
use motcua_core::{
    dossier::{DossierNumber, Status},
    form::Answers,
    id::{DraftId, FileId},
};
use motcua_server::{
    clock::new_id,
    services::Portal,
    store::{Db, files, files::StoredFile},
};

const NOW: &str = "2026-11-20T09:30";

#[tokio::test]
async fn a_birth_is_filled_filed_once_and_tracked() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let draft = fill(&portal, &lan).await;
        let request = request_of(&portal, &lan, draft).await;
        assert_eq!(
            portal.submit(&lan, draft, request, false).await,
            Ok(Submitted::Incomplete)
        );
        let mut answers = Vec::new();
        for done in futures_util::future::join_all((0..8).map(|_| portal.submit(&lan, draft, request, true))).await {
            answers.push(done.unwrap());
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(
            answers[0],
            Submitted::Filed {
                number: "H36.175-261120-0001".to_owned()
            }
        );
        assert_eq!(Drafts::mine(&portal, &lan).await, Ok(vec![]));
        assert_eq!(Dossiers::mine(&portal, &lan, None).await.unwrap().lines.len(), 1);

        let number: DossierNumber = "H36.175-261120-0001".parse().unwrap();
        let TrackView::Owner(view) = portal.track(&lan, number.clone()).await.unwrap() else {
            panic!("not the owner's")
        };
        assert_eq!(view.status, Status::New);
        assert_eq!(view.receipt.applicant, "Trần Thị Mai Lan");
        assert_eq!(view.receipt.submitted_at, "09:30 ngày 20/11/2026");
        assert_eq!(view.receipt.due.as_ref().unwrap().at, "17:00 ngày 20/11/2026");
        assert!(!view.receipt.due.as_ref().unwrap().promised);
        assert!(view.receipt.qr_svg.starts_with("<svg"));
        assert!(view.can_withdraw);

        let hung = sign_in(&portal, "hung").await;
        for other in [&hung, &portal.me(None, Default::default())] {
            let seen = portal.track(other, number.clone()).await.unwrap();
            assert!(matches!(seen, TrackView::Public(_)), "{seen:?}");
        }
        assert_eq!(
            portal.step(&hung, draft, "child".to_owned(), false).await.unwrap_err(),
            ApiError::NotFound
        );
        let unknown = portal.track(&lan, "H36.175-261120-0999".parse().unwrap()).await;
        assert_eq!(unknown.unwrap_err(), ApiError::NotFound);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_draft_filed_by_many_calls_at_once_through_two_copies_takes_one_number() {
    for fresh in Fresh::all().await {
        let other = Db::open(&fresh.url).await.unwrap();
        let first = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let second = portal(&other, fresh.folder.path(), NOW).await;
        let lan = sign_in(&first, "lan").await;
        let drafts = copies(&first, &lan, 20).await;
        for (at, (draft, request)) in drafts.into_iter().enumerate() {
            let calls = (0..8).map(|call| {
                let (portal, lan) = ([&first, &second][call % 2].clone(), lan.clone());
                tokio::spawn(async move { portal.submit(&lan, draft, request, true).await })
            });
            let number = format!("H36.175-261120-{:04}", at + 1);
            for done in futures_util::future::join_all(calls).await {
                assert_eq!(done.unwrap(), Ok(Submitted::Filed { number: number.clone() }));
            }
        }
        other.close().await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_is_known_of_a_person_is_offered_with_its_origin() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let given = typed(&[
        ("case.situation", "no_certificate"),
        ("case.authorised", "no"),
        ("child.full_name", "x"),
    ]);
    let at = Drafts::start(&portal, &lan, BIRTH.parse().unwrap(), given)
        .await
        .unwrap();
    assert_eq!(at.step, "request");
    let view = portal.step(&lan, at.draft, at.step, false).await.unwrap();
    assert!(view.progress.steps[0].visited && view.progress.steps[0].complete);
    let StepBody::Section(section) = view.body else {
        panic!("no section")
    };
    assert_eq!(section.answers.get("request.full_name"), Some("Trần Thị Mai Lan"));
    assert_eq!(section.answers.get("request.residence.commune"), Some("24781"));
    assert_eq!(
        section.answers.get("case.situation"),
        None,
        "what a section does not look at is not carried with it"
    );
    assert_eq!(
        section.origins.get("request.full_name").map(String::as_str),
        Some("Lấy từ tài khoản định danh, ngày 20/11/2026")
    );
    assert!(
        section.lists.communes["68"].choices().len() > 100 && section.lists.agencies["commune"].choices().len() > 100
    );
    for (step, path, kept) in [
        ("case", "case.situation", Some("no_certificate")),
        ("child", "child.full_name", None),
    ] {
        let view = portal.step(&lan, at.draft, step.to_owned(), false).await.unwrap();
        let StepBody::Section(section) = view.body else {
            panic!("no section")
        };
        assert_eq!(
            section.answers.get(path),
            kept,
            "only what is asked first is taken from the address"
        );
    }
    fresh.end().await;
}

#[tokio::test]
async fn nothing_typed_is_lost_however_wrong_it_is() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let at = Drafts::start(&portal, &lan, BIRTH.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        let hostile = "a\0b\u{202e}</textarea><script>alert(1)</script>'; DROP TABLE draft; -- é e\u{301} 👩‍👧";
        let posted = typed(&[
            ("child.full_name", hostile),
            ("child.birth_date", "31/02/2026"),
            ("child.nothing", "x"),
        ]);
        let wrong = portal
            .save(&lan, at.draft, "child".to_owned(), posted, Go::Next)
            .await
            .unwrap();
        assert_eq!(
            wrong,
            Reached {
                code: BIRTH.to_owned(),
                draft: at.draft,
                step: "child".to_owned(),
                checked: true,
                version: wrong.version.clone(),
                merged: false,
                asks_more: false,
                card: None,
            }
        );
        let view = portal.step(&lan, at.draft, "child".to_owned(), true).await.unwrap();
        let StepBody::Section(section) = view.body else {
            panic!("no section")
        };
        assert_eq!(section.answers.get("child.full_name"), Some(hostile));
        assert_eq!(section.answers.get("child.birth_date"), Some("31/02/2026"));
        assert_eq!(section.answers.get("child.nothing"), None);
        assert!(section.problems.iter().any(|problem| problem.at == "child.full_name"));
        let huge = typed(&[("child.full_name", &"x".repeat(3 << 20))]);
        let refused = portal
            .save(&lan, at.draft, "child".to_owned(), huge, Go::Next)
            .await
            .unwrap_err();
        assert_eq!(refused, ApiError::Refused("draft_too_large".to_owned()));
        assert_eq!(Drafts::mine(&portal, &lan).await.unwrap().len(), 1);
        portal.discard(&lan, at.draft).await.unwrap();
        assert_eq!(portal.discard(&lan, at.draft).await, Err(ApiError::NotFound));
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_desk_accepts_asks_once_and_finishes_and_two_officers_do_not_undo_each_other() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let stranger = sign_in(&portal, "can-bo-mui-ne").await;
        assert_eq!(
            portal.queue(&officer, QueueQuery::default()).await.unwrap().lines.len(),
            1
        );
        assert_eq!(
            portal
                .queue(&stranger, QueueQuery::default())
                .await
                .unwrap()
                .lines
                .len(),
            0
        );
        assert_eq!(
            portal.queue(&lan, QueueQuery::default()).await.unwrap_err(),
            ApiError::NotAllowed
        );
        assert_eq!(
            portal.dossier(&stranger, number.clone()).await.unwrap_err(),
            ApiError::NotFound
        );
        let view = portal.dossier(&officer, number.clone()).await.unwrap();
        assert!(view.allowed.contains(&DeskActionKind::Accept));
        assert_eq!(view.slots[0].0, "witness_statement");

        let items = vec![
            DefectInput {
                at: "child.full_name".to_owned(),
                reason: "Ghi đúng họ của mẹ".to_owned(),
            },
            DefectInput {
                at: "paper:witness_statement".to_owned(),
                reason: "Ảnh mờ".to_owned(),
            },
        ];
        let ask = DeskAction::AskSupplement { items };
        portal
            .act(&officer, number.clone(), view.seen, ask.clone())
            .await
            .unwrap();
        assert_eq!(
            portal.act(&officer, number.clone(), view.seen, ask).await,
            Err(ApiError::Conflict)
        );

        let hung = sign_in(&portal, "hung").await;
        assert_eq!(
            portal.supplement(&hung, number.clone()).await.unwrap_err(),
            ApiError::NotFound
        );
        let at = portal.supplement(&lan, number.clone()).await.unwrap();
        assert_eq!(at.step, "child");
        assert_eq!(portal.supplement(&lan, number.clone()).await.unwrap().draft, at.draft);
        let step = portal.step(&lan, at.draft, "child".to_owned(), false).await.unwrap();
        assert_eq!(step.mends.as_deref(), Some(number.as_str()));
        let StepBody::Section(section) = step.body else {
            panic!("no section")
        };
        assert_eq!(section.asked["child.full_name"], "Ghi đúng họ của mẹ");
        let mut child = section.answers.clone();
        child.set("child.full_name", "Trần An Nhiên").unwrap();
        portal
            .save(&lan, at.draft, "child".to_owned(), child, Go::Review)
            .await
            .unwrap();
        let request = request_of(&portal, &lan, at.draft).await;
        let half = portal.submit(&lan, at.draft, request, true).await;
        let Err(ApiError::Refused(code)) = half else {
            panic!("half a supplement was taken")
        };
        let paper = code.strip_prefix("still_missing:").unwrap();
        assert!(
            paper.starts_with("Văn bản"),
            "the paper is named as its slot is: {paper}"
        );
        replace_file(&portal, at.draft).await;
        let done = portal.submit(&lan, at.draft, request, true).await;
        assert_eq!(
            done,
            Ok(Submitted::Filed {
                number: number.as_str().to_owned()
            })
        );
        assert_eq!(portal.submit(&lan, at.draft, request, true).await, done);

        let view = portal.dossier(&officer, number.clone()).await.unwrap();
        assert_eq!(view.status, Status::Accepted);
        assert!(view.receipt.due.as_ref().unwrap().promised);
        assert_eq!(view.receipt.files.len(), 1);
        let finish = DeskAction::Finish {
            result: "Giấy khai sinh số 12/2026".to_owned(),
        };
        portal.act(&officer, number.clone(), view.seen, finish).await.unwrap();
        let view = portal.dossier(&officer, number.clone()).await.unwrap();
        portal
            .act(
                &officer,
                number.clone(),
                view.seen,
                DeskAction::ReturnResult {
                    how: motcua_core::dossier::HandedOver::Online,
                    received_by: String::new(),
                },
            )
            .await
            .unwrap();
        let TrackView::Owner(view) = portal.track(&lan, number.clone()).await.unwrap() else {
            panic!("not the owner's")
        };
        assert_eq!(view.status, Status::Returned);
        assert_eq!(view.result.as_deref(), Some("Giấy khai sinh số 12/2026"));
        let kinds: Vec<&str> = view.timeline.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "submitted",
                "supplement_asked",
                "supplemented",
                "finished",
                "result_returned"
            ]
        );
        fresh.end().await;
    }
}

/// Stands in for a file taken off and another put in its place.
async fn replace_file(portal: &Portal, draft: DraftId) {
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(pdf("another"))]);
    let kept = portal.parts().files.keep(body, 1 << 20).await.unwrap().unwrap();
    portal
        .parts()
        .db
        .write(move |conn| {
            let kept = kept.clone();
            Box::pin(async move {
                for file in files::of_draft(conn, draft).await? {
                    files::delete(conn, file.id, draft).await?;
                    let new = StoredFile {
                        id: FileId::new(new_id()),
                        sha256: kept.sha256.clone(),
                        bytes: kept.bytes,
                        ..file
                    };
                    files::insert(conn, &new).await?;
                }
                Ok::<(), motcua_server::store::StoreError>(())
            })
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_withdrawal_is_asked_by_the_owner_and_confirmed_by_an_officer() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let number = file(&portal, &lan).await;
    let hung = sign_in(&portal, "hung").await;
    let none = String::new;
    assert_eq!(
        portal.withdraw(&hung, number.clone(), none()).await,
        Err(ApiError::NotFound)
    );
    portal.withdraw(&lan, number.clone(), none()).await.unwrap();
    assert_eq!(
        portal.withdraw(&lan, number.clone(), none()).await,
        Err(ApiError::Refused("withdrawal_pending".to_owned()))
    );
    let officer = sign_in(&portal, "can-bo-xuan-huong").await;
    let view = portal.dossier(&officer, number.clone()).await.unwrap();
    assert!(view.allowed.contains(&DeskActionKind::ConfirmWithdrawal));
    portal
        .act(&officer, number.clone(), view.seen, DeskAction::ConfirmWithdrawal)
        .await
        .unwrap();
    assert_eq!(
        Dossiers::mine(&portal, &lan, None).await.unwrap().lines[0].status,
        Status::Withdrawn
    );
    assert_eq!(
        portal.queue(&officer, QueueQuery::default()).await.unwrap().lines.len(),
        0
    );
    fresh.end().await;
}

#[tokio::test]
async fn a_session_ends_unused_and_at_sign_out_and_a_real_portal_has_no_invented_people() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (token, _) = portal.open_session("lan", "test").await.unwrap();
        let who = portal.who(Some(&token), Default::default()).await.unwrap();
        assert_eq!(who.name.as_deref(), Some("Trần Thị Mai Lan"));
        portal.close_session(&token).await.unwrap();
        assert_eq!(
            portal.who(Some(&token), Default::default()).await.unwrap().account,
            None
        );
        let (token, _) = portal.open_session("lan", "test").await.unwrap();
        let clock = &portal.parts().clock;
        clock.set(clock.now().plus(time::Duration::minutes(59)));
        assert!(
            portal
                .who(Some(&token), Default::default())
                .await
                .unwrap()
                .account
                .is_some()
        );
        clock.set(clock.now().plus(time::Duration::minutes(59)));
        assert!(
            portal
                .who(Some(&token), Default::default())
                .await
                .unwrap()
                .account
                .is_some()
        );
        clock.set(clock.now().plus(time::Duration::minutes(61)));
        assert_eq!(
            portal.who(Some(&token), Default::default()).await.unwrap().account,
            None
        );
        assert!(portal.open_session("nobody", "test").await.is_err());
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_procedure_is_a_new_revision_only_when_its_content_changed() {
    use motcua_server::{catalogue, services::Revisions, store::revisions};
    let loaded = catalogue::load_dir(std::path::Path::new(&format!("{}/procedures", crate::setup::DATA))).unwrap();
    let now = motcua_core::calendar::Moment::from_micros(1);
    for fresh in Fresh::all().await {
        let db = &fresh.db;
        let first = Revisions::publish(db, loaded.procedures.clone(), now).await.unwrap();
        let stored = revisions::all(&mut db.reader().await.unwrap()).await.unwrap();
        assert_eq!(stored.len(), loaded.procedures.len());
        Revisions::publish(db, stored, now).await.unwrap();
        let known = revisions::published(&mut db.reader().await.unwrap()).await.unwrap();
        assert_eq!(
            known.len(),
            loaded.procedures.len(),
            "what comes out of the store is what went in"
        );

        let code = BIRTH.parse().unwrap();
        let day = time::macros::date!(2026 - 11 - 20);
        let before = first.in_force(&code, day).unwrap().clone();
        let mut changed = (*before.procedure).clone();
        changed.name.push_str(" (sửa đổi)");
        let later = Revisions::publish(db, vec![(*before.procedure).clone(), changed.clone()], now)
            .await
            .unwrap();
        assert_eq!(later.in_force(&code, day).unwrap().procedure.name, changed.name);
        assert_eq!(
            later.get(db, &code, &before.hash).await.unwrap().name,
            before.procedure.name
        );
        let alone = Revisions::publish(db, vec![changed], now).await.unwrap();
        assert_eq!(
            alone.get(db, &code, &before.hash).await.unwrap().name,
            before.procedure.name
        );
        fresh.end().await;
    }
}
