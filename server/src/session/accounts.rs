//! Sign-in and sign-out for the pages: the portal's sessions, handed to the browser as a cookie.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
};

use axum_extra::extract::cookie::Cookie;
use http::{HeaderValue, header, request::Parts};
use leptos::context::use_context;
use leptos_axum::ResponseOptions;
use motcua_app::{
    api::{ApiError, landing},
    backend::{Accounts, Reply},
    views::{AccountView, DelegationInput, LinkOffer, Me, OrganisationsView, Person, ProviderLine},
};

use motcua_core::id::{AccountId, SessionId};

use super::{Asking, cookie};
use crate::{
    gate::Caller,
    security::client::household,
    services::{
        Portal,
        accounts::Token,
        local::{Typed, Whence},
    },
};

/// Sessions as pages begin and end them.
#[derive(Clone)]
pub struct SessionAccounts {
    portal: Portal,
    is_https: bool,
}

impl SessionAccounts {
    /// Makes the port; over TLS its cookies are the secure ones.
    pub fn new(portal: Portal, is_https: bool) -> Self {
        Self { portal, is_https }
    }

    /// Hands a new session to the browser. A token from before ends here: whoever planted it stays outside.
    async fn begun(&self, exchange: &Exchange, token: &Token) -> Result<(), ApiError> {
        if let Some(before) = &exchange.token {
            self.portal.close_session(before).await?;
        }
        exchange.set(&cookie::given(token, self.is_https));
        Ok(())
    }
}

/// What of the request is needed after the first wait, when its context may be gone.
struct Exchange {
    response: ResponseOptions,
    token: Option<Token>,
    browser: Option<Token>,
    device: Option<Token>,
    parked: Option<Token>,
    caller: IpAddr,
    user_agent: String,
}

impl Exchange {
    fn of_context(is_https: bool) -> Result<Self, ApiError> {
        let parts = use_context::<Parts>().ok_or(ApiError::Unavailable)?;
        let response = use_context::<ResponseOptions>().ok_or(ApiError::Unavailable)?;
        let user_agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|name| name.to_str().ok())
            .unwrap_or_default();
        Ok(Self {
            response,
            token: parts.extensions.get::<Asking>().and_then(|asking| asking.token.clone()),
            device: cookie::device(&parts.headers, is_https),
            parked: cookie::parked(&parts.headers, is_https),
            caller: parts
                .extensions
                .get::<Caller>()
                .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |caller| caller.0),
            browser: cookie::browser(&parts.headers, is_https),
            user_agent: user_agent.to_owned(),
        })
    }

    fn set(&self, cookie: &Cookie<'_>) {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            self.response.append_header(header::SET_COOKIE, value);
        }
    }
}

impl Accounts for SessionAccounts {
    fn demonstration(&self) -> Reply<'_, Vec<Person>> {
        let people = self.portal.demonstration_people().map_err(ApiError::from);
        Box::pin(async move { people })
    }

    fn sign_in(&self, person: String) -> Reply<'_, Me> {
        let exchange = Exchange::of_context(self.is_https);
        Box::pin(async move {
            let exchange = exchange?;
            let (token, me) = self.portal.open_session(&person, &exchange.user_agent).await?;
            self.begun(&exchange, &token).await?;
            Ok(me)
        })
    }

    fn sign_in_staff(&self, login: String, password: String, code: String) -> Reply<'_, Me> {
        let exchange = Exchange::of_context(self.is_https);
        Box::pin(async move {
            let exchange = exchange?;
            let typed = Typed { login, password, code };
            let whence = Whence {
                device: exchange.device.clone(),
                address: household(exchange.caller).to_string(),
                user_agent: exchange.user_agent.clone(),
            };
            let entered = self.portal.sign_in_local(typed, whence).await?;
            self.begun(&exchange, &entered.token).await?;
            exchange.set(&cookie::device_given(&entered.device, self.is_https));
            Ok(entered.me)
        })
    }

    fn providers(&self) -> Reply<'_, Vec<ProviderLine>> {
        let known = self.portal.parts().providers.iter();
        let lines = known.map(|(key, name)| ProviderLine {
            key: key.clone(),
            name: name.clone(),
        });
        let lines = lines.collect();
        Box::pin(async move { Ok(lines) })
    }

    fn link_offer(&self) -> Reply<'_, LinkOffer> {
        let exchange = Exchange::of_context(self.is_https);
        Box::pin(async move { Ok(self.portal.link_offer(exchange?.browser.as_ref()).await?) })
    }

    fn take_link_offer(&self) -> Reply<'_, String> {
        let exchange = Exchange::of_context(self.is_https);
        Box::pin(async move {
            let exchange = exchange?;
            let taken = self
                .portal
                .take_link_offer(exchange.browser.as_ref(), &exchange.user_agent);
            let (token, me, next) = taken.await?;
            self.begun(&exchange, &token).await?;
            Ok(landing(&me, &next))
        })
    }

    fn account(&self, me: &Me) -> Reply<'_, AccountView> {
        let (me, exchange) = (me.clone(), Exchange::of_context(self.is_https));
        Box::pin(async move { Ok(self.portal.account(&me, exchange?.token.as_ref()).await?) })
    }

    fn end_session(&self, me: &Me, session: SessionId) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.end_sessions(&me, Some(session)).await?) })
    }

    fn end_all_sessions(&self, me: &Me) -> Reply<'_, ()> {
        let (me, exchange) = (me.clone(), Exchange::of_context(self.is_https));
        Box::pin(async move {
            let exchange = exchange?;
            self.portal.end_sessions(&me, None).await?;
            exchange.set(&cookie::removed(self.is_https));
            Ok(())
        })
    }

    fn organisations(&self, me: &Me) -> Reply<'_, OrganisationsView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.organisations(&me).await?) })
    }

    fn act_for(&self, me: &Me, organisation: Option<AccountId>) -> Reply<'_, ()> {
        let (me, exchange) = (me.clone(), Exchange::of_context(self.is_https));
        Box::pin(async move {
            let exchange = exchange?;
            let token = self.portal.act_for(&me, exchange.token.as_ref(), organisation).await?;
            exchange.set(&cookie::given(&token, self.is_https));
            Ok(())
        })
    }

    fn delegate(&self, me: &Me, input: DelegationInput) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.delegate(&me, input).await?) })
    }

    fn revoke(&self, me: &Me, organisation: AccountId, delegation: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.revoke(&me, organisation, &delegation).await?) })
    }

    fn add_branch(&self, me: &Me, organisation: AccountId, tax_code: String, name: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.portal.add_branch(&me, organisation, &tax_code, &name).await?) })
    }

    fn keep_typed(&self, me: &Me, page: &str, fields: BTreeMap<String, String>) -> Reply<'_, ()> {
        let (me, page, exchange) = (me.clone(), page.to_owned(), Exchange::of_context(self.is_https));
        Box::pin(async move {
            let exchange = exchange?;
            let browser = match &exchange.parked {
                Some(browser) => browser.clone(),
                // Nothing was kept of this browser, so there is nothing to forget.
                None if fields.is_empty() => return Ok(()),
                None => Token::fresh()?,
            };
            self.portal.keep_typed(&me, &browser, &page, &fields).await?;
            if !fields.is_empty() {
                exchange.set(&cookie::parked_given(&browser, self.is_https));
            }
            Ok(())
        })
    }

    fn typed(&self, me: &Me, page: &str) -> Reply<'_, BTreeMap<String, String>> {
        let (me, page, exchange) = (me.clone(), page.to_owned(), Exchange::of_context(self.is_https));
        Box::pin(async move {
            match exchange?.parked {
                Some(browser) => Ok(self.portal.typed(&me, &browser, &page).await?),
                None => Ok(BTreeMap::new()),
            }
        })
    }

    fn sign_out(&self) -> Reply<'_, ()> {
        let exchange = Exchange::of_context(self.is_https);
        Box::pin(async move {
            let exchange = exchange?;
            if let Some(token) = &exchange.token {
                self.portal.close_session(token).await?;
            }
            exchange.set(&cookie::removed(self.is_https));
            Ok(())
        })
    }
}
