//! My data (dữ liệu của tôi): what is kept of a person and theirs, where it comes from, who looked at it; correction,
//! deletion, and the whole as a file or on paper. Filed dossiers are not deleted here, and the page says why.

use leptos::prelude::*;

use crate::api::{post, profile};
use crate::components::{Button, Look, PrintButton};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{FactView, Language, LookView, MyData, SubjectView};
use crate::{paths, text};

/// What is kept of the person.
#[component]
pub fn MyDataPage() -> impl IntoView {
    load::page(profile::kept_of_me(), shown)
}

fn shown(view: MyData) -> AnyView {
    let language = language();
    let title = text::profile::my_data(language);
    let nothing = view.subjects.is_empty();
    let may_change = view.may_change;
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{text::profile::my_data_lead(language)}</p>
            <div class="actions only-screen">
                <a class="button button-secondary" href=paths::MY_DATA_FILE download="du-lieu-cua-toi.json" rel="external">
                    {text::profile::take_along(language)}
                </a>
                <PrintButton/>
            </div>
            {nothing.then(|| view! { <p class="quiet">{text::profile::nothing_kept(language)}</p> })}
            {(!may_change && !nothing)
                .then(|| view! { <p class="read-only">{text::profile::only_representative(language)}</p> })}
            {view.subjects.into_iter().map(|one| subject(language, one, may_change)).collect_view()}
            {looks(language, view.looks)}
            {dossiers(language, view.dossiers)}
            {(!nothing && may_change).then(|| forget_all(language))}
        </Page>
    }
    .into_any()
}

fn subject(language: Language, view: SubjectView, may_change: bool) -> AnyView {
    let name = if view.name.is_empty() {
        text::profile::no_name(language).to_owned()
    } else {
        view.name
    };
    let relation = view
        .relation
        .map_or(text::profile::you(language), |is| text::profile::relation(language, is));
    let title = [&name, " (", relation, ")"].concat();
    let whom = view.whom.to_string();
    let facts = view
        .facts
        .into_iter()
        .map(|one| fact(language, &whom, one, may_change))
        .collect_view();
    let forget = view.relation.filter(|_| may_change).map(|_| {
        danger(
            text::profile::forget_whom(language),
            text::profile::forget_whom_text(language),
            &whom,
            "",
            &name,
        )
    });
    view! {
        <section class="kept">
            <h2>{title}</h2>
            <dl class="review-list kept-facts">{facts}</dl>
            {forget}
        </section>
    }
    .into_any()
}

fn fact(language: Language, whom: &str, view: FactView, may_change: bool) -> AnyView {
    let confirmed = view.confirmed_by.map(|by| {
        let by = match motcua_core::profile::Register::from_key(&by) {
            Some(register) => text::profile::register(language, register).to_owned(),
            None => by,
        };
        [". ", text::profile::confirmed_by(language), " ", &by].concat()
    });
    let correction = if view.correctable && view.has_page {
        view! {
            <p>
                <a href=paths::my_fact(whom, &view.concept)>
                    {text::profile::correct(language)} <span class="visually-hidden">": " {view.label.clone()}</span>
                </a>
            </p>
        }
        .into_any()
    } else if view.correctable {
        correct(
            language,
            whom,
            &view.concept,
            &view.label,
            view.raw.get("").cloned().unwrap_or_default(),
        )
    } else {
        view! { <p class="hint">{text::profile::corrected_elsewhere(language, &view.origin)}</p> }.into_any()
    };
    let label = view.label.clone();
    let change = may_change.then(|| {
        view! {
            <details class="danger">
                <summary>
                    {text::profile::change(language)} <span class="visually-hidden">" " {view.label}</span>
                </summary>
                {correction}
                <form method="post" action=post::FORGET>
                    <input type="hidden" name="whom" value=whom.to_owned()/>
                    <input type="hidden" name="concept" value=view.concept/>
                    <Button look=Look::Quiet>{text::profile::forget(language)}</Button>
                </form>
            </details>
        }
    });
    view! {
        <div>
            <dt>{label}</dt>
            <dd>
                {view.value}
                <span class="field-origin">{text::profile::source(language, &view.origin)} {confirmed}</span>
                {change}
            </dd>
        </div>
    }
    .into_any()
}

fn correct(language: Language, whom: &str, concept: &str, label: &str, value: String) -> AnyView {
    let id = ["sua-", whom, "-", concept].concat();
    view! {
        <form method="post" action=post::CORRECT class="field">
            <input type="hidden" name="whom" value=whom.to_owned()/>
            <input type="hidden" name="concept" value=concept.to_owned()/>
            <label for=id.clone()>{text::profile::right_value(language)} ": " {label.to_owned()}</label>
            <input type="text" id=id name="value" value=value maxlength="300"/>
            <Button look=Look::Secondary>{text::profile::save_right(language)}</Button>
        </form>
    }
    .into_any()
}

fn danger(summary: &'static str, about: &'static str, whom: &str, concept: &str, name: &str) -> AnyView {
    let name = name.to_owned();
    view! {
        <details class="danger">
            <summary>{summary} <span class="visually-hidden">" " {name}</span></summary>
            <p>{about}</p>
            <form method="post" action=post::FORGET>
                <input type="hidden" name="whom" value=whom.to_owned()/>
                <input type="hidden" name="concept" value=concept.to_owned()/>
                <Button look=Look::Secondary>{text::profile::forget_yes(language())}</Button>
            </form>
        </details>
    }
    .into_any()
}

fn looks(language: Language, looks: Vec<LookView>) -> AnyView {
    let lines = looks
        .into_iter()
        .map(|look| {
            let who = [look.who, look.agency]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            let who = if who.is_empty() {
                text::follow::portal(language).to_owned()
            } else {
                who
            };
            view! {
                <li>
                    <strong>{look.at}</strong>
                    ": "
                    {who}
                    ". "
                    {text::profile::why(language, &look.why, &look.matter)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="kept">
            <h2>{text::profile::looks(language)}</h2>
            <p class="hint">{text::profile::looks_text(language)}</p>
            <ul class="looks">{lines}</ul>
        </section>
    }
    .into_any()
}

fn dossiers(language: Language, numbers: Vec<String>) -> Option<AnyView> {
    if numbers.is_empty() {
        return None;
    }
    let links = numbers
        .into_iter()
        .map(|number| view! { <li><a href=paths::tracked(&number)>{number.clone()}</a></li> })
        .collect_view();
    Some(
        view! {
            <section class="kept">
                <h2>{text::profile::filed(language)}</h2>
                <p>{text::profile::filed_text(language)}</p>
                <ul>{links}</ul>
            </section>
        }
        .into_any(),
    )
}

fn forget_all(language: Language) -> AnyView {
    danger(
        text::profile::forget_all(language),
        text::profile::forget_all_text(language),
        "all",
        "",
        "",
    )
}
