//! Filing a birth through the services, from the first question to the number.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use std::sync::Arc;

use bytes::Bytes;
use motcua_app::{
    backend::Drafts,
    views::{Go, Me, StepBody, Submitted},
};
use motcua_core::{
    document::Digit,
    dossier::DossierNumber,
    form::Answers,
    id::{DraftId, FileId, RequestId},
};
use motcua_server::{
    clock::new_id,
    services::Portal,
    store::{StoreError, drafts, drafts::Draft, files, files::Home, files::Scan, files::StoredFile},
};

use super::setup::birth;

/// The procedure that is filed.
pub const BIRTH: &str = "1.001193";

/// A paper of one page, as small as one can be.
pub fn pdf(text: &str) -> Bytes {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
    ];
    let mut out = format!("%PDF-1.4\n% {text}\n");
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let at = out.len();
    Bytes::from(format!(
        "{out}{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    ))
}

/// Fills a draft so that nothing is missing.
pub async fn fill(portal: &Portal, me: &Me) -> DraftId {
    let reached = Drafts::start(portal, me, BIRTH.parse().unwrap(), Answers::default())
        .await
        .unwrap();
    let mut at = reached;
    for (section, answers) in birth() {
        assert_eq!(at.step, section);
        at = portal
            .save(me, at.draft, section.to_owned(), answers, Go::Next)
            .await
            .unwrap();
        if at.checked {
            let view = portal.step(me, at.draft, at.step.clone(), true).await.unwrap();
            panic!("{:?}", view.body);
        }
    }
    assert_eq!(at.step, "giay-to");
    attach(portal, me, at.draft, "witness_statement").await;
    at.draft
}

/// Attaches a paper as the upload route does.
pub async fn attach(portal: &Portal, me: &Me, draft: DraftId, slot: &str) {
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(pdf(&draft.to_string()))]);
    let kept = portal.parts().files.keep(body, 1 << 20).await.unwrap().unwrap();
    let file = StoredFile {
        id: FileId::new(new_id()),
        account: me.account.unwrap(),
        home: Home::Draft(draft),
        slot: slot.to_owned(),
        name: "giấy.pdf".to_owned(),
        bytes: kept.bytes,
        media_type: kept.media_type.to_owned(),
        sha256: kept.sha256,
        created_at: portal.parts().clock.now(),
        replaced: false,
        pages: kept.pages,
        scan: Scan::None,
        digit: Digit::New,
    };
    portal
        .parts()
        .db
        .write(move |conn| {
            let file = file.clone();
            Box::pin(async move { files::insert(conn, &file).await })
        })
        .await
        .map_err(|error: StoreError| error)
        .unwrap();
}

/// Returns the request id of the review, which has no errors.
pub async fn request_of(portal: &Portal, me: &Me, draft: DraftId) -> RequestId {
    let view = portal.step(me, draft, "xem-lai".to_owned(), false).await.unwrap();
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    let errors: Vec<_> = review
        .problems
        .iter()
        .filter(|(_, problem)| problem.level == motcua_core::form::Level::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(review.agency.as_deref().is_some_and(|name| name.contains("Xuân Hương")));
    review.request
}

/// Files a birth.
pub async fn file(portal: &Portal, me: &Me) -> DossierNumber {
    let draft = fill(portal, me).await;
    let request = request_of(portal, me, draft).await;
    let submitted = portal.submit(me, draft, request, true).await.unwrap();
    let Submitted::Filed { number } = submitted else {
        panic!("incomplete")
    };
    number.parse().unwrap()
}

/// Makes so many drafts that only need to be submitted, each with its request id.
pub async fn copies(portal: &Portal, me: &Me, count: usize) -> Vec<(DraftId, RequestId)> {
    let first = fill(portal, me).await;
    let mut conn = portal.parts().db.reader().await.unwrap();
    let draft = drafts::one(&mut conn, me.account.unwrap(), first)
        .await
        .unwrap()
        .unwrap();
    let papers = files::of_draft(&mut conn, first).await.unwrap();
    drop(conn);
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let some: Vec<Draft> = (0..200.min(count - all.len()))
            .map(|_| Draft {
                id: DraftId::new(new_id()),
                request: RequestId::new(new_id()),
                ..draft.clone()
            })
            .collect();
        all.extend(some.iter().map(|draft| (draft.id, draft.request)));
        let (some, papers) = (Arc::new(some), Arc::new(papers.clone()));
        portal
            .parts()
            .db
            .write(move |conn| {
                let (some, papers) = (some.clone(), papers.clone());
                Box::pin(async move {
                    for draft in some.iter() {
                        drafts::insert(conn, draft).await?;
                        for file in papers.iter() {
                            let file = StoredFile {
                                id: FileId::new(new_id()),
                                home: Home::Draft(draft.id),
                                ..file.clone()
                            };
                            files::insert(conn, &file).await?;
                        }
                    }
                    Ok::<(), StoreError>(())
                })
            })
            .await
            .unwrap();
    }
    all
}
