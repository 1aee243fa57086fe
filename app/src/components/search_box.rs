//! Search box (ô tìm kiếm): one question, one field, one button; a plain GET form. On the page of results
//! it also searches while one types; the input is never redrawn, so the caret stays.

use leptos::prelude::*;

use crate::me::language;
use crate::{paths, text};

/// A search over procedures.
#[component]
pub fn SearchBox(
    /// What was searched for.
    #[prop(optional, into)]
    words: String,
    /// The question is the page's heading, not a quiet label.
    #[prop(optional)]
    heading: bool,
    /// Filters that stay as they are: name and value.
    #[prop(default = Vec::new())]
    keep: Vec<(&'static str, String)>,
    /// Whether the page searches while one types.
    #[prop(optional)]
    live: bool,
) -> impl IntoView {
    let language = language();
    let label = view! { <label for="q">{text::home::question(language)}</label> };
    view! {
        <search>
            <form class="search-box" method="get" action=paths::PROCEDURES>
                {if heading { view! { <h1>{label}</h1> }.into_any() } else { label.into_any() }}
                <p class="hint" id="q-hint">{text::home::question_hint(language)}</p>
                {keep
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
                    .collect_view()}
                <div class="search-box-line">
                    <input
                        type="search"
                        id="q"
                        name="q"
                        value=words
                        autocomplete="off"
                        enterkeyhint="search"
                        maxlength="200"
                        aria-describedby="q-hint"
                        data-search=live.then_some("")
                    />
                    <button type="submit" class="button">{text::common::search(language)}</button>
                </div>
            </form>
        </search>
    }
    .into_any()
}
