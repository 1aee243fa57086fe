//! Sign-in of those who work here (đăng nhập nội bộ): name, password and the code of an authenticator in one plain form.
//! What was wrong is not told apart.

use leptos::prelude::*;

use crate::api::post;
use crate::components::Button;
use crate::load::{self, Page};
use crate::me::language;
use crate::{paths, text};

/// The sign-in page of officers, helpers and administrators.
#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let language = language();
    let next = load::in_query(paths::NEXT);
    let title = text::sign_in::staff_title(language);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p>{text::sign_in::staff_lead(language)}</p>
            <form method="post" action=post::SIGN_IN_STAFF>
                <input type="hidden" name="next" value=paths::safe(&next).to_owned()/>
                {input("login", text::sign_in::login(language), None, "text", "username")}
                {input("password", text::sign_in::password(language), None, "password", "current-password")}
                {input(
                    "code",
                    text::sign_in::code(language),
                    Some(text::sign_in::code_hint(language)),
                    "text",
                    "one-time-code",
                )}
                <Button>{text::sign_in::title(language)}</Button>
            </form>
            <p class="quiet">{text::sign_in::staff_help(language)}</p>
            <p>
                <a href=paths::SIGN_IN>{text::sign_in::as_citizen(language)}</a>
            </p>
        </Page>
    }
}

fn input(
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    kind: &'static str,
    autocomplete: &'static str,
) -> AnyView {
    let hint_id = hint.map(|_| [name, "-hint"].concat());
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint.map(|words| view! { <p class="hint" id=[name, "-hint"].concat()>{words}</p> })}
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                inputmode=(name == "code").then_some("numeric")
                aria-describedby=hint_id
                required
            />
        </div>
    }
    .into_any()
}
