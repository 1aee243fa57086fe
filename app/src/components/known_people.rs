//! Known people (dùng thông tin đã có): whose facts can be put into the part of the form below, one button each. The buttons belong to
//! that form, so that what was typed is kept with the press; without script they are plain submits.

use leptos::prelude::*;

use super::{Alert, Tone};
use crate::me::language;
use crate::text;
use crate::views::{DisputeView, OfferView};

/// Buttons that fill the form of an id with what is known of somebody.
#[component]
pub fn KnownPeople(
    /// The id of the form.
    form: &'static str,
    /// Whose facts can be put in.
    offers: Vec<OfferView>,
) -> impl IntoView {
    let language = language();
    let organisation = offers
        .iter()
        .any(|offer| offer.relation == Some(motcua_core::profile::Relation::Organisation));
    let about = if organisation {
        text::profile::use_org_text(language)
    } else {
        text::profile::use_whose_text(language)
    };
    let buttons = offers
        .iter()
        .map(|offer| {
            let value = ["use:", &offer.whom.to_string()].concat();
            view! {
                <li>
                    <button class="button button-secondary" form=form name="go" value=value>
                        {text::profile::offer(language, offer)}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="known-people">
            <h2>{text::profile::use_whose(language)}</h2>
            <p class="hint">{about}</p>
            <ul>{buttons}</ul>
        </section>
    }
    .into_any()
}

/// Where a register says otherwise, with the reason asked for; the reasons are sent with the form of an id.
#[component]
pub fn Disputes(
    /// The id of the form.
    form: &'static str,
    /// What differs.
    disputes: Vec<DisputeView>,
) -> impl IntoView {
    let language = language();
    let lines = disputes
        .into_iter()
        .map(|dispute| {
            let id = ["ly-do-", &dispute.path].concat();
            let name = crate::filling::input_name(&[&dispute.path, ".#reason"].concat());
            let before = dispute.origin.before.clone().unwrap_or_default();
            let source = text::profile::source(language, &dispute.origin);
            let hint = [&id, "-hint"].concat();
            view! {
                <div class="field">
                    <label for=id.clone()>{dispute.label} ": " {text::profile::dispute_reason(language)}</label>
                    <p class="hint" id=hint.clone()>
                        {text::profile::register_says(language)} ": " <strong>{before}</strong> ". " {source} ". "
                        {text::profile::you_say(language)} ": " <strong>{dispute.now}</strong> ". "
                        {text::profile::dispute_hint(language)}
                    </p>
                    <input
                        type="text"
                        form=form
                        id=id
                        name=name
                        maxlength="500"
                        value=dispute.origin.reason.unwrap_or_default()
                        aria-describedby=hint
                    />
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="disputes">
            <Alert tone=Tone::Notice title=text::profile::dispute_title(language).to_owned()>
                <p>{text::profile::dispute_text(language)}</p>
                {lines}
            </Alert>
        </section>
    }
    .into_any()
}
