//! The agency's digital repository (kho số hoá): every paper and result by person and by code, a page at a time. A plain GET form.

use leptos::prelude::*;

use crate::api::queue;
use crate::components::{Breadcrumb, Button, FileLine, FileList};
use crate::load::{self, Page};
use crate::me::language;
use crate::paths;
use crate::text::{desk, repository as words};
use crate::views::{Language, RepositoryLine, RepositoryQuery, RepositoryView};

/// The fields of the search in the address.
const PERSON: &str = "nguoi";
const CODE: &str = "ma";

/// The search page.
#[component]
pub fn DeskRepositoryPage() -> impl IntoView {
    let (person, code, after) = (
        load::in_query(PERSON),
        load::in_query(CODE),
        load::in_query(paths::AFTER),
    );
    load::page(queue::repository(person, code, after), shown)
}

fn shown(view: RepositoryView) -> AnyView {
    let language = language();
    let title = words::title(language);
    let next = view.next.as_deref().map(|next| further(&view.query, next));
    let lines: Vec<AnyView> = view.lines.into_iter().map(|one| line(language, one)).collect();
    view! {
        <Page title=title class="page desk">
            <Breadcrumb trail=vec![(paths::DESK.to_owned(), desk::title(language).to_owned())]/>
            <h1>{title}</h1>
            <p class="lead">{words::lead(language)}</p>
            <form method="get" action=paths::REPOSITORY class="number-form">
                {field("kho-nguoi", PERSON, words::person(language), words::person_hint(language), view.query.person)}
                {field("kho-ma", CODE, words::code(language), words::code_hint(language), view.query.code)}
                <Button>{words::find(language)}</Button>
            </form>
            {if lines.is_empty() {
                view! { <p class="quiet">{words::nothing(language)}</p> }.into_any()
            } else {
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
            {next.map(|href| view! { <p><a rel="next" href=href>{words::more(language)}</a></p> })}
        </Page>
    }
    .into_any()
}

fn field(id: &'static str, name: &'static str, label: &'static str, hint: &'static str, value: String) -> AnyView {
    let hint_id = [id, "-goi-y"].concat();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <p class="hint" id=hint_id.clone()>
                {hint}
            </p>
            <input type="text" id=id name=name value=value maxlength="60" autocomplete="off" aria-describedby=hint_id/>
        </div>
    }
    .into_any()
}

fn further(query: &RepositoryQuery, next: &str) -> String {
    let pairs = [
        (PERSON, query.person.as_str()),
        (CODE, &query.code),
        (paths::AFTER, next),
    ];
    let pairs = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| [name, "=", &paths::encoded(value)].concat());
    [paths::REPOSITORY, "?", &pairs.collect::<Vec<_>>().join("&")].concat()
}

fn line(language: Language, one: RepositoryLine) -> AnyView {
    let file = FileLine::from(&one.file);
    let known = [one.kind, one.symbol]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li class="line">
            <h2>{one.paper}</h2>
            {(!known.is_empty()).then(|| view! { <p>{known}</p> })}
            <p>{one.owner} {one.holder.map(|holder| [" · ", &holder].concat())}</p>
            <FileList files=vec![file]/>
            <p class="quiet">
                {words::moment(language, one.moment)} " · " {one.on} " · " {words::digit(language, one.digit)}
                {one.is_former.then(|| [" · ", words::former(language)].concat())}
            </p>
            <p class="quiet">
                <a href=paths::desk_dossier(&one.number)>{one.number.clone()}</a>
                " · "
                {one.procedure}
            </p>
        </li>
    }
    .into_any()
}
