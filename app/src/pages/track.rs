//! Tracking by number (tra cứu): asks for the number, tidies what was typed and goes to the dossier's own address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use motcua_core::dossier::DossierNumber;

use crate::components::{NUMBER, NumberForm};
use crate::load::Page;
use crate::me::language;
use crate::{paths, text};

/// The page that asks for a number.
#[component]
pub fn TrackPage() -> impl IntoView {
    let query = use_query_map();
    move || {
        let typed = query.with(|query| query.get(NUMBER).unwrap_or_default());
        let tidied = tidy(&typed);
        if tidied.parse::<DossierNumber>().is_ok() {
            return gone_on(&tidied);
        }
        let problem = (!tidied.is_empty()).then(|| text::follow::not_a_number(language()));
        let title = text::follow::title(language());
        view! {
            <Page title=title class="page page-narrow">
                <h1>{title}</h1>
                <p class="lead">{text::follow::lead(language())}</p>
                <NumberForm typed=typed problem=problem/>
            </Page>
        }
        .into_any()
    }
}

fn gone_on(number: &str) -> AnyView {
    let path = paths::tracked(number);
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(&path);
    view! { <leptos_router::components::Redirect path=path/> }.into_any()
}

/// Writes a number the way it is given out: capital letters, no blanks, plain hyphens.
fn tidy(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '–' | '—' | '‑' | '−' => '-',
            other => other.to_ascii_uppercase(),
        })
        .take(60)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_tidied_however_it_was_typed() {
        assert_eq!(tidy(" h36.12–260923 - 0001 "), "H36.12-260923-0001");
    }
}
