//! What a page without a living part does beside links and forms, by marks in its markup: `data-search` searches while
//! one types, `data-replace` sends a form at each choice, `data-print` prints, `data-send` sends a file as soon as it is
//! chosen.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, UrlSearchParams};

use super::{listen, visit, within};
use crate::paths;

/// How long a person pauses before what was typed is searched for, in milliseconds.
const PAUSE: u32 = 180;

thread_local! {
    static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Listens for the marks.
pub(super) fn start() {
    listen("input", |event| {
        if let Some(input) = within(event, "input[data-search]").and_then(|input| input.dyn_into().ok()) {
            // A search typed before is given up: the timer is cleared as it is replaced.
            WAITING.set(Some(Timeout::new(PAUSE, move || search(&input))));
        }
    });
    listen("change", |event| {
        if let Some(form) = within(event, "form[data-replace]") {
            let _ = form.unchecked_into::<HtmlFormElement>().request_submit();
        } else if let Some(input) = within(event, "input[data-send]").and_then(|input| input.dyn_into().ok()) {
            send_file(&input);
        }
    });
    listen("click", |event| {
        if within(event, "[data-print]").is_some() {
            let _ = window().print();
        }
    });
}

fn search(input: &HtmlInputElement) {
    let asked = window().location().search().unwrap_or_default();
    if let Ok(query) = UrlSearchParams::new_with_str(&asked) {
        query.set("q", &input.value());
        query.delete("page");
        let query: String = query.to_string().into();
        visit::draw_part([paths::PROCEDURES, "?", &query].concat());
    }
}

/// Sends the form around a file input, and says that it is on its way: a big picture takes a while.
fn send_file(input: &HtmlInputElement) {
    let Some(form) = input
        .form()
        .filter(|form| !input.value().is_empty() && !form.has_attribute("aria-busy"))
    else {
        return;
    };
    if let Ok(Some(status)) = form.query_selector("[role=status]") {
        status.set_text_content(input.get_attribute("data-send").as_deref());
    }
    let _ = form.request_submit();
}
