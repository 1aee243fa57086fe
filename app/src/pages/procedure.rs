//! A procedure's page (thủ tục): what you need, what it costs and when you get it above the fold; a few questions that
//! choose among the cases; a checklist to print; steps, law and results below. The start is one tap away on a phone.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use motcua_core::form::{Section, Shown, walk};
use motcua_core::procedure::{Channel, Quote};

use super::procedure_parts::{documents, fees, rest, times};
use crate::api::catalogue;
use crate::api::post;
use crate::components::{
    Breadcrumb, ButtonLink, Look, PrintButton, ProcedureList, Question, QuestionInput, SummaryBand, SummaryFact,
};
use crate::filling::Filling;
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{Found, Language, Lists, ProcedureView, TimeView};
use crate::{paths, text};

/// A procedure's page.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    load::page(
        catalogue::procedure(load::in_path("code"), answers_asked()),
        |found| match found {
            Found::Here(procedure) => shown(procedure),
            Found::Moved(code) => moved(&code),
        },
    )
}

/// Returns the answers an address carries.
pub(super) fn answers_asked() -> BTreeMap<String, String> {
    use_query_map()
        .get_untracked()
        .into_iter()
        .filter_map(|(name, text)| {
            let path = name.strip_prefix("answers[")?.strip_suffix(']')?;
            (!text.is_empty()).then(|| (path.to_owned(), text.into_owned()))
        })
        .collect()
}

/// Goes to the code that took this one's place.
pub(super) fn moved(code: &str) -> AnyView {
    let path = paths::procedure(code);
    leptos_axum::redirect(&path);
    let words = path.clone();
    view! { <a href=path>{words}</a> }.into_any()
}

fn shown(view: ProcedureView) -> AnyView {
    let language = language();
    let procedure = view.procedure.clone();
    let code = procedure.code.as_str().to_owned();
    let title = procedure.plain_name().to_owned();
    let legal_name = procedure.short_name.as_ref().map(|_| procedure.name.clone());
    let trail = vec![(paths::search_by("sector", &procedure.sector), view.sector_name.clone())];
    let act = act(language, &view);
    let linked = view
        .linked
        .iter()
        .map(|summary| (summary.clone(), Vec::new()))
        .collect::<Vec<_>>();
    view! {
        <Page title=title.clone() class="page procedure">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            {legal_name.map(|name| view! { <p class="quiet legal-name">{name}</p> })}
            <SummaryBand facts=facts(language, &view)/>
            {act}
            {questions(language, &view)}
            <section class="checklist" id="giay-to">
                <h2>{text::procedure::prepare(language)}</h2>
                {documents(language, &view.documents)}
                <div class="actions">
                    <PrintButton words=text::procedure::print_checklist(language)/>
                    {view
                        .has_blank_form
                        .then(|| {
                            view! {
                                <ButtonLink href=paths::blank_form(&code) look=Look::Secondary>
                                    {text::procedure::blank_form(language)}
                                </ButtonLink>
                            }
                        })}
                </div>
            </section>
            <section>
                <h2>{text::procedure::times_and_fees(language)}</h2>
                <h3>{text::procedure::time(language)}</h3>
                {times(language, &view.times)}
                <h3>{text::procedure::fee(language)}</h3>
                {fees(language, &view.fees, &view.quotes)}
            </section>
            {rest(language, &procedure, &view.sector_name)}
            {(!linked.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h2>{text::procedure::linked(language)}</h2>
                            <ProcedureList lines=linked/>
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn facts(language: Language, view: &ProcedureView) -> Vec<SummaryFact> {
    vec![
        SummaryFact {
            asked: text::procedure::how_long(language),
            answer: time_in_short(language, &view.times),
            more: view
                .due_if_now
                .as_ref()
                .map(|day| [text::procedure::if_now(language), " ", day].concat()),
        },
        SummaryFact {
            asked: text::procedure::how_much(language),
            answer: money_in_short(language, &view.quotes),
            more: None,
        },
        SummaryFact {
            asked: text::procedure::who_decides(language),
            answer: view.procedure.competent.clone(),
            more: None,
        },
    ]
}

/// The time that applies for certain; the case is open when several may.
fn time_in_short(language: Language, times: &[TimeView]) -> String {
    let online = times
        .iter()
        .filter(|time| time.channel.is_none_or(|channel| channel == Channel::Online));
    let mut candidates: Vec<&TimeView> = online.clone().filter(|time| time.certain).take(1).collect();
    if candidates.is_empty() {
        candidates = online.collect();
    }
    if candidates.is_empty() {
        candidates = times.iter().collect();
    }
    match candidates.as_slice() {
        [] => text::terms::time_unknown(language).to_owned(),
        [only] => text::terms::within_in_short(language, &only.within),
        [first, rest @ ..] if rest.iter().all(|time| time.within == first.within) => {
            text::terms::within_in_short(language, &first.within)
        }
        [..] => text::terms::fee_varies(language).to_owned(),
    }
}

/// The sum of a filing online, or through the first channel where that is not offered.
fn money_in_short(language: Language, quotes: &[Quote]) -> String {
    let online = quotes.iter().find(|quote| quote.channel == Channel::Online);
    online.or(quotes.first()).map_or_else(
        || text::terms::fee_unknown(language).to_owned(),
        |quote| text::fees::total_in_short(language, &quote.total),
    )
}

/// The one thing to do here: start, or how to file elsewhere. On a phone it sticks to the bottom.
fn act(language: Language, view: &ProcedureView) -> AnyView {
    if !view.can_file {
        return view! {
            <div class="notice">
                <p>
                    <strong>{text::procedure::cannot_file(language)}</strong>
                </p>
                <p>{text::procedure::cannot_file_next(language)}</p>
            </div>
        }
        .into_any();
    }
    let code = view.procedure.code.as_str().to_owned();
    let answers = view
        .answers
        .iter()
        .map(|(path, text)| {
            view! { <input type="hidden" name=crate::filling::input_name(path) value=text.to_owned()/> }
        })
        .collect_view();
    view! {
        <form class="start-bar" method="post" action=post::START>
            <input type="hidden" name="code" value=code/>
            {answers}
            <button class="button button-large">{text::procedure::start(language)}</button>
            <p class="quiet">{text::procedure::start_hint(language)}</p>
        </form>
    }
    .into_any()
}

/// The few questions that choose papers, time and fee: a GET form, sent by itself where there is script.
fn questions(language: Language, view: &ProcedureView) -> Option<AnyView> {
    let form = view.procedure.form.as_ref()?;
    let asked = view.procedure.questions()?;
    let today = motcua_core::calendar::format::parse_iso(&use_me().with_untracked(|me| me.today.clone()))?;
    let walked: Shown<'_> = walk(form, &view.answers, today);
    let shown = walked.section(&asked.key)?;
    Filling::provide(view.answers.clone(), Vec::new(), Lists::default());
    let questions = shown
        .fields
        .iter()
        .map(|field| view! { <QuestionInput question=Question::from(field)/> })
        .collect_view();
    let action = paths::procedure(view.procedure.code.as_str());
    Some(
        view! {
            <section class="questions">
                <h2>{text::procedure::a_few_questions(language)}</h2>
                {help(asked)}
                <form
                    method="get"
                    action=action
                    data-replace=""
                >
                    {questions}
                    <button class="button button-secondary no-script">{text::procedure::update_answers(language)}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn help(section: &Section) -> Option<impl IntoView + use<>> {
    section.help.clone().map(|help| view! { <p>{help}</p> })
}
