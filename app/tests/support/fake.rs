//! A backend that answers from samples and keeps what it was told.

use std::sync::{Arc, Mutex};

use motcua_app::api::ApiError;
use motcua_app::backend::{
    Accounts, Backend, CatalogueReader, Desk, Dossiers, Drafts, Notifications, Payments, Profile, Reply,
};
use motcua_app::views::{
    BlankFormView, DeskAction, DeskDossier, DocumentView, DossierLine, DraftLine, FeeView, Found, Go, HomeView,
    LifeEventView, Made, Me, MyData, OptionList, Person, ProcedureView, QueueQuery, QueueView, Reached, ReadyView,
    Role, SearchQuery, SearchView, SectorLine, StepView, Submitted, TimeView, TrackView,
};
use motcua_core::dossier::DossierNumber;
use motcua_core::form::{Answers, Choice, walk};
use motcua_core::id::{DossierId, DraftId, RequestId};
use motcua_core::page::{Cursor, Paged};
use motcua_core::place::ProvinceCode;
use motcua_core::procedure::{ProcedureCode, documents};
use motcua_core::profile::Whom;

use super::sample;

/// What was posted: the answers and where to go, for every save; or the failure to answer with.
#[derive(Clone, Default)]
pub struct Kept {
    pub saved: Arc<Mutex<Vec<(String, Answers, Go)>>>,
    pub acted: Arc<Mutex<Vec<DeskAction>>>,
    pub fail: Option<ApiError>,
}

struct Fake(Kept);

fn ready<'a, T: Send + 'a>(answer: Result<T, ApiError>) -> Reply<'a, T> {
    Box::pin(async move { answer })
}

/// The backend of one request.
pub fn backend(me: Me, kept: Kept) -> Backend {
    let fake = Arc::new(Fake(kept));
    Backend {
        catalogue: fake.clone(),
        drafts: fake.clone(),
        dossiers: fake.clone(),
        desk: fake.clone(),
        profile: fake.clone(),
        documents: fake.clone(),
        notifications: fake.clone(),
        payments: fake.clone(),
        caller: String::new(),
        accounts: fake,
        me,
    }
}

impl Notifications for Fake {}

fn event(key: &str, title: &str, pictogram: &str) -> LifeEventView {
    LifeEventView {
        key: key.to_owned(),
        title: title.to_owned(),
        title_en: "Having a child".to_owned(),
        about: "Khai sinh, thường trú, thẻ bảo hiểm y tế cho trẻ".to_owned(),
        about_en: "Birth registration, residence and health card for a child".to_owned(),
        pictogram: pictogram.to_owned(),
        procedures: vec![sample::summary()],
    }
}

impl CatalogueReader for Fake {
    fn home(&self, _: &Me) -> Reply<'_, HomeView> {
        let sectors = (0..12).map(|index| SectorLine {
            key: format!("s{index}"),
            name: format!("Lĩnh vực {index}"),
            name_en: None,
            count: 10 + index,
        });
        ready(Ok(HomeView {
            life_events: vec![
                event("co-con", "Sinh con, nuôi con nhỏ", "family"),
                event("ket-hon", "Kết hôn", "rings"),
                event("chuyen-noi-o", "Chuyển nơi ở", "home"),
                event("kinh-doanh", "Mở cửa hàng", "shop"),
            ],
            sectors: sectors.collect(),
            most_used: vec![sample::summary(); 3],
            procedures: 1993,
            filable: 42,
        }))
    }

    fn search(&self, query: SearchQuery) -> Reply<'_, SearchView> {
        let found = query.q.is_empty() || query.q.contains("khai");
        ready(Ok(SearchView {
            total: if found { 61 } else { 0 },
            page: query.page,
            pages: if found { 4 } else { 0 },
            lines: if found {
                vec![(sample::summary(), vec![(11, 19)]); 5]
            } else {
                Vec::new()
            },
            sectors: vec![SectorLine {
                key: "ho-tich".into(),
                name: "Hộ tịch".into(),
                name_en: None,
                count: 61,
            }],
        }))
    }

    fn procedure(&self, code: &str, answers: Answers) -> Reply<'_, Found<ProcedureView>> {
        ready(match code {
            "1.001193" => Ok(Found::Here(procedure_view(answers))),
            "1.001193.000.00.00.H36" => Ok(Found::Moved("1.001193".to_owned())),
            _ => Err(ApiError::NotFound),
        })
    }

    fn blank_form(&self, code: &str) -> Reply<'_, Found<BlankFormView>> {
        ready(Ok(Found::Here(BlankFormView {
            code: code.to_owned(),
            procedure: "Thủ tục đăng ký khai sinh".to_owned(),
            can_file: true,
            form: sample::form(),
        })))
    }

    fn life_event(&self, key: &str) -> Reply<'_, LifeEventView> {
        ready(if key == "co-con" {
            Ok(event(key, "Sinh con, nuôi con nhỏ", "family"))
        } else {
            Err(ApiError::NotFound)
        })
    }

    fn communes(&self, _: ProvinceCode) -> Reply<'_, OptionList> {
        ready(Ok([Choice {
            value: "24778".to_owned(),
            label: "Phường Xuân Hương - Đà Lạt".to_owned(),
        }]
        .into_iter()
        .collect()))
    }
}

fn procedure_view(answers: Answers) -> ProcedureView {
    let procedure = sample::procedure();
    let today = time::Date::from_calendar_date(2026, time::Month::September, 15).unwrap();
    let form = procedure.form.clone().unwrap();
    let shown = walk(&form, &answers, today);
    let papers = documents(&procedure, &shown)
        .into_iter()
        .map(|choice| DocumentView {
            key: choice.document.key.clone(),
            name: choice.document.name.clone(),
            group: choice.document.group.clone(),
            certain: choice.applies.holds(),
            required: choice.required.holds(),
            originals: choice.document.originals,
            copies: choice.document.copies,
            template: choice.document.template.clone(),
            submit: choice.document.submit,
            one_of: choice.document.one_of.clone(),
            note: choice.document.note.clone(),
        })
        .collect();
    ProcedureView {
        times: vec![TimeView {
            channel: None,
            within: procedure.times[0].within.clone(),
            certain: true,
            note: None,
        }],
        fees: vec![FeeView {
            kind: procedure.fees[0].kind,
            name: None,
            channel: None,
            amount: procedure.fees[0].amount.clone(),
            each: false,
            on_request: false,
            certain: true,
            ground: procedure.fees[0].ground.clone(),
            reductions: Vec::new(),
            exemptions: Vec::new(),
        }],
        quotes: procedure
            .form
            .as_ref()
            .map(|form| {
                let today = time::macros::date!(2026 - 09 - 14);
                let walked = motcua_core::form::walk(form, &answers, today);
                motcua_core::procedure::quotes(&procedure, &walked)
            })
            .unwrap_or_default(),
        documents: papers,
        sector_name: "Hộ tịch".to_owned(),
        answers,
        due_if_now: Some("15/09/2026".to_owned()),
        can_file: true,
        has_blank_form: true,
        linked: vec![sample::summary()],
        procedure,
    }
}

fn reached(draft: DraftId) -> Reached {
    Reached {
        code: "1.001193".to_owned(),
        draft,
        step: "child".to_owned(),
        checked: true,
        version: "1".to_owned(),
        merged: false,
        asks_more: false,
        card: None,
    }
}

/// The draft of every test.
pub fn draft() -> DraftId {
    "0190a0b0-0000-7000-8000-000000000001".parse().unwrap()
}

impl Drafts for Fake {
    fn start(&self, _: &Me, _: ProcedureCode, answers: Answers) -> Reply<'_, Reached> {
        self.0
            .saved
            .lock()
            .unwrap()
            .push(("start".to_owned(), answers, Go::Next));
        ready(self.0.fail.clone().map_or_else(|| Ok(reached(draft())), Err))
    }

    fn start_like(&self, me: &Me, code: ProcedureCode, answers: Answers, _: DossierNumber) -> Reply<'_, Reached> {
        self.start(me, code, answers)
    }

    fn step(&self, _: &Me, _: DraftId, _: String, _: bool) -> Reply<'_, StepView> {
        ready(Err(ApiError::NotFound))
    }

    fn save_from(
        &self,
        _: &Me,
        draft: DraftId,
        section: String,
        answers: Answers,
        go: Go,
        _: Made,
    ) -> Reply<'_, Reached> {
        self.0.saved.lock().unwrap().push((section, answers, go));
        ready(self.0.fail.clone().map_or_else(|| Ok(reached(draft)), Err))
    }

    fn submit(&self, _: &Me, _: DraftId, _: RequestId, declared: bool) -> Reply<'_, Submitted> {
        ready(Ok(if declared {
            Submitted::Filed {
                number: "H36.1-260915-0001".to_owned(),
            }
        } else {
            Submitted::Incomplete
        }))
    }

    fn mine(&self, _: &Me) -> Reply<'_, Vec<DraftLine>> {
        ready(Ok(Vec::new()))
    }

    fn discard(&self, _: &Me, _: DraftId) -> Reply<'_, ()> {
        ready(Ok(()))
    }
}

impl Dossiers for Fake {
    fn track(&self, _: &Me, _: DossierNumber) -> Reply<'_, TrackView> {
        ready(Err(ApiError::NotFound))
    }

    fn mine(&self, _: &Me, _: Option<Cursor<DossierId>>) -> Reply<'_, Paged<DossierLine>> {
        ready(Ok(Paged {
            lines: Vec::new(),
            next: None,
        }))
    }

    fn supplement(&self, _: &Me, _: DossierNumber) -> Reply<'_, Reached> {
        ready(Ok(reached(draft())))
    }

    fn withdraw(&self, _: &Me, _: DossierNumber, _: String) -> Reply<'_, ()> {
        ready(Ok(()))
    }
}

impl Desk for Fake {
    fn queue(&self, _: &Me, _: QueueQuery) -> Reply<'_, QueueView> {
        ready(Err(ApiError::NotFound))
    }

    fn dossier(&self, _: &Me, _: DossierNumber) -> Reply<'_, DeskDossier> {
        ready(Err(ApiError::NotFound))
    }

    fn act(&self, _: &Me, _: DossierNumber, _: u64, action: DeskAction) -> Reply<'_, ()> {
        self.0.acted.lock().unwrap().push(action);
        ready(Ok(()))
    }
}

impl Profile for Fake {
    fn mine(&self, _: &Me) -> Reply<'_, MyData> {
        ready(Ok(MyData::default()))
    }

    fn correct(&self, _: &Me, _: Whom, _: String, _: Answers) -> Reply<'_, ()> {
        ready(Ok(()))
    }

    fn forget(&self, _: &Me, _: Option<Whom>, _: Option<String>) -> Reply<'_, ()> {
        ready(Ok(()))
    }

    fn ready(&self, _: &Me, _: ProcedureCode, _: Answers) -> Reply<'_, ReadyView> {
        ready(Ok(ReadyView::default()))
    }
}

impl Payments for Fake {}

impl Accounts for Fake {
    fn demonstration(&self) -> Reply<'_, Vec<Person>> {
        ready(Ok(vec![Person {
            key: "lan".to_owned(),
            name: "Nguyễn Thị Lan".to_owned(),
            role: Role::Citizen,
            about: "Vừa sinh con gái".to_owned(),
        }]))
    }

    fn sign_in(&self, person: String) -> Reply<'_, Me> {
        ready(if person == "lan" {
            Ok(super::citizen())
        } else {
            Err(ApiError::NotFound)
        })
    }

    fn sign_out(&self) -> Reply<'_, ()> {
        ready(Ok(()))
    }
}

impl motcua_app::backend::Documents for Fake {
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
