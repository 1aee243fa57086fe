//! The state's registers, played by the simulator: what they tell is filled in, what is filed is compared, and a register
//! that is slow or down stops nobody.

use std::time::{Duration, Instant};

use axum::routing::post;
use motcua_app::{
    backend::{Desk, Drafts, Profile},
    views::{Go, Me, StepBody, Submitted, VerificationView},
};
use motcua_core::{dossier::DossierNumber, form::Answers, profile::Register};
use motcua_server::{
    registers::{Registers, simulator},
    services::{Portal, registers},
};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::common::Fresh;
use crate::filing::{BIRTH, attach, file, request_of};
use crate::setup::{birth, data, portal_with, sign_in};

async fn verify(portal: &Portal) -> Result<usize, motcua_server::error::ServiceError> {
    registers::verify(portal, &CancellationToken::new()).await
}

const NOW: &str = "2026-11-20T09:30";

/// Simulated registers on a port of their own.
pub(crate) struct Simulated {
    pub(crate) url: String,
    task: tokio::task::JoinHandle<()>,
}

impl Simulated {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::at(listener, simulator::routes().unwrap())
    }

    fn at(listener: tokio::net::TcpListener, routes: axum::Router) -> Self {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { url, task }
    }

    /// A gateway that gives every question this answer.
    async fn saying(answer: &'static str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let session = post(async || r#"{"error_code": "00", "session": "x"}"#);
        let routes = axum::Router::new().route("/dang-nhap", session);
        Self::at(listener, routes.route("/tra-cuu", post(async move || answer)))
    }

    async fn switch(&self, slow_ms: u64, down: bool) {
        motcua_server::tls::ready();
        let sent = reqwest::Client::new()
            .post(format!("{}/dieu-khien", self.url))
            .header("content-type", "application/json")
            .body(format!(r#"{{"slow_ms": {slow_ms}, "down": {down}}}"#))
            .send()
            .await
            .unwrap();
        assert!(sent.status().is_success());
    }

    fn registers(&self) -> Registers {
        let password = SecretString::from("motcua");
        Registers::new(&self.url, "motcua", password, Duration::from_millis(300)).unwrap()
    }

    async fn portal(&self, fresh: &Fresh) -> Portal {
        let birth = data("procedures/1.001193.toml").unwrap();
        portal_with(&fresh.db, fresh.folder.path(), NOW, birth, Some(self.registers())).await
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn origins(portal: &Portal, me: &Me) -> std::collections::BTreeMap<String, String> {
    let at = Drafts::start(portal, me, BIRTH.parse().unwrap(), Answers::default())
        .await
        .unwrap();
    let view = portal.step(me, at.draft, "request".to_owned(), false).await.unwrap();
    match view.body {
        StepBody::Section(section) => section.origins,
        other => panic!("{other:?}"),
    }
}

async fn verification(portal: &Portal, number: &DossierNumber) -> Option<VerificationView> {
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    portal.dossier(&officer, number.clone()).await.unwrap().verification
}

#[tokio::test]
async fn what_the_population_database_tells_is_filled_in_and_the_question_is_noted() {
    for fresh in Fresh::all().await {
        let simulated = Simulated::start().await;
        let portal = simulated.portal(&fresh).await;
        let lan = sign_in(&portal, "lan").await;
        let origins = origins(&portal, &lan).await;
        let told = "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, tra cứu ngày 20/11/2026";
        for path in ["request.full_name", "request.residence"] {
            assert_eq!(origins[path], told, "{path}");
        }
        let looks = Profile::mine(&portal, &lan).await.unwrap().looks;
        assert_eq!(
            (looks[0].why.as_str(), looks[0].matter.as_str()),
            ("register", "population")
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_register_that_is_down_stops_nobody_and_the_dossier_is_compared_later() {
    for fresh in Fresh::all().await {
        let simulated = Simulated::start().await;
        simulated.switch(0, true).await;
        let portal = simulated.portal(&fresh).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        assert_eq!(verify(&portal).await.unwrap(), 0);
        let waiting = verification(&portal, &number).await.unwrap();
        assert_eq!(
            (waiting.on, waiting.checked.len()),
            (None, 0),
            "filed, and not verified yet"
        );
        simulated.switch(0, false).await;
        assert_eq!(verify(&portal).await.unwrap(), 0, "not before the pause is over");
        let clock = &portal.parts().clock;
        clock.set(clock.now().plus(time::Duration::minutes(5)));
        assert_eq!(verify(&portal).await.unwrap(), 1);
        assert_eq!(verify(&portal).await.unwrap(), 0, "once is enough");
        let compared = verification(&portal, &number).await.unwrap();
        assert_eq!(compared.on.as_deref(), Some("09:35 ngày 20/11/2026"));
        let request = &compared.checked[0];
        assert_eq!((request.title.as_str(), request.found), ("Người yêu cầu", true));
        assert_eq!(request.differs, []);
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_slow_register_is_waited_for_shortly_and_then_not_at_all() {
    let fresh = Fresh::sqlite().await;
    let simulated = Simulated::start().await;
    simulated.switch(5_000, false).await;
    let portal = simulated.portal(&fresh).await;
    let lan = sign_in(&portal, "lan").await;
    for _ in 0..3 {
        let begun = Instant::now();
        assert!(origins(&portal, &lan).await["request.full_name"].contains("tài khoản"));
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }
    let begun = Instant::now();
    origins(&portal, &lan).await;
    assert!(
        begun.elapsed() < Duration::from_millis(250),
        "the breaker is open: {:?}",
        begun.elapsed()
    );
    fresh.end().await;
}

#[tokio::test]
async fn an_answer_that_differs_is_shown_to_the_officer() {
    let fresh = Fresh::sqlite().await;
    let simulated = Simulated::start().await;
    let portal = simulated.portal(&fresh).await;
    let lan = sign_in(&portal, "lan").await;
    let at = Drafts::start(&portal, &lan, BIRTH.parse().unwrap(), Answers::default())
        .await
        .unwrap();
    for (section, mut answers) in birth() {
        if section == "request" {
            answers.set("request.residence.commune", "24778").unwrap();
            answers.set("request.residence.#reason", "Đã chuyển nhà").unwrap();
        }
        portal
            .save(&lan, at.draft, section.to_owned(), answers, Go::Stay)
            .await
            .unwrap();
    }
    attach(&portal, &lan, at.draft, "witness_statement").await;
    let request = request_of(&portal, &lan, at.draft).await;
    let Ok(Submitted::Filed { number }) = portal.submit(&lan, at.draft, request, true).await else {
        panic!("not filed")
    };
    assert_eq!(verify(&portal).await.unwrap(), 1);
    let compared = verification(&portal, &number.parse().unwrap()).await.unwrap();
    let (label, says) = &compared.checked[0].differs[0];
    assert_eq!(label, "Nơi cư trú");
    assert!(says.contains("Xuân Hương"), "{says}");
    fresh.end().await;
}

#[tokio::test]
async fn an_answer_about_somebody_else_is_not_taken_and_one_refused_question_stops_no_other() {
    let now = motcua_server::config::moment(NOW).unwrap();
    for (answer, why) in [
        (
            r#"{"error_code": "00", "result": [{"SoDinhDanh": "060083001237", "HoVaTen": "A", "NgayThangNamSinh": "", "GioiTinh": 1}]}"#,
            "the answer is about somebody else",
        ),
        (r#"{"error_code": "13 Trần Thị Mai Lan"}"#, "error_code 13"),
    ] {
        let gateway = Simulated::saying(answer).await;
        let asked = gateway.registers();
        for _ in 0..5 {
            let answer = asked.ask(Register::Population, "068196004215", now).await;
            assert_eq!(answer.unwrap_err().why, why);
        }
    }
}
