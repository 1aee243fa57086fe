//! Taking living parts over: each from the data block before it, each dropped again when its page goes.

use std::cell::RefCell;

use leptos::mount::{UnmountHandle, hydrate_from};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{language, wire};
use crate::views::Me;
use crate::{live, me};

type Part = UnmountHandle<<AnyView as Render>::State>;

thread_local! {
    static PARTS: RefCell<Vec<(HtmlElement, Part)>> = const { RefCell::new(Vec::new()) };
}

/// Takes over every living part of the page shown, each once, and lets those go that are shown no more: the module may
/// arrive while the device's script still puts a page in place, and both ask.
pub(super) fn take_over_parts() {
    let (shown, gone): (Vec<_>, Vec<_>) = PARTS.take().into_iter().partition(|(place, _)| place.is_connected());
    PARTS.set(shown);
    drop(gone);
    let Ok(found) = document().query_selector_all(&["[", live::MARK, "]"].concat()) else {
        return;
    };
    for index in 0..found.length() {
        if let Some(element) = found.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            take_over_part(element);
        }
    }
}

fn take_over_part(element: HtmlElement) {
    if PARTS.with_borrow(|parts| parts.iter().any(|(taken, _)| *taken == element)) {
        return;
    }
    let place = element.clone();
    let name = element.get_attribute(live::MARK).unwrap_or_default();
    let carried = carried(&element);
    let part = match name.as_str() {
        live::SECTION => wire::read::<live::section::Props>(&carried).map(|props| {
            hydrate_from(element, move || {
                me::provide(Me {
                    language: language(),
                    today: props.today.clone(),
                    ..Me::default()
                });
                live::section::draw(props)
            })
        }),
        _ => None,
    };
    // A part that cannot be read stays what it was: a plain form.
    PARTS.with_borrow_mut(|parts| parts.extend(part.map(|part| (place, part))));
}

fn carried(part: &Element) -> String {
    part.previous_element_sibling()
        .and_then(|block| block.text_content())
        .unwrap_or_default()
}

/// Lets the living parts of a page go; what they still have to keep they send on its way.
pub(super) fn let_parts_go() {
    let parts = PARTS.take();
    drop(parts);
}
