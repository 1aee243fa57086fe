//! The review (xem lại và gửi): everything that will be sent, each part with the way back to it, what still stops it, then
//! the declaration, then one button. The request id makes sending it twice file it once.

use leptos::prelude::*;
use motcua_core::form::{Level, Problem};

use super::alike;
use super::desk_incomplete;
use super::posting;
use super::step::Whole;
use super::step_intake;
use crate::api::post;
use crate::components::{Alert, ErrorSummary, FeeNote, FileLine, FileList, Mistake, ReviewList, Tone};
use crate::me::language;
use crate::views::{IntakePaper, Language, ReviewSection, ReviewView};
use crate::{paths, text};

pub(super) fn shown(whole: &Whole, view: ReviewView, mends: bool, from_paper: Option<&[IntakePaper]>) -> AnyView {
    let language = language();
    let of_level = |level: Level| {
        view.problems
            .iter()
            .filter(|(_, problem)| problem.level == level)
            .map(|(step, problem)| mistake(language, whole, &view.sections, step, problem))
            .collect::<Vec<_>>()
    };
    let (mut errors, warnings) = (of_level(Level::Error), of_level(Level::Warning));
    let may_send = errors.is_empty();
    let unsent = view.receive.as_ref().and_then(|form| form.problem.as_deref());
    let undeclared = may_send && whole.checked && unsent.is_none();
    if let Some(input) = unsent {
        errors.push(Mistake {
            href: ["#", &posting::problem_id(input)].concat(),
            label: text::posting::choose(language).to_owned(),
            words: text::posting::problem(language, input).to_owned(),
        });
    }
    if undeclared {
        errors.push(Mistake {
            href: "#cam-doan".to_owned(),
            label: text::step::declaration(language).to_owned(),
            words: text::step::must_declare(language).to_owned(),
        });
    }
    let sections = view
        .sections
        .iter()
        .map(|section| one(language, whole, section))
        .collect_view();
    view! {
        <ErrorSummary mistakes=errors/>
        <p class="lead">{text::step::review_lead(language)}</p>
        {alike::own(language, &view.alike)}
        {(!warnings.is_empty()).then(|| look_again(language, warnings))}
        {sections}
        {files(language, whole, &view)}
        {facts(language, &view)}
        {if let Some(papers) = from_paper {
            (
                step_intake::send(language, whole, &view, may_send, mends),
                (!mends).then(|| desk_incomplete::hand_back(language, whole, &view, papers)),
            )
                .into_any()
        } else {
            send(language, whole, &view, may_send, mends)
        }}
    }
    .into_any()
}

fn mistake(language: Language, whole: &Whole, sections: &[ReviewSection], step: &str, problem: &Problem) -> Mistake {
    let mut address = paths::step(&whole.code, whole.draft, step, true);
    address.push('#');
    if step == paths::PAPERS_STEP {
        address.push_str("giay-");
    }
    address.push_str(&problem.at);
    let field = sections
        .iter()
        .flat_map(|section| &section.fields)
        .find(|field| problem.at == field.path || problem.at.starts_with(&[&field.path, "."].concat()));
    let label = match field {
        Some(field) => {
            let part = problem
                .at
                .strip_prefix(&field.path)
                .and_then(|rest| rest.strip_prefix('.'));
            match part.and_then(|part| text::filling::part(language, part)) {
                Some(part) => [&field.label, " · ", part].concat(),
                None => field.label.clone(),
            }
        }
        None if step == paths::PAPERS_STEP => text::filling::papers_step(language).to_owned(),
        None => sections
            .iter()
            .find(|section| section.step == step)
            .map(|section| section.title.clone())
            .unwrap_or_default(),
    };
    Mistake {
        href: address,
        label,
        words: text::problem::said(language, &problem.code),
    }
}

fn look_again(language: Language, warnings: Vec<Mistake>) -> AnyView {
    view! {
        <Alert tone=Tone::Notice title=text::step::look_again(language).to_owned()>
            <ul>
                {warnings
                    .into_iter()
                    .map(|warning| {
                        view! {
                            <li>
                                <a href=warning.href>{warning.label} ": " {warning.words}</a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Alert>
    }
    .into_any()
}

fn one(language: Language, whole: &Whole, section: &ReviewSection) -> AnyView {
    let change = paths::step(&whole.code, whole.draft, &section.step, false);
    view! {
        <section class="review">
            <div class="review-head">
                <h2>{section.title.clone()}</h2>
                {edit(language, change, section.title.clone())}
            </div>
            <ReviewList fields=section.fields.clone()/>
        </section>
    }
    .into_any()
}

fn edit(language: Language, href: String, what: String) -> AnyView {
    view! {
        <a class="button button-quiet" href=href>
            {text::filling::edit(language)}
            <span class="visually-hidden">" " {what}</span>
        </a>
    }
    .into_any()
}

fn files(language: Language, whole: &Whole, view: &ReviewView) -> AnyView {
    let title = text::step::files(language);
    let lines: Vec<FileLine> = view.files.iter().map(FileLine::from).collect();
    view! {
        <section class="review">
            <div class="review-head">
                <h2>{title}</h2>
                {edit(language, paths::step(&whole.code, whole.draft, paths::PAPERS_STEP, false), title.to_owned())}
            </div>
            {if lines.is_empty() {
                view! { <p class="quiet">{text::step::no_files(language)}</p> }.into_any()
            } else {
                view! { <FileList files=lines/> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// Who receives it, what it costs, when the answer comes.
fn facts(language: Language, view: &ReviewView) -> AnyView {
    let agency = view
        .agency
        .clone()
        .unwrap_or_else(|| text::step::receiver_unknown(language).to_owned());
    let time = view
        .time
        .as_ref()
        .map(|time| text::terms::within(language, &time.within));
    view! {
        <section class="review">
            <h2>{text::step::after_sending(language)}</h2>
            <p>{text::step::after_sending_text(language)}</p>
            <dl class="review-list">
                <div>
                    <dt>{text::step::receives(language)}</dt>
                    <dd>{agency}</dd>
                </div>
                {time
                    .map(|time| {
                        view! {
                            <div>
                                <dt>{text::procedure::time(language)}</dt>
                                <dd>{time}</dd>
                            </div>
                        }
                    })}
                {view
                    .due_if_now
                    .clone()
                    .map(|day| {
                        view! {
                            <div>
                                <dt>{text::step::expected(language)}</dt>
                                <dd>
                                    <strong>{day}</strong>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
            <h3>{text::step::to_pay(language)}</h3>
            {match view.quote.clone() {
                Some(quote) => view! { <FeeNote quote=quote/> }.into_any(),
                None => view! { <p>{text::terms::fee_unknown(language)}</p> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

fn send(language: Language, whole: &Whole, view: &ReviewView, may_send: bool, mends: bool) -> AnyView {
    let words = if mends {
        text::step::send_mended(language)
    } else {
        text::step::file_it(language)
    };
    view! {
        <form method="post" action=post::SUBMIT class="declaration" novalidate=true>
            <input type="hidden" name="draft" value=whole.draft.to_string()/>
            <input type="hidden" name="code" value=whole.code.clone()/>
            <input type="hidden" name="request" value=view.request.to_string()/>
            {view.receive.as_ref().map(|form| posting::choice(language, form))}
            <h2>{text::step::declaration(language)}</h2>
            <p>{view.declaration.clone()}</p>
            {if may_send {
                view! {
                    <div class="tick">
                        <input type="checkbox" id="cam-doan" name="declared" value="yes"/>
                        <label for="cam-doan">{text::step::i_declare(language)}</label>
                    </div>
                    <button class="button button-large">{words}</button>
                }
                    .into_any()
            } else {
                view! { <p class="quiet">{text::step::cannot_send_yet(language)}</p> }.into_any()
            }}
        </form>
    }
    .into_any()
}
