//! What pages show: plain records that travel between server and browser. They carry facts and codes, never sentences;
//! `text` turns codes into words.

mod account;
mod catalogue;
mod checked_paper;
mod consultation;
mod desk;
mod documents;
mod dossier;
mod draft;
mod intake;
mod me;
mod notification;
mod options;
mod payment;
mod post;
mod process;
mod profile;
mod queue;
mod repository;
mod results;
mod talk;

pub use account::{
    AccountView, DelegationInput, DelegationLine, DelegationState, DeviceLine, IdentityLine, LinkOffer, Managed,
    MandateLine, OrganisationsView, ProviderLine,
};
pub use catalogue::{
    BlankFormView, DocumentView, FeeView, Found, HomeView, LifeEventView, ProcedureView, SearchQuery, SearchView,
    SectorLine, TimeView,
};
pub use checked_paper::{CheckedPaper, PaperSignature, SignatureWorth};
pub use consultation::{
    AskForm, AskedLine, AskedList, AskedView, ClosedHow, ClosedView, ConsultAction, ConsultationView,
    ConsultationsView, OpinionInput,
};
pub use desk::{
    ChangedAnswer, ChangedPaper, ChangesView, CorrectionView, DefectInput, DeskAction, DeskActionKind, DeskDossier,
    DeskLine, OtherStates, SaidView, WarningView,
};
pub use documents::{DocumentsView, KeptPaper, ResultLine, ShareState, ShareView, SharedPaper};
pub use dossier::{
    Completion, DossierLine, DueView, ExtensionView, OwnerView, PaperLink, PublicView, Receipt, Submitted,
    SupplementView, TimelineEntry, TrackView,
};
pub use draft::{
    AttachedFile, CardRead, ConflictView, DeviceKey, DraftLine, Go, Lists, Made, PaperSlot, PapersView, Progress,
    ProgressStep, Reached, ReviewField, ReviewSection, ReviewView, SectionView, StepBody, StepView, TypedChoice,
};
pub use intake::{EntryView, HandBack, IntakeForm, IntakeInput, IntakeList, IntakePaper, IntakeView};
pub use me::{Acting, Language, Me, Person, Role, SessionClock};
pub use notification::{ChannelView, DeliveriesView, DeliveryLine, GenuineView, NotificationLine, Settle};
pub use options::OptionList;
pub use payment::{
    AttemptView, CashLine, DeskMoney, DeskPaid, DifferenceView, LateView, OwedView, PaidView, PayView, Payer,
    ReconciliationView, RefundLine, RefundList, TillLine, TillView, TransferView,
};
pub use post::{PostLine, PostList, PostSheet, PostingView, ReturnForm, ReturnInput, Settled};
pub use process::{ProcessLine, ProcessView};
pub use profile::{
    CheckedView, DisputeView, FactForm, FactView, FiledPaper, KnownView, LastFiled, LookView, MyData, OffCardView,
    OfferView, OriginView, ReadySection, ReadyView, SubjectView, VerificationView,
};
pub use queue::{
    AbsenceLine, BulkKind, BulkLine, BulkOrder, BulkView, MoneyPages, OfficerLine, QueueCounts, QueueQuery, QueueView,
    StaffView, Tab,
};
pub use repository::{ComponentView, RepositoryLine, RepositoryQuery, RepositoryView, ScanMoment};
pub use results::{DeskResults, DraftedResult, ISSUE_RESULT, IssuedView, ResultState, VerifiedResult};
pub use talk::{AlikeLine, Beside, MessageLine, NoteLine, ProofView, ThreadView};
