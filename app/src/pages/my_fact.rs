//! Correcting one fact that is answered by choosing or in parts: the very question that forms ask, on a page of its own.
//! What was typed stays until it is right, also without script.

use leptos::prelude::*;
use motcua_core::form::{Level, Problem};

use crate::api::{post, profile};
use crate::components::{Button, ErrorSummary, Mistake, Question, QuestionInput};
use crate::filling::Filling;
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{FactForm, Language};
use crate::{paths, text};

/// The page of one fact.
#[component]
pub fn MyFactPage() -> impl IntoView {
    let (whom, concept) = (load::in_path("whom"), load::in_path("concept"));
    let checked = !load::in_query(paths::CHECKED).is_empty();
    load::page(profile::fact_to_correct(whom, concept, checked), shown)
}

fn shown(view: FactForm) -> AnyView {
    let language = language();
    let title = [text::profile::correct(language), ": ", &view.field.label].concat();
    let mistakes = mistakes(language, &view);
    Filling::provide(view.answers, view.problems, view.lists);
    let question = Question {
        path: FactForm::PATH.to_owned(),
        required: true,
        origin: None,
        asked: None,
        field: view.field,
    };
    view! {
        <Page title=title.clone() class="page page-narrow my-fact">
            <h1>{title}</h1>
            {(!view.name.is_empty()).then(|| view! { <p class="lead">{view.name}</p> })}
            <ErrorSummary mistakes=mistakes/>
            <form method="post" action=post::CORRECT class="step-form" novalidate=true>
                <input type="hidden" name="whom" value=view.whom.to_string()/>
                <input type="hidden" name="concept" value=view.concept/>
                <button class="default-button" tabindex="-1" aria-hidden="true">
                    {text::profile::save_right(language)}
                </button>
                <QuestionInput question=question/>
                <div class="actions">
                    <Button>{text::profile::save_right(language)}</Button>
                    <a href=paths::MY_DATA>{text::profile::back_to_data(language)}</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn mistakes(language: Language, view: &FactForm) -> Vec<Mistake> {
    let errors = view.problems.iter().filter(|problem| problem.level == Level::Error);
    errors
        .map(|problem: &Problem| {
            let part = problem.at.strip_prefix(FactForm::PATH).unwrap_or_default();
            let part = text::filling::part(language, part.trim_start_matches('.'));
            Mistake {
                href: ["#", &problem.at].concat(),
                label: part.map_or_else(|| view.field.label.clone(), str::to_owned),
                words: text::problem::said(language, &problem.code),
            }
        })
        .collect()
}
