//! What an officer does to a dossier, posted as one plain form: `action` names it, `reason` or `result` go with it, `said`
//! holds what else it needs (`days` or `on` of an extension, `how` and `received_by` of a hand-over, `to` whom or where it is
//! handed on), and `defects[path]` the
//! reason for each thing to be supplemented.

use std::collections::BTreeMap;

use leptos::prelude::*;
use motcua_core::dossier::HandedOver;

use super::ApiError;
use super::answer::send_on;
use super::talk::keep_refused;
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
    #[server(default)] said: BTreeMap<String, String>,
    #[server(default)] defects: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let typed = typed(&action, &reason, &result, &said, &defects);
    let done = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        let action = chosen(&action, reason, result, &said, defects).ok_or(ApiError::Invalid)?;
        backend.desk.act(&backend.me, parsed, seen, action).await
    };
    let outcome = done.await;
    let page = paths::desk_dossier(&number);
    keep_refused(&backend, &page, &outcome, || typed).await?;
    send_on(outcome, |()| page)
}

/// Returns what was typed in the form of an action, by the names of its inputs.
fn typed(
    action: &str,
    reason: &str,
    result: &str,
    said: &BTreeMap<String, String>,
    defects: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let named = |name: &str, inside: &BTreeMap<String, String>| {
        let inside = inside.iter();
        inside
            .map(|(key, text)| ([name, "[", key, "]"].concat(), text.clone()))
            .collect::<Vec<_>>()
    };
    [("action", action), ("reason", reason), ("result", result)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into_iter()
        .chain(named("said", said))
        .chain(named("defects", defects))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn chosen(
    action: &str,
    reason: String,
    result: String,
    said: &BTreeMap<String, String>,
    defects: BTreeMap<String, String>,
) -> Option<DeskAction> {
    let of = |key: &str| said.get(key).map(|words| words.trim()).unwrap_or_default();
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
        "return_result" => DeskAction::ReturnResult {
            how: match of("how") {
                "counter" => HandedOver::Counter,
                "post" => HandedOver::Post,
                "online" => HandedOver::Online,
                _ => return None,
            },
            received_by: of("received_by").to_owned(),
        },
        "extend" => DeskAction::Extend {
            days: match of("days") {
                "" => None,
                days => Some(days.parse().ok()?),
            },
            on: of("on").to_owned(),
            reason,
        },
        "confirm_withdrawal" => DeskAction::ConfirmWithdrawal,
        "decline_withdrawal" => DeskAction::DeclineWithdrawal { reason },
        "open_correction" => DeskAction::OpenCorrection { reason },
        "correct" => DeskAction::Correct { result },
        "stop" => DeskAction::Stop { reason },
        "take_over" => DeskAction::TakeOver,
        "give_on" => DeskAction::GiveOn {
            to: of("to").to_owned(),
            reason,
        },
        "pass_step" => DeskAction::PassStep {
            to: of("to").to_owned(),
        },
        "send_back_step" => DeskAction::SendBackStep {
            to: of("to").to_owned(),
            reason,
        },
        "sign" => DeskAction::Sign,
        "decline_signing" => DeskAction::DeclineSigning { reason },
        "revoke" => DeskAction::Revoke { reason },
        _ => return None,
    })
}
