//! The steps of a dossier's process on its page at the desk, and handing it on: to the next step, back to an earlier one, to
//! oneself, or to another officer.

use leptos::prelude::*;

use super::desk_actions::{hidden, opened, plain, said, typed};
use crate::api::post;
use crate::components::{Button, Look};
use crate::text::{self, process as words};
use crate::views::{DeskActionKind, DeskDossier, Language, ProcessLine};

/// Where the dossier is and who has it.
pub(super) fn process(language: Language, view: &DeskDossier) -> Option<AnyView> {
    let all = &view.process;
    if all.steps.is_empty() && all.holder.is_none() {
        return None;
    }
    let holder = all.holder.clone().unwrap_or_else(|| words::nobody(language).to_owned());
    let steps = all.steps.iter().map(|one| step(language, one)).collect_view();
    Some(
        view! {
            <section id="buoc-xu-ly">
                <h2>{words::title(language)}</h2>
                <p>{words::holder(language)} ": " <strong>{holder}</strong></p>
                {(!all.steps.is_empty()).then(|| view! { <ol class="lines">{steps}</ol> })}
            </section>
        }
        .into_any(),
    )
}

fn step(language: Language, one: &ProcessLine) -> AnyView {
    let (class, sign) = match (one.is_present, one.is_late(), one.begun_at.is_some()) {
        (_, true, _) => ("status-line problem", "! "),
        (true, false, _) => ("status-line waiting", "→ "),
        (false, false, true) => ("status-line done", "✓ "),
        (false, false, false) => ("status-line", "– "),
    };
    let words_of_time = one.begun_at.as_ref().map(|at| {
        let late = one.is_late().then(|| [", ", words::late(language)].concat());
        view! { <p class="quiet">{at.clone()} " · " {words::hours(language, one)} {late}</p> }
    });
    let ahead = one.may_take.filter(|_| one.begun_at.is_none()).map(|most| {
        view! { <p class="quiet">{words::may_take(language, most)}</p> }
    });
    let back = one
        .sent_back
        .clone()
        .map(|reason| view! { <p>{words::back_because(language)} ": " {reason}</p> });
    let officer = one.officer.clone().map(|name| [" · ", &name].concat());
    view! {
        <li class="line" aria-current=one.is_present.then_some("step")>
            <p class=class>
                <span aria-hidden="true">{sign}</span>
                <strong>{one.name.clone()}</strong>
                {one.is_present.then(|| [" – ", words::present(language)].concat())}
            </p>
            <p class="quiet">{words::role(language, one.role)} {officer}</p>
            {words_of_time}
            {ahead}
            {back}
        </li>
    }
    .into_any()
}

/// The form of one of the four ways to hand it on.
pub(super) fn hand_on(language: Language, view: &DeskDossier, kind: DeskActionKind) -> AnyView {
    let chosen = typed(view, kind, "said[to]");
    match kind {
        DeskActionKind::PassStep => passing(language, view),
        DeskActionKind::SendBackStep => {
            let inside = view! {
                {choice("tra-lai-buoc", words::back_to(language), None, &view.process.back, chosen)}
                {said(view, "reason", words::back_why(language), words::back_hint(language), kind)}
            };
            opened(language, view, kind, "", inside.into_any())
        }
        DeskActionKind::GiveOn => {
            let inside = view! {
                {choice("giao-cho", words::to_whom(language), None, &view.process.officers, chosen)}
                {said(view, "reason", words::give_why(language), words::give_hint(language), kind)}
            };
            opened(language, view, kind, "", inside.into_any())
        }
        _ => plain(language, view, kind, words::take_text(language), Look::Secondary),
    }
}

/// The next step lies open: it is what is done most.
fn passing(language: Language, view: &DeskDossier) -> AnyView {
    let kind = DeskActionKind::PassStep;
    let (name, officers) = view.process.next.clone().unwrap_or_default();
    view! {
        <form method="post" action=post::ACT class="desk-action">
            {hidden(view, kind)}
            <p>"→ " <strong>{name}</strong></p>
            <p class="hint">{words::pass_text(language)}</p>
            {choice("chuyen-cho", words::to_whom(language), Some(words::by_load(language)), &officers, typed(view, kind, "said[to]"))}
            <Button>{text::desk::action(language, kind)}</Button>
        </form>
    }
    .into_any()
}

fn choice(
    id: &'static str,
    label: &'static str,
    first: Option<&'static str>,
    options: &[(String, String)],
    chosen: &str,
) -> AnyView {
    let options = options
        .iter()
        .map(|(value, name)| {
            let is_chosen = value == chosen;
            view! { <option value=value.clone() selected=is_chosen>{name.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id name="said[to]">
                {first.map(|words| view! { <option value="">{words}</option> })}
                {options}
            </select>
        </div>
    }
    .into_any()
}
