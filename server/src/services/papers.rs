//! The slots papers are put in: the procedure's own, and the file fields of its form; and what is missing in them.

use std::collections::BTreeMap;

use motcua_app::views::{AttachedFile, DocumentView, KeptPaper, PaperSlot};
use motcua_core::{
    document::{FileKind, accepted},
    form::{Kind, Level, Problem, ProblemCode, Shown, Truth},
    procedure::{self, Procedure, Submit},
};

use super::choices;
use crate::store::files::{Scan, StoredFile};

/// A slot with what decides whether it must be filled.
struct Slot {
    view: DocumentView,
    required: Truth,
    accept: Vec<FileKind>,
}

fn slots_of(procedure: &Procedure, shown: &Shown<'_>) -> Vec<Slot> {
    let papers = procedure::documents(procedure, shown)
        .into_iter()
        .filter(|choice| choice.document.submit == Submit::Upload)
        .map(|choice| Slot {
            view: choices::document(&choice),
            required: choice.required,
            accept: accepted(&choice.document.accept),
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
            accept: accepted(&[]),
        }))
        .collect()
}

/// Says whether there is anything to attach.
pub fn any(procedure: &Procedure, shown: &Shown<'_>) -> bool {
    !slots_of(procedure, shown).is_empty()
}

/// Returns the kinds of file that the slot of this key takes, if it is asked now.
pub fn accepts(procedure: &Procedure, shown: &Shown<'_>, key: &str) -> Option<Vec<FileKind>> {
    let mut slots = slots_of(procedure, shown).into_iter();
    slots.find(|slot| slot.view.key == key).map(|slot| slot.accept)
}

/// Returns the slots with what is in them, and what the officer asked of each.
pub fn slots(
    procedure: &Procedure,
    shown: &Shown<'_>,
    files: &[StoredFile],
    asked: &BTreeMap<String, String>,
    reusable: &[KeptPaper],
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
            reuse: fitting(&slot, files, reusable),
            accept: slot.accept,
            document: slot.view,
        })
        .collect()
}

/// Returns the required papers that are not there, and those that the scanner has not seen; of alternatives one is enough,
/// and the first is named; what an officer has seen on paper, `on_paper`, is there. Where there is a scanner, `must_scan`, only what it found clean may be filed.
pub fn missing(
    procedure: &Procedure,
    shown: &Shown<'_>,
    files: &[StoredFile],
    must_scan: bool,
    on_paper: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let slots = slots_of(procedure, shown);
    let filled = |key: &str| files.iter().any(|file| file.slot == key) || on_paper(key);
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
    for file in files {
        let is_seen = match file.scan {
            Scan::Clean => true,
            Scan::Waiting => false,
            Scan::None => !must_scan,
        };
        if !is_seen && problems.iter().all(|problem: &Problem| problem.at != file.slot) {
            problems.push(Problem {
                at: file.slot.clone(),
                level: Level::Error,
                code: ProblemCode::PaperUnchecked,
            });
        }
    }
    problems
}

/// Returns the names of papers still to be shown at the counter: not those that an officer has seen, `is_seen`.
pub fn to_present(procedure: &Procedure, shown: &Shown<'_>, is_seen: impl Fn(&str) -> bool) -> Vec<String> {
    procedure::documents(procedure, shown)
        .into_iter()
        .filter(|choice| matches!(choice.document.submit, Submit::Present | Submit::Paper))
        .filter(|choice| choice.document.required && !is_seen(&choice.document.key))
        .map(|choice| choice.document.name.clone())
        .collect()
}

/// Returns what a slot is called: the paper's name, or the label of the question.
pub fn name_of(procedure: &Procedure, slot: &str) -> String {
    let paper = procedure
        .documents
        .iter()
        .find(|paper| paper.key == slot)
        .map(|paper| &paper.name);
    let label = || {
        let (section, field) = (slot.split('.').next()?, slot.rsplit('.').next()?);
        let sections = &procedure.form.as_ref()?.sections;
        let section = sections.iter().find(|one| one.key == section)?;
        section
            .fields
            .iter()
            .find(|one| one.key == field)
            .map(|field| &field.label)
    };
    paper.or_else(label).map_or_else(|| slot.to_owned(), Clone::clone)
}

/// Returns the papers filed before that fit a slot and are not in it: those that were the same paper first.
fn fitting(slot: &Slot, files: &[StoredFile], reusable: &[KeptPaper]) -> Vec<KeptPaper> {
    const MOST: usize = 5;
    let is_same = |kept: &KeptPaper| kept.file.slot == slot.view.key || kept.paper == slot.view.name;
    let is_there = |kept: &KeptPaper| {
        let mut held = files.iter().filter(|file| file.slot == slot.view.key);
        held.any(|file| file.sha256 == kept.file.sha256)
    };
    let fits = |kept: &&KeptPaper| {
        let kind = FileKind::of_media_type(&kept.file.media_type);
        kind.is_some_and(|kind| slot.accept.contains(&kind)) && !kept.file.is_checking && !is_there(kept)
    };
    let (mut same, other): (Vec<_>, Vec<_>) = reusable.iter().filter(fits).cloned().partition(is_same);
    same.extend(other);
    same.truncate(MOST);
    same
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
        pages: file.pages,
        is_checking: file.scan == Scan::Waiting,
    }
}
