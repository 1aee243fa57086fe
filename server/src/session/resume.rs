//! Expiry never loses a form: a section posted just after its session ended is kept for that browser and that person, and
//! sent again, as they sent it, once they have signed in. It goes the way every post goes, so it runs under every rule.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderValue, Method, header};
use motcua_app::{api::post, paths};
use tower::ServiceExt;

use super::cookie;
use crate::{
    error::ServiceError,
    services::{Portal, accounts::Token},
};

/// Keeps forms of sessions that have just ended.
#[derive(Clone)]
pub struct Parking {
    portal: Portal,
    is_https: bool,
}

impl Parking {
    /// Makes the keeper.
    pub fn new(portal: Portal, is_https: bool) -> Self {
        Self { portal, is_https }
    }

    /// Keeps a form whose person's session has just ended, and adds to the answer, which leads to sign-in, what finds it
    /// again. Says whether it was kept: a form of nobody known is not.
    pub async fn keep(&self, headers: &HeaderMap, body: &[u8], answer: &mut Response) -> bool {
        match self.try_keep(headers, body, answer).await {
            Ok(kept) => kept.is_some(),
            Err(error) => {
                tracing::warn!(reason = %error, "a form could not be kept over a sign-in");
                false
            }
        }
    }

    async fn try_keep(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        answer: &mut Response,
    ) -> Result<Option<()>, ServiceError> {
        let (Some(token), Ok(body)) = (cookie::token(headers, self.is_https), std::str::from_utf8(body)) else {
            return Ok(None);
        };
        let browser = match cookie::parked(headers, self.is_https) {
            Some(browser) => browser,
            None => Token::fresh()?,
        };
        if !self.portal.park(&token, &browser, body).await? {
            return Ok(None);
        }
        let cookie = cookie::parked_given(&browser, self.is_https).to_string();
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        let kept = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        let kept = kept.map(|to| [to, "&", paths::KEPT, "=1"].concat());
        if let Some(kept) = kept.and_then(|to| HeaderValue::try_from(to).ok()) {
            answer.headers_mut().insert(header::LOCATION, kept);
        }
        Ok(Some(()))
    }
}

/// What the layer needs.
#[derive(Clone)]
pub struct Resuming {
    parking: Parking,
    calls: Router,
}

impl Resuming {
    /// Makes the layer's state; `calls` are the server functions behind the identification.
    pub fn new(parking: Parking, calls: Router) -> Self {
        Self { parking, calls }
    }

    /// Sends the forms that wait for the person of a new session; returns where the last one leads.
    async fn resume(&self, browser: &Token, session: &str) -> Result<Option<HeaderValue>, ServiceError> {
        let portal = &self.parking.portal;
        let mut to = None;
        for form in portal.parked(browser, &Token::claimed(session)).await? {
            let cookie = [cookie::name(self.parking.is_https), "=", session].concat();
            let request = http::Request::builder()
                .method(Method::POST)
                .uri(post::SAVE)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::ACCEPT, "text/html")
                .header(header::COOKIE, cookie)
                .body(Body::from(form.body));
            let Ok(request) = request else { continue };
            let Ok(answer) = self.calls.clone().oneshot(request).await;
            let next = answer.headers().get(header::LOCATION);
            let failed = [paths::FAILED, "="].concat();
            let is_kept = |next: &&HeaderValue| next.to_str().is_ok_and(|next| !next.contains(&failed));
            if let Some(next) = next.filter(|_| answer.status().is_redirection()).filter(is_kept) {
                to = Some(next.clone());
                portal.unpark(&form.id).await?;
            }
        }
        Ok(to)
    }
}

/// Sends the forms that waited for a sign-in, after it.
pub async fn resume(State(with): State<Resuming>, request: Request, next: Next) -> Response {
    let browser = cookie::parked(request.headers(), with.parking.is_https);
    let mut response = next.run(request).await;
    let Some(browser) = browser else { return response };
    let Some(session) = cookie::handed_out(response.headers(), with.parking.is_https) else {
        return response;
    };
    match with.resume(&browser, &session).await {
        Ok(Some(to)) => {
            response.headers_mut().insert(header::LOCATION, to);
            let gone = cookie::parked_removed(with.parking.is_https).to_string();
            if let Ok(gone) = HeaderValue::from_str(&gone) {
                response.headers_mut().append(header::SET_COOKIE, gone);
            }
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(reason = %error, "a kept form could not be sent after the sign-in"),
    }
    response
}
