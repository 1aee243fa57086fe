//! Filing a draft: the whole check again, then a number, an event, what lists read, what is to be told, and the request
//! id, in one transaction (`filing`).

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
    dossier::{Digest, Dossier, DossierNumber, Event, EventKind, Filing, apply},
    form::{Answers, Kind, Subject, validate, walk},
    id::{AccountId, DossierId, DraftId, RequestId},
    procedure::{Channel, Procedure},
};
use serde_json::json;
use time::Date;

use super::{
    PortalParts, choices, prefill,
    step::{Open, has_errors},
    who::{actor, filer},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, accounts, accounts::Fact, dossiers, dossiers::DossierRow, drafts, drafts::Draft, events,
        events::Appended, files::StoredFile, outbox, outbox::Telling,
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
    pub(super) procedure: Arc<Procedure>,
    pub(super) today: Date,
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
            procedure: Arc::clone(&open.procedure),
            today: open.today,
            draft: open.draft.clone(),
            canonical,
            actor,
            agency,
            learnt,
            request,
        }))
    }
}

impl Prepared {
    pub(super) fn filing(&self, dossier: DossierId, number: DossierNumber) -> Filing {
        Filing {
            dossier,
            number,
            procedure: self.draft.code.clone(),
            revision: self.procedure.valid_from,
            agency: self.agency.clone(),
            applicant: self.draft.account,
            period: self.period,
            after_supplement: self.procedure.after_supplement,
            content: self.content,
        }
    }

    pub(super) fn row(
        &self,
        dossier: &Dossier,
        number: DossierNumber,
        now: Moment,
    ) -> Result<DossierRow, ServiceError> {
        let broken = || ServiceError::fault("submit", "the submission left no status");
        let (status, last) = dossier.status.zip(dossier.last).ok_or_else(broken)?;
        Ok(DossierRow {
            agency: self.agency.as_str().to_owned(),
            id: dossier.id,
            number,
            account: self.draft.account,
            code: self.draft.code.clone(),
            revision: self.draft.revision.clone(),
            procedure: self.procedure.plain_name().to_owned(),
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
pub(super) async fn record(conn: &mut Conn, row: &DossierRow, sealed: &[Event]) -> Result<(), ServiceError> {
    let appended = sealed.iter().map(|event| Appended {
        agency: &row.agency,
        dossier: row.id,
        event,
    });
    events::append(conn, &appended.collect::<Vec<_>>()).await?;
    let tellings: Vec<Telling> = sealed.iter().map(|event| telling(row, event)).collect();
    Ok(outbox::put(conn, &tellings).await?)
}

/// Says what is to be told of an event of a dossier.
pub(super) fn telling(row: &DossierRow, event: &Event) -> Telling {
    let body = json!({
        "number": row.number.as_str(),
        "to": row.account.to_string(),
        "status": row.status.code(),
        "seq": event.seq,
    });
    Telling {
        id: new_id(),
        agency: row.agency.clone(),
        dossier: row.id,
        kind: event.kind.name(),
        body: body.to_string(),
        at: event.at,
    }
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
