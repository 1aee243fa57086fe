//! Sending our forms without loading a document: the very fields that the browser would have sent, by fetch, and then the
//! page that the portal answers with. A form that fails stays as it is, with what was typed and chosen in it. Forms
//! marked `data-plain` and foreign ones are left alone.

use gloo::net::http::Request;
use gloo::utils::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{FormData, HtmlElement, HtmlFormElement, SubmitEvent, UrlSearchParams};

use super::arrive::Coming;
use super::listen;
use super::visit::{self, Came, Trace};
use crate::api::{ApiError, post};
use crate::paths;

/// The event a form hears when it could not be sent after all.
pub(super) const UNSENT: &str = "motcua-unsent";

/// Takes over forms.
pub(super) fn start() {
    listen("submit", |event| {
        let Some(event) = event.dyn_ref::<SubmitEvent>() else {
            return;
        };
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        let action = form.get_attribute("action").unwrap_or_default();
        if event.default_prevented() || form.has_attribute("data-plain") || !action.starts_with('/') {
            return;
        }
        let Ok(data) = fields(&form, event.submitter()) else {
            return;
        };
        event.prevent_default();
        if form.method() == "post" {
            spawn_local(send(form, action, data));
        } else if let Ok(query) = UrlSearchParams::new_with_str_sequence_sequence(&data) {
            let query: String = query.to_string().into();
            let address = [action.as_str(), "?", &query].concat();
            if form.has_attribute("data-replace") {
                visit::go(address, Trace::Replace, Coming::Again);
            } else {
                visit::go(address, Trace::Leave, Coming::Forward);
            }
        }
    });
}

fn fields(form: &HtmlFormElement, submitter: Option<HtmlElement>) -> Result<FormData, JsValue> {
    let data = FormData::new_with_form(form)?;
    if let Some(button) = submitter
        && let (Some(name), value) = (button.get_attribute("name"), button.get_attribute("value"))
    {
        data.append_with_str(&name, &value.unwrap_or_default())?;
    }
    Ok(data)
}

async fn send(form: HtmlFormElement, action: String, data: FormData) {
    if form.has_attribute("aria-busy") {
        return;
    }
    let _ = form.set_attribute("aria-busy", "true");
    visit::busy(true);
    let turn = visit::turn();
    let outcome = answer(&form, &action, &data).await;
    let _ = form.remove_attribute("aria-busy");
    if !visit::is_last(turn) {
        return;
    }
    visit::busy(false);
    let page = match outcome {
        Ok(page) => page,
        Err(failure) => {
            unsent(&form);
            visit::alert(&failure);
            return;
        }
    };
    // The session ended while somebody typed: what was typed stays on the page until they are signed in again.
    let signed_out = action == post::SAVE && page.address.starts_with(paths::SIGN_IN);
    if signed_out || is_failure(&page) {
        unsent(&form);
        say(&page, signed_out);
    } else {
        if action == post::SAVE {
            super::tell_kept();
        }
        visit::show(&page, Trace::Leave, Coming::Forward);
    }
}

async fn answer(form: &HtmlFormElement, action: &str, data: &FormData) -> Result<Came, ApiError> {
    let request = Request::post(action).header("Accept", "text/html");
    let sent = if form.enctype() == "multipart/form-data" {
        request.body(data)
    } else {
        let fields = UrlSearchParams::new_with_str_sequence_sequence(data).map_err(|_| ApiError::Invalid)?;
        request.body(fields)
    };
    let answer = sent.map_err(|_| ApiError::Invalid)?.send().await;
    visit::read(answer.map_err(|_| ApiError::Unavailable)?).await
}

/// Says whether the page came only to say that the post failed.
fn is_failure(page: &Came) -> bool {
    let query = page.address.split_once('?').map_or("", |(_, query)| query);
    !page.ok
        || query
            .split('&')
            .any(|part| part.split('=').next() == Some(paths::FAILED))
}

/// Says on this page what the other one came to say.
fn say(page: &Came, signed_out: bool) {
    let found = |selector: &str| page.document.query_selector(selector).ok().flatten();
    if signed_out {
        visit::alert(&ApiError::NotSignedIn);
    } else if let Some(alert) = found("main .alert-problem") {
        if let Ok(alert) = document().adopt_node(&alert) {
            let _ = visit::put_alert(alert.unchecked_ref());
        }
    } else {
        let words = |selector: &str| {
            found(selector)
                .and_then(|element| element.text_content())
                .unwrap_or_default()
        };
        visit::alert_saying(&words("main h1"), &words("main .lead"), None);
    }
}

fn unsent(form: &HtmlFormElement) {
    if let Ok(event) = web_sys::CustomEvent::new(UNSENT) {
        let _ = form.dispatch_event(&event);
    }
}
