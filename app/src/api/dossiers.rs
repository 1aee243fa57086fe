//! Writes of a dossier's owner.

use leptos::prelude::*;

use super::ApiError;
use super::answer::send_on;
use crate::backend::backend;
use crate::paths;

/// Opens a draft that answers the supplement request.
#[server(endpoint = "dossiers/supplement")]
pub async fn open_supplement(number: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let opened = async {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        backend.dossiers.supplement(&backend.me, number).await
    };
    send_on(opened.await, |reached| {
        paths::step(&reached.code, reached.draft, &reached.step, reached.checked)
    })
}

/// Asks to withdraw the dossier, with the reason if one is given.
#[server(endpoint = "dossiers/withdraw")]
pub async fn ask_withdrawal(number: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let backend = backend()?;
    let asked = async {
        let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
        backend.dossiers.withdraw(&backend.me, parsed, reason).await
    };
    let outcome = asked.await;
    send_on(outcome, |()| paths::tracked(&number))
}
