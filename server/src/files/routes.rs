//! The plain routes of attached files: a multipart form that needs no script, taken in as a stream, and the way out for
//! those who may look.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Body,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use futures_util::StreamExt;
use motcua_app::{api::ApiError, views::Me};
use motcua_core::{
    access::Action,
    form::walk,
    id::{DraftId, FileId},
};
use serde_json::json;

use super::Refused;
use crate::{
    clock::new_id,
    error::ServiceError,
    services::{Portal, actor, papers},
    store::{
        drafts, files,
        files::{Home, StoredFile},
    },
};

/// The most files one draft may hold.
const MOST_FILES: usize = 100;

/// What a form around a file may weigh beside it.
const FORM_AROUND: u64 = 64 << 10;

/// Returns the routes; the session layer must put [`Me`] in the request's extensions.
pub fn routes(portal: Portal) -> Router {
    let most = usize::try_from(portal.parts().max_upload_bytes.saturating_add(FORM_AROUND)).unwrap_or(usize::MAX);
    Router::new()
        .route("/tep/{draft}/{slot}", post(attach).layer(DefaultBodyLimit::max(most)))
        .route("/tep/{draft}/{file}/xoa", post(detach))
        .route("/tep/{file}", get(look))
        .with_state(portal)
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

async fn look(State(portal): State<Portal>, Extension(me): Extension<Me>, Path(file): Path<String>) -> Response {
    portal
        .look(&me, &file)
        .await
        .unwrap_or_else(|error| failed(error, true))
}

/// Sends a form back to the papers step, or tells a script where that is.
fn answer(done: Result<String, ServiceError>, headers: &HeaderMap) -> Response {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    match done {
        Ok(to) if wants_json => axum::Json(json!({ "to": to })).into_response(),
        Ok(to) => Redirect::to(&to).into_response(),
        Err(error) => failed(error, wants_json),
    }
}

fn failed(error: ServiceError, _json: bool) -> Response {
    let error = ApiError::from(error);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    crate::error::problem(&error, status)
}

impl Portal {
    /// Takes the files of a posted form into a slot. A file that may not be taken leaves its reason with the draft,
    /// which keeps everything else.
    async fn attach(&self, me: &Me, draft: &str, slot: &str, mut form: Multipart) -> Result<String, ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let id: DraftId = draft.parse().map_err(|_| ApiError::NotFound)?;
        let parts = self.parts();
        let open = parts.draft_for_files(account, id).await?;
        let shown = walk(open.form()?, &open.draft.answers, open.today);
        if !papers::has_slot(&open.procedure, &shown, slot) {
            return Err(ApiError::NotFound.into());
        }
        let mut room = MOST_FILES.saturating_sub(open.files.len());
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
                    refused = Some((String::new(), reason));
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
            if room == 0 {
                refused = Some((name, Refused::TooMany));
                break;
            }
            // The bytes are on disk before any row points at them.
            match parts.files.keep(field.boxed(), parts.max_upload_bytes).await? {
                Ok(found) => {
                    room -= 1;
                    kept.push(StoredFile {
                        id: FileId::new(new_id()),
                        account,
                        home: Home::Draft(id),
                        slot: slot.to_owned(),
                        name,
                        bytes: found.bytes,
                        media_type: found.media_type.to_owned(),
                        sha256: found.sha256,
                        created_at: parts.clock.now(),
                        replaced: false,
                    });
                }
                Err(reason) => {
                    refused = Some((name, reason));
                    if matches!(reason, Refused::TooLarge | Refused::Truncated) {
                        break;
                    }
                }
            }
        }
        if !seen && refused.is_none() {
            refused = Some((String::new(), Refused::NothingChosen));
        }
        let slot = slot.to_owned();
        let change = Arc::new((
            kept,
            refused.map(|(name, reason)| (slot, name, reason.code().to_owned())),
        ));
        let portal = self.clone();
        parts
            .db
            .write(move |conn| {
                let (portal, change) = (portal.clone(), Arc::clone(&change));
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, account, id).await?;
                    let mut draft = draft.ok_or(ApiError::NotFound)?;
                    for file in &change.0 {
                        files::insert(conn, file).await?;
                    }
                    draft.refused.clone_from(&change.1);
                    draft.updated_at = portal.parts().later(draft.updated_at);
                    Ok::<(), ServiceError>(drafts::update(conn, &draft).await?)
                })
            })
            .await?;
        Ok(papers_step(open.procedure.code.as_str(), id))
    }

    /// Takes a file off a draft; the collector takes the bytes when nothing points at them.
    async fn detach(&self, me: &Me, draft: &str, file: &str) -> Result<String, ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let id: DraftId = draft.parse().map_err(|_| ApiError::NotFound)?;
        let file: FileId = file.parse().map_err(|_| ApiError::NotFound)?;
        let portal = self.clone();
        let code = self
            .parts()
            .db
            .write(move |conn| {
                let portal = portal.clone();
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, account, id).await?;
                    let mut draft = draft.ok_or(ApiError::NotFound)?;
                    files::delete(conn, file, id).await?;
                    draft.refused = None;
                    draft.updated_at = portal.parts().later(draft.updated_at);
                    drafts::update(conn, &draft).await?;
                    Ok::<_, ServiceError>(draft.code)
                })
            })
            .await?;
        Ok(papers_step(code.as_str(), id))
    }

    /// Gives a file out to its owner or to an officer of the dossier's agency.
    async fn look(&self, me: &Me, file: &str) -> Result<Response, ServiceError> {
        let actor = actor(me);
        let account = actor.account().ok_or(ApiError::NotSignedIn)?;
        let id: FileId = file.parse().map_err(|_| ApiError::NotFound)?;
        let parts = self.parts();
        let mut conn = parts.reader().await?;
        let file = files::one(&mut conn, id).await?.ok_or(ApiError::NotFound)?;
        match &file.home {
            Home::Draft(_) if file.account == account => {}
            Home::Draft(_) => return Err(ApiError::NotFound.into()),
            Home::Dossier(agency, dossier) => {
                parts
                    .permit_dossier(&mut conn, &actor, agency, *dossier, Action::SeeDossier)
                    .await?;
            }
        }
        drop(conn);
        let bytes = parts.files.read(&file.sha256).await?;
        let bytes = bytes.ok_or_else(|| ServiceError::fault("files", format!("the bytes of {id} are gone")))?;
        let mut response = Response::new(Body::from_stream(bytes));
        let headers = response.headers_mut();
        let inline = matches!(
            file.media_type.as_str(),
            "application/pdf" | "image/png" | "image/jpeg" | "image/webp"
        );
        let kind =
            HeaderValue::from_str(&file.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes));
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        );
        let disposition = disposition(if inline { "inline" } else { "attachment" }, &file.name);
        if let Ok(disposition) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, disposition);
        }
        Ok(response)
    }
}

fn papers_step(code: &str, draft: DraftId) -> String {
    format!("/nop/{code}/{draft}/giay-to")
}

/// Keeps of a device's file name what can be shown: no path, no control or direction characters, 150 characters.
fn file_name(name: &str) -> String {
    use motcua_core::text::{Extent, clean};
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = last.chars().filter(|c| clean(&c.to_string(), Extent::Line).is_ok());
    shown.take(150).collect::<String>().trim().to_owned()
}

/// Writes a Content-Disposition with the name in UTF-8 (RFC 6266).
fn disposition(kind: &str, name: &str) -> String {
    use std::fmt::Write;
    let mut out = format!("{kind}; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
