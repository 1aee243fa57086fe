//! The first page: one question with a search box in the first screen, then life events, a draft to go on with, whom it is
//! for, sectors, the most used, and where to get help.

use leptos::prelude::*;
use motcua_core::procedure::Audience;

use crate::api::catalogue;
use crate::components::{Pictogram, ProcedureList, SearchBox};
use crate::load::{self, Page};
use crate::me::{language, signed_in};
use crate::views::{HomeView, Language, LifeEventView, SectorLine};
use crate::{paths, text};

/// How many sectors are shown before the rest is folded away.
const SECTORS: usize = 8;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    load::page(catalogue::home(), shown)
}

fn shown(home: HomeView) -> AnyView {
    let language = language();
    let most_used = home
        .most_used
        .into_iter()
        .map(|summary| (summary, Vec::new()))
        .collect();
    view! {
        <Page title=text::home::question(language) class="page home">
            <section class="hero">
                <SearchBox heading=true/>
                <p class="quiet">{text::home::counts(language, home.procedures, home.filable)}</p>
            </section>
            {signed_in()
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>
                                <a href=paths::MINE>{text::common::my_dossiers(language)}</a>
                            </h2>
                            <p>{text::home::see_drafts(language)}</p>
                        </section>
                    }
                })}
            <section>
                <h2>{text::home::life_events(language)}</h2>
                <ul class="cards">
                    {home.life_events.into_iter().map(|event| card(language, event)).collect_view()}
                </ul>
            </section>
            <section>
                <h2>{text::home::most_used(language)}</h2>
                <ProcedureList lines=most_used/>
            </section>
            <section>
                <h2>{text::home::by_audience(language)}</h2>
                <ul class="chips">
                    {Audience::ALL
                        .iter()
                        .map(|audience| {
                            let href = paths::search_by("audience", audience.key());
                            view! { <li><a href=href>{text::terms::audience(language, *audience)}</a></li> }
                        })
                        .collect_view()}
                </ul>
            </section>
            <section>
                <h2>{text::home::by_sector(language)}</h2>
                {sectors(language, home.sectors)}
            </section>
            <section class="cards two">
                <div class="card">
                    <h2>
                        <a href=paths::GUIDE>{text::home::helpers(language)}</a>
                    </h2>
                    <p>{text::home::helpers_text(language)}</p>
                </div>
                <div class="card">
                    <h2>
                        <a href=paths::TRACK>{text::common::track(language)}</a>
                    </h2>
                    <p>{text::home::track_text(language)}</p>
                </div>
            </section>
        </Page>
    }
    .into_any()
}

fn card(language: Language, event: LifeEventView) -> AnyView {
    let title = match language {
        Language::Vi => event.title,
        Language::En => event.title_en,
    };
    view! {
        <li class="card event">
            <Pictogram key=event.pictogram/>
            <a href=paths::life_event(&event.key)>{title}</a>
        </li>
    }
    .into_any()
}

fn sectors(language: Language, mut sectors: Vec<SectorLine>) -> AnyView {
    let rest = if sectors.len() > SECTORS {
        sectors.split_off(SECTORS)
    } else {
        Vec::new()
    };
    let list = move |sectors: Vec<SectorLine>| {
        view! {
            <ul class="sectors">
                {sectors
                    .into_iter()
                    .map(|sector| {
                        let count = text::number::grouped(u64::from(sector.count));
                        view! {
                            <li>
                                <a href=paths::search_by("sector", &sector.key)>{sector_name(language, &sector)}</a>
                                " "
                                <span class="quiet">{count}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
        .into_any()
    };
    let folded = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{text::home::all_sectors(language)}</summary>
                {list(rest)}
            </details>
        }
    });
    view! {
        {list(sectors)}
        {folded}
    }
    .into_any()
}

/// Returns a sector's name in the language of the interface, where there is one.
pub(super) fn sector_name(language: Language, sector: &SectorLine) -> String {
    match (language, &sector.name_en) {
        (Language::En, Some(name)) => name.clone(),
        (Language::Vi, _) | (Language::En, None) => sector.name.clone(),
    }
}
