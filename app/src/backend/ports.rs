//! The ports one by one. Every method says who may call it; the implementation asks `core::access`.

use std::{future::Future, pin::Pin};

use motcua_core::{
    dossier::DossierNumber,
    form::Answers,
    id::{DraftId, RequestId},
    place::ProvinceCode,
    procedure::ProcedureCode,
};

use crate::{
    api::ApiError,
    views::{
        BlankFormView, CommuneLine, DeskAction, DeskDossier, DeskLine, DossierLine, DraftLine, Found, Go, HomeView,
        LifeEventView, Me, Person, ProcedureView, Reached, SearchQuery, SearchView, StepView, Submitted, TrackView,
    },
};

/// An answer that arrives later.
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// Procedures, sectors, life events, places: open to everybody.
pub trait CatalogueReader: Send + Sync {
    /// Returns what the home page shows.
    fn home(&self, me: &Me) -> Reply<'_, HomeView>;
    /// Searches procedures; an empty query with filters lists them.
    fn search(&self, query: SearchQuery) -> Reply<'_, SearchView>;
    /// Returns a procedure with the papers, times and fees that the given answers select.
    fn procedure(&self, code: &str, answers: Answers) -> Reply<'_, Found<ProcedureView>>;
    /// Returns a procedure's whole form, blank; not found where it has none.
    fn blank_form(&self, code: &str) -> Reply<'_, Found<BlankFormView>> {
        let _ = code;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns a life event with its procedures.
    fn life_event(&self, key: &str) -> Reply<'_, LifeEventView>;
    /// Returns a province's communes in Vietnamese order.
    fn communes(&self, province: ProvinceCode) -> Reply<'_, Vec<CommuneLine>>;
}

/// Drafts: each method is for the signed-in person who owns the draft; somebody else's draft is not found.
pub trait Drafts: Send + Sync {
    /// Starts a draft of the revision in force, with answers given on the procedure's page; returns the first step.
    fn start(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, Reached>;
    /// Returns one step of a draft: a section's key, `giay-to` (papers) or `xem-lai` (review).
    fn step(&self, me: &Me, draft: DraftId, step: String, checked: bool) -> Reply<'_, StepView>;
    /// Keeps what was typed in a section, whatever it is, and says where to go next.
    fn save(&self, me: &Me, draft: DraftId, section: String, answers: Answers, go: Go) -> Reply<'_, Reached>;
    /// Files the draft as one dossier; the same request id returns the same dossier.
    fn submit(&self, me: &Me, draft: DraftId, request: RequestId, declared: bool) -> Reply<'_, Submitted>;
    /// Lists the person's drafts, newest first.
    fn mine(&self, me: &Me) -> Reply<'_, Vec<DraftLine>>;
    /// Deletes a draft and its files.
    fn discard(&self, me: &Me, draft: DraftId) -> Reply<'_, ()>;
}

/// Submitted dossiers.
pub trait Dossiers: Send + Sync {
    /// Returns what the asker may see of a dossier: the owner the timeline, anybody else the degree of completion.
    fn track(&self, me: &Me, number: DossierNumber) -> Reply<'_, TrackView>;
    /// Lists the person's dossiers, newest first.
    fn mine(&self, me: &Me) -> Reply<'_, Vec<DossierLine>>;
    /// Opens a draft to mend what a supplement request asks for; owner only.
    fn supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached>;
    /// Asks to withdraw; owner only.
    fn withdraw(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()>;
}

/// The desk: officers of the dossier's agency only.
pub trait Desk: Send + Sync {
    /// Lists the desk's open dossiers, the most urgent first.
    fn queue(&self, me: &Me) -> Reply<'_, Vec<DeskLine>>;
    /// Returns a dossier as the desk sees it.
    fn dossier(&self, me: &Me, number: DossierNumber) -> Reply<'_, DeskDossier>;
    /// Does one thing to a dossier; `seen` is the last event the officer saw.
    fn act(&self, me: &Me, number: DossierNumber, seen: u64, action: DeskAction) -> Reply<'_, ()>;
}

/// Sign-in and sign-out. The session itself is a cookie that the implementation sets on the response.
pub trait Accounts: Send + Sync {
    /// Lists the invented people of the demonstration identity provider; not found unless the portal runs with `--demo`.
    fn demonstration(&self) -> Reply<'_, Vec<Person>>;
    /// Signs in as an invented person.
    fn sign_in(&self, person: String) -> Reply<'_, Me>;
    /// Ends the session here.
    fn sign_out(&self) -> Reply<'_, ()>;
}
