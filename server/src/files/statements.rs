//! Files that are reconciled with the books, and the report of them: plain multipart in, CSV out.

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use motcua_app::{api::ApiError, paths, views::Me};
use motcua_core::calendar::format;

use super::routes::answer;
use crate::{
    days::Days,
    error::ServiceError,
    services::{
        Portal,
        reconciliation::{MOST_BYTES, Source},
    },
};

/// What a form around the file may weigh beside it.
const FORM_AROUND: usize = 64 << 10;

/// Returns the routes.
pub(super) fn routes(portal: Portal) -> Router {
    Router::new()
        .route(
            paths::STATEMENT,
            post(upload).layer(DefaultBodyLimit::max(MOST_BYTES + FORM_AROUND)),
        )
        .route(paths::MONEY_REPORT, get(report))
        .with_state(portal)
}

async fn upload(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    answer(taken(&portal, &me, form).await, &headers)
}

async fn taken(portal: &Portal, me: &Me, mut form: Multipart) -> Result<String, ServiceError> {
    // Before anything is read of what a stranger sends.
    portal.may_reconcile(me)?;
    let mut source = Source::Bank;
    let mut file = None;
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.ok();
        match name.as_str() {
            "source" if bytes.as_deref() == Some(b"vnpay") => source = Source::Vnpay,
            "file" => file = bytes,
            _ => {}
        }
    }
    let bytes = file.filter(|bytes| !bytes.is_empty());
    let done = match bytes {
        Some(bytes) => portal.import_statement(me, source, &bytes).await,
        None => Err(ApiError::Refused("statement_empty:0".to_owned()).into()),
    };
    match done {
        Ok(done) => {
            let counts = format!("{}-{}-{}", done.new, done.before, done.open);
            Ok([paths::RECONCILIATION, "?da-nhan=", &counts].concat())
        }
        Err(ServiceError::Answer(refused @ ApiError::Refused(_))) => {
            let told = paths::encoded(&refused.told());
            Ok([paths::RECONCILIATION, "?", paths::FAILED, "=", &told].concat())
        }
        Err(error) => Err(error),
    }
}

async fn report(
    State(portal): State<Portal>,
    Extension(me): Extension<Me>,
    Query(days): Query<Days>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let (from, to) = days.read()?;
        let (from, to) = (format::iso(from), format::iso(to));
        let text = portal.money_report(&me, &from, &to).await?;
        Ok::<_, ServiceError>((format!("thu-phi-{from}-{to}.csv"), text))
    };
    match made.await {
        Ok((name, text)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            let mut response = text.into_response();
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/csv; charset=utf-8"),
            );
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
            if let Ok(value) = HeaderValue::from_str(&disposition) {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
        Err(error) => answer(Err(error), &headers),
    }
}
