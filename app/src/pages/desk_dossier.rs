//! One dossier on the desk (giải quyết hồ sơ): answers beside papers and history, what the last supplement changed before
//! the rest, and only what the law allows now. The last event seen goes with every form, so two officers do not undo each
//! other.

use leptos::prelude::*;
use motcua_core::dossier::Place;
use motcua_core::paper::PaperKind;
use motcua_core::talk::Side;

use super::alike;
use super::desk_actions::{action, defect};
use super::desk_consultation::consultations;
use super::desk_incomplete::brought;
use super::desk_money;
use super::desk_process::process;
use super::desk_results::{issuing, standing};
use super::desk_scan::{first_shown, of_slot, proofs, viewer};
use super::desk_standing::{changes, correction, states, verification, warnings, withdrawal};
use super::posting;
use super::step_intake::entered;
use super::talk::{notes, thread};
use super::tracked::{status_look, steps};
use crate::api::reads;
use crate::components::{Breadcrumb, DueNote, FileLine, FileList, IssuedPapers, Timeline, answer_row};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{DeskDossier, EntryView, Language, Receipt};
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
    let first = first_shown(&view);
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
            <p class="quiet">{came_in(language, &receipt)}</p>
            {(!load::in_query(paths::ENTERED).is_empty()).then(|| entered(language, handed_out(&receipt)))}
            {alike::on_desk(language, &view.beside.alike)}
            {view.withdrawal.clone().map(|wish| withdrawal(language, wish))}
            {view.correction.clone().map(|open| correction(language, open))}
            <div class=if first.is_some() { "desk-columns with-scan" } else { "desk-columns" }>
                <div>
                    {view.changes.clone().map(|changed| changes(language, changed))}
                    {folded(view.changes.is_some(), text::desk::answers(language), answers(language, &view))}
                    {folded(view.changes.is_some(), text::desk::papers(language), papers(language, &view))}
                </div>
                <div>
                    {first.map(|file| viewer(language, file))}
                    <IssuedPapers number=receipt.number.clone() papers=receipt.issued.clone()/>
                    {receipt.due.clone().map(|due| view! { <DueNote due=due/> })}
                    {warnings(language, &view.warnings)}
                    {standing(language, &view.results)}
                    <section>
                        <h2>{text::desk::actions(language)}</h2>
                        {(view.allowed.is_empty() && !view.results.may_submit).then(|| view! { <p class="quiet">{text::desk::no_actions(language)}</p> })}
                        {issuing(language, &view)}
                        {view.beside.may_take_supplement.then(|| brought(language, &receipt.number))}
                        {view.allowed.iter().map(|kind| action(language, &view, *kind)).collect_view()}
                    </section>
                    {desk_money::section(language, &view)}
                    {posting::on_desk(language, &view)}
                    {process(language, &view)}
                    {consultations(language, &view)}
                    {states(language, &view)}
                    {thread(language, &receipt.number, Side::Agency, &view.beside.thread)}
                    {notes(language, &receipt.number, &view.beside)}
                    {view.verification.clone().map(|one| verification(language, one))}
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

/// Returns the paper that the dossier was last answered with, and its address where the portal prints it.
fn handed_out(receipt: &Receipt) -> Option<(PaperKind, String)> {
    let is_answer = |kind| {
        matches!(
            kind,
            PaperKind::Receipt | PaperKind::SupplementRequest | PaperKind::Refusal
        )
    };
    let paper = receipt.issued.iter().rfind(|paper| is_answer(paper.kind))?;
    Some((paper.kind, paths::paper(&receipt.number, paper.kind, paper.seq)))
}

/// Says how it came in, who entered it where, and when it goes on.
fn came_in(language: Language, receipt: &Receipt) -> String {
    let entry = &receipt.entry;
    let mut said = [
        text::intake::channel(language),
        ": ",
        &text::intake::entry(language, entry),
    ]
    .concat();
    let more = [
        (text::intake::entered_by(language), &entry.entered_by),
        (text::intake::received_at(language), &entry.received_at),
        (text::intake::goes_on(language), &entry.goes_on),
    ];
    for (label, words) in more
        .into_iter()
        .filter_map(|(label, words)| Some((label, words.as_ref()?)))
    {
        said.extend([" · ", label, ": ", words]);
    }
    said
}

/// A part under its heading; folded where what changed stands before it.
fn folded(is_folded: bool, title: &'static str, inside: AnyView) -> AnyView {
    if is_folded {
        view! {
            <details class="all-filed">
                <summary>
                    <h2>{title}</h2>
                </summary>
                {inside}
            </details>
        }
        .into_any()
    } else {
        view! {
            <section>
                <h2>{title}</h2>
                {inside}
            </section>
        }
        .into_any()
    }
}

/// What was filed, each answer with its box for what must be mended.
fn answers(language: Language, view: &DeskDossier) -> AnyView {
    let sections = view.sections.iter().map(|section| {
        let rows = section.fields.iter().map(|field| {
            let rests_on = proofs(language, view, &field.path);
            let asked = defect(language, view, &field.path, &field.label);
            answer_row(field.clone(), Some((rests_on, asked).into_any()))
        });
        view! {
            <section class="review">
                <h3>{section.title.clone()}</h3>
                <dl class="review-list">{rows.collect_view()}</dl>
            </section>
        }
    });
    sections.collect_view().into_any()
}

/// How a component was digitised, and that its pages are not as many as they must be.
fn digitised(language: Language, view: &DeskDossier, key: &str) -> Option<AnyView> {
    let component = view.components.iter().find(|one| one.key == key)?;
    let wanted = component
        .wanted
        .filter(|wanted| component.digit != 0 && u32::from(*wanted) != component.pages);
    let differ = wanted.map(|wanted| text::repository::pages_differ(language, component.pages, wanted));
    let shown = view! {
        <p class="quiet">{text::repository::digit(language, component.digit)}</p>
        {differ.map(|words| view! { <p class="status-line waiting"><span aria-hidden="true">"! "</span>{words}</p> })}
    };
    Some(shown.into_any())
}

/// The papers by their slots, each with its box; files of slots that are not asked any more stand last.
fn papers(language: Language, view: &DeskDossier) -> AnyView {
    let of = |keep: &dyn Fn(&str) -> bool| -> Vec<FileLine> {
        let files = view.receipt.files.iter().filter(|file| keep(&file.slot));
        files.map(FileLine::from).collect()
    };
    let slots = view.slots.iter().map(|(key, name)| {
        let files = of(&|slot| slot == key);
        let beside = defect(language, view, &Place::Document(key.to_owned()).name(), name);
        let listed = if files.is_empty() {
            view! { <p class="quiet">{text::desk::no_file(language)}</p> }.into_any()
        } else {
            let beside = of_slot(language, view, key);
            view! {
                <FileList files=files/>
                {beside}
            }
            .into_any()
        };
        view! {
            <li>
                <h3>{name.clone()}</h3>
                {listed}
                {digitised(language, view, key)}
                {beside}
            </li>
        }
    });
    let slots = slots.collect_view();
    let others = of(&|slot| view.slots.iter().all(|(key, _)| key != slot));
    let none = view.slots.is_empty() && others.is_empty();
    view! {
        {unscanned(language, &view.receipt.entry)}
        {none.then(|| view! { <p class="quiet">{text::desk::no_papers(language)}</p> })}
        {(!view.slots.is_empty()).then(|| view! { <ul class="lines papers-asked">{slots}</ul> })}
        {(!others.is_empty()).then(|| view! { <FileList files=others/> })}
    }
    .into_any()
}

/// The papers that were seen or handed in and not scanned.
pub(super) fn unscanned(language: Language, entry: &EntryView) -> Option<AnyView> {
    if entry.papers.is_empty() {
        return None;
    }
    let lines = entry.papers.iter().map(|(name, seen)| {
        view! { <li>{name.clone()} <span class="quiet">" · " {text::intake::seen(language, *seen)}</span></li> }
    });
    Some(
        view! {
            <h3>{text::intake::unscanned(language)}</h3>
            <ul>{lines.collect_view()}</ul>
        }
        .into_any(),
    )
}
