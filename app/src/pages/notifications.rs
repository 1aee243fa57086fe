//! What a person was told (thông báo của tôi), the latest first. Reading is marked by a button, without script too; what
//! marks it loads a document, for the count stands outside of what a page brings along.

use leptos::prelude::*;
use motcua_core::notification::Matter;
use motcua_core::page::Paged;

use crate::api::{notifications, post};
use crate::components::{Button, Look, MoreLines};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::notification as words;
use crate::views::{Language, NotificationLine};
use crate::{paths, text};

/// The person's notifications.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let after = load::in_query(paths::AFTER);
    let is_begun = !after.is_empty();
    load::page(notifications::my_notifications(after), move |paged| {
        shown(paged, is_begun)
    })
}

fn shown(paged: Paged<NotificationLine>, is_begun: bool) -> AnyView {
    let language = language();
    let title = words::title(language);
    let has_news = paged.lines.iter().any(|line| !line.is_read);
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            {has_news
                .then(|| {
                    view! {
                        <form method="post" action=post::READ data-plain="">
                            <Button look=Look::Secondary>{words::read_all(language)}</Button>
                        </form>
                    }
                })}
            {if paged.lines.is_empty() {
                view! { <p class="quiet">{words::none(language)}</p> }.into_any()
            } else {
                let lines = paged.lines.into_iter().map(|one| line(language, one)).collect_view();
                view! { <ul class="lines">{lines}</ul> }.into_any()
            }}
            <MoreLines path=paths::NOTIFICATIONS is_begun=is_begun next=paged.next/>
            <p>
                <a href=paths::CHANNELS>{words::also_by(language)}</a>
            </p>
            <p>
                <a href=paths::GENUINE>{words::check_link(language)}</a>
            </p>
        </Page>
    }
    .into_any()
}

/// Returns the page on which what it is about is read.
fn place(line: &NotificationLine) -> String {
    match line.question {
        Some(question) => paths::question(&line.number, question),
        None if line.matter.is_desks() => paths::desk_dossier(&line.number),
        None if line.matter == Matter::Message => paths::messages(&paths::tracked(&line.number)),
        None => paths::tracked(&line.number),
    }
}

fn line(language: Language, line: NotificationLine) -> AnyView {
    let amount = line.amount.map(text::number::money);
    let told = words::told(
        language,
        line.matter,
        &words::Facts {
            procedure: &line.procedure,
            number: &line.number,
            agency: &line.agency,
            body: &line.body,
            step: &line.step,
            due: line.due.as_deref(),
            amount: amount.as_deref(),
            digits: "",
            item: line.item.as_deref().unwrap_or_default(),
        },
    );
    let title = words::matter(language, line.matter);
    let open = match (line.question, line.matter.asks()) {
        (Some(_), _) => words::answer(language),
        (None, true) => words::mend(language),
        (None, false) => words::open(language),
    };
    view! {
        <li class=if line.is_read { "line" } else { "line line-new" }>
            <h2 class="line-title">
                {(!line.is_read)
                    .then(|| view! { <span class="tag">{words::new(language)}</span> " " })}
                {title}
            </h2>
            <p>{told}</p>
            <p class="quiet">{line.number.clone()} " · " {line.at.clone()}</p>
            <div class="line-actions">
                {(!line.number.is_empty())
                    .then(|| {
                        view! {
                            <a href=place(&line)>
                                {open} <span class="visually-hidden">" " {line.number.clone()}</span>
                            </a>
                        }
                    })}
                {(!line.is_read)
                    .then(|| {
                        view! {
                            <form method="post" action=post::READ data-plain="">
                                <input type="hidden" name="id" value=line.id.to_string()/>
                                <Button look=Look::Quiet>
                                    {words::read(language)}
                                    <span class="visually-hidden">": " {title} " " {line.number.clone()}</span>
                                </Button>
                            </form>
                        }
                    })}
            </div>
        </li>
    }
    .into_any()
}
