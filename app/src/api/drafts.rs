//! Writes to a draft. Each leads to the step to show next.

use std::collections::BTreeMap;

use http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::answer::{answers_of, send_on};
use super::{ApiError, post};
use crate::backend::backend;
use crate::paths;
use crate::views::{DeskAction, Go, Made, Reached, ReturnInput, Submitted};

fn at(reached: Reached) -> String {
    let step = paths::step(&reached.code, reached.draft, &reached.step, reached.checked);
    if let Some(card) = reached.card {
        paths::step_with_card(&step, card)
    } else if reached.asks_more {
        paths::step_asking_more(&step)
    } else {
        step
    }
}

/// Starts a draft, with answers given on the procedure's page; before signing in when `guest` is given, with the answers of
/// an earlier dossier when `like` names one.
#[server(endpoint = "drafts/start")]
pub async fn start_draft(
    code: String,
    #[server(default)] answers: BTreeMap<String, String>,
    #[server(default)] guest: String,
    #[server(default)] like: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let response = use_context::<ResponseOptions>();
    let here = paths::start_with(paths::known_code(&code), &answers);
    let started = async {
        let code = code.parse().map_err(|_| ApiError::NotFound)?;
        let answers = answers_of(answers)?;
        if !like.is_empty() {
            let like = like.parse().map_err(|_| ApiError::NotFound)?;
            return backend.drafts.start_like(&backend.me, code, answers, like).await;
        }
        if guest.is_empty() || backend.me.account.is_some() {
            return backend.drafts.start(&backend.me, code, answers).await;
        }
        let (reached, cookie) = backend.drafts.start_as_guest(&backend.me, code, answers).await?;
        if let (Some(response), Some(Ok(cookie))) = (response, cookie.map(|cookie| HeaderValue::from_str(&cookie))) {
            response.append_header(http::header::SET_COOKIE, cookie);
        }
        Ok(reached)
    };
    match started.await {
        // Signed in, the person finds the answers given so far, and the drafts they already have.
        Err(ApiError::NotSignedIn) => send_on(Ok(here), |here| paths::sign_in_then(&here)),
        started => send_on(started, at),
    }
}

/// Keeps what was typed in a section and goes where `go` says: `next`, `stay`, `back`, `review`, `add_row`, `remove_row:2`,
/// `use:me`, `use:` and the id of somebody known, `card` with what a reader of identity cards read, `as_card`.
#[server(endpoint = "drafts/save")]
pub async fn save_section(
    draft: String,
    section: String,
    #[server(default)] answers: BTreeMap<String, String>,
    #[server(default)] go: String,
    #[server(default)] base: String,
    #[server(default)] ages: BTreeMap<String, u64>,
    #[server(default)] card: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let response = use_context::<ResponseOptions>();
    let made = made_from(&base, &go, ages, card);
    let saved = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        let go = direction(&go).ok_or(ApiError::Invalid)?;
        backend
            .drafts
            .save_from(&backend.me, draft, section, answers_of(answers)?, go, made)
            .await
    };
    let saved = saved.await;
    if let (Ok(reached), Some(response)) = (&saved, response) {
        if let Ok(version) = HeaderValue::from_str(&reached.version) {
            response.insert_header(HeaderName::from_static(post::VERSION), version);
        }
        if reached.merged {
            response.insert_header(HeaderName::from_static(post::MERGED), HeaderValue::from_static("1"));
        }
    }
    send_on(saved, at)
}

/// Chooses between two answers that were typed in two places; `picks[path]` is the text that is to stay.
#[server(endpoint = "drafts/choose")]
pub async fn choose_answers(
    draft: String,
    section: String,
    #[server(default)] picks: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let chosen = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        backend.drafts.choose(&backend.me, draft, section, picks).await
    };
    send_on(chosen.await, at)
}

/// Files the draft once, or shows what is missing. What an officer entered from paper is accepted at once when `accept` says
/// so.
#[server(endpoint = "drafts/submit")]
pub async fn submit_draft(
    draft: String,
    code: String,
    request: String,
    #[server(default)] declared: String,
    #[server(default)] accept: String,
    #[server(default)] receive: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let submitted = async {
        let id = draft.parse().map_err(|_| ApiError::NotFound)?;
        let request = request.parse().map_err(|_| ApiError::Invalid)?;
        if !receive.is_empty() {
            backend
                .drafts
                .keep_return(&backend.me, id, ReturnInput::of(&receive))
                .await?;
        }
        let filed = backend
            .drafts
            .submit(&backend.me, id, request, !declared.is_empty())
            .await?;
        Ok(match filed {
            Submitted::Filed { number } => {
                // What cannot be said now is said on the dossier's page.
                let owes = match number.parse() {
                    Ok(parsed) => backend.payments.owes(&backend.me, parsed).await.unwrap_or_default(),
                    Err(_) => false,
                };
                if owes {
                    paths::pay(&number)
                } else {
                    paths::receipt(&number)
                }
            }
            Submitted::TakenIn { number } => {
                if !accept.is_empty() {
                    // Where it cannot be accepted now, or was already, its page on the desk says how it stands.
                    let entered = number.parse().map_err(|_| ApiError::NotFound)?;
                    drop(backend.desk.act(&backend.me, entered, 1, DeskAction::Accept).await);
                }
                paths::desk_entered(&number)
            }
            Submitted::Incomplete => paths::step(paths::known_code(&code), id, paths::REVIEW_STEP, true),
        })
    };
    send_on(submitted.await, |path| path)
}

/// Names a draft.
#[server(endpoint = "drafts/rename")]
pub async fn rename_draft(draft: String, #[server(default)] name: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let named = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        backend.drafts.rename(&backend.me, draft, name).await
    };
    send_on(named.await, |()| paths::MINE.to_owned())
}

/// Notes that what a newer revision changed was seen.
#[server(endpoint = "drafts/seen")]
pub async fn changes_seen(draft: String, section: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let seen = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        backend.drafts.seen(&backend.me, draft, section).await
    };
    send_on(seen.await, at)
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

/// Reads what a save was made from: the draft's version, the page and the number of the save, `version~page~number`. What
/// a device held since a save is later than it, and a form sent by hand is later than both.
fn made_from(base: &str, go: &str, ages: BTreeMap<String, u64>, card: String) -> Made {
    let mut parts = base.split('~');
    let base = parts.next().unwrap_or_default().to_owned();
    let page = parts.next().unwrap_or_default().chars();
    let number = parts.next().and_then(|number| number.parse::<u32>().ok());
    let within = match go {
        "stay" if ages.is_empty() => 0,
        "stay" => 1,
        _ => 2,
    };
    Made {
        base,
        page: page.filter(char::is_ascii_alphanumeric).take(16).collect(),
        turn: number.map(|number| u64::from(number) * 3 + within),
        ages,
        card,
    }
}

fn direction(go: &str) -> Option<Go> {
    match go {
        "" | "next" => Some(Go::Next),
        "stay" => Some(Go::Stay),
        "back" => Some(Go::Back),
        "review" => Some(Go::Review),
        "add_row" => Some(Go::AddRow),
        "card" => Some(Go::Card),
        "as_card" => Some(Go::AsCard),
        other => match other.split_once(':')? {
            ("remove_row", row) => row.parse().ok().map(Go::RemoveRow),
            ("use", whom) => whom.parse().ok().map(Go::Use),
            _ => None,
        },
    }
}
