//! The digital repository: an agency's officers find its papers and results by person and code, a page at a time; each component
//! of a dossier says how it was digitised and whether pages are missing.

use motcua_app::{
    api::ApiError,
    backend::{Desk, Profile},
    views::{DeskAction, Me, RepositoryQuery, RepositoryView, ScanMoment},
};
use motcua_core::document::Digit;
use motcua_server::{
    services::Portal,
    store::{Db, StoreError, files, repository},
};
use sqlx::{AssertSqlSafe, ConnectOptions};

use crate::{
    common::Fresh,
    filing::{file, fill, request_of},
    setup::{data, portal_of, sign_in},
    web::Web,
};

const NOW: &str = "2026-11-20T09:30";

async fn find(portal: &Portal, me: &Me, person: &str, code: &str) -> RepositoryView {
    let query = RepositoryQuery {
        person: person.to_owned(),
        code: code.to_owned(),
        after: String::new(),
    };
    Desk::repository(portal, me, query).await.unwrap()
}

#[tokio::test]
async fn papers_are_found_by_person_and_code_in_ones_own_agency_alone() {
    for fresh in Fresh::all().await {
        let birth = data("procedures/1.001193.toml").unwrap();
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, birth).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let number = file(&portal, &lan).await;
        let all = find(&portal, &officer, "", "").await;
        assert_eq!(all.lines.len(), 1, "{all:?}");
        let line = &all.lines[0];
        assert!(line.paper.contains("người làm chứng"), "{line:?}");
        assert_eq!(
            (line.number.as_str(), line.owner.as_str()),
            (number.as_str(), "Trần Thị Mai Lan")
        );
        assert_eq!((line.moment, line.digit), (ScanMoment::Reception, Digit::New.code()));
        let holder = line.holder.clone().unwrap();
        for (person, code, count) in [
            (holder.as_str(), "", 1),
            (holder.as_str(), "1.001193", 1),
            ("", number.as_str(), 1),
            ("", "witness_statement", 1),
            ("000000000000", "", 0),
            (holder.as_str(), "KQ.G15.000031", 0),
        ] {
            let found = find(&portal, &officer, person, code).await;
            assert_eq!(found.lines.len(), count, "{person} {code}");
        }
        let other = file(&portal, &sign_in(&portal, "hung").await).await;
        let both = find(&portal, &officer, "", "").await;
        assert_eq!(both.lines.len(), 2);
        let theirs = both.lines.iter().find(|line| line.number == other.as_str()).unwrap();
        let theirs = theirs.holder.clone().unwrap();
        assert_ne!(theirs, holder);
        for (person, number) in [(&holder, &number), (&theirs, &other)] {
            let spaced = person.chars().map(|digit| format!("{digit} ")).collect::<String>();
            let found = find(&portal, &officer, &spaced, "").await.lines;
            let numbers: Vec<&str> = found.iter().map(|line| line.number.as_str()).collect();
            assert_eq!(numbers, [number.as_str()]);
        }
        let elsewhere = sign_in(&portal, "can-bo-mui-ne").await;
        assert!(find(&portal, &elsewhere, &holder, "").await.lines.is_empty());
        assert!(find(&portal, &elsewhere, "", "").await.lines.is_empty());
        for who in [lan.clone(), Me::default()] {
            let refused = Desk::repository(&portal, &who, RepositoryQuery::default()).await;
            assert!(matches!(refused, Err(ApiError::NotAllowed | ApiError::NotSignedIn)));
        }
        let mine = Profile::mine(&portal, &lan).await.unwrap();
        assert!(
            mine.looks.iter().any(|look| look.matter == number.as_str()),
            "whoever's papers were shown is told: {:?}",
            mine.looks
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_persons_papers_are_read_from_their_own_dossiers_and_not_through_the_agencys_files() {
    let fresh = Fresh::sqlite().await;
    portal_of(
        &fresh.db,
        fresh.folder.path(),
        NOW,
        data("procedures/1.001193.toml").unwrap(),
    )
    .await;
    let Db::Sqlite { options, .. } = &fresh.db else {
        panic!("not SQLite")
    };
    let (_, sql) = repository::STATEMENTS
        .iter()
        .find(|(name, _)| *name == "FIND_OF")
        .unwrap();
    let mut conn = options.connect().await.unwrap();
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
        .bind("H36.175")
        .bind("g")
        .bind("")
        .bind(31)
        .bind("000000000000")
        .fetch_all(&mut conn)
        .await
        .unwrap();
    let plan: Vec<String> = plan.into_iter().map(|(.., step)| step).collect();
    let has = |part: &str| plan.iter().any(|step| step.contains(part));
    assert!(has("dossier_of_holder (account=? AND agency=?)"), "{plan:?}");
    assert!(has("file_by_dossier (agency=? AND dossier=?"), "{plan:?}");
    assert!(!has("file_by_agency"), "{plan:?}");
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_ended_and_shows_each_paper_once() {
    let fresh = Fresh::sqlite().await;
    let birth = data("procedures/1.001193.toml").unwrap();
    let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, birth).await;
    let (lan, officer) = (
        sign_in(&portal, "lan").await,
        sign_in(&portal, "can-bo-xuan-huong").await,
    );
    let number = file(&portal, &lan).await;
    let first = find(&portal, &officer, "", "").await.lines.remove(0);
    let mut conn = fresh.db.reader().await.unwrap();
    let one = files::one(&mut conn, first.file.id).await.unwrap().unwrap();
    drop(conn);
    for _ in 0..64 {
        let mut more = one.clone();
        more.id = motcua_core::id::FileId::new(motcua_server::clock::new_id());
        fresh
            .db
            .write(move |conn| {
                let more = more.clone();
                Box::pin(async move { files::insert(conn, &more).await })
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
    }
    for person in [String::new(), first.holder.clone().unwrap()] {
        let (mut seen, mut after) = (std::collections::BTreeSet::new(), String::new());
        for pages in 1.. {
            let query = RepositoryQuery {
                person: person.clone(),
                code: number.as_str().to_owned(),
                after,
            };
            let view = Desk::repository(&portal, &officer, query).await.unwrap();
            assert!(view.lines.len() <= 30);
            for line in &view.lines {
                assert!(seen.insert(line.file.id.to_string()), "twice");
            }
            let Some(next) = view.next else {
                assert_eq!((pages, seen.len()), (3, 65));
                break;
            };
            after = next;
        }
    }
}

#[tokio::test]
async fn each_component_says_how_it_was_digitised_and_that_pages_are_missing() {
    for fresh in Fresh::all().await {
        let key = "key = \"witness_statement\"\n";
        let birth = data("procedures/1.001193.toml").unwrap();
        assert!(birth.contains(key));
        let birth = birth.replacen(key, &[key, "pages = 2\n"].concat(), 1);
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let number = file(&portal, &lan).await;
        let view = Desk::dossier(&portal, &officer, number).await.unwrap();
        let of = |key: &str| view.components.iter().find(|one| one.key == key).unwrap();
        let witness = of("witness_statement");
        assert_eq!(
            (witness.digit, witness.pages, witness.wanted),
            (Digit::New.code(), 1, Some(2))
        );
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_again_is_marked_so_and_stays_so_through_a_supplement() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let (lan, officer) = (sign_in(portal, "lan").await, sign_in(portal, "can-bo-xuan-huong").await);
    file(portal, &lan).await;
    let paper = find(portal, &officer, "", "").await.lines[0].file.id;
    let draft = fill(portal, &lan).await;
    let mut browser = web.signed_in("lan").await;
    let answer = browser
        .post(
            &format!("/tep/{draft}/witness_statement/dung-lai"),
            &format!("file={paper}"),
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let request = request_of(portal, &lan, draft).await;
    let sent = motcua_app::backend::Drafts::submit(portal, &lan, draft, request, true)
        .await
        .unwrap();
    let motcua_app::views::Submitted::Filed { number } = sent else {
        panic!("not filed: {sent:?}")
    };
    let number: motcua_core::dossier::DossierNumber = number.parse().unwrap();
    let state = async || {
        let view = Desk::dossier(portal, &officer, number.clone()).await.unwrap();
        let found = view.components.iter().find(|one| one.key == "witness_statement");
        found.unwrap().digit
    };
    assert_eq!(state().await, Digit::Local.code());
    let page = web
        .signed_in("can-bo-xuan-huong")
        .await
        .open(&format!("/can-bo/{number}"))
        .await
        .body;
    assert!(page.contains("Dùng lại từ kho của cổng"), "{page}");
    let items = vec![motcua_app::views::DefectInput {
        at: "child.full_name".to_owned(),
        reason: "Ghi đúng".to_owned(),
    }];
    let seen = Desk::dossier(portal, &officer, number.clone()).await.unwrap().seen;
    Desk::act(portal, &officer, number.clone(), seen, DeskAction::Accept)
        .await
        .unwrap();
    let seen = Desk::dossier(portal, &officer, number.clone()).await.unwrap().seen;
    Desk::act(
        portal,
        &officer,
        number.clone(),
        seen,
        DeskAction::AskSupplement { items },
    )
    .await
    .unwrap();
    let mending = motcua_app::backend::Dossiers::supplement(portal, &lan, number.clone())
        .await
        .unwrap();
    let mut conn = portal.parts().db.reader().await.unwrap();
    let copied = files::of_draft(&mut conn, mending.draft).await.unwrap();
    assert!(copied.iter().any(|file| file.digit == Digit::Local), "{copied:?}");
}
