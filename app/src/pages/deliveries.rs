//! Messages that could not be sent (thư chưa gửi được), for whoever looks after the portal: why, and a way to try again or
//! to drop them. Addresses are mostly hidden: nobody's business here is who they are.

use leptos::prelude::*;

use crate::api::{notifications, post};
use crate::components::{Button, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::text;
use crate::text::notification as words;
use crate::views::{DeliveriesView, DeliveryLine, Language};

/// The messages that could not be sent.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    load::page(notifications::stuck_messages(), shown)
}

fn shown(view: DeliveriesView) -> AnyView {
    let language = language();
    let title = words::deliveries(language);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{words::deliveries_text(language)}</p>
            <p>{words::waiting_count(language)} ": " <strong>{text::number::grouped(view.waiting)}</strong></p>
            {if view.dead.is_empty() {
                view! { <p class="quiet">{words::no_deliveries(language)}</p> }.into_any()
            } else {
                let lines = view.dead.into_iter().map(|line| dead(language, line)).collect_view();
                view! {
                    <section>
                        <h2>{words::stopped(language)}</h2>
                        <ul class="lines">{lines}</ul>
                    </section>
                }
                    .into_any()
            }}
            {(!view.failing.is_empty())
                .then(|| {
                    let lines = view.failing.into_iter().map(|line| failing(language, line)).collect_view();
                    view! {
                        <section>
                            <h2>{words::still_tried(language)}</h2>
                            <ul class="lines">{lines}</ul>
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn facts(language: Language, line: &DeliveryLine, when: &'static str) -> AnyView {
    let about = line.matter.map_or("", |matter| words::matter(language, matter));
    let channel = line.channel.map_or("", |channel| words::channel(language, channel));
    view! {
        <h3>{about}</h3>
        <p class="quiet">
            {channel} ": " {line.address.clone()} " · " {line.at.clone()}
            {(!line.agency.is_empty()).then(|| [" · ", &line.agency].concat())}
        </p>
        <p>
            {words::problem(language)} ": " <strong>{line.problem.clone()}</strong>
        </p>
        <p class="quiet">
            {words::tried(language)} " " {line.tried} " " {words::times(language)} ", " {when} " " {line.next_at.clone()}
        </p>
    }
    .into_any()
}

fn dead(language: Language, line: DeliveryLine) -> AnyView {
    let (address, again) = (line.address.clone(), line.address.clone());
    let id = line.id.clone();
    let settle = |how: &'static str| {
        view! {
            <input type="hidden" name="delivery" value=id.clone()/>
            <input type="hidden" name="how" value=how/>
        }
    };
    view! {
        <li class="line">
            {facts(language, &line, words::given_up(language))}
            <form method="post" action=post::SETTLE>
                {settle("retry")}
                <Button look=Look::Secondary>
                    {words::retry(language)} <span class="visually-hidden">": " {again}</span>
                </Button>
            </form>
            <details class="danger">
                <summary>{words::discard(language)} <span class="visually-hidden">": " {address}</span></summary>
                <p>{words::discard_text(language)}</p>
                <form method="post" action=post::SETTLE>
                    {settle("discard")}
                    <Button look=Look::Secondary>{words::discard_yes(language)}</Button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

fn failing(language: Language, line: DeliveryLine) -> AnyView {
    view! { <li class="line">{facts(language, &line, words::next_try(language))}</li> }.into_any()
}
