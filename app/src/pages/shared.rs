//! What whoever has a link sees of the paper it lends: whose it is, what for, until when, and the way to open it.

use leptos::prelude::*;

use crate::api::documents;
use crate::load::{self, Page};
use crate::me::language;
use crate::views::SharedPaper;
use crate::{paths, text};

/// A paper lent by a link.
#[component]
pub fn SharedPage() -> impl IntoView {
    let token = load::in_path("token");
    load::page(documents::shared_document(token.clone()), move |paper| {
        shown(&token, paper)
    })
}

fn shown(token: &str, paper: SharedPaper) -> AnyView {
    let language = language();
    let title = text::documents::shared_title(language);
    let fact = |asked: &'static str, answer: String| {
        view! {
            <div>
                <dt>{asked}</dt>
                <dd>{answer}</dd>
            </div>
        }
        .into_any()
    };
    let href = paths::shared_file(token);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">
                {paper.name} " · " {text::number::size(paper.bytes)}
                {paper.pages.map(|pages| [" · ", &text::filling::pages(language, pages)].concat())}
            </p>
            <dl class="review-list">
                {fact(text::documents::shared_by(language), paper.sharer)}
                {fact(text::documents::purpose(language), paper.purpose)}
                {fact(text::documents::until(language), paper.until)}
                {fact(text::filling::digest(language), paper.sha256)}
            </dl>
            <p class="hint">{text::documents::open_logged(language)}</p>
            <p>
                <a class="button button-primary" href=href rel="external nofollow">
                    {text::documents::open(language)}
                </a>
            </p>
        </Page>
    }
    .into_any()
}
