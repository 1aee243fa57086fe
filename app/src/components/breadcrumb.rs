//! Breadcrumb (đường dẫn): where this page stands. The page itself is not in it: its heading says that.

use leptos::prelude::*;

use crate::me::language;
use crate::{paths, text};

/// The way back up: the first page, then these (address and name).
#[component]
pub fn Breadcrumb(
    /// The pages between the first one and this one.
    #[prop(default = Vec::new())]
    trail: Vec<(String, String)>,
) -> impl IntoView {
    let language = language();
    view! {
        <nav class="breadcrumb" aria-label=text::common::you_are_here(language)>
            <ol>
                <li>
                    <a href=paths::HOME>{text::common::home(language)}</a>
                </li>
                {trail
                    .into_iter()
                    .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
                    .collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}
