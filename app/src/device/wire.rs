//! Reading JSON from the portal's own addresses: one plain function for all, so that only the parsing differs by type.

use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::api::ApiError;

/// Reads one answer; `endpoint` is the address below `/api/`.
///
/// # Errors
/// The portal's own error, or [`ApiError::Unavailable`] when the line is down.
pub async fn read<T: DeserializeOwned>(endpoint: &'static str, query: String) -> Result<T, ApiError> {
    let text = send_wrapped(endpoint, query).await?;
    serde_json::from_str(&text).map_err(|_| ApiError::Internal(String::new()))
}

/// A browser has one thread; leptos asks for `Send` all the same.
fn send_wrapped(endpoint: &'static str, query: String) -> impl Future<Output = Result<String, ApiError>> + Send {
    leptos::__reexports::send_wrapper::SendWrapper::new(async move {
        let mut address = ["/api/", endpoint].concat();
        if !query.is_empty() {
            address.push('?');
            address.push_str(&query);
        }
        let response = fetch(&address, &RequestInit::new())
            .await
            .map_err(|_| ApiError::Unavailable)?;
        let body = text(&response).await;
        if response.ok() {
            Ok(body)
        } else {
            Err(failure(&response, &body))
        }
    })
}

/// Returns the portal's error of a failed response.
pub(super) fn failure(response: &Response, body: &str) -> ApiError {
    serde_json::from_str(body).unwrap_or_else(|_| match response.status() {
        401 => ApiError::NotSignedIn,
        403 => ApiError::NotAllowed,
        404 => ApiError::NotFound,
        429 => ApiError::TooMany,
        502..=504 => ApiError::Unavailable,
        _ => ApiError::Internal(String::new()),
    })
}

/// Returns a response's text, empty when it breaks off.
pub(super) async fn text(response: &Response) -> String {
    match response.text() {
        Ok(promise) => JsFuture::from(promise)
            .await
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// Fetches an address as JSON.
pub(super) async fn fetch(address: &str, how: &RequestInit) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    how.set_headers(headers.as_ref());
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(address, how)).await?;
    answer.dyn_into()
}
