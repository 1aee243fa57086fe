//! Resumable uploads by the tus protocol 1.0 (core, creation, expiration, termination, checksum): a slot of a draft is
//! posted to for an address, bytes are sent to that address in as many goes as it takes, and when the last has come the
//! file is judged, scanned and kept like any other. Parts are on the disk of this copy of the portal: several copies need
//! a proxy that sends one person to one of them.

use axum::{
    Extension, Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::StreamExt;
use motcua_app::{api::ApiError, views::Me};
use motcua_core::id::FileId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Refused,
    aside::Writer,
    attach::{Slot, file_name},
    incoming::{self, down},
    routes::failed,
    uploads::{Held, LIFE, Upload, Uploads},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    services::{Portal, holder},
    store::files,
};

/// The one version there is.
const VERSION: &str = "1.0.0";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const REFUSED: HeaderName = HeaderName::from_static("motcua-refused");
const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");

/// The state of the routes.
#[derive(Clone)]
struct Tus {
    portal: Portal,
    uploads: Uploads,
}

/// Why a request of the protocol is not answered as asked.
enum No {
    /// As everywhere in the portal.
    Service(ServiceError),
    /// As the protocol says.
    Status(StatusCode),
    /// The file is not taken.
    Refused(Refused),
}

impl<T: Into<ServiceError>> From<T> for No {
    fn from(error: T) -> Self {
        Self::Service(error.into())
    }
}

type Answer = Result<Response, No>;

/// Returns the routes; the session layer must put [`Me`] in the request's extensions.
pub(super) fn routes(portal: Portal) -> Router {
    let uploads = Uploads::new(&portal.parts().files);
    Router::new()
        .route("/tep/tus/{draft}/{slot}", post(create).options(options))
        .route(
            "/tep/tus/{upload}",
            axum::routing::patch(append)
                .head(ask)
                .delete(end)
                .options(options)
                .layer(DefaultBodyLimit::disable()),
        )
        .with_state(Tus { portal, uploads })
}

async fn options(State(tus): State<Tus>) -> Response {
    let most = tus.portal.parts().max_upload_bytes.to_string();
    let about = [
        ("tus-version", VERSION),
        ("tus-extension", "creation,expiration,termination,checksum"),
        ("tus-checksum-algorithm", "sha256"),
        ("tus-max-size", most.as_str()),
    ];
    dressed(Ok((StatusCode::NO_CONTENT, about).into_response()))
}

async fn create(
    State(tus): State<Tus>,
    Extension(me): Extension<Me>,
    Path((draft, slot)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    dressed(tus.create(&me, &draft, &slot, &headers).await)
}

async fn ask(
    State(tus): State<Tus>,
    Extension(me): Extension<Me>,
    Path(upload): Path<String>,
    headers: HeaderMap,
) -> Response {
    dressed(tus.ask(&me, &upload, &headers).await)
}

async fn append(
    State(tus): State<Tus>,
    Extension(me): Extension<Me>,
    Path(upload): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    dressed(tus.append(&me, &upload, &headers, body).await)
}

async fn end(
    State(tus): State<Tus>,
    Extension(me): Extension<Me>,
    Path(upload): Path<String>,
    headers: HeaderMap,
) -> Response {
    dressed(tus.end(&me, &upload, &headers).await)
}

/// Gives every answer what the protocol asks of it.
fn dressed(answer: Answer) -> Response {
    let mut response = match answer {
        Ok(response) => response,
        Err(No::Service(error)) => failed(error),
        Err(No::Refused(reason)) => failed(ApiError::Refused(reason.code().to_owned()).into()),
        Err(No::Status(status)) => crate::error::problem(&ApiError::Invalid, status),
    };
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, No> {
    let found = text(headers, name).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    found
        .and_then(|text| text.parse().ok())
        .ok_or(No::Status(StatusCode::BAD_REQUEST))
}

fn speaks(headers: &HeaderMap) -> Result<(), No> {
    match text(headers, &RESUMABLE) {
        Some(VERSION) => Ok(()),
        Some(_) | None => Err(No::Status(StatusCode::PRECONDITION_FAILED)),
    }
}

/// Reads the file's name from the metadata: pairs of a key and base64, with commas.
fn name_of(headers: &HeaderMap) -> String {
    let pairs = text(headers, &METADATA).unwrap_or_default().split(',');
    let coded = pairs
        .filter_map(|pair| pair.trim().split_once(' '))
        .find_map(|(key, value)| (key == "filename").then_some(value));
    let name = coded.and_then(|coded| STANDARD.decode(coded.trim()).ok());
    let name = name.and_then(|name| String::from_utf8(name).ok()).unwrap_or_default();
    let name = file_name(&name);
    if name.is_empty() { "tep".to_owned() } else { name }
}

impl Tus {
    async fn create(&self, me: &Me, draft: &str, slot: &str, headers: &HeaderMap) -> Answer {
        speaks(headers)?;
        let slot = self.portal.slot(me, draft, slot).await?;
        let length = number(headers, &LENGTH)?;
        let name = name_of(headers);
        let now = self.portal.parts().clock.now();
        let refused = match slot.room(&self.portal, &[]) {
            Err(reason) => Some(reason),
            Ok(_) if length == 0 => Some(Refused::Empty),
            Ok(_) if length > self.portal.parts().max_upload_bytes => Some(Refused::TooLarge),
            Ok(room) if length > room => Some(slot.full()),
            Ok(_) => None,
        };
        if let Some(reason) = refused {
            self.portal.record(&slot, Vec::new(), Some((name, reason))).await?;
            return Err(No::Refused(reason));
        }
        // Nobody keeps more under way than one dossier may hold.
        let most = self.portal.parts().max_dossier_bytes;
        if !self.uploads.make_room(slot.account, length, most, now).await? {
            return Err(ApiError::TooMany.into());
        }
        let upload = Upload {
            id: new_id(),
            account: slot.account,
            draft: slot.draft,
            slot: slot.key,
            name,
            length,
            expires_at: now.plus(LIFE),
            ended: None,
        };
        self.uploads.begin(&upload).await?;
        let mut response = StatusCode::CREATED.into_response();
        let place = format!("/tep/tus/{}", upload.id.simple());
        let place = HeaderValue::from_str(&place).map_err(|error| ServiceError::fault("files", error))?;
        response.headers_mut().insert(header::LOCATION, place);
        told(&mut response, &upload, 0);
        Ok(response)
    }

    /// Finds an upload of who is asking, and takes the turn with it.
    async fn find(&self, me: &Me, upload: &str, headers: &HeaderMap) -> Result<(Upload, Held), No> {
        speaks(headers)?;
        let account = holder(me)?;
        let id = Uuid::try_parse(upload).map_err(|_| ApiError::NotFound)?;
        let now = self.portal.parts().clock.now();
        let known = self.uploads.one(id, account, now).await?;
        known.ok_or(ApiError::NotFound)?;
        let held = self.uploads.turn(id).await.ok_or(No::Status(StatusCode::LOCKED))?;
        // It may have ended while this one waited.
        let known = self.uploads.one(id, account, now).await?;
        Ok((known.ok_or(ApiError::NotFound)?, held))
    }

    /// Opens what has come of an upload, unless it has ended; one whose bytes are lost is forgotten.
    async fn bytes(&self, upload: &Upload) -> Result<Option<Writer>, No> {
        if upload.ended.is_some() {
            return Ok(None);
        }
        let part = self.uploads.bytes(upload).await?;
        if part.is_none() {
            self.uploads.forget(upload).await;
        }
        Ok(Some(part.ok_or(ApiError::NotFound)?))
    }

    async fn ask(&self, me: &Me, upload: &str, headers: &HeaderMap) -> Answer {
        let (upload, _held) = self.find(me, upload, headers).await?;
        let offset = offset(&upload, self.bytes(&upload).await?.as_ref());
        let refused = if offset == upload.length {
            self.finish(me, &upload).await?
        } else {
            None
        };
        let mut response = StatusCode::OK.into_response();
        told(&mut response, &upload, offset);
        say_refused(&mut response, refused);
        response.headers_mut().insert(LENGTH, HeaderValue::from(upload.length));
        Ok(response)
    }

    async fn append(&self, me: &Me, upload: &str, headers: &HeaderMap, body: Body) -> Answer {
        if text(headers, &header::CONTENT_TYPE) != Some("application/offset+octet-stream") {
            return Err(No::Status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let (upload, held) = self.find(me, upload, headers).await?;
        let part = self.bytes(&upload).await?;
        let mut offset = offset(&upload, part.as_ref());
        if number(headers, &OFFSET)? != offset {
            return Err(No::Status(StatusCode::CONFLICT));
        }
        let sum = text(headers, &CHECKSUM).map(checksum).transpose()?;
        if let Some(part) = part {
            offset = write(part, upload.length, body, sum, &held).await?;
        }
        let upload = Upload {
            expires_at: self.portal.parts().clock.now().plus(LIFE),
            ..upload
        };
        let refused = if offset == upload.length {
            self.finish(me, &upload).await?
        } else {
            self.uploads.write(&upload).await?;
            None
        };
        let mut response = StatusCode::NO_CONTENT.into_response();
        told(&mut response, &upload, offset);
        say_refused(&mut response, refused);
        Ok(response)
    }

    /// Judges and keeps a whole file, once, and returns why it was not taken; what became of it is remembered for those
    /// whose line broke at the end.
    async fn finish(&self, me: &Me, upload: &Upload) -> Result<Option<String>, No> {
        let ended = match &upload.ended {
            Some(ended) => ended.clone(),
            None => {
                let slot = self.portal.slot(me, &upload.draft.to_string(), &upload.slot).await;
                let slot = match slot {
                    Err(ServiceError::Answer(answer)) => {
                        self.uploads.forget(upload).await;
                        return Err(answer.into());
                    }
                    slot => slot?,
                };
                let ended = self.keep(&slot, upload).await?;
                let ended = ended.map_err(|reason| reason.code().to_owned());
                self.uploads.end(upload, ended.clone()).await?;
                ended
            }
        };
        Ok(ended.err())
    }

    /// Keeps a whole file under the upload's own id: where what became of it could not be written down, it is there
    /// already when the end is asked for again.
    async fn keep(&self, slot: &Slot, upload: &Upload) -> Result<Result<(), Refused>, ServiceError> {
        let id = FileId::new(upload.id);
        if files::one(&mut self.portal.parts().reader().await?, id)
            .await?
            .is_some()
        {
            return Ok(Ok(()));
        }
        let part = self.uploads.part(upload.id);
        let taken = match slot.room(&self.portal, &[]) {
            Ok(room) => match incoming::taken(part, room, &slot.accept).await? {
                Ok(incoming) => self.portal.receive(slot, id, &upload.name, &incoming).await?,
                Err(Refused::TooLarge) => Err(slot.full()),
                Err(reason) => Err(reason),
            },
            Err(reason) => Err(reason),
        };
        let (kept, refused) = match taken {
            Ok(file) => (vec![file], None),
            Err(reason) => (Vec::new(), Some((upload.name.clone(), reason))),
        };
        let refused = self.portal.record(slot, kept, refused).await?;
        Ok(refused.map_or(Ok(()), |(_, reason)| Err(reason)))
    }

    async fn end(&self, me: &Me, upload: &str, headers: &HeaderMap) -> Answer {
        let (upload, _held) = self.find(me, upload, headers).await?;
        self.uploads.forget(&upload).await;
        Ok(StatusCode::NO_CONTENT.into_response())
    }
}

/// Returns how many bytes of an upload have come.
fn offset(upload: &Upload, part: Option<&Writer>) -> u64 {
    part.map_or(upload.length, Writer::len)
}

/// Writes what comes behind what is there, as far as it comes; returns where it ends.
async fn write(mut part: Writer, length: u64, body: Body, sum: Option<Vec<u8>>, held: &Held) -> Result<u64, No> {
    let before = part.mark();
    let (mut found, mut stream) = (Sha256::new(), body.into_data_stream());
    let mut outcome = Ok(());
    loop {
        let next = tokio::select! {
            next = stream.next() => next,
            () = held.wanted.cancelled() => None,
        };
        // Where the line breaks, what has come is kept and the rest is sent again.
        let Some(Ok(bytes)) = next else { break };
        if part.len() + bytes.len() as u64 > length {
            outcome = Err(No::Status(StatusCode::PAYLOAD_TOO_LARGE));
            break;
        }
        found.update(&bytes);
        part.write(&bytes).await.map_err(down)?;
    }
    if sum.is_some_and(|sum| found.finalize()[..] != sum[..]) && outcome.is_ok() {
        // 460 Checksum Mismatch, as the protocol has it.
        outcome = Err(No::Status(StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)));
    }
    match &outcome {
        Ok(()) => part.flush().await.map_err(down)?,
        Err(_) => part.back(before).await.map_err(down)?,
    }
    part.sync().await.map_err(down)?;
    outcome.map(|()| part.len())
}

/// Says why a file that has come whole was not taken. The bytes have arrived, so the protocol has nothing to complain of;
/// the page has the words.
fn say_refused(response: &mut Response, reason: Option<String>) {
    if let Some(reason) = reason.and_then(|reason| HeaderValue::from_str(&reason).ok()) {
        response.headers_mut().insert(REFUSED, reason);
    }
}

/// Reads a checksum of a part: `sha256` and base64.
fn checksum(header: &str) -> Result<Vec<u8>, No> {
    let (kind, coded) = header.split_once(' ').unwrap_or_default();
    let sum = STANDARD.decode(coded).ok().filter(|_| kind == "sha256");
    sum.ok_or(No::Status(StatusCode::BAD_REQUEST))
}

/// Says where an upload stands and when it is forgotten.
fn told(response: &mut Response, upload: &Upload, offset: u64) {
    use time::{OffsetDateTime, macros::format_description};
    const DATE: &[time::format_description::BorrowedFormatItem<'_>] =
        format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(offset));
    let nanos = i128::from(upload.expires_at.micros()) * 1000;
    let date = OffsetDateTime::from_unix_timestamp_nanos(nanos)
        .ok()
        .and_then(|at| at.format(DATE).ok());
    if let Some(date) = date.and_then(|date| HeaderValue::from_str(&date).ok()) {
        headers.insert(EXPIRES, date);
    }
}
