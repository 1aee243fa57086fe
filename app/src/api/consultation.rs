//! Asking other bodies for their opinion: what the desk asks, and what a body that is asked reads and answers.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::dossier::Position;

use super::ApiError;
use super::answer::{send_on, told};
use super::talk::keep_refused;
use crate::backend::backend;
use crate::paths;
use crate::views::{AskedList, AskedView, ConsultAction, OpinionInput};

/// Lists what the officer's agency is asked.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but an officer.
#[server(endpoint = "desk/asked", input = GetUrl)]
pub async fn asked() -> Result<AskedList, ApiError> {
    let backend = backend()?;
    told(backend.desk.asked(&backend.me).await)
}

/// Returns a question that the officer's agency is asked.
///
/// # Errors
/// [`ApiError::NotFound`] for anybody but officers of the body that is asked.
#[server(endpoint = "desk/question", input = GetUrl)]
pub async fn question(number: String, question: u64) -> Result<AskedView, ApiError> {
    let backend = backend()?;
    let parsed = told(number.parse().map_err(|_| ApiError::NotFound))?;
    let page = paths::question(&number, question);
    let mut view = told(backend.desk.question(&backend.me, parsed, question).await)?;
    view.typed = told(backend.accounts.typed(&backend.me, &page).await)?;
    Ok(view)
}

/// Asks other bodies about a dossier, or one of them no longer; `seen` is the last event the officer saw, `said` what goes with
/// it: the `words`, one `other` body and `within` what time, or which `question` is asked no longer.
#[server(endpoint = "desk/consult")]
pub async fn consult(
    number: String,
    seen: u64,
    action: String,
    #[server(default)] to: BTreeMap<String, String>,
    #[server(default)] papers: BTreeMap<String, String>,
    #[server(default)] said: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = typed(&action, &to, &papers, &said);
    let done = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        let of = |key: &str| said.get(key).cloned().unwrap_or_default();
        let other = Some(of("other")).filter(|code| !code.is_empty());
        let action = match action.as_str() {
            "ask" => ConsultAction::Ask {
                to: to.into_keys().chain(other).collect(),
                words: of("words"),
                papers: papers
                    .into_keys()
                    .map(|key| key.trim_start_matches("tep-").to_owned())
                    .collect(),
                within: of("within"),
            },
            "withdraw" => ConsultAction::Withdraw {
                question: of("question").parse().map_err(|_| ApiError::Invalid)?,
                reason: of("words"),
            },
            _ => return Err(ApiError::Invalid),
        };
        backend.desk.consult(&backend.me, parsed, seen, action).await
    };
    let outcome = done.await;
    let page = paths::desk_dossier(&number);
    keep_refused(&backend, &page, &outcome, || typed).await?;
    send_on(outcome, |()| [&page, "#lay-y-kien"].concat())
}

/// Returns what was typed, by the names of the inputs.
fn typed(
    action: &str,
    to: &BTreeMap<String, String>,
    papers: &BTreeMap<String, String>,
    said: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::from([("action".to_owned(), action.to_owned())]);
    for (name, inside) in [("to", to), ("papers", papers), ("said", said)] {
        all.extend(
            inside
                .iter()
                .map(|(key, text)| ([name, "[", key, "]"].concat(), text.clone())),
        );
    }
    all
}

/// Answers as the body that is asked.
#[server(endpoint = "desk/answer")]
pub async fn answer(
    number: String,
    question: u64,
    #[server(default)] position: String,
    #[server(default)] words: String,
    #[server(default)] file: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = BTreeMap::from([
        ("position".to_owned(), position.clone()),
        ("words".to_owned(), words.clone()),
    ]);
    let done = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        let position = Position::ALL.into_iter().find(|one| one.key() == position);
        let opinion = OpinionInput {
            position: position.ok_or_else(|| ApiError::Refused("position_missing".to_owned()))?,
            words,
            file: Some(file).filter(|file| !file.is_empty()),
        };
        backend.desk.answer(&backend.me, parsed, question, opinion).await
    };
    let outcome = done.await;
    let page = paths::question(&number, question);
    keep_refused(&backend, &page, &outcome, || typed).await?;
    send_on(outcome, |()| page)
}
