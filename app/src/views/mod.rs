//! What pages show: plain records that travel between server and browser. They carry facts and codes, never sentences;
//! `text` turns codes into words.

mod catalogue;
mod desk;
mod dossier;
mod draft;
mod me;

pub use catalogue::{
    BlankFormView, CommuneLine, DocumentView, FeeView, Found, HomeView, LifeEventView, ProcedureView, SearchQuery,
    SearchView, SectorLine, TimeView,
};
pub use desk::{DefectInput, DeskAction, DeskActionKind, DeskDossier, DeskLine};
pub use dossier::{
    Completion, DossierLine, DueView, OwnerView, PublicView, Receipt, Submitted, SupplementView, TimelineEntry,
    TrackView,
};
pub use draft::{
    AttachedFile, DraftLine, Go, Lists, PaperSlot, PapersView, Progress, ProgressStep, Reached, ReviewField,
    ReviewSection, ReviewView, SectionView, StepBody, StepView,
};
pub use me::{Language, Me, Person, Role};
