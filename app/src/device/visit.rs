//! Going from page to page: the server draws the page, it is fetched and put in the place of the one shown. The address,
//! Back, focus and scroll behave as if a document had been loaded; what fails leaves the page as it is and says so.

use std::cell::{Cell, RefCell};

use gloo::net::http::{Request, Response};
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, DomParser, Element, HtmlAnchorElement, MouseEvent, SupportedType};

use super::arrive::{self, Coming, address};
use super::{alive, find, language, listen, within};
use crate::api::ApiError;
use crate::{paths, text};

/// How the address changes with a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// Back leads to the page before.
    Leave,
    /// The page takes the place of the one before.
    Replace,
    /// The browser has changed the address already.
    Made,
}

thread_local! {
    /// Counts visits: only the last one asked for is shown.
    static ASKED: Cell<u32> = const { Cell::new(0) };
    /// The address of the page shown, which the browser's runs ahead of while Back is fetched.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Returns the address of the page shown.
pub(super) fn shown() -> String {
    SHOWN.with_borrow(Clone::clone)
}

/// Takes over links, and Back and Forward.
pub(super) fn start() {
    SHOWN.set(address());
    listen("click", |event| {
        if let Some(address) = followed(event) {
            event.prevent_default();
            go(address, Trace::Leave, Coming::Forward);
        }
    });
    listen("popstate", |_| {
        // A link within the page changes only what follows `#`.
        if address() != shown() {
            go(address(), Trace::Made, Coming::Back);
        }
    });
}

/// Returns the address of a plain click on a link to another page of the portal.
fn followed(event: &web_sys::Event) -> Option<String> {
    let click: &MouseEvent = event.dyn_ref()?;
    let plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key() || click.default_prevented());
    let link: HtmlAnchorElement = within(event, "a[href]")?.dyn_into().ok()?;
    let here = window().location();
    let leaves = !link.target().is_empty()
        || link.has_attribute("download")
        || link.rel().contains("external")
        || link.origin() != here.origin().unwrap_or_default();
    let address = link.pathname() + &link.search();
    let within_page = !link.hash().is_empty() && address == shown();
    (plain && !leaves && !within_page).then(|| address + &link.hash())
}

/// Goes to a page of the portal.
pub(super) fn go(address: String, trace: Trace, coming: Coming) {
    let turn = turn();
    spawn_local(async move {
        busy(true);
        let answer = Request::get(&address).header("Accept", "text/html").send().await;
        let page = match answer {
            Ok(answer) if answer.ok() && !is_page(&answer) => {
                leave_to(&address);
                return;
            }
            Ok(answer) if answer.status() == 429 || answer.status() >= 500 => Err(super::wire::failure(&answer)),
            Ok(answer) => read(answer).await,
            Err(_) => Err(ApiError::Unavailable),
        };
        if turn != ASKED.get() {
            return;
        }
        busy(false);
        match page {
            Ok(mut page) => {
                page.place = address.split_once('#').map(|(_, place)| place.to_owned());
                show(&page, trace, coming);
            }
            Err(failure) => alert(&failure),
        }
    });
}

/// Fetches the page of an address and draws only the part of it that changes while somebody types beside it.
pub(super) fn draw_part(address: String) {
    let turn = turn();
    spawn_local(async move {
        let Ok(answer) = Request::get(&address).header("Accept", "text/html").send().await else {
            return;
        };
        let Ok(page) = read(answer).await else { return };
        let part = |document: &Document| document.query_selector("[data-part]").ok().flatten();
        if let (true, Some(old), Some(fresh)) = (is_last(turn), part(&document()), part(&page.document)) {
            old.set_inner_html(&fresh.inner_html());
            document().set_title(&page.document.title());
            leave_trace(Trace::Replace, &page.address);
        }
    });
}

/// Fetches the page shown once more and draws it under the person's hands, unless they went on in the meantime.
pub async fn draw_again(is_idle: impl Fn() -> bool) {
    let turn = ASKED.get();
    let Ok(answer) = Request::get(&shown()).header("Accept", "text/html").send().await else {
        return;
    };
    let Ok(page) = read(answer).await else { return };
    if is_last(turn) && is_idle() {
        show(&page, Trace::Replace, Coming::Again);
    }
}

/// Takes the next turn: whatever was asked for before is not shown any more.
pub(super) fn turn() -> u32 {
    ASKED.set(ASKED.get().wrapping_add(1));
    ASKED.get()
}

/// Says whether a turn is still the last one.
pub(super) fn is_last(turn: u32) -> bool {
    turn == ASKED.get()
}

/// A page as it came.
pub(super) struct Came {
    /// Its address, after every redirection.
    pub(super) address: String,
    /// Whether it is what was asked for, not a page about a failure.
    pub(super) ok: bool,
    /// The id of the place in it that was asked for.
    pub(super) place: Option<String>,
    /// What came.
    pub(super) document: Document,
}

fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get("content-type").unwrap_or_default();
    kind.starts_with("text/html")
}

/// Reads an answer that should be a page of the portal.
pub(super) async fn read(answer: Response) -> Result<Came, ApiError> {
    if !is_page(&answer) {
        return Err(super::wire::failure(&answer));
    }
    let url = answer.url();
    let ok = answer.ok();
    let html = answer.text().await.map_err(|_| ApiError::Unavailable)?;
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(&html, SupportedType::TextHtml));
    let document = parsed.map_err(|_| ApiError::Unavailable)?;
    Ok(Came {
        address: path_of(&url),
        ok,
        place: None,
        document,
    })
}

/// Returns path and query of a whole address.
fn path_of(url: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    let path = url.strip_prefix(&origin).unwrap_or(url);
    paths::safe(path.split('#').next().unwrap_or_default()).to_owned()
}

/// Puts a page in the place of the one shown.
pub(super) fn show(page: &Came, trace: Trace, coming: Coming) {
    let fresh = |selector: &str| page.document.query_selector(selector).ok().flatten();
    let (Some(old), Some(main)) = (find("main"), fresh("main")) else {
        leave_to(&page.address);
        return;
    };
    // A page of another build or in another language needs its own document.
    if built(&page.document) != built(&document()) {
        leave_to(&page.address);
        return;
    }
    let hands = arrive::hands();
    alive::let_parts_go();
    leave_trace(trace, &page.address);
    if let Ok(main) = document().adopt_node(&main) {
        let _ = old.replace_with_with_node_1(&main);
    }
    // They say who is signed in and for whom; focus is kept where nothing changed.
    for part in [".menu", ".acting"] {
        if let (Some(old), Some(new)) = (find(part), fresh(part))
            && old.inner_html() != new.inner_html()
        {
            old.set_inner_html(&new.inner_html());
        }
    }
    document().set_title(&page.document.title());
    // Who is signed in, for what the device keeps.
    if let (Some(old), Some(new)) = (find("#boot"), fresh("#boot")) {
        let who = new.get_attribute("data-who").unwrap_or_default();
        let _ = old.set_attribute("data-who", &who);
    }
    alive::take_over_parts();
    super::tell("motcua-shown");
    match page
        .place
        .as_deref()
        .and_then(|place| document().get_element_by_id(place))
    {
        Some(place) => arrive::at(&place),
        None => arrive::arrived(coming, &hands),
    }
}

fn leave_trace(trace: Trace, address: &str) {
    let (mark, to) = (JsValue::NULL, Some(address));
    if let Ok(history) = window().history() {
        let _ = match trace {
            Trace::Leave if address != shown() => history.push_state_with_url(&mark, "", to),
            // Back to an address that led elsewhere by now shows where it led.
            Trace::Leave | Trace::Replace | Trace::Made => history.replace_state_with_url(&mark, "", to),
        };
    }
    SHOWN.set(address.to_owned());
}

/// Returns what must be the same for a page to be put in this document's place: language, module and style.
fn built(document: &Document) -> Vec<String> {
    let of = |selector: &str, name: &str| {
        let found: Option<Element> = document.query_selector(selector).ok().flatten();
        found
            .and_then(|element| element.get_attribute(name))
            .unwrap_or_default()
    };
    vec![
        of("html", "lang"),
        of("#boot", "data-wasm"),
        of("link[rel=stylesheet]", "href"),
        of("#boot", "data-copy"),
    ]
}

/// Loads a document after all.
pub(super) fn leave_to(address: &str) {
    let _ = window().location().assign(address);
}

/// Shows that something is on its way.
pub(super) fn busy(is: bool) {
    if let Some(root) = document().document_element() {
        let _ = if is {
            root.set_attribute("data-busy", "")
        } else {
            root.remove_attribute("data-busy")
        };
    }
}

/// Says above the page that something failed; the page stays as it is.
pub(super) fn alert(failure: &ApiError) {
    let language = language();
    let (title, words) = text::error::said(language, failure);
    let signing_in = (*failure == ApiError::NotSignedIn).then(|| text::step::sign_in_new_tab(language));
    alert_saying(title, words, signing_in);
}

/// Says something above the page that the page itself does not say, with a way to sign in beside what was typed.
pub(super) fn alert_saying(title: &str, words: &str, signing_in: Option<&str>) {
    let make = |tag: &str, class: &str, words: &str| -> Result<Element, JsValue> {
        let element = document().create_element(tag)?;
        element.set_class_name(class);
        element.set_text_content(Some(words));
        Ok(element)
    };
    let build = || -> Result<(), JsValue> {
        let alert = make("div", "alert alert-problem", "")?;
        alert.set_attribute("role", "alert")?;
        let sign = make("span", "alert-sign", "!")?;
        sign.set_attribute("aria-hidden", "true")?;
        let said = make("div", "", "")?;
        said.append_with_node_2(&*make("p", "alert-title", title)?, &*make("p", "", words)?)?;
        if let Some(words) = signing_in {
            let link = make("a", "", words)?;
            link.set_attribute("href", paths::SIGN_IN)?;
            link.set_attribute("target", "_blank")?;
            link.set_attribute("rel", "external noopener")?;
            said.append_child(&link)?;
        }
        alert.append_with_node_2(&sign, &said)?;
        put_alert(&alert)
    };
    let _ = build();
}

/// Puts an alert at the top of the page, in the place of the one before, and leads there.
pub(super) fn put_alert(alert: &Element) -> Result<(), JsValue> {
    if let Some(old) = find("main .alert-problem") {
        old.remove();
    }
    if let Some(top) = find("main > *").or_else(|| find("main")) {
        top.prepend_with_node_1(alert)?;
        arrive::focus_first(true);
    }
    Ok(())
}
