//! The one error of services, and the one place that turns it into the wire's and logs it. No sentence leaves here that
//! tells a stranger more than a reference.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use motcua_app::api::ApiError;
use serde_json::json;

use crate::clock;

/// Why a service did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// An answer for the asker: the rules, the access law or the state of things say no.
    #[error("{0}")]
    Answer(#[from] ApiError),
    /// Something the portal stands on does not answer; trying again may help.
    #[error("{context}: {source}")]
    Down {
        /// What was being done.
        context: &'static str,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A fault of the portal or its data.
    #[error("{context}: {source}")]
    Fault {
        /// What was being done.
        context: &'static str,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl ServiceError {
    /// Says that something the portal stands on does not answer.
    pub fn down(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Down {
            context,
            source: source.into(),
        }
    }

    /// Says that something is wrong with the portal or its data.
    pub fn fault(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault {
            context,
            source: source.into(),
        }
    }
}

impl From<ServiceError> for ApiError {
    /// Projects to the wire and writes the one log line of a failure.
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Answer(answer) => answer,
            ServiceError::Down { context, source } => {
                tracing::warn!(reason = %source, "{context}: not available");
                Self::Unavailable
            }
            ServiceError::Fault { context, source } => {
                let reference = reference();
                tracing::error!(reference, reason = %source, "{context}: failed");
                Self::Internal(reference)
            }
        }
    }
}

/// Returns a short reference a person can read out, and a log line can be found by.
pub fn reference() -> String {
    let id = clock::new_id().simple().to_string();
    format!("{}-{}", &id[20..26], &id[26..32]).to_uppercase()
}

/// Returns the stable name of an error.
pub fn code(error: &ApiError) -> &'static str {
    match error {
        ApiError::NotSignedIn => "not_signed_in",
        ApiError::NotAllowed => "not_allowed",
        ApiError::NotFound => "not_found",
        ApiError::Invalid => "invalid",
        ApiError::Refused(_) => "refused",
        ApiError::Conflict => "conflict",
        ApiError::TooMany => "too_many",
        ApiError::Unavailable => "unavailable",
        ApiError::Internal(_) => "internal",
    }
}

/// Returns the status an error is answered with.
pub fn status(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Answers a program that called: `application/problem+json` (RFC 9457) with the stable code.
pub fn problem(error: &ApiError, status: StatusCode) -> Response<Body> {
    let mut problem = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("error"),
        "status": status.as_u16(),
        "code": code(error),
    });
    match error {
        ApiError::Refused(reason) => problem["reason"] = json!(reason),
        ApiError::Internal(reference) => problem["reference"] = json!(reference),
        ApiError::NotSignedIn
        | ApiError::NotAllowed
        | ApiError::NotFound
        | ApiError::Invalid
        | ApiError::Conflict
        | ApiError::TooMany
        | ApiError::Unavailable => {}
    }
    let mut response = Response::new(Body::from(problem.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if matches!(error, ApiError::Unavailable | ApiError::TooMany) {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}
