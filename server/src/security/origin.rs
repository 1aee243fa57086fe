//! Posts must come from the portal's own pages: Origin and Sec-Fetch-Site are asked, no token is needed.

use axum::{body::Body, response::Response};
use http::StatusCode;
use motcua_app::api::ApiError;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::error;

/// The answer to a post from elsewhere.
pub type Refusal = fn(ProtectionError) -> Response<Body>;

/// Returns the layer that refuses posts from other sites; the public address counts as our own behind a proxy that
/// rewrites Host.
///
/// # Errors
/// When the public address is no origin.
pub fn layer(public_url: &str) -> Result<CsrfLayer<Refusal>, tower_http::csrf::ConfigError> {
    Ok(CsrfLayer::new()
        .add_trusted_origin(public_url)?
        .with_rejection_response(refuse as Refusal))
}

fn refuse(_: ProtectionError) -> Response<Body> {
    error::problem(&ApiError::NotAllowed, StatusCode::FORBIDDEN)
}
