//! The plain routes of attached files: a multipart form that needs no script, taken in as a stream, and the way out for
//! those who may look.

use axum::{
    Extension, Form, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use futures_util::StreamExt;
use motcua_app::{api::ApiError, paths, views::Me};
use motcua_core::id::FileId;
use serde::Deserialize;
use serde_json::json;

use super::{Refused, attach::file_name, results, tus};
use crate::{answer::accepts_html, clock::new_id, error::ServiceError, services::Portal};

/// What a form around files may weigh beside them.
pub(super) const FORM_AROUND: u64 = 64 << 10;

/// Returns the routes; the session layer must put [`Me`] in the request's extensions.
pub fn routes(portal: Portal) -> Router {
    let most = portal.parts().max_dossier_bytes.saturating_add(FORM_AROUND);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Router::new()
        .route("/tep/{draft}/{slot}", post(attach).layer(DefaultBodyLimit::max(most)))
        .route("/tep/{draft}/{file}/xoa", post(detach))
        .route("/tep/{draft}/{slot}/dung-lai", post(reuse))
        .route("/tep/{file}", get(look))
        .route("/tep/chia-se/{token}", get(lent))
        .with_state(portal.clone())
        .merge(super::opinion::routes(portal.clone()))
        .merge(super::statements::routes(portal.clone()))
        .merge(results::routes(portal.clone()))
        .merge(tus::routes(portal))
}

async fn attach(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path((draft, slot)): Path<(String, String)>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let done = portal.attach(&me, &draft, &slot, form).await;
    answer(done, &headers)
}

async fn detach(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path((draft, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let done = portal.detach(&me, &draft, &file).await;
    answer(done, &headers)
}

#[derive(Deserialize)]
struct Reused {
    file: String,
}

async fn reuse(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path((draft, slot)): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<Reused>,
) -> Response {
    let done = portal.reuse(&me, &draft, &slot, &form.file).await;
    answer(done, &headers)
}

async fn lent(State(portal): State<Portal>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    match portal.look_at_lent(&token, &headers).await {
        // The link's own page says to people that it is over.
        Err(ServiceError::Answer(ApiError::Refused(code))) if code == ApiError::LINK_OVER && accepts_html(&headers) => {
            Redirect::to(&paths::shared(&token)).into_response()
        }
        looked => looked.unwrap_or_else(failed),
    }
}

async fn look(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    portal.look(&me, &file, &headers).await.unwrap_or_else(failed)
}

/// Sends a form back to the papers step, or tells a script where that is.
pub(super) fn answer(done: Result<String, ServiceError>, headers: &HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let accepts = |kind| text(header::ACCEPT).is_some_and(|accept| accept.contains(kind));
    match done {
        // A plain form of somebody who is not signed in any more, or not yet: to sign-in, and back to the form.
        Err(ServiceError::Answer(ApiError::NotSignedIn)) if accepts("text/html") => {
            let page = text(header::REFERER).and_then(|page| page.split_once("://")?.1.split_once('/'));
            let page = page.map_or_else(|| paths::HOME.to_owned(), |(_, path)| ["/", path].concat());
            Redirect::to(&paths::sign_in_then(paths::safe(&page))).into_response()
        }
        Ok(to) if accepts("application/json") => axum::Json(json!({ "to": to })).into_response(),
        Ok(to) => Redirect::to(&to).into_response(),
        Err(error) => failed(error),
    }
}

pub(super) fn failed(error: ServiceError) -> Response {
    let error = ApiError::from(error);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    crate::error::problem(&error, status)
}

impl Portal {
    /// Takes the files of a posted form into a slot.
    async fn attach(&self, me: &Me, draft: &str, slot: &str, mut form: Multipart) -> Result<String, ServiceError> {
        let slot = self.slot(me, draft, slot).await?;
        let (mut kept, mut refused, mut seen) = (Vec::new(), None, false);
        loop {
            let field = match form.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => break,
                Err(error) => {
                    let reason = if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                        Refused::TooLarge
                    } else {
                        Refused::Truncated
                    };
                    refused.get_or_insert((String::new(), reason));
                    break;
                }
            };
            let Some(name) = field.file_name().map(file_name) else {
                continue;
            };
            if name.is_empty() {
                continue;
            }
            seen = true;
            let room = match slot.room(self, &kept) {
                Ok(room) => room,
                Err(reason) => {
                    refused = Some((name, reason));
                    break;
                }
            };
            let taken = match self.parts().files.take(field.boxed(), room, &slot.accept).await? {
                Ok(incoming) => self.receive(&slot, FileId::new(new_id()), &name, &incoming).await?,
                Err(Refused::TooLarge) if room < self.parts().max_upload_bytes => Err(slot.full()),
                Err(reason) => Err(reason),
            };
            match taken {
                Ok(file) => kept.push(file),
                Err(reason) => {
                    refused = Some((name, reason));
                    // What follows a file that is too large is not worth the wait.
                    if matches!(reason, Refused::TooLarge | Refused::DossierFull | Refused::GuestFull) {
                        break;
                    }
                }
            }
        }
        if !seen && refused.is_none() {
            refused = Some((String::new(), Refused::NothingChosen));
        }
        self.record(&slot, kept, refused).await?;
        Ok(slot.step())
    }
}
