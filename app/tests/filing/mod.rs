//! Pages of a filing behind the real router: each test says what the server would hand over and reads the HTML.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use motcua_app::api::ApiError;
use motcua_app::backend::{Accounts, Backend, CatalogueReader, Desk, Dossiers, Drafts, Reply};
use motcua_app::routes::App;
use motcua_app::shell::{SiteFiles, leptos_options, shell};
use motcua_app::views::{
    BlankFormView, CommuneLine, DeskAction, DeskDossier, DeskLine, DossierLine, DraftLine, Found, Go, HomeView,
    LifeEventView, Me, Person, ProcedureView, Reached, Role, SearchQuery, SearchView, StepView, Submitted, TrackView,
};
use motcua_core::dossier::DossierNumber;
use motcua_core::form::Answers;
use motcua_core::id::{DraftId, RequestId};
use motcua_core::place::ProvinceCode;
use motcua_core::procedure::ProcedureCode;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// What the server hands over; what is absent is not found.
#[derive(Clone, Default)]
pub struct Given {
    pub step: Option<StepView>,
    pub track: Option<TrackView>,
    pub drafts: Vec<DraftLine>,
    pub dossiers: Vec<DossierLine>,
    pub queue: Vec<DeskLine>,
    pub desk: Option<DeskDossier>,
}

fn given<'a, T: Send + 'a>(answer: Option<T>) -> Reply<'a, T> {
    Box::pin(async move { answer.ok_or(ApiError::NotFound) })
}

impl CatalogueReader for Given {
    fn home(&self, _: &Me) -> Reply<'_, HomeView> {
        given(None)
    }
    fn search(&self, _: SearchQuery) -> Reply<'_, SearchView> {
        given(None)
    }
    fn procedure(&self, _: &str, _: Answers) -> Reply<'_, Found<ProcedureView>> {
        given(None)
    }
    fn blank_form(&self, _: &str) -> Reply<'_, Found<BlankFormView>> {
        given(None)
    }
    fn life_event(&self, _: &str) -> Reply<'_, LifeEventView> {
        given(None)
    }
    fn communes(&self, _: ProvinceCode) -> Reply<'_, Vec<CommuneLine>> {
        given(None)
    }
}

impl Drafts for Given {
    fn start(&self, _: &Me, _: ProcedureCode, _: Answers) -> Reply<'_, Reached> {
        given(None)
    }
    fn step(&self, _: &Me, _: DraftId, _: String, _: bool) -> Reply<'_, StepView> {
        given(self.step.clone())
    }
    fn save(&self, _: &Me, _: DraftId, _: String, _: Answers, _: Go) -> Reply<'_, Reached> {
        given(None)
    }
    fn submit(&self, _: &Me, _: DraftId, _: RequestId, _: bool) -> Reply<'_, Submitted> {
        given(None)
    }
    fn mine(&self, _: &Me) -> Reply<'_, Vec<DraftLine>> {
        given(Some(self.drafts.clone()))
    }
    fn discard(&self, _: &Me, _: DraftId) -> Reply<'_, ()> {
        given(None)
    }
}

impl Dossiers for Given {
    fn track(&self, _: &Me, _: DossierNumber) -> Reply<'_, TrackView> {
        given(self.track.clone())
    }
    fn mine(&self, _: &Me) -> Reply<'_, Vec<DossierLine>> {
        given(Some(self.dossiers.clone()))
    }
    fn supplement(&self, _: &Me, _: DossierNumber) -> Reply<'_, Reached> {
        given(None)
    }
    fn withdraw(&self, _: &Me, _: DossierNumber) -> Reply<'_, ()> {
        given(None)
    }
}

impl Desk for Given {
    fn queue(&self, _: &Me) -> Reply<'_, Vec<DeskLine>> {
        given(Some(self.queue.clone()))
    }
    fn dossier(&self, _: &Me, _: DossierNumber) -> Reply<'_, DeskDossier> {
        given(self.desk.clone())
    }
    fn act(&self, _: &Me, _: DossierNumber, _: u64, _: DeskAction) -> Reply<'_, ()> {
        given(None)
    }
}

impl Accounts for Given {
    fn demonstration(&self) -> Reply<'_, Vec<Person>> {
        given(None)
    }
    fn sign_in(&self, _: String) -> Reply<'_, Me> {
        given(None)
    }
    fn sign_out(&self) -> Reply<'_, ()> {
        given(None)
    }
}

/// A signed-in citizen.
pub fn citizen() -> Me {
    Me {
        role: Role::Citizen,
        name: Some("Nguyễn Thị Lan".to_owned()),
        province: "Tỉnh Lâm Đồng".to_owned(),
        today: "2026-09-15".to_owned(),
        ..Me::default()
    }
}

/// One runtime for all requests: leptos keeps one executor for the whole process.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().unwrap())
}

/// Gets a page: status, address it leads to, and the HTML.
pub fn get(me: Me, what: Given, path: &str) -> (StatusCode, Option<String>, String) {
    let files = SiteFiles {
        css: String::new(),
        js: String::new(),
        wasm: String::new(),
    };
    let ports = Arc::new(what);
    let backend = Backend {
        catalogue: ports.clone(),
        drafts: ports.clone(),
        dossiers: ports.clone(),
        desk: ports.clone(),
        accounts: ports,
        me,
    };
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap();
    let task = runtime().spawn(async move {
        let site = axum::Router::new()
            .leptos_routes_with_context(
                &leptos_options(),
                generate_route_list(App),
                move || provide_context(backend.clone()),
                move || shell(files.clone()),
            )
            .with_state(leptos_options());
        let (parts, body) = site.oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(body, 10_000_000).await.unwrap();
        let next = parts
            .headers
            .get(header::LOCATION)
            .map(|next| next.to_str().unwrap().to_owned());
        (parts.status, next, String::from_utf8(body.to_vec()).unwrap())
    });
    runtime().block_on(task).unwrap()
}
