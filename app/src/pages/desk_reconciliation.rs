//! Reconciliation (đối soát): files of banks and gateways go in, what fits nothing is listed with what to do about it, and
//! money that is late is named.

use leptos::prelude::*;

use crate::api::{payment as api, post};
use crate::components::{Breadcrumb, Button, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::reconciliation as words;
use crate::views::{DifferenceView, Language, LateView, ReconciliationView};
use crate::{paths, text};

/// The page.
#[component]
pub fn DeskReconciliationPage() -> impl IntoView {
    let took = load::in_query("da-nhan");
    load::page(api::reconciliation(), move |view| shown(view, &took))
}

fn shown(view: ReconciliationView, took: &str) -> AnyView {
    let language = language();
    let took = words::took(language, took);
    let title = words::title(language);
    let trail = vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())];
    view! {
        <Page title=[title, " – ", text::desk::title(language)].concat() class="page page-narrow desk">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{words::lead(language)}</p>
            {took.map(|said| view! { <p role="status">{said}</p> })}
            {upload(language)}
            <section>
                <h2>{headed(words::differences(language), view.open.len())}</h2>
                {listed(words::no_differences(language), &view.open, |one| difference(language, one))}
            </section>
            <section>
                <h2>{headed(words::late(language), view.late.len())}</h2>
                {listed(words::no_late(language), &view.late, |one| late(language, one))}
            </section>
            {report(language)}
        </Page>
    }
    .into_any()
}

fn headed(title: &str, count: usize) -> String {
    let count = text::number::grouped(u64::try_from(count).unwrap_or_default());
    [title, " (", &count, ")"].concat()
}

fn listed<T>(none: &'static str, all: &[T], one: impl Fn(&T) -> AnyView) -> AnyView {
    if all.is_empty() {
        return view! { <p class="empty">{none}</p> }.into_any();
    }
    let lines = all
        .iter()
        .map(|line| view! { <li class="line">{one(line)}</li> })
        .collect_view();
    view! { <ul class="lines">{lines}</ul> }.into_any()
}

fn upload(language: Language) -> AnyView {
    let sources = [
        ("bank", words::bank_file(language)),
        ("vnpay", words::vnpay_file(language)),
    ]
    .map(|(value, label)| {
        let id = ["nguon-", value].concat();
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="source" value=value checked=value == "bank"/>
                <label for=id>{label}</label>
            </div>
        }
    })
    .collect_view();
    view! {
        <form method="post" action=paths::STATEMENT enctype="multipart/form-data">
            <fieldset class="field">
                <legend>{words::source(language)}</legend>
                {sources}
            </fieldset>
            <div class="field">
                <label for="sao-ke">{words::file(language)}</label>
                <p class="hint" id="sao-ke-hint">
                    {words::file_hint(language)}
                </p>
                <input type="file" id="sao-ke" name="file" accept=".csv,text/csv" aria-describedby="sao-ke-hint"/>
            </div>
            <Button>{words::take(language)}</Button>
        </form>
    }
    .into_any()
}

fn difference(language: Language, one: &DifferenceView) -> AnyView {
    let id = ["dong-", &one.id].concat();
    let (of_number, of_reason) = ([&id, "-so"].concat(), [&id, "-ly-do"].concat());
    view! {
        <h3>
            {text::number::money(one.amount)} " · " {one.day.clone()}
        </h3>
        <p>{one.memo.clone()}</p>
        <p class="quiet">
            {words::source_name(language, &one.source)} " · " {one.transaction.clone()} " · "
            {words::days(language, one.days)}
        </p>
        {one.is_late
            .then(|| view! { <p class="status-line problem">"! " <strong>{words::too_old(language)}</strong></p> })}
        <p>
            <strong>{words::difference(language, &one.difference)}</strong>
            " "
            {words::advice(language, &one.difference)}
        </p>
        <details>
            <summary>{words::resolve(language)}</summary>
            <form method="post" action=post::RESOLVE_LINE>
                <input type="hidden" name="id" value=one.id.clone()/>
                {one.is_bank
                    .then(|| {
                        view! {
                            <div class="field">
                                <label for=of_number.clone()>{words::for_dossier(language)}</label>
                                <p class="hint">{words::for_dossier_hint(language)}</p>
                                <input type="text" id=of_number name="number" autocomplete="off"/>
                            </div>
                        }
                    })}
                <div class="field">
                    <label for=of_reason.clone()>{words::reason(language)}</label>
                    <input type="text" id=of_reason name="reason" autocomplete="off"/>
                </div>
                <Button look=Look::Secondary>{words::resolve(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

fn late(language: Language, one: &LateView) -> AnyView {
    view! {
        <p>
            <strong>{text::number::money(one.amount)}</strong> " · "
            {text::payment::way(language, one.way)} " · "
            <a href=paths::desk_dossier(&one.number)>{one.number.clone()}</a>
        </p>
        <p class="quiet">{one.reference.clone()} " · " {words::days(language, one.days)}</p>
    }
    .into_any()
}

fn report(language: Language) -> AnyView {
    let day = |name: &'static str, id: &'static str, label: &'static str| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input type="date" id=id name=name required/>
            </div>
        }
    };
    view! {
        <section>
            <h2>{words::report(language)}</h2>
            <p class="quiet">{words::report_hint(language)}</p>
            <form method="get" action=paths::MONEY_REPORT>
                {day("tu", "bao-cao-tu", words::from(language))}
                {day("den", "bao-cao-den", words::until(language))}
                <Button look=Look::Secondary>{words::download(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}
