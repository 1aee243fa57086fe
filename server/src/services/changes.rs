//! What the last supplement changed, for the officer who asked: former answers and papers beside the new ones, each with
//! what was asked of it.

use std::collections::BTreeMap;

use motcua_app::views::{ChangedAnswer, ChangedPaper, ChangesView, Language, ReviewSection};
use motcua_core::{
    calendar::format,
    dossier::{Dossier, Place, SupplementRound},
    form::{Answers, Form, walk},
    procedure::Procedure,
};

use super::{PortalParts, consultations, papers, review};
use crate::{
    error::ServiceError,
    store::{Conn, dossiers, dossiers::DossierRow, files, files::StoredFile},
};

impl PortalParts {
    /// Returns what the last supplement changed; none before the first, and none while one is awaited.
    pub(super) async fn changes(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        procedure: &Procedure,
        present: &[StoredFile],
        language: Language,
    ) -> Result<Option<ChangesView>, ServiceError> {
        let Some(round) = dossier.supplements.last() else {
            return Ok(None);
        };
        let (Some(at), Some(form)) = (round.answered_at, &procedure.form) else {
            return Ok(None);
        };
        let former = dossiers::former(conn, &row.agency, row.id).await?.unwrap_or_default();
        let mut replaced = files::former_of_dossier(conn, &row.agency, row.id).await?;
        replaced.retain(|file| !consultations::is_opinion(file));
        let said = |answers: &Answers| self.former_words(form, answers, row, language);
        Ok(Some(ChangesView {
            at: format::moment(at),
            answers: answers(&said(&former), &said(&row.answers), round),
            papers: changed_papers(procedure, &replaced, present, round),
        }))
    }

    fn former_words(&self, form: &Form, answers: &Answers, row: &DossierRow, language: Language) -> Vec<ReviewSection> {
        let shown = walk(form, answers, row.submitted_at.date());
        review::sections(&shown, &self.words(answers, language), &[], &BTreeMap::new())
    }
}

/// Returns what was asked of a place.
fn asked(round: &SupplementRound, place: &Place) -> Option<String> {
    let reasons: Vec<&str> = round
        .items
        .iter()
        .filter(|item| item.at.touches(place))
        .map(|item| item.reason.as_str())
        .collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// Lists the questions whose answer reads otherwise than before, in the order of the form; those no longer asked last.
fn answers(before: &[ReviewSection], after: &[ReviewSection], round: &SupplementRound) -> Vec<ChangedAnswer> {
    let of = |sections: &[ReviewSection]| -> BTreeMap<String, String> {
        let fields = sections.iter().flat_map(|section| &section.fields);
        fields.map(|field| (field.path.clone(), field.answer.clone())).collect()
    };
    let (had, has) = (of(before), of(after));
    let present = after
        .iter()
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    let gone = before
        .iter()
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
        .filter(|(_, field)| !has.contains_key(&field.path));
    let read = |of: &BTreeMap<String, String>, path: &str| of.get(path).cloned().unwrap_or_default();
    present
        .chain(gone)
        .filter(|(_, field)| read(&had, &field.path) != read(&has, &field.path))
        .map(|(section, field)| ChangedAnswer {
            section: section.title.clone(),
            label: field.label.clone(),
            before: read(&had, &field.path),
            after: read(&has, &field.path),
            asked: asked(round, &Place::Field(field.path.clone())),
        })
        .collect()
}

/// Lists the papers that were changed, with the files that went and the files that came.
fn changed_papers(
    procedure: &Procedure,
    replaced: &[StoredFile],
    present: &[StoredFile],
    round: &SupplementRound,
) -> Vec<ChangedPaper> {
    let slots = round.changed.iter().filter_map(|place| match place {
        Place::Document(slot) => Some(slot),
        Place::Field(_) => None,
    });
    slots
        .map(|slot| {
            let of = |files: &[StoredFile]| -> BTreeMap<String, StoredFile> {
                let files = files.iter().filter(|file| file.slot == *slot);
                files.map(|file| (file.sha256.clone(), file.clone())).collect()
            };
            let (had, has) = (of(replaced), of(present));
            let only = |one: &BTreeMap<String, StoredFile>, other: &BTreeMap<String, StoredFile>| {
                let files = one.iter().filter(|(sha256, _)| !other.contains_key(*sha256));
                files.map(|(_, file)| papers::attached(file)).collect()
            };
            ChangedPaper {
                name: papers::name_of(procedure, slot),
                before: only(&had, &has),
                after: only(&has, &had),
                asked: asked(round, &Place::Document(slot.clone())),
            }
        })
        .collect()
}
