//! What an officer may do to a dossier, each with its own plain form: only what the law allows now. What must be mended is
//! chosen beside the answers and papers themselves; those boxes belong to the one form that asks for a supplement.

use leptos::prelude::*;

use super::desk_process::hand_on;
use crate::api::post;
use crate::components::{Button, Look, TextArea};
use crate::text;
use crate::views::{DeskActionKind, DeskDossier, Language};

/// The id of the form that asks for a supplement.
const ASKING: &str = "yeu-cau-bo-sung";

/// One action with its form. What is done most lies open; what needs words opens.
pub(super) fn action(language: Language, view: &DeskDossier, kind: DeskActionKind) -> AnyView {
    let reason = |label, hint| opened(language, view, kind, hint, said(view, "reason", label, "", kind));
    match kind {
        DeskActionKind::Accept => plain(language, view, kind, text::desk::accept_text(language), Look::Primary),
        DeskActionKind::StartProcessing => plain(language, view, kind, text::desk::start_text(language), Look::Primary),
        DeskActionKind::ReturnResult => hand_over(language, view),
        DeskActionKind::ConfirmWithdrawal => {
            let about = text::desk::withdrawal_text(language);
            plain(language, view, kind, about, Look::Secondary)
        }
        DeskActionKind::DeclineWithdrawal => reason(text::desk::reason(language), text::desk::decline_text(language)),
        DeskActionKind::Refuse => reason(text::desk::reason(language), text::desk::refuse_text(language)),
        DeskActionKind::Stop => reason(text::desk::reason(language), text::desk::stop_text(language)),
        DeskActionKind::OpenCorrection => {
            reason(text::desk::wrong_how(language), text::desk::correction_text(language))
        }
        DeskActionKind::Finish | DeskActionKind::Correct => {
            let hint = text::desk::result_hint(language);
            let box_ = said(view, "result", text::desk::result(language), hint, kind);
            opened(language, view, kind, "", box_)
        }
        DeskActionKind::Extend => opened(
            language,
            view,
            kind,
            text::desk::extend_text(language),
            new_date(language, view),
        ),
        DeskActionKind::AskSupplement => asking(language, view),
        DeskActionKind::TakeOver | DeskActionKind::GiveOn | DeskActionKind::PassStep | DeskActionKind::SendBackStep => {
            hand_on(language, view, kind)
        }
        DeskActionKind::Sign => plain(language, view, kind, text::results::sign_text(language), Look::Primary),
        DeskActionKind::DeclineSigning => reason(text::desk::reason(language), text::results::decline_text(language)),
        DeskActionKind::Revoke => reason(text::desk::reason(language), text::results::revoke_text(language)),
    }
}

pub(super) fn hidden(view: &DeskDossier, kind: DeskActionKind) -> AnyView {
    view! {
        <input type="hidden" name="number" value=view.receipt.number.clone()/>
        <input type="hidden" name="seen" value=view.seen.to_string()/>
        <input type="hidden" name="action" value=posted_as(kind)/>
    }
    .into_any()
}

pub(super) fn plain(
    language: Language,
    view: &DeskDossier,
    kind: DeskActionKind,
    about: &'static str,
    look: Look,
) -> AnyView {
    view! {
        <form method="post" action=post::ACT class="desk-action">
            {hidden(view, kind)}
            <p class="hint">{about}</p>
            <Button look=look>{text::desk::action(language, kind)}</Button>
        </form>
    }
    .into_any()
}

pub(super) fn opened(
    language: Language,
    view: &DeskDossier,
    kind: DeskActionKind,
    about: &'static str,
    inside: AnyView,
) -> AnyView {
    view! {
        <details class="desk-action" open=is_typed(view, kind)>
            <summary>{text::desk::action(language, kind)}</summary>
            <form method="post" action=post::ACT>
                {hidden(view, kind)}
                {(!about.is_empty()).then(|| view! { <p class="hint">{about}</p> })}
                {inside}
                <Button look=Look::Secondary>{text::desk::action(language, kind)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// A text that must be said with an action.
pub(super) fn said(
    view: &DeskDossier,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: DeskActionKind,
) -> AnyView {
    let id = [posted_as(kind), "-", name].concat();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=[&id, "-hint"].concat()>
                {hint}
            </p>
            <TextArea name=name id=id rows=3 value=typed(view, kind, name)/>
        </div>
    }
    .into_any()
}

/// The new date of an extension: working days with the day they lead to, or a day of its own; and the apology's reason.
fn new_date(language: Language, view: &DeskDossier) -> AnyView {
    let days = view
        .extensions
        .iter()
        .map(|(days, on)| {
            let is_chosen = typed(view, DeskActionKind::Extend, "said[days]") == days.to_string();
            view! { <option value=days.to_string() selected=is_chosen>{text::desk::days_later(language, *days, on)}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="extend-days">{text::desk::extend_by(language)}</label>
            <p class="hint" id="extend-days-hint">
                {text::desk::extend_by_hint(language)}
            </p>
            <select id="extend-days" name="said[days]" aria-describedby="extend-days-hint">
                <option value="">{text::desk::extend_choose(language)}</option>
                {days}
            </select>
        </div>
        <div class="field">
            <label for="extend-on">{text::desk::extend_on(language)}</label>
            <p class="hint" id="extend-on-hint">
                {text::desk::extend_on_hint(language)}
            </p>
            <input
                type="text"
                id="extend-on"
                name="said[on]"
                value=typed(view, DeskActionKind::Extend, "said[on]").to_owned()
                inputmode="numeric"
                autocomplete="off"
                aria-describedby="extend-on-hint"
            />
        </div>
        {said(
            view,
            "reason",
            text::desk::apology(language),
            text::desk::apology_hint(language),
            DeskActionKind::Extend,
        )}
    }
    .into_any()
}

/// How the result reaches the applicant, and who took it.
fn hand_over(language: Language, view: &DeskDossier) -> AnyView {
    let kind = DeskActionKind::ReturnResult;
    let ways = [
        ("online", text::desk::by_portal(language)),
        ("counter", text::desk::by_counter(language)),
    ];
    let chosen = match typed(view, kind, "said[how]") {
        "" => "online",
        chosen => chosen,
    };
    let ways = ways
        .map(|(value, words)| {
            let id = ["tra-", value].concat();
            view! {
                <div class="tick">
                    <input type="radio" id=id.clone() name="said[how]" value=value checked=value == chosen/>
                    <label for=id>{words}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=post::ACT class="desk-action">
            {hidden(view, kind)}
            <p class="hint">{text::desk::return_text(language)}</p>
            <fieldset class="field">
                <legend>{text::desk::returned_how(language)}</legend>
                {ways}
            </fieldset>
            <div class="field">
                <label for="nguoi-nhan">{text::desk::received_by(language)}</label>
                <p class="hint" id="nguoi-nhan-hint">
                    {text::desk::received_by_hint(language)}
                </p>
                <input type="text" id="nguoi-nhan" name="said[received_by]" value=typed(view, kind, "said[received_by]").to_owned() aria-describedby="nguoi-nhan-hint" autocomplete="off"/>
            </div>
            <Button>{text::desk::action(language, kind)}</Button>
        </form>
    }
    .into_any()
}

/// The one form of a supplement request; its boxes stand beside the answers and papers ([`defect`]).
fn asking(language: Language, view: &DeskDossier) -> AnyView {
    let kind = DeskActionKind::AskSupplement;
    view! {
        <form method="post" action=post::ACT class="desk-action" id=ASKING>
            {hidden(view, kind)}
            <p class="hint">{text::desk::supplement_text(language)}</p>
            {(!view.settled.is_empty()).then(|| view! { <p class="hint">{text::desk::settled_text(language)}</p> })}
            <Button look=Look::Secondary>{text::desk::action(language, kind)}</Button>
        </form>
    }
    .into_any()
}

/// The box beside an answer or a paper in which the officer says what must be mended; none where nothing may be asked.
pub(super) fn defect(language: Language, view: &DeskDossier, at: &str, label: &str) -> Option<AnyView> {
    if !view.allowed.contains(&DeskActionKind::AskSupplement) || view.settled.iter().any(|settled| settled == at) {
        return None;
    }
    let name = ["defects[", at, "]"].concat();
    let reason = typed(view, DeskActionKind::AskSupplement, &name);
    let id = ["sua-", at].concat();
    let shown = view! {
        <details class="defect" open=!reason.is_empty()>
            <summary>
                {text::desk::ask_here(language)} <span class="visually-hidden">": " {label.to_owned()}</span>
            </summary>
            <label for=id.clone()>{text::desk::reason_for(language)}</label>
            <TextArea name=name id=id rows=2 form=ASKING value=reason/>
        </details>
    };
    Some(shown.into_any())
}

/// Tells whether the form of an action was refused and keeps what was typed in it.
pub(super) fn is_typed(view: &DeskDossier, kind: DeskActionKind) -> bool {
    let action = view.beside.typed.get("action");
    action.is_some_and(|action| action == posted_as(kind))
}

/// Returns what was typed in the refused form of an action, by the name of its input.
pub(super) fn typed<'a>(view: &'a DeskDossier, kind: DeskActionKind, name: &str) -> &'a str {
    let kept = view.beside.typed.get(name).filter(|_| is_typed(view, kind));
    kept.map_or("", String::as_str)
}

/// Returns what `api::desk` calls an action.
const fn posted_as(kind: DeskActionKind) -> &'static str {
    match kind {
        DeskActionKind::Accept => "accept",
        DeskActionKind::AskSupplement => "ask_supplement",
        DeskActionKind::Refuse => "refuse",
        DeskActionKind::StartProcessing => "start_processing",
        DeskActionKind::Finish => "finish",
        DeskActionKind::ReturnResult => "return_result",
        DeskActionKind::Extend => "extend",
        DeskActionKind::ConfirmWithdrawal => "confirm_withdrawal",
        DeskActionKind::DeclineWithdrawal => "decline_withdrawal",
        DeskActionKind::Stop => "stop",
        DeskActionKind::OpenCorrection => "open_correction",
        DeskActionKind::Correct => "correct",
        DeskActionKind::TakeOver => "take_over",
        DeskActionKind::GiveOn => "give_on",
        DeskActionKind::PassStep => "pass_step",
        DeskActionKind::SendBackStep => "send_back_step",
        DeskActionKind::Sign => "sign",
        DeskActionKind::DeclineSigning => "decline_signing",
        DeskActionKind::Revoke => "revoke",
    }
}
