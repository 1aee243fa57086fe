//! Giving a file out: as a stream, whole or in part, never as anything that could run.

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use motcua_app::{api::ApiError, views::Me};
use motcua_core::{
    access::{Action, Decision, may},
    document::FileKind,
    id::FileId,
};

use super::range::{Asked, asked};
use crate::{
    error::ServiceError,
    services::{Portal, actor, holder, within},
    store::{
        drafts, files,
        files::{Home, Scan, StoredFile},
    },
};

/// Marks an answer whose body is long and must not be held back or compressed.
#[derive(Clone, Copy, Debug)]
pub struct Streamed;

impl Portal {
    /// Gives a file out to its owner or to an officer of the dossier's agency.
    pub(super) async fn look(&self, me: &Me, file: &str, headers: &HeaderMap) -> Result<Response, ServiceError> {
        let actor = actor(me);
        let account = holder(me)?;
        // Who is not signed in hears the same of every file but their own.
        let unknown = match me.account {
            Some(_) => ApiError::NotFound,
            None => ApiError::NotSignedIn,
        };
        let id: FileId = file.parse().map_err(|_| ApiError::NotFound)?;
        let parts = self.parts();
        let mut conn = parts.reader().await?;
        let file = files::one(&mut conn, id).await?.ok_or_else(|| unknown.clone())?;
        match &file.home {
            Home::Draft(draft) if file.account == account => {
                if me.acting.is_some() {
                    let draft = drafts::one(&mut conn, account, *draft).await?;
                    within(me, &draft.ok_or(ApiError::NotFound)?.code)?;
                }
            }
            Home::Draft(_) => return Err(unknown.into()),
            Home::Dossier(agency, dossier) => {
                parts.permit_file(&mut conn, &actor, &file, agency, *dossier).await?;
                // A drafted result is the desk's until it is signed.
                if file.slot == files::DRAFTED {
                    if may(&actor, Action::SeeDesk, None) != Decision::Allowed {
                        return Err(unknown.into());
                    }
                    parts
                        .permit_dossier(&mut conn, &actor, agency, *dossier, Action::SeeDossier)
                        .await?;
                }
            }
        }
        drop(conn);
        self.give(&file, headers).await
    }

    /// Gives a file out to whoever has its link, and writes that down, once for all the parts of one reading, whichever of
    /// them is asked for first.
    pub(super) async fn look_at_lent(&self, token: &str, headers: &HeaderMap) -> Result<Response, ServiceError> {
        let parts = self.parts();
        let (share, file) = parts.lent(token).await?;
        let is_first = header(headers, &header::RANGE).is_none_or(|range| range.trim().starts_with("bytes=0-"));
        let agent = header(headers, &header::USER_AGENT).unwrap_or_default();
        parts.lent_opened(share.id, agent, is_first).await?;
        self.give(&file, headers).await
    }

    /// Gives a file out to somebody who may see it.
    pub(super) async fn give(&self, file: &StoredFile, headers: &HeaderMap) -> Result<Response, ServiceError> {
        // Nobody opens what the scanner has not seen.
        if file.scan == Scan::Waiting {
            return Err(ApiError::Refused("file_unchecked".to_owned()).into());
        }
        let tag = format!("\"{}\"", file.sha256);
        if header(headers, &header::IF_NONE_MATCH).is_some_and(|seen| matches(seen, &tag)) {
            return answer(StatusCode::NOT_MODIFIED, file, &tag, Body::empty(), &[]);
        }
        // A part is given of the very bytes the asker has begun with, or everything anew.
        let is_same = header(headers, &header::IF_RANGE).is_none_or(|seen| seen == tag);
        let range = header(headers, &header::RANGE).filter(|_| is_same);
        let files = &self.parts().files;
        let missing = || ServiceError::fault("files", format!("the bytes of {} are gone", file.id));
        match asked(range, file.bytes) {
            Asked::Whole => {
                let bytes = files.read(&file.sha256).await?.ok_or_else(missing)?;
                let length = [(header::CONTENT_LENGTH, file.bytes.to_string())];
                answer(StatusCode::OK, file, &tag, Body::from_stream(bytes), &length)
            }
            Asked::Part(from, to) => {
                let bytes = files.read_range(&file.sha256, from, to).await?.ok_or_else(missing)?;
                let about = [
                    (header::CONTENT_LENGTH, (to - from).to_string()),
                    (header::CONTENT_RANGE, format!("bytes {from}-{}/{}", to - 1, file.bytes)),
                ];
                answer(
                    StatusCode::PARTIAL_CONTENT,
                    file,
                    &tag,
                    Body::from_stream(bytes),
                    &about,
                )
            }
            Asked::Nowhere => {
                let about = [(header::CONTENT_RANGE, format!("bytes */{}", file.bytes))];
                answer(StatusCode::RANGE_NOT_SATISFIABLE, file, &tag, Body::empty(), &about)
            }
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Says whether a list of tags holds one; a weak tag of the same bytes is the same.
fn matches(seen: &str, tag: &str) -> bool {
    seen.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

fn answer(
    status: StatusCode,
    file: &StoredFile,
    tag: &str,
    body: Body,
    about: &[(HeaderName, String)],
) -> Result<Response, ServiceError> {
    let fault = |error: http::header::InvalidHeaderValue| ServiceError::fault("files", error);
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.extensions_mut().insert(Streamed);
    let headers = response.headers_mut();
    let is_shown = FileKind::of_media_type(&file.media_type).is_some_and(FileKind::is_shown);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(&file.media_type).map_err(fault)?,
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::ETAG, HeaderValue::from_str(tag).map_err(fault)?);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"),
    );
    // Shown beside the answers that rest on it, by pages of this portal and no others.
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    let disposition = disposition(if is_shown { "inline" } else { "attachment" }, &file.name);
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).map_err(fault)?,
    );
    for (name, value) in about {
        headers.insert(name, HeaderValue::from_str(value).map_err(fault)?);
    }
    Ok(response)
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
