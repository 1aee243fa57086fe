//! One dossier on the desk (giải quyết hồ sơ): answers beside papers and history, and only what the law allows now, each
//! with its own plain form. The last event seen goes with every form, so two officers do not undo each other.

use leptos::prelude::*;

use super::tracked::{status_look, steps};
use crate::api::{post, reads};
use crate::components::{Breadcrumb, Button, DueNote, FileLine, FileList, Look, ReviewList, TextArea, Timeline};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{DeskActionKind, DeskDossier, Language};
use crate::{paths, text};

/// A dossier on the desk.
#[component]
pub fn DeskDossierPage() -> impl IntoView {
    load::page(reads::dossier_on_desk(load::in_path("number")), shown)
}

fn shown(view: DeskDossier) -> AnyView {
    let language = language();
    let receipt = view.receipt.clone();
    let (class, sign) = status_look(view.status);
    let files: Vec<FileLine> = receipt.files.iter().map(FileLine::from).collect();
    view! {
        <Page title=[&receipt.number, " – ", &receipt.procedure].concat() class="page desk">
            <Breadcrumb trail=vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())]/>
            <h1>{receipt.procedure.clone()}</h1>
            <p>
                <strong>{receipt.number.clone()}</strong>
                " · "
                {receipt.applicant.clone()}
                " · "
                {text::desk::sent(language)}
                " "
                {receipt.submitted_at.clone()}
            </p>
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                " "
                <strong>{text::dossier::status(language, view.status)}</strong>
            </p>
            <div class="desk-columns">
                <div>
                    <h2>{text::desk::answers(language)}</h2>
                    {view
                        .sections
                        .iter()
                        .map(|section| {
                            view! {
                                <section class="review">
                                    <h3>{section.title.clone()}</h3>
                                    <ReviewList fields=section.fields.clone()/>
                                </section>
                            }
                        })
                        .collect_view()}
                </div>
                <div>
                    <section>
                        <h2>{text::desk::papers(language)}</h2>
                        {if files.is_empty() {
                            view! { <p class="quiet">{text::desk::no_papers(language)}</p> }.into_any()
                        } else {
                            view! { <FileList files=files/> }.into_any()
                        }}
                    </section>
                    {receipt.due.clone().map(|due| view! { <DueNote due=due/> })}
                    <section>
                        <h2>{text::desk::actions(language)}</h2>
                        {view.allowed.is_empty().then(|| view! { <p class="quiet">{text::desk::no_actions(language)}</p> })}
                        {view.allowed.iter().map(|kind| action(language, &view, *kind)).collect_view()}
                    </section>
                    <section>
                        <h2>{text::follow::history(language)}</h2>
                        <Timeline steps=steps(language, &view.timeline)/>
                    </section>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

/// One action with its form. What is done most lies open; what needs words opens.
fn action(language: Language, view: &DeskDossier, kind: DeskActionKind) -> AnyView {
    match kind {
        DeskActionKind::Accept => plain(language, view, kind, text::desk::accept_text(language), Look::Primary),
        DeskActionKind::StartProcessing => plain(language, view, kind, text::desk::start_text(language), Look::Primary),
        DeskActionKind::ReturnResult => plain(language, view, kind, text::desk::return_text(language), Look::Primary),
        DeskActionKind::ConfirmWithdrawal => plain(
            language,
            view,
            kind,
            text::desk::withdrawal_text(language),
            Look::Secondary,
        ),
        DeskActionKind::Finish => {
            let hint = text::desk::result_hint(language);
            opened(
                language,
                view,
                kind,
                said("result", text::desk::result(language), hint, kind),
            )
        }
        DeskActionKind::Refuse | DeskActionKind::Stop => opened(
            language,
            view,
            kind,
            said("reason", text::desk::reason(language), "", kind),
        ),
        DeskActionKind::AskSupplement => opened(language, view, kind, defects(language, view)),
    }
}

fn hidden(view: &DeskDossier, kind: DeskActionKind) -> AnyView {
    view! {
        <input type="hidden" name="number" value=view.receipt.number.clone()/>
        <input type="hidden" name="seen" value=view.seen.to_string()/>
        <input type="hidden" name="action" value=posted_as(kind)/>
    }
    .into_any()
}

fn plain(language: Language, view: &DeskDossier, kind: DeskActionKind, about: &'static str, look: Look) -> AnyView {
    view! {
        <form method="post" action=post::ACT class="desk-action">
            {hidden(view, kind)}
            <p class="hint">{about}</p>
            <Button look=look>{text::desk::action(language, kind)}</Button>
        </form>
    }
    .into_any()
}

fn opened(language: Language, view: &DeskDossier, kind: DeskActionKind, inside: AnyView) -> AnyView {
    view! {
        <details class="desk-action">
            <summary>{text::desk::action(language, kind)}</summary>
            <form method="post" action=post::ACT>
                {hidden(view, kind)} {inside}
                <Button look=Look::Secondary>{text::desk::action(language, kind)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// A text that must be said with an action.
fn said(name: &'static str, label: &'static str, hint: &'static str, kind: DeskActionKind) -> AnyView {
    let id = [posted_as(kind), "-", name].concat();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=[&id, "-hint"].concat()>
                {hint}
            </p>
            <TextArea name=name id=id rows=3/>
        </div>
    }
    .into_any()
}

/// Everything that can be asked for, each closed until it is needed.
fn defects(language: Language, view: &DeskDossier) -> AnyView {
    let fields = view.sections.iter().map(|section| {
        let lines = section
            .fields
            .iter()
            .map(|field| defect(language, field.path.clone(), field.label.clone()))
            .collect_view();
        group(section.title.clone(), lines.into_any())
    });
    let slots = view
        .slots
        .iter()
        .map(|(key, name)| defect(language, ["paper:", key].concat(), name.clone()))
        .collect_view();
    view! {
        <p class="hint">{text::desk::supplement_text(language)}</p>
        {fields.collect_view()}
        {(!view.slots.is_empty()).then(|| group(text::desk::papers(language).to_owned(), slots.into_any()))}
    }
    .into_any()
}

fn group(title: String, lines: AnyView) -> AnyView {
    view! {
        <fieldset class="defects">
            <legend>{title}</legend>
            {lines}
        </fieldset>
    }
    .into_any()
}

fn defect(language: Language, at: String, label: String) -> AnyView {
    let name = ["defects[", &at, "]"].concat();
    let id = ["sua-", &at].concat();
    view! {
        <details class="defect">
            <summary>{label}</summary>
            <label for=id.clone()>{text::desk::reason_for(language)}</label>
            <TextArea name=name id=id rows=2/>
        </details>
    }
    .into_any()
}

/// Returns what `api::desk` calls an action.
const fn posted_as(kind: DeskActionKind) -> &'static str {
    match kind {
        DeskActionKind::Accept => "accept",
        DeskActionKind::AskSupplement => "ask_supplement",
        DeskActionKind::Refuse => "refuse",
        DeskActionKind::StartProcessing => "start_processing",
        DeskActionKind::Finish => "finish",
        DeskActionKind::ReturnResult => "return_result",
        DeskActionKind::ConfirmWithdrawal => "confirm_withdrawal",
        DeskActionKind::Stop => "stop",
    }
}
