//! Sending our forms without loading a document: the very same fields that the browser would have sent, by fetch, and
//! then on to the address the portal answers with. Forms marked `data-plain`, uploads and foreign forms are left alone.

use leptos::prelude::{RwSignal, Set, Update, use_context, window, window_event_listener_untyped};
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlElement, HtmlFormElement, RequestInit, SubmitEvent, UrlSearchParams};

use super::wire;
use crate::api::{ApiError, post, reads};
use crate::load::{Failed, Posted};
use crate::me::use_me;
use crate::paths;
use crate::views::Me;

/// What a finished post changes.
#[derive(Clone, Copy)]
struct After {
    posted: RwSignal<u32>,
    failed: RwSignal<Option<ApiError>>,
    me: RwSignal<Me>,
}

/// Takes over forms, scroll and focus of the document; called once, inside the router.
pub fn take_over(navigate: impl Fn(&str, NavigateOptions) + Clone + 'static) {
    let (Some(posted), Some(failed)) = (use_context::<Posted>(), use_context::<Failed>()) else {
        return;
    };
    let after = After {
        posted: posted.0,
        failed: failed.0,
        me: use_me(),
    };
    super::arrive::watch_scroll();
    window_event_listener_untyped("submit", move |event| {
        let event: SubmitEvent = event.unchecked_into();
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        if event.default_prevented() || form.has_attribute("data-plain") || form.enctype() == "multipart/form-data" {
            return;
        }
        let action = form.get_attribute("action").unwrap_or_default();
        let posts = form.method() == "post";
        if !action.starts_with('/') || (posts && !action.starts_with("/api/")) {
            return;
        }
        let Ok(fields) = fields(&form, event.submitter()) else {
            return;
        };
        event.prevent_default();
        if posts {
            spawn_local(send_form(form, action, fields, after, navigate.clone()));
        } else {
            after.failed.set(None);
            let query: String = fields.to_string().into();
            let replace = form.has_attribute("data-replace");
            if replace {
                super::arrive::keep_focus();
            }
            navigate(
                &[action.as_str(), "?", &query].concat(),
                NavigateOptions {
                    scroll: !replace,
                    replace,
                    ..NavigateOptions::default()
                },
            );
        }
    });
}

fn fields(form: &HtmlFormElement, submitter: Option<HtmlElement>) -> Result<UrlSearchParams, JsValue> {
    let data = FormData::new_with_form(form)?;
    if let Some(button) = submitter
        && let (Some(name), value) = (button.get_attribute("name"), button.get_attribute("value"))
    {
        data.append_with_str(&name, &value.unwrap_or_default())?;
    }
    UrlSearchParams::new_with_str_sequence_sequence(&data)
}

async fn send_form(
    form: HtmlFormElement,
    action: String,
    fields: UrlSearchParams,
    after: After,
    navigate: impl Fn(&str, NavigateOptions),
) {
    if form.has_attribute("aria-busy") {
        return;
    }
    let _ = form.set_attribute("aria-busy", "true");
    let outcome = send(&action, &fields).await;
    let _ = form.remove_attribute("aria-busy");
    match outcome {
        // The session ended while somebody typed: what was typed stays on the page until they are signed in again.
        Ok(Some(next)) if action == post::SAVE && next.starts_with(paths::SIGN_IN) => {
            after.failed.set(Some(ApiError::NotSignedIn));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        Ok(next) => {
            if action.starts_with("/api/session/")
                && let Ok(me) = reads::session().await
            {
                after.me.set(me);
            }
            after.failed.set(None);
            super::arrive::expect_arrival();
            match next {
                Some(next) if next != super::arrive::address() => navigate(&next, NavigateOptions::default()),
                Some(_) | None => after.posted.update(|count| *count = count.wrapping_add(1)),
            }
        }
        Err(failure) => {
            after.failed.set(Some(failure));
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

async fn send(action: &str, fields: &UrlSearchParams) -> Result<Option<String>, ApiError> {
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(fields);
    let response = wire::fetch(action, &how).await.map_err(|_| ApiError::Unavailable)?;
    let next = response.headers().get("location").ok().flatten();
    if response.ok() {
        return Ok(next.map(|path| paths::safe(&path).to_owned()));
    }
    let body = wire::text(&response).await;
    Err(wire::failure(&response, &body))
}

/// Sends the form around the input an event came from, as its button would.
pub fn send_form_of(event: &web_sys::Event) {
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|input| input.closest("form").ok().flatten())
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}

/// Sends the upload form around a file input as soon as a file is chosen, and says that it is on its way. Without a file
/// nothing is sent.
pub fn send_file_form(event: &web_sys::Event, words: &str) {
    let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    let Some(form) = input.form().filter(|_| !input.value().is_empty()) else {
        return;
    };
    if form.has_attribute("aria-busy") {
        return;
    }
    let _ = form.set_attribute("aria-busy", "true");
    if let Ok(Some(status)) = form.query_selector("[role=status]") {
        status.set_text_content(Some(words));
    }
    let _ = form.request_submit();
}
