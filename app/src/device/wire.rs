//! The little that the browser reads as JSON.

use gloo::net::http::{Request, Response};
use leptos::__reexports::send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;

use crate::api::ApiError;
use crate::paths;
use crate::views::OptionList;

/// Returns a province's communes.
///
/// # Errors
/// The portal's own error, or [`ApiError::Unavailable`] when the line is down.
pub async fn communes(province: &str) -> Result<OptionList, ApiError> {
    let address = ["/api/catalogue/communes?province=", &paths::encoded(province)].concat();
    // A browser has one thread; leptos asks for `Send` all the same.
    SendWrapper::new(async move {
        let answer = Request::get(&address).header("Accept", "application/json").send().await;
        let answer = answer.map_err(|_| ApiError::Unavailable)?;
        if !answer.ok() {
            return Err(failure(&answer));
        }
        let body = answer.text().await.map_err(|_| ApiError::Unavailable)?;
        read(&body).ok_or_else(|| ApiError::Internal(String::new()))
    })
    .await
}

/// Reads JSON: the browser parses it, which takes less of the module than a parser of its own.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    let value = js_sys::JSON::parse(json).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Returns the portal's error of a failed response.
pub(super) fn failure(answer: &Response) -> ApiError {
    match answer.status() {
        401 => ApiError::NotSignedIn,
        403 => ApiError::NotAllowed,
        404 => ApiError::NotFound,
        429 => ApiError::TooMany,
        502..=504 => ApiError::Unavailable,
        400 | 413 | 415 => ApiError::Invalid,
        409 => ApiError::Conflict,
        422 => ApiError::Refused(String::new()),
        _ => ApiError::Internal(String::new()),
    }
}
