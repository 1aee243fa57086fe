//! A section of the form (một phần của tờ khai). Without script the server decides what is asked and every button is a post; with script the
//! same walk follows the typing, rows come and go in place, and what was typed is kept along the way.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use motcua_core::form::{Field, Level, Repeat, Section};
use motcua_core::id::DraftId;
use serde::{Deserialize, Serialize};

use crate::api::post;
use crate::asking::{Asking, decides_more};
use crate::components::{
    Button, ErrorSummary, FieldProblem, KeptState, Look, Mistake, Question, QuestionInput, StepButtons,
};
use crate::filling::{Filling, input_name, read_input};
use crate::keeping::Keeping;
use crate::me::language;
use crate::text;
use crate::views::{Language, SectionView};

/// The id of the form, for what was typed before the page was taken over.
pub const FORM: &str = "buoc";

/// What a section is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Props {
    /// The draft.
    pub draft: DraftId,
    /// Whether there is a step before.
    pub has_before: bool,
    /// Whether the page was asked to show what is wrong.
    pub checked: bool,
    /// When the draft was last kept.
    pub saved_at: Option<String>,
    /// The draft's version.
    pub base: String,
    /// The day it is in Vietnam, `yyyy-mm-dd`.
    pub today: String,
    /// The section with its answers.
    pub view: SectionView,
}

/// What a row is drawn from.
struct Drawn {
    section: Section,
    origins: BTreeMap<String, String>,
    asked: BTreeMap<String, String>,
    asking: Asking,
    keeping: Keeping,
}

/// Draws the section.
pub fn draw(props: Props) -> AnyView {
    let language = language();
    let view = props.view;
    let section = view.section;
    let mistakes = mistakes(language, &section, &view.problems);
    let filling = Filling::provide(view.answers, view.problems, view.lists);
    let asking = Asking::new(&section, view.earlier, filling, props.checked);
    let draft = props.draft.to_string();
    let keeping = Keeping::new(draft.clone(), section.key.clone(), props.saved_at, props.base, asking);
    let key = section.key.clone();
    let help = section.help.clone();
    #[cfg(not(feature = "ssr"))]
    take_over_typed(asking, keeping);
    let repeat = section.repeat.clone();
    let drawn = Arc::new(Drawn {
        section,
        origins: view.origins,
        asked: view.asked,
        asking,
        keeping,
    });
    let body = match repeat {
        None => questions(&drawn, None),
        Some(repeat) => rows(&drawn, &repeat),
    };
    view! {
        {help.map(|help| view! { <p class="lead">{help}</p> })}
        <ErrorSummary mistakes=mistakes/>
        <form
            method="post"
            action=post::SAVE
            id=FORM
            class="step-form"
            novalidate=true
            on:input=move |event| took(&event, asking, keeping)
            on:change=move |event| took(&event, asking, keeping)
            on:focusout=move |event| {
                if let Some(path) = path_of(&event) {
                    asking.left(&path);
                }
            }
            on:submit=move |_| keeping.handed_over()
            on:motcua-unsent=move |_: ev::CustomEvent| keeping.unsent()
        >
            <input type="hidden" name="draft" value=draft/>
            <input type="hidden" name="section" value=key/>
            <input type="hidden" name="base" value=keeping.base.get_untracked() prop:value=move || keeping.base.get()/>
            <button class="default-button" name="go" value="next" tabindex="-1" aria-hidden="true">
                {text::filling::go_on(language)}
            </button>
            {body}
            <StepButtons has_before=props.has_before next=text::filling::go_on(language)/>
            <KeptState keeping=keeping/>
        </form>
    }
    .into_any()
}

/// Takes over what was typed in one input.
fn took(event: &ev::Event, asking: Asking, keeping: Keeping) {
    let Some(path) = asking.filling.take(event) else { return };
    if let Some(address) = path.strip_suffix(".province") {
        let commune = [address, ".commune"].concat();
        asking.filling.answers.update(|answers| answers.forget(&commune));
    }
    asking.typed(&path);
    keeping.touched();
}

fn path_of(event: &ev::FocusEvent) -> Option<String> {
    let (name, _) = read_input(event)?;
    Some(name.strip_prefix("answers[")?.strip_suffix(']')?.to_owned())
}

#[cfg(not(feature = "ssr"))]
fn take_over_typed(asking: Asking, keeping: Keeping) {
    Effect::new(move |_| {
        let mut changed = false;
        let typed = crate::device::typed_in_form(FORM);
        asking.filling.answers.maybe_update(|answers| {
            for (path, text) in typed {
                if answers.get(&path).unwrap_or_default() != text.trim() && !path.ends_with('#') {
                    changed |= answers.set(&path, text).is_ok();
                }
            }
            changed
        });
        if changed {
            keeping.touched();
        }
    });
}

/// The questions of one row, each drawn while it is asked.
fn questions(drawn: &Arc<Drawn>, row: Option<u16>) -> AnyView {
    let asking = drawn.asking;
    (0..drawn.section.fields.len())
        .filter_map(|index| {
            let field = drawn.section.fields.get(index)?;
            let path = path_in(&drawn.section.key, row, &field.key);
            let asks = {
                let path = path.clone();
                Memo::new(move |_| asking.asks(&path))
            };
            let drawn = Arc::clone(drawn);
            Some(move || {
                let required = asks.get()?;
                let field = drawn.section.fields.get(index)?;
                Some(question(&drawn, field, path.clone(), required))
            })
        })
        .collect_view()
        .into_any()
}

fn question(drawn: &Drawn, field: &Field, path: String, required: bool) -> AnyView {
    let at = |facts: &BTreeMap<String, String>| {
        let below = [&path, "."].concat();
        let part = || {
            facts
                .iter()
                .find(|(at, _)| at.starts_with(&below))
                .map(|(_, said)| said.clone())
        };
        facts.get(&path).cloned().or_else(part)
    };
    let question = Question {
        field: field.clone(),
        required,
        origin: at(&drawn.origins),
        asked: at(&drawn.asked),
        path,
    };
    let show_more = decides_more(&drawn.section, &field.key).then(|| {
        view! {
            <div class="no-script show-more">
                <Button look=Look::Quiet name="go" value="stay".to_owned()>
                    {text::step::show_more(language())}
                </Button>
            </div>
        }
    });
    view! {
        <QuestionInput question=question/>
        {show_more}
    }
    .into_any()
}

/// The rows of a repeated section, with the ways to add one and to take one away.
fn rows(drawn: &Arc<Drawn>, repeat: &Repeat) -> AnyView {
    let language = language();
    let (asking, keeping) = (drawn.asking, drawn.keeping);
    let key = drawn.section.key.clone();
    let (min, max) = (repeat.min, repeat.max);
    // Rows move up when one is taken out: all of them are drawn again then, and only then.
    let drawn_anew = RwSignal::new(0_u32);
    let numbered = move || {
        let anew = drawn_anew.get();
        (0..asking.rows.get()).map(move |row| (anew, row)).collect::<Vec<_>>()
    };
    let item = repeat.item.clone();
    let one = {
        let drawn = Arc::clone(drawn);
        let item = item.clone();
        move |(_, row): (u32, u16)| {
            let title = text::filling::row_title(&item, row);
            let remove = [text::filling::remove(language), " ", &title].concat();
            let value = ["remove_row:", &row.to_string()].concat();
            view! {
                <fieldset class="row" id=row_id(&drawn.section.key, row) tabindex="-1">
                    <legend>{title}</legend>
                    {questions(&drawn, Some(row))}
                    {move || {
                        (asking.rows.get() > min)
                            .then(|| {
                                view! {
                                    <button
                                        class="button button-quiet"
                                        name="go"
                                        value=value.clone()
                                        on:click=move |event| {
                                            event.prevent_default();
                                            asking.remove_row(row);
                                            drawn_anew.update(|anew| *anew += 1);
                                            keeping.touched();
                                        }
                                    >
                                        {remove.clone()}
                                    </button>
                                }
                            })
                    }}
                </fieldset>
            }
            .into_any()
        }
    };
    let add = [text::filling::add(language), " ", &item].concat();
    let count = input_name(&[key.as_str(), ".#"].concat());
    let new_row = key.clone();
    view! {
        <input type="hidden" name=count prop:value=move || asking.rows.get().to_string() value=asking.rows.get_untracked().to_string()/>
        <div class="rows" id=key.clone() tabindex="-1">
            <FieldProblem path=key.clone()/>
            <For each=numbered key=|row| *row children=one/>
        </div>
        {move || {
            let new_row = new_row.clone();
            let add = add.clone();
            (asking.rows.get() < max)
                .then(|| {
                    view! {
                        <button
                            class="button button-secondary"
                            name="go"
                            value="add_row"
                            on:click=move |event| {
                                event.prevent_default();
                                let row = asking.rows.get_untracked();
                                asking.add_row();
                                keeping.touched();
                                focus_soon(row_id(&new_row, row));
                            }
                        >
                            {add}
                        </button>
                    }
                })
        }}
    }
    .into_any()
}

fn row_id(section: &str, row: u16) -> String {
    [section, ".", &row.to_string()].concat()
}

/// Moves focus to what was just added.
fn focus_soon(id: String) {
    #[cfg(not(feature = "ssr"))]
    crate::device::focus_soon(id);
    #[cfg(feature = "ssr")]
    drop(id);
}

fn path_in(section: &str, row: Option<u16>, field: &str) -> String {
    match row {
        Some(row) => [&row_id(section, row), ".", field].concat(),
        None => [section, ".", field].concat(),
    }
}

/// Returns the lines of the summary: what stops, with the question it is about.
fn mistakes(language: Language, section: &Section, problems: &[motcua_core::form::Problem]) -> Vec<Mistake> {
    problems
        .iter()
        .filter(|problem| problem.level == Level::Error)
        .map(|problem| Mistake {
            href: ["#", &problem.at].concat(),
            label: label_at(language, section, &problem.at),
            words: text::problem::said(language, &problem.code),
        })
        .collect()
}

/// Names the input at a path: the row, the question and the part of its answer.
fn label_at(language: Language, section: &Section, at: &str) -> String {
    let mut rest = at
        .strip_prefix(section.key.as_str())
        .unwrap_or_default()
        .split('.')
        .skip(1);
    let mut label = String::new();
    let mut next = rest.next();
    if let Some(repeat) = &section.repeat
        && let Some(row) = next.and_then(|row| row.parse::<u16>().ok())
    {
        label = text::filling::row_title(&repeat.item, row);
        next = rest.next();
    }
    let Some(field) = next.and_then(|key| section.fields.iter().find(|field| field.key == key)) else {
        return if label.is_empty() { section.title.clone() } else { label };
    };
    if !label.is_empty() {
        label.push_str(" · ");
    }
    label.push_str(&field.label);
    if let Some(part) = rest.next().and_then(|part| text::filling::part(language, part)) {
        label.push_str(" · ");
        label.push_str(part);
    }
    label
}
