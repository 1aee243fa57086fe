//! Arriving on a page without a document load: focus goes to the heading, or to the summary of problems; scroll goes
//! where it was when the person comes Back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::{document, request_animation_frame, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[derive(Default)]
struct Arrivals {
    /// The address last arrived at; none before the first page was taken over.
    at: Option<String>,
    /// Something was posted: the same address is an arrival too.
    expected: bool,
    /// The person came Back or Forward.
    returning: bool,
    /// The input that was in use when the page asked for fresh data.
    in_use: Option<String>,
    /// Where each address was scrolled to.
    scrolled: BTreeMap<String, f64>,
}

thread_local! {
    static ARRIVALS: RefCell<Arrivals> = RefCell::default();
}

/// Returns the address shown, path and query.
pub(super) fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Remembers how far each page is scrolled, and that the person came Back.
pub(super) fn watch_scroll() {
    window_event_listener_untyped("scroll", |_| {
        let top = window().scroll_y().unwrap_or_default();
        ARRIVALS.with_borrow_mut(|arrivals| {
            if let Some(at) = arrivals.at.clone() {
                arrivals.scrolled.insert(at, top);
            }
        });
    });
    window_event_listener_untyped("popstate", |_| {
        ARRIVALS.with_borrow_mut(|arrivals| arrivals.returning = true);
    });
}

/// Announces that a post will show a page, even if its address stays.
pub(super) fn expect_arrival() {
    ARRIVALS.with_borrow_mut(|arrivals| arrivals.expected = true);
}

/// Remembers the input in use, for a page that is about to be drawn again under the person's hands.
pub(super) fn keep_focus() {
    let id = document()
        .active_element()
        .map(|element| element.id())
        .filter(|id| !id.is_empty());
    ARRIVALS.with_borrow_mut(|arrivals| arrivals.in_use = id);
}

/// Called by every page once it is in the document.
pub fn arrived() {
    request_animation_frame(|| {
        let here = address();
        let (moved, back, in_use) = ARRIVALS.with_borrow_mut(|arrivals| {
            let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
            let moved = arrivals.at.as_deref().is_some_and(|at| path(at) != path(&here)) || arrivals.expected;
            let back = arrivals
                .returning
                .then(|| arrivals.scrolled.get(&here).copied())
                .flatten();
            arrivals.at = Some(here);
            arrivals.expected = false;
            arrivals.returning = false;
            (moved, back, arrivals.in_use.take())
        });
        if moved {
            focus();
        } else if let Some(input) = in_use.and_then(|id| document().get_element_by_id(&id)) {
            let _ = input.unchecked_into::<HtmlElement>().focus();
        }
        if let Some(top) = back {
            window().scroll_to_with_x_and_y(0.0, top);
        }
    });
}

fn focus() {
    let target = ["main .error-summary", "main .alert", "main h1"]
        .into_iter()
        .find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        let _ = target.set_attribute("tabindex", "-1");
        let _ = target.focus();
    }
}

/// Moves focus to an element that is about to be drawn.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    });
}
