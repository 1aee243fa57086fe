//! What is kept of a person: reading, correcting, deleting.

#![expect(missing_docs, reason = "the macro makes argument types")]

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::ApiError;
use super::answer::{answers_of, is_plain_form, send_on, told};
use crate::backend::backend;
use crate::paths;
use crate::views::{FactForm, MyData, ReadyView};

/// Returns everything kept of the person; also what they take along as a file.
///
/// # Errors
/// [`ApiError::NotSignedIn`].
#[server(endpoint = "profile/mine", input = GetUrl)]
pub async fn kept_of_me() -> Result<MyData, ApiError> {
    let backend = backend()?;
    told(backend.profile.mine(&backend.me).await)
}

/// Says what of a procedure's questions and papers is on file.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::NotFound`] for a code nobody knows.
#[server(endpoint = "profile/ready", input = GetUrl)]
pub async fn ready(code: String, #[server(default)] answers: BTreeMap<String, String>) -> Result<ReadyView, ApiError> {
    let backend = backend()?;
    let code = told(code.parse().map_err(|_| ApiError::NotFound))?;
    let answers = told(answers_of(answers))?;
    told(backend.profile.ready(&backend.me, code, answers).await)
}

/// Returns a fact as a form asks for it, to be corrected, with what was typed in that form before.
///
/// # Errors
/// [`ApiError::NotSignedIn`]; [`ApiError::NotAllowed`] to who may only read it; [`ApiError::NotFound`] for what is not kept.
#[server(endpoint = "profile/fact", input = GetUrl)]
pub async fn fact_to_correct(
    whom: String,
    concept: String,
    #[server(default)] checked: bool,
) -> Result<FactForm, ApiError> {
    let backend = backend()?;
    let typed = backend.accounts.typed(&backend.me, paths::MY_DATA);
    let asked = async {
        let typed = if backend.me.account.is_some() {
            typed.await?
        } else {
            BTreeMap::new()
        };
        let is_of = |name: &str, text: &str| typed.get(name).is_some_and(|of| of == text);
        let is_same = is_of(WHOM, &whom) && is_of(CONCEPT, &concept);
        let answers = typed.iter().filter(|(name, _)| name.starts_with(BELOW));
        let answers = answers.map(|(path, text)| (path.clone(), text.clone())).collect();
        let answers = is_same.then(|| answers_of(answers)).transpose()?;
        let whom = whom.parse().map_err(|_| ApiError::NotFound)?;
        backend.profile.fact(&backend.me, whom, concept, answers, checked).await
    };
    told(asked.await)
}

/// What a form of a fact is kept under beside its answers, which are below [`FactForm::PATH`].
const WHOM: &str = "whom";
const CONCEPT: &str = "concept";
const BELOW: &str = "s.";

/// Writes another value in the place of a fact: `value`, or the parts of an answer at [`FactForm::PATH`]; `go=stay` only
/// shows the form again with what was typed, as the communes of a province are shown without script.
#[server(endpoint = "profile/correct")]
pub async fn correct_fact(
    whom: String,
    concept: String,
    #[server(default)] value: String,
    #[server(default)] answers: BTreeMap<String, String>,
    #[server(default)] go: String,
) -> Result<(), ApiError> {
    let backend = backend()?;
    let corrected = async {
        let is_page = !answers.is_empty() || go == "stay";
        let mut typed = answers.clone();
        typed.retain(|path, _| path.starts_with(BELOW));
        let given = if is_page {
            typed.clone()
        } else {
            [(FactForm::PATH.to_owned(), value)].into()
        };
        typed.extend([(WHOM.to_owned(), whom.clone()), (CONCEPT.to_owned(), concept.clone())]);
        let about = whom.parse().map_err(|_| ApiError::NotFound)?;
        motcua_core::concept::find(&concept).ok_or(ApiError::Invalid)?;
        let page = paths::my_fact(&whom, &concept);
        let keep = |typed| backend.accounts.keep_typed(&backend.me, paths::MY_DATA, typed);
        if go == "stay" {
            keep(typed).await?;
            return Ok(page);
        }
        match backend
            .profile
            .correct(&backend.me, about, concept, answers_of(given)?)
            .await
        {
            Err(ApiError::Invalid) if is_page && is_plain_form() => {
                keep(typed).await?;
                Ok([&page, "?", paths::CHECKED, "=1"].concat())
            }
            Err(failure) => Err(failure),
            Ok(()) => {
                keep(BTreeMap::new()).await?;
                Ok(paths::MY_DATA.to_owned())
            }
        }
    };
    send_on(corrected.await, |to| to)
}

/// Forgets a fact, everything of somebody, or everything (`whom=all`).
#[server(endpoint = "profile/forget")]
pub async fn forget_facts(whom: String, #[server(default)] concept: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let forgotten = async {
        let whom = match whom.as_str() {
            "all" => None,
            whom => Some(whom.parse().map_err(|_| ApiError::NotFound)?),
        };
        let concept = Some(concept).filter(|concept| !concept.is_empty());
        backend.profile.forget(&backend.me, whom, concept).await
    };
    send_on(forgotten.await, |()| paths::MY_DATA.to_owned())
}
