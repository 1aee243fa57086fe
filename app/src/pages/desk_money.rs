//! The money of a dossier on the desk: what is owed, taking it in cash, asking for more, asking that it be given back.

use leptos::prelude::*;

use super::pay::payment;
use crate::api::post;
use crate::components::{Button, Look};
use crate::text;
use crate::text::payment as words;
use crate::views::{DeskDossier, DeskMoney, Language, OwedView, PaidView};

/// The section, where the portal takes money.
pub(super) fn section(language: Language, dossier: &DeskDossier) -> AnyView {
    let Some(money) = &dossier.money else {
        return ().into_any();
    };
    let number = &dossier.receipt.number;
    let paid = money
        .paid
        .iter()
        .map(|one| {
            let refund = one.refund.as_ref().map(|state| {
                view! {
                    <p class="quiet">
                        {words::refunds_title(language)} ": " {words::refund_state(language, state)}
                    </p>
                }
            });
            view! {
                <li class="line">
                    {payment(language, &one.payment)} {refund}
                    {one.may_ask_back.then(|| back(language, number, &one.payment))}
                </li>
            }
        })
        .collect_view();
    view! {
        <section id="tien">
            <h2>{words::money(language)}</h2>
            {match &money.owed {
                Some(owed) => due(language, number, money, owed),
                None => view! { <p class="quiet">{words::not_owed(language)}</p> }.into_any(),
            }}
            <ul class="lines">{paid}</ul>
            {money.may_ask.then(|| ask(language, number, dossier.seen))}
        </section>
    }
    .into_any()
}

fn due(language: Language, number: &str, money: &DeskMoney, owed: &OwedView) -> AnyView {
    let paying = money.paying.map(|way| {
        if way.is_gateway() {
            words::being_paid(language)
        } else {
            words::transfer_begun(language)
        }
    });
    view! {
        <p class="fee-total">
            {words::owed(language)} ": " <strong>{text::number::money(owed.amount)}</strong>
        </p>
        <ul class="fee-lines">
            {owed
                .lines
                .iter()
                .map(|(name, amount)| view! { <li>{name.clone()} ": " {text::number::money(*amount)}</li> })
                .collect_view()}
        </ul>
        {paying.map(|said| view! { <p class="quiet">{said}</p> })}
        {money
            .may_take_cash
            .then(|| {
                let label = words::take(language, owed.amount);
                view! {
                    <form method="post" action=post::CASH>
                        <input type="hidden" name="number" value=number.to_owned()/>
                        <input type="hidden" name="amount" value=owed.amount/>
                        <Button look=Look::Secondary>{label}</Button>
                    </form>
                }
            })}
    }
    .into_any()
}

fn back(language: Language, number: &str, one: &PaidView) -> AnyView {
    let id = ["hoan-", &one.reference].concat();
    view! {
        <details>
            <summary>{words::ask_refund(language)}</summary>
            <form method="post" action=post::ASK_REFUND>
                <input type="hidden" name="number" value=number.to_owned()/>
                <input type="hidden" name="reference" value=one.reference.clone()/>
                <div class="field">
                    <label for=id.clone()>{words::refund_reason(language)}</label>
                    <input type="text" id=id name="reason" autocomplete="off"/>
                </div>
                <Button look=Look::Secondary>{words::ask_refund(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

fn ask(language: Language, number: &str, seen: u64) -> AnyView {
    view! {
        <details>
            <summary>{words::ask_title(language)}</summary>
            <form method="post" action=post::ASK_PAYMENT>
                <input type="hidden" name="number" value=number.to_owned()/>
                <input type="hidden" name="seen" value=seen/>
                <p class="hint">{words::ask_hint(language)}</p>
                <div class="field">
                    <label for="thu-them">{words::ask_amount(language)}</label>
                    <input type="text" inputmode="numeric" autocomplete="off" id="thu-them" name="amount"/>
                </div>
                <div class="field">
                    <label for="thu-them-ly-do">{words::ask_reason(language)}</label>
                    <input type="text" autocomplete="off" id="thu-them-ly-do" name="reason"/>
                </div>
                <Button look=Look::Secondary>{words::ask(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}
