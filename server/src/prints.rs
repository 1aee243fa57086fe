//! Papers as PDF over HTTP: a dossier's at `/tra-cuu/{number}/giay/{file}`, receipts of
//! fees at `/tra-cuu/{number}/bien-lai/{reference}`, the register at `/can-bo/so-theo-doi.pdf`.
//! Never kept by anybody on the way; typeset and signed on a thread of its own, few at once.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use motcua_app::{
    api::ApiError,
    paths, text,
    views::{Language, Me},
};
use motcua_core::calendar::format;
use motcua_papers::Paper;
use motcua_signing::Act;
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use crate::{answer::accepts_html, days::Days, error, error::ServiceError, sealing::utc, services::Portal};

/// How many papers are typeset at once.
const AT_ONCE: usize = 2;

/// How long a paper waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the routes need.
#[derive(Clone)]
struct Prints {
    portal: Portal,
    turns: Arc<Semaphore>,
}

/// Returns the routes; the session layer must put [`Me`] in the request's extensions.
pub fn routes(portal: Portal) -> Router {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    Router::new()
        .route("/tra-cuu/{number}/giay/{file}", get(of_dossier))
        .route("/tra-cuu/{number}/bien-lai/{reference}", get(fee_receipt))
        .route(paths::REGISTER, get(register))
        .with_state(Prints { portal, turns })
}

async fn of_dossier(
    State(prints): State<Prints>,
    Extension(me): Extension<Me>,
    Path((number, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let name = [&number, "-", &file].concat();
    let made = async {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        let paper = prints.portal.paper(&me, &number, &file).await?;
        prints.print(paper).await
    };
    let here = paths::tracked(&number);
    made.await
        .map_or_else(|error| failed(error, &headers, &here), |bytes| pdf(&name, bytes))
}

async fn fee_receipt(
    State(prints): State<Prints>,
    Extension(me): Extension<Me>,
    Path((number, reference)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let name = [&reference, ".pdf"].concat();
    let made = async {
        let number = number.parse().map_err(|_| ApiError::NotFound)?;
        let paper = prints.portal.fee_receipt(&me, &number, &reference).await?;
        prints.print(paper).await
    };
    let here = paths::pay(&number);
    made.await
        .map_or_else(|error| failed(error, &headers, &here), |bytes| pdf(&name, bytes))
}

async fn register(
    State(prints): State<Prints>,
    Extension(me): Extension<Me>,
    Query(days): Query<Days>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let (from, to) = days.read()?;
        let paper = prints.portal.register(&me, from, to).await?;
        let name = format!("{}-{}-{}.pdf", paper.head.number, format::iso(from), format::iso(to));
        Ok((name, prints.print(paper).await?))
    };
    made.await.map_or_else(
        |error| failed(error, &headers, paths::DESK),
        |(name, bytes)| pdf(&name, bytes),
    )
}

impl Prints {
    /// Typesets a paper when it is its turn.
    async fn print(&self, paper: Paper) -> Result<Vec<u8>, ServiceError> {
        let turn = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|waited| ServiceError::down("papers", waited))?
            .map_err(|closed| ServiceError::down("papers", closed))?;
        let sealing = self.portal.parts().sealing.clone();
        let printed = spawn_blocking(move || {
            let printed = motcua_papers::print(&paper).map_err(|error| ServiceError::fault("papers", error));
            let act = Act {
                name: paper.head.agency,
                reason: text::follow::paper(Language::Vi, paper.body.kind()).to_owned(),
                place: paper.head.place.unwrap_or_default(),
                at: utc(paper.head.issued),
            };
            let signed = printed.and_then(|pdf| {
                let signed = sealing.sign(pdf, &act);
                signed.map_err(|error| ServiceError::fault("seal", error))
            });
            drop(turn);
            signed
        });
        printed.await.map_err(|error| ServiceError::fault("papers", error))?
    }
}

fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    let name: String = name
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || matches!(character, '.' | '-'))
        .collect();
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"),
    );
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Leads a person to sign-in, or back to the page with what is wrong; tells a program.
fn failed(error: ServiceError, headers: &HeaderMap, page: &str) -> Response {
    let error = ApiError::from(error);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if !accepts_html(headers) {
        return error::problem(&error, status);
    }
    match &error {
        ApiError::NotSignedIn => Redirect::to(&paths::sign_in_then(page)).into_response(),
        ApiError::Refused(_) => {
            let told = [page, "?", paths::FAILED, "=", &paths::encoded(&error.told())].concat();
            Redirect::to(&told).into_response()
        }
        // Without a body the frame puts its own page there.
        _ => status.into_response(),
    }
}
