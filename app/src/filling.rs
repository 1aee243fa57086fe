//! A form while it is filled in: answers, problems and lists as signals, so that one listener on the form keeps all of
//! them current. It refuses to decide what is asked or what is wrong: `core::form` does.

use leptos::ev;
use leptos::prelude::*;
use motcua_core::form::{Answers, Problem};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::views::Lists;

/// The form being filled in; put in context for the input components below it.
#[derive(Clone, Copy)]
pub struct Filling {
    /// What was typed, by path.
    pub answers: RwSignal<Answers>,
    /// What is wrong, as last checked.
    pub problems: RwSignal<Vec<Problem>>,
    /// Shared lists.
    pub lists: RwSignal<Lists>,
}

impl Filling {
    /// Starts from what the server knows, and provides it to the inputs below.
    pub fn provide(answers: Answers, problems: Vec<Problem>, lists: Lists) -> Self {
        let filling = Self {
            answers: RwSignal::new(answers),
            problems: RwSignal::new(problems),
            lists: RwSignal::new(lists),
        };
        provide_context(filling);
        filling
    }

    /// Returns the form of this part of the page; an empty one outside any form.
    pub fn current() -> Self {
        use_context().unwrap_or_else(|| Self {
            answers: RwSignal::default(),
            problems: RwSignal::default(),
            lists: RwSignal::default(),
        })
    }

    /// Returns what was typed at a path when the input is drawn; later typing does not draw it again.
    pub fn typed(&self, path: &str) -> String {
        self.answers
            .with_untracked(|answers| answers.get(path).unwrap_or_default().to_owned())
    }

    /// Returns what is wrong at exactly this path, and follows it.
    pub fn problem(&self, path: &str) -> Option<Problem> {
        self.problems
            .with(|problems| problems.iter().find(|problem| problem.at == path).cloned())
    }

    /// Takes over what was typed in one input of the form: the handler of `on:input` and `on:change` on the `<form>`.
    /// Returns the path that changed.
    pub fn take(&self, event: &ev::Event) -> Option<String> {
        let (name, text) = read_input(event)?;
        let path = name.strip_prefix("answers[")?.strip_suffix(']')?.to_owned();
        let same = self
            .answers
            .with_untracked(|answers| answers.get(&path).unwrap_or_default() == text);
        if same {
            return None;
        }
        self.answers.update(|answers| {
            let _ = answers.set(&path, text);
        });
        Some(path)
    }

    /// Loads the communes of a province that has just been chosen, when they are not at hand.
    pub fn load_communes(self, province: String) {
        let known = self
            .lists
            .with_untracked(|lists| lists.communes.contains_key(&province));
        #[cfg(not(feature = "ssr"))]
        if !province.is_empty() && !known {
            leptos::task::spawn_local(async move {
                if let Ok(communes) = crate::device::communes(&province).await {
                    self.lists.try_update(|lists| lists.communes.insert(province, communes));
                }
            });
        }
        #[cfg(feature = "ssr")]
        let _ = known;
    }
}

/// Returns the name and the text of the input an event came from; an unticked box has none.
pub fn read_input(event: &ev::Event) -> Option<(String, String)> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let ticked = match input.type_().as_str() {
            "checkbox" if !input.checked() => return Some((input.name(), String::new())),
            "radio" => input.checked(),
            _ => true,
        };
        return ticked.then(|| (input.name(), input.value()));
    }
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return Some((select.name(), select.value()));
    }
    let area = target.dyn_ref::<HtmlTextAreaElement>()?;
    Some((area.name(), area.value()))
}

/// Returns the `name` of the input for a path.
pub fn input_name(path: &str) -> String {
    ["answers[", path, "]"].concat()
}
