//! What the build made for browsers: the manifest of names, and the folder served from.

use std::{fs, path::Path};

use axum::{Router, middleware::map_response, response::Response};
use http::{HeaderValue, header};
use motcua_app::shell::SiteFiles;
use serde::Deserialize;
use tower_http::services::ServeDir;

/// Names under `/pkg` carry a digest of their content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

#[derive(Deserialize)]
struct Manifest {
    css: String,
    js: String,
    wasm: String,
}

/// Reads the names of the built files; without a build the pages still work, plain.
pub fn files(site: &Path) -> SiteFiles {
    let manifest = site.join("pkg/manifest.json");
    let read = fs::read(&manifest)
        .ok()
        .and_then(|json| serde_json::from_slice::<Manifest>(&json).ok());
    match read {
        Some(Manifest { css, js, wasm }) => SiteFiles { css, js, wasm },
        None => {
            tracing::warn!(file = %manifest.display(), "no built site: pages have no styles and no script");
            SiteFiles {
                css: String::new(),
                js: String::new(),
                wasm: String::new(),
            }
        }
    }
}

/// Returns the routes of built files, precompressed and immutable.
pub fn packages<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let folder = ServeDir::new(site.join("pkg")).precompressed_br();
    Router::new()
        .fallback_service(folder)
        .layer(map_response(async |mut response: Response| {
            if response.status().is_success() {
                response.headers_mut().insert(header::CACHE_CONTROL, FOR_EVER);
            }
            response
        }))
}

/// Returns the names of the files at the root of the site: icons, robots.txt, the service worker.
pub fn root_files(site: &Path) -> Vec<String> {
    let entries = fs::read_dir(site)
        .map(|entries| entries.filter_map(Result::ok).collect::<Vec<_>>())
        .unwrap_or_default();
    entries
        .iter()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.ends_with(".br") && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)))
        .collect()
}
