//! Results on the desk: recording one as a paper, what waits for a signature, and what was issued. One plain multipart form;
//! signing, sending back and revoking are actions like the others ([`super::desk_actions`]).

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::components::{Button, FileLine, FileList, Look};
use crate::paths;
use crate::text::{self, results as words};
use crate::views::{DeskDossier, DeskResults, DraftedResult, ISSUE_RESULT, IssuedView, Language, ResultState};

/// What was issued and what waits for a signature; nothing where there is neither.
pub(super) fn standing(language: Language, results: &DeskResults) -> Option<AnyView> {
    if results.draft.is_none() && results.issued.is_empty() {
        return None;
    }
    let shown = view! {
        <section id="ket-qua">
            <h2>{words::name(language)}</h2>
            {results.draft.clone().map(|draft| waiting(language, draft))}
            {issued(language, &results.issued)}
        </section>
    };
    Some(shown.into_any())
}

fn waiting(language: Language, draft: DraftedResult) -> AnyView {
    let files: Vec<FileLine> = draft.files.iter().map(FileLine::from).collect();
    view! {
        <div class="line">
            <p class="status-line waiting">
                <span aria-hidden="true">"… "</span>
                <strong>{words::waiting(language)}</strong>
            </p>
            <p>{draft.result}</p>
            <p class="quiet">{words::submitted(language)} " " {draft.at} " · " {draft.by}</p>
            <FileList files=files/>
        </div>
    }
    .into_any()
}

/// Every result that was issued, the latest first, each with its file, its state and the page that proves it.
pub(super) fn issued(language: Language, issued: &[IssuedView]) -> AnyView {
    let lines = issued.iter().rev().map(|one| {
        let (class, sign) = match one.state {
            ResultState::Valid => ("status-line done", "✓ "),
            ResultState::Replaced => ("status-line", "i "),
            ResultState::Revoked => ("status-line waiting", "! "),
        };
        let files: Vec<FileLine> = one.files.iter().map(FileLine::from).collect();
        view! {
            <li class="line">
                <p>
                    <strong>{one.result.clone()}</strong>
                </p>
                <p class=class>
                    <span aria-hidden="true">{sign}</span>
                    {words::state(language, one.state)}
                    {one.ended_at.clone().map(|at| [" ", words::since(language), " ", &at].concat())}
                </p>
                {one.reason.clone().map(|reason| view! { <p>{reason}</p> })}
                {if files.is_empty() {
                    one.verify.is_some().then(|| view! { <p class="quiet">{words::only_paper(language)}</p> }.into_any())
                } else {
                    Some(view! { <FileList files=files/> }.into_any())
                }}
                {one.verify
                    .clone()
                    .map(|code| {
                        view! {
                            <p>
                                <a href=paths::proof(&code)>{words::proof(language)}</a>
                                " · "
                                {code}
                            </p>
                        }
                    })}
            </li>
        }
    });
    view! { <ul class="lines">{lines.collect_view()}</ul> }.into_any()
}

/// The form that records a result as a paper: at once, or for signing.
pub(super) fn issuing(language: Language, view: &DeskDossier) -> Option<AnyView> {
    let results = &view.results;
    if !results.may_issue && !results.may_submit {
        return None;
    }
    let title = if view.correction.is_some() {
        words::issue_corrected(language)
    } else {
        words::issue(language)
    };
    let typed = Typed::of(view);
    let shown = view! {
        <details class="desk-action" open=typed.is_kept()>
            <summary>{title}</summary>
            <form method="post" action=paths::desk_result(&view.receipt.number) enctype="multipart/form-data">
                <input type="hidden" name="seen" value=view.seen.to_string()/>
                <p class="hint">{words::issue_text(language)}</p>
                {which(language, results, &typed)}
                {line("so-ky-hieu", "number", words::number(language), words::number_hint(language), typed.of_input("number", ""))}
                {line("ngay-ky", "issued_on", words::issued_on(language), words::issued_on_hint(language), typed.of_input("issued_on", &results.today))}
                {paper(language, results, &typed)}
                <div class="actions">
                    {results
                        .may_submit
                        .then(|| view! { <Button name="then" value="sign".to_owned()>{words::submit(language)}</Button> })}
                    {results
                        .may_issue
                        .then(|| {
                            view! {
                                <Button look=Look::Secondary name="then" value="now".to_owned()>
                                    {words::finish(language)}
                                </Button>
                            }
                        })}
                </div>
            </form>
        </details>
    };
    Some(shown.into_any())
}

/// What was typed in the form when it was refused; nothing where it was not.
struct Typed<'a>(Option<&'a BTreeMap<String, String>>);

impl<'a> Typed<'a> {
    fn of(view: &'a DeskDossier) -> Self {
        let fields = &view.beside.typed;
        Self(
            fields
                .get("action")
                .is_some_and(|action| action == ISSUE_RESULT)
                .then_some(fields),
        )
    }

    const fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Returns what stood in an input, or what stands there before anything is typed.
    fn of_input(&self, name: &str, usual: &'a str) -> &'a str {
        self.0
            .map_or(usual, |fields| fields.get(name).map_or("", String::as_str))
    }

    /// Tells whether a choice was taken, or is the usual one before any is.
    fn is_chosen(&self, name: &str, value: &str, is_usual: bool) -> bool {
        match self.0.and_then(|fields| fields.get(name)) {
            Some(chosen) => chosen == value,
            None => is_usual,
        }
    }
}

fn which(language: Language, results: &DeskResults, typed: &Typed<'_>) -> AnyView {
    let kinds = results.kinds.iter().enumerate().map(|(at, (name, code))| {
        let words = match code {
            Some(code) => [name, " (", code, ")"].concat(),
            None => name.clone(),
        };
        let place = at.to_string();
        choice("kind", &place, words, typed.is_chosen("kind", &place, at == 0))
    });
    let other = choice(
        "kind",
        "other",
        words::other(language).to_owned(),
        typed.is_chosen("kind", "other", results.kinds.is_empty()),
    );
    view! {
        <fieldset class="field">
            <legend>{words::which(language)}</legend>
            {kinds.collect_view()}
            {other}
        </fieldset>
        {line("ten-ket-qua", "name", words::other_name(language), "", typed.of_input("name", ""))}
    }
    .into_any()
}

fn paper(language: Language, results: &DeskResults, typed: &Typed<'_>) -> AnyView {
    let is_chosen = |value: &str, is_usual: bool| typed.is_chosen("paper", value, is_usual);
    view! {
        <fieldset class="field">
            <legend>{words::paper(language)}</legend>
            {results.has_forms.then(|| choice("paper", "form", words::from_form(language).to_owned(), is_chosen("form", true)))}
            {choice("paper", "file", words::from_file(language).to_owned(), is_chosen("file", !results.has_forms))}
            {results.may_issue.then(|| choice("paper", "none", words::on_paper(language).to_owned(), is_chosen("none", false)))}
        </fieldset>
        <div class="field">
            <label for="tep-ket-qua">{words::file(language)}</label>
            <input type="file" id="tep-ket-qua" name="file" accept="application/pdf,.pdf"/>
        </div>
    }
    .into_any()
}

fn choice(name: &'static str, value: &str, label: String, is_chosen: bool) -> AnyView {
    let id = ["ket-qua-", name, "-", value].concat();
    view! {
        <div class="tick">
            <input type="radio" id=id.clone() name=name value=value.to_owned() checked=is_chosen/>
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}

fn line(id: &'static str, name: &'static str, label: &'static str, hint: &'static str, value: &str) -> AnyView {
    let hint_id = [id, "-goi-y"].concat();
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input type="text" id=id name=name value=value.to_owned() autocomplete="off" maxlength="200" aria-describedby=described/>
        </div>
    }
    .into_any()
}

/// What the owner sees of results: the words of the latest, and each as a paper.
pub(super) fn owned(language: Language, result: Option<String>, results: &[IssuedView]) -> Option<AnyView> {
    use crate::components::{Alert, Tone};
    let has_papers = results
        .iter()
        .any(|one| one.verify.is_some() || one.state == ResultState::Revoked);
    if !has_papers {
        return result.map(|result| {
            view! {
                <Alert tone=Tone::Done title=text::follow::result(language).to_owned()>
                    <p>{result}</p>
                </Alert>
            }
            .into_any()
        });
    }
    let is_revoked = results.last().is_some_and(|last| last.state == ResultState::Revoked);
    let (tone, title) = if is_revoked {
        (Tone::Notice, words::revoked_title(language))
    } else {
        (Tone::Done, text::follow::result(language))
    };
    let list = issued(language, results);
    let shown = view! {
        <section id="ket-qua">
            <Alert tone=tone title=title.to_owned()>
                {is_revoked.then(|| view! { <p>{words::revoked_text(language)}</p> })}
                {list}
            </Alert>
        </section>
    };
    Some(shown.into_any())
}
