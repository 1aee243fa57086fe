//! The papers of a draft (giấy tờ kèm theo): a place for each paper to attach, and apart from them those only brought
//! along. Each upload is a plain form of its own; the step's own form goes on or back.

use leptos::prelude::*;
use motcua_core::document::FileKind;
use motcua_core::form::Problem;
use motcua_core::procedure::Submit;

use super::step::Whole;
use crate::api::post;
use crate::components::{ErrorSummary, FileArea, FileLine, Mistake, StepButtons};
use crate::me::language;
use crate::views::{AttachedFile, DocumentView, Language, PaperSlot, PapersView};
use crate::{paths, text};

pub(super) fn shown(whole: &Whole, view: PapersView) -> AnyView {
    let language = language();
    let mistakes = mistakes(language, &view);
    let (attached, brought): (Vec<_>, Vec<_>) = view
        .slots
        .iter()
        .partition(|slot| slot.document.submit == Submit::Upload);
    let nothing = attached.is_empty();
    let slots = attached
        .into_iter()
        .map(|slot| one(language, whole, slot, &view))
        .collect_view();
    view! {
        <ErrorSummary mistakes=mistakes/>
        {if nothing {
            view! { <p class="lead">{text::step::no_papers(language)}</p> }.into_any()
        } else {
            view! {
                <p class="lead">{text::step::papers_lead(language)} " " {text::step::at_most(language, view.max_bytes)}</p>
            }
                .into_any()
        }}
        <div data-uploads=text::uploads::words_of(language)>{slots}</div>
        {to_bring(language, &brought)}
        <form method="post" action=post::SAVE class="step-form">
            <input type="hidden" name="draft" value=whole.draft.to_string()/>
            <input type="hidden" name="section" value=paths::PAPERS_STEP/>
            <StepButtons has_before=whole.has_before next=text::filling::go_on(language) can_stay=false/>
        </form>
    }
    .into_any()
}

fn id_of(slot: &str) -> String {
    ["giay-", slot].concat()
}

fn mistakes(language: Language, view: &PapersView) -> Vec<Mistake> {
    let name = |key: &str| {
        let slot = view.slots.iter().find(|slot| slot.document.key == key);
        slot.map(|slot| slot.document.name.clone()).unwrap_or_default()
    };
    let refused = view.refused.iter().map(|(slot, _, _)| Mistake {
        href: ["#", &id_of(slot)].concat(),
        label: name(slot),
        words: wrong(language, slot, view).unwrap_or_default(),
    });
    let missing = view
        .problems
        .iter()
        .filter(|problem| view.refused.as_ref().is_none_or(|refused| refused.0 != problem.at))
        .map(|problem: &Problem| Mistake {
            href: ["#", &id_of(&problem.at)].concat(),
            label: name(&problem.at),
            words: text::problem::said(language, &problem.code),
        });
    refused.chain(missing).collect()
}

/// Says what is wrong with a slot: the last upload before what is missing.
fn wrong(language: Language, slot: &str, view: &PapersView) -> Option<String> {
    if let Some((_, name, code)) = view.refused.as_ref().filter(|refused| refused.0 == slot) {
        let words = text::step::refused(language, code, view.max_bytes, view.max_together);
        return Some(if name.is_empty() {
            words
        } else {
            [name, ": ", &words].concat()
        });
    }
    let problem = view.problems.iter().find(|problem| problem.at == slot)?;
    Some(text::problem::said(language, &problem.code))
}

fn one(language: Language, whole: &Whole, slot: &PaperSlot, view: &PapersView) -> AnyView {
    let document = &slot.document;
    let files = slot.files.iter().map(|file| line(whole, file)).collect();
    let problem = wrong(language, &document.key, view);
    let heading = [&id_of(&document.key), "-ten"].concat();
    view! {
        <section class="paper-slot" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{document.name.clone()}</h2>
            {facts(language, document)}
            {(slot.accept != FileKind::USUAL)
                .then(|| {
                    let kinds: Vec<_> = slot.accept.iter().map(|kind| kind.name()).collect();
                    view! { <p class="hint">{text::step::takes_these(language)} {kinds.join(", ")}</p> }
                })}
            {slot
                .asked
                .clone()
                .map(|asked| {
                    view! { <p class="field-asked">{text::filling::asked_prefix(language)} {asked}</p> }
                })}
            <FileArea
                id=id_of(&document.key)
                paper=document.name.clone()
                action=paths::upload(whole.draft, &document.key)
                files=files
                accept=slot.accept.clone()
                problem=problem
            />
            {again(language, whole, slot)}
        </section>
    }
    .into_any()
}

/// The papers filed before that fit, each used again with one tap.
fn again(language: Language, whole: &Whole, slot: &PaperSlot) -> Option<AnyView> {
    if slot.reuse.is_empty() {
        return None;
    }
    let action = paths::reuse(whole.draft, &slot.document.key);
    let lines = slot
        .reuse
        .iter()
        .map(|kept| {
            let about = [&kept.paper, " · ", &kept.file.name, " · ", &kept.filed_on].concat();
            view! {
                <li>
                    <span>{about.clone()}</span>
                    <form method="post" action=action.clone()>
                        <button class="button button-secondary" name="file" value=kept.file.id.to_string()>
                            {text::documents::use_this(language)} <span class="visually-hidden">": " {about}</span>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <details class="reuse">
                <summary>{text::documents::use_again(language)}</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any(),
    )
}

fn line(whole: &Whole, file: &AttachedFile) -> FileLine {
    FileLine {
        remove: Some(paths::remove_file(whole.draft, file.id)),
        ..FileLine::from(file)
    }
}

/// What is known of a paper beside its name: required or not, how many, one of several, what the source adds.
fn facts(language: Language, document: &DocumentView) -> AnyView {
    let need = if document.required {
        text::step::paper_required(language)
    } else {
        text::step::paper_if_any(language)
    };
    let counts = text::procedure::counts(language, document.originals, document.copies);
    let one_of = document.one_of.is_some().then(|| text::procedure::one_of(language));
    view! {
        <p class="hint">
            {need} {(!counts.is_empty()).then(|| [" · ", &counts].concat())} {one_of.map(|words| [" · ", words].concat())}
        </p>
        {document.note.clone().map(|note| view! { <p class="hint">{note}</p> })}
    }
    .into_any()
}

fn to_bring(language: Language, brought: &[&PaperSlot]) -> Option<AnyView> {
    if brought.is_empty() {
        return None;
    }
    let lines = brought
        .iter()
        .map(|slot| {
            let how = match slot.document.submit {
                Submit::Form => text::step::filled_here(language),
                Submit::Present | Submit::Paper | Submit::Upload => text::terms::submit(language, slot.document.submit),
            };
            view! {
                <li>
                    {slot.document.name.clone()} <span class="quiet">" · " {how}</span>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section>
                <h2>{text::step::to_present(language)}</h2>
                <p class="hint">{text::step::to_present_text(language)}</p>
                <ul>{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
