//! The gate every request passes: who calls and how often, kept pages, the render shield, and what every answer carries.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, Method, StatusCode, header};
use motcua_app::{api::ApiError, paths};
use tokio::sync::Semaphore;

use crate::{
    answer::{self, Asker},
    config::Config,
    kept::{Kept, NONCE},
    offline_copy, render,
    security::{client, client::Peer, headers, policy, rate::Rates},
};

/// The name of the header that numbers requests.
pub const REQUEST_ID: &str = "x-request-id";

/// What the gate knows.
#[derive(Debug)]
pub struct Gate {
    config: Arc<Config>,
    rates: Arc<Rates>,
    room: Arc<Semaphore>,
    kept: Arc<Kept>,
    asker: Asker,
}

/// The longest time for an upload.
const UPLOAD: Duration = Duration::from_secs(600);

/// The number of this request, in the log and in the answer.
#[derive(Clone, Debug)]
pub struct RequestNumber(pub String);

/// The caller's address, behind trusted proxies.
#[derive(Clone, Copy, Debug)]
pub struct Caller(pub IpAddr);

impl Gate {
    /// Makes the gate of the settings.
    pub fn new(config: Arc<Config>, rates: Arc<Rates>, kept: Arc<Kept>, asker: Asker) -> Self {
        let room = Arc::new(Semaphore::new(config.max_requests));
        Self {
            config,
            rates,
            room,
            kept,
            asker,
        }
    }

    /// Returns how long the answer may take: a photograph on a slow line takes longer than a page.
    fn time(&self, place: &Place) -> Duration {
        let is_upload = answer::is_write(&place.method)
            && (place.first.starts_with("/tep/")
                || place.first.ends_with("/ket-qua")
                || place.first == paths::CHECK_PAPER);
        if is_upload {
            UPLOAD.max(self.config.request_time)
        } else {
            self.config.request_time
        }
    }

    fn caller(&self, request: &Request) -> IpAddr {
        let peer = request
            .extensions()
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0);
        client::address(peer, request.headers(), &self.config.trusted_proxies)
    }
}

/// Lets a request through the gate.
pub async fn pass(State(gate): State<Arc<Gate>>, mut request: Request, next: Next) -> Response {
    let is_https = gate.config.is_https();
    let caller = gate.caller(&request);
    if let Err(wait) = gate.rates.request(caller) {
        return finish(wait_first(&gate.asker, &request, wait), None, is_https);
    }
    let copy = offline_copy::wanted(&mut request);
    if copy.is_none()
        && let Some(page) = gate.kept.find(&request, is_https)
    {
        return finish(page, None, is_https);
    }
    let number = crate::error::reference();
    request.extensions_mut().insert(Caller(caller));
    request.extensions_mut().insert(RequestNumber(number.clone()));
    let place = Place::of(&request);
    let asker = gate.asker.clone().of(&request);
    let key = gate.kept.key(&request).filter(|_| copy.is_none());
    let mut response = match Arc::clone(&gate.room).try_acquire_owned() {
        Err(_) => {
            tracing::warn!("more requests than there is room for");
            answer::failure(&asker, &ApiError::Unavailable)
        }
        Ok(permit) => match render::shielded(request, next, permit, gate.time(&place)).await {
            Ok(response) => response,
            Err(error) => answer::failure(&asker, &error),
        },
    };
    answer::dress(&asker, &mut response);
    if let Some(key) = key {
        response = gate.kept.keep(key, response).await;
    }
    if let Some(language) = copy {
        response = offline_copy::made(response, language, is_https).await;
    }
    place.log(&number, response.status());
    finish(response, Some(&number), is_https)
}

fn wait_first(asker: &Asker, request: &Request, wait: Duration) -> Response {
    let mut response = answer::failure(&asker.clone().of(request), &ApiError::TooMany);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
    response
}

fn finish(mut response: Response, number: Option<&str>, is_https: bool) -> Response {
    let nonce = response.headers_mut().remove(NONCE);
    let policy = nonce.and_then(|nonce| policy::page(nonce.to_str().ok()?, is_https));
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(number) = number.and_then(|number| HeaderValue::from_str(number).ok()) {
        response.headers_mut().insert(REQUEST_ID, number);
    }
    headers::complete(response.headers_mut(), is_https);
    response
}

/// Where a request went, without what it asked for: addresses hold dossier numbers.
struct Place {
    method: Method,
    first: String,
    start: Instant,
}

impl Place {
    fn of(request: &Request) -> Self {
        let first = match request.extensions().get::<MatchedPath>() {
            Some(matched) => matched.as_str().to_owned(),
            None => "/".to_owned() + request.uri().path().split('/').nth(1).unwrap_or_default(),
        };
        Self {
            method: request.method().clone(),
            first: first.chars().take(40).collect(),
            start: Instant::now(),
        }
    }

    fn log(&self, number: &str, status: StatusCode) {
        let (method, route, status) = (self.method.as_str(), self.first.as_str(), status.as_u16());
        let micros = u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX);
        if status >= 500 {
            tracing::warn!(request.id = number, method, route, status, micros, "request");
        } else {
            tracing::debug!(request.id = number, method, route, status, micros, "request");
        }
    }
}
