//! What the officer's agency is asked by others (ý kiến được hỏi): the list, and one question with the papers sent with it.
//! Nothing else of a dossier is shown here.

use leptos::prelude::*;
use motcua_core::document::FileKind;
use motcua_core::dossier::Position;

use super::desk_consultation::{closed, files, open};
use crate::api::{consultation as api, post};
use crate::components::{Breadcrumb, Button, Look, TextArea};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::consultation as words;
use crate::views::{AskedLine, AskedList, AskedView, Language};
use crate::{paths, text};

/// What the agency is asked.
#[component]
pub fn AskedPage() -> impl IntoView {
    load::page(api::asked(), list)
}

/// One question.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let question = load::in_path("question").parse().unwrap_or_default();
    load::page(api::question(load::in_path("number"), question), one)
}

fn list(asked: AskedList) -> AnyView {
    let language = language();
    let title = words::asked_title(language);
    let lines = move |lines: &[AskedLine]| {
        let lines = lines.iter().map(|one| line(language, one)).collect_view();
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    let waiting = if asked.open.is_empty() {
        view! { <p class="empty">{words::asked_none(language)}</p> }.into_any()
    } else {
        view! {
            <section>
                <h2>{words::waiting(language)}</h2>
                {lines(&asked.open)}
            </section>
        }
        .into_any()
    };
    view! {
        <Page title=title class="page page-narrow desk">
            <Breadcrumb trail=vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())]/>
            <h1>{title}</h1>
            {waiting}
            {(!asked.closed.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h2>{words::asked_before(language)}</h2>
                            {lines(&asked.closed)}
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn line(language: Language, one: &AskedLine) -> AnyView {
    let state = match &one.outcome {
        Some(outcome) => view! { <p class="quiet">{words::outcome(language, outcome)}</p> }.into_any(),
        None => open(language, one.minutes_left),
    };
    view! {
        <li class="line">
            <h3>
                <a href=paths::question(&one.number, one.question)>{one.number.clone()} " – " {one.procedure.clone()}</a>
            </h3>
            <p>{words::asker(language)} ": " {one.agency.clone()}</p>
            <p class="quiet">
                {words::asked_at(language)} " " {one.asked_at.clone()} " · " {words::answer_by(language)} " "
                {one.due.clone()}
            </p>
            {state}
        </li>
    }
    .into_any()
}

fn one(view: AskedView) -> AnyView {
    let language = language();
    let trail = vec![
        (paths::DESK.to_owned(), text::desk::title(language).to_owned()),
        (paths::ASKED.to_owned(), words::asked_title(language).to_owned()),
    ];
    let papers = if view.papers.is_empty() {
        let none = if view.closed.is_some() {
            words::papers_closed(language)
        } else {
            words::no_papers(language)
        };
        view! { <p class="quiet">{none}</p> }.into_any()
    } else {
        files(&view.papers).into_any()
    };
    let state = match &view.closed {
        Some(end) => view! {
            <section>
                <h2>{words::your_answer(language)}</h2>
                {closed(language, end)}
            </section>
        }
        .into_any(),
        None => open(language, view.minutes_left),
    };
    view! {
        <Page title=[words::asked_title(language), " – ", &view.number].concat() class="page page-narrow desk">
            <Breadcrumb trail=trail/>
            <h1>{view.procedure.clone()}</h1>
            <p>
                <strong>{view.number.clone()}</strong>
                " · "
                {words::asker(language)}
                ": "
                {view.agency.clone()}
            </p>
            <p class="quiet">
                {words::asked_at(language)} " " {view.asked_at.clone()} " · " {words::answer_by(language)} " "
                {view.due.clone()}
            </p>
            <section>
                <h2>{words::question(language)}</h2>
                <p>{view.words.clone()}</p>
            </section>
            <section>
                <h2>{words::papers(language)}</h2>
                {papers}
                <p class="hint">{words::only_this(language)}</p>
            </section>
            {state}
            {view.closed.is_none().then(|| answering(language, &view))}
        </Page>
    }
    .into_any()
}

fn answering(language: Language, view: &AskedView) -> AnyView {
    if !view.may_answer {
        return view! { <p class="hint">{words::not_yours(language)}</p> }.into_any();
    }
    let typed = |name: &str| view.typed.get(name).cloned().unwrap_or_default();
    let stands = Position::ALL
        .map(|position| {
            let chosen = typed("position") == position.key();
            let id = ["y-kien-", position.key()].concat();
            view! {
                <div class="tick">
                    <input type="radio" id=id.clone() name="position" value=position.key() checked=chosen required=true/>
                    <label for=id>{words::position(language, position)}</label>
                </div>
            }
        })
        .collect_view();
    let file = view.file.as_ref().map(|file| {
        view! {
            <div class="tick">
                <input type="checkbox" id="gui-kem" name="file" value=file.id.to_string() checked=true/>
                <label for="gui-kem">{words::with_file(language)} ": " {file.name.clone()}</label>
            </div>
        }
    });
    view! {
        <section>
            <h2>{words::your_answer(language)}</h2>
            {upload(language, view)}
            <form method="post" action=post::ANSWER class="desk-action">
                <input type="hidden" name="number" value=view.number.clone()/>
                <input type="hidden" name="question" value=view.question.to_string()/>
                <fieldset class="field">
                    <legend>{words::position_legend(language)}</legend>
                    {stands}
                </fieldset>
                <div class="field">
                    <label for="tra-loi">{words::reason(language)}</label>
                    <p class="hint" id="tra-loi-hint">
                        {words::reason_hint(language)}
                    </p>
                    <TextArea name="words" id="tra-loi" rows=5 value=typed("words")/>
                </div>
                {file}
                <p class="hint">{words::once(language)}</p>
                <Button>{words::send(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// The file that goes with the answer, sent before it: what is typed below is not lost by a file that is not taken.
fn upload(language: Language, view: &AskedView) -> AnyView {
    let accept: Vec<&str> = FileKind::ALL.into_iter().map(FileKind::media_type).collect();
    view! {
        <form
            method="post"
            action=paths::opinion_file(&view.number, view.question)
            enctype="multipart/form-data"
            class="desk-action"
        >
            <div class="field">
                <label for="van-ban">{words::file(language)}</label>
                <p class="hint" id="van-ban-hint">
                    {words::file_hint(language)}
                </p>
                {view.file.as_ref().map(|file| files(std::slice::from_ref(file)))}
                <input type="file" id="van-ban" name="file" accept=accept.join(",") aria-describedby="van-ban-hint"/>
            </div>
            <Button look=Look::Secondary>{words::upload(language)}</Button>
        </form>
    }
    .into_any()
}
