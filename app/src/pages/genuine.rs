//! Whether a message is genuine (kiểm tra tin nhắn): anybody types the code that stands in it. The page says whether the portal
//! sent it, when and about which kind of matter; never to whom. A plain GET form.

use leptos::prelude::*;

use crate::api::notifications;
use crate::components::{Alert, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::paths;
use crate::text::notification as words;
use crate::views::{GenuineView, Language};

/// The field of the code in the address.
const CODE: &str = "ma";

/// The page that checks a message.
#[component]
pub fn GenuinePage() -> impl IntoView {
    let typed = load::in_query(CODE);
    load::page(
        async move {
            let found = match typed.trim() {
                "" => None,
                code => Some(notifications::check_message(code.to_owned()).await?),
            };
            Ok((typed, found))
        },
        |(typed, found)| shown(typed, found),
    )
}

fn shown(typed: String, found: Option<GenuineView>) -> AnyView {
    let language = language();
    let title = words::check_title(language);
    let problem = (found == Some(GenuineView::NoCode)).then(|| words::check_wrong(language));
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {found.map(|found| answer(language, found))}
            <p class="lead">{words::check_lead(language)}</p>
            <form method="get" action=paths::GENUINE class="number-form">
                <div class="field" class:field-bad=problem.is_some()>
                    <label for=CODE>{words::check_label(language)}</label>
                    <p class="hint" id="ma-hint">{words::check_hint(language)}</p>
                    <p class="field-problem" id="ma-problem" role="alert">{problem}</p>
                    <input
                        id=CODE
                        name=CODE
                        value=typed
                        class="w-20"
                        maxlength="40"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        aria-describedby="ma-hint ma-problem"
                        aria-invalid=problem.map(|_| "true")
                    />
                </div>
                <button class="button">{words::check_button(language)}</button>
            </form>
            <p>{words::never_asks(language)}</p>
        </Page>
    }
    .into_any()
}

fn answer(language: Language, found: GenuineView) -> Option<AnyView> {
    match found {
        GenuineView::Sent { matter, at } => Some(
            view! {
                <Alert tone=Tone::Done title=words::genuine(language).to_owned()>
                    <p>
                        {words::genuine_when(language)} " " {at} ". " {words::genuine_about(language)} ": "
                        <strong>{words::matter(language, matter)}</strong> "."
                    </p>
                    <p>{words::genuine_but(language)}</p>
                </Alert>
            }
            .into_any(),
        ),
        GenuineView::Unknown => Some(
            view! {
                <Alert tone=Tone::Problem title=words::not_genuine(language).to_owned()>
                    <p>{words::not_genuine_text(language)}</p>
                </Alert>
            }
            .into_any(),
        ),
        GenuineView::NoCode => None,
    }
}
