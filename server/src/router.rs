//! Every route of the portal. Pages and server functions share one context; nothing else knows of leptos.

use std::{collections::BTreeSet, convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request},
    middleware::{from_fn, from_fn_with_state, map_response},
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
    views::{CheckedPaper, VerifiedResult},
};
use tower::util::BoxCloneSyncService;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate},
    },
    csrf::ConfigError,
    services::ServeFile,
};

use crate::{
    answer::{Asker, is_write},
    compress, error,
    files::Streamed,
    forms::{self, Forms},
    gate::{self, Caller, Gate},
    health,
    kept::NONCE,
    paper_check,
    security::origin,
    session::{self, Asking, Identifying, Parking, Resuming},
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
    let parking = Parking::new(wired.portal.clone(), config.is_https());
    let forms = Forms::new(
        asker.clone(),
        config.max_form_bytes,
        Arc::clone(&rates),
        parking.clone(),
    );
    let identifying = Identifying {
        portal: wired.portal.clone(),
        is_https: config.is_https(),
        asker: asker.clone(),
    };
    let gate = Gate::new(Arc::clone(config), rates, Arc::clone(&wired.kept), asker);
    let identify = from_fn_with_state(identifying, session::identify);
    let calls = calls(wired).layer(identify.clone());
    let resuming = Resuming::new(parking, calls.clone());
    let router = pages(wired, files)
        .merge(wired.files.clone())
        .merge(wired.prints.clone())
        .merge(wired.doors.clone())
        .layer(identify)
        // Around the identification: a form is given back even when nobody can say whose it is.
        .merge(calls.layer(from_fn_with_state(forms, forms::call)))
        .layer(from_fn_with_state(resuming, session::resume))
        .layer(origin::layer(&config.public_url)?)
        .layer(DefaultBodyLimit::max(config.max_form_bytes))
        .merge(wired.notices.clone())
        .merge(fixed(wired))
        .layer(from_fn_with_state(Arc::new(gate), gate::pass))
        .merge(health::routes(wired.readiness.clone()))
        .layer(from_fn(compress::whole))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Precise(4))
                .compress_when(DefaultPredicate::new().and(is_made)),
        );
    Ok(BoxCloneSyncService::new(router.into_service::<Body>()))
}

/// Says whether an answer was made here and is no file on its way out, which is compressed already or not to be.
fn is_made(_: StatusCode, _: http::Version, _: &http::HeaderMap, about: &http::Extensions) -> bool {
    about.get::<Streamed>().is_none()
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
    let page = handler.clone();
    let check = paper_check::routes(
        Arc::clone(&wired.trusted),
        wired.portal.clone(),
        tower::service_fn(move |request| {
            let drawn = page(request);
            async move { Ok::<_, Infallible>(drawn.await) }
        }),
    );
    let mut router = Router::new();
    for route in &routes {
        router = router.route(route.path(), axum::routing::get(handler.clone()));
    }
    router.fallback(missing).with_state(options).merge(check)
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
        let path = format!("/{name}");
        let dressed = Router::new()
            .route_service(&path, file)
            .layer(map_response(move |mut response: Response| {
                site::dress_root_file(&name, &mut response);
                std::future::ready(response)
            }));
        router = router.merge(dressed);
    }
    router
}

/// Returns what is put in context before every page and every call: the ports, with who is asking.
fn context(backend: Backend) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        let parts = use_context::<http::request::Parts>();
        let told = parts.as_ref().map(|parts| &parts.extensions);
        let asking = told.and_then(|told| told.get::<Asking>().cloned());
        let checked = told.and_then(|told| told.get::<CheckedPaper>().cloned());
        let result = told.and_then(|told| told.get::<VerifiedResult>().cloned());
        let mut backend = backend.clone();
        if let Some(asking) = asking {
            backend.me = asking.me;
        }
        if let Some(Caller(caller)) = told.and_then(|told| told.get::<Caller>()) {
            backend.caller = caller.to_string();
        }
        provide_context(backend);
        #[cfg(feature = "pdf")]
        provide_context(motcua_app::backend::Prints);
        if let Some(checked) = checked {
            provide_context(checked);
        }
        if let Some(result) = result {
            provide_context(result);
        }
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(nonce) = HeaderValue::from_str(&nonce)
        {
            response.insert_header(HeaderName::from_static(NONCE), nonce);
        }
    }
}
