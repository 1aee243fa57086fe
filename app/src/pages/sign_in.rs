//! Sign-in (đăng nhập) through the providers of identities the portal is connected to, and on a demonstration through a
//! list of invented people, marked as such. Where there is neither, the page says what still works.

use leptos::prelude::*;

use crate::api::{ApiError, post, reads};
use crate::components::{Alert, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{Person, ProviderLine};
use crate::{paths, text};

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = load::in_query(paths::NEXT);
    let kept = load::in_query(paths::KEPT) == "1";
    load::page(
        async {
            let people = match reads::people().await {
                Ok(people) => people,
                Err(ApiError::NotFound) => Vec::new(),
                Err(failure) => return Err(failure),
            };
            Ok((reads::providers().await?, people))
        },
        move |(providers, people)| shown(providers, people, next, kept),
    )
}

fn shown(providers: Vec<ProviderLine>, people: Vec<Person>, next: String, kept: bool) -> AnyView {
    let language = language();
    let kept = kept.then(|| {
        view! {
            <Alert tone=Tone::Notice title=text::account::kept_title(language).to_owned()>
                <p>{text::account::kept_text(language)}</p>
            </Alert>
        }
    });
    let nobody = people.is_empty() && providers.is_empty();
    let identity = (!providers.is_empty()).then(|| with_identity(providers, &next));
    let body = if people.is_empty() && !nobody {
        ().into_any()
    } else if nobody {
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
            {kept}
            {identity}
            {body}
            <p>
                <a href=paths::STAFF_SIGN_IN>{text::sign_in::staff(language)}</a>
            </p>
        </Page>
    }
    .into_any()
}

/// The ways out to the providers: documents of their own, never fetched.
fn with_identity(providers: Vec<ProviderLine>, next: &str) -> AnyView {
    let language = language();
    let ways = providers
        .into_iter()
        .enumerate()
        .map(|(at, provider)| {
            let look = if at == 0 { "button" } else { "button button-secondary" };
            let address = paths::provider(&provider.key, paths::safe(next));
            view! {
                <p>
                    <a class=look href=address rel="external">{text::sign_in::go_with(language)} " " {provider.name}</a>
                </p>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{text::sign_in::with_identity(language)}</h2>
            <p>{text::sign_in::with_identity_text(language)}</p>
            {ways}
        </section>
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
