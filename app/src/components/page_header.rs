//! Page header (đầu trang): emblem and province, search, my dossiers, sign-in, language. One line on a phone. The first
//! link skips to the content. On the demonstration portal a band says so on every page.

use leptos::prelude::*;

use crate::api::post;
use crate::me::{language, use_me};
use crate::views::{Language, Role, SessionClock};
use crate::{paths, text};

/// The header of every page.
#[component]
pub fn PageHeader() -> impl IntoView {
    let language = language();
    let me = use_me();
    let province = me.with_untracked(|me| me.province.clone());
    let demonstration = me.with_untracked(|me| me.demonstration);
    let (other, other_lang) = match language {
        Language::Vi => ("en", "en"),
        Language::En => ("vi", "vi"),
    };
    view! {
        <a class="skip" href="#noi-dung">{text::common::skip(language)}</a>
        {demonstration.then(|| view! { <aside class="demo">{text::common::demonstration(language)}</aside> })}
        <header class="page-header">
            <div class="page-header-line">
                <a class="brand" href=paths::HOME>
                    <img src="/emblem.svg" alt="" width="40" height="40"/>
                    <span>
                        <span class="brand-portal">{text::common::portal(language)}</span>
                        <strong class="brand-province">{province}</strong>
                    </span>
                </a>
                <nav aria-label=text::common::main_menu(language)>
                    <ul class="menu">
                        <li>
                            <a class="menu-search" href=paths::PROCEDURES>
                                <svg viewBox="0 0 24 24" aria-hidden="true" width="24" height="24">
                                    <circle cx="10" cy="10" r="6"/>
                                    <path d="m15 15 6 6"/>
                                </svg>
                                <span>{text::common::find_service(language)}</span>
                            </a>
                        </li>
                        {move || person(language, &me.get())}
                        <li>
                            <form method="post" action=post::LANGUAGE data-plain="">
                                <button class="menu-button" name="language" value=other lang=other_lang>
                                    <span class="menu-long">{text::common::change_language(language)}</span>
                                    <abbr class="menu-short" aria-hidden="true">{other}</abbr>
                                </button>
                            </form>
                        </li>
                    </ul>
                </nav>
            </div>
            <div class="drum" aria-hidden="true"></div>
        </header>
        <div class="acting">
            {me.with_untracked(|me| me.acting.is_some().then(|| me.name.clone()).flatten())
                .map(|organisation| acting_for(language, organisation))}
        </div>
        {me.with_untracked(|me| me.session.clone()).map(|clock| session_notice(language, clock))}
    }
    .into_any()
}

/// Says for whom somebody acts, on every page, and lets them stop.
fn acting_for(language: Language, organisation: String) -> AnyView {
    view! {
        <aside class="session-notice acting-notice" aria-label=text::organisation::on_behalf(language)>
            <form method="post" action=post::ACT_FOR data-plain="">
                {text::organisation::on_behalf(language)} " " <strong>{organisation}</strong> ". "
                <button class="button button-quiet">{text::organisation::stop(language)}</button>
            </form>
        </aside>
    }
    .into_any()
}

/// Says that the session will end: at once when its last hour is near, and by script when nothing was done for long.
fn session_notice(language: Language, clock: SessionClock) -> AnyView {
    let ends = clock.ends_at.map(|time| {
        view! {
            <aside class="session-notice" aria-label=text::account::ends_at(language)>
                {text::account::ends_at(language)} " " {time} ". "
                <a href=paths::SIGN_IN>{text::account::sign_in_again(language)}</a>
            </aside>
        }
    });
    view! {
        {ends}
        <aside class="session-notice" id="sap-het" role="status" hidden data-after=clock.idle_notice_seconds>
            {text::account::idle(language)} " "
            <button type="button" class="button button-quiet">{text::account::stay(language)}</button>
        </aside>
    }
    .into_any()
}

/// A bell with the number of messages not read.
fn notices(language: Language, unread: u32) -> AnyView {
    let count = if unread > 99 {
        "99+".to_owned()
    } else {
        unread.to_string()
    };
    view! {
        <li>
            <a class="menu-bell" href=paths::NOTIFICATIONS>
                <svg viewBox="0 0 24 24" aria-hidden="true" width="24" height="24">
                    <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4ZM10 21h4"/>
                </svg>
                <span class="visually-hidden">{text::common::notices(language)}</span>
                {(unread > 0)
                    .then(|| {
                        view! {
                            <span class="menu-count">
                                {count} <span class="visually-hidden">" " {text::common::unread(language)}</span>
                            </span>
                        }
                    })}
            </a>
        </li>
    }
    .into_any()
}

fn person(language: Language, me: &crate::views::Me) -> AnyView {
    let link = |href: &'static str, words: &'static str| view! { <li><a href=href>{words}</a></li> };
    let both = |long: &'static str, short: &'static str| {
        view! {
            <span class="menu-long">{long}</span>
            <span class="menu-short" aria-hidden="true">{short}</span>
        }
    };
    let out = move || {
        view! {
            <li>
                <form method="post" action=post::SIGN_OUT>
                    <button class="menu-button">
                        {both(text::common::sign_out(language), text::common::sign_out_short(language))}
                    </button>
                </form>
            </li>
        }
    };
    match me.role {
        Role::Visitor => link(paths::SIGN_IN, text::common::sign_in(language)).into_any(),
        Role::Administrator => (
            link(paths::DELIVERIES, text::common::stuck(language)),
            link(paths::ACCOUNT, text::account::title(language)),
            out(),
        )
            .into_any(),
        Role::Citizen | Role::Helper => {
            let words = both(
                text::common::my_dossiers(language),
                text::common::my_dossiers_short(language),
            );
            (
                notices(language, me.unread),
                view! { <li><a href=paths::MINE>{words}</a></li> },
                out(),
            )
                .into_any()
        }
        Role::Officer => {
            let words = both(text::common::desk(language), text::common::my_dossiers_short(language));
            let told = (me.unread > 0).then(|| notices(language, me.unread));
            (told, view! { <li><a href=me.desk()>{words}</a></li> }, out()).into_any()
        }
    }
}
