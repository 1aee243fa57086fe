//! The session cookie and the language cookie: reading and writing them, and nothing of what a person may do.

use axum_extra::extract::cookie::{Cookie, SameSite};
use http::{HeaderMap, header};
use motcua_app::{api::LANGUAGE_COOKIE, views::Language};

use crate::services::{accounts::Token, guests::guest_cookie_name};

/// The cookie's name over TLS: the prefix binds it to this host and to secure lines.
const SECURE_NAME: &str = "__Host-motcua";
/// The cookie's name on a line without TLS, where browsers refuse the prefix.
const PLAIN_NAME: &str = "motcua";

/// The cookie that binds a sign-in under way to its browser.
const BROWSER: [&str; 2] = ["__Host-motcua-vao", "motcua-vao"];
/// How long it is kept: as long as a sign-in may take.
const BROWSER_LIFE: time::Duration = time::Duration::minutes(10);

/// Returns the token that binds a sign-in under way to its browser.
pub fn browser(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, BROWSER[usize::from(!is_https)])?;
    (value.len() == 64).then(|| Token::claimed(value))
}

/// Returns the cookie that binds a sign-in to the browser.
pub fn browser_given(token: &Token, is_https: bool) -> Cookie<'static> {
    let mut cookie = named(BROWSER[usize::from(!is_https)], token.as_str().to_owned(), is_https);
    cookie.set_max_age(BROWSER_LIFE);
    cookie
}

/// The cookie that finds a form kept over a sign-in.
const PARKED: [&str; 2] = ["__Host-motcua-giu", "motcua-giu"];
/// How long it is kept: as long as the form.
const PARKED_LIFE: time::Duration = time::Duration::minutes(30);

/// Returns the token that finds the forms kept over a sign-in.
pub fn parked(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, PARKED[usize::from(!is_https)])?;
    (value.len() == 64).then(|| Token::claimed(value))
}

/// Returns the cookie that finds the forms kept over a sign-in.
pub fn parked_given(token: &Token, is_https: bool) -> Cookie<'static> {
    let mut cookie = named(PARKED[usize::from(!is_https)], token.as_str().to_owned(), is_https);
    cookie.set_max_age(PARKED_LIFE);
    cookie
}

/// Returns the cookie that takes it away again.
pub fn parked_removed(is_https: bool) -> Cookie<'static> {
    let mut cookie = named(PARKED[usize::from(!is_https)], String::new(), is_https);
    cookie.set_max_age(time::Duration::ZERO);
    cookie
}

/// Returns the token of the session an answer hands out, if it does.
pub fn handed_out(answer: &HeaderMap, is_https: bool) -> Option<String> {
    let given = answer.get_all(header::SET_COOKIE);
    let mut pairs = given
        .iter()
        .filter_map(|line| line.to_str().ok()?.split(';').next()?.split_once('='));
    let (_, token) = pairs.find(|(key, value)| *key == name(is_https) && !value.is_empty())?;
    Some(token.to_owned())
}

/// The cookie by which a device that has signed in before is known, so that it waits only for its own mistakes.
const DEVICE: [&str; 2] = ["__Host-motcua-may", "motcua-may"];
/// How long it is kept.
const DEVICE_LIFE: time::Duration = time::Duration::days(365);

/// Returns the token by which a device is known.
pub fn device(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, DEVICE[usize::from(!is_https)])?;
    (value.len() == 64).then(|| Token::claimed(value))
}

/// Returns the cookie by which a device is known.
pub fn device_given(token: &Token, is_https: bool) -> Cookie<'static> {
    let mut cookie = named(DEVICE[usize::from(!is_https)], token.as_str().to_owned(), is_https);
    cookie.set_max_age(DEVICE_LIFE);
    cookie
}

/// Returns the token a request claims.
pub fn token(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, name(is_https))?;
    (!value.is_empty()).then(|| Token::claimed(value))
}

/// Returns the token of a browser on which a draft was begun before anybody signed in.
pub fn guest(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let value = value(headers, guest_cookie_name(is_https))?;
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

/// Returns the name of the session cookie.
pub const fn name(is_https: bool) -> &'static str {
    if is_https { SECURE_NAME } else { PLAIN_NAME }
}

fn build(value: String, is_https: bool) -> Cookie<'static> {
    named(name(is_https), value, is_https)
}

fn named(name: &'static str, value: String, is_https: bool) -> Cookie<'static> {
    Cookie::build((name, value))
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
