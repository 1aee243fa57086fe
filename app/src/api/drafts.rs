//! Writes to a draft. Each leads to the step to show next.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ApiError;
use super::answer::{answers_of, send_on};
use crate::backend::backend;
use crate::paths;
use crate::views::{Go, Reached, Submitted};

fn at(reached: Reached) -> String {
    paths::step(&reached.code, reached.draft, &reached.step, reached.checked)
}

/// Starts a draft, with answers given on the procedure's page.
#[server(endpoint = "drafts/start")]
pub async fn start_draft(code: String, #[server(default)] answers: BTreeMap<String, String>) -> Result<(), ApiError> {
    let backend = backend()?;
    let here = paths::start_with(paths::known_code(&code), &answers);
    let started = async {
        let code = code.parse().map_err(|_| ApiError::NotFound)?;
        backend.drafts.start(&backend.me, code, answers_of(answers)?).await
    };
    match started.await {
        // Signed in, the person finds the answers given so far, and the drafts they already have.
        Err(ApiError::NotSignedIn) => send_on(Ok(here), |here| paths::sign_in_then(&here)),
        started => send_on(started, at),
    }
}

/// Keeps what was typed in a section and goes where `go` says: `next`, `stay`, `back`, `review`, `add_row`, `remove_row:2`.
#[server(endpoint = "drafts/save")]
pub async fn save_section(
    draft: String,
    section: String,
    #[server(default)] answers: BTreeMap<String, String>,
    #[server(default)] go: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let saved = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        let go = direction(&go).ok_or(ApiError::Invalid)?;
        backend
            .drafts
            .save(&backend.me, draft, section, answers_of(answers)?, go)
            .await
    };
    send_on(saved.await, at)
}

/// Files the draft once, or shows what is missing.
#[server(endpoint = "drafts/submit")]
pub async fn submit_draft(
    draft: String,
    code: String,
    request: String,
    #[server(default)] declared: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let submitted = async {
        let id = draft.parse().map_err(|_| ApiError::NotFound)?;
        let request = request.parse().map_err(|_| ApiError::Invalid)?;
        let filed = backend
            .drafts
            .submit(&backend.me, id, request, !declared.is_empty())
            .await?;
        Ok(match filed {
            Submitted::Filed { number } => paths::receipt(&number),
            Submitted::Incomplete => paths::step(paths::known_code(&code), id, paths::REVIEW_STEP, true),
        })
    };
    send_on(submitted.await, |path| path)
}

/// Deletes a draft.
#[server(endpoint = "drafts/discard")]
pub async fn discard_draft(draft: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let discarded = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        backend.drafts.discard(&backend.me, draft).await
    };
    send_on(discarded.await, |()| paths::MINE.to_owned())
}

fn direction(go: &str) -> Option<Go> {
    match go {
        "" | "next" => Some(Go::Next),
        "stay" => Some(Go::Stay),
        "back" => Some(Go::Back),
        "review" => Some(Go::Review),
        "add_row" => Some(Go::AddRow),
        other => other.strip_prefix("remove_row:")?.parse().ok().map(Go::RemoveRow),
    }
}
