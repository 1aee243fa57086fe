//! One's own account (tài khoản): who it is held by, how it is signed in to, and every device signed in now, with a way to
//! sign each of them out.

use leptos::prelude::*;

use crate::api::{post, reads};
use crate::components::{Button, LevelNotice, Look};
use crate::load::{self, Page};
use crate::me::language;
use crate::text::notification as words;
use crate::views::{AccountView, ChannelView, DeviceLine, Language};
use crate::{paths, text};

/// The page of one's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    load::page(reads::my_account(), shown)
}

fn shown(account: AccountView) -> AnyView {
    let language = language();
    let title = text::account::title(language);
    let identities = if account.identities.is_empty() {
        text::account::no_identity(language).to_owned()
    } else {
        let named = account.identities.iter().map(|identity| {
            let since = text::account::since(language);
            [&identity.provider, " (", since, " ", &identity.linked_on, ")"].concat()
        });
        named.collect::<Vec<_>>().join(", ")
    };
    let level = account.assurance.map(|level| {
        let words = [text::account::level(language), " ", level.code()].concat();
        (text::account::assurance(language), words)
    });
    let facts = [
        Some((text::account::name(language), account.name)),
        account.number.map(|number| (text::account::number(language), number)),
        level,
        Some((text::account::identities(language), identities)),
    ];
    view! {
        <Page title=title class="page page-narrow">
            <h1>{title}</h1>
            <dl class="review-list">
                {facts
                    .into_iter()
                    .flatten()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            <LevelNotice/>
            <p>
                <a href=paths::ORGANISATIONS>{text::organisation::title(language)}</a>
            </p>
            {channels(language, account.channels, account.channels_of)}
            <section>
                <h2>{text::account::devices(language)}</h2>
                <p>{text::account::devices_text(language)}</p>
                <ul class="lines">{account.devices.into_iter().map(|line| device(language, line)).collect_view()}</ul>
                <form method="post" action=post::END_ALL_SESSIONS>
                    <Button look=Look::Secondary>{text::account::end_all(language)}</Button>
                </form>
            </section>
        </Page>
    }
    .into_any()
}

/// Where the person, or the organisation they act for, can be told besides the portal.
fn channels(language: Language, channels: Option<Vec<ChannelView>>, organisation: Option<String>) -> AnyView {
    let text = match &channels {
        None => words::channels_not_yours(language),
        Some(channels) if channels.is_empty() => words::no_channels(language),
        Some(_) => words::channels_text(language),
    };
    let of = organisation.map(|name| [": ", &name].concat());
    view! {
        <section id="kenh">
            <h2>{words::channels(language)} {of}</h2>
            <p>
                {text} " " <a href=paths::NOTIFICATIONS>{words::title(language)}</a>
            </p>
            {channels.unwrap_or_default().into_iter().map(|one| channel(language, one)).collect_view()}
        </section>
    }
    .into_any()
}

fn channel(language: Language, one: ChannelView) -> AnyView {
    let key = one.channel.key();
    let named = |part: &str| ["kenh-", key, part].concat();
    let state = match (one.address.is_empty(), one.is_verified) {
        (true, _) => None,
        (false, true) => Some(("status-line done", "✓", words::confirmed(language))),
        (false, false) => Some(("status-line waiting", "!", words::unconfirmed(language))),
    };
    let (mode, complete) = if one.channel.is_phone() {
        ("tel", "tel")
    } else {
        ("email", "email")
    };
    view! {
        <div class="line">
            <form method="post" action=post::CHANNEL>
                <input type="hidden" name="channel" value=key/>
                <div class="field">
                    <label for=named("")>{words::channel(language, one.channel)}</label>
                    <p class="hint" id=named("-hint")>{words::remove_hint(language)}</p>
                    <input
                        id=named("")
                        name="address"
                        value=one.address
                        maxlength="254"
                        inputmode=mode
                        autocomplete=complete
                        spellcheck="false"
                        aria-describedby=named("-hint")
                    />
                    {state
                        .map(|(class, sign, said)| {
                            view! {
                                <p class=class>
                                    <span aria-hidden="true">{sign}</span>
                                    " "
                                    {said}
                                </p>
                            }
                        })}
                </div>
                <div class="tick">
                    <input type="checkbox" id=named("-muon") name="wanted" value="yes" checked=one.wanted/>
                    <label for=named("-muon")>{words::wanted(language)}</label>
                </div>
                <Button look=Look::Secondary>
                    {words::save(language)}
                    <span class="visually-hidden">": " {words::channel(language, one.channel)}</span>
                </Button>
            </form>
            {one.awaits_code.then(|| confirm(language, key))}
        </div>
    }
    .into_any()
}

fn confirm(language: Language, key: &'static str) -> AnyView {
    let named = |part: &str| ["ma-", key, part].concat();
    view! {
        <form method="post" action=post::CONFIRM_CHANNEL>
            <input type="hidden" name="channel" value=key/>
            <div class="field">
                <label for=named("")>{words::type_code(language)}</label>
                <p class="hint" id=named("-hint")>{words::type_code_hint(language)}</p>
                <input
                    id=named("")
                    name="code"
                    class="w-10"
                    maxlength="20"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    aria-describedby=named("-hint")
                />
            </div>
            <Button>{words::confirm(language)}</Button>
        </form>
    }
    .into_any()
}

fn device(language: Language, line: DeviceLine) -> AnyView {
    let name = line.name.clone();
    view! {
        <li class="line">
            <h3>
                {line.name} " "
                {line.is_here.then(|| view! { <span class="tag">{text::account::here(language)}</span> })}
            </h3>
            <p class="quiet">
                {text::account::began(language)} " " {line.began} " · " {text::account::seen(language)} " " {line.seen}
            </p>
            <form method="post" action=post::END_SESSION>
                <input type="hidden" name="session" value=line.id/>
                <Button look=Look::Quiet>
                    {text::account::end(language)} <span class="visually-hidden">": " {name}</span>
                </Button>
            </form>
        </li>
    }
    .into_any()
}
