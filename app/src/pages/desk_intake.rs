//! Taking a dossier in from paper (tiếp nhận hồ sơ giấy): which procedure, then for whom and which way it came; the form
//! itself is the same as everybody's.

use leptos::prelude::*;

use crate::api::{ApiError, intake as api, post};
use crate::components::{Alert, Breadcrumb, Button, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{IntakeForm, IntakeList, Language};
use crate::{paths, text};

/// The procedures that the officer's agency receives.
#[component]
pub fn DeskIntakePage() -> impl IntoView {
    load::page(api::received_here(load::in_query("tim")), listed)
}

/// For whom a dossier is entered, and which way it came.
#[component]
pub fn DeskIntakeFormPage() -> impl IntoView {
    let failed = ApiError::from_told(&load::in_query(paths::FAILED));
    let failed = match failed {
        Some(ApiError::Refused(code)) => code,
        Some(_) | None => String::new(),
    };
    load::page(api::taking_in(load::in_path("code")), move |form| shown(form, &failed))
}

fn trail(language: Language) -> Vec<(String, String)> {
    vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())]
}

fn listed(list: IntakeList) -> AnyView {
    let language = language();
    let title = text::intake::title(language);
    let none = list.found.is_empty();
    let lines = list.found.into_iter().map(|(code, name)| {
        view! {
            <li class="line">
                <a href=paths::take_in(&code)>{name}</a>
                <span class="quiet">" " {code}</span>
            </li>
        }
    });
    view! {
        <Page title=title class="page page-narrow">
            <Breadcrumb trail=trail(language)/>
            <h1>{title}</h1>
            <p class="lead">{text::intake::lead(language)}</p>
            <form method="get" action=paths::TAKE_IN class="field" role="search">
                <label for="tim">{text::intake::search(language)}</label>
                <p class="hint" id="tim-hint">{text::intake::search_hint(language)}</p>
                <input id="tim" name="tim" type="search" value=list.text aria-describedby="tim-hint"/>
                <Button>{text::intake::find(language)}</Button>
            </form>
            {none.then(|| view! { <p class="empty">{text::intake::none(language)}</p> })}
            <ul class="lines">{lines.collect_view()}</ul>
            {list.is_cut.then(|| view! { <p class="quiet">{text::intake::cut(language)}</p> })}
        </Page>
    }
    .into_any()
}

fn shown(form: IntakeForm, failed: &str) -> AnyView {
    let language = language();
    let title = text::intake::title(language);
    let goes_on = form
        .goes_on
        .as_ref()
        .map(|at| [text::intake::late(language), " ", at].concat());
    let fields = fields(language, &form, failed);
    view! {
        <Page title=title class="page page-narrow">
            <Breadcrumb trail=trail(language)/>
            <h1>{title}</h1>
            <p class="lead">
                <strong>{form.procedure}</strong> " · " {form.agency} " · "
                <a href=paths::TAKE_IN>{text::intake::other(language)}</a>
            </p>
            {goes_on.map(|words| view! { <Alert tone=Tone::Notice title=words/> })}
            <p>{text::intake::nothing_shown(language)}</p>
            <form method="post" action=post::TAKE_IN class="step-form" novalidate=true>
                <input type="hidden" name="code" value=form.code/>
                {fields}
                <Button>{text::intake::begin(language)}</Button>
            </form>
        </Page>
    }
    .into_any()
}

fn fields(language: Language, form: &IntakeForm, failed: &str) -> AnyView {
    let typed = |name: &str| form.typed.get(name).cloned().unwrap_or_default();
    let chosen = |name: &str, first: &str| match typed(name) {
        none if none.is_empty() => first.to_owned(),
        some => some,
    };
    let (how, whose) = (chosen("how", "counter"), chosen("whose", "person"));
    let ask = |name: &'static str, label, hint: Option<&'static str>, mode: &'static str| {
        let wrong = is_wrong(failed, name).then(|| text::refusal::said(language, failed));
        line(name, label, hint, mode, typed(name), wrong)
    };
    let (day, time) = (text::intake::day(language), text::intake::time(language));
    let signed = [
        ask("signed[on]", day, Some(text::intake::day_hint(language)), "numeric"),
        ask("signed[time]", time, Some(text::intake::time_hint(language)), "numeric"),
    ];
    let id_hint = Some(text::intake::personal_id_hint(language));
    let born_hint = Some(text::intake::born_on_hint(language));
    let person = [
        ask("person[id]", text::intake::personal_id(language), id_hint, "numeric"),
        ask("person[name]", text::intake::name(language), None, "text"),
        ask("person[born_on]", text::intake::born_on(language), born_hint, "numeric"),
    ];
    let tax_hint = Some(text::intake::tax_code_hint(language));
    let organisation = [
        ask(
            "organisation[tax_code]",
            text::intake::tax_code(language),
            tax_hint,
            "numeric",
        ),
        ask(
            "organisation[name]",
            text::intake::organisation_name(language),
            None,
            "text",
        ),
    ];
    let phone = ask("person[phone]", text::intake::phone(language), None, "tel");
    view! {
        <fieldset class="field">
            <legend>{text::intake::how(language)}</legend>
            {radio("how", "counter", &how, text::intake::at_counter(language))}
            {radio("how", "post", &how, text::intake::by_post(language))}
        </fieldset>
        <fieldset class="field">
            <legend>{text::intake::signed(language)}</legend>
            <p class="hint">{text::intake::signed_hint(language)}</p>
            {signed.into_iter().collect_view()}
        </fieldset>
        <fieldset class="field">
            <legend>{text::intake::whose(language)}</legend>
            {radio("whose", "person", &whose, text::intake::person(language))}
            {person.into_iter().collect_view()}
            {radio("whose", "organisation", &whose, text::intake::organisation(language))}
            {organisation.into_iter().collect_view()}
        </fieldset>
        {phone}
    }
    .into_any()
}

/// Says whether a refusal is about what this input holds.
fn is_wrong(failed: &str, name: &str) -> bool {
    let about = match failed {
        "intake_id" | "identity_differs" => "person[id]",
        "intake_name" => "person[name]",
        "intake_born" | "intake_born_year" => "person[born_on]",
        "intake_phone" => "person[phone]",
        "intake_tax" => "organisation[tax_code]",
        "intake_organisation" => "organisation[name]",
        "intake_signed" | "signed_later" | "signed_on_day_off" | "signed_long_ago" => "signed[on]",
        _ => return false,
    };
    about == name
}

fn radio(name: &'static str, value: &'static str, chosen: &str, words: &'static str) -> AnyView {
    let id = [name, "-", value].concat();
    let is_chosen = chosen == value;
    view! {
        <div class="tick">
            <input type="radio" id=id.clone() name=name value=value checked=is_chosen/>
            <label for=id>{words}</label>
        </div>
    }
    .into_any()
}

fn line(
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    mode: &'static str,
    typed: String,
    wrong: Option<String>,
) -> AnyView {
    let id = name.replace('[', "-").replace(']', "");
    let (of_hint, of_problem) = ([&id, "-hint"].concat(), [&id, "-problem"].concat());
    let described = [of_hint.as_str(), " ", &of_problem].concat();
    let is_wrong = wrong.is_some();
    view! {
        <div class="field" class:field-bad=is_wrong>
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=of_hint>{hint}</p> })}
            {wrong.map(|words| {
                view! { <p class="field-problem" id=of_problem><span aria-hidden="true">"! "</span> {words}</p> }
            })}
            <input
                id=id
                name=name
                inputmode=mode
                autocomplete="off"
                value=typed
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}
