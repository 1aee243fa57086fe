//! A life event (việc trong đời): what to do first, and the procedures it may take.

use leptos::prelude::*;

use crate::api::catalogue;
use crate::components::{Breadcrumb, Pictogram, ProcedureList};
use crate::load::{self, Page};
use crate::me::language;
use crate::text;
use crate::views::{Language, LifeEventView};

/// A life event's page.
#[component]
pub fn LifeEventPage() -> impl IntoView {
    load::page(catalogue::life_event(load::in_path("key")), shown)
}

fn shown(event: LifeEventView) -> AnyView {
    let language = language();
    let (title, about) = match language {
        Language::Vi => (event.title, event.about),
        Language::En => (event.title_en, event.about_en),
    };
    let lines = event
        .procedures
        .into_iter()
        .map(|summary| (summary, Vec::new()))
        .collect();
    view! {
        <Page title=title.clone()>
            <Breadcrumb/>
            <div class="event-head">
                <Pictogram key=event.pictogram/>
                <h1>{title}</h1>
            </div>
            <p class="lead">{about}</p>
            <h2>{text::home::procedures_of_event(language)}</h2>
            <ProcedureList lines=lines/>
        </Page>
    }
    .into_any()
}
