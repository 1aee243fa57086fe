//! What only a browser can do. Nothing here exists on the server, and no page either: the server draws every page, the
//! browser fetches it and puts it in place without loading a document, and the living parts in it are taken over.
//!
//! `visit` goes from page to page · `forms` sends forms · `touch` reads the marks of pages without a living part ·
//! `arrive` moves focus and scroll · `alive` takes living parts over · `keep` keeps a draft in the background ·
//! `wire` is the little that is read as JSON.

mod alive;
mod arrive;
mod forms;
mod keep;
mod touch;
mod visit;
mod wire;

pub use arrive::focus_soon;
pub use keep::{by_this_page, keep_section, typed_in_form};
pub use visit::draw_again;
pub use wire::communes;

/// Takes over the document: its links, its forms, and the living parts of its page.
pub fn take_over() {
    arrive::start();
    visit::start();
    forms::start();
    touch::start();
    // The device's own script has put a page in place that it had kept.
    listen("motcua-page", |_| alive::take_over_parts());
    alive::take_over_parts();
    if let Some(root) = gloo::utils::document().document_element() {
        // Styles and tests look at it.
        let _ = root.set_attribute("data-hydrated", "");
    }
}

/// Listens to an event of the window for as long as the document lives.
fn listen(kind: &'static str, act: impl Fn(&web_sys::Event) + 'static) {
    gloo::events::EventListener::new_with_options(
        &gloo::utils::window(),
        kind,
        gloo::events::EventListenerOptions::enable_prevent_default(),
        move |event| act(event),
    )
    .forget();
}

/// Tells the device's own script of something.
fn tell(what: &str) {
    if let Ok(event) = web_sys::CustomEvent::new(what) {
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}

/// Tells the device's own script that the portal has what it kept of the section.
pub fn tell_kept() {
    tell("motcua-kept");
}

/// Says whether the device keeps what is typed.
pub fn keeps() -> bool {
    find("html[data-device=kept]").is_some()
}

/// Returns the element an event came from, or the nearest one around it that a selector names.
fn within(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// Returns the language of the document.
fn language() -> crate::views::Language {
    match find("html[lang=en]") {
        Some(_) => crate::views::Language::En,
        None => crate::views::Language::Vi,
    }
}

/// Finds one element of the document.
fn find(selector: &str) -> Option<web_sys::Element> {
    gloo::utils::document().query_selector(selector).ok().flatten()
}
