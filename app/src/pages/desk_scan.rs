//! Answers beside the papers they rest on: a link at each answer shows that page of that paper. Where there is room it is shown
//! in a frame beside the answers, elsewhere in a tab of its own; both are plain links, and the style picks one.

use leptos::prelude::*;
use motcua_core::document::FileKind;
use motcua_core::id::FileId;

use crate::paths;
use crate::text::talk as words;
use crate::views::{AttachedFile, DeskDossier, Language};

/// The name of the frame.
const FRAME: &str = "ban-chup";

/// Returns the first attached file that a browser can show, if there is any.
pub(super) fn first_shown(view: &DeskDossier) -> Option<FileId> {
    let proved = view.beside.proofs.iter().find(|proof| proof.is_shown);
    let any = || {
        view.receipt
            .files
            .iter()
            .find(|file| is_shown(file))
            .map(|file| file.id)
    };
    proved.map(|proof| proof.file).or_else(any)
}

/// The frame in which papers are shown, with the first of them.
pub(super) fn viewer(language: Language, first: FileId) -> AnyView {
    let title = words::scan(language);
    // A frame that is not shown, as on a phone, is not fetched; the framework knows no `loading` of frames.
    let frame = [
        "<iframe loading=\"lazy\" name=\"",
        FRAME,
        "\" title=\"",
        title,
        "\" src=\"",
        &paths::file_page(first, None),
        "\"></iframe>",
    ];
    view! {
        <aside class="scan" aria-label=title>
            <p class="quiet">{words::scan_hint(language)}</p>
            <div class="scan-frame" inner_html=frame.concat()></div>
        </aside>
    }
    .into_any()
}

/// The papers an answer rests on, each as a link to its page; none where none is known.
pub(super) fn proofs(language: Language, view: &DeskDossier, path: &str) -> Option<AnyView> {
    let found: Vec<_> = view.beside.proofs.iter().filter(|proof| proof.at == path).collect();
    if found.is_empty() {
        return None;
    }
    let links = found.into_iter().map(|proof| {
        let page = proof
            .page
            .map(|page| [", ", words::page(language), " ", &page.to_string()].concat());
        let name = [
            words::see(language),
            " ",
            &proof.paper,
            page.as_deref().unwrap_or_default(),
        ]
        .concat();
        view! { <li>{links(&paths::file_page(proof.file, proof.page), &name, proof.is_shown)}</li> }
    });
    Some(view! { <ul class="proofs">{links.collect_view()}</ul> }.into_any())
}

/// Links that show the files of a slot beside the answers, where there is room.
pub(super) fn of_slot(language: Language, view: &DeskDossier, slot: &str) -> Option<AnyView> {
    let files: Vec<_> = view
        .receipt
        .files
        .iter()
        .filter(|file| file.slot == slot && is_shown(file))
        .collect();
    let links = files.iter().map(|file| {
        view! {
            <li>
                <a class="scan-beside" href=paths::file_page(file.id, None) target=FRAME rel="external">
                    {words::see_beside(language)}
                    <span class="visually-hidden">": " {file.name.clone()}</span>
                </a>
            </li>
        }
    });
    (!files.is_empty()).then(|| view! { <ul class="proofs">{links.collect_view()}</ul> }.into_any())
}

/// A link into the frame and one into a tab of its own; one of them is shown.
fn links(href: &str, name: &str, is_shown: bool) -> AnyView {
    let alone = if is_shown { "scan-alone" } else { "" };
    view! {
        {is_shown
            .then(|| {
                view! {
                    <a class="scan-beside" href=href.to_owned() target=FRAME rel="external">
                        {name.to_owned()}
                    </a>
                }
            })}
        <a class=alone href=href.to_owned() target="_blank" rel="external">
            {name.to_owned()}
        </a>
    }
    .into_any()
}

fn is_shown(file: &AttachedFile) -> bool {
    !file.is_checking && FileKind::of_media_type(&file.media_type).is_some_and(FileKind::is_shown)
}
