//! Results by public post: chosen before filing or later, sent, signed for or returned; the clerk sees parcels and nothing else,
//! and only the recipient's signature ends a dossier.

use std::collections::BTreeMap;

use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Drafts},
    views::{DeskAction, DeskDossier, Me, OwnerView, ReturnInput, Settled, StepBody, Submitted, TrackView},
};
use motcua_core::{
    actor::Role as Duty,
    dossier::{DeliveryState, DossierNumber, HandedOver, PostState, Status},
};
use motcua_server::{audit, services::Portal, workers};

use crate::audit::tamper;
use crate::common::Fresh;
use crate::filing::{file, fill, request_of};
use crate::law::birth_within;
use crate::setup::{never, portal, portal_of, sign_in};

const NOW: &str = "2026-11-20T09:30";
const CARRIER: &str = "Nguyễn Văn Bưu";

fn by_post(address: &str) -> ReturnInput {
    ReturnInput {
        way: "post".to_owned(),
        name: "Trần Thị Mai Lan".to_owned(),
        phone: "0912 345 678".to_owned(),
        address: address.to_owned(),
    }
}

fn home() -> ReturnInput {
    by_post("12 Phan Bội Châu, phường Xuân Hương, Lâm Đồng")
}

fn signed() -> Settled {
    Settled::Delivered {
        received_by: "Trần Thị Mai Lan".to_owned(),
        signed_on: String::new(),
    }
}

fn back() -> Settled {
    Settled::CameBack {
        reason: "Gọi ba lần không gặp người nhận".to_owned(),
    }
}

fn refused(code: &str) -> Result<(), ApiError> {
    Err(ApiError::Refused(code.to_owned()))
}

/// A dossier and the people around it.
struct Case {
    portal: Portal,
    lan: Me,
    officer: Me,
    clerk: Me,
    number: DossierNumber,
}

impl Case {
    async fn filed(fresh: &Fresh) -> Self {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let number = file(&portal, &lan).await;
        let clerk = Me {
            duties: Some(vec![Duty::PostClerk]),
            ..officer.clone()
        };
        Self {
            portal,
            lan,
            officer,
            clerk,
            number,
        }
    }

    /// A result lies ready to go by post.
    async fn ready(fresh: &Fresh) -> Self {
        let case = Self::filed(fresh).await;
        case.choose(home()).await.unwrap();
        case.act(DeskAction::Accept).await.unwrap();
        let result = "Giấy khai sinh số 12/2026".to_owned();
        case.act(DeskAction::Finish { result }).await.unwrap();
        case
    }

    async fn choose(&self, way: ReturnInput) -> Result<(), ApiError> {
        self.portal.choose_return(&self.lan, self.number.clone(), way).await
    }

    async fn desk(&self) -> DeskDossier {
        self.portal.dossier(&self.officer, self.number.clone()).await.unwrap()
    }

    async fn owner(&self) -> OwnerView {
        match self.portal.track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view,
            TrackView::Public(view) => panic!("not the owner's: {view:?}"),
        }
    }

    async fn act(&self, action: DeskAction) -> Result<(), ApiError> {
        let seen = self.desk().await.seen;
        self.portal.act(&self.officer, self.number.clone(), seen, action).await
    }

    async fn order(&self) -> u64 {
        let seen = self.desk().await.seen;
        self.portal
            .order_post(&self.officer, self.number.clone(), seen)
            .await
            .unwrap();
        self.desk().await.posting.orders.pop().unwrap().order
    }

    async fn hand(&self, who: &Me, order: u64, code: &str) -> Result<(), ApiError> {
        let codes = BTreeMap::from([(format!("{}~{order}", self.number), code.to_owned())]);
        self.portal.hand_to_post(who, CARRIER.to_owned(), codes).await
    }

    async fn settle(&self, who: &Me, order: u64, settled: Settled) -> Result<(), ApiError> {
        self.portal.settle_post(who, self.number.clone(), order, settled).await
    }

    async fn told(&self) -> Vec<(&'static str, String, Option<String>)> {
        workers::drain(&self.portal, never()).await.unwrap();
        let page = self.portal.notifications(&self.lan, None).await.unwrap();
        let lines = page.lines.into_iter().rev();
        lines
            .map(|line| (line.matter.name(), line.item.unwrap_or_default(), line.due))
            .collect()
    }

    async fn is_sound(&self) {
        let report = audit::verify(&self.portal.parts().db, &self.portal.parts().files)
            .await
            .unwrap();
        assert!(report.is_clean(), "{report:?}");
    }
}

#[tokio::test]
async fn a_result_goes_by_post_from_the_choice_before_filing_to_the_signature() {
    for fresh in Fresh::all().await {
        let portal = portal_of(&fresh.db, fresh.folder.path(), NOW, &birth_within(5)).await;
        let lan = sign_in(&portal, "lan").await;
        let draft = fill(&portal, &lan).await;
        let review = |checked| {
            let (portal, lan) = (&portal, &lan);
            async move {
                match portal
                    .step(lan, draft, "xem-lai".to_owned(), checked)
                    .await
                    .unwrap()
                    .body
                {
                    StepBody::Review(review) => review.receive.unwrap(),
                    StepBody::Papers(_) | StepBody::Section(_) => panic!("no review"),
                }
            }
        };
        let first = review(false).await;
        assert_eq!((first.typed.way.as_str(), first.problem), ("online", None));
        assert!(!first.typed.name.is_empty(), "offered from the form");
        let request = request_of(&portal, &lan, draft).await;
        let wrong = ReturnInput {
            phone: "091".to_owned(),
            ..home()
        };
        portal.keep_return(&lan, draft, wrong.clone()).await.unwrap();
        let stopped = portal.submit(&lan, draft, request, true).await.unwrap();
        assert_eq!(stopped, Submitted::Incomplete);
        let again = review(true).await;
        assert_eq!((again.typed, again.problem.as_deref()), (wrong, Some("phone")));
        portal.keep_return(&lan, draft, home()).await.unwrap();
        let Submitted::Filed { number } = portal.submit(&lan, draft, request, true).await.unwrap() else {
            panic!("not filed")
        };
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let case = Case {
            clerk: Me {
                duties: Some(vec![Duty::PostClerk]),
                ..officer.clone()
            },
            number: number.parse().unwrap(),
            portal,
            lan,
            officer,
        };
        let way = case.owner().await.posting.way.unwrap();
        assert_eq!((way.way.as_str(), way.phone.as_str()), ("post", "0912 345 678"));
        case.act(DeskAction::Accept).await.unwrap();
        let promised = case.owner().await.receipt.due.unwrap().at;
        case.act(DeskAction::Finish {
            result: "Giấy khai sinh số 12/2026".to_owned(),
        })
        .await
        .unwrap();
        let order = case.order().await;
        let list = case.portal.posts(&case.clerk).await.unwrap();
        assert_eq!((list.ordered.len(), list.sees_dossiers), (1, false));
        case.hand(&case.clerk, order, "rr 473124829 vn").await.unwrap();
        let view = case.owner().await;
        assert_eq!(view.status, Status::Finished, "the carrier's hands end nothing");
        let parcel = view.posting.orders.last().unwrap();
        assert_eq!(
            (parcel.state, parcel.item.as_deref()),
            (PostState::OnTheWay, Some("RR473124829VN"))
        );
        assert!(view.posting.form.is_none(), "not to be changed any more");
        let sheet = case
            .portal
            .post_sheet(&case.clerk, case.number.clone(), order)
            .await
            .unwrap();
        assert_eq!(sheet.carrier.as_deref(), Some(CARRIER));
        assert!(sheet.line.sheet.ends_with("/PG1") && sheet.qr_svg.contains("<svg"));
        case.settle(&case.clerk, order, signed()).await.unwrap();
        let view = case.owner().await;
        assert_eq!(view.status, Status::Returned);
        let kinds: Vec<&str> = view.timeline.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(
            kinds[3..],
            ["post_ordered", "post_handed_over", "post_delivered", "result_returned"]
        );
        assert_eq!(
            case.desk().await.states.delivery,
            DeliveryState::HandedOver(HandedOver::Post)
        );
        let list = case.portal.posts(&case.officer).await.unwrap();
        assert_eq!(
            (list.ordered.len(), list.on_the_way.len(), list.delivered.len()),
            (0, 0, 1)
        );
        let told = case.told().await;
        let told: Vec<_> = told
            .iter()
            .map(|(matter, item, due)| (*matter, item.as_str(), due.as_deref()))
            .collect();
        let promised = Some(promised.as_str());
        assert_eq!(
            told,
            [
                ("submitted", "", None),
                ("accepted", "", promised),
                ("finished", "", promised),
                ("post_handed_over", "RR473124829VN", None),
                ("result_returned", "", None),
            ],
            "early, and says before which date"
        );
        case.is_sound().await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_came_back_is_sent_again_or_handed_over_at_the_counter_and_the_applicant_is_told() {
    for fresh in Fresh::all().await {
        let case = Case::ready(&fresh).await;
        let order = case.order().await;
        case.hand(&case.officer, order, "MC00000001").await.unwrap();
        case.settle(&case.clerk, order, back()).await.unwrap();
        let view = case.owner().await;
        assert_eq!(view.status, Status::Finished);
        assert_eq!(
            view.posting.orders[0].said.as_deref(),
            Some("Gọi ba lần không gặp người nhận")
        );
        assert!(case.told().await.iter().any(|(matter, ..)| *matter == "post_came_back"));
        assert_eq!(case.portal.posts(&case.clerk).await.unwrap().came_back.len(), 1);
        case.choose(by_post("5 Lê Lợi, phường Mũi Né, Lâm Đồng")).await.unwrap();
        let second = case.order().await;
        let list = case.portal.posts(&case.clerk).await.unwrap();
        assert_eq!((list.ordered.len(), list.came_back.len()), (1, 0), "it goes again");
        assert_eq!(
            case.hand(&case.clerk, second, "MC00000001").await,
            refused(&format!("item_code_taken:{}", list.ordered[0].sheet))
        );
        case.hand(&case.clerk, second, "MC00000002").await.unwrap();
        case.settle(&case.clerk, second, back()).await.unwrap();
        case.act(DeskAction::ReturnResult {
            how: HandedOver::Counter,
            received_by: "Trần Thị Mai Lan".to_owned(),
        })
        .await
        .unwrap();
        assert_eq!(case.owner().await.status, Status::Returned);
        assert_eq!(
            case.desk().await.states.delivery,
            DeliveryState::HandedOver(HandedOver::Counter)
        );
        assert!(case.portal.posts(&case.clerk).await.unwrap().came_back.is_empty());
        case.is_sound().await;
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_clerk_handles_parcels_and_never_a_dossier() {
    for fresh in Fresh::all().await {
        let case = Case::ready(&fresh).await;
        let seen = case.desk().await.seen;
        let number = || case.number.clone();
        let specialist = Me {
            duties: Some(vec![Duty::Processing, Duty::Leadership]),
            ..case.officer.clone()
        };
        let elsewhere = sign_in(&case.portal, "can-bo-mui-ne").await;
        let not_allowed = Err(ApiError::NotAllowed);
        assert!(case.portal.dossier(&case.clerk, number()).await.is_err());
        assert_eq!(case.portal.order_post(&case.clerk, number(), seen).await, not_allowed);
        let order = case.order().await;
        for who in [&case.lan, &specialist] {
            assert_eq!(case.hand(who, order, "MC00000001").await, not_allowed);
            assert_eq!(case.settle(who, order, signed()).await, not_allowed);
            assert!(case.portal.posts(who).await.is_err());
        }
        assert_eq!(
            case.hand(&elsewhere, order, "MC00000001").await,
            Err(ApiError::NotFound)
        );
        assert!(case.portal.post_sheet(&elsewhere, number(), order).await.is_err());
        assert!(case.portal.posts(&elsewhere).await.unwrap().ordered.is_empty());
        let hung = sign_in(&case.portal, "hung").await;
        assert_eq!(
            case.portal.choose_return(&hung, number(), home()).await,
            Err(ApiError::NotFound)
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_same_request_twice_is_one_order_one_hand_over_and_one_end() {
    for fresh in Fresh::all().await {
        let case = Case::ready(&fresh).await;
        let seen = case.desk().await.seen;
        for _ in 0..2 {
            case.portal
                .order_post(&case.officer, case.number.clone(), seen)
                .await
                .unwrap();
        }
        let orders = case.desk().await.posting.orders;
        assert_eq!(orders.len(), 1);
        let order = orders[0].order;
        for _ in 0..2 {
            case.hand(&case.clerk, order, "MC00000001").await.unwrap();
        }
        assert_eq!(
            case.hand(&case.clerk, order, "MC00000002").await,
            refused("no_post_order")
        );
        for _ in 0..2 {
            case.settle(&case.clerk, order, signed()).await.unwrap();
        }
        assert_eq!(case.settle(&case.clerk, order, back()).await, refused("no_post_order"));
        let kinds = case.owner().await.timeline;
        let ends = kinds.iter().filter(|entry| entry.kind == "result_returned").count();
        assert_eq!(ends, 1);
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_hand_over_of_several_parcels_is_whole_or_not_at_all() {
    for fresh in Fresh::all().await {
        let case = Case::ready(&fresh).await;
        let order = case.order().await;
        let other = {
            let number = file(&case.portal, &case.lan).await;
            Case {
                portal: case.portal.clone(),
                lan: case.lan.clone(),
                officer: case.officer.clone(),
                clerk: case.clerk.clone(),
                number,
            }
        };
        other.choose(home()).await.unwrap();
        other.act(DeskAction::Accept).await.unwrap();
        let result = "Giấy khai sinh số 13/2026".to_owned();
        other.act(DeskAction::Finish { result }).await.unwrap();
        let second = other.order().await;
        let codes = |one: &str, two: &str| {
            BTreeMap::from([
                (format!("{}~{order}", case.number), one.to_owned()),
                (format!("{}~{second}", other.number), two.to_owned()),
            ])
        };
        let send = |carrier: &str, codes| case.portal.hand_to_post(&case.clerk, carrier.to_owned(), codes);
        for (carrier, one, two, why) in [
            (CARRIER, "MC00000001", "MC00000001", "item_code_taken"),
            (CARRIER, "MC00000001", "x", "item_code"),
            ("", "MC00000001", "MC00000002", "carrier_missing"),
            (CARRIER, "", " ", "none_coded"),
        ] {
            let Err(ApiError::Refused(code)) = send(carrier, codes(one, two)).await else {
                panic!("{why}: it was taken")
            };
            assert_eq!(code.split(':').next(), Some(why));
            assert_eq!(case.portal.posts(&case.clerk).await.unwrap().ordered.len(), 2, "{why}");
        }
        send(CARRIER, codes("MC00000001", "MC00000002")).await.unwrap();
        let list = case.portal.posts(&case.clerk).await.unwrap();
        assert_eq!((list.ordered.len(), list.on_the_way.len()), (0, 2));
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_audit_finds_a_parcel_of_no_dossier_and_a_parcel_that_its_dossier_did_not_send() {
    let columns = "number, sheet, procedure, name, phone, address, state, since, item, said, is_open";
    let stray = |dossier: &str, seq: &str| {
        format!(
            "INSERT INTO post_order (agency, dossier, seq, {columns}) SELECT agency, {dossier}, {seq}, {columns} FROM post_order"
        )
    };
    for (sql, at) in [
        (stray("'x'", "seq"), "post_order"),
        (stray("dossier", "seq + 1"), "H36.175"),
        ("UPDATE post_order SET state = 'came_back'".to_owned(), "H36.175"),
        ("DELETE FROM post_order".to_owned(), "H36.175"),
    ] {
        for fresh in Fresh::all().await {
            let case = Case::ready(&fresh).await;
            case.order().await;
            case.is_sound().await;
            tamper(&fresh.db, &sql).await;
            let report = audit::verify(&case.portal.parts().db, &case.portal.parts().files)
                .await
                .unwrap();
            assert_eq!(report.problems.len(), 1, "{sql}: {report:?}");
            assert!(report.problems[0].at.starts_with(at), "{sql}: {report:?}");
            fresh.end().await;
        }
    }
}

#[tokio::test]
async fn the_audit_finds_a_parcel_that_was_moved_by_hand() {
    for fresh in Fresh::all().await {
        let case = Case::ready(&fresh).await;
        case.order().await;
        case.is_sound().await;
        tamper(&fresh.db, "UPDATE post_order SET address = 'nơi khác'").await;
        let report = audit::verify(&case.portal.parts().db, &case.portal.parts().files)
            .await
            .unwrap();
        assert_eq!(report.problems.len(), 1, "{report:?}");
        fresh.end().await;
    }
}
