//! The papers of the office (mẫu phiếu) as links to PDF, and the form that asks for a register of some days. A link says
//! what it leads to and of what kind it is; without script nothing is different. Nothing is shown where there is nothing.

use leptos::prelude::*;

use crate::me::language;
use crate::views::PaperLink;
use crate::{paths, text};

/// The papers of a dossier.
#[component]
pub fn IssuedPapers(
    /// The dossier's number.
    number: String,
    /// The papers, in order.
    papers: Vec<PaperLink>,
) -> impl IntoView {
    let language = language();
    let line = move |paper: PaperLink| {
        view! {
            <li>
                <div>
                    <a href=paths::paper(&number, paper.kind, paper.seq) rel="external" target="_blank">
                        {text::follow::paper(language, paper.kind)}
                    </a>
                    " · "
                    {text::follow::pdf(language)}
                    " · "
                    {paper.at}
                </div>
            </li>
        }
    };
    (!papers.is_empty())
        .then(|| {
            view! {
                <section>
                    <h2>{text::follow::issued(language)}</h2>
                    <ul class="files">{papers.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
        .into_any()
}

/// Asks for the register of the officer's agency; only where the portal prints papers.
#[component]
pub fn RegisterForm() -> impl IntoView {
    let language = language();
    let day = |name: &'static str, label: &'static str| {
        let id = ["so-", name].concat();
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <input type="date" name=name id=id required=true/>
            </div>
        }
    };
    prints()
        .then(|| {
            view! {
                <details class="register">
                    <summary>{text::follow::paper(language, motcua_core::paper::PaperKind::Register)}</summary>
                    <form method="get" action=paths::REGISTER data-plain="">
                        <p class="hint">{text::desk::register_text(language)}</p>
                        {day("tu", text::desk::register_from(language))}
                        {day("den", text::desk::register_to(language))}
                        <button type="submit" class="button button-secondary">
                            {text::desk::register_get(language)}
                        </button>
                    </form>
                </details>
            }
        })
        .into_any()
}

/// Tells whether the portal prints papers.
#[cfg(feature = "ssr")]
fn prints() -> bool {
    use_context::<crate::backend::Prints>().is_some()
}

/// The browser draws no such page.
#[cfg(not(feature = "ssr"))]
const fn prints() -> bool {
    false
}
