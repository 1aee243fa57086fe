//! Checking a signed paper for anybody who asks: the file is read, judged and forgotten, and the page that asked for it
//! says what was found.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State, multipart::MultipartError},
    response::Response,
    routing::post,
};
use bytes::Bytes;
use http::{Method, StatusCode, header};
use motcua_app::{
    paths,
    views::{CheckedPaper, PaperSignature, SignatureWorth, VerifiedResult},
};
use motcua_core::{
    calendar::{Moment, format},
    dossier::Digest,
};
use motcua_signing::{Certificate, Found, Verdict, check};
use tokio::{sync::Semaphore, time::timeout};
use tower::{Service, ServiceExt};

use crate::{sealing::utc, services::Portal};

/// The largest paper that is looked at.
const LARGEST: usize = 20 << 20;

/// How many are held in memory at a time.
const AT_ONCE: usize = 4;

/// How long somebody waits for a place.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a file may take to come: the largest in a minute is a line of 3 Mbit/s.
const LONGEST: Duration = Duration::from_secs(60);

/// What is found in the file of a request, for the page to say.
#[derive(Clone)]
struct Checking<S> {
    trusted: Arc<[Certificate]>,
    portal: Portal,
    room: Arc<Semaphore>,
    page: S,
}

/// Returns the route that takes a file and answers with `page`, drawn with a [`CheckedPaper`] in its extensions.
pub fn routes<S>(trusted: Arc<[Certificate]>, portal: Portal, page: S) -> Router
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send,
{
    Router::new()
        .route(paths::CHECK_PAPER, post(answer::<S>))
        .layer(DefaultBodyLimit::max(LARGEST + (64 << 10)))
        .with_state(Checking {
            trusted,
            portal,
            room: Arc::new(Semaphore::new(AT_ONCE)),
            page,
        })
}

async fn answer<S>(State(checking): State<Checking<S>>, request: Request) -> Response
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send,
{
    let (mut parts, body) = request.into_parts();
    let sent = Request::from_parts(parts.clone(), body);
    let (checked, result) = checking.look(sent).await;
    // The answer is the page itself: what was found is nowhere else, and no address can claim it.
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(checked);
    if let Some(result) = result {
        parts.extensions.insert(result);
    }
    let page = Request::from_parts(parts, axum::body::Body::empty());
    match checking.page.oneshot(page).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Reads the file of a form.
async fn file(request: Request) -> Result<Bytes, CheckedPaper> {
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| CheckedPaper::NoFile)?;
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => CheckedPaper::TooLarge,
        _ => CheckedPaper::NoFile,
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let bytes = field.bytes().await.map_err(broken)?;
            return match bytes.len() {
                0 => Err(CheckedPaper::NoFile),
                1..=LARGEST => Ok(bytes),
                _ => Err(CheckedPaper::TooLarge),
            };
        }
    }
    Err(CheckedPaper::NoFile)
}

impl<S> Checking<S> {
    /// Reads the file and judges it. Nobody waits long behind those whose files come slowly, nor holds a place for long.
    async fn look(&self, sent: Request) -> (CheckedPaper, Option<VerifiedResult>) {
        let Ok(Ok(_place)) = timeout(PATIENCE, self.room.acquire()).await else {
            return (CheckedPaper::NotNow, None);
        };
        match timeout(LONGEST, file(sent)).await {
            Ok(Ok(file)) => self.judge(file).await,
            Ok(Err(checked)) => (checked, None),
            Err(_) => (CheckedPaper::NotNow, None),
        }
    }

    /// Judges the signatures of a file, and finds the result whose very file it is.
    async fn judge(&self, file: Bytes) -> (CheckedPaper, Option<VerifiedResult>) {
        let (trusted, now) = (Arc::clone(&self.trusted), self.portal.parts().clock.now());
        let judged = tokio::task::spawn_blocking(move || {
            let sum = Digest::of(&[&file]);
            let checked = match check(&file, &trusted, utc(now)) {
                Err(motcua_signing::NotReadable) => CheckedPaper::NotAPdf,
                Ok(found) if found.is_empty() => CheckedPaper::NotSigned,
                Ok(found) => CheckedPaper::Signed(found.into_iter().map(signature).collect()),
            };
            (checked, sum)
        });
        match judged.await {
            Ok((CheckedPaper::NotAPdf, _)) | Err(_) => (CheckedPaper::NotAPdf, None),
            Ok((checked, sum)) => match self.portal.result_of_file(sum).await {
                Ok(result) => (checked, result),
                // A signature says nothing about a result that was revoked: without that answer there is none.
                Err(_) => (CheckedPaper::NotNow, None),
            },
        }
    }
}

fn signature(found: Found) -> PaperSignature {
    PaperSignature {
        worth: match found.verdict {
            Verdict::Good => SignatureWorth::Good,
            Verdict::AddedTo => SignatureWorth::AddedTo,
            Verdict::Changed => SignatureWorth::Changed,
            Verdict::UnknownSigner => SignatureWorth::UnknownSigner,
            Verdict::NotInForce => SignatureWorth::NotInForce,
            Verdict::Broken => SignatureWorth::Broken,
        },
        signer: found.signer,
        claimed_at: found.claimed_at.map(|at| {
            let seconds = at.assume_utc().unix_timestamp();
            format::moment(Moment::from_micros(seconds.saturating_mul(1_000_000)))
        }),
    }
}
