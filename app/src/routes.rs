//! The application: its frame, and one line for every page. Every page is complete HTML.

use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::any_nested_match::{AnyNestedMatch, IntoAnyNestedMatch};
use leptos_router::components::{FlatRoutes, Router};
use leptos_router::{
    ChooseView, GeneratedRouteData, MatchNestedRoutes, NestedRoute, ParamSegment, PossibleRouteMatch, RouteMatchId,
    SsrMode, StaticSegment,
};

use crate::components::{PageFooter, PageHeader};
use crate::me;
use crate::pages;

/// The whole application, inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    me::provide(known());
    view! {
        <Router>
            <PageHeader/>
            <main id="noi-dung">
                <FlatRoutes fallback=|| pages::missing::NotFoundPage().into_any()><Table/></FlatRoutes>
            </main>
            <PageFooter/>
        </Router>
    }
}

#[component(transparent)]
fn Table() -> Pages {
    PAGES.clone()
}

fn known() -> crate::views::Me {
    crate::backend::backend().map_or_else(|_| crate::views::Me::default(), |backend| backend.me)
}

/// Every page by its address. Made once: the table of the framework is built anew for every rendering, and moved about.
static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    Pages(Arc::new([
        page(StaticSegment(""), pages::home::HomePage),
        page(StaticSegment("thu-tuc"), pages::search::SearchPage),
        page(
            (StaticSegment("thu-tuc"), ParamSegment("code")),
            pages::procedure::ProcedurePage,
        ),
        page(
            (
                StaticSegment("thu-tuc"),
                ParamSegment("code"),
                StaticSegment("bieu-mau"),
            ),
            pages::blank_form::BlankFormPage,
        ),
        page(
            (StaticSegment("viec"), ParamSegment("key")),
            pages::life_event::LifeEventPage,
        ),
        page(StaticSegment("huong-dan"), pages::guide::GuidePage),
        page((StaticSegment("nop"), ParamSegment("code")), pages::start::StartPage),
        page(
            (
                StaticSegment("nop"),
                ParamSegment("code"),
                ParamSegment("draft"),
                ParamSegment("step"),
            ),
            pages::step::StepPage,
        ),
        page(StaticSegment("ho-so"), pages::mine::MinePage),
        page(StaticSegment("du-lieu-cua-toi"), pages::my_data::MyDataPage),
        page(
            (
                StaticSegment("du-lieu-cua-toi"),
                ParamSegment("whom"),
                ParamSegment("concept"),
            ),
            pages::my_fact::MyFactPage,
        ),
        page(StaticSegment("giay-to-cua-toi"), pages::documents::DocumentsPage),
        page(
            (StaticSegment("chia-se"), ParamSegment("token")),
            pages::shared::SharedPage,
        ),
        page(StaticSegment("tra-cuu"), pages::track::TrackPage),
        page(StaticSegment("kiem-tra-van-ban"), pages::check_paper::CheckPaperPage),
        page(
            (StaticSegment("ket-qua"), ParamSegment("code")),
            pages::result_proof::ResultProofPage,
        ),
        page(
            (StaticSegment("tra-cuu"), ParamSegment("number")),
            pages::tracked::TrackedPage,
        ),
        page(
            (
                StaticSegment("tra-cuu"),
                ParamSegment("number"),
                StaticSegment("giay-tiep-nhan"),
            ),
            pages::receipt::ReceiptPage,
        ),
        page(
            (StaticSegment("thanh-toan"), StaticSegment("ket-qua")),
            pages::pay::ReturnedPage,
        ),
        page(
            (StaticSegment("thanh-toan"), ParamSegment("number")),
            pages::pay::PayPage,
        ),
        page(StaticSegment("dang-nhap"), pages::sign_in::SignInPage),
        page(
            (StaticSegment("dang-nhap"), StaticSegment("noi-bo")),
            pages::staff_sign_in::StaffSignInPage,
        ),
        page(
            (StaticSegment("dang-nhap"), StaticSegment("lien-ket")),
            pages::link_account::LinkAccountPage,
        ),
        page(StaticSegment("ngoai-tuyen"), pages::offline::OfflinePage),
        page(
            (StaticSegment("tai-khoan"), StaticSegment("to-chuc")),
            pages::organisations::OrganisationsPage,
        ),
        page(StaticSegment("tai-khoan"), pages::account::AccountPage),
        page(StaticSegment("thong-bao"), pages::notifications::NotificationsPage),
        page(StaticSegment("kiem-tra-tin-nhan"), pages::genuine::GenuinePage),
        page(
            (StaticSegment("quan-tri"), StaticSegment("thu")),
            pages::deliveries::DeliveriesPage,
        ),
        page(StaticSegment("can-bo"), pages::desk::DeskPage),
        page(
            (StaticSegment("can-bo"), StaticSegment("phan-cong")),
            pages::desk_staff::DeskStaffPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("loat"), ParamSegment("request")),
            pages::desk_bulk::DeskBulkPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("lay-y-kien")),
            pages::asked::AskedPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("tiep-nhan")),
            pages::desk_intake::DeskIntakePage,
        ),
        page(
            (
                StaticSegment("can-bo"),
                StaticSegment("lay-y-kien"),
                ParamSegment("number"),
                ParamSegment("question"),
            ),
            pages::asked::QuestionPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("buu-chinh")),
            pages::desk_post::DeskPostPage,
        ),
        page(
            (
                StaticSegment("can-bo"),
                StaticSegment("buu-chinh"),
                ParamSegment("number"),
                ParamSegment("order"),
            ),
            pages::desk_post_sheet::PostSheetPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("quay-thu")),
            pages::desk_till::DeskTillPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("hoan-tien")),
            pages::desk_refunds::DeskRefundsPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("doi-soat")),
            pages::desk_reconciliation::DeskReconciliationPage,
        ),
        page(
            (StaticSegment("can-bo"), StaticSegment("kho")),
            pages::desk_repository::DeskRepositoryPage,
        ),
        page(
            (
                StaticSegment("can-bo"),
                StaticSegment("tiep-nhan"),
                ParamSegment("code"),
            ),
            pages::desk_intake::DeskIntakeFormPage,
        ),
        page(
            (StaticSegment("can-bo"), ParamSegment("number")),
            pages::desk_dossier::DeskDossierPage,
        ),
    ]))
});

fn page<Path, View>(path: Path, view: View) -> Box<dyn Page>
where
    Path: PossibleRouteMatch + Send + Sync + 'static,
    View: ChooseView + Sync,
{
    Box::new(NestedRoute::new(path, view).ssr_mode(SsrMode::Async))
}

/// A page as the table holds it.
trait Page: Send + Sync {
    fn find<'a>(&'a self, path: &'a str) -> (Option<(RouteMatchId, AnyNestedMatch)>, &'a str);
    fn addresses(&self) -> Vec<GeneratedRouteData>;
}

impl<T> Page for T
where
    T: MatchNestedRoutes + Send + Sync,
    T::Match: 'static,
{
    fn find<'a>(&'a self, path: &'a str) -> (Option<(RouteMatchId, AnyNestedMatch)>, &'a str) {
        let (found, rest) = self.match_nested(path);
        (found.map(|(id, found)| (id, found.into_any_nested_match())), rest)
    }

    fn addresses(&self) -> Vec<GeneratedRouteData> {
        self.generate_routes().into_iter().collect()
    }
}

/// The table of pages.
#[derive(Clone)]
struct Pages(Arc<[Box<dyn Page>]>);

impl MatchNestedRoutes for Pages {
    type Data = ();
    type Match = AnyNestedMatch;

    fn match_nested<'a>(&'a self, path: &'a str) -> (Option<(RouteMatchId, AnyNestedMatch)>, &'a str) {
        let mut found = self.0.iter().map(|page| page.find(path));
        found.find(|(found, _)| found.is_some()).unwrap_or((None, path))
    }

    fn generate_routes(&self) -> impl IntoIterator<Item = GeneratedRouteData> {
        self.0.iter().flat_map(|page| page.addresses()).collect::<Vec<_>>()
    }

    fn optional(&self) -> bool {
        false
    }
}
