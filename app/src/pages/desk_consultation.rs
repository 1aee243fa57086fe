//! Other bodies asked about a dossier, on its page at the desk: what was asked, what came of it, and asking anew.

use leptos::prelude::*;
use motcua_core::dossier::Position;

use crate::api::post;
use crate::components::{Button, FileLine, FileList, Look, TextArea};
use crate::text::{self, consultation as words};
use crate::views::{AskForm, AttachedFile, ClosedHow, ClosedView, ConsultationView, DeskDossier, Language};

/// The part of a dossier's page; nothing where nobody was asked and nobody may be.
pub(super) fn consultations(language: Language, view: &DeskDossier) -> Option<AnyView> {
    let all = &view.consultations;
    let waits = all.lines.iter().any(|one| one.closed.is_none());
    let lines = all.lines.iter().map(|one| line(language, view, one)).collect_view();
    (!all.lines.is_empty() || all.form.is_some()).then(|| {
        view! {
            <section id="lay-y-kien">
                <h2>{words::title(language)}</h2>
                {(!all.lines.is_empty()).then(|| view! { <ul class="lines">{lines}</ul> })}
                {waits.then(|| view! { <p class="hint">{words::blocks_end(language)}</p> })}
                {all.form.as_ref().map(|form| asking(language, view, form))}
            </section>
        }
        .into_any()
    })
}

fn line(language: Language, view: &DeskDossier, one: &ConsultationView) -> AnyView {
    let withdraw = (one.closed.is_none() && view.consultations.may_withdraw).then(|| withdraw(language, view, one));
    let reported = one
        .reported_at
        .clone()
        .map(|at| view! { <p class="quiet">{words::reported(language)} " " {at}</p> });
    view! {
        <li class="line">
            <h3>{one.agency.clone()}</h3>
            <p>{one.words.clone()}</p>
            {files(&one.papers)}
            <p class="quiet">
                {words::asked_at(language)} " " {one.asked_at.clone()} " · " {words::answer_by(language)} " "
                {one.due.clone()}
            </p>
            {match &one.closed {
                Some(end) => closed(language, end),
                None => open(language, one.minutes_left),
            }}
            {reported}
            {withdraw}
        </li>
    }
    .into_any()
}

/// How long the body has, or that it is late.
pub(super) fn open(language: Language, minutes_left: Option<i64>) -> AnyView {
    let late = minutes_left.is_some_and(|left| left < 0);
    let (class, sign, name) = if late {
        ("status-line problem", "! ", words::silent(language))
    } else {
        ("status-line waiting", "◷ ", words::waiting(language))
    };
    let left = minutes_left.map(|left| [": ", &text::dossier::time_left(language, left)].concat());
    view! {
        <p class=class>
            <span aria-hidden="true">{sign}</span>
            {name}
            {left}
        </p>
    }
    .into_any()
}

/// How a question ended.
pub(super) fn closed(language: Language, end: &ClosedView) -> AnyView {
    let (class, sign) = match end.how {
        ClosedHow::Answered(Position::Agree | Position::NoOpinion) => ("status-line done", "✓ "),
        ClosedHow::Answered(Position::Disagree) => ("status-line problem", "× "),
        ClosedHow::Withdrawn | ClosedHow::Lapsed => ("status-line", "– "),
    };
    let late = end.was_late.then(|| [", ", words::came_late(language)].concat());
    view! {
        <p class=class>
            <span aria-hidden="true">{sign}</span>
            <strong>{words::closed(language, end.how)}</strong>
            {late}
            " "
            <span class="quiet">{end.at.clone()}</span>
        </p>
        {(!end.words.is_empty()).then(|| view! { <p>{end.words.clone()}</p> })}
        {files(&end.files)}
    }
    .into_any()
}

pub(super) fn files(files: &[AttachedFile]) -> Option<AnyView> {
    let lines: Vec<FileLine> = files.iter().map(FileLine::from).collect();
    (!lines.is_empty()).then(|| view! { <FileList files=lines/> }.into_any())
}

fn hidden(view: &DeskDossier, action: &'static str) -> AnyView {
    view! {
        <input type="hidden" name="number" value=view.receipt.number.clone()/>
        <input type="hidden" name="seen" value=view.seen.to_string()/>
        <input type="hidden" name="action" value=action/>
    }
    .into_any()
}

fn withdraw(language: Language, view: &DeskDossier, one: &ConsultationView) -> AnyView {
    let id = ["thoi-hoi-", &one.question.to_string()].concat();
    let is_its = typed(view, "withdraw", "said[question]") == one.question.to_string();
    let why = typed(view, "withdraw", "said[words]");
    let why = if is_its { why } else { String::new() };
    view! {
        <details class="desk-action" open=is_its>
            <summary>
                {words::withdraw(language)} <span class="visually-hidden">": " {one.agency.clone()}</span>
            </summary>
            <form method="post" action=post::CONSULT>
                {hidden(view, "withdraw")}
                <input type="hidden" name="said[question]" value=one.question.to_string()/>
                {said(id, words::withdraw_why(language), words::withdraw_hint(language), why)}
                <Button look=Look::Secondary>{words::withdraw(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// Returns what was typed in the refused form of an action, by the name of its input.
fn typed(view: &DeskDossier, action: &str, name: &str) -> String {
    let all = &view.beside.typed;
    let is_its = all.get("action").is_some_and(|refused| refused == action);
    all.get(name).filter(|_| is_its).cloned().unwrap_or_default()
}

fn said(id: String, label: &'static str, hint: &'static str, typed: String) -> AnyView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=[&id, "-hint"].concat()>
                {hint}
            </p>
            <TextArea name="said[words]" id=id rows=3 value=typed/>
        </div>
    }
    .into_any()
}

fn tick(name: String, id: String, label: String, checked: bool) -> AnyView {
    view! {
        <div class="tick">
            <input type="checkbox" id=id.clone() name=name value="yes" checked=checked/>
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}

fn asking(language: Language, view: &DeskDossier, form: &AskForm) -> AnyView {
    let was_refused = !typed(view, "ask", "action").is_empty();
    let is_ticked = |name: &str| !typed(view, "ask", name).is_empty();
    let (other, until) = (typed(view, "ask", "said[other]"), typed(view, "ask", "said[within]"));
    let departments = form
        .departments
        .iter()
        .map(|(code, name)| {
            let input = ["to[", code, "]"].concat();
            let checked = is_ticked(&input) || (!was_refused && form.usual.contains(code));
            tick(input, ["hoi-", code].concat(), name.clone(), checked)
        })
        .collect_view();
    let papers = form
        .papers
        .iter()
        .map(|file| {
            let id = file.id.to_string();
            // A name in brackets that begins with a digit would be read as the place in a list.
            let input = ["papers[tep-", &id, "]"].concat();
            let checked = is_ticked(&input);
            tick(input, ["gui-", &id].concat(), file.name.clone(), checked)
        })
        .collect_view();
    let option = |(value, label): &(String, String)| {
        let chosen = *value == other;
        view! { <option value=value.clone() selected=chosen>{label.clone()}</option> }
    };
    let others = form.others.iter().map(option).collect_view();
    let within = form
        .within
        .iter()
        .map(|(key, at)| {
            let usual = if until.is_empty() { key == "d3" } else { *key == until };
            view! { <option value=key.clone() selected=usual>{words::within_label(language, key, at)}</option> }
        })
        .collect_view();
    view! {
        <details class="desk-action" open=was_refused>
            <summary>{words::ask(language)}</summary>
            <form method="post" action=post::CONSULT>
                {hidden(view, "ask")}
                <p class="hint">{words::ask_text(language)}</p>
                <fieldset class="field">
                    <legend>{words::departments(language)}</legend>
                    {departments}
                </fieldset>
                <div class="field">
                    <label for="hoi-noi-khac">{words::other(language)}</label>
                    <select id="hoi-noi-khac" name="said[other]">
                        <option value="">{words::none(language)}</option>
                        {others}
                    </select>
                </div>
                {said(
                    "cau-hoi".to_owned(),
                    words::words(language),
                    words::words_hint(language),
                    typed(view, "ask", "said[words]"),
                )}
                {(!form.papers.is_empty())
                    .then(|| {
                        view! {
                            <fieldset class="field">
                                <legend>{words::papers(language)}</legend>
                                {papers}
                            </fieldset>
                        }
                    })}
                <div class="field">
                    <label for="han-tra-loi">{words::within(language)}</label>
                    {form
                        .held_at
                        .as_ref()
                        .map(|at| view! { <p class="hint" id="han-tra-loi-hint">{words::held(language)} " " {at.clone()}</p> })}
                    <select
                        id="han-tra-loi"
                        name="said[within]"
                        aria-describedby=form.held_at.as_ref().map(|_| "han-tra-loi-hint")
                    >
                        {within}
                    </select>
                </div>
                <Button look=Look::Secondary>{words::ask(language)}</Button>
            </form>
        </details>
    }
    .into_any()
}
