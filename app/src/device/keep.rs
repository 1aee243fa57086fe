//! Keeping a section of a draft in the background: the same post as the form's own with `go=stay`, told apart from it by
//! nothing, so it runs under the same rules. And what was typed before the page was taken over.

use gloo::net::http::Request;
use gloo::utils::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlFormElement, RequestInit, UrlSearchParams};

use super::wire;
use crate::api::{ApiError, post};
use crate::filling::input_name;
use crate::paths;

/// What came of keeping a section.
pub struct Done {
    /// The time of day it was kept at, by the server's clock.
    pub at: Option<String>,
    /// The draft's version.
    pub version: Option<String>,
    /// Whether the section holds more than was sent.
    pub merged: bool,
}

thread_local! {
    /// A name for this document, so that what it sends twice is not taken for two hands.
    static PAGE: String = {
        let chance = (js_sys::Math::random() * 1e9) as u32;
        ["~", &chance.to_string()].concat()
    };
    /// Numbers the saves of this document.
    static TURN: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Returns a draft's version with the name of this page and the number of its next save, so that saves that overtake one
/// another are told apart.
pub fn by_this_page(version: &str) -> String {
    let version = version.split('~').next().unwrap_or_default();
    let number = TURN.get() + 1;
    TURN.set(number);
    PAGE.with(|page| [version, page, "~", &number.to_string()].concat())
}

/// Keeps what was typed.
///
/// # Errors
/// The portal's own error; [`ApiError::NotSignedIn`] when the session is over.
pub async fn keep_section(
    draft: &str,
    section: &str,
    base: &str,
    typed: &[(String, String)],
    leaving: bool,
) -> Result<Done, ApiError> {
    let fields = body(draft, section, base, typed).map_err(|_| ApiError::Internal(String::new()))?;
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(&fields);
    if leaving {
        let _ = js_sys::Reflect::set(&how, &JsValue::from_str("keepalive"), &JsValue::TRUE);
    }
    let request = web_sys::Request::new_with_str_and_init(post::SAVE, &how).map_err(|_| ApiError::Invalid)?;
    let _ = request.headers().set("Accept", "application/json");
    let answer = Request::from(request).send().await;
    let answer = answer.map_err(|_| ApiError::Unavailable)?;
    let header = |name: &str| answer.headers().get(name);
    if header("location").is_some_and(|next| next.starts_with(paths::SIGN_IN)) {
        return Err(ApiError::NotSignedIn);
    }
    if !answer.ok() {
        return Err(wire::failure(&answer));
    }
    Ok(Done {
        at: header("date").and_then(|date| time_in_vietnam(&date)),
        version: header(post::VERSION),
        merged: header(post::MERGED).is_some(),
    })
}

fn body(draft: &str, section: &str, base: &str, typed: &[(String, String)]) -> Result<UrlSearchParams, JsValue> {
    let fields = UrlSearchParams::new()?;
    fields.append("draft", draft);
    fields.append("section", section);
    fields.append("go", "stay");
    fields.append("base", base);
    for (path, text) in typed {
        fields.append(&input_name(path), text);
    }
    Ok(fields)
}

/// Reads the time of day of an HTTP date (always GMT) as it is in Vietnam, `hh:mm`.
fn time_in_vietnam(date: &str) -> Option<String> {
    let (hour, minute) = (date.get(17..19)?, date.get(20..22)?);
    let hour = (hour.parse::<u8>().ok()? + 7) % 24;
    let pad = if hour < 10 { "0" } else { "" };
    Some([pad, &hour.to_string(), ":", minute].concat())
}

/// Returns the answers as they stand in a form: a person on a slow line types before the page is taken over.
pub fn typed_in_form(id: &str) -> Vec<(String, String)> {
    let read = || -> Option<Vec<(String, String)>> {
        let form: HtmlFormElement = document().get_element_by_id(id)?.dyn_into().ok()?;
        let data = FormData::new_with_form(&form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        let entries = js_sys::try_iter(&fields).ok()??;
        Some(
            entries
                .filter_map(|entry| {
                    let entry: js_sys::Array = entry.ok()?.dyn_into().ok()?;
                    let name = entry.get(0).as_string()?;
                    let path = name.strip_prefix("answers[")?.strip_suffix(']')?.to_owned();
                    Some((path, entry.get(1).as_string()?))
                })
                .collect(),
        )
    };
    read().unwrap_or_default()
}
