//! The portal with a fake backend behind the real router and server functions: requests in, HTML out.
#![allow(dead_code, reason = "each test file uses its own part")]

mod fake;
mod sample;

use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use motcua_app::routes::App;
use motcua_app::shell::{SiteFiles, leptos_options, shell};
use motcua_app::views::{Language, Me, Role};
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub use fake::{Kept, backend};

/// A visitor of the demonstration portal.
pub fn visitor() -> Me {
    Me {
        province: "Tỉnh Lâm Đồng".to_owned(),
        today: "2026-09-15".to_owned(),
        demonstration: true,
        ..Me::default()
    }
}

/// A signed-in citizen.
pub fn citizen() -> Me {
    Me {
        role: Role::Citizen,
        name: Some("Nguyễn Thị Lan".to_owned()),
        ..visitor()
    }
}

/// A visitor who reads English.
pub fn english() -> Me {
    Me {
        language: Language::En,
        ..visitor()
    }
}

/// The whole portal for one person.
pub fn site(me: Me, kept: Kept) -> Router {
    let files = SiteFiles {
        css: "/pkg/motcua.css".to_owned(),
        js: "/pkg/motcua.js".to_owned(),
        wasm: "/pkg/motcua.wasm".to_owned(),
        device: "/pkg/device.js".to_owned(),
        card: "/pkg/device.js".to_owned(),
        papers: "/pkg/papers.1.js".to_owned(),
        queue: "/pkg/queue.1.js".to_owned(),
    };
    let backend = backend(me, kept);
    let context = move || provide_context(backend.clone());
    let api = context.clone();
    Router::new()
        .route(
            "/api/{*rest}",
            get({
                let api = api.clone();
                move |request| leptos_axum::handle_server_fns_with_context(api.clone(), request)
            })
            .post(move |request| leptos_axum::handle_server_fns_with_context(api.clone(), request)),
        )
        .leptos_routes_with_context(&leptos_options(), generate_route_list(App), context.clone(), {
            let files = files.clone();
            move || shell(files.clone())
        })
        .fallback(leptos_axum::render_app_async_with_context(context, move || {
            shell(files.clone())
        }))
        .with_state(leptos_options())
}

/// An answer with its body as text.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub body: String,
    pub headers: axum::http::HeaderMap,
}

/// One runtime for all requests: leptos keeps one executor for the whole process.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().unwrap())
}

fn answered(me: Me, kept: Kept, request: Request<Body>) -> Answer {
    let answer = async move {
        let (parts, body) = site(me, kept).oneshot(request).await.unwrap().into_parts();
        (parts, axum::body::to_bytes(body, 10_000_000).await.unwrap())
    };
    let task = runtime().spawn(answer);
    let (parts, bytes) = runtime().block_on(task).unwrap();
    Answer {
        status: parts.status,
        location: parts
            .headers
            .get(header::LOCATION)
            .map(|path| path.to_str().unwrap().to_owned()),
        body: String::from_utf8(bytes.to_vec()).unwrap(),
        headers: parts.headers,
    }
}

/// Gets a page.
pub fn page(me: Me, path: &str) -> Answer {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap();
    answered(me, Kept::default(), request)
}

/// Posts a form as a browser without script does, from the page `/nop/x`.
pub fn post(kept: Kept, path: &str, body: &str) -> Answer {
    posted(kept, path, body, "text/html")
}

/// Posts a form as the script does.
pub fn post_by_script(kept: Kept, path: &str, body: &str) -> Answer {
    posted(kept, path, body, "application/json")
}

fn posted(kept: Kept, path: &str, body: &str, accept: &str) -> Answer {
    let request = Request::post(path)
        .header(header::ACCEPT, accept)
        .header(header::REFERER, "http://127.0.0.1:3000/nop/x?cu=1")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    answered(citizen(), kept, request)
}

/// Gets JSON.
pub fn json(path: &str) -> Answer {
    let request = Request::get(path)
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .unwrap();
    answered(visitor(), Kept::default(), request)
}
