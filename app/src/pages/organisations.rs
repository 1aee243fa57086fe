//! Organisations (tổ chức, doanh nghiệp): those one may act for, and for representatives what each has entrusted to whom.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::api::{post, reads};
use crate::components::{Button, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::text;
use crate::views::{DelegationLine, DelegationState, Language, Managed, MandateLine, OrganisationsView};

/// The page of the organisations one may act for.
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    load::page(reads::my_organisations(), shown)
}

fn shown(view: OrganisationsView) -> AnyView {
    let language = language();
    let title = text::organisation::title(language);
    let nothing = view.mandates.is_empty() && view.managed.is_empty();
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p>{text::organisation::lead(language)}</p>
            {nothing.then(|| view! { <p class="quiet">{text::organisation::none(language)}</p> })}
            <ul class="lines">{view.mandates.into_iter().map(|line| mandate(language, line)).collect_view()}</ul>
            {view.managed.into_iter().map(|one| managed(language, one, &view.typed)).collect_view()}
        </Page>
    }
    .into_any()
}

fn mandate(language: Language, line: MandateLine) -> AnyView {
    let name = line.name.clone();
    let act = if line.is_acting {
        view! { <span class="tag">{text::organisation::acting(language)}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=post::ACT_FOR data-plain="">
                <input type="hidden" name="organisation" value=line.id.to_string()/>
                <Button look=Look::Secondary>
                    {text::organisation::act(language)} <span class="visually-hidden">": " {name}</span>
                </Button>
            </form>
        }
        .into_any()
    };
    let as_what = if line.is_representative {
        text::organisation::representative(language)
    } else {
        text::organisation::entrusted(language)
    };
    let until = line
        .until
        .map(|day| [" · ", text::organisation::until(language), " ", &day].concat());
    view! {
        <li class="line">
            <h2>{line.name}</h2>
            <p class="quiet">{text::organisation::tax_code(language)} " " {line.tax_code} " · " {as_what} {until}</p>
            {reach(language, line.procedures, line.agencies)}
            {act}
        </li>
    }
    .into_any()
}

/// How far a mandate reaches, in words.
fn reach(language: Language, procedures: Vec<String>, agencies: Vec<String>) -> AnyView {
    let or_all = |some: Vec<String>, all: &str| {
        if some.is_empty() {
            all.to_owned()
        } else {
            some.join(", ")
        }
    };
    view! {
        <p>
            {text::organisation::for_procedures(language)} ": "
            {or_all(procedures, text::organisation::all_procedures(language))} " · "
            {text::organisation::at_agencies(language)} ": "
            {or_all(agencies, text::organisation::all_agencies(language))}
        </p>
    }
    .into_any()
}

/// What an organisation has entrusted to whom; a form of it that was refused is open, with what was typed in it.
fn managed(language: Language, one: Managed, typed: &BTreeMap<String, String>) -> AnyView {
    let id = one.id.to_string();
    let is_head = !one.tax_code.contains('-');
    let is = |name: &str, text: &str| typed.get(name).is_some_and(|typed| typed == text);
    let refused = |form: &str| is("form", form) && is("organisation", &id);
    let field =
        |name: &'static str, label: &'static str, hint: Option<&'static str>, kind: &'static str, must: bool| {
            let is_here = refused("delegate") || refused("branch");
            let value = typed.get(name).filter(|_| is_here).cloned();
            let own = [name, "-", &id].concat();
            let hint_id = hint.map(|_| [&own, "-hint"].concat());
            view! {
                <div class="field">
                    <label for=own.clone()>{label}</label>
                    {hint.map(|words| view! { <p class="hint" id=[&own, "-hint"].concat()>{words}</p> })}
                    <input id=own name=name type=kind value=value aria-describedby=hint_id required=must/>
                </div>
            }
            .into_any()
        };
    let lines = one
        .given
        .into_iter()
        .map(|line| delegation(language, &id, line))
        .collect_view();
    let branch = is_head.then(|| {
        view! {
            <details open=refused("branch")>
                <summary>{text::organisation::branch(language)}</summary>
                <form method="post" action=post::ADD_BRANCH>
                    <input type="hidden" name="organisation" value=id.clone()/>
                    {field("tax_code", text::organisation::branch_code(language), None, "text", true)}
                    {field("branch_name", text::organisation::branch_name(language), None, "text", true)}
                    <Button look=Look::Secondary>{text::organisation::branch(language)}</Button>
                </form>
            </details>
        }
    });
    view! {
        <section>
            <h2>{text::organisation::given_by(language)} " " {one.name.clone()}</h2>
            <p class="quiet">{text::organisation::tax_code(language)} " " {one.tax_code.clone()}</p>
            <ul class="lines">{lines}</ul>
            <details open=refused("delegate")>
                <summary>{text::organisation::give(language)} <span class="visually-hidden">": " {one.name}</span></summary>
                <form method="post" action=post::DELEGATE>
                    <input type="hidden" name="organisation" value=id.clone()/>
                    {field(
                        "personal_id",
                        text::organisation::whom_id(language),
                        Some(text::organisation::whom_id_hint(language)),
                        "text",
                        true,
                    )}
                    {field("name", text::organisation::whom_name(language), None, "text", true)}
                    {field(
                        "procedures",
                        text::organisation::for_procedures(language),
                        Some(text::organisation::procedures_hint(language)),
                        "text",
                        false,
                    )}
                    {field(
                        "agencies",
                        text::organisation::at_agencies(language),
                        Some(text::organisation::agencies_hint(language)),
                        "text",
                        false,
                    )}
                    {field("from", text::organisation::from(language), Some(text::organisation::from_hint(language)), "date", false)}
                    {field("to", text::organisation::to(language), Some(text::organisation::to_hint(language)), "date", false)}
                    <Button look=Look::Secondary>{text::organisation::give(language)}</Button>
                </form>
            </details>
            {branch}
        </section>
    }
    .into_any()
}

fn delegation(language: Language, organisation: &str, line: DelegationLine) -> AnyView {
    let stands = matches!(line.state, DelegationState::Holds | DelegationState::Coming);
    let to = line
        .to
        .unwrap_or_else(|| text::organisation::until_revoked(language).to_owned());
    let name = line.name.clone();
    let revoke = stands.then(|| {
        view! {
            <form method="post" action=post::REVOKE>
                <input type="hidden" name="organisation" value=organisation.to_owned()/>
                <input type="hidden" name="delegation" value=line.id/>
                <Button look=Look::Quiet>
                    {text::organisation::revoke(language)} <span class="visually-hidden">": " {name}</span>
                </Button>
            </form>
        }
    });
    view! {
        <li class="line">
            <h3>{line.name} " " <span class="tag">{text::organisation::state(language, line.state)}</span></h3>
            <p class="quiet">{line.number} " · " {line.from} " – " {to}</p>
            {reach(language, line.procedures, line.agencies)}
            {revoke}
        </li>
    }
    .into_any()
}
