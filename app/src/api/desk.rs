//! What an officer does to a dossier, posted as one plain form: `action` names it, `reason` or `result` go with it, and
//! `defects[path]` holds the reason for each thing to be supplemented.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ApiError;
use super::answer::send_on;
use crate::backend::backend;
use crate::paths;
use crate::views::{DefectInput, DeskAction};

/// Does one thing to a dossier; `seen` is the last event the officer saw.
#[server(endpoint = "desk/act")]
pub async fn act_on_dossier(
    number: String,
    seen: u64,
    action: String,
    #[server(default)] reason: String,
    #[server(default)] result: String,
    #[server(default)] defects: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let done = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        let action = chosen(&action, reason, result, defects).ok_or(ApiError::Invalid)?;
        backend.desk.act(&backend.me, parsed, seen, action).await
    };
    let outcome = done.await;
    send_on(outcome, |()| paths::desk_dossier(&number))
}

fn chosen(action: &str, reason: String, result: String, defects: BTreeMap<String, String>) -> Option<DeskAction> {
    Some(match action {
        "accept" => DeskAction::Accept,
        "ask_supplement" => DeskAction::AskSupplement {
            items: defects
                .into_iter()
                .filter(|(_, reason)| !reason.trim().is_empty())
                .map(|(at, reason)| DefectInput { at, reason })
                .collect(),
        },
        "refuse" => DeskAction::Refuse { reason },
        "start_processing" => DeskAction::StartProcessing,
        "finish" => DeskAction::Finish { result },
        "return_result" => DeskAction::ReturnResult,
        "confirm_withdrawal" => DeskAction::ConfirmWithdrawal,
        "stop" => DeskAction::Stop { reason },
        _ => return None,
    })
}
