//! Asking other bodies, on both engines: asked, seen by the asked body alone, answered with a file, silent, finished.

use axum::{
    Extension,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers},
    views::{
        AskedView, ClosedHow, ConsultAction, ConsultationsView, DeskAction, DeskActionKind, DeskDossier, Me,
        OpinionInput, QueueQuery, TrackView,
    },
};
use motcua_core::{
    actor::Role,
    calendar::Moment,
    dossier::{DossierNumber, Position, Status},
    notification::Matter,
    office::Risk,
};
use motcua_server::{audit, files::routes, services::Portal, workers, workers::watch};
use time::macros::datetime;
use tower::ServiceExt;

use crate::common::Fresh;
use crate::filing::{file, pdf};
use crate::setup::{data, never, portal_of, sign_in};

/// A Friday; Tuesday the 24th is a day off.
const NOW: &str = "2026-11-20T09:30";

/// The department of justice, and a commune that nobody asks.
const JUSTICE: &str = "H36.03";
const OTHER: &str = "H36.101";

struct Case {
    portal: Portal,
    lan: Me,
    officer: Me,
    justice: Me,
    stranger: Me,
    number: DossierNumber,
}

impl Case {
    /// A birth in work, at a portal where it takes ten working days.
    async fn in_work(fresh: &Fresh) -> Self {
        let text = data("procedures/1.001193.toml").unwrap();
        let text = text.replacen(r#"within = "same_day""#, "within = { working_days = 10 }", 1);
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &text).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let case = Self {
            officer: sign_in(&portal, "can-bo-xuan-huong").await,
            justice: sign_in(&portal, "can-bo-so-tu-phap").await,
            stranger: sign_in(&portal, "can-bo-mui-ne").await,
            portal,
            lan,
            number,
        };
        case.act(DeskAction::Accept).await.unwrap();
        case.act(DeskAction::StartProcessing).await.unwrap();
        case
    }

    async fn desk(&self) -> DeskDossier {
        self.portal.dossier(&self.officer, self.number.clone()).await.unwrap()
    }

    async fn asked_of(&self) -> ConsultationsView {
        self.desk().await.consultations
    }

    async fn act(&self, action: DeskAction) -> Result<(), ApiError> {
        let seen = self.desk().await.seen;
        self.portal.act(&self.officer, self.number.clone(), seen, action).await
    }

    async fn consult(&self, action: ConsultAction) -> Result<(), ApiError> {
        let seen = self.desk().await.seen;
        let number = self.number.clone();
        self.portal.consult(&self.officer, number, seen, action).await
    }

    async fn question(&self, me: &Me, question: u64) -> Result<AskedView, ApiError> {
        self.portal.question(me, self.number.clone(), question).await
    }

    async fn answer(&self, me: &Me, question: u64, opinion: OpinionInput) -> Result<(), ApiError> {
        self.portal.answer(me, self.number.clone(), question, opinion).await
    }

    async fn get(&self, me: &Me, path: &str) -> StatusCode {
        self.send(me, Request::get(path).body(Body::empty()).unwrap()).await.0
    }

    /// Sends a request to the routes of files as somebody; returns the status and where it leads.
    async fn send(&self, me: &Me, request: Request<Body>) -> (StatusCode, String) {
        let site = routes(self.portal.clone()).layer(Extension(me.clone()));
        let answer: Response = site.oneshot(request).await.unwrap();
        let to = answer.headers().get(header::LOCATION);
        let to = to.map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        let status = answer.status();
        to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, to)
    }

    async fn upload(&self, me: &Me, question: u64, name: &str, bytes: &[u8]) -> (StatusCode, String) {
        let mut body = format!(
            "--X\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--X--\r\n");
        let request = Request::post(format!("/can-bo/lay-y-kien/{}/{question}/tep", self.number))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
            .body(Body::from(body))
            .unwrap();
        self.send(me, request).await
    }
}

fn ask(to: &[&str], papers: Vec<String>) -> ConsultAction {
    ConsultAction::Ask {
        to: to.iter().map(|code| (*code).to_owned()).collect(),
        words: "Hồ sơ gốc của trẻ còn lưu ở Sở không?".to_owned(),
        papers,
        within: "d2".to_owned(),
    }
}

fn opinion(position: Position, words: &str, file: Option<String>) -> OpinionInput {
    OpinionInput {
        position,
        words: words.to_owned(),
        file,
    }
}

fn refused<T>(code: &str) -> Result<T, ApiError> {
    Err(ApiError::Refused(code.to_owned()))
}

#[tokio::test]
async fn a_body_is_asked_sees_only_its_question_and_papers_and_answers_with_a_file() {
    for fresh in Fresh::all().await {
        let case = Case::in_work(&fresh).await;
        let before = case.desk().await;
        let form = before.consultations.form.clone().unwrap();
        assert!(form.departments.iter().any(|(code, _)| code == JUSTICE));
        assert!(
            !form.others.iter().any(|(code, _)| code == "H36.175"),
            "not one's own agency"
        );
        assert_eq!(form.within[3], ("d2".to_owned(), "17:00 ngày 25/11/2026".to_owned()));
        let paper = form.papers[0].id;
        let unsent = format!("/tep/{paper}");
        assert_eq!(case.get(&case.justice, &unsent).await, StatusCode::NOT_FOUND);

        assert_eq!(case.consult(ask(&[], vec![])).await, refused("nobody_asked"));
        assert_eq!(case.consult(ask(&["H36.175"], vec![])).await, refused("own_agency"));
        assert_eq!(case.consult(ask(&["H99"], vec![])).await, Err(ApiError::NotFound));
        let foreign = vec!["0190163d-8694-739b-aea5-966c26f8ad91".to_owned()];
        assert_eq!(case.consult(ask(&[JUSTICE], foreign)).await, Err(ApiError::NotFound));
        case.consult(ask(&[JUSTICE], vec![paper.to_string()])).await.unwrap();
        assert_eq!(case.consult(ask(&[JUSTICE], vec![])).await, refused("asked_already"));

        let view = case.desk().await;
        assert_eq!(view.receipt.due, before.receipt.due, "the dossier's own clock runs on");
        let line = view.consultations.lines[0].clone();
        assert_eq!(
            (line.due.as_str(), line.minutes_left),
            ("17:00 ngày 25/11/2026", Some(1_350))
        );
        assert!(
            !view.allowed.contains(&DeskActionKind::Finish),
            "not over an open question"
        );
        let finish = || DeskAction::Finish {
            result: "Giấy khai sinh số 12/2026".to_owned(),
        };
        assert_eq!(case.act(finish()).await, refused("consultation_open"));

        // The applicant is told whom and until when, and none of the words.
        let TrackView::Owner(seen) = case.portal.track(&case.lan, case.number.clone()).await.unwrap() else {
            panic!("not the owner's")
        };
        assert_eq!(
            seen.consulting,
            [(
                "Sở Tư pháp tỉnh Lâm Đồng".to_owned(),
                "17:00 ngày 25/11/2026".to_owned()
            )]
        );
        assert!(!format!("{seen:?}").contains("còn lưu ở Sở"));

        // The asked body finds it on its desk; it reaches the question and that paper, and nothing else.
        let list = case.portal.asked(&case.justice).await.unwrap();
        assert_eq!(
            (list.open.len(), list.open[0].number.as_str()),
            (1, case.number.as_str())
        );
        assert!(case.portal.asked(&case.stranger).await.unwrap().open.is_empty());
        assert_eq!(
            case.portal
                .queue(&case.justice, QueueQuery::default())
                .await
                .unwrap()
                .asked,
            1
        );
        let question = line.question;
        let asked = case.question(&case.justice, question).await.unwrap();
        assert!(asked.may_answer && asked.words.contains("còn lưu ở Sở"));
        assert_eq!(asked.papers.len(), 1);
        assert!(!format!("{asked:?}").contains("An Nhiên") && !format!("{asked:?}").contains("Mai Lan"));
        assert_eq!(case.get(&case.justice, &unsent).await, StatusCode::OK);
        assert_eq!(
            case.portal.dossier(&case.justice, case.number.clone()).await,
            Err(ApiError::NotFound)
        );
        for stranger in [&case.stranger, &case.officer] {
            assert_eq!(case.question(stranger, question).await, Err(ApiError::NotFound));
        }
        assert_eq!(case.question(&case.lan, question).await, Err(ApiError::NotAllowed));
        assert_eq!(case.get(&case.stranger, &unsent).await, StatusCode::NOT_FOUND);

        // A file first, then the answer with it.
        let page = format!("/can-bo/lay-y-kien/{}/{question}", case.number);
        let wrong = case.upload(&case.justice, question, "a.pdf", b"no file at all").await;
        assert!(wrong.1.starts_with(&format!("{page}?loi=refused.upload_")), "{wrong:?}");
        for name in ["nhầm.pdf", "công văn 12.pdf"] {
            let done = case.upload(&case.justice, question, name, &pdf(name)).await;
            assert_eq!(done, (StatusCode::SEE_OTHER, page.clone()));
        }
        for stranger in [&case.stranger, &case.officer] {
            let denied = case.upload(stranger, question, "x.pdf", &pdf("x")).await;
            assert_eq!(denied.0, StatusCode::NOT_FOUND);
        }
        let held = case.question(&case.justice, question).await.unwrap().file.unwrap();
        assert_eq!(held.name, "công văn 12.pdf");
        let sent = format!("/tep/{}", held.id);
        assert_eq!(
            case.get(&case.officer, &sent).await,
            StatusCode::NOT_FOUND,
            "not answered yet"
        );
        let silent = opinion(Position::Disagree, "  ", None);
        assert_eq!(
            case.answer(&case.justice, question, silent).await,
            refused("reason_missing")
        );
        let good = opinion(Position::Agree, "Hồ sơ gốc còn lưu.", Some(held.id.to_string()));
        for stranger in [&case.stranger, &case.officer] {
            assert_eq!(
                case.answer(stranger, question, good.clone()).await,
                Err(ApiError::NotFound)
            );
        }
        case.answer(&case.justice, question, good.clone()).await.unwrap();
        assert_eq!(
            case.answer(&case.justice, question, good).await,
            refused("no_consultation")
        );

        let line = case.asked_of().await.lines.remove(0);
        let end = line.closed.unwrap();
        assert_eq!((end.how, end.was_late), (ClosedHow::Answered(Position::Agree), false));
        assert_eq!((end.words.as_str(), end.files.len()), ("Hồ sơ gốc còn lưu.", 1));
        assert_eq!(case.get(&case.officer, &sent).await, StatusCode::OK);
        assert_eq!(case.get(&case.justice, &sent).await, StatusCode::OK);
        assert_eq!(
            case.get(&case.lan, &sent).await,
            StatusCode::NOT_FOUND,
            "not the applicant's"
        );
        assert_eq!(case.get(&case.stranger, &sent).await, StatusCode::NOT_FOUND);
        assert_eq!(
            case.get(&case.justice, &unsent).await,
            StatusCode::NOT_FOUND,
            "its papers are closed again"
        );
        let asked = case.question(&case.justice, question).await.unwrap();
        assert!(asked.papers.is_empty() && !asked.may_answer);
        let list = case.portal.asked(&case.justice).await.unwrap();
        assert_eq!(
            (list.open.len(), list.closed[0].outcome.as_deref()),
            (0, Some("answered"))
        );

        case.act(finish()).await.unwrap();
        let TrackView::Owner(seen) = case.portal.track(&case.lan, case.number.clone()).await.unwrap() else {
            panic!("not the owner's")
        };
        assert_eq!((seen.status, seen.consulting.len()), (Status::Finished, 0));
        let kinds: Vec<&str> = seen.timeline.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "submitted",
                "accepted",
                "processing_started",
                "consultation_asked",
                "consultation_answered",
                "finished"
            ]
        );
        assert!(!format!("{:?}", seen.timeline).contains("Hồ sơ gốc còn lưu"));
        let looks = motcua_app::backend::Profile::mine(&case.portal, &case.lan)
            .await
            .unwrap();
        assert!(
            format!("{looks:?}").contains("Vũ Hoàng Nam"),
            "the owner is told who looked"
        );
        let report = audit::verify(&fresh.db, &case.portal.parts().files).await.unwrap();
        assert_eq!(report.problems, []);
        fresh.end().await;
    }
}

/// Lists what somebody was told of the case's dossier by its matter, with the question it leads to.
async fn notices(case: &Case, me: &Me, matter: Matter) -> Vec<(Option<u64>, String, Option<String>)> {
    workers::drain(&case.portal, never()).await.unwrap();
    let lines = case.portal.notifications(me, None).await.unwrap().lines;
    let ours = lines
        .into_iter()
        .filter(|line| line.number == case.number.as_str() && line.matter == matter);
    ours.map(|line| (line.question, line.body, line.due)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_answer_is_told_of_the_question_once_and_whoever_asked_of_the_answer() {
    for fresh in Fresh::all().await {
        let case = Case::in_work(&fresh).await;
        let asker = crate::process::officer(&case.portal, &case.officer, "thu-ly", &[Role::Processing]).await;
        let seen = case.desk().await.seen;
        case.portal
            .consult(&asker, case.number.clone(), seen, ask(&[JUSTICE], vec![]))
            .await
            .unwrap();
        let question = case.asked_of().await.lines[0].question;
        let justice = "Sở Tư pháp tỉnh Lâm Đồng".to_owned();
        let due = Some("17:00 ngày 25/11/2026".to_owned());
        for _ in 0..2 {
            assert_eq!(
                notices(&case, &case.justice, Matter::ConsultationAsked).await,
                [(Some(question), justice.clone(), due.clone())]
            );
        }
        for other in [&asker, &case.officer, &case.stranger, &case.lan] {
            assert!(notices(&case, other, Matter::ConsultationAsked).await.is_empty());
        }
        let unread = async |me: &Me| {
            let lines = case.portal.notifications(me, None).await.unwrap().lines;
            lines.iter().filter(|line| !line.is_read).count()
        };
        assert_eq!(unread(&case.justice).await, 1);
        case.question(&case.justice, question).await.unwrap();
        assert_eq!(unread(&case.justice).await, 0, "reading the question reads the notice");

        let words = opinion(Position::Agree, "Hồ sơ gốc còn lưu.", None);
        case.answer(&case.justice, question, words).await.unwrap();
        let told = [(None, justice, None)];
        assert_eq!(notices(&case, &asker, Matter::ConsultationAnswered).await, told);
        let holder = case.desk().await.process.holder;
        assert_eq!(holder, case.officer.name, "somebody else has the dossier");
        assert_eq!(notices(&case, &case.officer, Matter::ConsultationAnswered).await, told);
        for other in [&case.justice, &case.stranger, &case.lan] {
            assert!(notices(&case, other, Matter::ConsultationAnswered).await.is_empty());
        }
        case.portal.dossier(&asker, case.number.clone()).await.unwrap();
        assert_eq!(unread(&asker).await, 0, "the dossier's page shows the answer");
        fresh.end().await;
    }
}

/// Lists whom the silence of asked bodies is told.
async fn told(fresh: &Fresh) -> Vec<String> {
    let mut conn = fresh.db.reader().await.unwrap();
    let table = motcua_server::store::dump::TABLES
        .iter()
        .find(|table| table.name == "outbox")
        .unwrap();
    let mut told = Vec::new();
    table
        .each(&mut conn, |cells| {
            let body: serde_json::Value = serde_json::from_str(cells[4].as_str().unwrap()).unwrap();
            if cells[3] == "consultation_silent" {
                told.push(body["to"].as_str().unwrap().to_owned());
            }
            Ok(())
        })
        .await
        .unwrap();
    told.sort();
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_told_the_head_and_the_asker_once_and_presses_in_the_queue() {
    for fresh in Fresh::all().await {
        let case = Case::in_work(&fresh).await;
        let asker = crate::process::officer(&case.portal, &case.officer, "thu-ly", &[Role::Processing]).await;
        let seen = case.desk().await.seen;
        let wish = ask(&[JUSTICE, OTHER], vec![]);
        case.portal
            .consult(&asker, case.number.clone(), seen, wish)
            .await
            .unwrap();
        let answered = case.asked_of().await.lines[1].question;
        let none = opinion(Position::NoOpinion, "", None);
        case.answer(&case.stranger, answered, none).await.unwrap();
        let risk = async || {
            let queue = case.portal.queue(&case.officer, QueueQuery::default()).await.unwrap();
            queue.lines[0].risk
        };
        let at = |now| case.portal.parts().clock.set(Moment::from_local(now));
        at(datetime!(2026-11-25 17:00));
        assert_eq!(
            watch(&case.portal, never()).await.unwrap(),
            0,
            "its date is not over yet"
        );
        at(datetime!(2026-11-25 16:59));
        assert_eq!(risk().await, Risk::InTime);
        at(datetime!(2026-11-25 17:01));
        assert_eq!(risk().await, Risk::Near, "the silence presses");
        let (one, two) = tokio::join!(watch(&case.portal, never()), watch(&case.portal, never()));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(watch(&case.portal, never()).await.unwrap(), 0);
        let mut whom = [&asker, &case.officer].map(|one| one.account.unwrap().to_string());
        whom.sort();
        assert_eq!(told(&fresh).await, whom, "whoever asked, and the head");
        let view = case.desk().await;
        let line = &view.consultations.lines[0];
        assert_eq!(line.reported_at.as_deref(), Some("17:01 ngày 25/11/2026"));
        assert!(line.minutes_left.is_some_and(|left| left <= 0));
        assert_eq!(
            view.receipt.due.as_ref().unwrap().at,
            "17:00 ngày 07/12/2026",
            "nothing is paused"
        );
        let withdraw = |reason: &str| ConsultAction::Withdraw {
            question: line.question,
            reason: reason.to_owned(),
        };
        assert_eq!(case.consult(withdraw(" ")).await, refused("reason_missing"));
        case.consult(withdraw("Quá hạn trả lời, phường tự quyết định"))
            .await
            .unwrap();
        assert_eq!(risk().await, Risk::InTime, "nobody is waited for any more");
        case.act(DeskAction::Finish {
            result: "Giấy khai sinh số 13".to_owned(),
        })
        .await
        .unwrap();
        assert!(case.portal.asked(&case.justice).await.unwrap().open.is_empty());
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_question_lapses_with_its_dossier_and_only_who_works_on_it_asks() {
    let fresh = Fresh::sqlite().await;
    let case = Case::in_work(&fresh).await;
    let reception = Me {
        duties: Some(vec![Role::Reception]),
        ..case.officer.clone()
    };
    let seen = case.desk().await.seen;
    let denied = case
        .portal
        .consult(&reception, case.number.clone(), seen, ask(&[JUSTICE], vec![]))
        .await;
    assert_eq!(denied, Err(ApiError::NotAllowed));
    let stale = case
        .portal
        .consult(&case.officer, case.number.clone(), seen - 1, ask(&[JUSTICE], vec![]))
        .await;
    assert_eq!(stale, Err(ApiError::Conflict));
    case.consult(ask(&[JUSTICE], vec![])).await.unwrap();
    let question = case.asked_of().await.lines[0].question;
    let only_reads = Me {
        duties: Some(vec![Role::Reception]),
        ..case.justice.clone()
    };
    assert!(!case.question(&only_reads, question).await.unwrap().may_answer);
    let words = opinion(Position::Agree, "Đồng ý", None);
    assert_eq!(
        case.answer(&only_reads, question, words.clone()).await,
        Err(ApiError::NotAllowed)
    );
    case.act(DeskAction::Stop {
        reason: "Người nộp xin dừng".to_owned(),
    })
    .await
    .unwrap();
    assert_eq!(
        case.answer(&case.justice, question, words).await,
        refused("no_consultation")
    );
    let list = case.portal.asked(&case.justice).await.unwrap();
    assert_eq!(
        (list.open.len(), list.closed[0].outcome.as_deref()),
        (0, Some("lapsed"))
    );
    assert!(case.asked_of().await.form.is_none());
    fresh.end().await;
}
