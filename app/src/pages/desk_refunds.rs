//! Money to be given back (hoàn tiền): who asked and why, who decides, what became of it.

use leptos::prelude::*;

use crate::api::{payment as api, post};
use crate::components::{Breadcrumb, Button, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::payment as words;
use crate::views::{Language, RefundLine, RefundList};
use crate::{paths, text};

/// The refunds of the officer's agency.
#[component]
pub fn DeskRefundsPage() -> impl IntoView {
    load::page(api::refunds(), shown)
}

fn shown(list: RefundList) -> AnyView {
    let language = language();
    let title = words::refunds_title(language);
    let trail = vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())];
    let lines = if list.lines.is_empty() {
        view! { <p class="empty">{words::no_refunds(language)}</p> }.into_any()
    } else {
        let lines = list
            .lines
            .iter()
            .map(|one| view! { <li class="line">{line(language, one)}</li> })
            .collect_view();
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    view! {
        <Page title=[title, " – ", &list.agency].concat() class="page page-narrow desk">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{words::refunds_lead(language)}</p>
            {lines}
        </Page>
    }
    .into_any()
}

fn line(language: Language, one: &RefundLine) -> AnyView {
    let asked_by = if one.asked_by.is_empty() {
        words::by_portal(language).to_owned()
    } else {
        one.asked_by.clone()
    };
    let on_its_way = one.state == "approved" && one.way.is_gateway();
    view! {
        <h2>
            {text::number::money(one.amount)} " · " {words::refund_state(language, &one.state)}
        </h2>
        <p>
            <a href=paths::desk_dossier(&one.number)>{one.number.clone()}</a>
            " · "
            {words::way(language, one.way)}
        </p>
        <p>{one.reason.clone()}</p>
        <p class="quiet">
            {words::asked_by(language)} ": " {asked_by} " · " {one.asked_at.clone()}
            {(!one.decided_by.is_empty())
                .then(|| [" · ", words::decided_by(language), ": ", &one.decided_by].concat())}
            {one.settled_at.clone().map(|at| [" · ", &at].concat())}
        </p>
        {(!one.said.is_empty()).then(|| view! { <p class="quiet">{one.said.clone()}</p> })}
        {on_its_way.then(|| view! { <p class="quiet">{words::sends(language)}</p> })}
        {one.may_decide.then(|| decide(language, one))}
        {one.may_pay
            .then(|| {
                form(language, one, ("paid", words::paid_back(language), Look::Primary), Some(words::paid_back_said(language)))
            })}
    }
    .into_any()
}

fn decide(language: Language, one: &RefundLine) -> AnyView {
    view! {
        {form(language, one, ("approve", words::approve(language), Look::Primary), None)}
        <details>
            <summary>{words::decline(language)}</summary>
            {form(
                language,
                one,
                ("decline", words::decline(language), Look::Secondary),
                Some(words::decline_reason(language)),
            )}
        </details>
    }
    .into_any()
}

fn form(
    language: Language,
    one: &RefundLine,
    (verdict, label, look): (&'static str, &'static str, Look),
    asks: Option<&'static str>,
) -> AnyView {
    let id = ["hoan-", &one.id, "-", verdict].concat();
    let of = [" ", words::for_dossier(language), " ", &one.number].concat();
    view! {
        <form method="post" action=post::REFUND>
            <input type="hidden" name="id" value=one.id.clone()/>
            <input type="hidden" name="verdict" value=verdict/>
            {asks
                .map(|asks| {
                    view! {
                        <div class="field">
                            <label for=id.clone()>{asks}</label>
                            <input type="text" id=id name="reason" autocomplete="off"/>
                        </div>
                    }
                })}
            <Button look=look>
                {label}
                <span class="visually-hidden">{of}</span>
            </Button>
        </form>
    }
    .into_any()
}
