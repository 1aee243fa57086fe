//! A browser without a network: the whole portal as a service, asked as a browser asks, with its cookies.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use std::{collections::BTreeMap, net::IpAddr, path::Path};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use motcua_server::{
    config::{self, Config},
    router::{self, Portal},
    security::client::Peer,
    wire::{self, Wired},
};
use tower::ServiceExt;

/// The host the browser thinks it talks to.
pub const HOST: &str = "dichvucong.example.vn";

/// A portal on a fresh SQLite file, gone with the test.
pub struct Web {
    pub wired: Wired,
    pub service: Portal,
    folder: tempfile::TempDir,
}

/// An answer, its body whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// Reads settings as the command line does.
pub fn settings(arguments: &[&str]) -> Result<Config, String> {
    let command = clap::Command::new("motcua").args(config::arguments());
    let matches = command.get_matches_from(std::iter::once("motcua").chain(arguments.iter().copied()));
    Config::read(&matches).map_err(|error| error.to_string())
}

impl Web {
    /// Starts a demonstration portal, its clock standing still, with more settings.
    pub async fn new(more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = site(folder.path());
        let data = folder.path().join("data").display().to_string();
        let public = format!("http://{HOST}");
        let mut arguments = vec![
            "--demo=true",
            "--clock",
            "2026-11-20T09:00",
            "--data-dir",
            &data,
            "--site-dir",
            &site,
        ];
        for usual in [["--public-url", public.as_str()], ["--sign-in-per-minute", "0"]] {
            if !more.contains(&usual[0]) {
                arguments.extend(usual);
            }
        }
        arguments.extend(more);
        let wired = wire::wire(settings(&arguments).unwrap()).await.unwrap();
        let service = router::portal(&wired).unwrap();
        Self { wired, service, folder }
    }

    /// Returns the folder of this portal: `data` and `site` are in it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns a visitor with an empty jar.
    pub fn visitor(&self) -> Visitor {
        Visitor {
            service: self.service.clone(),
            cookies: BTreeMap::new(),
            from: IpAddr::from([127, 0, 0, 1]),
        }
    }

    /// Returns a visitor who has signed in.
    pub async fn signed_in(&self, person: &str) -> Visitor {
        let mut visitor = self.visitor();
        let answer = visitor.post("/api/session/sign_in", &format!("person={person}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        visitor
    }
}

/// Lays a site as the build does.
fn site(folder: &Path) -> String {
    let pkg = folder.join("site/pkg");
    std::fs::create_dir_all(&pkg).unwrap();
    let manifest = r#"{"css":"/pkg/main.1.css","js":"/pkg/motcua.1.js","wasm":"/pkg/motcua.1.wasm"}"#;
    std::fs::write(pkg.join("manifest.json"), manifest).unwrap();
    std::fs::write(pkg.join("main.1.css"), "body{margin:0}").unwrap();
    std::fs::write(folder.join("site/robots.txt"), "User-agent: *\n").unwrap();
    std::fs::write(folder.join("site/sw.js"), "const BUILT = {};\n").unwrap();
    folder.join("site").display().to_string()
}

/// A browser with its jar of cookies.
#[derive(Clone)]
pub struct Visitor {
    service: Portal,
    pub cookies: BTreeMap<String, String>,
    pub from: IpAddr,
}

impl Visitor {
    /// Opens an address as a page.
    pub async fn open(&mut self, path: &str) -> Answer {
        self.send(
            Request::get(path).header(header::ACCEPT, "text/html,*/*"),
            Body::empty(),
        )
        .await
    }

    /// Asks for a copy of a page to keep, as the browser's worker does.
    pub async fn copy(&mut self, path: &str, language: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        self.send(request.header("x-offline-copy", language), Body::empty())
            .await
    }

    /// Reads an address as a script does.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(
            Request::get(path).header(header::ACCEPT, "application/json"),
            Body::empty(),
        )
        .await
    }

    /// Posts a form as a script does.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send(
            own(Request::post(path)).header(header::ACCEPT, "application/json"),
            Body::from(form.to_owned()),
        )
        .await
    }

    /// Posts a form as a browser without script does, from a page.
    pub async fn submit(&mut self, page: &str, path: &str, form: &str) -> Answer {
        let request = own(Request::post(path)).header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
        let request = request.header(header::REFERER, format!("http://{HOST}{page}"));
        self.send(request, Body::from(form.to_owned())).await
    }

    /// Sends a request with the cookies of the jar and keeps those of the answer.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = request.header(header::HOST, HOST);
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let request = request.extension(Peer(self.from)).body(body).unwrap();
        let response = self.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await.unwrap()).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// Marks a request as one of the portal's own pages.
pub fn own(request: axum::http::request::Builder) -> axum::http::request::Builder {
    request
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}
