//! The law at the desk and on the owner's page: one extension with an apology, one complete request, withdrawals answered,
//! results handed over and corrected, and promised dates watched, each stage told once.

use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Drafts},
    views::{DefectInput, DeskAction, DeskActionKind, DeskDossier, Go, Me, OwnerView, QueueQuery, StepBody, TrackView},
};
use motcua_core::{
    calendar::Moment,
    deadline::Stage,
    dossier::{DeliveryState, DossierNumber, HandedOver, PaymentState, Status},
};
use motcua_server::{services::Portal, store::Db, workers::watch};
use time::macros::datetime;

use crate::common::Fresh;
use crate::filing::{attach, file, request_of};
use crate::setup::{data, never, portal_of, sign_in};

/// A Friday; 24 November is a day off.
const NOW: &str = "2026-11-20T09:30";

/// The birth procedure with a period of so many working days.
pub fn birth_within(days: u32) -> String {
    let text = data("procedures/1.001193.toml").unwrap();
    assert!(text.contains(r#"within = "same_day""#));
    text.replacen(
        r#"within = "same_day""#,
        &format!("within = {{ working_days = {days} }}"),
        1,
    )
}

struct Case {
    portal: Portal,
    lan: Me,
    officer: Me,
    number: DossierNumber,
}

impl Case {
    /// A birth filed at a portal where it takes five working days.
    async fn filed(fresh: &Fresh) -> Self {
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth_within(5)).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        Self {
            portal,
            lan,
            officer,
            number,
        }
    }

    async fn accepted(fresh: &Fresh) -> Self {
        let case = Self::filed(fresh).await;
        case.act(DeskAction::Accept).await.unwrap();
        case
    }

    async fn desk(&self) -> DeskDossier {
        self.portal.dossier(&self.officer, self.number.clone()).await.unwrap()
    }

    async fn act(&self, action: DeskAction) -> Result<(), ApiError> {
        let seen = self.desk().await.seen;
        self.portal.act(&self.officer, self.number.clone(), seen, action).await
    }

    async fn owner(&self) -> OwnerView {
        match self.portal.track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view,
            TrackView::Public(view) => panic!("not the owner's: {view:?}"),
        }
    }

    fn at(&self, now: time::PrimitiveDateTime) {
        self.portal.parts().clock.set(Moment::from_local(now));
    }
}

fn refused<T>(code: &str) -> Result<T, ApiError> {
    Err(ApiError::Refused(code.to_owned()))
}

fn extend(days: Option<u32>, on: &str) -> DeskAction {
    DeskAction::Extend {
        days,
        on: on.to_owned(),
        reason: "Xin lỗi, chưa xác minh xong nơi cư trú cũ".to_owned(),
    }
}

fn ask(places: &[&str]) -> DeskAction {
    let items = places.iter().map(|at| DefectInput {
        at: (*at).to_owned(),
        reason: format!("Sửa {at}"),
    });
    DeskAction::AskSupplement { items: items.collect() }
}

#[tokio::test]
async fn a_date_is_moved_once_with_an_apology_at_least_a_day_before() {
    for fresh in Fresh::all().await {
        let case = Case::accepted(&fresh).await;
        let view = case.desk().await;
        assert!(view.allowed.contains(&DeskActionKind::Extend));
        assert_eq!(view.receipt.due.as_ref().unwrap().at, "17:00 ngày 30/11/2026");
        assert_eq!(
            view.extensions[..2],
            [(1, "01/12/2026".to_owned()), (2, "02/12/2026".to_owned())]
        );
        for (wish, code) in [
            (extend(None, ""), "extend_unsaid"),
            (extend(Some(2), "02/12/2026"), "extend_twice"),
            (extend(None, "31/02/2026"), "extend_no_date"),
            (extend(None, "27/11/2026"), "not_later"),
            (extend(None, "2026-12-05"), "day_off"),
        ] {
            assert_eq!(case.act(wish).await, refused(code));
        }
        let silent = DeskAction::Extend {
            days: Some(2),
            on: String::new(),
            reason: " ".to_owned(),
        };
        assert_eq!(case.act(silent).await, refused("reason_missing"));
        let mut late = Case::filed(&fresh).await;
        late.act(DeskAction::Accept).await.unwrap();
        late.at(datetime!(2026-11-30 8:00));
        late.officer = sign_in(&late.portal, "can-bo-xuan-huong").await;
        assert!(late.desk().await.extensions.is_empty());
        assert_eq!(late.act(extend(Some(2), "")).await, refused("too_late_to_extend"));

        case.act(extend(Some(2), "")).await.unwrap();
        let view = case.desk().await;
        assert!(!view.allowed.contains(&DeskActionKind::Extend) && view.extensions.is_empty());
        assert_eq!(case.act(extend(None, "2026-12-10")).await, refused("already_extended"));
        let seen = case.owner().await;
        let due = seen.receipt.due.unwrap();
        assert_eq!(due.at, "17:00 ngày 02/12/2026");
        assert_eq!(
            due.explanation.len(),
            11 + 3,
            "the days up to the former date, two more, and why"
        );
        let extension = seen.extension.unwrap();
        assert_eq!(extension.former.as_deref(), Some("17:00 ngày 30/11/2026"));
        assert_eq!(extension.due, "17:00 ngày 02/12/2026");
        assert!(extension.reason.starts_with("Xin lỗi"));
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_second_request_names_the_place_it_may_not_ask_and_the_officer_sees_first_what_changed() {
    for fresh in Fresh::all().await {
        let case = Case::filed(&fresh).await;
        assert!(case.desk().await.changes.is_none() && case.desk().await.settled.is_empty());
        let asked = ["child.full_name", "paper:witness_statement"];
        case.act(ask(&asked)).await.unwrap();
        let at = case.portal.supplement(&case.lan, case.number.clone()).await.unwrap();
        let step = case.portal.step(&case.lan, at.draft, "child".to_owned(), false).await;
        let StepBody::Section(section) = step.unwrap().body else {
            panic!("no section")
        };
        let mut child = section.answers.clone();
        child.set("child.full_name", "Trần An Nhiên").unwrap();
        child.set("child.hometown.street", "12 Hai Bà Trưng").unwrap();
        let (step, go) = ("child".to_owned(), Go::Review);
        case.portal.save(&case.lan, at.draft, step, child, go).await.unwrap();
        attach(&case.portal, &case.lan, at.draft, "witness_statement").await;
        let request = request_of(&case.portal, &case.lan, at.draft).await;
        case.portal.submit(&case.lan, at.draft, request, true).await.unwrap();

        let view = case.desk().await;
        let changes = view.changes.clone().unwrap();
        let names: Vec<(&str, &str)> = (changes.answers.iter())
            .map(|one| (one.before.as_str(), one.after.as_str()))
            .collect();
        assert_eq!(names[0], ("Nguyễn Trần An Nhiên", "Trần An Nhiên"));
        assert_eq!(changes.answers.len(), 2, "{changes:?}");
        assert_eq!(changes.answers[0].asked.as_deref(), Some("Sửa child.full_name"));
        assert_eq!(
            changes.answers[1].asked, None,
            "what was changed unasked is shown as well"
        );
        assert!(changes.answers[1].after.contains("Hai Bà Trưng"));
        assert_eq!(changes.papers.len(), 1);
        assert_eq!((changes.papers[0].before.len(), changes.papers[0].after.len()), (0, 1));
        assert_eq!(changes.papers[0].asked.as_deref(), Some("Sửa paper:witness_statement"));

        assert!(view.settled.contains(&"child.birth_date".to_owned()));
        assert!(!view.settled.iter().any(|at| asked.contains(&at.as_str())));
        let Err(ApiError::Refused(code)) = case.act(ask(&["child.full_name", "child.birth_date"])).await else {
            panic!("a second request for what was visible in the first")
        };
        let name = code.strip_prefix("already_visible:").unwrap();
        assert!(name.contains("sinh"), "the place is named as the form names it: {name}");
        assert_eq!(case.desk().await.status, Status::Accepted);
        case.act(ask(&["child.full_name"])).await.unwrap();
        assert_eq!(case.desk().await.status, Status::AwaitingSupplement);
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_wish_to_withdraw_is_read_declined_or_confirmed() {
    let fresh = Fresh::sqlite().await;
    let case = Case::accepted(&fresh).await;
    let why = "Tôi sẽ nộp ở nơi khác".to_owned();
    let hostile = "a\u{202e}b".to_owned();
    let wish = |reason: String| case.portal.withdraw(&case.lan, case.number.clone(), reason);
    assert_eq!(wish(hostile).await, refused("hostile_text"));
    wish(why.clone()).await.unwrap();
    assert!(case.owner().await.withdrawal_pending && !case.owner().await.can_withdraw);
    let view = case.desk().await;
    assert_eq!(view.withdrawal.unwrap().words, Some(why));
    let decline = DeskAction::DeclineWithdrawal {
        reason: "Giấy khai sinh đã ký".to_owned(),
    };
    case.act(decline.clone()).await.unwrap();
    assert_eq!(case.act(decline).await, refused("no_withdrawal"));
    assert!(case.desk().await.withdrawal.is_none());
    let seen = case.owner().await;
    assert_eq!(
        seen.timeline.last().unwrap().said.as_deref(),
        Some("Giấy khai sinh đã ký")
    );
    wish(String::new()).await.unwrap();
    assert_eq!(case.desk().await.withdrawal.unwrap().words, None);
    case.act(DeskAction::ConfirmWithdrawal).await.unwrap();
    assert_eq!(case.owner().await.status, Status::Withdrawn);
    fresh.end().await;
}

#[tokio::test]
async fn an_error_of_the_agency_is_corrected_under_the_rules_of_the_day_of_reception() {
    for fresh in Fresh::all().await {
        let mut case = Case::accepted(&fresh).await;
        let correct = |result: &str| DeskAction::Correct {
            result: result.to_owned(),
        };
        let open = || DeskAction::OpenCorrection {
            reason: "Sai ngày sinh".to_owned(),
        };
        let hand_over = |how, name: &str| DeskAction::ReturnResult {
            how,
            received_by: name.to_owned(),
        };
        let finish = DeskAction::Finish {
            result: "Giấy khai sinh số 12/2026".to_owned(),
        };
        assert_eq!(case.act(open()).await, refused("no_result"));
        case.act(finish).await.unwrap();
        assert_eq!(case.desk().await.states.delivery, DeliveryState::Ready);
        let at_counter = |name| hand_over(HandedOver::Counter, name);
        assert_eq!(case.act(at_counter(" ")).await, refused("receiver_missing"));
        case.act(at_counter("Trần Thị Mai Lan")).await.unwrap();
        assert_eq!(
            case.portal
                .queue(&case.officer, QueueQuery::default())
                .await
                .unwrap()
                .lines
                .len(),
            0
        );
        let before = case.desk().await;
        assert_eq!(before.states.delivery, DeliveryState::HandedOver(HandedOver::Counter));
        assert_eq!(
            before.timeline.last().unwrap().said.as_deref(),
            Some("Trần Thị Mai Lan")
        );

        // The province makes it slower and calls it otherwise; who was received before stays under the old rules.
        let newer = birth_within(30).replacen("Đăng ký khai sinh", "Khai sinh theo luật mới", 1);
        case.portal = portal_of(&fresh.db, fresh.folder.path(), "2026-12-07T08:00", &newer).await;
        (case.lan, case.officer) = (
            sign_in(&case.portal, "lan").await,
            sign_in(&case.portal, "can-bo-xuan-huong").await,
        );
        case.act(open()).await.unwrap();
        assert_eq!(case.act(open()).await, refused("correction_open"));
        let view = case.desk().await;
        assert_eq!(view.status, Status::Returned, "the law knows no way back from a result");
        let correction = view.correction.clone().unwrap();
        assert_eq!(
            correction.due.as_deref(),
            Some("17:00 ngày 14/12/2026"),
            "five working days"
        );
        assert_eq!(view.receipt.procedure, before.receipt.procedure);
        assert_eq!(
            view.receipt.due, before.receipt.due,
            "what was promised stays as it was"
        );
        assert_eq!(case.owner().await.correction, Some(correction));
        assert_eq!(
            case.portal
                .queue(&case.officer, QueueQuery::default())
                .await
                .unwrap()
                .lines
                .len(),
            1
        );
        assert_eq!(case.act(at_counter("A")).await, refused("correction_open"));
        case.act(correct("Giấy khai sinh số 12/2026, đã sửa")).await.unwrap();
        assert_eq!(case.act(correct("x")).await, refused("no_correction"));
        let view = case.desk().await;
        assert!(view.allowed.contains(&DeskActionKind::ReturnResult));
        assert_eq!(
            (view.status, view.states.delivery),
            (Status::Returned, DeliveryState::Ready)
        );
        assert_eq!(
            case.act(hand_over(HandedOver::Post, "")).await,
            refused("post_unsigned"),
            "by post the recipient signs first"
        );
        case.act(hand_over(HandedOver::Online, "")).await.unwrap();
        let view = case.desk().await;
        assert_eq!(view.states.delivery, DeliveryState::HandedOver(HandedOver::Online));
        assert_eq!(
            (view.status, view.states.payment),
            (Status::Returned, PaymentState::NothingAsked)
        );
        assert_eq!(view.allowed, [DeskActionKind::OpenCorrection, DeskActionKind::Revoke]);
        let seen = case.owner().await;
        assert_eq!(seen.result.as_deref(), Some("Giấy khai sinh số 12/2026, đã sửa"));
        let kinds: Vec<&str> = seen.timeline.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds[4..], ["correction_opened", "corrected", "correction_returned"]);
        assert_eq!(
            case.portal
                .queue(&case.officer, QueueQuery::default())
                .await
                .unwrap()
                .lines
                .len(),
            0
        );
        fresh.end().await;
    }
}

/// Lists what the outbox holds of promised dates: kind and who is told.
async fn told(db: &Db) -> Vec<(String, String)> {
    let mut conn = db.reader().await.unwrap();
    let table = motcua_server::store::dump::TABLES
        .iter()
        .find(|table| table.name == "outbox")
        .unwrap();
    let mut told = Vec::new();
    table
        .each(&mut conn, |cells| {
            let text = |at: usize| cells[at].as_str().unwrap_or_default().to_owned();
            let body: serde_json::Value = serde_json::from_str(&text(4)).unwrap();
            if text(3).starts_with("deadline_") {
                told.push((text(3), body["to"].as_str().unwrap_or_default().to_owned()));
            }
            Ok(())
        })
        .await
        .unwrap();
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn each_stage_of_a_promised_date_is_told_once_however_many_watch() {
    for fresh in Fresh::all().await {
        let case = Case::accepted(&fresh).await;
        let other = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth_within(5)).await;
        let look = async |now| {
            case.at(now);
            other.parts().clock.set(Moment::from_local(now));
            let (here, there) = tokio::join!(watch(&case.portal, never()), watch(&other, never()));
            here.unwrap() + there.unwrap()
        };
        let stages = async || -> Vec<Stage> {
            let officer = sign_in(&case.portal, "can-bo-xuan-huong").await;
            let view = case.portal.dossier(&officer, case.number.clone()).await.unwrap();
            view.warnings.iter().map(|warning| warning.stage).collect()
        };
        assert_eq!(look(datetime!(2026-11-27 7:59)).await, 0);
        assert_eq!(look(datetime!(2026-11-27 8:00)).await, 1);
        assert_eq!(look(datetime!(2026-11-27 8:01)).await, 0);
        assert_eq!(stages().await, [Stage::Soon]);
        case.act(extend(Some(1), "")).await.unwrap();
        assert_eq!(stages().await, [], "the date is another one now");
        assert_eq!(look(datetime!(2026-11-30 8:00)).await, 1, "and is warned of anew");
        assert_eq!(look(datetime!(2026-12-01 17:00)).await, 0);
        assert_eq!(look(datetime!(2026-12-01 17:01)).await, 1);
        assert_eq!(look(datetime!(2026-12-02 17:00)).await, 1);
        assert_eq!(look(datetime!(2027-01-20 17:00)).await, 0);
        assert_eq!(stages().await, [Stage::Soon, Stage::Overdue, Stage::Escalated]);
        let kinds = [
            "deadline_soon",
            "deadline_soon",
            "deadline_overdue",
            "deadline_escalated",
        ];
        let officer = sign_in(&case.portal, "can-bo-xuan-huong")
            .await
            .account
            .unwrap()
            .to_string();
        assert_eq!(
            told(&fresh.db).await,
            kinds.map(|kind| (kind.to_owned(), officer.clone()))
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_dossier_that_waits_or_is_over_is_not_warned_of_and_one_seen_late_is_told_all_that_matters() {
    let fresh = Fresh::sqlite().await;
    let case = Case::accepted(&fresh).await;
    case.act(ask(&["child.full_name"])).await.unwrap();
    case.at(datetime!(2027-02-01 9:00));
    assert_eq!(
        watch(&case.portal, never()).await.unwrap(),
        0,
        "the clock waits for the applicant"
    );
    let case = Case::accepted(&fresh).await;
    case.at(datetime!(2027-02-01 9:00));
    assert_eq!(
        watch(&case.portal, never()).await.unwrap(),
        2,
        "overdue, and the head is told; no warning after the fact"
    );
    let kinds: Vec<String> = told(&fresh.db).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["deadline_overdue", "deadline_escalated"]);
    fresh.end().await;
}
