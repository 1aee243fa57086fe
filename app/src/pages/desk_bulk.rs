//! What became of an action on many dossiers (kết quả xử lý nhiều hồ sơ): a line for each, what was not done first. While it is
//! under way the page reloads by itself; what was broken off is gone on with by one button.

use leptos::prelude::*;

use crate::api::{ApiError, post, queue as api};
use crate::components::{Alert, Button, Look, Tone};
use crate::load::{self, Page};
use crate::me::language;
use crate::views::{BulkLine, BulkView, Language};
use crate::{paths, text};

/// The outcome, dossier by dossier.
#[component]
pub fn DeskBulkPage() -> impl IntoView {
    load::page(api::outcome(load::in_path("request")), shown)
}

fn shown(bulk: BulkView) -> AnyView {
    let language = language();
    let title = text::queue::outcome(language);
    let what = match &bulk.to {
        Some(to) => [text::queue::to(language), " ", to].concat(),
        None => text::queue::bulk(language, bulk.kind).to_owned(),
    };
    let all = bulk.lines.len();
    let waiting = bulk.count(|outcome| outcome == "waiting");
    let done = bulk.count(|outcome| outcome == "done");
    let tone = if waiting == 0 && done == all {
        Tone::Done
    } else {
        Tone::Notice
    };
    let under_way = (waiting > 0).then(|| {
        view! {
            <leptos_meta::Meta http_equiv="refresh" content="3"/>
            <p>{text::queue::going_on(language)}</p>
            <progress max=all.to_string() value=(all - waiting).to_string()>{text::queue::progress(language, all - waiting, all)}</progress>
            <form method="post" action=post::BULK>
                <input type="hidden" name="request" value=bulk.request.clone()/>
                <input type="hidden" name="action" value=bulk.kind.key()/>
                <Button look=Look::Quiet>{text::queue::go_on(language)}</Button>
            </form>
        }
    });
    let rows = bulk.lines.iter().map(|line| row(language, line)).collect_view();
    view! {
        <Page title=title class="page desk">
            <h1>{title}</h1>
            <p class="quiet">{what} " · " {bulk.at}</p>
            <Alert tone=tone title=text::queue::progress(language, done, all)>{under_way}</Alert>
            <table class="queue outcomes">
                <thead>
                    <tr>
                        <th scope="col">{text::desk::number(language)}</th>
                        <th scope="col">{text::queue::outcome(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p><a href=paths::DESK>{text::queue::back(language)}</a></p>
        </Page>
    }
    .into_any()
}

fn row(language: Language, line: &BulkLine) -> AnyView {
    let (class, sign, words) = match line.outcome.as_str() {
        "done" => ("lateness", "✓ ", text::queue::outcome_done(language).to_owned()),
        "waiting" => ("quiet", "", text::queue::outcome_waiting(language).to_owned()),
        "fault" => ("lateness late", "! ", text::queue::fault(language).to_owned()),
        told => {
            let why = ApiError::from_told(told).map(|error| text::error::said_in_full(language, &error).1);
            let why = why.unwrap_or_else(|| told.to_owned());
            (
                "lateness soon",
                "! ",
                [text::queue::not_done(language), ": ", &why].concat(),
            )
        }
    };
    view! {
        <tr>
            <th scope="row"><a href=paths::desk_dossier(&line.number)>{line.number.clone()}</a></th>
            <td data-head=text::queue::outcome(language)>
                <span class=class><span aria-hidden="true">{sign}</span>{words}</span>
            </td>
        </tr>
    }
    .into_any()
}
