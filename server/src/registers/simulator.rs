//! A register that is none: invented people and enterprises, answered as the national services answer; it can be told to
//! be slow or to fail.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use motcua_core::profile::Register;
use serde::Deserialize;

use super::message::{Answer, Enterprise, Person, Question, Session, SignIn, service};

/// The invented people and enterprises.
const KNOWN: &str = include_str!("../../data/demo/registers.toml");

#[derive(Deserialize)]
struct Known {
    person: Vec<Person>,
    enterprise: Vec<Enterprise>,
}

struct Simulator {
    known: Known,
    slow_ms: AtomicU64,
    is_down: AtomicBool,
    asked: AtomicU64,
}

/// How it behaves from now on.
#[derive(Debug, Deserialize)]
struct Switches {
    #[serde(default)]
    slow_ms: u64,
    #[serde(default)]
    down: bool,
}

/// Returns the simulator's routes: `/dang-nhap`, `/tra-cuu`, and `/dieu-khien` to switch `slow_ms` and `down`.
///
/// # Errors
/// When the invented people cannot be read.
pub fn routes() -> Result<Router, toml::de::Error> {
    let simulator = Arc::new(Simulator {
        known: toml::from_str(KNOWN)?,
        slow_ms: AtomicU64::new(0),
        is_down: AtomicBool::new(false),
        asked: AtomicU64::new(0),
    });
    Ok(Router::new()
        .route("/dang-nhap", post(sign_in))
        .route("/tra-cuu", post(look_up))
        .route("/dieu-khien", post(switch))
        .with_state(simulator))
}

async fn switch(State(simulator): State<Arc<Simulator>>, Json(switches): Json<Switches>) -> StatusCode {
    simulator.slow_ms.store(switches.slow_ms, Ordering::Relaxed);
    simulator.is_down.store(switches.down, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}

async fn sign_in(State(simulator): State<Arc<Simulator>>, Json(sign_in): Json<SignIn>) -> Response {
    if let Some(trouble) = trouble(&simulator).await {
        return trouble;
    }
    let good = !sign_in.username.is_empty() && !sign_in.password.is_empty();
    Json(Session {
        error_code: if good { "00" } else { "01" }.to_owned(),
        session: if good { "phien-mo-phong" } else { "" }.to_owned(),
    })
    .into_response()
}

async fn look_up(State(simulator): State<Arc<Simulator>>, Json(question): Json<Question>) -> Response {
    simulator.asked.fetch_add(1, Ordering::Relaxed);
    if let Some(trouble) = trouble(&simulator).await {
        return trouble;
    }
    let found = |error_code: &str| error_code.to_owned();
    if question.session != "phien-mo-phong" {
        return Json(Answer::<Person> {
            error_code: found("02"),
            result: Vec::new(),
        })
        .into_response();
    }
    if question.service == service(Register::Population) {
        let people = simulator.known.person.iter();
        let same = people.filter(|person| Some(&person.personal_id) == question.personal_id.as_ref());
        Json(Answer {
            error_code: found("00"),
            result: same.cloned().collect(),
        })
        .into_response()
    } else {
        let all = simulator.known.enterprise.iter();
        let same = all.filter(|enterprise| Some(&enterprise.tax_code) == question.tax_code.as_ref());
        Json(Answer {
            error_code: found("00"),
            result: same.cloned().collect(),
        })
        .into_response()
    }
}

/// Waits and fails as it was told to.
async fn trouble(simulator: &Simulator) -> Option<Response> {
    let slow = simulator.slow_ms.load(Ordering::Relaxed);
    if slow > 0 {
        tokio::time::sleep(Duration::from_millis(slow)).await;
    }
    let is_down = simulator.is_down.load(Ordering::Relaxed);
    is_down.then(|| StatusCode::SERVICE_UNAVAILABLE.into_response())
}
