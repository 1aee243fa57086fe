//! Filing a procedure again with the answers of the last dossier: one's own, of the same procedure, declarations excepted.

use motcua_app::{
    api::ApiError,
    backend::{Drafts, Profile as Kept},
    views::StepBody,
};
use motcua_core::form::Answers;

use crate::common::Fresh;
use crate::filing::{BIRTH, file};
use crate::setup::{portal, sign_in, typed};

const NOW: &str = "2026-11-20T09:30";

#[tokio::test]
async fn the_last_dossiers_answers_are_taken_over_with_their_origin() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let before = Kept::ready(&portal, &lan, BIRTH.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        assert_eq!(before.last, None, "nothing was filed yet");
        let number = file(&portal, &lan).await;
        let ready = Kept::ready(&portal, &lan, BIRTH.parse().unwrap(), Answers::default())
            .await
            .unwrap();
        let last = ready.last.unwrap();
        assert_eq!(
            (last.number.as_str(), last.on.as_str()),
            (number.as_str(), "20/11/2026")
        );

        // What is given on the procedure's page goes before what was filed.
        let given = typed(&[("case.authorised", "yes")]);
        let reached = portal
            .start_like(&lan, BIRTH.parse().unwrap(), given, number.clone())
            .await
            .unwrap();
        let at = |step: &'static str| portal.step(&lan, reached.draft, step.to_owned(), false);
        let section = |view: motcua_app::views::StepView| match view.body {
            StepBody::Section(section) => section,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            section(at("case").await.unwrap()).answers.get("case.authorised"),
            Some("yes")
        );
        let child = section(at("child").await.unwrap());
        for (path, text) in [
            ("child.full_name", "Nguyễn Trần An Nhiên"),
            ("child.birth_place.street", "Bệnh viện đa khoa Lâm Đồng"),
            ("child.mother_known", "yes"),
        ] {
            assert_eq!(child.answers.get(path), Some(text), "{path}");
        }
        for path in ["child.full_name", "child.mother_known", "child.birth_place"] {
            assert_eq!(
                child.origins[path],
                format!("Lấy từ hồ sơ {number}, nộp ngày 20/11/2026"),
                "{path}: also what no concept names"
            );
        }
        let StepBody::Review(review) = at("xem-lai").await.unwrap().body else {
            panic!()
        };
        let wrong: Vec<&str> = review.problems.iter().map(|(step, _)| step.as_str()).collect();
        assert!(
            wrong.iter().all(|step| *step == "giay-to"),
            "only papers are missing: {:?}",
            review.problems
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn another_persons_dossier_or_one_of_another_procedure_is_not_there() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let hung = sign_in(&portal, "hung").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let like =
            |me, code: &'static str| portal.start_like(me, code.parse().unwrap(), Answers::default(), number.clone());
        assert_eq!(like(&hung, BIRTH).await, Err(ApiError::NotFound));
        assert_eq!(like(&lan, "2.000635").await, Err(ApiError::NotFound));
        assert_eq!(like(&officer, BIRTH).await, Err(ApiError::NotFound));
        fresh.end().await;
    }
}
