//! Puts the person into every request, before anything of it is worked on.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderValue, header};
use motcua_app::{
    api::ApiError,
    views::{Me, Role},
};

use super::{cookie, language};
use crate::{
    answer::{self, Asker},
    services::{Portal, accounts::Token, guests::guest_cookie},
};

/// Who is asking, as an extension of the request.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The person.
    pub me: Me,
    /// The token the browser sent.
    pub token: Option<Token>,
}

/// What the layer needs.
#[derive(Clone)]
pub struct Identifying {
    /// The keeper of sessions.
    pub portal: Portal,
    /// Whether cookies are the secure ones.
    pub is_https: bool,
    /// How to answer when the store is down.
    pub asker: Asker,
}

/// Finds out who is asking; pages of a person are not kept by the browser for the next one at the machine.
pub async fn identify(State(with): State<Identifying>, mut request: Request, next: Next) -> Response {
    let token = cookie::token(request.headers(), with.is_https);
    let me = match with.portal.who(token.as_ref(), language(request.headers())).await {
        Ok(me) => Me {
            device: token.as_ref().map(Token::device).unwrap_or_default(),
            ..me
        },
        Err(error) => return answer::failure(&with.asker.of(&request), &ApiError::from(error)),
    };
    let caching = if me.role == Role::Visitor && cookie::guest(request.headers(), with.is_https).is_none() {
        "private, no-cache"
    } else {
        "private, no-store"
    };
    let mut me = me;
    let mut is_spent = false;
    if let Some(guest) = cookie::guest(request.headers(), with.is_https) {
        match with.portal.with_guest(&mut me, &guest).await {
            Ok(spent) => is_spent = spent,
            Err(error) => return answer::failure(&with.asker.of(&request), &ApiError::from(error)),
        }
    }
    request.extensions_mut().insert(me.clone());
    request.extensions_mut().insert(Asking { me, token });
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(caching));
    if let (true, Ok(gone)) = (is_spent, HeaderValue::from_str(&guest_cookie("", 0, with.is_https))) {
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
