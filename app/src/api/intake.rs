//! Taking dossiers in from paper: what the agency receives, for whom, and which papers were only seen.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use motcua_core::dossier::Seen;

use super::ApiError;
use super::answer::{send_on, told};
use crate::backend::backend;
use crate::paths;
use crate::views::{HandBack, IntakeForm, IntakeInput, IntakeList, Submitted};

/// Lists what the officer's agency receives.
///
/// # Errors
/// [`ApiError::NotAllowed`] for anybody but an officer entrusted with reception.
#[server(endpoint = "desk/intake", input = GetUrl)]
pub async fn received_here(#[server(default)] tim: String) -> Result<IntakeList, ApiError> {
    let backend = backend()?;
    told(backend.desk.received_here(&backend.me, tim).await)
}

/// Returns the form that asks for whom a dossier is entered, with what was typed in it when it was refused.
///
/// # Errors
/// [`ApiError::NotFound`] for what the agency does not receive.
#[server(endpoint = "desk/intake_form", input = GetUrl)]
pub async fn taking_in(code: String) -> Result<IntakeForm, ApiError> {
    let backend = backend()?;
    let asked = async {
        let parsed = code.parse().map_err(|_| ApiError::NotFound)?;
        let mut form = backend.desk.intake_form(&backend.me, parsed).await?;
        let typed = backend.accounts.typed(&backend.me, paths::TAKE_IN).await?;
        if typed.get("code").is_some_and(|of| *of == form.code) {
            form.typed = typed;
        }
        Ok(form)
    };
    told(asked.await)
}

/// Begins a dossier for somebody.
#[server(endpoint = "desk/take_in")]
pub async fn take_in(
    code: String,
    #[server(default)] how: String,
    #[server(default)] signed: BTreeMap<String, String>,
    #[server(default)] whose: String,
    #[server(default)] person: BTreeMap<String, String>,
    #[server(default)] organisation: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let of = |map: &BTreeMap<String, String>, key: &str| map.get(key).cloned().unwrap_or_default();
    let input = IntakeInput {
        signed_on: of(&signed, "on"),
        signed_time: of(&signed, "time"),
        personal_id: of(&person, "id"),
        name: of(&person, "name"),
        born_on: of(&person, "born_on"),
        phone: of(&person, "phone"),
        tax_code: of(&organisation, "tax_code"),
        organisation: of(&organisation, "name"),
        code,
        how,
        whose,
    };
    let begun = backend.desk.take_in(&backend.me, input.clone()).await;
    let typed = match &begun {
        Ok(_) => Some(BTreeMap::new()),
        Err(ApiError::Refused(_)) => Some(fields(&input)),
        Err(_) => None,
    };
    if let Some(typed) = typed {
        backend.accounts.keep_typed(&backend.me, paths::TAKE_IN, typed).await?;
    }
    send_on(begun, |reached| {
        paths::step(&reached.code, reached.draft, &reached.step, reached.checked)
    })
}

fn fields(input: &IntakeInput) -> BTreeMap<String, String> {
    [
        ("code", &input.code),
        ("how", &input.how),
        ("signed[on]", &input.signed_on),
        ("signed[time]", &input.signed_time),
        ("whose", &input.whose),
        ("person[id]", &input.personal_id),
        ("person[name]", &input.name),
        ("person[born_on]", &input.born_on),
        ("person[phone]", &input.phone),
        ("organisation[tax_code]", &input.tax_code),
        ("organisation[name]", &input.organisation),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.clone()))
    .collect()
}

/// Registers a dossier that lies on the desk incomplete, and hands it back: by form 03 where `refuse` says so, with a `reason`;
/// else by form 02, with `defects[place]` in the officer's words.
#[server(endpoint = "desk/hand_back")]
pub async fn hand_dossier_back(
    draft: String,
    code: String,
    request: String,
    #[server(default)] defects: BTreeMap<String, String>,
    #[server(default)] refuse: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let handed = async {
        let id = draft.parse().map_err(|_| ApiError::NotFound)?;
        let request = request.parse().map_err(|_| ApiError::Invalid)?;
        let back = if refuse.is_empty() {
            HandBack::Ask { reasons: defects }
        } else {
            HandBack::Refuse { reason }
        };
        Ok(match backend.desk.hand_back(&backend.me, id, request, back).await? {
            Submitted::Filed { number } | Submitted::TakenIn { number } => paths::desk_entered(&number),
            Submitted::Incomplete => paths::step(paths::known_code(&code), id, paths::REVIEW_STEP, true),
        })
    };
    send_on(handed.await, |path| path)
}

/// Opens the draft in which an officer enters what was brought on paper for an open request.
#[server(endpoint = "desk/supplement")]
pub async fn supplement_at_desk(number: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let opened = async {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        backend.desk.take_supplement(&backend.me, number).await
    };
    send_on(opened.await, |reached| {
        paths::step(&reached.code, reached.draft, &reached.step, reached.checked)
    })
}

/// Notes which papers of a draft were shown or handed in and are not scanned; `papers[key]` is `shown`, `handed_in` or empty.
#[server(endpoint = "desk/paper_seen")]
pub async fn papers_seen(
    draft: String,
    code: String,
    step: String,
    #[server(default)] papers: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let noted = async {
        let draft = draft.parse().map_err(|_| ApiError::NotFound)?;
        let seen = |(slot, how): (String, String)| {
            let how = match how.as_str() {
                "" => None,
                key => Some(
                    Seen::ALL
                        .into_iter()
                        .find(|one| one.key() == key)
                        .ok_or(ApiError::Invalid)?,
                ),
            };
            Ok((slot, how))
        };
        let papers = papers.into_iter().map(seen).collect::<Result<_, ApiError>>()?;
        backend.desk.papers_seen(&backend.me, draft, papers).await?;
        let step = if step == paths::REVIEW_STEP {
            paths::REVIEW_STEP
        } else {
            paths::PAPERS_STEP
        };
        Ok(paths::step(paths::known_code(&code), draft, step, false))
    };
    send_on(noted.await, |path| path)
}
