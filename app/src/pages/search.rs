//! Search (tìm kiếm): as a plain form, and while one types where there is script. Every search has an address that can be
//! shared. The box and the filters are drawn once; only the results change below them.

use leptos::prelude::*;
use motcua_core::procedure::{AgencyLevel, Audience, ServiceLevel};

use super::home::sector_name;
use crate::api::catalogue::{self, Asked};
use crate::components::{Breadcrumb, Pagination, ProcedureList, SearchBox};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{Language, SearchView};
use crate::{paths, text};

/// The page of results.
#[component]
pub fn SearchPage() -> impl IntoView {
    let language = language();
    let asked = Asked {
        q: load::in_query("q"),
        sector: load::in_query("sector"),
        agency: load::in_query("agency"),
        audience: load::in_query("audience"),
        level: load::in_query("level"),
        page: load::in_query("page"),
    };
    let words = asked.q.clone();
    let results = load::page(catalogue::search(asked.clone()), move |found| {
        results(language, &asked, found)
    });
    view! {
        <Page title=text::common::find_service(language)>
            <Breadcrumb/>
            <h1>{text::common::find_service(language)}</h1>
            <SearchBox words=words live=true/>
            <div data-part="">{results}</div>
        </Page>
    }
    .into_any()
}

fn results(language: Language, asked: &Asked, found: SearchView) -> AnyView {
    let address = |page: u32| [paths::PROCEDURES, "?", &asked.address(page)].concat();
    let (before, after) = (address(found.page.saturating_sub(1).max(1)), address(found.page + 1));
    let empty = (found.total == 0).then(|| {
        view! {
            <div class="empty">
                <p class="lead">{text::home::nothing_found(language)}</p>
                <p>{text::home::nothing_hint(language)}</p>
            </div>
        }
    });
    view! {
        <div class="results">
            {filters(language, asked, &found)}
            <div>
                <p class="count" role="status">{text::home::found(language, found.total)}</p>
                {empty}
                <ProcedureList lines=found.lines/>
                <Pagination page=found.page pages=found.pages before=before after=after/>
            </div>
        </div>
    }
    .into_any()
}

fn filters(language: Language, asked: &Asked, found: &SearchView) -> AnyView {
    let sectors = found.sectors.iter().map(|sector| {
        let name = sector_name(language, sector);
        (
            sector.key.clone(),
            [&name, " (", &text::number::grouped(u64::from(sector.count)), ")"].concat(),
        )
    });
    let agencies = AgencyLevel::ALL.iter().map(|level| {
        (
            level.key().to_owned(),
            text::terms::agency_level(language, *level).to_owned(),
        )
    });
    let audiences = Audience::ALL
        .iter()
        .map(|one| (one.key().to_owned(), text::terms::audience(language, *one).to_owned()));
    let levels = [
        ServiceLevel::Information,
        ServiceLevel::Forms,
        ServiceLevel::Filing,
        ServiceLevel::Complete,
    ]
    .into_iter()
    .map(|level| {
        (
            level.number().to_string(),
            text::terms::level(language, level).to_owned(),
        )
    });
    let filtered = asked.is_filtered();
    let mut all = String::from(paths::PROCEDURES);
    all.push('?');
    catalogue::push(&mut all, "q", &asked.q);
    view! {
        <details class="filters" open=filtered>
            <summary>{text::home::filters(language)}</summary>
            <form method="get" action=paths::PROCEDURES>
                <input type="hidden" name="q" value=asked.q.clone()/>
                {filter("sector", text::home::filter_sector(language), &asked.sector, sectors.collect())}
                {filter("agency", text::home::filter_agency(language), &asked.agency, agencies.collect())}
                {filter("audience", text::home::filter_audience(language), &asked.audience, audiences.collect())}
                {filter("level", text::home::filter_level(language), &asked.level, levels.collect())}
                <button class="button button-secondary">{text::home::apply_filters(language)}</button>
                {filtered.then(|| view! { <a href=all>{text::home::clear_filters(language)}</a> })}
            </form>
        </details>
    }
    .into_any()
}

fn filter(name: &'static str, label: &'static str, chosen: &str, options: Vec<(String, String)>) -> AnyView {
    let chosen = chosen.to_owned();
    view! {
        <label class="filter">
            <span>{label}</span>
            <select name=name>
                <option value="">{text::home::any(language())}</option>
                {options
                    .into_iter()
                    .map(|(value, words)| {
                        let selected = value == chosen;
                        view! { <option value=value selected=selected>{words}</option> }
                    })
                    .collect_view()}
            </select>
        </label>
    }
    .into_any()
}
