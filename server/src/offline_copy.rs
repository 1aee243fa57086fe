//! Copies of pages for the browser's worker: drawn for nobody, whatever cookie came with the question, and without a
//! nonce, so that they may be kept. Their one script is allowed by its digest.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use motcua_app::api::LANGUAGE_COOKIE;
use sha2::{Digest, Sha256};

use crate::{kept::NONCE, security::policy};

/// The header a worker asks with and a copy carries: the language.
pub const HEADER: HeaderName = HeaderName::from_static("x-offline-copy");

/// The most bytes a copy may have.
const MOST: usize = 4 << 20;

/// Takes everything of a person out of a request that asks for a copy; returns the language asked for.
pub fn wanted(request: &mut Request) -> Option<&'static str> {
    let asked = request.headers().get(&HEADER)?;
    let language = if asked == "en" { "en" } else { "vi" };
    if request.method() != Method::GET {
        return None;
    }
    request.headers_mut().remove(header::COOKIE);
    if let Ok(cookie) = HeaderValue::from_str(&format!("{LANGUAGE_COOKIE}={language}")) {
        request.headers_mut().insert(header::COOKIE, cookie);
    }
    Some(language)
}

/// Makes a copy of a rendered page; what is no whole page passes as it is, and is no copy.
pub async fn made(mut response: Response, language: &'static str, is_https: bool) -> Response {
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("x-offline-copy, cookie"));
    let nonce = response
        .headers()
        .get(NONCE)
        .and_then(|nonce| nonce.to_str().ok())
        .map(str::to_owned);
    let is_page = response.status() == StatusCode::OK && !response.headers().contains_key(header::SET_COOKIE);
    let Some(nonce) = nonce.filter(|_| is_page) else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    let html = to_bytes(body, MOST)
        .await
        .ok()
        .and_then(|html| String::from_utf8(html.to_vec()).ok());
    let copied = html.and_then(|html| {
        let copy = without_bookkeeping(&html.replace(&format!(" nonce=\"{nonce}\""), " data-copy=\"1\""));
        let digest = script_digest(&copy).filter(|_| !copy.contains(&nonce))?;
        Some((policy::copy(&digest, is_https)?, copy))
    });
    let Some((policy, copy)) = copied else {
        return crate::error::problem(&motcua_app::api::ApiError::Unavailable, StatusCode::SERVICE_UNAVAILABLE);
    };
    parts.headers.remove(NONCE);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    parts.headers.insert(HEADER, HeaderValue::from_static(language));
    Response::from_parts(parts, Body::from(copy))
}

/// Leaves out the scripts in which the framework keeps its books: the policy names one script, and nothing needs them.
fn without_bookkeeping(html: &str) -> String {
    let mut parts = html.split("<script data-copy=\"1\">");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("</script>").map_or("", |(_, rest)| rest));
    }
    kept
}

/// Returns the digest of the script that brings the module in, as a policy names it.
fn script_digest(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("id=\"boot\"")?;
    let (_, script) = rest.split_once('>')?;
    let (script, _) = script.split_once("</script>")?;
    Some(STANDARD.encode(Sha256::digest(script.as_bytes())))
}
