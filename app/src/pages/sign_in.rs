//! Sign-in (đăng nhập) through the demonstration identity provider: a list of invented people, marked as such. Where the
//! portal runs without it, the page says what still works.

use leptos::prelude::*;

use crate::api::{ApiError, post, reads};
use crate::components::{Alert, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::Person;
use crate::{paths, text};

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = load::in_query(paths::NEXT);
    load::page(
        async {
            match reads::people().await {
                Ok(people) => Ok(people),
                Err(ApiError::NotFound) => Ok(Vec::new()),
                Err(failure) => Err(failure),
            }
        },
        |people| shown(people, next),
    )
}

fn shown(people: Vec<Person>, next: String) -> AnyView {
    let language = language();
    let body = if people.is_empty() {
        view! { <Alert tone=Tone::Notice title=text::sign_in::not_here(language).to_owned()/> }.into_any()
    } else {
        view! {
            <Alert tone=Tone::Notice title=text::sign_in::demo_title(language).to_owned()>
                <p>{text::sign_in::demo_text(language)}</p>
            </Alert>
            <form method="post" action=post::SIGN_IN>
                <input type="hidden" name="next" value=paths::safe(&next).to_owned()/>
                <h2>{text::sign_in::choose(language)}</h2>
                <ul class="people">{people.into_iter().map(|person| line(language, person)).collect_view()}</ul>
            </form>
        }
        .into_any()
    };
    view! {
        <Page title=text::sign_in::title(language) class="page page-narrow">
            <h1>{text::sign_in::title(language)}</h1>
            {body}
        </Page>
    }
    .into_any()
}

fn line(language: crate::views::Language, person: Person) -> AnyView {
    view! {
        <li>
            <button class="person" name="person" value=person.key>
                <strong>{person.name}</strong>
                <span class="tag">{text::sign_in::role(language, person.role)}</span>
                <span class="quiet">{person.about}</span>
            </button>
        </li>
    }
    .into_any()
}
