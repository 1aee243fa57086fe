//! The slots papers are put in: the procedure's own, and the file fields of its form; and what is missing in them.

use std::collections::BTreeMap;

use motcua_app::views::{AttachedFile, DocumentView, PaperSlot};
use motcua_core::{
    form::{Kind, Level, Problem, ProblemCode, Shown, Truth},
    procedure::{self, Procedure, Submit},
};

use super::choices;
use crate::store::files::StoredFile;

/// A slot with what decides whether it must be filled.
struct Slot {
    view: DocumentView,
    required: Truth,
}

fn slots_of(procedure: &Procedure, shown: &Shown<'_>) -> Vec<Slot> {
    let papers = procedure::documents(procedure, shown)
        .into_iter()
        .filter(|choice| choice.document.submit == Submit::Upload)
        .map(|choice| Slot {
            view: choices::document(&choice),
            required: choice.required,
        });
    let fields = shown
        .sections()
        .iter()
        .flat_map(|section| &section.fields)
        .filter(|field| field.field.kind == Kind::File);
    papers
        .chain(fields.map(|field| Slot {
            view: DocumentView {
                key: field.path.clone(),
                name: field.field.label.clone(),
                group: None,
                certain: true,
                required: field.required,
                originals: 0,
                copies: 0,
                template: None,
                submit: Submit::Upload,
                one_of: None,
                note: field.field.hint.clone(),
            },
            required: Truth::of(field.required),
        }))
        .collect()
}

/// Says whether there is anything to attach.
pub fn any(procedure: &Procedure, shown: &Shown<'_>) -> bool {
    !slots_of(procedure, shown).is_empty()
}

/// Says whether a slot of this key is asked now.
pub fn has_slot(procedure: &Procedure, shown: &Shown<'_>, key: &str) -> bool {
    slots_of(procedure, shown).iter().any(|slot| slot.view.key == key)
}

/// Returns the slots with what is in them, and what the officer asked of each.
pub fn slots(
    procedure: &Procedure,
    shown: &Shown<'_>,
    files: &[StoredFile],
    asked: &BTreeMap<String, String>,
) -> Vec<PaperSlot> {
    slots_of(procedure, shown)
        .into_iter()
        .map(|slot| PaperSlot {
            files: files
                .iter()
                .filter(|file| file.slot == slot.view.key)
                .map(attached)
                .collect(),
            asked: asked.get(&slot.view.key).cloned(),
            document: slot.view,
        })
        .collect()
}

/// Returns the required papers that are not there; of alternatives one is enough, and the first is named.
pub fn missing(procedure: &Procedure, shown: &Shown<'_>, files: &[StoredFile]) -> Vec<Problem> {
    let slots = slots_of(procedure, shown);
    let filled = |key: &str| files.iter().any(|file| file.slot == key);
    let mut groups: Vec<&str> = Vec::new();
    let mut problems = Vec::new();
    for slot in slots.iter().filter(|slot| slot.required.holds()) {
        let there = match &slot.view.one_of {
            None => filled(&slot.view.key),
            Some(group) if groups.contains(&group.as_str()) => true,
            Some(group) => {
                groups.push(group);
                slots
                    .iter()
                    .any(|other| other.view.one_of.as_ref() == Some(group) && filled(&other.view.key))
            }
        };
        if !there {
            problems.push(Problem {
                at: slot.view.key.clone(),
                level: Level::Error,
                code: ProblemCode::PaperMissing,
            });
        }
    }
    problems
}

/// Returns the names of papers still to be shown at the counter.
pub fn to_present(procedure: &Procedure, shown: &Shown<'_>) -> Vec<String> {
    procedure::documents(procedure, shown)
        .into_iter()
        .filter(|choice| matches!(choice.document.submit, Submit::Present | Submit::Paper))
        .filter(|choice| choice.document.required)
        .map(|choice| choice.document.name.clone())
        .collect()
}

/// Shows an attached file.
pub fn attached(file: &StoredFile) -> AttachedFile {
    AttachedFile {
        id: file.id,
        slot: file.slot.clone(),
        name: file.name.clone(),
        bytes: file.bytes,
        media_type: file.media_type.clone(),
        sha256: file.sha256.clone(),
    }
}
