//! Every procedure with a form, from filing to its end, by officers of the agencies that receive it: most straight to the
//! result, some by the ways the law knows beside that.

use motcua_app::{
    backend::{Desk, Dossiers, Drafts},
    views::{
        ConsultAction, DefectInput, DeskAction, DeskActionKind, DeskDossier, Go, Me, OpinionInput, OwnerView,
        ReturnInput, Settled, StepBody, Submitted, TrackView,
    },
};
use motcua_core::{
    calendar::Moment,
    dossier::{DossierNumber, HandedOver, Position, Status},
    form::{Answers, Level},
    id::{AccountId, DraftId},
    procedure::{Procedure, Submit},
};
use motcua_server::{
    clock::new_id,
    services::Portal,
    store::{StoreError, accounts, accounts::Account, revisions},
};
use time::macros::datetime;

use crate::common::Fresh;
use crate::filing::attach;
use crate::filling::fileable;
use crate::setup::{portal_of_province, sign_in};

const NOW: &str = "2026-11-20T09:30";

/// The two agencies named wherever one is asked for, and their communes.
const AGENCIES: [(&str, &str); 2] = [("H36.175", "24781"), ("H36.101", "22918")];

/// How a dossier goes on after it was filed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Straight,
    Posted,
    Supplemented,
    Refused,
    Extended,
    Consulted,
    Stopped,
    Withdrawn,
}

/// The ways beside the straight one, each of one procedure.
fn way_of(procedure: &Procedure) -> Way {
    match procedure.code.to_string().as_str() {
        "1.001612" => Way::Supplemented,
        "1.000656" => Way::Refused,
        "2.001885" => Way::Extended,
        "1.004873" => Way::Consulted,
        "1.009994" => Way::Stopped,
        "3.000333" => Way::Withdrawn,
        "1.001193" => Way::Posted,
        _ => Way::Straight,
    }
}

struct Walk<'a> {
    portal: &'a Portal,
    lan: Me,
    officer: Me,
    number: DossierNumber,
    /// The first paper that was attached, if the case asks for any.
    paper: Option<String>,
}

impl Walk<'_> {
    async fn desk(&self) -> DeskDossier {
        self.portal.dossier(&self.officer, self.number.clone()).await.unwrap()
    }

    async fn act(&self, action: DeskAction) {
        let said = format!("{}: {action:?}", self.number);
        let seen = self.desk().await.seen;
        let done = self.portal.act(&self.officer, self.number.clone(), seen, action).await;
        done.unwrap_or_else(|error| panic!("{said}: {error:?}"));
    }

    async fn owner(&self) -> OwnerView {
        match self.portal.track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view,
            TrackView::Public(view) => panic!("not the owner's: {view:?}"),
        }
    }

    /// Begins the work: by the procedure's own steps up to the one of the result, where it states them.
    async fn begin(&self) {
        let may = |view: &DeskDossier, kind| view.allowed.contains(&kind);
        let mut view = self.desk().await;
        if may(&view, DeskActionKind::StartProcessing) {
            self.act(DeskAction::StartProcessing).await;
        }
        while may(&view, DeskActionKind::PassStep) {
            self.act(DeskAction::PassStep { to: String::new() }).await;
            view = self.desk().await;
        }
    }

    /// Asks the province's department of justice, which answers.
    async fn consult(&self) {
        let asked = sign_in(self.portal, "can-bo-so-tu-phap").await;
        let question = ConsultAction::Ask {
            to: vec!["H36.03".to_owned()],
            words: "Hồ sơ gốc còn lưu ở Sở không?".to_owned(),
            papers: Vec::new(),
            within: "d2".to_owned(),
        };
        let seen = self.desk().await.seen;
        self.portal
            .consult(&self.officer, self.number.clone(), seen, question)
            .await
            .unwrap();
        let waiting = self.portal.asked(&asked).await.unwrap().open.remove(0);
        assert_eq!(waiting.number, self.number.to_string());
        let opinion = OpinionInput {
            position: Position::Agree,
            words: "Còn lưu, thông tin khớp".to_owned(),
            file: None,
        };
        self.portal
            .answer(&asked, self.number.clone(), waiting.question, opinion)
            .await
            .unwrap();
    }

    async fn finish(&self) {
        self.begin().await;
        let result = format!("Văn bản số {}", self.number);
        self.act(DeskAction::Finish { result }).await;
        self.act(DeskAction::ReturnResult {
            how: HandedOver::Counter,
            received_by: "Trần Thị Mai Lan".to_owned(),
        })
        .await;
        let view = self.owner().await;
        assert_eq!(view.status, Status::Returned);
    }

    /// Sends the result by post to where the applicant chose; it comes back once, and is signed for the second time.
    async fn post(&self) {
        let to = ReturnInput {
            way: "post".to_owned(),
            name: "Trần Thị Mai Lan".to_owned(),
            phone: "0912 345 678".to_owned(),
            address: "12 Phan Bội Châu, phường Xuân Hương, Lâm Đồng".to_owned(),
        };
        self.portal
            .choose_return(&self.lan, self.number.clone(), to)
            .await
            .unwrap();
        self.begin().await;
        let result = format!("Văn bản số {}", self.number);
        self.act(DeskAction::Finish { result }).await;
        for (code, settled) in [
            (
                "MC00000001",
                Settled::CameBack {
                    reason: "Gọi ba lần không gặp".to_owned(),
                },
            ),
            (
                "MC00000002",
                Settled::Delivered {
                    received_by: "Trần Thị Mai Lan".to_owned(),
                    signed_on: String::new(),
                },
            ),
        ] {
            assert_eq!(self.owner().await.status, Status::Finished);
            let seen = self.desk().await.seen;
            self.portal
                .order_post(&self.officer, self.number.clone(), seen)
                .await
                .unwrap();
            let order = self.desk().await.posting.orders.pop().unwrap().order;
            let codes = [(format!("{}~{order}", self.number), code.to_owned())].into();
            let carrier = "Nguyễn Văn Bưu".to_owned();
            self.portal.hand_to_post(&self.officer, carrier, codes).await.unwrap();
            assert_eq!(self.owner().await.status, Status::Finished);
            self.portal
                .settle_post(&self.officer, self.number.clone(), order, settled)
                .await
                .unwrap();
        }
    }

    async fn supplement(&self) {
        let slot = self.paper.clone().expect("a paper is asked for");
        self.act(DeskAction::AskSupplement {
            items: vec![DefectInput {
                at: format!("paper:{slot}"),
                reason: "Ảnh mờ, chụp lại cho rõ dấu".to_owned(),
            }],
        })
        .await;
        assert_eq!(self.owner().await.status, Status::AwaitingSupplement);
        let at = self.portal.supplement(&self.lan, self.number.clone()).await.unwrap();
        attach(self.portal, &self.lan, at.draft, &slot).await;
        submit(self.portal, &self.lan, at.draft).await;
    }

    /// Goes the way to its end and returns the status that ended it.
    async fn go(&self, way: Way) -> Status {
        if way == Way::Refused {
            let reason = "Không thuộc thẩm quyền giải quyết".to_owned();
            self.act(DeskAction::Refuse { reason }).await;
            return Status::Refused;
        }
        self.act(DeskAction::Accept).await;
        match way {
            Way::Straight => self.finish().await,
            Way::Posted => self.post().await,
            Way::Supplemented => {
                self.supplement().await;
                self.finish().await;
            }
            Way::Extended => {
                let promised = self.owner().await.receipt.due.unwrap().at;
                self.act(DeskAction::Extend {
                    days: Some(3),
                    on: String::new(),
                    reason: "Xin lỗi, chưa kiểm tra xong địa điểm".to_owned(),
                })
                .await;
                let moved = self.owner().await.receipt.due.unwrap().at;
                assert_ne!(promised, moved);
                self.portal
                    .parts()
                    .clock
                    .set(Moment::from_local(datetime!(2027-01-15 8:00)));
                self.finish().await;
                self.portal
                    .parts()
                    .clock
                    .set(Moment::from_local(datetime!(2026-11-20 9:30)));
            }
            Way::Consulted => {
                self.begin().await;
                self.consult().await;
                self.finish().await;
            }
            Way::Stopped => {
                self.begin().await;
                let reason = "Công trình nằm trong khu vực có quyết định thu hồi đất".to_owned();
                self.act(DeskAction::Stop { reason }).await;
                return Status::Stopped;
            }
            Way::Withdrawn => {
                let reason = "Chưa cần nữa".to_owned();
                self.portal
                    .withdraw(&self.lan, self.number.clone(), reason)
                    .await
                    .unwrap();
                self.act(DeskAction::ConfirmWithdrawal).await;
                return Status::Withdrawn;
            }
            Way::Refused => unreachable!("refused before it was accepted"),
        }
        Status::Returned
    }
}

/// Returns the answers of one section.
fn section_of(answers: &Answers, section: &str) -> Answers {
    let mut some = Answers::default();
    for (path, text) in answers.iter() {
        if path.split(['.', '[']).next() == Some(section) {
            some.set(path, text).unwrap();
        }
    }
    some
}

async fn submit(portal: &Portal, me: &Me, draft: DraftId) -> DossierNumber {
    let view = portal.step(me, draft, "xem-lai".to_owned(), false).await.unwrap();
    let StepBody::Review(review) = view.body else {
        panic!("no review")
    };
    let errors: Vec<_> = review
        .problems
        .iter()
        .filter(|(_, problem)| problem.level == Level::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    match portal.submit(me, draft, review.request, true).await.unwrap() {
        Submitted::Filed { number } => number.parse().unwrap(),
        Submitted::Incomplete | Submitted::TakenIn { .. } => panic!("not filed by its owner"),
    }
}

/// Fills the form step by step as a citizen does, attaches what is required and sends it.
async fn file(portal: &Portal, me: &Me, procedure: &Procedure, at: (&str, &str)) -> (DossierNumber, Option<String>) {
    let answers = fileable(procedure, at.0, at.1);
    let mut reached = Drafts::start(portal, me, procedure.code.clone(), Answers::default())
        .await
        .unwrap();
    let draft = reached.draft;
    while !["giay-to", "xem-lai"].contains(&reached.step.as_str()) {
        let section = reached.step.clone();
        reached = portal
            .save(me, draft, section.clone(), section_of(&answers, &section), Go::Next)
            .await
            .unwrap_or_else(|error| panic!("{} {section}: {error:?}", procedure.code));
        if reached.checked {
            let view = portal.step(me, draft, section, true).await.unwrap();
            panic!("{}: {:?}", procedure.code, view.body);
        }
    }
    if reached.step == "xem-lai" {
        return (submit(portal, me, draft).await, None);
    }
    let StepBody::Papers(papers) = portal.step(me, draft, reached.step, false).await.unwrap().body else {
        panic!("no papers")
    };
    let needed: Vec<String> = papers
        .slots
        .iter()
        .filter(|slot| slot.document.required && slot.document.submit == Submit::Upload)
        .map(|slot| slot.document.key.clone())
        .collect();
    for slot in &needed {
        attach(portal, me, draft, slot).await;
    }
    (submit(portal, me, draft).await, needed.into_iter().next())
}

/// Returns an officer of the agency whose number this is, made for it where the demonstration has none.
async fn officer_of(portal: &Portal, number: &DossierNumber) -> Me {
    let text = number.to_string();
    let (agency, _) = text.split_once('-').unwrap();
    let agency = portal.parts().reference.agencies.find(agency).unwrap().clone();
    let kept = Account {
        id: AccountId::new(new_id()),
        person: format!("officer-{}", agency.code),
        name: "Nguyễn Thị Một Cửa".to_owned(),
        role: "officer".to_owned(),
        agency: Some(agency.code.clone()),
    };
    let now = portal.parts().clock.now();
    let account = portal
        .parts()
        .db
        .write(move |conn| {
            let kept = kept.clone();
            Box::pin(async move {
                accounts::upsert(conn, &kept, now).await?;
                Ok::<AccountId, StoreError>(kept.id)
            })
        })
        .await
        .unwrap();
    Me {
        account: Some(account),
        agency: Some((agency.code, agency.name)),
        ..sign_in(portal, "can-bo-xuan-huong").await
    }
}

#[tokio::test]
async fn twelve_procedures_go_from_filing_to_their_end_at_the_agencies_that_receive_them() {
    for fresh in Fresh::all().await {
        let portal = portal_of_province(&fresh.db, fresh.folder.path(), NOW).await;
        let procedures = revisions::all(&mut portal.parts().db.reader().await.unwrap())
            .await
            .unwrap();
        let today = portal.parts().clock.now().date();
        let with_form: Vec<&Procedure> = procedures
            .iter()
            .filter(|procedure| procedure.can_file() && procedure.in_force(today))
            .collect();
        assert!(with_form.len() >= 12, "{}", with_form.len());
        let mut ends = Vec::new();
        let mut agencies = std::collections::BTreeSet::new();
        for (at, procedure) in with_form.iter().enumerate() {
            let lan = sign_in(&portal, "lan").await;
            let (number, paper) = file(&portal, &lan, procedure, AGENCIES[at % 2]).await;
            let officer = officer_of(&portal, &number).await;
            agencies.insert(officer.agency.clone().unwrap().0);
            let walk = Walk {
                portal: &portal,
                lan,
                officer,
                number,
                paper,
            };
            let end = walk.go(way_of(procedure)).await;
            assert_eq!(walk.owner().await.status, end, "{}", procedure.code);
            ends.push(end);
        }
        for end in [Status::Returned, Status::Refused, Status::Stopped, Status::Withdrawn] {
            assert!(ends.contains(&end), "{end:?}");
        }
        assert!(agencies.len() >= 2, "{agencies:?}");
        fresh.end().await;
    }
}
