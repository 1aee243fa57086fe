//! Paying for a dossier: by a gateway that speaks the real protocol over real HTTP, by transfer, in cash; and that the books
//! hold whatever comes twice, late, forged, out of order, or not at all.

use std::time::Duration;

mod books;

use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers, Payments},
    views::{DeskAction, Me, PayView, Payer, TrackView},
};
use motcua_core::{
    calendar::Moment,
    dossier::{DossierNumber, Status},
    payment::{
        State, Way,
        vnpay::{self, Parameters, Reply},
    },
};
use motcua_server::{
    audit,
    clock::Clock,
    gateways::simulator,
    services::{Portal, payments::look, reconciliation::Source},
    store::{ledger, payments},
};
use serde_json::json;
use time::Duration as Span;

use crate::common::Fresh;
use crate::filing::file;
use crate::setup::{FEE, GATEWAY_SECRET, never, paying_portal, sign_in};

const NOW: &str = "2026-11-20T09:30";

/// A simulated gateway in this process.
struct Gateway {
    at: String,
    client: reqwest::Client,
}

impl Gateway {
    async fn start() -> Self {
        // Its notices go nowhere: the tests hand them in themselves.
        let routes = simulator::routes(GATEWAY_SECRET, "http://127.0.0.1:9/", Clock::parse(NOW).unwrap()).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { at, client }
    }

    async fn be(&self, switches: serde_json::Value) {
        let url = format!("{}/api/control", self.at);
        let body = switches.to_string();
        let request = self
            .client
            .post(url)
            .header("content-type", "application/json")
            .body(body);
        assert_eq!(request.send().await.unwrap().status(), 204);
    }

    /// Opens the page a payer is sent to, and does there what they choose; returns what the browser is sent back with.
    async fn pay(&self, url: &str, outcome: &str) -> Parameters {
        self.pay_once(url, outcome).await.unwrap()
    }

    /// Like [`Self::pay`]; nothing where it was paid before.
    async fn pay_once(&self, url: &str, outcome: &str) -> Option<Parameters> {
        let page = self.client.get(url).send().await.unwrap();
        if page.status() != 200 {
            let said = page.text().await.unwrap();
            assert!(said.contains("(mã 71)"), "{said}");
            return None;
        }
        let reference = parameters(url).remove("vnp_TxnRef").unwrap();
        let url = format!("{}/thanh-toan/{reference}", self.at);
        let request = self
            .client
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(format!("outcome={outcome}")).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        let back = answer.headers()["location"].to_str().unwrap().to_owned();
        assert!(
            back.starts_with("https://dichvucong.example.vn/thanh-toan/ket-qua?"),
            "{back}"
        );
        Some(parameters(&back))
    }
}

fn parameters(url: &str) -> Parameters {
    let query = url.split_once('?').unwrap().1;
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn signed(mut message: Parameters, secret: &str) -> Parameters {
    message.remove(vnpay::SIGNATURE);
    let signature = vnpay::sign(&message, secret);
    message.insert(vnpay::SIGNATURE.to_owned(), signature);
    message
}

struct Case {
    fresh: Fresh,
    gateway: Gateway,
    portal: Portal,
    lan: Me,
    officer: Me,
    number: DossierNumber,
}

impl Case {
    async fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for fresh in Fresh::all().await {
            let gateway = Gateway::start().await;
            let portal = paying_portal(&fresh.db, fresh.folder.path(), NOW, &gateway.at).await;
            let lan = sign_in(&portal, "lan").await;
            let officer = sign_in(&portal, "can-bo-xuan-huong").await;
            let number = file(&portal, &lan).await;
            all.push(Self {
                fresh,
                gateway,
                portal,
                lan,
                officer,
                number,
            });
        }
        all
    }

    async fn view(&self) -> PayView {
        self.portal.to_pay(&self.lan, self.number.clone()).await.unwrap()
    }

    async fn begin(&self, way: Way) -> Result<(), ApiError> {
        let payer = Payer {
            ip: "203.0.113.7".to_owned(),
            is_english: false,
        };
        self.portal.begin(&self.lan, self.number.clone(), way, payer).await
    }

    /// Begins at the gateway and returns where the payer is sent.
    async fn url(&self) -> String {
        self.begin(Way::Vnpay).await.unwrap();
        self.view().await.attempt.unwrap().url.unwrap()
    }

    async fn status(&self) -> Status {
        match self.portal.track(&self.lan, self.number.clone()).await.unwrap() {
            TrackView::Owner(view) => view.status,
            TrackView::Public(view) => panic!("{view:?}"),
        }
    }

    async fn act(&self, action: DeskAction) {
        let seen = self
            .portal
            .dossier(&self.officer, self.number.clone())
            .await
            .unwrap()
            .seen;
        let done = self.portal.act(&self.officer, self.number.clone(), seen, action).await;
        done.unwrap();
    }

    fn later(&self, by: Span) {
        let now = self.portal.parts().clock.now();
        self.portal.parts().clock.set(now.plus(by));
    }

    async fn balance(&self, account: &str) -> i64 {
        let mut conn = self.portal.parts().db.reader().await.unwrap();
        let all = ledger::balances(&mut conn).await.unwrap();
        all.iter()
            .filter(|(name, _, _)| name == account || (account == "cash" && name.starts_with("cash:")))
            .map(|(_, debit, credit)| debit - credit)
            .sum()
    }

    async fn is_straight(&self) {
        let report = audit::verify(&self.portal.parts().db, &self.portal.parts().files)
            .await
            .unwrap();
        assert!(report.is_clean(), "{report:#?}");
    }

    async fn end(self) {
        self.is_straight().await;
        drop(self.portal);
        self.fresh.end().await;
    }
}

const DUE: i64 = FEE as i64;

#[tokio::test]
async fn a_fee_is_owed_from_filing_on_and_paid_at_the_gateway_once() {
    for case in Case::all().await {
        let view = case.view().await;
        assert_eq!(view.owed.as_ref().map(|owed| owed.amount), Some(FEE));
        assert_eq!(view.ways, [Way::Vnpay, Way::Transfer]);
        assert_eq!(case.balance("receivable").await, DUE);
        // A second window asks for another way: the first try stays.
        let url = case.url().await;
        case.begin(Way::Transfer).await.unwrap();
        assert_eq!(case.view().await.attempt.unwrap().way, Way::Vnpay);
        let back = case.gateway.pay(&url, "paid").await;
        // What the browser brings back settles nothing by itself: the gateway is asked.
        let reference = back["vnp_TxnRef"].clone();
        let seen = case.portal.returned(&case.lan, reference).await.unwrap();
        assert_eq!((seen.owed, seen.paid.len()), (None, 1));
        // The notice of the same comes after it.
        assert_eq!(case.portal.vnpay_notice(&back).await.unwrap(), Reply::AlreadyConfirmed);
        assert_eq!(
            (case.balance("receivable").await, case.balance("clearing:vnpay").await),
            (0, DUE)
        );
        assert_eq!(
            case.begin(Way::Vnpay).await,
            Err(ApiError::Refused("nothing_owed".to_owned()))
        );
        receipt(&case, 1).await;
        assert_eq!(case.status().await, Status::New, "paying accepts nothing");
        case.act(DeskAction::Accept).await;
        assert_eq!(case.status().await, Status::Accepted, "what is paid is not asked for");
        case.end().await;
    }
}

/// The first payment of a dossier has the receipt of a number, and says the sum in figures and words.
#[cfg(feature = "pdf")]
async fn receipt(case: &Case, number: u64) {
    let reference = case.view().await.paid[0].reference.clone();
    let paper = case
        .portal
        .fee_receipt(&case.lan, &case.number, &reference)
        .await
        .unwrap();
    let motcua_papers::Body::FeeReceipt(receipt) = &paper.body else {
        panic!("{paper:?}")
    };
    assert_eq!(receipt.number, format!("{number:08}"));
    assert_eq!((receipt.series.as_str(), receipt.total.as_str()), ("AA-26E", "75.000"));
    assert_eq!(receipt.words, "Bảy mươi lăm nghìn đồng");
    assert!(motcua_papers::print(&paper).unwrap().starts_with(b"%PDF-"));
    let hung = sign_in(&case.portal, "hung").await;
    assert!(case.portal.fee_receipt(&hung, &case.number, &reference).await.is_err());
}

#[cfg(not(feature = "pdf"))]
async fn receipt(_: &Case, _: u64) {}

#[tokio::test]
async fn an_accepted_dossier_waits_for_its_fee_and_goes_on_by_itself() {
    for case in Case::all().await {
        case.act(DeskAction::Accept).await;
        assert_eq!(case.status().await, Status::AwaitingPayment);
        let url = case.url().await;
        let notice = case.gateway.pay(&url, "paid").await;
        assert_eq!(case.portal.vnpay_notice(&notice).await.unwrap(), Reply::Confirmed);
        assert_eq!(case.status().await, Status::Accepted);
        case.end().await;
    }
}

#[tokio::test]
async fn notices_are_answered_as_the_protocol_says_whatever_is_wrong_with_them() {
    for case in Case::all().await {
        let url = case.url().await;
        let paid = case.gateway.pay(&url, "paid").await;
        let changed = |name: &str, value: &str| {
            let mut other = paid.clone();
            other.insert(name.to_owned(), value.to_owned());
            other
        };
        let resigned = |name: &str, value: &str| signed(changed(name, value), GATEWAY_SECRET);
        let failed = signed(changed("vnp_TransactionStatus", "02"), GATEWAY_SECRET);
        let mut unsigned = paid.clone();
        unsigned.remove(vnpay::SIGNATURE);
        let table = [
            ("unsigned", unsigned, Reply::WrongSignature),
            ("another secret", signed(paid.clone(), "another"), Reply::WrongSignature),
            (
                "changed after signing",
                changed("vnp_Amount", "100"),
                Reply::WrongSignature,
            ),
            ("nothing", Parameters::new(), Reply::WrongSignature),
            ("unknown", resigned("vnp_TxnRef", "MC00000000000000"), Reply::NotFound),
            ("less", resigned("vnp_Amount", "100"), Reply::WrongAmount),
            ("no number", resigned("vnp_Amount", "7500000.5"), Reply::WrongAmount),
            ("failed, before it was paid", failed.clone(), Reply::Confirmed),
            ("failed again", failed.clone(), Reply::AlreadyConfirmed),
            ("paid after all", paid.clone(), Reply::Confirmed),
            ("paid again", paid.clone(), Reply::AlreadyConfirmed),
            ("failed, after it was paid", failed, Reply::AlreadyConfirmed),
        ];
        for (what, notice, reply) in table {
            assert_eq!(case.portal.vnpay_notice(&notice).await.unwrap(), reply, "{what}");
        }
        assert_eq!(case.balance("clearing:vnpay").await, DUE);
        case.end().await;
    }
}

#[tokio::test]
async fn an_unknown_outcome_is_healed_by_asking_and_never_paid_again() {
    for case in Case::all().await {
        let url = case.url().await;
        case.gateway.pay(&url, "paid").await;
        case.gateway.be(json!({ "down": true })).await;
        case.later(Span::minutes(16));
        look(&case.portal, never()).await.unwrap();
        assert_eq!(case.view().await.attempt.unwrap().state, State::Unknown);
        case.begin(Way::Transfer).await.unwrap();
        assert_eq!(
            case.view().await.attempt.unwrap().way,
            Way::Vnpay,
            "nobody is asked to pay again"
        );
        case.gateway.be(json!({})).await;
        case.later(Span::hours(2));
        look(&case.portal, never()).await.unwrap();
        assert_eq!(case.view().await.owed, None);
        assert_eq!(case.balance("clearing:vnpay").await, DUE);
        case.end().await;
    }
}

#[tokio::test]
async fn who_goes_away_from_the_gateway_may_choose_again_when_its_time_is_over() {
    for case in Case::all().await {
        let url = case.url().await;
        case.gateway.pay(&url, "cancelled").await;
        case.portal.check(&case.lan, case.number.clone()).await.unwrap();
        assert_eq!(case.view().await.missed, Some((Way::Vnpay, State::Failed)));
        case.later(Span::minutes(1));
        let second = case.url().await;
        assert_ne!(url, second);
        case.later(Span::minutes(25));
        look(&case.portal, never()).await.unwrap();
        assert_eq!(
            case.view().await.missed,
            Some((Way::Vnpay, State::Expired)),
            "it was never opened there"
        );
        case.end().await;
    }
}

#[tokio::test]
async fn nobody_pays_for_or_sees_the_money_of_somebody_else() {
    for case in Case::all().await {
        let hung = sign_in(&case.portal, "hung").await;
        let theirs = case.portal.to_pay(&hung, case.number.clone()).await;
        assert_eq!(theirs, Err(ApiError::NotFound));
        let url = case.url().await;
        let reference = parameters(&url).remove("vnp_TxnRef").unwrap();
        let payer = Payer {
            ip: "203.0.113.8".to_owned(),
            is_english: true,
        };
        let begun = case
            .portal
            .begin(&hung, case.number.clone(), Way::Transfer, payer)
            .await;
        assert_eq!(begun, Err(ApiError::NotFound));
        assert_eq!(case.portal.returned(&hung, reference).await, Err(ApiError::NotFound));
        case.end().await;
    }
}

/// A choice that depends on nothing but its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[tokio::test]
async fn whatever_comes_in_whatever_order_money_is_kept_at_most_once() {
    for seed in 1..=12 {
        let fresh = Fresh::sqlite().await;
        let gateway = Gateway::start().await;
        let portal = paying_portal(&fresh.db, fresh.folder.path(), NOW, &gateway.at).await;
        let lan = sign_in(&portal, "lan").await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let number = file(&portal, &lan).await;
        let case = Case {
            fresh,
            gateway,
            portal,
            lan,
            officer,
            number,
        };
        let mut dice = Dice(seed);
        let mut notices: Vec<Parameters> = Vec::new();
        for _ in 0..40 {
            match dice.below(9) {
                0 => drop(case.begin(Way::Vnpay).await),
                1 => drop(case.begin(Way::Transfer).await),
                2 | 3 => {
                    let open = case.view().await.attempt.and_then(|attempt| attempt.url);
                    let outcome = ["paid", "paid", "refused", "cancelled"][usize::try_from(dice.below(4)).unwrap()];
                    if let Some(url) = open.filter(|_| case.portal.parts().clock.now() < late()) {
                        notices.extend(case.gateway.pay_once(&url, outcome).await);
                    }
                }
                4 if !notices.is_empty() => {
                    let at = usize::try_from(dice.below(notices.len() as u64)).unwrap();
                    case.portal.vnpay_notice(&notices[at]).await.unwrap();
                }
                5 => {
                    let is_down = dice.below(3) == 0;
                    case.gateway.be(json!({ "down": is_down })).await;
                    look(&case.portal, never()).await.unwrap();
                    case.gateway.be(json!({})).await;
                }
                6 => case.later(Span::minutes(i64::try_from(dice.below(8)).unwrap())),
                7 => drop(case.portal.leave(&case.lan, case.number.clone()).await),
                _ => drop(case.portal.take_cash(&case.officer, case.number.clone(), FEE).await),
            }
            case.is_straight().await;
        }
        // What is still open is asked for until it is known; what was paid too much is given back.
        for _ in 0..6 {
            case.later(Span::days(1));
            look(&case.portal, never()).await.unwrap();
        }
        for line in case.portal.refunds(&case.officer).await.unwrap().lines {
            case.portal
                .decide_refund(&case.officer, line.id, true, String::new())
                .await
                .unwrap();
        }
        look(&case.portal, never()).await.unwrap();
        for notice in &notices {
            case.portal.vnpay_notice(notice).await.unwrap();
        }
        let kept = case.balance("clearing:vnpay").await + case.balance("cash").await;
        assert!(kept == 0 || kept == DUE, "seed {seed}: {kept}");
        assert_eq!(case.balance("receivable").await, DUE - kept, "seed {seed}");
        assert_eq!(case.balance("owed_back").await, 0, "seed {seed}");
        case.end().await;
    }
}

/// The moment from which the simulated gateway's clock, which stands still, and the portal's are too far apart to pay.
fn late() -> Moment {
    Clock::parse(NOW).unwrap().now().plus(Span::hours(5))
}

#[tokio::test]
async fn a_hundred_windows_begin_one_payment() {
    for case in Case::all().await {
        let all = (0..100).map(|_| case.begin(Way::Vnpay));
        let done = tokio::time::timeout(Duration::from_secs(60), futures_util::future::join_all(all)).await;
        assert!(done.unwrap().iter().all(Result::is_ok));
        let mut conn = case.portal.parts().db.reader().await.unwrap();
        let tries = payments::page(&mut conn, "", 500).await.unwrap();
        drop(conn);
        assert_eq!(tries.len(), 1);
        case.end().await;
    }
}
