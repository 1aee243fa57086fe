//! The post clerk's list (bưu chính): what the carrier is to be given today, in one hand-over that both sign; what is on its
//! way; what came back. It shows recipients and sheets, and nothing else of a dossier.

use leptos::prelude::*;

use super::posting::{parcel, settle};
use crate::api::{post, posting as api};
use crate::components::{Breadcrumb, Button};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::posting as words;
use crate::views::{Language, PostLine, PostList};
use crate::{paths, text};

/// The agency's parcels.
#[component]
pub fn DeskPostPage() -> impl IntoView {
    load::page(api::posts(), shown)
}

fn shown(list: PostList) -> AnyView {
    let language = language();
    let title = words::title(language);
    let trail = if list.sees_dossiers {
        vec![(paths::DESK.to_owned(), text::desk::title(language).to_owned())]
    } else {
        Vec::new()
    };
    view! {
        <Page title=[title, " – ", &list.agency].concat() class="page page-narrow desk">
            <Breadcrumb trail=trail/>
            <h1>{title}</h1>
            <p class="lead">{words::lead(language)}</p>
            <section id="cho-giao">
                <h2>{headed(words::to_hand(language), list.ordered.len())}</h2>
                {hand_over(language, &list)}
            </section>
            <section id="dang-chuyen">
                <h2>{headed(words::on_the_way(language), list.on_the_way.len())}</h2>
                {lines(&list.on_the_way, words::on_the_way_none(language), |one| {
                    view! {
                        {about(language, &list, one)}
                        {parcel(language, one)}
                        {settle(language, one, |name| kept(&list, name))}
                    }
                    .into_any()
                })}
            </section>
            <section id="chuyen-hoan">
                <h2>{headed(words::came_back(language), list.came_back.len())}</h2>
                {lines(&list.came_back, words::came_back_none(language), |one| {
                    view! {
                        {about(language, &list, one)}
                        {parcel(language, one)}
                    }
                    .into_any()
                })}
                {(!list.came_back.is_empty()).then(|| view! { <p class="hint">{words::came_back_hint(language)}</p> })}
            </section>
            {(!list.delivered.is_empty())
                .then(|| {
                    view! {
                        <section id="da-phat">
                            <h2>{words::lately(language)}</h2>
                            {lines(&list.delivered, "", |one| {
                                view! {
                                    {about(language, &list, one)}
                                    {parcel(language, one)}
                                }
                                .into_any()
                            })}
                        </section>
                    }
                })}
        </Page>
    }
    .into_any()
}

fn headed(title: &str, count: usize) -> String {
    let count = text::number::grouped(u64::try_from(count).unwrap_or_default());
    [title, " (", &count, ")"].concat()
}

fn kept(list: &PostList, name: &str) -> String {
    list.typed.get(name).cloned().unwrap_or_default()
}

fn lines(all: &[PostLine], none: &'static str, one: impl Fn(&PostLine) -> AnyView) -> AnyView {
    if all.is_empty() {
        return view! { <p class="empty">{none}</p> }.into_any();
    }
    let all = all
        .iter()
        .map(|line| view! { <li class="line">{one(line)}</li> })
        .collect_view();
    view! { <ul class="lines">{all}</ul> }.into_any()
}

/// To whom a parcel goes, with its sheet.
fn about(language: Language, list: &PostList, one: &PostLine) -> AnyView {
    let dossier = if list.sees_dossiers {
        view! { <a href=paths::desk_dossier(&one.number)>{one.number.clone()}</a> }.into_any()
    } else {
        one.number.clone().into_any()
    };
    view! {
        <h3>{one.name.clone()} " · " {one.phone.clone()}</h3>
        <p>{one.address.clone()}</p>
        <p class="quiet">
            {dossier} " – " {one.procedure.clone()} " · "
            <a href=paths::post_sheet(&one.number, one.order)>{words::sheet(language)} " " {one.sheet.clone()}</a>
        </p>
    }
    .into_any()
}

/// The hand-over: a code for each parcel that goes now, and who signs for all of them.
fn hand_over(language: Language, list: &PostList) -> AnyView {
    if list.ordered.is_empty() {
        return view! { <p class="empty">{words::to_hand_none(language)}</p> }.into_any();
    }
    let parcels = list
        .ordered
        .iter()
        .map(|one| {
            let name = ["codes[", &paths::post_form(&one.number, one.order), "]"].concat();
            let id = ["ma-", &one.sheet.replace('/', "-")].concat();
            let hint = [&id, "-hint"].concat();
            let typed = kept(list, &name);
            view! {
                <li class="line">
                    {about(language, list, one)}
                    <div class="field">
                        <label for=id.clone()>
                            {words::item(language)} <span class="visually-hidden">" " {one.sheet.clone()}</span>
                        </label>
                        <p class="hint" id=hint.clone()>
                            {words::item_hint(language)}
                        </p>
                        <input
                            type="text"
                            id=id
                            name=name
                            value=typed
                            autocomplete="off"
                            autocapitalize="characters"
                            aria-describedby=hint
                        />
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=post::POST_SEND>
            <p class="hint">{words::to_hand_hint(language)}</p>
            <ul class="lines">{parcels}</ul>
            <div class="field">
                <label for="nguoi-buu-chinh">{words::carrier(language)}</label>
                <p class="hint" id="nguoi-buu-chinh-hint">
                    {words::carrier_hint(language)}
                </p>
                <input
                    type="text"
                    id="nguoi-buu-chinh"
                    name="carrier"
                    value=kept(list, "carrier")
                    autocomplete="off"
                    aria-describedby="nguoi-buu-chinh-hint"
                />
            </div>
            <Button>{words::hand_over(language)}</Button>
        </form>
    }
    .into_any()
}
