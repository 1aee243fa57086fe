//! Sign-in and sign-out for the pages: the portal's sessions, handed to the browser as a cookie.

use axum_extra::extract::cookie::Cookie;
use http::{HeaderValue, header, request::Parts};
use leptos::context::use_context;
use leptos_axum::ResponseOptions;
use motcua_app::{
    api::ApiError,
    backend::{Accounts, Reply},
    views::{Me, Person},
};

use super::{Asking, cookie};
use crate::services::{Portal, accounts::Token};

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
}

/// What of the request is needed after the first wait, when its context may be gone.
struct Exchange {
    response: ResponseOptions,
    token: Option<Token>,
    user_agent: String,
}

impl Exchange {
    fn of_context() -> Result<Self, ApiError> {
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
        let exchange = Exchange::of_context();
        Box::pin(async move {
            let exchange = exchange?;
            let (token, me) = self.portal.open_session(&person, &exchange.user_agent).await?;
            // A token from before the sign-in ends here: whoever planted it stays outside.
            if let Some(before) = &exchange.token {
                self.portal.close_session(before).await?;
            }
            exchange.set(&cookie::given(&token, self.is_https));
            Ok(me)
        })
    }

    fn sign_out(&self) -> Reply<'_, ()> {
        let exchange = Exchange::of_context();
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
