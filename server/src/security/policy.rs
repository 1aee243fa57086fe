//! The content security policy: scripts by a nonce of this answer, everything else from here, nothing inline.

use std::fmt::Write as _;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderValue;

use crate::clock;

/// The policy of answers that are no page: nothing may run, load or frame.
pub const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Returns the policy of a page whose scripts carry this nonce.
pub fn page(nonce: &str, is_https: bool) -> Option<HeaderValue> {
    with_script(&format!("'nonce-{nonce}' 'strict-dynamic'"), is_https)
}

/// Returns the policy of a copy of a page, whose one script has this digest.
pub fn copy(digest: &str, is_https: bool) -> Option<HeaderValue> {
    // Browsers do not hand the trust in a digest on to what the script imports: that comes from here.
    with_script(&format!("'sha256-{digest}' 'self'"), is_https)
}

fn with_script(scripts: &str, is_https: bool) -> Option<HeaderValue> {
    let mut policy = String::with_capacity(400);
    let _ = write!(
        policy,
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if is_https {
        policy.push_str("; upgrade-insecure-requests");
    }
    HeaderValue::try_from(policy).ok()
}

/// Returns a fresh nonce, as long as the ones pages are rendered with.
///
/// # Errors
/// When the machine has no chance to give.
pub fn nonce() -> Result<String, getrandom::Error> {
    let token = clock::new_token()?;
    Ok(URL_SAFE_NO_PAD.encode(&token[..16]))
}
