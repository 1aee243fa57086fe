//! Whether a result is genuine (kiểm tra kết quả): the page its QR code leads to, for anybody. It says how the result stands and
//! what proves the paper, and of the person the initials alone.

use leptos::prelude::*;

use super::missing::set_status;
use crate::api::{ApiError, reads};
use crate::components::{Alert, ButtonLink, Look, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::paths;
use crate::text::results as words;
use crate::views::{Language, ResultState, VerifiedResult};

/// The page of a result's code.
#[component]
pub fn ResultProofPage() -> impl IntoView {
    let code = load::in_path("code");
    load::page(
        async move {
            match reads::prove_result(code).await {
                Ok(found) => Ok(Some(found)),
                Err(ApiError::NotFound) => Ok(None),
                Err(failure) => Err(failure),
            }
        },
        |found| match found {
            Some(found) => shown(found),
            None => unknown(),
        },
    )
}

fn unknown() -> AnyView {
    let language = language();
    set_status(ApiError::NotFound.status());
    let title = words::none_title(language);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{words::none_text(language)}</p>
        </Page>
    }
    .into_any()
}

fn shown(found: VerifiedResult) -> AnyView {
    let language = language();
    let title = words::check_title(language);
    let rows = rows(language, &found);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {verdict(language, &found)}
            <dl class="review-list">{rows}</dl>
            {found
                .has_file
                .then(|| {
                    view! {
                        <section>
                            <h2>{words::compare(language)}</h2>
                            <p>{words::compare_text(language)}</p>
                            <ButtonLink href=paths::CHECK_PAPER look=Look::Secondary>
                                {words::to_check(language)}
                            </ButtonLink>
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn verdict(language: Language, found: &VerifiedResult) -> AnyView {
    let (tone, title, next) = match found.state {
        ResultState::Valid => (Tone::Done, words::valid_title(language), words::valid_text(language)),
        ResultState::Replaced => (
            Tone::Problem,
            words::replaced_title(language),
            words::replaced_text(language),
        ),
        ResultState::Revoked => (
            Tone::Problem,
            words::revoked_title(language),
            words::revoked_text(language),
        ),
    };
    let newer = found.replaced_by.as_deref().map(paths::proof);
    view! {
        <Alert tone=tone title=title.to_owned()>
            <p>{next}</p>
            {newer.map(|newer| view! { <p><a href=newer>{words::see_new(language)}</a></p> })}
        </Alert>
    }
    .into_any()
}

fn rows(language: Language, found: &VerifiedResult) -> AnyView {
    let facts = [
        (words::name(language), Some(found.name.clone())),
        (words::kind(language), found.kind.clone()),
        (words::number(language), Some(found.number.clone())),
        (words::issued_on(language), Some(found.issued_on.clone())),
        (words::agency(language), Some(found.agency.clone())),
        (words::to(language), Some(found.initials.clone())),
        (words::code(language), Some(found.code.clone())),
        (words::ended(language), found.ended_at.clone()),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| {
            value.map(|value| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                }
            })
        })
        .collect_view()
        .into_any()
}
