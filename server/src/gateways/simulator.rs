//! A payment gateway that is none: it speaks VNPAY 2.1.0 over real HTTP as a process of its own, shows payers a page, sends
//! signed notices, and can be told to be slow, to lose notices or send them twice, to refuse, or to be down.
//!
//! `book` keeps orders · `page` is what payers and testers see · this file routes and notifies.

mod book;
mod page;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Form, Json, Router,
    extract::{DefaultBodyLimit, Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use motcua_core::payment::{
    vnpay::{self, Parameters},
    vnpay_calls::{Call, value},
};
use serde::{Deserialize, Serialize};

pub use book::Outcome;
use book::{Book, Order};

use super::vnpay_time;
use crate::clock::Clock;

/// Where payers go.
pub const PAY: &str = "/paymentv2/vpcpay.html";

/// Where servers ask.
pub const API: &str = "/merchant_webapi/api/transaction";

/// How often a notice is sent before it is given up, and how long between.
const TRIES: [u64; 5] = [0, 1_000, 2_000, 5_000, 10_000];

/// The greatest body that is read, in bytes.
const MOST: usize = 64 << 10;

/// How it behaves from now on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// How long a notice waits, in milliseconds.
    pub delay_ms: u64,
    /// How many of the next notices are lost.
    pub drop: u32,
    /// Whether every notice is sent twice.
    pub twice: bool,
    /// Whether notices are signed with another secret.
    pub forged: bool,
    /// Whether notices tell another amount.
    pub other_amount: bool,
    /// Whether payers are refused.
    pub refuse: bool,
    /// Whether nothing answers.
    pub down: bool,
}

/// What the simulator knows.
#[derive(Clone)]
struct Simulator {
    secret: Arc<str>,
    notify: Arc<str>,
    client: reqwest::Client,
    clock: Arc<Clock>,
    book: Arc<Mutex<Book>>,
    switches: Arc<Mutex<Switches>>,
}

/// Returns the simulator's routes; notices go to `notify`.
///
/// # Errors
/// When no client can be made on this machine.
pub fn routes(secret: &str, notify: &str, clock: Clock) -> Result<Router, reqwest::Error> {
    crate::tls::ready();
    let simulator = Simulator {
        secret: secret.into(),
        notify: notify.into(),
        client: reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?,
        clock: Arc::new(clock),
        book: Arc::default(),
        switches: Arc::default(),
    };
    Ok(Router::new()
        .route(PAY, get(pay_page))
        .route("/thanh-toan/{reference}", post(pay))
        .route(API, post(call))
        .route("/dieu-khien", get(control_page).post(control_form))
        .route("/api/control", get(switches).post(switch))
        .route("/api/orders", get(orders))
        .route("/api/orders/{reference}/pay", post(pay_at_once))
        .route("/api/settlement", get(settlement))
        .layer(DefaultBodyLimit::max(MOST))
        .with_state(simulator))
}

impl Simulator {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends the notice of a settled order, as often as it takes.
    fn notify(&self, order: &Order) {
        let simulator = self.clone();
        let order = order.clone();
        tokio::spawn(async move {
            let (delay, is_lost, times) = {
                let mut switches = simulator.switches();
                let is_lost = switches.drop > 0;
                switches.drop = switches.drop.saturating_sub(1);
                (switches.delay_ms, is_lost, 1 + u8::from(switches.twice))
            };
            tokio::time::sleep(Duration::from_millis(delay)).await;
            if is_lost {
                return;
            }
            for _ in 0..times {
                simulator.send(&order).await;
            }
        });
    }

    async fn send(&self, order: &Order) {
        let query = self.told(order, true);
        let url = [&*self.notify, "?", &query].concat();
        for wait in TRIES {
            tokio::time::sleep(Duration::from_millis(wait)).await;
            let Ok(answer) = self.client.get(&url).send().await else {
                continue;
            };
            let Ok(answer) = answer.json::<BTreeMap<String, String>>().await else {
                continue;
            };
            // 00 took it, 02 had it: both end the sending.
            if matches!(answer.get("RspCode").map(String::as_str), Some("00" | "02")) {
                return;
            }
        }
    }

    /// Writes what is told of an order: to the server as a notice, or to the payer's browser.
    fn told(&self, order: &Order, is_notice: bool) -> String {
        let switches = self.switches().clone();
        let mut parameters = order.told();
        if is_notice && switches.other_amount {
            parameters.insert("vnp_Amount".to_owned(), (order.hundredths + 100).to_string());
        }
        let secret = if is_notice && switches.forged {
            "not the secret"
        } else {
            &*self.secret
        };
        vnpay::query(&parameters, secret)
    }

    fn is_down(&self) -> bool {
        self.switches().down
    }

    /// Settles an order as its payer chose, and tells of it.
    fn settle(&self, reference: &str, outcome: Outcome) -> Option<Order> {
        let outcome = if self.switches().refuse && outcome == Outcome::Paid {
            Outcome::Refused
        } else {
            outcome
        };
        let now = vnpay_time(self.clock.now());
        let order = self.book().settle(reference, outcome, now)?;
        self.notify(&order);
        Some(order)
    }
}

fn down() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

async fn pay_page(State(simulator): State<Simulator>, RawQuery(query): RawQuery) -> Response {
    if simulator.is_down() {
        return down();
    }
    let pairs = form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
    let parameters: Parameters = pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if !vnpay::is_signed(&parameters, &simulator.secret) {
        return page::problem("70", "Sai chữ ký");
    }
    let now = vnpay_time(simulator.clock.now());
    let taken = simulator.book().take(&parameters, &now);
    match taken {
        Ok(order) => page::pay(&order),
        Err(code) => page::problem(code, "Giao dịch không hợp lệ hoặc đã hết hạn"),
    }
}

#[derive(Deserialize)]
struct Choice {
    outcome: Outcome,
}

/// The payer's choice: the money is taken, the notice goes out, and the browser goes back where it came from.
async fn pay(
    State(simulator): State<Simulator>,
    Path(reference): Path<String>,
    Form(choice): Form<Choice>,
) -> Response {
    if simulator.is_down() {
        return down();
    }
    match simulator.settle(&reference, choice.outcome) {
        Some(order) => {
            let query = simulator.told(&order, false);
            Redirect::to(&[&order.return_url, "?", &query].concat()).into_response()
        }
        None => page::problem("91", "Không có giao dịch này"),
    }
}

/// Pays without a browser, for load tests.
async fn pay_at_once(
    State(simulator): State<Simulator>,
    Path(reference): Path<String>,
    Json(choice): Json<Choice>,
) -> Response {
    match simulator.settle(&reference, choice.outcome) {
        Some(order) => Json(order).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn call(State(simulator): State<Simulator>, Json(message): Json<Parameters>) -> Response {
    if simulator.is_down() {
        return down();
    }
    let (question, answer) = match value(&message, "vnp_Command") {
        "querydr" => (Call::Query, Call::QueryAnswer),
        "refund" => (Call::Refund, Call::RefundAnswer),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let mut said = if question.is_signed(&message, &simulator.secret) {
        simulator.book().answer(&message, question == Call::Refund)
    } else {
        Parameters::from([
            ("vnp_ResponseCode".to_owned(), "97".to_owned()),
            ("vnp_Message".to_owned(), "Invalid checksum".to_owned()),
        ])
    };
    for name in ["vnp_Command", "vnp_TmnCode", "vnp_TxnRef"] {
        said.insert(name.to_owned(), value(&message, name).to_owned());
    }
    let id = crate::clock::new_id().simple().to_string();
    said.insert("vnp_ResponseId".to_owned(), id);
    Json(answer.signed_with(said, &simulator.secret)).into_response()
}

async fn switches(State(simulator): State<Simulator>) -> Json<Switches> {
    Json(simulator.switches().clone())
}

async fn switch(State(simulator): State<Simulator>, Json(new): Json<Switches>) -> StatusCode {
    *simulator.switches() = new;
    StatusCode::NO_CONTENT
}

async fn control_page(State(simulator): State<Simulator>) -> Html<String> {
    let (switches, orders) = (simulator.switches().clone(), simulator.book().all());
    Html(page::control(&switches, &orders))
}

async fn control_form(State(simulator): State<Simulator>, Form(form): Form<BTreeMap<String, String>>) -> Redirect {
    let number = |name: &str| {
        form.get(name)
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or(0_u32)
    };
    let is_on = |name: &str| form.contains_key(name);
    *simulator.switches() = Switches {
        delay_ms: u64::from(number("delay_ms")),
        drop: number("drop"),
        twice: is_on("twice"),
        forged: is_on("forged"),
        other_amount: is_on("other_amount"),
        refuse: is_on("refuse"),
        down: is_on("down"),
    };
    Redirect::to("/dieu-khien")
}

async fn orders(State(simulator): State<Simulator>) -> Json<Vec<Order>> {
    Json(simulator.book().all())
}

#[derive(Deserialize)]
struct Day {
    day: String,
}

/// The file a gateway hands over for a day: what it took and gave back.
async fn settlement(
    State(simulator): State<Simulator>,
    axum::extract::Query(Day { day }): axum::extract::Query<Day>,
) -> Response {
    let file = simulator.book().settlement(&day);
    ([(axum::http::header::CONTENT_TYPE, "text/csv; charset=utf-8")], file).into_response()
}
