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
    #[serde(default)]
    device: String,
    #[serde(default)]
    card: String,
    papers: String,
    #[serde(default)]
    queue: String,
}

/// Reads the names of the built files; without a build the pages still work, plain.
pub fn files(site: &Path) -> SiteFiles {
    let manifest = site.join("pkg/manifest.json");
    let read = fs::read(&manifest)
        .ok()
        .and_then(|json| serde_json::from_slice::<Manifest>(&json).ok());
    match read {
        Some(Manifest {
            css,
            js,
            wasm,
            device,
            card,
            papers,
            queue,
        }) => SiteFiles {
            css,
            js,
            wasm,
            device,
            card,
            papers,
            queue,
        },
        None => {
            tracing::warn!(file = %manifest.display(), "no built site: pages have no styles and no script");
            SiteFiles {
                css: String::new(),
                js: String::new(),
                wasm: String::new(),
                device: String::new(),
                card: String::new(),
                papers: String::new(),
                queue: String::new(),
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

/// What the worker itself may do: load its own script and ask the portal.
const WORKER_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");

/// Dresses the answer for a file at the root of the site: the worker is looked for anew each time, and has a policy.
pub fn dress_root_file(name: &str, response: &mut Response) {
    if name == "sw.js" {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, WORKER_POLICY);
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
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
