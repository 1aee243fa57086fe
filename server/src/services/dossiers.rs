//! Submitted dossiers as their owner and as anybody may see them.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    backend::{Dossiers, Reply},
    views::{
        Completion, DossierLine, Language, Me, OwnerView, PublicView, Reached, ReviewSection, SupplementView, TrackView,
    },
};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
    actor::Actor,
    calendar::format,
    dossier::{Command, CommandKind, Context, DossierNumber, Place, Status, allowed, decide, fold},
    form::{Answers, Form, walk},
    id::DossierId,
    procedure::Procedure,
};

use super::{
    Portal, PortalParts, papers,
    refusals::refused,
    review,
    submit::{project, record, seal},
    timeline,
    who::{actor, permit},
};
use time::Date;

use crate::{
    error::ServiceError,
    store::{Conn, dossiers, dossiers::DossierRow, events, files},
};

/// How many dossiers a list shows.
const PAGE: u16 = 100;

impl Dossiers for Portal {
    fn track(&self, me: &Me, number: DossierNumber) -> Reply<'_, TrackView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.track(&me, &number).await?) })
    }

    fn mine(&self, me: &Me) -> Reply<'_, Vec<DossierLine>> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.my_dossiers(&me).await?) })
    }

    fn supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.supplement(&me, &number).await?) })
    }

    fn withdraw(&self, me: &Me, number: DossierNumber) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            let command = Command::RequestWithdrawal { reason: None };
            Ok(self
                .0
                .command(actor(&me), Action::RequestWithdrawal, number, None, command)
                .await?)
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
        drop(conn);
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let context = Context {
            now: self.clock.now(),
            calendar: &self.calendar,
            actor: &actor,
        };
        let sections = self.sections(&procedure, &row, me.language);
        Ok(TrackView::Owner(OwnerView {
            receipt: self.receipt(&row, &dossier, &history, &procedure, &files)?,
            status: row.status,
            timeline: timeline::entries(&history, &row.applicant, &self.reference),
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
            can_withdraw: allowed(&dossier, &context).contains(&CommandKind::RequestWithdrawal),
            result: dossier.result.clone(),
            reason: dossier.end_reason.clone(),
        }))
    }

    async fn my_dossiers(&self, me: &Me) -> Result<Vec<DossierLine>, ServiceError> {
        let account = actor(me).account().ok_or(ApiError::NotSignedIn)?;
        let rows = dossiers::mine(&mut self.reader().await?, account, None, PAGE).await?;
        Ok(rows
            .into_iter()
            .map(|row| DossierLine {
                number: row.number.as_str().to_owned(),
                status: row.status,
                submitted_on: format::date(row.submitted_at.date()),
                due_on: row.due_at.map(|due| format::date(due.date())),
                procedure: row.procedure,
            })
            .collect())
    }

    /// Returns what was filed, in words.
    pub(super) fn sections(&self, procedure: &Procedure, row: &DossierRow, language: Language) -> Vec<ReviewSection> {
        procedure.form.as_ref().map_or_else(Vec::new, |form| {
            review::sections(form, &self.words(&row.answers, language), &[], row.submitted_at.date())
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
                    let slots = papers::slots(procedure, &shown, &[], &[].into());
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
        let (parts, wanted) = (Arc::clone(self), Arc::new((actor, row.agency, row.id, command)));
        self.db
            .write(move |conn| {
                let (parts, wanted) = (Arc::clone(&parts), Arc::clone(&wanted));
                Box::pin(async move {
                    let (actor, agency, id, command) = &*wanted;
                    let row = dossiers::to_change(conn, agency, *id).await?;
                    let mut row = row.ok_or(ApiError::NotFound)?;
                    if seen.is_some_and(|seen| seen != row.last_seq) {
                        return Err(ApiError::Conflict.into());
                    }
                    let dossier = fold(*id, &events::of_dossier(conn, agency, *id).await?);
                    let now = parts.clock.now();
                    let context = Context {
                        now,
                        calendar: &parts.calendar,
                        actor,
                    };
                    let kinds = decide(&dossier, command.clone(), &context).map_err(|refusal| refused(&refusal))?;
                    let (dossier, sealed) = seal(dossier, kinds, now, actor)?;
                    project(&mut row, &dossier, now);
                    dossiers::update(conn, &row).await?;
                    record(conn, &row, &sealed).await
                })
            })
            .await
    }
}

/// Returns what access needs to know of a dossier.
fn facts(row: &DossierRow) -> DossierFacts {
    DossierFacts {
        applicant: row.account,
        agency: row.number.agency().clone(),
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
