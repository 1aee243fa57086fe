//! The ports one by one. Every method says who may call it; the implementation asks `core::access`.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use motcua_core::{
    dossier::{DossierNumber, Seen},
    form::Answers,
    id::{AccountId, DossierId, DraftId, FileId, NotificationId, RequestId, SessionId, ShareId},
    notification::Channel,
    page::{Cursor, Paged},
    place::ProvinceCode,
    procedure::ProcedureCode,
    profile::Whom,
};

use crate::{
    api::ApiError,
    views::{
        AccountView, AskedList, AskedView, BlankFormView, BulkOrder, BulkView, ConsultAction, DelegationInput,
        DeliveriesView, DeskAction, DeskDossier, DeviceKey, DocumentsView, DossierLine, DraftLine, FactForm, Found,
        GenuineView, Go, HandBack, HomeView, IntakeForm, IntakeInput, IntakeList, LifeEventView, LinkOffer, Made, Me,
        MyData, NotificationLine, OpinionInput, OptionList, OrganisationsView, Person, PostList, PostSheet,
        ProcedureView, ProviderLine, QueueQuery, QueueView, Reached, ReadyView, RepositoryQuery, RepositoryView,
        ReturnInput, SearchQuery, SearchView, Settle, Settled, SharedPaper, StaffView, StepView, Submitted, TrackView,
        VerifiedResult,
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
    fn communes(&self, province: ProvinceCode) -> Reply<'_, OptionList>;
}

/// Drafts: each method is for the signed-in person who owns the draft; somebody else's draft is not found.
pub trait Drafts: Send + Sync {
    /// Starts a draft of the revision in force, with answers given on the procedure's page; returns the first step.
    fn start(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, Reached>;
    /// Starts a draft with the answers of an earlier dossier of the person and the procedure, by its number.
    fn start_like(&self, me: &Me, code: ProcedureCode, answers: Answers, like: DossierNumber) -> Reply<'_, Reached>;
    /// Returns one step of a draft: a section's key, `giay-to` (papers) or `xem-lai` (review).
    fn step(&self, me: &Me, draft: DraftId, step: String, checked: bool) -> Reply<'_, StepView>;
    /// Keeps what was typed in a section, whatever it is, and says where to go next. What was typed elsewhere since the
    /// page was drawn is merged field by field; two different answers are both kept for the person to choose.
    fn save_from(
        &self,
        me: &Me,
        draft: DraftId,
        section: String,
        answers: Answers,
        go: Go,
        made: Made,
    ) -> Reply<'_, Reached>;
    /// Keeps a section as typed on what the draft is now.
    fn save(&self, me: &Me, draft: DraftId, section: String, answers: Answers, go: Go) -> Reply<'_, Reached> {
        self.save_from(me, draft, section, answers, go, Made::default())
    }
    /// Chooses between two answers, by path the text that is to stay; returns to the section.
    fn choose(&self, me: &Me, draft: DraftId, section: String, picks: BTreeMap<String, String>) -> Reply<'_, Reached> {
        let _ = (me, draft, section, picks);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps how the result is to be received, as typed, until the draft is filed.
    fn keep_return(&self, me: &Me, draft: DraftId, receive: ReturnInput) -> Reply<'_, ()> {
        let _ = (me, draft, receive);
        Box::pin(async { Ok(()) })
    }
    /// Files the draft as one dossier; the same request id returns the same dossier.
    fn submit(&self, me: &Me, draft: DraftId, request: RequestId, declared: bool) -> Reply<'_, Submitted>;
    /// Starts a draft for a browser on which nobody is signed in; returns the first step, and the cookie that keeps it.
    fn start_as_guest(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, (Reached, Option<String>)> {
        let _ = (me, code, answers);
        Box::pin(async { Err(ApiError::NotSignedIn) })
    }
    /// Names a draft; an empty name takes the name away.
    fn rename(&self, me: &Me, draft: DraftId, name: String) -> Reply<'_, ()> {
        let _ = (me, draft, name);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Notes that the person has seen what a newer revision changed; returns to the section.
    fn seen(&self, me: &Me, draft: DraftId, section: String) -> Reply<'_, Reached> {
        let _ = (me, draft, section);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns what the person's devices seal their drafts with.
    fn device_key(&self, me: &Me) -> Reply<'_, DeviceKey> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the person's drafts, newest first.
    fn mine(&self, me: &Me) -> Reply<'_, Vec<DraftLine>>;
    /// Deletes a draft and its files.
    fn discard(&self, me: &Me, draft: DraftId) -> Reply<'_, ()>;
}

/// Submitted dossiers.
pub trait Dossiers: Send + Sync {
    /// Returns what the asker may see of a dossier: the owner the timeline, anybody else the degree of completion.
    fn track(&self, me: &Me, number: DossierNumber) -> Reply<'_, TrackView>;
    /// Lists the person's dossiers, newest first, behind `after`.
    fn mine(&self, me: &Me, after: Option<Cursor<DossierId>>) -> Reply<'_, Paged<DossierLine>>;
    /// Opens a draft to mend what a supplement request asks for; owner only.
    fn supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached>;
    /// Asks to withdraw, with the reason if one is given; owner only.
    fn withdraw(&self, me: &Me, number: DossierNumber, reason: String) -> Reply<'_, ()>;
    /// Writes a message to the agency, once for each id; owner only.
    fn write(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let _ = (me, number, id, text);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Chooses how the result is received, while it may still change; the owner, or reception as they say.
    fn choose_return(&self, me: &Me, number: DossierNumber, receive: ReturnInput) -> Reply<'_, ()> {
        let _ = (me, number, receive);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns what anybody may know of a result whose code they hold.
    fn verified(&self, code: String) -> Reply<'_, VerifiedResult> {
        let _ = code;
        Box::pin(async { Err(ApiError::NotFound) })
    }
}

/// The desk: officers of the dossier's agency only.
pub trait Desk: Send + Sync {
    /// Lists the desk's dossiers under a filter, the most pressing first.
    fn queue(&self, me: &Me, query: QueueQuery) -> Reply<'_, QueueView>;
    /// Does one thing to many dossiers, once for each request.
    fn act_on_many(&self, me: &Me, order: BulkOrder) -> Reply<'_, ()> {
        let _ = (me, order);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns what became of an action on many, to the officer who sent it.
    fn outcome(&self, me: &Me, request: String) -> Reply<'_, BulkView> {
        let _ = (me, request);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Gives the officer the most pressing dossier that nobody has and returns its number.
    fn take_next(&self, me: &Me) -> Reply<'_, String> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps a filter of the officer's by name.
    fn keep_filter(&self, me: &Me, name: String, query: QueueQuery) -> Reply<'_, ()> {
        let _ = (me, name, query);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Forgets a filter of the officer's.
    fn forget_filter(&self, me: &Me, name: String) -> Reply<'_, ()> {
        let _ = (me, name);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists what an officer looks for in their agency's digital repository.
    fn repository(&self, me: &Me, query: RepositoryQuery) -> Reply<'_, RepositoryView> {
        let _ = (me, query);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns the desk's officers, their work and days away.
    fn staff(&self, me: &Me) -> Reply<'_, StaffView> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps days (`yyyy-mm-dd`) on which an officer is away: one's own, or another's where one leads the agency.
    fn absent(&self, me: &Me, account: String, days: (String, String), deputy: String) -> Reply<'_, ()> {
        let _ = (me, account, days, deputy);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Takes days away back.
    fn present(&self, me: &Me, absence: String) -> Reply<'_, ()> {
        let _ = (me, absence);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the procedures that the officer's agency receives; reception only.
    fn received_here(&self, me: &Me, text: String) -> Reply<'_, IntakeList> {
        let _ = (me, text);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns the form that asks for whom a dossier is entered from paper; reception only.
    fn intake_form(&self, me: &Me, code: ProcedureCode) -> Reply<'_, IntakeForm> {
        let _ = (me, code);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Begins a draft for somebody whose dossier is on paper; reception only.
    fn take_in(&self, me: &Me, input: IntakeInput) -> Reply<'_, Reached> {
        let _ = (me, input);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Notes which papers of such a draft were seen and are not scanned; the officer's own drafts only.
    fn papers_seen(&self, me: &Me, draft: DraftId, papers: BTreeMap<String, Option<Seen>>) -> Reply<'_, ()> {
        let _ = (me, draft, papers);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Registers a draft from paper as it lies there, incomplete, and hands it back by form 02 or 03, once for each request;
    /// the officer's own drafts only.
    fn hand_back(&self, me: &Me, draft: DraftId, request: RequestId, back: HandBack) -> Reply<'_, Submitted> {
        let _ = (me, draft, request, back);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Opens the draft in which a supplement brought on paper is entered; reception only.
    fn take_supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached> {
        let _ = (me, number);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns a dossier as the desk sees it.
    fn dossier(&self, me: &Me, number: DossierNumber) -> Reply<'_, DeskDossier>;
    /// Does one thing to a dossier; `seen` is the last event the officer saw.
    fn act(&self, me: &Me, number: DossierNumber, seen: u64, action: DeskAction) -> Reply<'_, ()>;
    /// Writes a message to the applicant, once for each id.
    fn write(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let _ = (me, number, id, text);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps a note that only the agency's officers see, once for each id.
    fn note(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let _ = (me, number, id, text);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the agency's parcels; reception and the post clerk.
    fn posts(&self, me: &Me) -> Reply<'_, PostList> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns an order sheet; reception and the post clerk.
    fn post_sheet(&self, me: &Me, number: DossierNumber, order: u64) -> Reply<'_, PostSheet> {
        let _ = (me, number, order);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Makes an order sheet, once for what the officer saw; reception.
    fn order_post(&self, me: &Me, number: DossierNumber, seen: u64) -> Reply<'_, ()> {
        let _ = (me, number, seen);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Hands parcels (`number~order`, each with its code) to the carrier, all or none; reception and the post clerk.
    fn hand_to_post(&self, me: &Me, carrier: String, codes: BTreeMap<String, String>) -> Reply<'_, ()> {
        let _ = (me, carrier, codes);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Records what became of a parcel; reception and the post clerk.
    fn settle_post(&self, me: &Me, number: DossierNumber, order: u64, settled: Settled) -> Reply<'_, ()> {
        let _ = (me, number, order, settled);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Asks other bodies about a dossier, or one of them no longer; `seen` is the last event the officer saw.
    fn consult(&self, me: &Me, number: DossierNumber, seen: u64, action: ConsultAction) -> Reply<'_, ()> {
        let _ = (me, number, seen, action);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists what the officer's agency is asked.
    fn asked(&self, me: &Me) -> Reply<'_, AskedList> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns a question to the officer's agency: it, the papers sent with it, and nothing else of the dossier.
    fn question(&self, me: &Me, number: DossierNumber, question: u64) -> Reply<'_, AskedView> {
        let _ = (me, number, question);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Answers a question for the officer's agency.
    fn answer(&self, me: &Me, number: DossierNumber, question: u64, opinion: OpinionInput) -> Reply<'_, ()> {
        let _ = (me, number, question, opinion);
        Box::pin(async { Err(ApiError::NotFound) })
    }
}

/// One's own papers: filed, received, lent. What is somebody else's is not found.
pub trait Documents: Send + Sync {
    /// Lists what the person filed, received and lends, from the paper after `after`.
    fn mine(&self, me: &Me, after: Option<FileId>) -> Reply<'_, DocumentsView>;
    /// Lends a filed paper by a link for so many days.
    fn share(&self, me: &Me, file: FileId, purpose: String, days: u16) -> Reply<'_, ()>;
    /// Takes a link back.
    fn revoke(&self, me: &Me, share: ShareId) -> Reply<'_, ()>;
    /// Returns what a link lends; for everybody who has it.
    fn shared(&self, token: String) -> Reply<'_, SharedPaper>;
}

/// What is kept of a person; everything here is their own.
pub trait Profile: Send + Sync {
    /// Returns everything kept of the person and those beside them, and who looked at it.
    fn mine(&self, me: &Me) -> Reply<'_, MyData>;
    /// Returns a fact as a form asks for it, to be corrected; with what was typed in that form so far, judged when `checked`.
    fn fact(&self, me: &Me, whom: Whom, concept: String, typed: Option<Answers>, checked: bool) -> Reply<'_, FactForm> {
        let _ = (me, whom, concept, typed, checked);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Writes another value, at [`FactForm::PATH`], in the place of a fact.
    fn correct(&self, me: &Me, whom: Whom, concept: String, value: Answers) -> Reply<'_, ()>;
    /// Forgets a fact, everything of somebody, or everything; filed dossiers stay.
    fn forget(&self, me: &Me, whom: Option<Whom>, concept: Option<String>) -> Reply<'_, ()>;
    /// Says what of a procedure's questions and papers is on file.
    fn ready(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, ReadyView>;
}

/// What people are told: in the portal, elsewhere, and what could not be sent.
pub trait Notifications: Send + Sync {
    /// Lists what the asker was told, the latest first, behind `after`.
    fn mine(&self, me: &Me, after: Option<Cursor<NotificationId>>) -> Reply<'_, Paged<NotificationLine>> {
        let _ = (me, after);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Marks one message of the asker's as read, or all of them.
    fn read(&self, me: &Me, one: Option<NotificationId>) -> Reply<'_, ()> {
        let _ = (me, one);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Says whether the portal sent a message with this code; for everybody, and not often.
    fn check(&self, code: String) -> Reply<'_, GenuineView> {
        let _ = code;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps an address of the asker's, and sends a code to it unless it is known to be theirs; an empty one is taken away.
    fn keep_channel(&self, me: &Me, channel: Channel, address: String, wanted: bool) -> Reply<'_, ()> {
        let _ = (me, channel, address, wanted);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Takes the code that was sent to an address of the asker's.
    fn confirm_channel(&self, me: &Me, channel: Channel, code: String) -> Reply<'_, ()> {
        let _ = (me, channel, code);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the messages that could not be sent; administrators only.
    fn deliveries(&self, me: &Me) -> Reply<'_, DeliveriesView> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Tries a message again, or drops it; administrators only.
    fn settle(&self, me: &Me, delivery: String, how: Settle) -> Reply<'_, ()> {
        let _ = (me, delivery, how);
        Box::pin(async { Err(ApiError::NotFound) })
    }
}

/// Sign-in and sign-out. The session itself is a cookie that the implementation sets on the response.
pub trait Accounts: Send + Sync {
    /// Lists the invented people of the demonstration identity provider; not found unless the portal runs with `--demo`.
    fn demonstration(&self) -> Reply<'_, Vec<Person>>;
    /// Signs in as an invented person.
    fn sign_in(&self, person: String) -> Reply<'_, Me>;
    /// Signs in somebody who works here, by name, password and the code of an authenticator.
    fn sign_in_staff(&self, login: String, password: String, code: String) -> Reply<'_, Me> {
        let _ = (login, password, code);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the providers of electronic identities; none where the portal is not connected to any.
    fn providers(&self) -> Reply<'_, Vec<ProviderLine>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    /// Returns the older account that the identity just proved may be of; not found when nothing is offered here.
    fn link_offer(&self) -> Reply<'_, LinkOffer> {
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Takes that account and signs in; returns where to go.
    fn take_link_offer(&self) -> Reply<'_, String> {
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Returns the asker's account and the devices signed in to it.
    fn account(&self, me: &Me) -> Reply<'_, AccountView> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Signs one device of the asker's out.
    fn end_session(&self, me: &Me, session: SessionId) -> Reply<'_, ()> {
        let _ = (me, session);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Signs every device of the asker's out.
    fn end_all_sessions(&self, me: &Me) -> Reply<'_, ()> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Lists the organisations the asker may act for, and what those they represent have entrusted to whom.
    fn organisations(&self, me: &Me) -> Reply<'_, OrganisationsView> {
        let _ = me;
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Makes the asker act for an organisation, or for themselves again.
    fn act_for(&self, me: &Me, organisation: Option<AccountId>) -> Reply<'_, ()> {
        let _ = (me, organisation);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Entrusts somebody with acting for an organisation of the asker's.
    fn delegate(&self, me: &Me, input: DelegationInput) -> Reply<'_, ()> {
        let _ = (me, input);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Takes a mandate of an organisation of the asker's back.
    fn revoke(&self, me: &Me, organisation: AccountId, delegation: String) -> Reply<'_, ()> {
        let _ = (me, organisation, delegation);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Adds a branch of an organisation of the asker's, by its tax code.
    fn add_branch(&self, me: &Me, organisation: AccountId, tax_code: String, name: String) -> Reply<'_, ()> {
        let _ = (me, organisation, tax_code, name);
        Box::pin(async { Err(ApiError::NotFound) })
    }
    /// Keeps what was typed in a form that was refused, for its page and this browser; without fields it is forgotten.
    fn keep_typed(&self, me: &Me, page: &str, fields: BTreeMap<String, String>) -> Reply<'_, ()> {
        let _ = (me, page, fields);
        Box::pin(async { Ok(()) })
    }
    /// Returns what was typed in a refused form of a page; nothing where none was.
    fn typed(&self, me: &Me, page: &str) -> Reply<'_, BTreeMap<String, String>> {
        let _ = (me, page);
        Box::pin(async { Ok(BTreeMap::new()) })
    }
    /// Ends the session here.
    fn sign_out(&self) -> Reply<'_, ()>;
}
