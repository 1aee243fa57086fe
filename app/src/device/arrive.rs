//! Arriving on a page without a document load: focus goes to the heading, or to what the page has to say first; scroll
//! goes where it was when the person comes Back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo::utils::{document, window};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollRestoration, ScrollToOptions};

use super::{find, listen};

/// How a page was come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coming {
    /// By a link or a post: focus and scroll start anew.
    Forward,
    /// By Back or Forward: scroll is where it was.
    Back,
    /// It is the same page drawn again under the person's hands.
    Again,
}

/// What is to be the same after a page was drawn again.
pub(super) struct Hands {
    in_use: String,
    top: f64,
}

thread_local! {
    /// How far each address was scrolled, for this document's life.
    static SCROLLED: RefCell<BTreeMap<String, f64>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns the address shown, path and query.
pub(super) fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Takes scrolling over from the browser, which knows nothing of pages put in place.
pub(super) fn start() {
    restore_scroll(ScrollRestoration::Manual);
    // A reload, or a document left and come back to, is the browser's own again.
    listen("pagehide", |_| restore_scroll(ScrollRestoration::Auto));
    listen("pageshow", |_| restore_scroll(ScrollRestoration::Manual));
    listen("scroll", |_| {
        let at = super::visit::shown();
        let top = window().scroll_y().unwrap_or_default();
        let before = SCROLLED
            .with_borrow_mut(|scrolled| scrolled.insert(at, top))
            .unwrap_or_default();
        // The header comes along for those who scroll up to it.
        if let Some(root) = document().document_element()
            && (before - top).abs() > 4.0
        {
            let _ = root.toggle_attribute_with_force("data-up", top < before && top > 0.0);
        }
    });
}

fn restore_scroll(how: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(how);
    }
}

/// Goes there at once, also where the style scrolls smoothly.
fn scroll_to(top: f64) {
    let how = ScrollToOptions::new();
    how.set_top(top);
    how.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&how);
}

/// Remembers the input in use and the scroll.
pub(super) fn hands() -> Hands {
    Hands {
        in_use: document()
            .active_element()
            .map(|element| element.id())
            .unwrap_or_default(),
        top: window().scroll_y().unwrap_or_default(),
    }
}

/// Moves focus and scroll once a page is in place.
pub(super) fn arrived(coming: Coming, hands: &Hands) {
    let top = match coming {
        Coming::Forward => {
            focus_first(true);
            return;
        }
        Coming::Back => {
            focus_first(false);
            SCROLLED
                .with_borrow(|scrolled| scrolled.get(&address()).copied())
                .unwrap_or_default()
        }
        Coming::Again => {
            if let Some(input) = document().get_element_by_id(&hands.in_use) {
                let _ = input.unchecked_into::<HtmlElement>().focus();
            }
            hands.top
        }
    };
    scroll_to(top);
}

/// Moves focus and scroll to a place in the page.
pub(super) fn at(place: &web_sys::Element) {
    place.scroll_into_view();
    let _ = place.unchecked_ref::<HtmlElement>().focus();
}

/// Moves focus to what the page has to say first.
pub(super) fn focus_first(scroll: bool) {
    if scroll {
        scroll_to(0.0);
    }
    let target = ["main .error-summary", "main .alert-problem", "main h1"]
        .into_iter()
        .find_map(find);
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
