//! The render shield: every page and every call is worked on to its end in a task of its own, and its body is whole
//! before the first byte is sent.
//!
//! A caller that goes away while a page renders would otherwise tear the reactive graph down under it, which panics and
//! leaks; and a transaction would be dropped half way.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use motcua_app::api::ApiError;

use crate::{error, files::Streamed};

/// The largest body an answer is held back for; pages are far smaller, files do not come this way.
const LARGEST: usize = 64 << 20;

/// Runs the rest of the way in its own task, holding `permit` until it is done, for at most `time`.
///
/// # Errors
/// [`ApiError::Unavailable`] when it takes too long (it is still worked to its end), [`ApiError::Internal`] with the
/// reference it was logged under when it panics.
pub async fn shielded(
    request: Request,
    next: Next,
    permit: impl Send + 'static,
    time: Duration,
) -> Result<Response, ApiError> {
    let work = tokio::spawn(async move {
        let response = next.run(request).await;
        // A file is long, and whoever reads it may go away: nothing is being made any more.
        if response.extensions().get::<Streamed>().is_some() {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, LARGEST).await;
        drop(permit);
        body.map(|bytes| Response::from_parts(parts, Body::from(bytes)))
    });
    match tokio::time::timeout(time, work).await {
        Ok(Ok(Ok(response))) => Ok(response),
        Ok(Ok(Err(broken))) => Err(failed(&broken)),
        Ok(Err(panicked)) => Err(failed(&panicked)),
        Err(_) => {
            tracing::warn!("an answer took too long and was given up");
            Err(ApiError::Unavailable)
        }
    }
}

fn failed(reason: &(dyn std::error::Error + 'static)) -> ApiError {
    let reference = error::reference();
    // The text of a panic may quote what a person typed, and is in the log already by its place.
    let kind = if reason.is::<tokio::task::JoinError>() {
        "panicked"
    } else {
        "body"
    };
    tracing::error!(reference, kind, "an answer could not be made");
    ApiError::Internal(reference)
}
