//! The application: its frame, and one line for every page. Every route renders complete HTML.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{ParamSegment, SsrMode, StaticSegment};

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
                <FlatRoutes fallback=|| pages::missing::NotFoundPage().into_any()>
                    <Route path=StaticSegment("") view=pages::home::HomePage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("thu-tuc") view=pages::search::SearchPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("thu-tuc"), ParamSegment("code"))
                        view=pages::procedure::ProcedurePage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=(StaticSegment("thu-tuc"), ParamSegment("code"), StaticSegment("bieu-mau"))
                        view=pages::blank_form::BlankFormPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=(StaticSegment("viec"), ParamSegment("key"))
                        view=pages::life_event::LifeEventPage
                        ssr=SsrMode::Async
                    />
                    <Route path=StaticSegment("huong-dan") view=pages::guide::GuidePage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("nop"), ParamSegment("code"))
                        view=pages::start::StartPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=(StaticSegment("nop"), ParamSegment("code"), ParamSegment("draft"), ParamSegment("step"))
                        view=pages::step::StepPage
                        ssr=SsrMode::Async
                    />
                    <Route path=StaticSegment("ho-so") view=pages::mine::MinePage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("tra-cuu") view=pages::track::TrackPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("tra-cuu"), ParamSegment("number"))
                        view=pages::tracked::TrackedPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=(StaticSegment("tra-cuu"), ParamSegment("number"), StaticSegment("giay-tiep-nhan"))
                        view=pages::receipt::ReceiptPage
                        ssr=SsrMode::Async
                    />
                    <Route path=StaticSegment("dang-nhap") view=pages::sign_in::SignInPage ssr=SsrMode::Async/>
                    <Route path=StaticSegment("can-bo") view=pages::desk::DeskPage ssr=SsrMode::Async/>
                    <Route
                        path=(StaticSegment("can-bo"), ParamSegment("number"))
                        view=pages::desk_dossier::DeskDossierPage
                        ssr=SsrMode::Async
                    />
                </FlatRoutes>
            </main>
            <PageFooter/>
        </Router>
    }
}

fn known() -> crate::views::Me {
    crate::backend::backend().map_or_else(|_| crate::views::Me::default(), |backend| backend.me)
}
