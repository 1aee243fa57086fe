//! File area (khu vực tệp): a big place to tap, camera and file alike, and the list of what is attached with its checksum.
//! A plain multipart form to the portal's upload route; nothing of it needs script.

use leptos::prelude::*;

use crate::me::language;
use crate::text;

/// One attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Where it can be looked at, when it can.
    pub href: Option<String>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The field `remove` of the form sends this to take it away; absent when it cannot be.
    pub remove: Option<String>,
}

/// The files of one slot and the way to add more.
#[component]
pub fn FileArea(
    /// The slot; also the id of the input.
    slot: String,
    /// The address uploads go to.
    action: String,
    /// What is attached.
    files: Vec<FileLine>,
) -> impl IntoView {
    let language = language();
    let id = ["giay-", &slot].concat();
    view! {
        <form class="file-area" method="post" action=action enctype="multipart/form-data">
            <input type="hidden" name="slot" value=slot/>
            {(!files.is_empty()).then(|| attached(files))}
            <label class="file-drop" for=id.clone()>
                <span>{text::filling::attach(language)}</span>
                <input
                    type="file"
                    id=id.clone()
                    name="file"
                    multiple=true
                    accept="image/jpeg,image/png,application/pdf"
                />
            </label>
            <button type="submit" class="button button-secondary">{text::filling::upload(language)}</button>
        </form>
    }
    .into_any()
}

fn attached(files: Vec<FileLine>) -> impl IntoView {
    let language = language();
    view! {
        <ul class="files">
            {files
                .into_iter()
                .map(|file| {
                    let name = match file.href {
                        Some(href) => view! { <a href=href rel="external">{file.name}</a> }.into_any(),
                        None => file.name.into_any(),
                    };
                    view! {
                        <li>
                            <span>{name} " · " {text::number::size(file.bytes)}</span>
                            <span class="quiet digest">
                                {text::filling::digest(language)} ": " <code>{file.sha256}</code>
                            </span>
                            {file
                                .remove
                                .map(|id| {
                                    view! {
                                        <button class="button button-quiet" name="remove" value=id>
                                            {text::filling::remove(language)}
                                        </button>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
