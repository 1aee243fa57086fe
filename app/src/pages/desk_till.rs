//! The officer's till (quầy thu): the cash of the day, its count, and the tills that were closed.

use leptos::prelude::*;

use crate::api::{payment as api, post};
use crate::components::{Breadcrumb, Button, TextArea};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::payment as words;
use crate::views::{Language, TillLine, TillView};
use crate::{paths, text};

/// The till.
#[component]
pub fn DeskTillPage() -> impl IntoView {
    load::page(api::till(), shown)
}

fn shown(view: TillView) -> AnyView {
    let language = language();
    let title = words::till_title(language);
    let trail = vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())];
    view! {
        <Page title=[title, " – ", &view.agency].concat() class="page page-narrow desk">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{words::till_lead(language)}</p>
            {match view.opened.clone() {
                Some(opened) => open(language, &view, &opened),
                None => view! { <p class="empty">{words::till_empty(language)}</p> }.into_any(),
            }}
            <section>
                <h2>{words::tills_closed(language)}</h2>
                {closed(language, &view.closed)}
            </section>
        </Page>
    }
    .into_any()
}

fn open(language: Language, view: &TillView, opened: &str) -> AnyView {
    let cash = view
        .cash
        .iter()
        .map(|line| {
            view! {
                <li>
                    <a href=paths::desk_dossier(&line.number)>{line.number.clone()}</a>
                    ": "
                    <strong>{words::signed(line.amount)}</strong>
                    " · "
                    {line.at.clone()}
                </li>
            }
        })
        .collect_view();
    let typed = |name: &str| view.typed.get(name).cloned().unwrap_or_default();
    view! {
        <section>
            <p class="quiet">{words::till_opened(language)} " " {opened.to_owned()}</p>
            <ul class="fee-lines">{cash}</ul>
            <p class="fee-total">
                {words::till_total(language)} ": " <strong>{words::signed(view.total)}</strong>
            </p>
            <form method="post" action=post::CLOSE_TILL>
                <div class="field">
                    <label for="dem-duoc">{words::till_counted(language)}</label>
                    <input
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        id="dem-duoc"
                        name="counted"
                        value=typed("counted")
                    />
                </div>
                <div class="field">
                    <label for="ly-do-lech">{words::till_reason(language)}</label>
                    <p class="hint" id="ly-do-lech-hint">
                        {words::till_reason_hint(language)}
                    </p>
                    <TextArea id="ly-do-lech" name="reason" rows=2 value=typed("reason")/>
                </div>
                <Button>{words::close_till(language)}</Button>
            </form>
        </section>
    }
    .into_any()
}

fn closed(language: Language, all: &[TillLine]) -> AnyView {
    if all.is_empty() {
        return view! { <p class="empty">{words::no_tills_closed(language)}</p> }.into_any();
    }
    let lines = all
        .iter()
        .map(|till| {
            view! {
                <li class="line">
                    <p><strong>{till.name.clone()}</strong> " · " {till.closed.clone()}</p>
                    <p>
                        {words::expected(language)} " " {text::number::money(till.expected)} " · "
                        {words::counted(language)} " " {text::number::money(till.counted)}
                    </p>
                    {(!till.reason.is_empty()).then(|| view! { <p class="quiet">{till.reason.clone()}</p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines">{lines}</ul> }.into_any()
}
