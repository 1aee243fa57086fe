//! Results that officers record: one plain multipart form, `/can-bo/{number}/ket-qua`, with or without a file. What goes wrong is
//! said on the dossier's page, which stays as it is.

use std::collections::BTreeMap;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use axum_extra::extract::cookie::Cookie;
use futures_util::StreamExt;
use motcua_app::{
    api::ApiError,
    paths,
    views::{ISSUE_RESULT, Me},
};
use motcua_core::document::FileKind;

use super::{
    Kept, Refused,
    routes::{FORM_AROUND, failed},
};
use crate::{
    answer::accepts_html,
    error::ServiceError,
    services::{Portal, Said, Source, Then, accounts::Token},
    session::cookie,
    store::files::Scan,
};

/// The longest text of a field, in bytes.
const LONGEST: usize = 4_000;

/// Returns the route; the session layer must put [`Me`] in the request's extensions.
pub(super) fn routes(portal: Portal) -> Router {
    let most = portal.parts().max_upload_bytes.saturating_add(FORM_AROUND);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Router::new()
        .route(
            "/can-bo/{number}/ket-qua",
            post(take).layer(DefaultBodyLimit::max(most)),
        )
        .with_state(portal)
}

async fn take(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path(number): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let page = paths::desk_dossier(&number);
    let mut fields = BTreeMap::new();
    let outcome = portal.take_result(&me, &number, form, &mut fields).await;
    let cookie = match portal.keep_result_form(&me, &headers, &page, &outcome, fields).await {
        Ok(cookie) => cookie,
        Err(error) => return failed(error),
    };
    let mut answer = said(outcome, &page, &headers);
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::try_from(cookie.to_string()).ok()) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Says what became of it: on the dossier's page, to a person.
fn said(outcome: Result<(), ServiceError>, page: &str, headers: &HeaderMap) -> Response {
    match outcome {
        Ok(()) => Redirect::to(page).into_response(),
        Err(ServiceError::Answer(ApiError::NotSignedIn)) if accepts_html(headers) => {
            Redirect::to(&paths::sign_in_then(page)).into_response()
        }
        Err(ServiceError::Answer(error @ (ApiError::Refused(_) | ApiError::Conflict))) if accepts_html(headers) => {
            let told = [page, "?", paths::FAILED, "=", &paths::encoded(&error.told())].concat();
            Redirect::to(&told).into_response()
        }
        Err(error) => failed(error),
    }
}

impl Portal {
    /// Records a result; `fields` are what was typed, also where it is refused.
    async fn take_result(
        &self,
        me: &Me,
        number: &str,
        form: Multipart,
        fields: &mut BTreeMap<String, String>,
    ) -> Result<(), ServiceError> {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        // Whoever may not work here sends nothing that is looked at.
        self.may_record(me, &number).await?;
        let file = self.read_form(form, fields).await?;
        let of = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let source = match (of("paper").as_str(), file) {
            ("none", _) => Source::None,
            ("form", _) => Source::Form,
            (_, Some((kept, scan))) => Source::File(kept, scan),
            (_, None) => return Err(ApiError::Refused("result_no_file".to_owned()).into()),
        };
        let said = Said {
            seen: of("seen").parse().map_err(|_| ApiError::Invalid)?,
            then: match of("then").as_str() {
                "now" => Then::Finish,
                "sign" => Then::Sign,
                _ => return Err(ApiError::Invalid.into()),
            },
            kind: match of("kind").as_str() {
                "" | "other" => None,
                place => Some(place.parse().map_err(|_| ApiError::Invalid)?),
            },
            name: of("name"),
            number: of("number"),
            issued_on: of("issued_on"),
            source,
        };
        self.issue(me, &number, said).await
    }

    /// Keeps what was typed in a form that was not taken for the dossier's page, and forgets it once one was; returns the cookie
    /// by which the browser finds it. A file is chosen again.
    async fn keep_result_form(
        &self,
        me: &Me,
        headers: &HeaderMap,
        page: &str,
        outcome: &Result<(), ServiceError>,
        mut fields: BTreeMap<String, String>,
    ) -> Result<Option<Cookie<'static>>, ServiceError> {
        match outcome {
            Ok(()) => fields.clear(),
            Err(ServiceError::Answer(ApiError::Refused(_) | ApiError::Conflict | ApiError::Invalid)) => {
                for sent_anew in ["seen", "then"] {
                    fields.remove(sent_anew);
                }
                fields.insert("action".to_owned(), ISSUE_RESULT.to_owned());
            }
            Err(_) => return Ok(None),
        }
        let is_https = self.parts().public_url.starts_with("https://");
        let browser = match cookie::parked(headers, is_https) {
            Some(browser) => browser,
            None if fields.is_empty() => return Ok(None),
            None => Token::fresh()?,
        };
        self.keep_typed(me, &browser, page, &fields).await?;
        Ok((!fields.is_empty()).then(|| cookie::parked_given(&browser, is_https)))
    }

    /// Reads the fields of the form, and keeps the file if one came that may be a result.
    async fn read_form(
        &self,
        mut form: Multipart,
        fields: &mut BTreeMap<String, String>,
    ) -> Result<Option<(Kept, Scan)>, ServiceError> {
        let mut file = None;
        let broken = |_| ServiceError::from(ApiError::Refused("result_file".to_owned()));
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != "file" {
                let text = field.text().await.map_err(broken)?;
                if text.len() > LONGEST {
                    return Err(ApiError::Refused("too_long".to_owned()).into());
                }
                fields.insert(name, text);
            } else if field.file_name().is_some_and(|name| !name.is_empty()) {
                file = Some(self.take_paper(field).await?);
            }
        }
        Ok(file)
    }

    async fn take_paper(&self, field: axum::extract::multipart::Field<'_>) -> Result<(Kept, Scan), ServiceError> {
        let refused = |reason: Refused| {
            let code = if reason == Refused::Infected {
                "result_infected"
            } else {
                "result_file"
            };
            ServiceError::from(ApiError::Refused(code.to_owned()))
        };
        let most = self.parts().max_upload_bytes;
        let taken = self.parts().files.take(field.boxed(), most, &[FileKind::Pdf]).await?;
        let incoming = taken.map_err(refused)?;
        let scan = self.scan(&incoming).await?.map_err(refused)?;
        Ok((self.parts().files.put(&incoming).await?, scan))
    }
}
