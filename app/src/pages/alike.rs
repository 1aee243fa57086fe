//! Dossiers that may be the same thing filed twice: told on the desk, and at the review before the second is sent.

use leptos::prelude::*;

use crate::components::{Alert, Tone};
use crate::text::talk as words;
use crate::views::{AlikeLine, Language};
use crate::{paths, text};

/// The dossiers like one on the desk; nothing where there are none.
pub(super) fn on_desk(language: Language, found: &[AlikeLine]) -> Option<AnyView> {
    told(
        language,
        found,
        (words::alike(language), words::alike_desk(language)),
        paths::desk_dossier,
    )
}

/// One's own dossiers of the procedure that is about to be filed again.
pub(super) fn own(language: Language, found: &[AlikeLine]) -> Option<AnyView> {
    told(
        language,
        found,
        (words::alike_own(language), words::alike_own_text(language)),
        paths::tracked,
    )
}

fn told(
    language: Language,
    found: &[AlikeLine],
    (title, lead): (&'static str, &'static str),
    open: fn(&str) -> String,
) -> Option<AnyView> {
    let lines = found.iter().map(|one| line(language, one, open)).collect_view();
    let shown = || {
        view! {
            <Alert tone=Tone::Notice title=title.to_owned()>
                <p>{lead}</p>
                <ul>{lines}</ul>
            </Alert>
        }
    };
    (!found.is_empty()).then(|| shown().into_any())
}

fn line(language: Language, one: &AlikeLine, open: fn(&str) -> String) -> AnyView {
    let Some(number) = one.number.clone() else {
        return view! { <li>{words::alike_elsewhere(language)} " " {one.agency.clone()}</li> }.into_any();
    };
    let status = one.status.map(|status| text::dossier::status(language, status));
    let sent = one
        .submitted_on
        .as_ref()
        .map(|day| [", ", words::sent_on(language), " ", day].concat());
    view! {
        <li>
            <a href=open(&number)>{number.clone()}</a>
            ": "
            {status}
            {sent}
            " · "
            {one.agency.clone()}
        </li>
    }
    .into_any()
}
