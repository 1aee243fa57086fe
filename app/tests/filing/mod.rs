//! Pages of a filing behind the real router: each test says what the server would hand over and reads the HTML.

use motcua_core::payment::Money;
use motcua_core::procedure::{Channel, Due, FeeKind, Quote, QuoteLine, Relief, ReliefKind, Total};
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use motcua_app::api::ApiError;
use motcua_app::backend::{Accounts, Backend, CatalogueReader, Desk, Dossiers, Drafts, Notifications, Profile, Reply};
use motcua_app::routes::App;
use motcua_app::shell::{SiteFiles, leptos_options, shell};
use motcua_app::views::{
    AttachedFile, BlankFormView, DeskAction, DeskDossier, DossierLine, DraftLine, Found, Go, HomeView, LifeEventView,
    Made, Me, MyData, OptionList, OriginView, Person, ProcedureView, QueueQuery, QueueView, Reached, ReadyView, Role,
    SearchQuery, SearchView, StepView, Submitted, TrackView,
};
use motcua_core::dossier::DossierNumber;
use motcua_core::form::Answers;
use motcua_core::id::{DossierId, DraftId, RequestId};
use motcua_core::page::{Cursor, Paged};
use motcua_core::place::ProvinceCode;
use motcua_core::procedure::ProcedureCode;
use motcua_core::profile::Whom;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The draft of these pages.
pub const DRAFT: &str = "0190a0b0-0000-7000-8000-000000000001";

/// What the server hands over; what is absent is not found.
#[derive(Clone, Default)]
pub struct Given {
    pub step: Option<StepView>,
    pub track: Option<TrackView>,
    pub drafts: Vec<DraftLine>,
    pub dossiers: Vec<DossierLine>,
    pub queue: QueueView,
    pub desk: Option<DeskDossier>,
    pub data: Option<MyData>,
}

fn page_of<T: Clone>(lines: &[T]) -> Paged<T> {
    Paged {
        lines: lines.to_vec(),
        next: None,
    }
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
    fn communes(&self, _: ProvinceCode) -> Reply<'_, OptionList> {
        given(None)
    }
}

impl Drafts for Given {
    fn start(&self, _: &Me, _: ProcedureCode, _: Answers) -> Reply<'_, Reached> {
        given(None)
    }
    fn start_like(&self, _: &Me, _: ProcedureCode, _: Answers, _: DossierNumber) -> Reply<'_, Reached> {
        given(None)
    }
    fn step(&self, _: &Me, _: DraftId, _: String, _: bool) -> Reply<'_, StepView> {
        given(self.step.clone())
    }
    fn save_from(&self, _: &Me, _: DraftId, _: String, _: Answers, _: Go, _: Made) -> Reply<'_, Reached> {
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
    fn mine(&self, _: &Me, _: Option<Cursor<DossierId>>) -> Reply<'_, Paged<DossierLine>> {
        given(Some(page_of(&self.dossiers)))
    }
    fn supplement(&self, _: &Me, _: DossierNumber) -> Reply<'_, Reached> {
        given(None)
    }
    fn withdraw(&self, _: &Me, _: DossierNumber, _: String) -> Reply<'_, ()> {
        given(None)
    }
}

impl Desk for Given {
    fn queue(&self, _: &Me, query: QueueQuery) -> Reply<'_, QueueView> {
        given(Some(QueueView {
            query,
            ..self.queue.clone()
        }))
    }
    fn dossier(&self, _: &Me, _: DossierNumber) -> Reply<'_, DeskDossier> {
        given(self.desk.clone())
    }
    fn act(&self, _: &Me, _: DossierNumber, _: u64, _: DeskAction) -> Reply<'_, ()> {
        given(None)
    }
}

impl Profile for Given {
    fn mine(&self, _: &Me) -> Reply<'_, MyData> {
        given(self.data.clone())
    }
    fn correct(&self, _: &Me, _: Whom, _: String, _: Answers) -> Reply<'_, ()> {
        given(None)
    }
    fn forget(&self, _: &Me, _: Option<Whom>, _: Option<String>) -> Reply<'_, ()> {
        given(None)
    }
    fn ready(&self, _: &Me, _: ProcedureCode, _: Answers) -> Reply<'_, ReadyView> {
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
        device: "/pkg/device.js".to_owned(),
        card: "/pkg/device.js".to_owned(),
        papers: "/pkg/papers.1.js".to_owned(),
        queue: "/pkg/queue.1.js".to_owned(),
    };
    let ports = Arc::new(what);
    let backend = Backend {
        catalogue: ports.clone(),
        drafts: ports.clone(),
        dossiers: ports.clone(),
        desk: ports.clone(),
        profile: ports.clone(),
        documents: ports.clone(),
        notifications: ports.clone(),
        payments: ports.clone(),
        caller: String::new(),
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

/// Returns a page as a citizen gets it.
pub fn page(what: Given, path: &str) -> String {
    let (status, _, html) = get(citizen(), what, path);
    assert_eq!(status, StatusCode::OK, "{html}");
    // What is handed over for the browser comes after; what people see is in the main part.
    html.split_once("<main")
        .unwrap()
        .1
        .split_once("</main>")
        .unwrap()
        .0
        .to_owned()
}

/// An answer that a register gave and somebody changed.
pub fn changed_origin() -> OriginView {
    OriginView {
        kind: "register".to_owned(),
        source: "population".to_owned(),
        on: "20/11/2026".to_owned(),
        before: Some("Nguyễn Ân".to_owned()),
        reason: Some("Đã cải chính".to_owned()),
    }
}

/// An attached file.
pub fn file() -> AttachedFile {
    AttachedFile {
        id: "0190a0b0-0000-7000-8000-0000000000ff".parse().unwrap(),
        slot: "chung_sinh".to_owned(),
        name: "<giấy> chứng sinh.jpg".to_owned(),
        bytes: 1_572_864,
        media_type: "image/jpeg".to_owned(),
        sha256: "ab".repeat(32),
        pages: Some(3),
        is_checking: false,
    }
}

impl Notifications for Given {}

impl motcua_app::backend::Payments for Given {}

impl motcua_app::backend::Documents for Given {
    fn mine(&self, _: &Me, _: Option<motcua_core::id::FileId>) -> Reply<'_, motcua_app::views::DocumentsView> {
        Box::pin(async { Err(ApiError::NotFound) })
    }

    fn share(&self, _: &Me, _: motcua_core::id::FileId, _: String, _: u16) -> Reply<'_, ()> {
        Box::pin(async { Err(ApiError::NotFound) })
    }

    fn revoke(&self, _: &Me, _: motcua_core::id::ShareId) -> Reply<'_, ()> {
        Box::pin(async { Err(ApiError::NotFound) })
    }

    fn shared(&self, _: String) -> Reply<'_, motcua_app::views::SharedPaper> {
        Box::pin(async { Err(ApiError::NotFound) })
    }
}

/// A fee of three copies, the first one free, and a charge from which the person is exempt.
pub fn quote() -> Quote {
    let line = |kind, name: &str, due| QuoteLine {
        kind,
        name: Some(name.to_owned()),
        due: Due::Sum(Money::of(due).unwrap()),
        each: None,
        count: None,
        free: 0,
        capped: false,
        ground: None,
        relief: None,
    };
    let copies = QuoteLine {
        each: Money::of(8_000),
        count: Some(2),
        free: 1,
        ground: Some("281/2016/TT-BTC".to_owned()),
        ..line(FeeKind::Fee, "Bản sao", 16_000)
    };
    let late = QuoteLine {
        relief: Some(Relief {
            kind: ReliefKind::Exempt,
            full: Money::of(8_000),
            ground: "Hộ nghèo".to_owned(),
            proof: Some("Giấy chứng nhận hộ nghèo".to_owned()),
        }),
        ..line(FeeKind::Charge, "Đăng ký quá hạn", 0)
    };
    Quote {
        channel: Channel::Online,
        lines: vec![late, copies],
        total: Total::Known(Money::of(16_000).unwrap()),
    }
}
