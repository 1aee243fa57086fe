//! File area (khu vực tệp): a big place to tap, camera and file alike, and the list of what is attached with its checksum.
//! A plain multipart form to the portal's upload route; with script the choice itself sends it.

use leptos::prelude::*;
use motcua_core::document::FileKind;

use crate::me::language;
use crate::views::AttachedFile;
use crate::{paths, text};

/// One attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Where it can be looked at.
    pub href: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// How many pages it has, where its type has pages.
    pub pages: Option<u32>,
    /// Whether the virus scanner has not answered yet: it cannot be opened.
    pub is_checking: bool,
    /// Where taking it away is posted to; absent when it cannot be.
    pub remove: Option<String>,
}

impl From<&AttachedFile> for FileLine {
    fn from(file: &AttachedFile) -> Self {
        Self {
            name: file.name.clone(),
            href: paths::file(file.id),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            pages: file.pages,
            is_checking: file.is_checking,
            remove: None,
        }
    }
}

/// The files of one slot and the way to add more.
#[component]
pub fn FileArea(
    /// The id of the input.
    id: String,
    /// What the paper is called, for those who listen.
    paper: String,
    /// The address uploads go to.
    action: String,
    /// What is attached.
    files: Vec<FileLine>,
    /// The kinds of file it takes.
    accept: Vec<FileKind>,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    problem: Option<String>,
) -> impl IntoView {
    let language = language();
    let problem_id = [&id, "-problem"].concat();
    let has_files = !files.is_empty();
    let bad = problem.is_some();
    let accept = accept
        .iter()
        .map(|kind| kind.media_type())
        .collect::<Vec<_>>()
        .join(",");
    view! {
        <div class="file-area" class:field-bad=bad>
            {has_files.then(|| view! { <FileList files=files/> })}
            {problem
                .map(|problem| {
                    view! {
                        <p class="field-problem" id=problem_id.clone()>
                            <span aria-hidden="true">"! "</span>
                            {problem}
                        </p>
                    }
                })}
            <form method="post" action=action enctype="multipart/form-data">
                <label class="file-drop" for=id.clone()>
                    <strong>
                        {if has_files { text::step::attach_more(language) } else { text::filling::attach(language) }}
                    </strong>
                    <span class="visually-hidden">": " {paper}</span>
                    <input
                        type="file"
                        id=id.clone()
                        name="file"
                        multiple=true
                        accept=accept
                        aria-invalid=bad.then_some("true")
                        aria-describedby=bad.then_some(problem_id)
                        data-send=text::step::sending_file(language)
                    />
                </label>
                <button type="submit" class="button button-secondary no-script">
                    {text::filling::upload(language)}
                </button>
                <p class="file-sending quiet" role="status"></p>
            </form>
        </div>
    }
    .into_any()
}

/// The list of attached files: name, size, pages, checksum, and the way to take each away.
#[component]
pub fn FileList(
    /// The files.
    files: Vec<FileLine>,
) -> impl IntoView {
    view! { <ul class="files">{files.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn line(file: FileLine) -> AnyView {
    let language = language();
    let short = file.sha256.get(..8).unwrap_or_default().to_owned();
    let name = file.name.clone();
    view! {
        <li>
            <div>
                {if file.is_checking {
                    file.name.into_any()
                } else {
                    view! {
                        <a href=file.href rel="external" target="_blank">
                            {file.name}
                        </a>
                    }
                        .into_any()
                }}
                " · "
                {text::number::size(file.bytes)}
                {file.pages.map(|pages| [" · ", &text::filling::pages(language, pages)].concat())}
                {file
                    .is_checking
                    .then(|| view! { <p class="file-checking">{text::filling::checking(language)}</p> })}
                <details class="digest">
                    <summary>{text::filling::digest(language)} ": " <code>{short} "…"</code></summary>
                    <code>{file.sha256}</code>
                </details>
            </div>
            {file
                .remove
                .map(|action| {
                    view! {
                        <form method="post" action=action>
                            <button class="button button-quiet">
                                {text::filling::remove(language)} <span class="visually-hidden">" " {name}</span>
                            </button>
                        </form>
                    }
                })}
        </li>
    }
    .into_any()
}
