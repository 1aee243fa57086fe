//! What is written beside a dossier (trao đổi, ghi chú nội bộ): the thread of messages, the same for applicant and desk but for
//! who writes, and the notes only the desk sees. Words stand as typed; nothing in them is a link.

use leptos::prelude::*;
use motcua_core::talk::Side;

use crate::api::post;
use crate::components::{Button, Look, TextArea};
use crate::text::talk as words;
use crate::views::{Beside, Language, MessageLine, NoteLine, ThreadView};

/// The id of the messages on a page.
pub(super) const MESSAGES: &str = "trao-doi";
/// The id of the notes on a page.
pub(super) const NOTES: &str = "ghi-chu";

/// The messages of a dossier with the form for another, seen from one side.
pub(super) fn thread(language: Language, number: &str, side: Side, view: &ThreadView) -> AnyView {
    let (title, lead, hint, to) = match side {
        Side::Applicant => (
            words::messages(language),
            words::lead(language),
            words::composer_hint(language),
            post::WRITE,
        ),
        Side::Agency => (
            words::messages_of_desk(language),
            words::desk_lead(language),
            words::desk_composer_hint(language),
            post::DESK_WRITE,
        ),
    };
    let lines = view.lines.iter().map(|line| message(language, line)).collect_view();
    view! {
        <section class="thread" id=MESSAGES>
            <h2>{title}</h2>
            {view.is_open.then(|| view! { <p class="quiet">{lead}</p> })}
            {if view.lines.is_empty() {
                view! { <p class="quiet">{words::none_yet(language)}</p> }.into_any()
            } else {
                view! { <ol class="messages">{lines}</ol> }.into_any()
            }}
            {if view.is_open {
                writer(
                    Form { to, number, request: &view.request, typed: &view.typed, id: "tin-nhan" },
                    words::composer(language),
                    hint,
                    words::send(language),
                )
            } else {
                view! { <p class="quiet">{words::closed(language)}</p> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// The notes of the desk's own with the form for another.
pub(super) fn notes(language: Language, number: &str, beside: &Beside) -> AnyView {
    let lines = beside.notes.iter().map(note).collect_view();
    let typed = &beside.note_typed;
    view! {
        <section class="thread" id=NOTES>
            <h2>{words::notes(language)}</h2>
            <p class="quiet">{words::notes_lead(language)}</p>
            {if beside.notes.is_empty() {
                view! { <p class="quiet">{words::no_notes(language)}</p> }.into_any()
            } else {
                view! { <ol class="messages">{lines}</ol> }.into_any()
            }}
            {writer(
                Form { to: post::NOTE, number, request: &beside.request, typed, id: "ghi-chu-moi" },
                words::note(language),
                words::note_hint(language),
                words::keep_note(language),
            )}
        </section>
    }
    .into_any()
}

/// Where words are posted, and with what.
struct Form<'a> {
    to: &'static str,
    number: &'a str,
    request: &'a str,
    typed: &'a str,
    id: &'static str,
}

fn writer(form: Form<'_>, label: &'static str, hint: &'static str, send: &'static str) -> AnyView {
    view! {
        <form method="post" action=form.to>
            <input type="hidden" name="number" value=form.number.to_owned()/>
            <input type="hidden" name="request" value=form.request.to_owned()/>
            <div class="field">
                <label for=form.id>{label}</label>
                <p class="hint" id=[form.id, "-hint"].concat()>
                    {hint}
                </p>
                <TextArea name="text" id=form.id rows=3 value=form.typed/>
            </div>
            <Button look=Look::Secondary>{send}</Button>
        </form>
    }
    .into_any()
}

fn message(language: Language, line: &MessageLine) -> AnyView {
    let side = match (line.is_own, line.from) {
        (true, Side::Applicant) => words::you(language),
        (false, Side::Applicant) => words::applicant(language),
        (_, Side::Agency) => words::agency(language),
    };
    let state = match (&line.read_at, line.is_own) {
        (Some(at), true) => Some([words::read_at(language), " ", at].concat()),
        (None, true) => Some(words::not_read(language).to_owned()),
        (Some(_), false) => None,
        (None, false) => Some(words::new(language).to_owned()),
    };
    let is_new = !line.is_own && line.read_at.is_none();
    view! {
        <li class=if line.is_own { "message own" } else { "message" }>
            <p class="message-head">
                <strong>{side}</strong>
                " · "
                {line.who.clone()}
                " · "
                {line.at.clone()}
                {state.map(|state| if is_new {
                    view! { " " <span class="tag">{state}</span> }.into_any()
                } else {
                    view! { " · " {state} }.into_any()
                })}
            </p>
            <p class="message-text">{line.text.clone()}</p>
        </li>
    }
    .into_any()
}

fn note(line: &NoteLine) -> AnyView {
    view! {
        <li class="message">
            <p class="message-head">
                <strong>{line.who.clone()}</strong>
                " · "
                {line.at.clone()}
            </p>
            <p class="message-text">{line.text.clone()}</p>
        </li>
    }
    .into_any()
}
