//! The desk's queue (danh sách hồ sơ chờ): a table on a desktop, cards on a phone; lateness in words with a sign.

use leptos::prelude::*;

use super::tracked::status_look;
use crate::api::reads;
use crate::load::{self, Page};
use crate::me::{language, use_me};
use crate::views::{DeskLine, Language};
use crate::{paths, text};

/// Working minutes under which a dossier is due soon: one day.
const SOON: i64 = 480;

/// The officer's queue.
#[component]
pub fn DeskPage() -> impl IntoView {
    load::page(reads::queue(), shown)
}

fn shown(lines: Vec<DeskLine>) -> AnyView {
    let language = language();
    let title = text::desk::title(language);
    let agency = use_me().with_untracked(|me| me.agency.as_ref().map(|(_, name)| name.clone()));
    let body = if lines.is_empty() {
        view! { <p class="empty">{text::desk::empty(language)}</p> }.into_any()
    } else {
        table(language, lines)
    };
    view! {
        <Page title=title class="page desk">
            <h1>{title}</h1>
            {agency.map(|agency| view! { <p class="quiet">{agency}</p> })}
            {body}
        </Page>
    }
    .into_any()
}

fn table(language: Language, lines: Vec<DeskLine>) -> AnyView {
    let heads = [
        text::desk::number(language),
        text::desk::procedure(language),
        text::desk::applicant(language),
        text::desk::status(language),
        text::desk::sent(language),
        text::desk::due(language),
    ];
    view! {
        <table class="queue">
            <thead>
                <tr>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{lines.into_iter().map(|line| row(language, heads, line)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(language: Language, heads: [&'static str; 6], line: DeskLine) -> AnyView {
    let [_, procedure, applicant, status, sent, due] = heads;
    let (class, sign) = status_look(line.status);
    view! {
        <tr>
            <th scope="row">
                <a href=paths::desk_dossier(&line.number)>{line.number.clone()}</a>
            </th>
            <td data-head=procedure>{line.procedure}</td>
            <td data-head=applicant>{line.applicant}</td>
            <td data-head=status>
                <span class=class>
                    <span aria-hidden="true">{sign}</span>
                    " "
                    {text::dossier::status(language, line.status)}
                </span>
            </td>
            <td data-head=sent>{line.submitted_at}</td>
            <td data-head=due>{due_words(language, line.due_on, line.minutes_left)}</td>
        </tr>
    }
    .into_any()
}

fn due_words(language: Language, due_on: Option<String>, left: Option<i64>) -> AnyView {
    let Some(left) = left else {
        return view! {
            {due_on}
            <span class="quiet">" " {text::desk::waiting(language)}</span>
        }
        .into_any();
    };
    let (class, sign, words) = if left < 0 {
        ("lateness late", "! ", text::desk::late(language))
    } else if left <= SOON {
        ("lateness soon", "◷ ", text::desk::soon(language))
    } else {
        ("lateness", "✓ ", text::desk::in_time(language))
    };
    let more = if left < 0 {
        String::new()
    } else {
        [": ", &text::dossier::time_left(language, left)].concat()
    };
    let words = if left < 0 {
        text::dossier::time_left(language, left)
    } else {
        words.to_owned()
    };
    view! {
        {due_on}
        " "
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            {words}
            {more}
        </span>
    }
    .into_any()
}
