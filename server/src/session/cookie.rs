//! The session cookie and the language cookie: reading and writing them, and nothing of what a person may do.

use axum_extra::extract::cookie::{Cookie, SameSite};
use http::{HeaderMap, header};
use motcua_app::{api::LANGUAGE_COOKIE, views::Language};

use crate::services::accounts::Token;

/// The cookie's name over TLS: the prefix binds it to this host and to secure lines.
const SECURE_NAME: &str = "__Host-motcua";
/// The cookie's name on a line without TLS, where browsers refuse the prefix.
const PLAIN_NAME: &str = "motcua";

/// Returns the token a request claims.
pub fn token(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, name(is_https))?;
    (!value.is_empty()).then(|| Token::claimed(value))
}

/// Returns the cookie that hands a token to the browser; it ends with the browser or with the session.
pub fn given(token: &Token, is_https: bool) -> Cookie<'static> {
    build(token.as_str().to_owned(), is_https)
}

/// Returns the cookie that takes a token away from the browser.
pub fn removed(is_https: bool) -> Cookie<'static> {
    let mut cookie = build(String::new(), is_https);
    cookie.set_max_age(time::Duration::ZERO);
    cookie
}

const fn name(is_https: bool) -> &'static str {
    if is_https { SECURE_NAME } else { PLAIN_NAME }
}

fn build(value: String, is_https: bool) -> Cookie<'static> {
    Cookie::build((name(is_https), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(is_https)
        .build()
}

/// Says whether a request carries any session cookie, live or not.
pub fn is_present(headers: &HeaderMap) -> bool {
    [SECURE_NAME, PLAIN_NAME]
        .iter()
        .any(|name| value(headers, name).is_some())
}

/// Returns the language a visitor chose; the portal speaks Vietnamese until asked otherwise.
pub fn language(headers: &HeaderMap) -> Language {
    if value(headers, LANGUAGE_COOKIE) == Some("en") {
        Language::En
    } else {
        Language::Vi
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
