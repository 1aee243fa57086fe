//! Every route of the portal. Pages and server functions share one context; nothing else knows of leptos.

use std::{collections::BTreeSet, convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request},
    middleware::from_fn_with_state,
    response::Response,
};
use http::{HeaderName, HeaderValue, StatusCode};
use leptos::{
    context::{provide_context, use_context},
    nonce::use_nonce,
    server_fn::axum::server_fn_paths,
};
use leptos_axum::{ResponseOptions, generate_route_list, handle_server_fns_with_context};
use motcua_app::{
    api::{ApiError, ENDPOINTS},
    backend::Backend,
    routes::App,
    shell::{SiteFiles, leptos_options, shell},
};
use tower::util::BoxCloneSyncService;
use tower_http::{CompressionLevel, compression::CompressionLayer, csrf::ConfigError, services::ServeFile};

use crate::{
    answer::{Asker, is_write},
    error,
    forms::{self, Forms},
    gate::{self, Gate},
    health,
    kept::NONCE,
    security::origin,
    session::{self, Asking, Identifying},
    site,
    wire::Wired,
};

/// The portal as one service.
pub type Portal = BoxCloneSyncService<Request, Response, Infallible>;

/// Why the portal cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum BadPortal {
    /// The public address is no origin.
    #[error("MOTCUA_PUBLIC_URL cannot be used: {0}")]
    PublicUrl(#[from] ConfigError),
    /// The linker dropped a server function, or one is in no table.
    #[error("the program is built wrong: the calls {0} are not as the table says")]
    Calls(String),
}

/// Puts the whole portal together.
///
/// # Errors
/// When the public address is no origin, or the calls linked in are not those of the table.
pub fn portal(wired: &Wired) -> Result<Portal, BadPortal> {
    check_calls()?;
    let config = &wired.config;
    let files = site::files(&config.site_dir);
    let asker = Asker::new(&files.css);
    let rates = Arc::clone(&wired.rates);
    let forms = Forms::new(asker.clone(), config.max_form_bytes, Arc::clone(&rates));
    let identifying = Identifying {
        portal: wired.portal.clone(),
        is_https: config.is_https(),
        asker: asker.clone(),
    };
    let gate = Gate::new(Arc::clone(config), rates, Arc::clone(&wired.kept), asker);
    let identify = from_fn_with_state(identifying, session::identify);
    let router = pages(wired, files)
        .merge(wired.files.clone())
        .layer(identify.clone())
        // Around the identification: a form is given back even when nobody can say whose it is.
        .merge(
            calls(wired)
                .layer(identify)
                .layer(from_fn_with_state(forms, forms::call)),
        )
        .layer(origin::layer(&config.public_url)?)
        .layer(DefaultBodyLimit::max(config.max_form_bytes))
        .merge(fixed(wired))
        .layer(from_fn_with_state(Arc::new(gate), gate::pass))
        .merge(health::routes(wired.readiness.clone()))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)));
    Ok(BoxCloneSyncService::new(router.into_service::<Body>()))
}

/// Compares the server functions linked in with the table of them.
fn check_calls() -> Result<(), BadPortal> {
    let told: BTreeSet<(String, bool)> = ENDPOINTS
        .iter()
        .map(|(path, is_write)| (format!("/api/{path}"), *is_write))
        .collect();
    let linked: BTreeSet<(String, bool)> = server_fn_paths()
        .map(|(path, method)| (path.to_owned(), is_write(&method)))
        .collect();
    let differ: Vec<&str> = told
        .symmetric_difference(&linked)
        .map(|(path, _)| path.as_str())
        .collect();
    if differ.is_empty() {
        Ok(())
    } else {
        Err(BadPortal::Calls(differ.join(", ")))
    }
}

/// The pages, and for every other address the page that says there is none.
fn pages(wired: &Wired, files: SiteFiles) -> Router {
    let options = leptos_options();
    let document = move || shell(files.clone());
    let context = context(wired.backend.clone());
    // Only the pages: server functions have a route of their own, with their statuses.
    let routes = generate_route_list(App);
    let missing = leptos_axum::render_app_async_with_context(context.clone(), document.clone());
    let missing = move |request: Request| {
        let is_call = request.uri().path().starts_with("/api/");
        let answer = missing(request);
        async move {
            if is_call {
                return error::problem(&ApiError::NotFound, StatusCode::NOT_FOUND);
            }
            let mut response = answer.await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        }
    };
    let handler = leptos_axum::render_app_async_with_context(context, document);
    let mut router = Router::new();
    for route in &routes {
        router = router.route(route.path(), axum::routing::get(handler.clone()));
    }
    router.fallback(missing).with_state(options)
}

/// The server functions.
fn calls(wired: &Wired) -> Router {
    let context = context(wired.backend.clone());
    let call = move |request: Request| handle_server_fns_with_context(context.clone(), request);
    let mut router = Router::new();
    for (path, method) in server_fn_paths() {
        let filter = axum::routing::MethodFilter::try_from(method).unwrap_or(axum::routing::MethodFilter::POST);
        router = router.route(path, axum::routing::on(filter, call.clone()));
    }
    router
}

/// Built files and the files at the root of the site.
fn fixed(wired: &Wired) -> Router {
    let site = &wired.config.site_dir;
    let mut router = Router::new().nest("/pkg", site::packages(site));
    for name in site::root_files(site) {
        let file = ServeFile::new(site.join(&name)).precompressed_br();
        router = router.route_service(&format!("/{name}"), file);
    }
    router
}

/// Returns what is put in context before every page and every call: the ports, with who is asking.
fn context(backend: Backend) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        let asking = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<Asking>().cloned());
        let mut backend = backend.clone();
        if let Some(asking) = asking {
            backend.me = asking.me;
        }
        provide_context(backend);
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(nonce) = HeaderValue::from_str(&nonce)
        {
            response.insert_header(HeaderName::from_static(NONCE), nonce);
        }
    }
}
