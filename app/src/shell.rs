//! The HTML document around the application, and the one script that brings the module in. Server only.

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use motcua_core::dossier::Digest;

use crate::backend::backend;
use crate::routes::App;
use crate::views::{Language, Me};

/// Addresses of the built files, from the build's manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFiles {
    /// The style sheet.
    pub css: String,
    /// The module's script.
    pub js: String,
    /// The module.
    pub wasm: String,
    /// The script a device keeps its drafts with.
    pub device: String,
    /// The script that reads identity cards, brought in where it is asked for.
    pub card: String,
    /// The script of the papers step, brought in there only.
    pub papers: String,
    /// The script of the desk's queue, brought in there only.
    pub queue: String,
}

/// Brings the module in after the first paint, at low priority, and hydrates when the page is idle or first touched.
/// A post or a link used before that works as plain HTML.
const BOOT: &str = include_str!("boot.js");

/// Returns the whole document. The same context as for the server functions must be provided around it.
pub fn shell(files: SiteFiles) -> impl IntoView {
    let me = backend().map_or_else(|_| Me::default(), |backend| backend.me);
    let lang = match me.language {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let nonce = use_nonce();
    let who = me.account.map(|account| who(&account.to_string())).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#a3161a"/>
                <meta name="format-detection" content="telephone=no, date=no, address=no"/>
                <link rel="stylesheet" href=files.css/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <script type="module" nonce=nonce data-js=files.js data-wasm=files.wasm data-device=files.device data-card=files.card data-papers=files.papers data-desk=files.queue data-who=who id="boot">{BOOT}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Returns a name for whoever is signed in, good for telling two people at one device apart and for nothing else.
fn who(account: &str) -> String {
    let mut name = Digest::of(&[b"who is at this device", account.as_bytes()]).to_string();
    name.truncate(16);
    name
}

/// Returns the options leptos asks for; nothing of them is used but the names.
pub fn leptos_options() -> LeptosOptions {
    LeptosOptions::builder().output_name("motcua").build()
}
