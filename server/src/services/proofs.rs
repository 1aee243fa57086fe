//! Which attached paper an answer rests on, as the procedure says, and where to look at it.

use motcua_app::views::{ProofView, ReviewSection};
use motcua_core::{
    document::FileKind,
    procedure::{Procedure, Proof, RequiredDocument, page_of},
};

use crate::store::files::{Scan, StoredFile};

/// How many papers are shown beside one answer.
const MOST: usize = 3;

/// Lists the papers each answer rests on, those that speak of it most closely first; only papers that are there and may be
/// opened.
pub(super) fn proofs(procedure: &Procedure, sections: &[ReviewSection], files: &[StoredFile]) -> Vec<ProofView> {
    let answered = sections
        .iter()
        .flat_map(|section| &section.fields)
        .filter(|field| !field.answer.is_empty());
    answered
        .flat_map(|field| {
            let mut found: Vec<(&RequiredDocument, &Proof)> = procedure
                .documents
                .iter()
                .filter_map(|paper| Some((paper, closest(paper, &field.path)?)))
                .collect();
            found.sort_by_key(|(_, proof)| std::cmp::Reverse(proof.closeness()));
            let shown = found
                .into_iter()
                .filter_map(|(paper, proof)| shown(paper, proof, &field.path, files));
            shown.take(MOST).collect::<Vec<_>>()
        })
        .collect()
}

/// Returns what a paper says of an answer most closely.
fn closest<'a>(paper: &'a RequiredDocument, path: &str) -> Option<&'a Proof> {
    paper
        .proves
        .iter()
        .filter(|proof| proof.covers(path))
        .max_by_key(|proof| proof.closeness())
}

/// Finds the file, and the page of it, on which a paper proves an answer.
fn shown(paper: &RequiredDocument, proof: &Proof, path: &str, files: &[StoredFile]) -> Option<ProofView> {
    let there: Vec<&StoredFile> = files
        .iter()
        .filter(|file| file.slot == paper.key && file.scan != Scan::Waiting)
        .collect();
    let pages: Vec<u32> = there.iter().map(|file| file.pages.unwrap_or(1)).collect();
    let (at, page) = page_of(&pages, proof.page.unwrap_or(1))?;
    let file = there.get(at)?;
    Some(ProofView {
        at: path.to_owned(),
        paper: paper.name.clone(),
        file: file.id,
        page: file.pages.filter(|pages| *pages > 1).map(|_| page),
        is_shown: is_shown(&file.media_type),
    })
}

/// Says whether a browser shows a file of this type in a frame.
fn is_shown(media_type: &str) -> bool {
    FileKind::of_media_type(media_type).is_some_and(FileKind::is_shown)
}
