//! Calls of server functions: each failure gets its status, and a plain form that could not be taken is given back with
//! everything that was typed in it and a button to send it again.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::server_fn::error::FromServerFnError;
use motcua_app::{
    api::{ApiError, post},
    paths,
    views::Language,
};

use crate::{
    answer::{self, Asker, FAILED_CALL},
    error, failure_page,
    gate::Caller,
    security::rate::Rates,
    session::Parking,
};

/// What the layer needs.
#[derive(Clone)]
pub struct Forms {
    asker: Asker,
    largest: usize,
    rates: Arc<Rates>,
    parking: Parking,
}

impl Forms {
    /// Makes the layer's state; `largest` is the greatest body of a call, in bytes.
    pub fn new(asker: Asker, largest: usize, rates: Arc<Rates>, parking: Parking) -> Self {
        Self {
            asker,
            largest,
            rates,
            parking,
        }
    }
}

/// Runs one call of a server function.
pub async fn call(State(forms): State<Forms>, request: Request, next: Next) -> Response {
    let asker = forms.asker.clone().of(&request);
    let is_plain = answer::is_write(request.method()) && answer::accepts_html(request.headers());
    let action = request.uri().path().to_owned();
    if (action == post::SIGN_IN || action == post::SIGN_IN_STAFF)
        && let Some(Caller(caller)) = request.extensions().get::<Caller>()
        && forms.rates.sign_in(*caller).is_err()
    {
        return answer::failure(&asker, &ApiError::TooMany);
    }
    let (mut parts, body) = request.into_parts();
    if !is_plain {
        // A read that a person opens as an address is a read, not a form to be sent back from.
        parts.headers.remove(header::ACCEPT);
    }
    let is_typed = is_form(&parts.headers);
    let Some(body) = whole(body, forms.largest).await else {
        return too_large(&asker, is_plain);
    };
    let typed = if is_plain && is_typed {
        body.clone()
    } else {
        Bytes::new()
    };
    let headers = parts.headers.clone();
    let mut response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !is_plain {
        if response.headers().contains_key(FAILED_CALL) {
            response = with_status(response).await;
        }
        return response;
    }
    let failure = if response.headers().contains_key(FAILED_CALL) {
        let (parts, body) = response.into_parts();
        let failure = failure_of(body).await;
        if stands_on_its_page(&failure, &parts.headers) {
            return Response::from_parts(parts, Body::empty());
        }
        failure
    } else if response.status().is_server_error() {
        ApiError::Unavailable
    } else if goes_to_sign_in(response.headers()) && action != START {
        if action == post::SAVE && forms.parking.keep(&headers, &typed, &mut response).await {
            return response;
        }
        if action == post::SUBMIT {
            // Everything is kept already: signed in, the person is where they were.
            return response;
        }
        ApiError::NotSignedIn
    } else {
        return response;
    };
    let parts = error::problem(&failure, error::status(&failure));
    answer::as_page(
        &asker,
        &failure,
        parts,
        &given_back(asker.language(), &failure, &action, &typed),
    )
}

/// The one call that leads through sign-in as a matter of course; its answers travel in the address.
const START: &str = "/api/drafts/start";

/// Says whether the page the form was on shows the failure itself and nothing typed is needed again.
fn stands_on_its_page(failure: &ApiError, headers: &HeaderMap) -> bool {
    let mark = [paths::FAILED, "="].concat();
    let is_marked = headers
        .get(header::LOCATION)
        .is_some_and(|to| to.to_str().is_ok_and(|to| to.contains(&mark)));
    match failure {
        ApiError::Refused(_) | ApiError::Conflict | ApiError::NotAllowed | ApiError::NotFound => is_marked,
        ApiError::NotSignedIn
        | ApiError::Invalid
        | ApiError::TooMany
        | ApiError::Unavailable
        | ApiError::Internal(_) => false,
    }
}

/// Says whether somebody is led to sign-in because they are not signed in; a sign-in that failed leads there too.
fn goes_to_sign_in(headers: &HeaderMap) -> bool {
    let begins = [paths::SIGN_IN, "?", paths::NEXT, "="].concat();
    let failed = ["&", paths::FAILED, "="].concat();
    let to = headers.get(header::LOCATION).and_then(|to| to.to_str().ok());
    to.is_some_and(|to| to.starts_with(&begins) && !to.contains(&failed))
}

async fn failure_of(body: Body) -> ApiError {
    match to_bytes(body, 64 << 10).await {
        Ok(bytes) => ApiError::de(bytes),
        Err(_) => ApiError::Internal(error::reference()),
    }
}

/// Gives the failure of a call its own status; leptos answers all with 500.
async fn with_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, 64 << 10).await else {
        return error::problem(&ApiError::Unavailable, StatusCode::SERVICE_UNAVAILABLE);
    };
    parts.status = error::status(&ApiError::de(bytes.clone()));
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Response::from_parts(parts, Body::from(bytes))
}

/// Writes the form again with everything that was typed, and a button to send it.
fn given_back(language: Language, failure: &ApiError, action: &str, typed: &[u8]) -> String {
    let (again, sign_in) = match language {
        Language::Vi => ("Gửi lại những gì đã nhập", "Đăng nhập ở thẻ mới, rồi quay lại đây"),
        Language::En => ("Send what was typed again", "Sign in in a new tab, then come back here"),
    };
    let mut form = String::new();
    if *failure == ApiError::NotSignedIn {
        let _ = write!(
            form,
            "<p><a href=\"{}\" target=\"_blank\" rel=\"noopener\">{sign_in}</a></p>",
            paths::SIGN_IN
        );
    }
    let _ = write!(
        form,
        "<form method=\"post\" action=\"{}\">",
        failure_page::escape(action)
    );
    for (name, value) in form_urlencoded::parse(typed) {
        let (name, value) = (failure_page::escape(&name), failure_page::escape(&value));
        let _ = write!(form, "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
    }
    let _ = write!(form, "<button type=\"submit\" class=\"button\">{again}</button></form>");
    form
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

/// Takes a body of at most `largest` bytes. A larger one is still read, up to sixty-four times as much: a browser that is
/// cut off while it sends shows a broken line, never the answer.
async fn whole(body: Body, largest: usize) -> Option<Bytes> {
    let mut chunks = body.into_data_stream();
    let (mut taken, mut seen) = (Vec::new(), 0usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.ok()?;
        seen = seen.saturating_add(chunk.len());
        if seen <= largest {
            taken.extend_from_slice(&chunk);
        } else if seen > largest.saturating_mul(64) {
            return None;
        } else {
            taken = Vec::new();
        }
    }
    (seen <= largest).then(|| taken.into())
}

fn too_large(asker: &Asker, is_plain: bool) -> Response {
    let plain = error::problem(&ApiError::Invalid, StatusCode::PAYLOAD_TOO_LARGE);
    if is_plain {
        answer::as_page(asker, &ApiError::Invalid, plain, "")
    } else {
        plain
    }
}
