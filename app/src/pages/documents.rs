//! One's own papers (giấy tờ của tôi, kho dữ liệu điện tử cá nhân): what was filed, what was received, and lending a paper by
//! a link that ends. Everything is a plain form.

use leptos::prelude::*;

use crate::api::{documents, post};
use crate::components::{Button, FileLine, FileList, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{DocumentsView, KeptPaper, Language, ResultLine, ShareState, ShareView};
use crate::{paths, text};

/// For how many days a paper can be lent.
const DAYS: [u16; 3] = [1, 7, 30];

/// The person's papers.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    load::page(documents::my_documents(load::in_query(paths::AFTER)), shown)
}

fn shown(view: DocumentsView) -> AnyView {
    let language = language();
    let title = text::documents::title(language);
    let none = |words: &'static str| view! { <p class="quiet">{words}</p> }.into_any();
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <p class="lead">{text::documents::lead(language)}</p>
            <section>
                <h2>{text::documents::filed(language)}</h2>
                {if view.papers.is_empty() {
                    none(text::documents::nothing_filed(language))
                } else {
                    let lines = view.papers.into_iter().map(|paper| filed(language, paper)).collect_view();
                    view! { <ul class="lines">{lines}</ul> }.into_any()
                }}
                {view.next.map(|next| {
                    let href = [paths::DOCUMENTS, "?", paths::AFTER, "=", &next].concat();
                    view! { <p><a href=href>{text::documents::more(language)}</a></p> }
                })}
            </section>
            <section>
                <h2>{text::documents::results(language)}</h2>
                {if view.results.is_empty() {
                    none(text::documents::no_results(language))
                } else {
                    let lines = view.results.into_iter().map(result).collect_view();
                    view! { <ul class="lines">{lines}</ul> }.into_any()
                }}
            </section>
            {(!view.shares.is_empty())
                .then(|| {
                    let lines = view.shares.into_iter().map(|share| lent(language, share)).collect_view();
                    view! {
                        <section id="chia-se">
                            <h2>{text::documents::shares(language)}</h2>
                            <ul class="lines">{lines}</ul>
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn filed(language: Language, paper: KeptPaper) -> AnyView {
    let file = paper.file;
    let id = file.id.to_string();
    let purpose = ["muc-dich-", &id].concat();
    let days = ["so-ngay-", &id].concat();
    let choices = DAYS
        .map(|count| {
            let value = count.to_string();
            view! { <option value=value selected=count == 7>{text::documents::days(language, count)}</option> }
        })
        .collect_view();
    view! {
        <li class="line">
            <h3>{paper.paper}</h3>
            <p>
                <a href=paths::file(file.id) rel="external" target="_blank">
                    {file.name.clone()}
                </a>
                " · "
                {text::number::size(file.bytes)}
                {file.pages.map(|pages| [" · ", &text::filling::pages(language, pages)].concat())}
            </p>
            <p class="quiet">
                {paper.filed_on} " · " {text::documents::with_dossier(language)} " "
                <a href=paths::tracked(&paper.number)>{paper.number.clone()}</a> " · " {paper.procedure}
            </p>
            <details>
                <summary>
                    {text::documents::share(language)} <span class="visually-hidden">": " {file.name}</span>
                </summary>
                <p class="hint">{text::documents::share_text(language)}</p>
                <form method="post" action=post::SHARE>
                    <input type="hidden" name="file" value=id/>
                    <div class="field">
                        <label for=purpose.clone()>{text::documents::purpose(language)}</label>
                        <p class="hint" id=[&purpose, "-goi-y"].concat()>{text::documents::purpose_hint(language)}</p>
                        <input
                            id=purpose.clone()
                            name="purpose"
                            required=true
                            minlength="3"
                            maxlength="200"
                            aria-describedby=[&purpose, "-goi-y"].concat()
                        />
                    </div>
                    <div class="field">
                        <label for=days.clone()>{text::documents::for_days(language)}</label>
                        <select id=days name="days">
                            {choices}
                        </select>
                    </div>
                    <Button look=Look::Secondary>{text::documents::make_link(language)}</Button>
                </form>
            </details>
        </li>
    }
    .into_any()
}

fn result(line: ResultLine) -> AnyView {
    let language = language();
    let (files, code) = line
        .issued
        .map_or_else(Default::default, |issued| (issued.files, issued.verify));
    let files: Vec<FileLine> = files.iter().map(FileLine::from).collect();
    view! {
        <li class="line">
            <h3>
                <a href=paths::tracked(&line.number)>{line.procedure}</a>
            </h3>
            <p>{line.result}</p>
            {(!files.is_empty()).then(|| view! { <FileList files=files/> })}
            {code.map(|code| view! { <p><a href=paths::proof(&code)>{text::results::proof(language)}</a></p> })}
            <p class="quiet">{line.number.clone()}</p>
        </li>
    }
    .into_any()
}

fn lent(language: Language, share: ShareView) -> AnyView {
    let is_open = share.state == ShareState::Open;
    let openings = share
        .openings
        .iter()
        .map(|(at, agent)| view! { <li>{at.clone()} " · " {text::documents::device(language, agent)}</li> })
        .collect_view();
    let name = share.name.clone();
    view! {
        <li class="line">
            <h3>{share.name}</h3>
            <p>{share.purpose}</p>
            {share.link.map(|link| view! { <p class="share-link"><a href=link.clone()>{link.clone()}</a></p> })}
            <p class="quiet">{text::documents::state(language, share.state, &share.until)}</p>
            {if share.openings.is_empty() {
                view! { <p class="quiet">{text::documents::not_opened(language)}</p> }.into_any()
            } else {
                view! {
                    <details>
                        <summary>{text::documents::openings(language)} ": " {share.openings.len()}</summary>
                        <ul>{openings}</ul>
                    </details>
                }
                    .into_any()
            }}
            {is_open
                .then(|| {
                    view! {
                        <form method="post" action=post::UNSHARE>
                            <input type="hidden" name="share" value=share.id.to_string()/>
                            <Button look=Look::Secondary>
                                {text::documents::revoke(language)} <span class="visually-hidden">": " {name}</span>
                            </Button>
                        </form>
                    }
                })}
        </li>
    }
    .into_any()
}
