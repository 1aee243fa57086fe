//! Filing a draft: the whole check again, a number, an event, what lists read, what is to be told, and the request id,
//! in one transaction that others may share the commit of.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Me, Submitted},
};
use motcua_core::{
    actor::Actor,
    agency::AgencyCode,
    calendar::Moment,
    deadline::Period,
    dossier::{Command, Context, Digest, Dossier, DossierNumber, Event, EventKind, Filing, NumberForm, apply, decide},
    form::{Answers, Kind, Subject, validate, walk},
    id::{AccountId, DossierId, DraftId, RequestId},
    procedure::Channel,
};
use serde_json::json;
use time::Date;

use super::{
    PortalParts, choices, prefill,
    refusals::refused,
    step::{Open, has_errors},
    who::{actor, filer},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, Engine, StoreError, accounts, accounts::Fact, dossiers, dossiers::DossierRow, drafts, drafts::Draft,
        events, files, files::StoredFile, numbers, outbox,
    },
};

/// How often a draft that changes while it is filed is looked at again.
const LOOKS: u32 = 5;

/// Everything a filing needs, worked out before the transaction begins.
pub(super) struct Prepared {
    pub(super) draft: Draft,
    pub(super) canonical: Answers,
    pub(super) content: Digest,
    pub(super) actor: Actor,
    pub(super) agency: AgencyCode,
    pub(super) period: Option<Period>,
    pub(super) applicant: String,
    pub(super) has_files: bool,
    pub(super) files: Vec<StoredFile>,
    pub(super) learnt: Vec<Fact>,
    pub(super) request: RequestId,
    pub(super) open: OpenProcedure,
}

/// What is kept of the procedure.
pub(super) struct OpenProcedure {
    pub(super) name: String,
    pub(super) valid_from: Date,
    pub(super) after_supplement: motcua_core::procedure::AfterSupplement,
}

/// What became of an attempt.
pub(super) enum Outcome {
    /// It is filed, now or before.
    Filed(String),
    /// The draft changed in the meantime.
    Changed,
}

impl PortalParts {
    pub(super) async fn submit(
        self: &Arc<Self>,
        me: &Me,
        id: DraftId,
        request: RequestId,
        declared: bool,
    ) -> Result<Submitted, ServiceError> {
        let account = filer(me)?;
        for _ in 0..LOOKS {
            let mut conn = self.reader().await?;
            let Some(draft) = drafts::one(&mut conn, account, id).await? else {
                return self.submitted_before(&mut conn, account, request).await;
            };
            let open = self.open_loaded(&mut conn, draft).await?;
            let known = self.known(&mut conn, account).await?;
            drop(conn);
            let Some(prepared) = self.prepare(&open, actor(me), request, declared, &known)? else {
                // Its files may have been looked for when another call had filed it already.
                let now = drafts::one(&mut self.reader().await?, account, id).await?;
                if now.is_some_and(|now| now.updated_at == open.draft.updated_at) {
                    return Ok(Submitted::Incomplete);
                }
                continue;
            };
            let prepared = Arc::new(prepared);
            let outcome = match &open.draft.mends {
                Some(_) => self.file_supplement(prepared).await?,
                None => self.file_new(prepared).await?,
            };
            match outcome {
                Outcome::Filed(number) => return Ok(Submitted::Filed { number }),
                Outcome::Changed => {}
            }
        }
        Err(ApiError::Conflict.into())
    }

    async fn known(&self, conn: &mut Conn, account: AccountId) -> Result<Vec<Fact>, ServiceError> {
        Ok(accounts::facts(conn, account).await?)
    }

    /// Answers a request whose draft is gone: filed before, or never there.
    async fn submitted_before(
        &self,
        conn: &mut Conn,
        account: AccountId,
        request: RequestId,
    ) -> Result<Submitted, ServiceError> {
        match dossiers::submitted(conn, request).await? {
            Some((owner, number)) if owner == account => Ok(Submitted::Filed { number }),
            Some(_) | None => Err(ApiError::NotFound.into()),
        }
    }

    /// Checks the whole draft again; `None` when something is missing or wrong.
    fn prepare(
        &self,
        open: &Open,
        actor: Actor,
        request: RequestId,
        declared: bool,
        known: &[Fact],
    ) -> Result<Option<Prepared>, ServiceError> {
        let form = open.form()?;
        let checked = validate(form, &open.draft.answers, open.today, self.reference.as_ref());
        if !declared || !checked.is_acceptable() {
            return Ok(None);
        }
        let shown = walk(form, &checked.canonical, open.today);
        let (Some(agency), false) = (self.receiver(open), has_errors(&open.missing_papers(&shown))) else {
            return Ok(None);
        };
        let canonical = checked.canonical;
        let learnt = prefill::learn(form, &canonical, "", self.clock.now())
            .into_iter()
            .filter(|fact| {
                !known
                    .iter()
                    .any(|old| old.concept == fact.concept && old.value == fact.value)
            })
            .collect();
        Ok(Some(Prepared {
            applicant: applicant(form, &canonical),
            content: content(&canonical, &open.files),
            period: choices::period(&open.procedure, &shown, Channel::Online),
            has_files: !open.files.is_empty(),
            files: open.files.clone(),
            open: OpenProcedure {
                name: open.procedure.plain_name().to_owned(),
                valid_from: open.procedure.valid_from,
                after_supplement: open.procedure.after_supplement,
            },
            draft: open.draft.clone(),
            canonical,
            actor,
            agency,
            learnt,
            request,
        }))
    }

    /// Files a prepared draft. On SQLite there is one writer: the number is taken in the same transaction, which shares
    /// its commit with others. On PostgreSQL many write at once and would wait for each other's number until the commit:
    /// numbers are claimed first, many in one short commit. A claim is the draft's own until it is filed or discarded, so
    /// that a filing tried again, or by several calls at once, has one number.
    async fn file_new(self: &Arc<Self>, prepared: Arc<Prepared>) -> Result<Outcome, ServiceError> {
        let parts = Arc::clone(self);
        match self.db.engine() {
            Engine::Sqlite => {
                self.db
                    .write_together(move |conn| {
                        let (parts, prepared) = (Arc::clone(&parts), Arc::clone(&prepared));
                        Box::pin(async move { parts.file(conn, &prepared, None).await })
                    })
                    .await
            }
            Engine::Postgres => {
                let now = self.clock.now();
                let Some(number) = self.claim_number(&prepared, now).await? else {
                    return Ok(Outcome::Changed);
                };
                self.db
                    .write(move |conn| {
                        let (parts, prepared, number) = (Arc::clone(&parts), Arc::clone(&prepared), number.clone());
                        Box::pin(async move { parts.file(conn, &prepared, Some((number, now))).await })
                    })
                    .await
            }
        }
    }

    /// Returns the number a draft is to be filed under today; `None` when another call has filed it.
    async fn claim_number(&self, prepared: &Prepared, now: Moment) -> Result<Option<DossierNumber>, ServiceError> {
        let (agency, request, day) = (prepared.agency.clone(), prepared.draft.request, now.date());
        let claimed = self
            .db
            .write_together(move |conn| {
                let agency = agency.clone();
                Box::pin(async move { numbers::claim(conn, request, agency.as_str(), day).await })
            })
            .await;
        let sequence = match claimed {
            Ok(sequence) => Some(sequence),
            Err(StoreError::Taken(_)) => {
                numbers::claimed(&mut self.reader().await?, request, prepared.agency.as_str(), day).await?
            }
            Err(StoreError::Gone(_)) => None,
            Err(error) => return Err(error.into()),
        };
        sequence
            .map(|sequence| issue(&prepared.agency, day, sequence))
            .transpose()
    }

    /// Files a prepared draft inside a transaction, under a number claimed before or taken now.
    async fn file(
        &self,
        conn: &mut Conn,
        prepared: &Prepared,
        claimed: Option<(DossierNumber, Moment)>,
    ) -> Result<Outcome, ServiceError> {
        if !drafts::delete_unchanged(conn, &prepared.draft).await? {
            return Ok(match dossiers::submitted(conn, prepared.request).await? {
                Some((owner, number)) if owner == prepared.draft.account => Outcome::Filed(number),
                Some(_) | None => Outcome::Changed,
            });
        }
        let (number, now) = match claimed {
            Some(claimed) => claimed,
            None => {
                let now = self.clock.now();
                let sequence = numbers::next_of_day(conn, prepared.agency.as_str(), now.date()).await?;
                (issue(&prepared.agency, now.date(), sequence)?, now)
            }
        };
        let dossier = Dossier::new(DossierId::new(new_id()));
        let filing = prepared.filing(dossier.id, number.clone());
        let context = Context {
            now,
            calendar: &self.calendar,
            actor: &prepared.actor,
        };
        let kinds = decide(&dossier, Command::Submit(filing), &context).map_err(|refusal| refused(&refusal))?;
        let (dossier, sealed) = seal(dossier, kinds, now, &prepared.actor)?;
        let row = prepared.row(&dossier, number.clone(), now)?;
        dossiers::insert(conn, &row).await?;
        record(conn, &row, &sealed, now).await?;
        let remembered = dossiers::remember_submission(conn, prepared.request, &row).await;
        if matches!(remembered, Err(StoreError::Taken(_))) {
            // The same request id with another draft: somebody reuses ids.
            return Err(ApiError::Conflict.into());
        }
        remembered?;
        if prepared.has_files {
            files::to_dossier(conn, prepared.draft.id, &row.agency, row.id).await?;
        }
        for fact in &prepared.learnt {
            let fact = Fact {
                origin: number.as_str().to_owned(),
                ..fact.clone()
            };
            accounts::remember(conn, prepared.draft.account, &fact, true).await?;
        }
        Ok(Outcome::Filed(number.as_str().to_owned()))
    }
}

impl Prepared {
    fn filing(&self, dossier: DossierId, number: DossierNumber) -> Filing {
        Filing {
            dossier,
            number,
            procedure: self.draft.code.clone(),
            revision: self.open.valid_from,
            agency: self.agency.clone(),
            applicant: self.draft.account,
            period: self.period,
            after_supplement: self.open.after_supplement,
            content: self.content,
        }
    }

    fn row(&self, dossier: &Dossier, number: DossierNumber, now: Moment) -> Result<DossierRow, ServiceError> {
        let broken = || ServiceError::fault("submit", "the submission left no status");
        let (status, last) = dossier.status.zip(dossier.last).ok_or_else(broken)?;
        Ok(DossierRow {
            agency: self.agency.as_str().to_owned(),
            id: dossier.id,
            number,
            account: self.draft.account,
            code: self.draft.code.clone(),
            revision: self.draft.revision.clone(),
            procedure: self.open.name.clone(),
            applicant: self.applicant.clone(),
            status,
            is_open: !status.is_terminal(),
            answers: self.canonical.clone(),
            submitted_at: now,
            due_at: None,
            last_seq: last.seq,
            last_hash: last.hash,
            updated_at: now,
        })
    }
}

/// Writes the number of a running number.
fn issue(agency: &AgencyCode, day: Date, sequence: i64) -> Result<DossierNumber, ServiceError> {
    u32::try_from(sequence)
        .ok()
        .and_then(|sequence| DossierNumber::issue(agency, day, sequence, NumberForm::Short).ok())
        .ok_or_else(|| ServiceError::fault("number", format!("no number {sequence} of {day}")))
}

/// Seals decided events onto a dossier.
pub(super) fn seal(
    dossier: Dossier,
    kinds: Vec<EventKind>,
    now: Moment,
    actor: &Actor,
) -> Result<(Dossier, Vec<Event>), ServiceError> {
    let mut sealed = Vec::with_capacity(kinds.len());
    let mut dossier = dossier;
    for kind in kinds {
        let event = Event::seal(dossier.last, now, actor.clone(), None, kind)
            .map_err(|error| ServiceError::fault("seal", error))?;
        dossier = apply(dossier, &event);
        sealed.push(event);
    }
    Ok((dossier, sealed))
}

/// Appends sealed events and what is to be told of them.
pub(super) async fn record(
    conn: &mut Conn,
    row: &DossierRow,
    sealed: &[Event],
    now: Moment,
) -> Result<(), ServiceError> {
    for event in sealed {
        events::append(conn, &row.agency, row.id, event).await?;
        let kind = event.kind.name();
        let body = json!({
            "number": row.number.as_str(),
            "to": row.account.to_string(),
            "status": row.status.code(),
            "seq": event.seq,
        });
        outbox::put(conn, new_id(), &row.agency, row.id, kind, &body.to_string(), now).await?;
    }
    Ok(())
}

/// Brings a row in line with its dossier after events.
pub(super) fn project(row: &mut DossierRow, dossier: &Dossier, now: Moment) {
    if let (Some(status), Some(last)) = (dossier.status, dossier.last) {
        row.status = status;
        row.is_open = !status.is_terminal();
        row.last_seq = last.seq;
        row.last_hash = last.hash;
    }
    row.due_at = dossier.due.as_ref().map(|due| due.due_at);
    row.updated_at = now;
}

/// Sums answers and files as they are filed: the event holds the sum, the audit computes it again.
pub(crate) fn content(answers: &Answers, files: &[StoredFile]) -> Digest {
    let mut text = serde_json::to_string(answers).unwrap_or_default();
    let mut papers: Vec<String> = files
        .iter()
        .map(|file| format!("{}\t{}\t{}", file.slot, file.sha256, file.bytes))
        .collect();
    papers.sort();
    for paper in papers {
        text.push('\n');
        text.push_str(&paper);
    }
    Digest::of(&[text.as_bytes()])
}

/// Returns the applicant's name as given in the form.
fn applicant(form: &motcua_core::form::Form, canonical: &Answers) -> String {
    let names = |subject: Option<Subject>| {
        form.sections
            .iter()
            .filter(move |section| subject.is_none_or(|subject| section.subject == subject))
            .filter(|section| section.repeat.is_none())
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
            .filter(|(_, field)| field.kind == Kind::Name)
            .find_map(|(section, field)| canonical.get(&format!("{}.{}", section.key, field.key)))
    };
    names(Some(Subject::Applicant))
        .or_else(|| names(None))
        .unwrap_or_default()
        .to_owned()
}
