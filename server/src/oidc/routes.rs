//! The two addresses a browser goes through: out to a provider and back. Whatever goes wrong ends on the sign-in page,
//! which says what it was and offers to begin again; what exactly was wrong with a token is in the log only.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use axum_extra::extract::cookie::Cookie;
use motcua_app::{
    api::{ApiError, landing},
    paths,
};

use super::{Asked, Failed, IdentityProvider};
use crate::{
    error::ServiceError,
    gate::Caller,
    security::rate::Rates,
    services::{Admitted, Portal, accounts::Token},
    session::{Asking, cookie},
};

#[derive(Clone)]
struct Doors {
    portal: Portal,
    providers: Arc<HashMap<String, Arc<IdentityProvider>>>,
    rates: Arc<Rates>,
    is_https: bool,
}

/// Returns the routes; the session layer must put [`Asking`] in the request's extensions.
pub fn routes(
    portal: Portal,
    providers: HashMap<String, Arc<IdentityProvider>>,
    rates: Arc<Rates>,
    is_https: bool,
) -> Router {
    Router::new()
        .route("/dang-nhap/{provider}", get(out))
        .route("/dang-nhap/{provider}/ve", get(back))
        .with_state(Doors {
            portal,
            providers: Arc::new(providers),
            rates,
            is_https,
        })
}

/// Why somebody does not come in: the code they read, and where they were going.
struct Turned {
    error: ApiError,
    next: String,
}

impl Turned {
    fn away(code: &str, next: &str) -> Self {
        Self {
            error: ApiError::Refused(code.to_owned()),
            next: next.to_owned(),
        }
    }

    fn failed(failed: &Failed, provider: &str, next: &str) -> Self {
        tracing::warn!(provider, reason = %failed, "a sign-in was refused");
        Self::away(failed.code(), next)
    }

    fn service(error: ServiceError, next: &str) -> Self {
        Self {
            error: ApiError::from(error),
            next: next.to_owned(),
        }
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        if self.error == ApiError::NotFound {
            return StatusCode::NOT_FOUND.into_response();
        }
        Redirect::to(&paths::sign_in_failed(&self.next, &self.error.told())).into_response()
    }
}

async fn out(
    State(doors): State<Doors>,
    Path(key): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
) -> Response {
    let next = paths::safe(query.get(paths::NEXT).map_or(paths::HOME, String::as_str)).to_owned();
    if caller.is_some_and(|Extension(Caller(from))| doors.rates.sign_in(from).is_err()) {
        let error = ApiError::TooMany;
        return Turned { error, next }.into_response();
    }
    doors
        .begin(&key, &next, &headers)
        .await
        .unwrap_or_else(Turned::into_response)
}

async fn back(
    State(doors): State<Doors>,
    Path(key): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    Extension(asking): Extension<Asking>,
    headers: HeaderMap,
) -> Response {
    doors
        .end(&key, &query, &asking, &headers)
        .await
        .unwrap_or_else(Turned::into_response)
}

impl Doors {
    fn provider(&self, key: &str) -> Result<Arc<IdentityProvider>, Turned> {
        let known = self.providers.get(key).cloned();
        known.ok_or_else(|| Turned {
            error: ApiError::NotFound,
            next: paths::HOME.to_owned(),
        })
    }

    /// Sends the browser to the provider.
    async fn begin(&self, key: &str, next: &str, headers: &HeaderMap) -> Result<Response, Turned> {
        let provider = self.provider(key)?;
        let broken = |error| Turned::service(error, next);
        let drawn = || Token::fresh().map(|token| token.as_str().to_owned()).map_err(broken);
        let asked = Asked {
            state: drawn()?,
            nonce: drawn()?,
            verifier: drawn()?,
        };
        let address = provider.address(&asked).await;
        let address = address.map_err(|failed| Turned::failed(&failed, key, next))?;
        let browser = match cookie::browser(headers, self.is_https) {
            Some(browser) => browser,
            None => Token::fresh().map_err(broken)?,
        };
        self.portal
            .begin_attempt(key, &browser, &asked, next)
            .await
            .map_err(broken)?;
        Ok(leading(&address, &[cookie::browser_given(&browser, self.is_https)]))
    }

    /// Judges what the browser comes back with.
    async fn end(
        &self,
        key: &str,
        query: &HashMap<String, String>,
        asking: &Asking,
        headers: &HeaderMap,
    ) -> Result<Response, Turned> {
        let provider = self.provider(key)?;
        let browser = cookie::browser(headers, self.is_https);
        let (browser, state) = browser
            .zip(query.get("state"))
            .ok_or_else(|| Turned::away("sign_in_over", paths::HOME))?;
        let begun = self.portal.end_attempt(key, &browser, state).await;
        let begun = begun.map_err(|error| Turned::service(error, paths::HOME))?;
        let (asked, next) = begun.ok_or_else(|| Turned::away("sign_in_over", paths::HOME))?;
        if query.get("iss").is_some_and(|issuer| issuer != provider.issuer()) {
            let failed = Failed::Forged("the answer is another issuer's".to_owned());
            return Err(Turned::failed(&failed, key, &next));
        }
        let Some(code) = query.get("code") else {
            let said = query.get("error").map_or("", String::as_str);
            let code = if matches!(said, "temporarily_unavailable" | "server_error") {
                "sign_in_down"
            } else {
                "sign_in_declined"
            };
            return Err(Turned::away(code, &next));
        };
        let now = self.portal.parts().clock.now();
        let identity = provider.identity(code.clone(), asked, now).await;
        let identity = identity.map_err(|failed| Turned::failed(&failed, key, &next))?;
        let admitted = self.portal.admit(identity, &browser, &next, user_agent(headers)).await;
        match admitted.map_err(|error| Turned::service(error, &next))? {
            Admitted::Offered => Ok(leading(paths::LINK, &[cookie::browser_given(&browser, self.is_https)])),
            Admitted::In(entry) => {
                let (token, me) = *entry;
                // A token from before the sign-in ends here: whoever planted it stays outside.
                if let Some(before) = &asking.token {
                    let closed = self.portal.close_session(before).await;
                    closed.map_err(|error| Turned::service(error, &next))?;
                }
                Ok(leading(&landing(&me, &next), &[cookie::given(&token, self.is_https)]))
            }
        }
    }
}

fn user_agent(headers: &HeaderMap) -> &str {
    let name = headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok());
    name.unwrap_or_default()
}

fn leading(address: &str, cookies: &[Cookie<'_>]) -> Response {
    let mut response = Redirect::to(address).into_response();
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}
