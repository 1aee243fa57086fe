//! The parts of a procedure's page: papers as a checklist, times, money, and everything the law adds.

use leptos::prelude::*;
use motcua_core::procedure::{Procedure, Quote, Step, Submit};

use crate::components::FeeNote;
use crate::text;
use crate::views::{DocumentView, FeeView, Language, TimeView};

/// The papers as a checklist to print, under their headings; alternatives stand together.
pub(super) fn documents(language: Language, documents: &[DocumentView]) -> AnyView {
    if documents.is_empty() {
        return view! { <p>{text::procedure::nothing_to_prepare(language)}</p> }.into_any();
    }
    let mut groups: Vec<(Option<&str>, Vec<&DocumentView>)> = Vec::new();
    for document in documents {
        let heading = document.group.as_deref();
        match groups.last_mut() {
            Some((last, papers)) if *last == heading => papers.push(document),
            Some(_) | None => groups.push((heading, vec![document])),
        }
    }
    groups
        .into_iter()
        .map(|(heading, papers)| {
            let heading = heading.map(|heading| view! { <h3>{heading.to_owned()}</h3> });
            let lines = papers
                .iter()
                .enumerate()
                .map(|(index, paper)| {
                    let first_of_choice = paper.one_of.is_some()
                        && (index == 0 || papers.get(index - 1).is_none_or(|before| before.one_of != paper.one_of));
                    document(language, paper, first_of_choice)
                })
                .collect_view();
            view! {
                {heading}
                <ul class="papers">{lines}</ul>
            }
        })
        .collect_view()
        .into_any()
}

fn document(language: Language, paper: &DocumentView, first_of_choice: bool) -> AnyView {
    let mut facts: Vec<String> = Vec::new();
    let counts = text::procedure::counts(language, paper.originals, paper.copies);
    if !counts.is_empty() {
        facts.push(counts);
    }
    facts.extend(paper.template.clone());
    match paper.submit {
        Submit::Upload => {}
        Submit::Present | Submit::Form | Submit::Paper => {
            facts.push(text::terms::submit(language, paper.submit).to_owned());
        }
    }
    if !paper.certain {
        facts.push(text::procedure::possible(language).to_owned());
    } else if !paper.required {
        facts.push(text::procedure::not_required(language).to_owned());
    }
    view! {
        {first_of_choice.then(|| view! { <li class="one-of">{text::procedure::one_of(language)}</li> })}
        <li class:alternative=paper.one_of.is_some() class:possible=!paper.certain>
            <span class="box" aria-hidden="true"></span>
            <div>
                {paper.name.clone()}
                <p class="quiet">{facts.join(" · ")}</p>
                {paper.note.clone().map(|note| view! { <p class="quiet">{note}</p> })}
            </div>
        </li>
    }
    .into_any()
}

/// The times, each with its channel.
pub(super) fn times(language: Language, times: &[TimeView]) -> AnyView {
    if times.is_empty() {
        return view! { <p>{text::terms::time_unknown(language)}</p> }.into_any();
    }
    let lines = times
        .iter()
        .map(|time| {
            let channel = time
                .channel
                .map(|channel| text::terms::channel(language, channel).to_owned() + ": ");
            let open = (!time.certain).then(|| [" (", text::terms::fee_varies(language), ")"].concat());
            view! {
                <li>
                    {channel} <strong>{text::terms::within(language, &time.within)}</strong> {open}
                    {time.note.clone().map(|note| view! { <p class="quiet">{note}</p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

/// What a filing costs with the answers given, through each channel, and below all rates there are.
pub(super) fn fees(language: Language, fees: &[FeeView], quotes: &[Quote]) -> AnyView {
    if fees.is_empty() {
        return view! { <p>{text::terms::fee_unknown(language)}</p> }.into_any();
    }
    let mut counted: Vec<(Vec<&'static str>, &Quote)> = Vec::new();
    for quote in quotes {
        let channel = text::terms::channel(language, quote.channel);
        match counted
            .iter_mut()
            .find(|(_, other)| (&other.lines, &other.total) == (&quote.lines, &quote.total))
        {
            Some((channels, _)) => channels.push(channel),
            None => counted.push((vec![channel], quote)),
        }
    }
    let all = view! { <ul>{fees.iter().map(|fee| rate(language, fee)).collect_view()}</ul> };
    if counted.is_empty() {
        return all.into_any();
    }
    view! {
        {counted
            .into_iter()
            .map(|(channels, quote)| {
                view! {
                    <h4>{channels.join(", ")}</h4>
                    <FeeNote quote=quote.clone()/>
                }
            })
            .collect_view()}
        <details>
            <summary>{text::fees::all_rates(language)}</summary>
            {all}
        </details>
    }
    .into_any()
}

fn rate(language: Language, fee: &FeeView) -> AnyView {
    let mut what = text::terms::fee_kind(language, fee.kind).to_owned();
    if let Some(name) = &fee.name {
        what.push_str(" · ");
        what.push_str(name);
    }
    if let Some(channel) = fee.channel {
        what.push_str(" · ");
        what.push_str(text::terms::channel(language, channel));
    }
    let each = fee.each.then(|| [" ", text::procedure::each(language)].concat());
    let asked_for = fee.on_request.then(|| [" ", text::fees::on_request(language)].concat());
    let open = (!fee.certain).then(|| [" (", text::terms::fee_varies(language), ")"].concat());
    let reductions = fee.reductions.iter().map(|one| text::fees::reduction(language, one));
    let exemptions = fee.exemptions.iter().map(|one| text::fees::exemption(language, one));
    view! {
        <li>
            {what} ": " <strong>{text::terms::amount(language, &fee.amount)}</strong> {each} {asked_for} {open}
            {fee
                .ground
                .iter()
                .cloned()
                .chain(reductions)
                .chain(exemptions)
                .map(|words| view! { <p class="quiet">{words}</p> })
                .collect_view()}
        </li>
    }
    .into_any()
}

/// Conditions, steps, results, law, what was kept as text, and the details of the record.
pub(super) fn rest(language: Language, procedure: &Procedure, sector: &str) -> AnyView {
    let section = |title: &'static str, list: Vec<String>, ordered: bool| {
        (!list.is_empty()).then(|| {
            let items = list.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            let list = if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            };
            view! {
                <section>
                    <h2>{title}</h2>
                    {list}
                </section>
            }
            .into_any()
        })
    };
    let results = procedure.results.iter().map(|result| match &result.code {
        Some(code) => [&result.name, " (", code, ")"].concat(),
        None => result.name.clone(),
    });
    let law = procedure.legal_basis.iter().map(|law| match &law.name {
        Some(name) => [&law.number, " · ", name].concat(),
        None => law.number.clone(),
    });
    let steps = procedure.steps.iter().map(|step| step_line(language, step));
    let kept = procedure
        .kept
        .iter()
        .map(|kept| {
            view! {
                <details>
                    <summary>
                        {text::procedure::kept(language)} ": " {text::procedure::kept_part(language, &kept.part)}
                    </summary>
                    <p class="kept">{kept.text.clone()}</p>
                </details>
            }
        })
        .collect_view();
    view! {
        {section(text::procedure::results(language), results.collect(), false)}
        {section(text::procedure::requirements(language), procedure.requirements.clone(), false)}
        {section(text::procedure::steps(language), steps.collect(), true)}
        {section(text::procedure::law(language), law.collect(), false)}
        {kept}
        {details(language, procedure, sector)}
    }
    .into_any()
}

fn step_line(language: Language, step: &Step) -> String {
    let mut line = step.who.clone().unwrap_or_default();
    if let Some(what) = &step.what {
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(what);
    }
    if let Some(hours) = step.hours {
        line.push_str(" (");
        line.push_str(&text::procedure::step_hours(language, hours));
        line.push(')');
    }
    line
}

fn details(language: Language, procedure: &Procedure, sector: &str) -> AnyView {
    let joined = |words: Vec<&str>| words.join(", ");
    let mut level = [
        &text::terms::level_number(language, procedure.level),
        " · ",
        text::terms::level(language, procedure.level),
    ]
    .concat();
    if let Some(coverage) = text::terms::coverage(language, procedure.coverage) {
        level.push_str(", ");
        level.push_str(coverage);
    }
    let lines = [
        (text::procedure::code(language), procedure.code.as_str().to_owned()),
        (text::procedure::sector(language), sector.to_owned()),
        (text::home::filter_level(language), level),
        (
            text::procedure::for_whom(language),
            joined(
                procedure
                    .audience
                    .iter()
                    .map(|one| text::terms::audience(language, *one))
                    .collect(),
            ),
        ),
        (
            text::procedure::channels(language),
            joined(
                procedure
                    .channels
                    .iter()
                    .map(|one| text::terms::channel(language, *one))
                    .collect(),
            ),
        ),
        (
            text::procedure::notes(language),
            procedure.notes.clone().unwrap_or_default(),
        ),
        (
            text::procedure::as_of(language),
            procedure.as_of.clone().unwrap_or_default(),
        ),
    ];
    view! {
        <section>
            <h2>{text::procedure::details(language)}</h2>
            <dl class="details">
                {lines
                    .into_iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
                    .collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
