//! Answers that are no page of the application: failures, said to a person as a page and to a program as JSON.

use std::sync::Arc;

use axum::{body::Body, extract::Request, response::Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use motcua_app::{api::ApiError, views::Language};

use crate::{error, failure_page, session};

/// The header leptos puts on a server function's failure.
pub const FAILED_CALL: &str = "serverfnerror";

/// Who asks, as far as the form of a failure depends on it.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The address of the style sheet.
    style: Arc<str>,
    /// Whether a browser is showing pages.
    is_person: bool,
    /// The language to speak.
    language: Language,
}

impl Asker {
    /// Makes the asker that all others are made of.
    pub fn new(style: &str) -> Self {
        Self {
            style: Arc::from(style),
            is_person: false,
            language: Language::Vi,
        }
    }

    /// Returns the asker of a request.
    pub fn of(mut self, request: &Request) -> Self {
        self.is_person = accepts_html(request.headers());
        self.language = session::language(request.headers());
        self
    }

    /// Returns the address of the style sheet.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// Returns the language to speak.
    pub fn language(&self) -> Language {
        self.language
    }
}

/// Says whether a browser is showing a page with this request, rather than a script or a program calling.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// Answers a failure in the form the asker reads.
pub fn failure(asker: &Asker, failure: &ApiError) -> Response {
    let status = error::status(failure);
    let plain = error::problem(failure, status);
    if asker.is_person {
        as_page(asker, failure, plain, "")
    } else {
        plain
    }
}

/// Gives an answer its right form: server functions their status, bare failures of the frame a body.
pub fn dress(asker: &Asker, response: &mut Response) {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return;
    }
    let has_body = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/")
    });
    if has_body {
        return;
    }
    let error = match status {
        StatusCode::UNAUTHORIZED => ApiError::NotSignedIn,
        StatusCode::FORBIDDEN => ApiError::NotAllowed,
        StatusCode::NOT_FOUND => ApiError::NotFound,
        StatusCode::CONFLICT => ApiError::Conflict,
        StatusCode::TOO_MANY_REQUESTS => ApiError::TooMany,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => ApiError::Unavailable,
        other if other.is_client_error() => ApiError::Invalid,
        _ => ApiError::Internal(error::reference()),
    };
    let allow = response.headers().get(header::ALLOW).cloned();
    let plain = error::problem(&error, status);
    *response = if asker.is_person {
        as_page(asker, &error, plain, "")
    } else {
        plain
    };
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
}

/// Turns a problem for programs into a page for people; `more` is markup below the words.
pub fn as_page(asker: &Asker, failure: &ApiError, problem: Response, more: &str) -> Response {
    let page = failure_page::page(asker.style(), asker.language(), failure, more);
    let (mut parts, _) = problem.into_parts();
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Some(policy) = crate::security::policy::page("none", false) {
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Response::from_parts(parts, Body::from(page))
}

/// Says whether a request asks for something to be changed.
pub fn is_write(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
