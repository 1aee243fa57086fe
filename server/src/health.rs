//! `/livez` says that the program runs; `/readyz` that it can do its work now.

use std::{path::PathBuf, time::Duration};

use axum::{Json, Router, extract::State, response::IntoResponse, routing::get};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::store::Db;

/// The longest a check may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// What must answer for the portal to be ready.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// The store.
    pub db: Db,
    /// The folder of files.
    pub data_dir: PathBuf,
}

/// Returns the two routes.
pub fn routes(readiness: Readiness) -> Router {
    Router::new()
        .route(
            "/livez",
            get(|| async { answer(StatusCode::OK, json!({ "status": "ok" })) }),
        )
        .route("/readyz", get(ready).with_state(readiness))
}

async fn ready(State(readiness): State<Readiness>) -> impl IntoResponse {
    let store = tokio::time::timeout(PATIENCE, readiness.db.reader())
        .await
        .is_ok_and(|conn| conn.is_ok());
    let folder = tokio::fs::metadata(&readiness.data_dir)
        .await
        .is_ok_and(|folder| folder.is_dir());
    let status = if store && folder {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let word = |is_well: bool| if is_well { "ok" } else { "unavailable" };
    answer(
        status,
        json!({ "status": word(store && folder), "store": word(store), "files": word(folder) }),
    )
}

fn answer(status: StatusCode, body: serde_json::Value) -> impl IntoResponse {
    let no_store = HeaderValue::from_static("no-store");
    (status, [(header::CACHE_CONTROL, no_store)], Json(body))
}
