//! Results as papers, from the desk to whoever holds one: recorded or signed, downloaded by their owner alone, proven to anybody
//! by their code, replaced by a correction, revoked; and nothing lost where a signature fails.

use axum::{body::Body, http::Request};
use http::{StatusCode, header};
use motcua_app::{
    backend::{Desk, Documents, Dossiers},
    views::{DeskAction, DeskDossier, IssuedView, Me, OwnerView, ResultState, TrackView},
};
use motcua_core::dossier::{DossierNumber, Status};
use motcua_server::{audit, services::Portal, store::files};
use motcua_signing::{Verdict, certificates, check};
use time::macros::datetime;

use crate::{
    common::Fresh,
    filing::{file, pdf},
    setup::sign_in,
    web::{Answer, HOST, Visitor, Web, own},
};

struct Case {
    web: Web,
    lan: Me,
    officer: Me,
    desk: Visitor,
    number: DossierNumber,
}

/// A record of fields, and the file if there is one.
type Form<'a> = (&'a [(&'a str, &'a str)], Option<&'a [u8]>);

/// The fields of a form, its file, and the code of the refusal.
type Try<'a> = (&'a [(&'a str, &'a str)], Option<&'a [u8]>, &'a str);

async fn post(visitor: &mut Visitor, number: &DossierNumber, (fields, file): Form<'_>) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    if let Some(file) = file {
        let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"kq.pdf\"\r\nContent-Type: application/pdf\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--X--\r\n");
    let path = format!("/can-bo/{number}/ket-qua");
    let mut request = own(Request::post(path)).header(header::ACCEPT, "text/html,*/*");
    let kind = "multipart/form-data; boundary=X".parse().unwrap();
    request.headers_mut().unwrap().insert(header::CONTENT_TYPE, kind);
    visitor.send(request, Body::from(body)).await
}

impl Case {
    /// A birth that was accepted, at a portal on this store.
    async fn accepted(fresh: &Fresh) -> Self {
        let web = Web::new(&["--database-url", &fresh.url]).await;
        let (lan, officer) = (
            sign_in(&web.wired.portal, "lan").await,
            sign_in(&web.wired.portal, "can-bo-xuan-huong").await,
        );
        let number = file(&web.wired.portal, &lan).await;
        let desk = web.signed_in("can-bo-xuan-huong").await;
        let case = Self {
            web,
            lan,
            officer,
            desk,
            number,
        };
        case.act(DeskAction::Accept).await.unwrap();
        case
    }

    fn portal(&self) -> &Portal {
        &self.web.wired.portal
    }

    async fn seen(&self) -> DeskDossier {
        Desk::dossier(self.portal(), &self.officer, self.number.clone())
            .await
            .unwrap()
    }

    async fn act(&self, action: DeskAction) -> Result<(), motcua_app::api::ApiError> {
        let seen = self.seen().await.seen;
        Desk::act(self.portal(), &self.officer, self.number.clone(), seen, action).await
    }

    /// Records a result as the page's form does; more fields go first.
    async fn record(&mut self, fields: &[(&str, &str)], file: Option<&[u8]>) -> Answer {
        let seen = self.seen().await.seen.to_string();
        let usual = [("seen", seen.as_str()), ("kind", "0"), ("issued_on", "20/11/2026")];
        let has = |name: &str| fields.iter().any(|(other, _)| *other == name);
        let all: Vec<(&str, &str)> = fields
            .iter()
            .copied()
            .chain(usual.into_iter().filter(|(name, _)| !has(name)))
            .collect();
        post(&mut self.desk, &self.number, (&all, file)).await
    }

    async fn owner(&self) -> OwnerView {
        match self.portal().track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view,
            TrackView::Public(view) => panic!("not the owner's: {view:?}"),
        }
    }

    async fn bytes_of(&self, one: &IssuedView) -> Vec<u8> {
        let mut conn = self.portal().parts().db.reader().await.unwrap();
        let file = files::one(&mut conn, one.files[0].id).await.unwrap().unwrap();
        let stream = self.portal().parts().files.read(&file.sha256).await.unwrap().unwrap();
        let parts: Vec<bytes::Bytes> = futures_util::TryStreamExt::try_collect(stream).await.unwrap();
        parts.concat()
    }
}

fn told(answer: &Answer) -> &str {
    answer.header("location")
}

/// Reads a PDF back by a tool of somebody else's, where there is one; its path stands between what comes before and after.
fn read_by(tool: &str, before: &[&str], after: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("result.pdf");
    std::fs::write(&path, pdf).unwrap();
    let outcome = std::process::Command::new(tool)
        .args(before)
        .arg(&path)
        .args(after)
        .output();
    let Some(output) = outcome.ok().filter(|output| !output.stdout.is_empty()) else {
        eprintln!("skipped: {tool} is not installed");
        return None;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a validator of others (pdf_oxide, PyPI) says of a file as PDF/A-2b.
const PDF_A: &str = "
import sys
from pdf_oxide import PdfDocument
found = PdfDocument(sys.argv[1]).validate_pdf_a('2b')
print('valid' if found['valid'] else 'not valid', *found['errors'])
";

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_drafted_from_its_form_signed_by_the_head_and_downloaded_by_its_owner_alone() {
    for fresh in Fresh::all().await {
        let mut case = Case::accepted(&fresh).await;
        let draft = [("number", "125/TLKS-BS"), ("paper", "form"), ("then", "sign")];
        let answer = case.record(&draft, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(told(&answer), format!("/can-bo/{}", case.number));
        let seen = case.seen().await;
        assert_eq!(seen.status, Status::Accepted, "nothing is finished before it is signed");
        let drafted = seen.results.draft.clone().unwrap();
        assert!(drafted.result.contains("125/TLKS-BS"), "{drafted:?}");
        assert!(seen.results.may_sign && !seen.results.may_issue);
        let at = format!("/tep/{}", drafted.files[0].id);
        let (mut owner, mut other) = (
            case.web.signed_in("lan").await,
            case.web.signed_in("can-bo-mui-ne").await,
        );
        assert_eq!(case.desk.open(&at).await.status, StatusCode::OK);
        assert_eq!(
            owner.open(&at).await.status,
            StatusCode::NOT_FOUND,
            "a draft is the desk's"
        );
        assert_eq!(other.open(&at).await.status, StatusCode::NOT_FOUND);
        assert!(case.owner().await.results.is_empty());
        let timeline = case.owner().await.timeline;
        assert!(timeline.iter().all(|entry| entry.kind != "signing_requested"));
        case.act(DeskAction::Sign).await.unwrap();
        assert_eq!(case.seen().await.status, Status::Finished);
        let results = case.owner().await.results;
        assert_eq!((results.len(), results[0].state), (1, ResultState::Valid));
        let bytes = case.bytes_of(&results[0]).await;
        let code = results[0].verify.clone().unwrap();
        if let Some(text) = read_by("pdftotext", &["-layout"], &["-"], &bytes) {
            for said in ["Nguyễn Trần An Nhiên", "125/TLKS-BS", code.as_str(), "GIẤY KHAI SINH"] {
                assert!(text.contains(said), "{said}: {text}");
            }
        }
        if let Some(signatures) = read_by("pdfsig", &["-nocert"], &[], &bytes) {
            assert_eq!(signatures.matches("Signature is Valid").count(), 2, "{signatures}");
        }
        let python = std::env::var("MOTCUA_READERS").unwrap_or_else(|_| "python3".to_owned());
        if let Some(said) = read_by(&python, &["-c", PDF_A], &[], &bytes) {
            assert_eq!(said, "valid", "signed, it is PDF/A still");
        }
        let folder = case.web.folder().join("data");
        let mut trusted = Vec::new();
        for file in ["demonstration-seal.pem", "demonstration-signers/root.pem"] {
            let pem = std::fs::read(folder.join(file)).unwrap();
            trusted.extend(certificates(&pem).unwrap().last().cloned());
        }
        let found = check(&bytes, &trusted, datetime!(2026-11-20 12:00 UTC)).unwrap();
        let worth: Vec<_> = found.iter().map(|one| (one.verdict, one.signer.as_str())).collect();
        assert_eq!(worth.len(), 2, "{worth:?}");
        assert_eq!(
            worth[0].0,
            Verdict::AddedTo,
            "the seal stands behind the officer's: {worth:?}"
        );
        assert_eq!(worth[1], (Verdict::Good, "Tỉnh Lâm Đồng (trình diễn)"));
        assert!(worth[0].1.ends_with("(trình diễn)"), "{worth:?}");
        let at = format!("/tep/{}", results[0].files[0].id);
        let page = owner.open(&format!("/tra-cuu/{}", case.number)).await.body;
        assert!(
            page.contains(&at) && page.contains(&format!("/ket-qua/{code}")),
            "{page}"
        );
        assert_eq!(owner.open(&at).await.status, StatusCode::OK);
        for stranger in [case.web.signed_in("hung").await, other, case.web.visitor()] {
            let mut stranger = stranger;
            assert_ne!(stranger.open(&at).await.status, StatusCode::OK);
            let page = stranger.open(&format!("/tra-cuu/{}", case.number)).await.body;
            assert!(!page.contains(&code) && !page.contains("125/TLKS"), "{page}");
        }
        let mine = Documents::mine(case.portal(), &case.lan, None).await.unwrap();
        assert_eq!(
            mine.results[0].issued.as_ref().unwrap().files[0].id,
            results[0].files[0].id
        );
        assert!(mine.papers.iter().any(|paper| paper.file.id == results[0].files[0].id));
        let officers = Documents::mine(case.portal(), &case.officer, None).await.unwrap();
        assert!(officers.papers.is_empty(), "a draft is nobody's paper: {officers:?}");
        let report = audit::verify(&fresh.db, &case.portal().parts().files).await.unwrap();
        assert!(report.problems.is_empty(), "{report:?}");
        drop(case);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_goes_back_with_a_reason_and_nobody_goes_round_the_signature() {
    for fresh in Fresh::all().await {
        let mut case = Case::accepted(&fresh).await;
        let draft = [("number", "1"), ("paper", "file"), ("then", "sign")];
        let paper = pdf("kq");
        case.record(&draft, Some(&paper)).await;
        let answer = case
            .record(&[("number", "1"), ("paper", "none"), ("then", "now")], None)
            .await;
        assert!(told(&answer).contains("signing_pending"), "{}", told(&answer));
        let reason = "Sai tên mẹ".to_owned();
        case.act(DeskAction::DeclineSigning { reason }).await.unwrap();
        let seen = case.seen().await;
        assert!(seen.results.draft.is_none() && seen.results.may_issue);
        assert_eq!(seen.timeline.last().unwrap().said.as_deref(), Some("Sai tên mẹ"));
        assert!(case.act(DeskAction::Sign).await.is_err());
        drop(case);
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_the_code_says_valid_then_replaced_then_revoked_and_names_nobody() {
    for fresh in Fresh::all().await {
        let mut case = Case::accepted(&fresh).await;
        let paper = pdf("kq");
        let finish = [("number", "12/2026"), ("paper", "file"), ("then", "now")];
        let answer = case.record(&finish, Some(&paper)).await;
        assert_eq!(told(&answer), format!("/can-bo/{}", case.number), "{}", answer.body);
        let first = case.owner().await.results[0].verify.clone().unwrap();
        let mut anybody = case.web.visitor();
        let page = anybody.open(&format!("/ket-qua/{first}")).await;
        assert_eq!(page.status, StatusCode::OK);
        for said in [
            "đang có hiệu lực",
            "12/2026",
            "20/11/2026",
            "KQ.G15.000031",
            "T.T.M.L.",
            "Xuân Hương",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        for hidden in ["Mai Lan", "An Nhiên", case.number.as_str(), "/tep/"] {
            assert!(!page.body.contains(hidden), "{hidden}");
        }
        let lower = anybody.open(&format!("/ket-qua/{}", first.to_lowercase())).await;
        assert_eq!(lower.status, StatusCode::OK, "typed by hand");
        let none = anybody.open("/ket-qua/AAAAAAAAAAAAAAAA").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        assert!(none.body.contains("Không có kết quả nào với mã này"));

        let wrong = "Sai năm sinh của mẹ".to_owned();
        case.act(DeskAction::OpenCorrection { reason: wrong }).await.unwrap();
        let again = [("number", "12a/2026"), ("paper", "form"), ("then", "now")];
        case.record(&again, None).await;
        let results = case.owner().await.results;
        assert_eq!(results.len(), 2);
        let second = results[1].verify.clone().unwrap();
        let page = anybody.open(&format!("/ket-qua/{first}")).await.body;
        assert!(
            page.contains("đã được thay thế") && page.contains(&format!("/ket-qua/{second}")),
            "{page}"
        );
        assert!(
            anybody
                .open(&format!("/ket-qua/{second}"))
                .await
                .body
                .contains("đang có hiệu lực")
        );
        let old = case.bytes_of(&results[0]).await;
        let checked = compared(&case.web, &old).await;
        assert!(
            checked.contains("kết quả không còn hiệu lực") && checked.contains(&format!("/ket-qua/{first}")),
            "{checked}"
        );
        let new = case.bytes_of(&results[1]).await;
        let checked = compared(&case.web, &new).await;
        assert!(checked.contains("Tệp này là kết quả do cổng ban hành"), "{checked}");

        let reason = "Cấp sai thẩm quyền".to_owned();
        case.act(DeskAction::Revoke { reason }).await.unwrap();
        let page = anybody.open(&format!("/ket-qua/{second}")).await.body;
        assert!(
            page.contains("đã bị thu hồi") && !page.contains("sai thẩm quyền"),
            "{page}"
        );
        let checked = compared(&case.web, &new).await;
        assert!(checked.contains("kết quả không còn hiệu lực"), "{checked}");
        let own = case.owner().await.results;
        assert_eq!(own[1].reason.as_deref(), Some("Cấp sai thẩm quyền"));
        let mine = Documents::mine(case.portal(), &case.lan, None).await.unwrap();
        assert!(mine.results.iter().all(|line| line.issued.is_none()));
        assert!(
            mine.papers
                .iter()
                .all(|paper| own.iter().all(|one| one.files[0].id != paper.file.id))
        );
        let report = audit::verify(&fresh.db, &case.portal().parts().files).await.unwrap();
        assert!(report.problems.is_empty(), "{report:?}");
        drop(case);
        fresh.end().await;
    }
}

/// Asks the check of papers about a file.
async fn compared(web: &Web, file: &[u8]) -> String {
    let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--X--\r\n"].concat();
    let mut request = own(Request::post("/kiem-tra-van-ban")).header(header::ACCEPT, "text/html,*/*");
    let kind = "multipart/form-data; boundary=X".parse().unwrap();
    request.headers_mut().unwrap().insert(header::CONTENT_TYPE, kind);
    web.visitor().send(request, Body::from(body)).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_is_refused_comes_back_as_it_was_typed_in_this_browser_and_is_forgotten_once_taken() {
    let fresh = Fresh::sqlite().await;
    let mut case = Case::accepted(&fresh).await;
    let page = format!("/can-bo/{}", case.number);
    let fields = [
        ("kind", "other"),
        ("name", "Trích lục <khai sinh>"),
        ("number", "77/TLKS-BS"),
        ("paper", "file"),
        ("issued_on", "19/11/2026"),
        ("then", "now"),
    ];
    let refused = case.record(&fields, Some(b"no result")).await;
    assert_eq!(refused.header("location"), format!("{page}?loi=refused.result_file"));
    let form = |page: String| {
        let at = page.find("enctype=\"multipart/form-data\"").unwrap();
        let (before, form) = page.split_at(at);
        let is_open = before.rsplit("<details").next().unwrap().contains("open");
        (form.split("</form>").next().unwrap().to_owned(), is_open)
    };
    let (kept, is_open) = form(case.desk.open(&page).await.body);
    assert!(is_open);
    for typed in ["77/TLKS-BS", "Trích lục &lt;khai sinh&gt;", "19/11/2026"] {
        assert!(kept.contains(typed), "{typed} is not in {kept}");
    }
    let is_checked = |id: &str| {
        let input = kept
            .split("<input")
            .find(|one| one.contains(&format!("id=\"{id}\"")))
            .unwrap();
        input.split('>').next().unwrap().contains("checked")
    };
    assert!(is_checked("ket-qua-kind-other") && !is_checked("ket-qua-kind-0"));
    assert!(is_checked("ket-qua-paper-file") && !is_checked("ket-qua-paper-form"));
    let mut other = case.web.signed_in("can-bo-xuan-huong").await;
    let (elsewhere, _) = form(other.open(&page).await.body);
    assert!(!elsewhere.contains("77/TLKS-BS"), "another browser's is its own");

    let stale = [&fields[..], &[("seen", "0")]].concat();
    let refused = case.record(&stale, Some(&pdf("kq"))).await;
    assert_eq!(refused.header("location"), format!("{page}?loi=conflict"));
    assert!(form(case.desk.open(&page).await.body).0.contains("77/TLKS-BS"));
    let taken = case.record(&fields, Some(&pdf("kq"))).await;
    assert_eq!(taken.header("location"), page, "{}", taken.body);
    case.act(DeskAction::OpenCorrection {
        reason: "Sai ngày".to_owned(),
    })
    .await
    .unwrap();
    let (anew, is_open) = form(case.desk.open(&page).await.body);
    assert!(!anew.contains("77/TLKS-BS") && !is_open, "forgotten once it was taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_result_is_refused_with_the_reason_and_changes_nothing() {
    let fresh = Fresh::sqlite().await;
    let mut case = Case::accepted(&fresh).await;
    let before = case.seen().await.seen;
    let paper = pdf("kq");
    let finish = ("then", "now");
    let tries: [Try<'_>; 8] = [
        (&[("number", "1"), ("paper", "file"), finish], None, "result_no_file"),
        (
            &[("number", "1"), ("paper", "file"), finish],
            Some(b"hello"),
            "result_file",
        ),
        (
            &[("number", ""), ("paper", "file"), finish],
            Some(&paper),
            "number_missing",
        ),
        (
            &[("number", "1"), ("paper", "file"), finish, ("issued_on", "21/11/2026")],
            Some(&paper),
            "issued_later",
        ),
        (
            &[("number", "1"), ("paper", "file"), finish, ("issued_on", "hôm qua")],
            Some(&paper),
            "result_no_date",
        ),
        (
            &[("number", "1"), ("paper", "none"), finish, ("kind", "other")],
            None,
            "result_unsaid",
        ),
        (
            &[("number", "1"), ("paper", "none"), ("then", "sign")],
            None,
            "paper_missing",
        ),
        (
            &[("number", "1"), ("paper", "none"), finish, ("seen", "1")],
            None,
            "conflict",
        ),
    ];
    for (fields, file, code) in tries {
        let answer = case.record(fields, file).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{code}: {}", answer.body);
        assert!(told(&answer).contains(code), "{code}: {}", told(&answer));
        assert_eq!(case.seen().await.seen, before, "{code}");
        let page = case.desk.open(told(&answer)).await.body;
        assert!(page.contains("alert-problem"), "{code}: {page}");
    }
    let answer = case.record(&[("number", "7"), ("paper", "none"), finish], None).await;
    assert_eq!(told(&answer), format!("/can-bo/{}", case.number));
    let results = case.owner().await.results;
    assert!(
        results[0].files.is_empty() && results[0].verify.is_some(),
        "on paper alone, and proven all the same"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_fails_leaves_draft_and_dossier_as_they_were() {
    let fresh = Fresh::sqlite().await;
    let mut case = Case::accepted(&fresh).await;
    let draft = [("number", "1"), ("paper", "form"), ("then", "sign")];
    case.record(&draft, None).await;
    let before = case.seen().await.seen;
    let key = case
        .web
        .folder()
        .join("data/demonstration-signers/can-bo-xuan-huong.pem");
    std::fs::write(&key, "nothing").unwrap();
    let refused = case.act(DeskAction::Sign).await.unwrap_err();
    assert_eq!(refused, motcua_app::api::ApiError::Refused("not_signed".to_owned()));
    let seen = case.seen().await;
    assert_eq!(seen.seen, before);
    assert!(seen.results.draft.is_some());
    std::fs::remove_file(&key).unwrap();
    case.act(DeskAction::Sign).await.unwrap();
    assert_eq!(case.seen().await.status, Status::Finished);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_desk_of_the_dossier_records_results() {
    let fresh = Fresh::sqlite().await;
    let case = Case::accepted(&fresh).await;
    let fields = [
        ("seen", "2"),
        ("kind", "0"),
        ("number", "1"),
        ("issued_on", "20/11/2026"),
        ("paper", "none"),
        ("then", "now"),
    ];
    for (who, gets) in [
        (None, StatusCode::SEE_OTHER),
        (Some("hung"), StatusCode::FORBIDDEN),
        (Some("lan"), StatusCode::FORBIDDEN),
        (Some("can-bo-mui-ne"), StatusCode::NOT_FOUND),
    ] {
        let mut visitor = match who {
            Some(who) => case.web.signed_in(who).await,
            None => case.web.visitor(),
        };
        let answer = post(&mut visitor, &case.number, (&fields, None)).await;
        assert_eq!(answer.status, gets, "{who:?}");
        assert!(
            who.is_some() || told(&answer).starts_with("/dang-nhap"),
            "{}",
            told(&answer)
        );
    }
    let stranger = Request::post(format!("/can-bo/{}/ket-qua", case.number))
        .header(header::ORIGIN, "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header(header::HOST, HOST);
    let answer = case.desk.clone().send(stranger, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(case.owner().await.results.is_empty());
}
