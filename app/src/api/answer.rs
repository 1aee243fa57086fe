//! How a write answers: a redirect that a plain form follows and a script reads, and on failure a page that says so.

use std::collections::BTreeMap;

use http::request::Parts;
use leptos::prelude::use_context;
use leptos_axum::{ResponseOptions, redirect};
use motcua_core::form::Answers;

use super::ApiError;
use crate::paths;

/// Every server function: its address below `/api/` and whether it is a write (POST). The boot check and the access table
/// of `server` compare themselves with this list.
pub const ENDPOINTS: &[(&str, bool)] = &[
    ("catalogue/blank_form", false),
    ("catalogue/communes", false),
    ("catalogue/home", false),
    ("catalogue/life_event", false),
    ("catalogue/procedure", false),
    ("catalogue/search", false),
    ("desk/absent", true),
    ("desk/act", true),
    ("desk/answer", true),
    ("desk/ask_payment", true),
    ("desk/ask_refund", true),
    ("desk/asked", false),
    ("desk/bulk", true),
    ("desk/cash", true),
    ("desk/close_till", true),
    ("desk/consult", true),
    ("desk/dossier", false),
    ("desk/forget_filter", true),
    ("desk/hand_back", true),
    ("desk/intake", false),
    ("desk/intake_form", false),
    ("desk/keep_filter", true),
    ("desk/note", true),
    ("desk/outcome", false),
    ("desk/paper_seen", true),
    ("desk/post_order", true),
    ("desk/post_send", true),
    ("desk/post_settle", true),
    ("desk/post_sheet", false),
    ("desk/posts", false),
    ("desk/present", true),
    ("desk/question", false),
    ("desk/queue", false),
    ("desk/reconciliation", false),
    ("desk/refund", true),
    ("desk/refunds", false),
    ("desk/repository", false),
    ("desk/resolve_line", true),
    ("desk/staff", false),
    ("desk/supplement", true),
    ("desk/take_in", true),
    ("desk/take_next", true),
    ("desk/till", false),
    ("desk/write", true),
    ("documents/mine", false),
    ("documents/revoke", true),
    ("documents/share", true),
    ("documents/shared", false),
    ("dossiers/mine", false),
    ("dossiers/result", false),
    ("dossiers/return_way", true),
    ("dossiers/supplement", true),
    ("dossiers/track", false),
    ("dossiers/withdraw", true),
    ("dossiers/write", true),
    ("drafts/choose", true),
    ("drafts/device_key", false),
    ("drafts/discard", true),
    ("drafts/mine", false),
    ("drafts/rename", true),
    ("drafts/save", true),
    ("drafts/seen", true),
    ("drafts/start", true),
    ("drafts/step", false),
    ("drafts/submit", true),
    ("notifications/channel", true),
    ("notifications/check", false),
    ("notifications/confirm", true),
    ("notifications/mine", false),
    ("notifications/read", true),
    ("notifications/settle", true),
    ("notifications/stuck", false),
    ("payments/begin", true),
    ("payments/check", true),
    ("payments/dossier", false),
    ("payments/leave", true),
    ("payments/returned", false),
    ("profile/correct", true),
    ("profile/fact", false),
    ("profile/forget", true),
    ("profile/mine", false),
    ("profile/ready", false),
    ("session/account", false),
    ("session/act_for", true),
    ("session/branch", true),
    ("session/delegate", true),
    ("session/end", true),
    ("session/end_all", true),
    ("session/language", true),
    ("session/link", true),
    ("session/me", false),
    ("session/offer", false),
    ("session/organisations", false),
    ("session/people", false),
    ("session/providers", false),
    ("session/revoke", true),
    ("session/sign_in", true),
    ("session/sign_in_staff", true),
    ("session/sign_out", true),
];

/// Sends the person on after a write: to `next` of its outcome, or back with the failure's code.
pub(super) fn send_on<T>(outcome: Result<T, ApiError>, next: impl FnOnce(T) -> String) -> Result<(), ApiError> {
    let failure = match outcome {
        Ok(done) => {
            redirect(&next(done));
            return Ok(());
        }
        Err(failure) => failure,
    };
    if failure == ApiError::NotSignedIn {
        redirect(&paths::sign_in_then(referer().as_deref().unwrap_or(paths::HOME)));
        return Ok(());
    }
    tell(&failure);
    Err(failure)
}

/// Passes a read's outcome on, with the status of its failure; inside a page the page decides about its own status.
pub(super) fn told<T>(outcome: Result<T, ApiError>) -> Result<T, ApiError> {
    if let Err(failure) = &outcome {
        tell(failure);
    }
    outcome
}

/// Answers a request to the wire with the failure's status, and a plain form by leading back to its page.
pub(super) fn tell(failure: &ApiError) {
    let Some(parts) = use_context::<Parts>() else { return };
    if !parts.uri.path().starts_with("/api/") {
        return;
    }
    if parts.method == http::Method::POST && is_plain_form() {
        let path = referer().unwrap_or_else(|| paths::HOME.to_owned());
        let path = path.split(['?', '#']).next().unwrap_or(paths::HOME);
        redirect(&[path, "?", paths::FAILED, "=", &paths::encoded(&failure.told())].concat());
    } else if let (Some(response), Ok(status)) = (
        use_context::<ResponseOptions>(),
        http::StatusCode::from_u16(failure.status()),
    ) {
        response.set_status(status);
    }
}

/// Keeps typed answers under their paths.
pub(super) fn answers_of(typed: BTreeMap<String, String>) -> Result<Answers, ApiError> {
    let mut answers = Answers::default();
    for (path, text) in typed {
        answers.set(&path, text).map_err(|_| ApiError::Invalid)?;
    }
    Ok(answers)
}

pub(super) fn is_plain_form() -> bool {
    header(http::header::ACCEPT).is_some_and(|accepted| accepted.contains("text/html"))
}

/// Returns the path of the page the form was on, when it is one of this portal.
pub(super) fn referer() -> Option<String> {
    let whole = header(http::header::REFERER)?;
    let (_, after_scheme) = whole.split_once("://")?;
    let path = &after_scheme[after_scheme.find('/')?..];
    Some(paths::safe(path).to_owned())
}

fn header(name: http::HeaderName) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts.headers.get(name)?.to_str().ok().map(str::to_owned)
}
