//! Submitted dossiers as their owner and as anybody may see them.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    backend::{Dossiers, Reply},
    views::{
        Completion, DossierLine, Language, Me, OwnerView, PublicView, Reached, ReturnInput, ReviewSection,
        SupplementView, TrackView, VerifiedResult,
    },
};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
    account::Holder,
    actor::Actor,
    calendar::format,
    dossier::{
        Command, CommandKind, Context, DossierNumber, Event, EventKind, KpiGroup, Place, Status, allowed, decide, fold,
    },
    form::{Answers, Form, walk},
    id::{AccountId, DossierId, RequestId},
    page::{Cursor, Paged},
    procedure::Procedure,
    talk::Side,
};

use super::{
    Portal, PortalParts,
    assignment::Staff,
    desk::words,
    origins::{self, Filled},
    papers, profile,
    refusals::refused_at,
    results, review,
    submit::{project, record, seal},
    timeline,
    who::{actor, permit},
};
use time::Date;

use crate::{
    error::ServiceError,
    store::{
        Conn, consultations, dossiers, dossiers::DossierRow, events, files, identities, post_orders, profile as known,
        steps,
    },
};

/// How many dossiers a list shows.
const PAGE: u16 = 100;

impl Dossiers for Portal {
    fn track(&self, me: &Me, number: DossierNumber) -> Reply<'_, TrackView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.track(&me, &number).await?) })
    }

    fn mine(&self, me: &Me, after: Option<Cursor<DossierId>>) -> Reply<'_, Paged<DossierLine>> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.my_dossiers(&me, after).await?) })
    }

    fn supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.supplement(&me, &number).await?) })
    }

    fn withdraw(&self, me: &Me, number: DossierNumber, reason: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            let reason = Some(words(reason)?).filter(|reason| !reason.is_empty());
            let command = Command::RequestWithdrawal { reason };
            Ok(self
                .0
                .command(actor(&me), Action::RequestWithdrawal, number, None, command)
                .await?)
        })
    }

    fn choose_return(&self, me: &Me, number: DossierNumber, receive: ReturnInput) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.choose_return(&me, number, receive).await?) })
    }

    fn write(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.write_message(&me, &number, id, &text, Side::Applicant).await?) })
    }

    fn verified(&self, code: String) -> Reply<'_, VerifiedResult> {
        Box::pin(async move {
            let mut conn = self.0.reader().await?;
            Ok(self.0.verified(&mut conn, &code).await?)
        })
    }
}

impl PortalParts {
    /// Returns a dossier if the actor may do this to it; one that is not there and one that is not theirs look alike.
    pub(super) async fn row_for(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        number: &DossierNumber,
        action: Action,
    ) -> Result<DossierRow, ServiceError> {
        if *actor == Actor::Nobody {
            return Err(ApiError::NotSignedIn.into());
        }
        let row = dossiers::by_number(conn, number).await?.ok_or(ApiError::NotFound)?;
        permit(actor, action, Some(&facts(&row)))?;
        Ok(row)
    }

    /// Asks the access law about a dossier known by its key.
    pub(crate) async fn permit_dossier(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        agency: &str,
        id: DossierId,
        action: Action,
    ) -> Result<(), ServiceError> {
        let row = dossiers::one(conn, agency, id).await?.ok_or(ApiError::NotFound)?;
        Ok(permit(actor, action, Some(&facts(&row)))?)
    }

    async fn track(&self, me: &Me, number: &DossierNumber) -> Result<TrackView, ServiceError> {
        let mut conn = self.reader().await?;
        let row = dossiers::by_number(&mut conn, number)
            .await?
            .ok_or(ApiError::NotFound)?;
        let actor = actor(me);
        let owner = actor.account() == Some(row.account);
        if !owner || may(&actor, Action::SeeDossier, Some(&facts(&row))) != Decision::Allowed {
            let completion = completion(row.status);
            return Ok(TrackView::Public(PublicView {
                number: number.as_str().to_owned(),
                completion,
            }));
        }
        let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
        let dossier = fold(row.id, &history);
        let files = files::of_dossier(&mut conn, &row.agency, row.id).await?;
        let filled = known::prefilled(&mut conn, &row.agency, row.id).await?;
        let of_results = if dossier.results.is_empty() {
            Vec::new()
        } else {
            files::results(&mut conn, &row.agency, row.id).await?
        };
        let expected = if row.status.is_in(KpiGroup::Resolved) || row.status.is_terminal() {
            None
        } else {
            self.expected(&mut conn, &row.agency, row.code.as_str()).await?
        };
        let thread = self.thread(&mut conn, &row, Side::Applicant, row.account).await?;
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let entry = self.entry_view(&mut conn, &dossier, &procedure).await?;
        let (to_pay, has_paid) = self.owed_and_paid(&mut conn, &row).await?;
        drop(conn);
        let context = Context {
            now: self.clock.now(),
            calendar: &self.calendar,
            actor: &actor,
        };
        let kinds = allowed(&dossier, &context);
        let sections = self.sections(&procedure, &row, &filled, me.language);
        let mut receipt = self.receipt(&row, &dossier, &history, &procedure, &files)?;
        receipt.entry = entry;
        Ok(TrackView::Owner(OwnerView {
            receipt,
            status: row.status,
            timeline: timeline::entries(&told(&history), &row.applicant, &self.reference),
            supplement: dossier.open_supplement().map(|round| SupplementView {
                asked_at: format::moment(round.asked_at),
                items: round
                    .items
                    .iter()
                    .map(|item| {
                        (
                            Self::place_name(&procedure, &row.answers, row.submitted_at.date(), &item.at),
                            item.reason.clone(),
                        )
                    })
                    .collect(),
            }),
            sections,
            can_withdraw: kinds.contains(&CommandKind::RequestWithdrawal),
            posting: self.posting(&row, &dossier, &kinds, &actor),
            to_pay,
            has_paid,
            withdrawal_pending: dossier.withdrawal_pending,
            extension: timeline::extension(&history),
            correction: self.correction(&dossier),
            result: dossier.result.clone(),
            reason: dossier.end_reason.clone(),
            expected,
            thread,
            consulting: self.consulting(&dossier),
            results: results::issued(&dossier, &of_results),
        }))
    }

    async fn my_dossiers(&self, me: &Me, after: Option<Cursor<DossierId>>) -> Result<Paged<DossierLine>, ServiceError> {
        let actor = actor(me);
        let account = actor.account().ok_or(ApiError::NotSignedIn)?;
        let rows = self.seen_by(&actor, account, after).await?;
        let cursor = |row: &DossierRow| Cursor {
            at: row.submitted_at,
            id: row.id,
        };
        Ok(Paged::of(rows, PAGE, cursor, |row| DossierLine {
            number: row.number.as_str().to_owned(),
            status: row.status,
            submitted_on: format::date(row.submitted_at.date()),
            due_on: row.due_at.map(|due| format::date(due.date())),
            procedure: row.procedure,
        }))
    }

    /// Returns a page of an account's dossiers, and one more where there are more, that the actor may see: a mandate may
    /// reach only some.
    pub(super) async fn seen_by(
        &self,
        actor: &Actor,
        account: AccountId,
        mut after: Option<Cursor<DossierId>>,
    ) -> Result<Vec<DossierRow>, ServiceError> {
        let mut conn = self.reader().await?;
        let mut seen = Vec::new();
        loop {
            let rows = dossiers::mine(&mut conn, account, after, PAGE + 1).await?;
            let is_last = rows.len() <= usize::from(PAGE);
            after = rows.last().map(|row| Cursor {
                at: row.submitted_at,
                id: row.id,
            });
            let may_see = |row: &DossierRow| may(actor, Action::SeeDossier, Some(&facts(row))) == Decision::Allowed;
            // An officer's own filings are listed though the desk decides who sees what is in them.
            seen.extend(
                rows.into_iter()
                    .filter(|row| actor.on_behalf_of().is_none() || may_see(row)),
            );
            if is_last || seen.len() > usize::from(PAGE) {
                seen.truncate(usize::from(PAGE) + 1);
                return Ok(seen);
            }
        }
    }

    /// Returns what was filed, in words.
    pub(super) fn sections(
        &self,
        procedure: &Procedure,
        row: &DossierRow,
        filled: &BTreeMap<String, String>,
        language: Language,
    ) -> Vec<ReviewSection> {
        procedure.form.as_ref().map_or_else(Vec::new, |form| {
            let words = self.words(&row.answers, language);
            let shown = walk(form, &row.answers, row.submitted_at.date());
            let beside = Filled::of(&shown, &row.answers, filled);
            review::sections(&shown, &words, &[], &origins::of(&beside, &words, filled))
        })
    }

    /// Names a place of a dossier: the question's label, the section's title, or the paper's name.
    pub(super) fn place_name(procedure: &Procedure, answers: &Answers, day: Date, place: &Place) -> String {
        let form = procedure.form.as_ref();
        match place {
            Place::Field(path) => form.and_then(|form| label(form, path)).unwrap_or_else(|| path.clone()),
            Place::Document(slot) => form
                .map(|form| walk(form, answers, day))
                .and_then(|shown| {
                    let slots = papers::slots(procedure, &shown, &[], &[].into(), &[]);
                    slots
                        .into_iter()
                        .find(|one| one.document.key == *slot)
                        .map(|one| one.document.name)
                })
                .unwrap_or_else(|| slot.clone()),
        }
    }

    /// Does one thing to a dossier: decide, seal, keep. `seen` is the last event the actor saw.
    pub(super) async fn command(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        number: DossierNumber,
        seen: Option<u64>,
        command: Command,
    ) -> Result<(), ServiceError> {
        let row = self.row_for(&mut self.reader().await?, &actor, &number, action).await?;
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let (parts, wanted) = (
            Arc::clone(self),
            Arc::new((actor, row.agency, row.id, command, procedure)),
        );
        self.db
            .write(move |conn| {
                let (parts, wanted) = (Arc::clone(&parts), Arc::clone(&wanted));
                Box::pin(async move {
                    let (actor, agency, id, command, procedure) = &*wanted;
                    let change = Change {
                        actor,
                        agency,
                        id: *id,
                        seen,
                        command: command.clone(),
                        procedure,
                    };
                    parts.change_in(conn, change, &mut None).await
                })
            })
            .await
    }

    /// Does one thing to a dossier inside a transaction; nothing is written when it is refused.
    pub(super) async fn change_in(
        &self,
        conn: &mut Conn,
        change: Change<'_>,
        staff: &mut Option<Staff>,
    ) -> Result<(), ServiceError> {
        let Change {
            actor,
            agency,
            id,
            seen,
            command,
            procedure,
        } = change;
        let row = dossiers::to_change(conn, agency, id).await?;
        let mut row = row.ok_or(ApiError::NotFound)?;
        if seen.is_some_and(|seen| seen != row.last_seq) {
            return Err(ApiError::Conflict.into());
        }
        let history = events::of_dossier(conn, agency, id).await?;
        let filed_on_behalf = self.is_on_behalf(conn, &history).await?;
        let dossier = fold(id, &history);
        let now = self.clock.now();
        let context = Context {
            now,
            calendar: &self.calendar,
            actor,
        };
        // After a supplement nothing is left to accept: who begins the work has taken it as it is.
        let takes = matches!(command, Command::Accept { .. } | Command::StartProcessing);
        let is_accepted = matches!(command, Command::Accept { .. });
        let name = |at: &Place| Self::place_name(procedure, &row.answers, row.submitted_at.date(), at);
        let kinds = decide(&dossier, command, &context).map_err(|refusal| refused_at(&refusal, name))?;
        let (mut dossier, mut sealed) = seal(dossier, kinds, now, actor)?;
        if is_accepted {
            let (shared, more) = self.share_out(conn, staff, agency, dossier, now).await?;
            dossier = shared;
            sealed.extend(more);
            // A fee that is still owed is waited for, and the clock with it.
            if self.treasury.is_some()
                && let Some(ask) = self.asked_at_acceptance(conn, &row).await?
            {
                let kinds = decide(&dossier, ask, &context).map_err(|refusal| refused_at(&refusal, name))?;
                let (asked, more) = seal(dossier, kinds, now, actor)?;
                dossier = asked;
                sealed.extend(more);
            }
        }
        project(&mut row, &dossier, now, &self.calendar);
        dossiers::update(conn, &row).await?;
        if let (true, Some(form)) = (takes, &procedure.form) {
            let since = dossier.received_at.unwrap_or(now);
            profile::confirm(conn, form, &row, filed_on_behalf, since).await?;
        }
        self.count_worked(conn, &row, &history, &sealed).await?;
        let of = (row.agency.as_str(), row.number.as_str(), row.procedure.as_str());
        consultations::keep(conn, of, row.id, &dossier.consultations).await?;
        steps::keep(conn, &row.agency, row.id, &dossier, &self.calendar).await?;
        if !dossier.posts.is_empty() {
            post_orders::keep(conn, of, &dossier).await?;
        }
        results::project(conn, &row, &sealed).await?;
        self.owe_after(conn, &row, &dossier, &sealed).await?;
        self.tell_of_consultation(conn, &row, &dossier, &sealed).await?;
        record(conn, &row, &sealed).await
    }
}

impl PortalParts {
    /// Says whether whoever filed acted for an organisation: what the form says of people is not about its account then.
    async fn is_on_behalf(&self, conn: &mut Conn, history: &[Event]) -> Result<bool, ServiceError> {
        for event in history.iter().filter(|event| event.on_behalf_of.is_some()) {
            let entered_for = match &event.kind {
                EventKind::Submitted(filing) if filing.entry.taken_in().is_some() => filing.applicant,
                _ => return Ok(true),
            };
            let holder = identities::known(conn, entered_for)
                .await?
                .and_then(|known| known.holder);
            if matches!(holder, Some(Holder::Organisation(_))) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// One thing to be done to a dossier.
pub(super) struct Change<'a> {
    /// Who does it.
    pub(super) actor: &'a Actor,
    /// The agency that holds the dossier.
    pub(super) agency: &'a str,
    /// The dossier.
    pub(super) id: DossierId,
    /// The last event the actor saw.
    pub(super) seen: Option<u64>,
    /// What is done.
    pub(super) command: Command,
    /// The procedure, in the dossier's revision.
    pub(super) procedure: &'a Procedure,
}

/// Returns what the applicant is told of a history: all but who of the desk has it.
fn told(history: &[Event]) -> Vec<Event> {
    history
        .iter()
        .filter(|event| !event.kind.is_inside())
        .cloned()
        .collect()
}

/// Returns what access needs to know of a dossier.
pub(super) fn facts(row: &DossierRow) -> DossierFacts {
    DossierFacts {
        applicant: row.account,
        agency: row.number.agency().clone(),
        procedure: row.code.clone(),
    }
}

/// Says how far a dossier is, and nothing else.
const fn completion(status: Status) -> Completion {
    match status {
        Status::New => Completion::Sent,
        Status::Accepted | Status::Processing => Completion::InWork,
        Status::AwaitingSupplement | Status::AwaitingPayment => Completion::Awaiting,
        Status::Finished | Status::Returned => Completion::Done,
        Status::Refused | Status::Withdrawn | Status::Stopped => Completion::Ended,
    }
}

/// Returns the label of the field a path is in, or the title of the section it names.
fn label(form: &Form, path: &str) -> Option<String> {
    let mut parts = path.split('.');
    let section = parts.next()?;
    let section = form.sections.iter().find(|one| one.key == section)?;
    let Some(second) = parts.next() else {
        return Some(section.title.clone());
    };
    let key = if section.repeat.is_some() {
        parts.next().unwrap_or(second)
    } else {
        second
    };
    let field = section.fields.iter().find(|field| field.key == key);
    Some(field.map_or_else(|| section.title.clone(), |field| field.label.clone()))
}
