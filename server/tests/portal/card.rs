//! The code of an identity card: what it fills in, what differs from it, and what the officer sees of that.

use std::collections::BTreeMap;

use motcua_app::{
    backend::{Desk, Drafts},
    views::{CardRead, Go, Made, Me, Reached, StepBody, StepView, Submitted},
};
use motcua_core::{
    form::Answers,
    id::{DraftId, RequestId},
    identity::CccdQrError,
};
use motcua_server::services::Portal;

use crate::common::Fresh;
use crate::filing::{fill, request_of};
use crate::setup::{portal, sign_in, typed};

const NOW: &str = "2026-11-20T09:30";
const CARD: &str = "068196004215||Trần Thị Mai Lan|17051996|Nữ|Thôn 3, Đạ K'Nàng, Đam Rông, Lâm Đồng|12082021";

async fn reads(portal: &Portal, me: &Me, at: &Reached, card: &str, answers: &[(&str, &str)], go: Go) -> Reached {
    let made = Made {
        base: at.version.clone(),
        page: String::new(),
        turn: None,
        ages: BTreeMap::new(),
        card: card.to_owned(),
    };
    portal
        .save_from(me, at.draft, "mother".to_owned(), typed(answers), go, made)
        .await
        .unwrap()
}

async fn mother(portal: &Portal, me: &Me, at: &Reached) -> (StepView, Answers) {
    let view = portal.step(me, at.draft, "mother".to_owned(), false).await.unwrap();
    match &view.body {
        StepBody::Section(section) => (view.clone(), section.answers.clone()),
        other => panic!("{other:?}"),
    }
}

/// A birth filled in but for its papers, at the mother's part, which is emptied.
async fn at_the_mother(portal: &Portal, me: &Me) -> Reached {
    let draft = fill(portal, me).await;
    let empty = typed(&[("mother.full_name", "Trần Thị Mai Lam"), ("mother.birth_year", "")]);
    portal
        .save(me, draft, "mother".to_owned(), empty, Go::Stay)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_card_fills_in_what_is_empty_and_what_differs_is_told_until_it_is_mended() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let at = at_the_mother(&portal, &lan).await;
        let (view, _) = mother(&portal, &lan, &at).await;
        assert_eq!(
            view.known.card,
            Some(Vec::new()),
            "the part takes a card, none was read"
        );

        let name = [("mother.full_name", "Trần Thị Mai Lam")];
        // A hand-held reader ends with Enter, which goes on.
        let back = reads(&portal, &lan, &at, CARD, &name, Go::Next).await;
        assert_eq!(
            (back.step.as_str(), back.checked, back.card),
            ("mother", false, Some(CardRead::Well))
        );
        let (view, answers) = mother(&portal, &lan, &back).await;
        for (path, text) in [
            ("mother.full_name", "Trần Thị Mai Lam"),
            ("mother.birth_year", "17/05/1996"),
            ("mother.residence.province", "68"),
            ("mother.residence.commune", "24886"),
            ("mother.residence.street", "Thôn 3"),
            ("mother.identity_document.number", "068196004215"),
        ] {
            assert_eq!(answers.get(path), Some(text), "{path}");
        }
        let off = view.known.card.unwrap();
        assert_eq!(off.len(), 1, "{off:?}");
        assert_eq!(
            (off[0].card.as_str(), off[0].now.as_str()),
            ("Trần Thị Mai Lan", "Trần Thị Mai Lam")
        );
        let StepBody::Section(section) = view.body else {
            panic!()
        };
        assert_eq!(
            section.origins["mother.full_name"],
            "Thẻ căn cước ghi: Trần Thị Mai Lan. Đọc từ mã QR trên thẻ căn cước, ngày 20/11/2026"
        );
        assert_eq!(
            section.origins["mother.birth_year"],
            "Đọc từ mã QR trên thẻ căn cước, ngày 20/11/2026"
        );

        let now: Vec<(&str, &str)> = answers.iter().collect();
        let taken = reads(&portal, &lan, &back, "", &now, Go::AsCard).await;
        let (view, answers) = mother(&portal, &lan, &taken).await;
        assert_eq!(view.known.card, Some(Vec::new()));
        assert_eq!(answers.get("mother.full_name"), Some("Trần Thị Mai Lan"));
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_is_no_card_is_refused_and_what_was_typed_with_it_is_kept() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let at = at_the_mother(&portal, &lan).await;
        for (payload, error) in [
            ("", CccdQrError::Empty),
            ("https://example.vn/qr", CccdQrError::Fields),
            (
                "068096004215||Trần Thị Mai Lan|17051996|Nữ|Lâm Đồng|12082021",
                CccdQrError::SexMismatch,
            ),
            (&"|".repeat(5_000), CccdQrError::Length),
        ] {
            let typed = [("mother.full_name", "Trần Thị Mai"), ("mother.birth_year", "1996")];
            let back = reads(&portal, &lan, &at, payload, &typed, Go::Card).await;
            assert_eq!(back.card, Some(CardRead::Not(error)), "{payload:.40}");
            let (_, answers) = mother(&portal, &lan, &back).await;
            assert_eq!(answers.get("mother.birth_year"), Some("1996"));
        }
        fresh.end().await;
    }
}

#[tokio::test]
async fn an_answer_kept_against_the_card_is_filed_and_the_officer_sees_both() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let draft = fill(&portal, &lan).await;
        let at = portal
            .save(&lan, draft, "mother".to_owned(), Answers::default(), Go::Stay)
            .await
            .unwrap();
        let typed = [
            ("mother.full_name", "Trần Thị Mai Lam"),
            ("mother.birth_year", "1996"),
            ("mother.ethnicity", "01"),
            ("mother.nationality", "VN"),
        ];
        reads(&portal, &lan, &at, CARD, &typed, Go::Card).await;
        let review = portal.step(&lan, draft, "xem-lai".to_owned(), true).await.unwrap();
        let StepBody::Review(review) = review.body else {
            panic!()
        };
        assert!(
            review
                .problems
                .iter()
                .any(|(step, problem)| step == "mother" && problem.at == "mother.full_name"),
            "{:?}",
            review.problems
        );
        let request: RequestId = request_of(&portal, &lan, draft).await;
        let filed = portal.submit(&lan, draft, request, true).await.unwrap();
        let Submitted::Filed { number } = filed else {
            panic!("{filed:?}")
        };
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let seen = portal.dossier(&officer, number.parse().unwrap()).await.unwrap();
        let field = seen
            .sections
            .iter()
            .flat_map(|section| &section.fields)
            .find(|field| field.path == "mother.full_name")
            .unwrap();
        let origin = field.origin.as_ref().unwrap();
        assert_eq!(
            (origin.kind.as_str(), origin.before.as_deref(), field.answer.as_str()),
            ("card", Some("Trần Thị Mai Lan"), "Trần Thị Mai Lam")
        );
        fresh.end().await;
    }
}

/// What differs from the cards read into the rows of the household: the path and what the card says.
async fn off_in_rows(portal: &Portal, me: &Me, draft: DraftId) -> Vec<(String, String)> {
    let view = portal.step(me, draft, "members".to_owned(), false).await.unwrap();
    let off = view.known.card.unwrap().into_iter();
    off.map(|off| (off.path, off.card)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_card_says_of_a_row_lasts_and_goes_along_with_the_row() {
    let web = crate::web::Web::new(&[]).await;
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let at = Drafts::start(portal, &lan, "1.004194".parse().unwrap(), Answers::default())
        .await
        .unwrap();
    let save = async |sent: Vec<(String, String)>, card: &str, go: Go| {
        let made = Made {
            card: card.to_owned(),
            ..Made::default()
        };
        let sent: Vec<(&str, &str)> = sent.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        portal
            .save_from(&lan, at.draft, "members".to_owned(), typed(&sent), go, made)
            .await
            .unwrap()
    };
    let other = "068096001111||Lê Văn Ba|02031996|Nam|Thôn 3, Đạ K'Nàng, Đam Rông, Lâm Đồng|12082021";
    // A page sends every row whole.
    let rows = |rows: &[[&'static str; 4]]| -> Vec<(String, String)> {
        let mut sent = vec![("members.#".to_owned(), rows.len().to_string())];
        for (at, row) in rows.iter().enumerate() {
            let parts = ["full_name", "birth_date", "sex", "personal_id"].iter().zip(row);
            sent.extend(parts.map(|(part, text)| (format!("members.{at}.{part}"), (*text).to_owned())));
        }
        sent
    };
    let mai = |name| [name, "17/05/1996", "female", "068196004215"];
    let ba = |name| [name, "02/03/1996", "male", "068096001111"];
    let read = save(rows(&[]), CARD, Go::Card).await;
    assert_eq!(read.card, Some(CardRead::Well));
    assert_eq!(off_in_rows(portal, &lan, at.draft).await, []);
    let told = vec![("members.0.full_name".to_owned(), "Trần Thị Mai Lan".to_owned())];
    // Kept twice: it is told for as long as it differs.
    for _ in 0..2 {
        save(rows(&[mai("Trần Thị Mai Lam")]), "", Go::Stay).await;
        assert_eq!(off_in_rows(portal, &lan, at.draft).await, told);
    }
    // Another row beside it with a card of its own: each says what it said.
    let read = save(rows(&[mai("Trần Thị Mai Lam")]), other, Go::Card).await;
    assert_eq!(read.card, Some(CardRead::Well));
    assert_eq!(off_in_rows(portal, &lan, at.draft).await, told);
    save(rows(&[mai("Trần Thị Mai Lam"), ba("Lê Văn Bốn")]), "", Go::Stay).await;
    let both = off_in_rows(portal, &lan, at.draft).await;
    assert_eq!(both.len(), 2, "{both:?}");
    // A browser takes the first row out and sends the second as the first.
    save(rows(&[ba("Lê Văn Bốn")]), "", Go::Stay).await;
    let told = vec![("members.0.full_name".to_owned(), "Lê Văn Ba".to_owned())];
    assert_eq!(off_in_rows(portal, &lan, at.draft).await, told);
    // And the plain form by a button.
    save(rows(&[mai("Trần Thị Mai Lam"), ba("Lê Văn Bốn")]), "", Go::Stay).await;
    save(rows(&[mai("Trần Thị Mai Lam"), ba("Lê Văn Bốn")]), "", Go::RemoveRow(0)).await;
    assert_eq!(off_in_rows(portal, &lan, at.draft).await, told);
    save(rows(&[ba("Lê Văn Ba")]), "", Go::Stay).await;
    assert_eq!(off_in_rows(portal, &lan, at.draft).await, []);
}
