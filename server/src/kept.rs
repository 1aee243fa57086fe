//! Kept pages: what a signed-out visitor sees of the first page and of a procedure is rendered once and kept for a while
//! by address and language; only the nonce is put in at sending. It refuses to keep anything that was anybody's own.

use std::{
    collections::HashMap,
    sync::{
        Arc, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use motcua_app::views::Language;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    kept_page::{Coding, KeptPage},
    security::policy,
    session,
};

/// How long a page is kept: it says a due date that moves with the hour.
const FRESH: Duration = Duration::from_secs(20);
/// How much longer it is still sent while one request renders it anew, so that a crowd does not render it together.
const OVERLAP: Duration = Duration::from_secs(5);
/// The bytes all kept pages may take.
const ROOM: usize = 24 << 20;
/// The header in which a rendered page hands over its nonce.
pub const NONCE: &str = "x-page-nonce";

/// What a page is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    path: String,
    language: Language,
}

#[derive(Debug)]
struct Entry {
    page: KeptPage,
    at: Instant,
    is_claimed: AtomicBool,
}

impl Entry {
    fn age(&self) -> Duration {
        self.at.elapsed()
    }

    /// Says whether the caller is the first to render it anew.
    fn claim(&self) -> bool {
        !self.is_claimed.swap(true, Ordering::Relaxed)
    }
}

/// The pages kept.
#[derive(Debug, Default)]
pub struct Kept {
    pages: RwLock<HashMap<Key, Entry>>,
    /// Compressing well takes much memory: one page at a time, while others pass as they were rendered.
    compressing: Arc<Mutex<()>>,
}

impl Kept {
    /// Returns what the answer to a request may be kept under, if it is everybody's.
    pub fn key(&self, request: &Request) -> Option<Key> {
        let uri = request.uri();
        if request.method() != Method::GET || uri.query().is_some() || session::is_present(request.headers()) {
            return None;
        }
        let path = uri.path();
        let code = path
            .strip_prefix("/thu-tuc/")
            .filter(|code| !code.is_empty() && !code.contains('/'));
        if path != "/" && code.is_none() {
            return None;
        }
        Some(Key {
            path: path.to_owned(),
            language: session::language(request.headers()),
        })
    }

    /// Returns the kept answer to a request, with a nonce of its own.
    pub fn find(&self, request: &Request, is_https: bool) -> Option<Response> {
        let key = self.key(request)?;
        let coding = Coding::of(request.headers());
        let nonce = policy::nonce().ok()?;
        let body = {
            let pages = self.pages.read().ok()?;
            let entry = pages.get(&key)?;
            if entry.age() > FRESH + OVERLAP || (entry.age() > FRESH && entry.claim()) {
                return None;
            }
            entry.page.with_nonce(&nonce, coding)
        };
        Some(answer(body, &nonce, coding, is_https))
    }

    /// Keeps a rendered page, and returns the answer to send; anything but a whole page passes as it is.
    pub async fn keep(&self, key: Key, response: Response) -> Response {
        let is_page = response.status() == StatusCode::OK && !response.headers().contains_key(header::SET_COOKIE);
        let nonce = response
            .headers()
            .get(NONCE)
            .and_then(|nonce| nonce.to_str().ok())
            .map(str::to_owned);
        let Some(nonce) = nonce.filter(|_| is_page) else {
            return response;
        };
        let (parts, body) = response.into_parts();
        let Ok(html) = to_bytes(body, ROOM).await else {
            return crate::error::problem(&motcua_app::api::ApiError::Unavailable, StatusCode::SERVICE_UNAVAILABLE);
        };
        if let Ok(alone) = Arc::clone(&self.compressing).try_lock_owned()
            && let Some(page) = prepared(html.clone(), nonce, alone).await
        {
            self.insert(
                key,
                Entry {
                    page,
                    at: Instant::now(),
                    is_claimed: AtomicBool::new(false),
                },
            );
        }
        Response::from_parts(parts, Body::from(html))
    }

    fn insert(&self, key: Key, entry: Entry) {
        let Ok(mut pages) = self.pages.write() else {
            return;
        };
        let taken: usize = pages.values().map(|entry| entry.page.bytes()).sum();
        if taken + entry.page.bytes() > ROOM {
            pages.retain(|_, entry| entry.age() <= FRESH);
            if pages.values().map(|entry| entry.page.bytes()).sum::<usize>() + entry.page.bytes() > ROOM {
                pages.clear();
            }
        }
        pages.insert(key, entry);
    }
}

/// Compresses a page away from the threads that answer.
async fn prepared(html: Bytes, nonce: String, alone: OwnedMutexGuard<()>) -> Option<KeptPage> {
    let work = move || {
        let page = KeptPage::new(&html, &nonce);
        drop(alone);
        page
    };
    tokio::task::spawn_blocking(work).await.ok().flatten()
}

fn answer(body: Bytes, nonce: &str, coding: Coding, is_https: bool) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, cookie, accept-language"),
    );
    if coding == Coding::Brotli {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if let Some(policy) = policy::page(nonce, is_https) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
