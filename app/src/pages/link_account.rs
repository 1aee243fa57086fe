//! Linking an older account (liên kết tài khoản): the number just proved has an account already, and its person says that
//! it is theirs. Nothing is linked by opening the page.

use leptos::prelude::*;

use crate::api::{post, reads};
use crate::components::{Button, ButtonLink, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::LinkOffer;
use crate::{paths, text};

/// The page that asks whether an account is one's own.
#[component]
pub fn LinkAccountPage() -> impl IntoView {
    load::page(reads::offered_account(), shown)
}

fn shown(offer: LinkOffer) -> AnyView {
    let language = language();
    let before = if offer.known_from.is_empty() {
        text::sign_in::link_before_none(language).to_owned()
    } else {
        offer.known_from.join(", ")
    };
    let facts = [
        (text::sign_in::link_name(language), offer.name),
        (text::sign_in::link_number(language), offer.number),
        (text::sign_in::link_by(language), offer.provider),
        (text::sign_in::link_made(language), offer.made_on),
        (text::sign_in::link_before(language), before),
    ];
    view! {
        <Page title=text::sign_in::link_title(language) class="page page-narrow">
            <h1>{text::sign_in::link_title(language)}</h1>
            <p class="lead">{text::sign_in::link_lead(language)}</p>
            <dl class="review-list">
                {facts
                    .into_iter()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            <form method="post" action=post::TAKE_LINK>
                <Button>{text::sign_in::link_yes(language)}</Button>
            </form>
            <p class="quiet">{text::sign_in::link_no_text(language)}</p>
            <ButtonLink href=paths::SIGN_IN look=Look::Secondary>{text::sign_in::link_no(language)}</ButtonLink>
        </Page>
    }
    .into_any()
}
