//! Filing a draft: the whole check again, then a number, an event, what lists read, what is to be told, and the request
//! id, in one transaction (`filing`).

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Me, Submitted},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    agency::AgencyCode,
    calendar::{Calendar, Moment},
    deadline::Period,
    dossier::{Command, Digest, Dossier, DossierNumber, Entry, Event, EventKind, Filing, ReturnWay, apply, fold},
    form::{Answers, Kind, Subject, validate, walk},
    id::{AccountId, DossierId, DraftId, RequestId},
    notification::{earlier_than, intents},
    office::{Standing, order},
    procedure::{self, Procedure, Quote},
    profile::{Parts, Profile},
};
use serde_json::json;
use time::Date;

use super::{
    PortalParts, card, choices,
    intake::offered_to,
    look::Look,
    posting, prefill,
    step::{Open, has_errors},
    talk,
    who::{actor, filer, within},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, dossiers, dossiers::DossierRow, drafts, drafts::Draft, events, events::Appended, files::StoredFile,
        outbox, outbox::Telling,
    },
};

/// How often a draft that changes while it is filed is looked at again.
pub(super) const LOOKS: u32 = 5;

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
    /// What the filing says of its applicant that is not known yet.
    pub(super) learnt: Vec<(String, Parts)>,
    /// What was filled in for the person, by path of the input.
    pub(super) origins: BTreeMap<String, String>,
    pub(super) request: RequestId,
    pub(super) procedure: Arc<Procedure>,
    pub(super) today: Date,
    /// What it costs today.
    pub(super) quote: Quote,
    /// How it comes in.
    pub(super) entry: Entry,
    /// How the result is to be received, where that was asked.
    pub(super) return_way: Option<ReturnWay>,
    /// The account to open, where it is entered for somebody who has none.
    pub(super) candidate: AccountId,
    /// What the desk decides of it at once, where it cannot be received as it lies there.
    pub(super) then: Option<Command>,
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
                return self.submitted_before(&mut conn, &actor(me), account, request).await;
            };
            within(me, &draft.code)?;
            let mut open = self.open_loaded(&mut conn, draft).await?;
            if self.to_newest(&mut open)? {
                // The person sees what changed before anything is filed.
                drop(conn);
                self.open_newest(account, id).await?;
                return Ok(Submitted::Incomplete);
            }
            let known = offered_to(&mut conn, me, account, &open.draft).await?;
            let typed = Self::kept_return(&mut conn, id).await?;
            drop(conn);
            let return_way = match (&open.draft.mends, posting::read(&typed)) {
                // Whoever mends a dossier chose before.
                (Some(_), _) => None,
                (None, Ok(way)) => way,
                (None, Err(_)) => return Ok(Submitted::Incomplete),
            };
            let Some(mut prepared) = self.prepare(&open, actor(me), request, declared, &known)? else {
                // Its files may have been looked for when another call had filed it already.
                let now = drafts::one(&mut self.reader().await?, account, id).await?;
                if now.is_some_and(|now| now.updated_at == open.draft.updated_at) {
                    return Ok(Submitted::Incomplete);
                }
                continue;
            };
            prepared.return_way = return_way;
            let prepared = Arc::new(prepared);
            let outcome = match &open.draft.mends {
                Some(_) => self.file_supplement(prepared).await?,
                None => self.file_new(prepared).await?,
            };
            match outcome {
                Outcome::Filed(number) if open.draft.intake.is_some() => return Ok(Submitted::TakenIn { number }),
                Outcome::Filed(number) => return Ok(Submitted::Filed { number }),
                Outcome::Changed => {}
            }
        }
        Err(ApiError::Conflict.into())
    }

    /// Answers a request whose draft is gone: filed before, or never there.
    pub(super) async fn submitted_before(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        account: AccountId,
        request: RequestId,
    ) -> Result<Submitted, ServiceError> {
        match dossiers::submitted(conn, request).await? {
            Some((owner, number)) if owner == account => Ok(Submitted::Filed { number }),
            // Entered for somebody else: the same officer finds it on the desk.
            Some((_, number)) => {
                let parsed = number.parse().map_err(|_| ApiError::NotFound)?;
                let row = self.row_for(conn, actor, &parsed, Action::TakeIn).await?;
                let history = events::of_dossier(conn, &row.agency, row.id).await?;
                let dossier = fold(row.id, &history);
                if dossier
                    .entries()
                    .filter_map(Entry::taken_in)
                    .any(|entered| entered.officer == account)
                {
                    Ok(Submitted::TakenIn { number })
                } else {
                    Err(ApiError::NotFound.into())
                }
            }
            None => Err(ApiError::NotFound.into()),
        }
    }

    /// Checks the whole draft again; `None` when something is missing or wrong.
    fn prepare(
        &self,
        open: &Open,
        actor: Actor,
        request: RequestId,
        declared: bool,
        known: &Profile,
    ) -> Result<Option<Prepared>, ServiceError> {
        let look = open.look()?;
        let form = look.form;
        let checked = validate(form, &open.draft.answers, open.today, self.reference.as_ref());
        if !declared || !checked.is_acceptable() || !open.draft.conflicts.is_empty() {
            return Ok(None);
        }
        let shown = walk(form, &checked.canonical, open.today);
        let (Some(agency), false) = (self.receiver(open), has_errors(&open.missing_papers(&shown))) else {
            return Ok(None);
        };
        if look.unexplained().next().is_some() {
            return Ok(None);
        }
        Ok(Some(self.put_together(
            &look,
            checked.canonical,
            actor,
            agency,
            request,
            known,
        )))
    }

    /// Puts together what is filed: answers in their canonical text, at an agency.
    pub(super) fn put_together(
        &self,
        look: &Look<'_>,
        canonical: Answers,
        actor: Actor,
        agency: AgencyCode,
        request: RequestId,
        known: &Profile,
    ) -> Prepared {
        let Look { open, form, .. } = look;
        let shown = walk(form, &canonical, open.today);
        // Of whoever acts for an organisation its account keeps nothing.
        // Of who did not type it themselves nothing is kept until an officer has accepted it.
        let learnt = match actor
            .on_behalf_of()
            .or(open.draft.intake.as_ref().map(|intake| intake.officer))
        {
            Some(_) => Vec::new(),
            None => prefill::learn(form, &canonical, &look.filled.changes, open.today, known),
        };
        Prepared {
            origins: prefill::of_filing(&look.filled.changes, &canonical, &open.draft.origins)
                .into_iter()
                .chain(card::of_filing(&look.filled.off_card, &open.draft.origins))
                .collect(),
            applicant: applicant(form, &canonical),
            content: content(&canonical, &open.files),
            period: choices::period(&open.procedure, &shown, open.channel()),
            has_files: !open.files.is_empty(),
            files: open.files.clone(),
            procedure: Arc::clone(&open.procedure),
            today: open.today,
            draft: open.draft.clone(),
            quote: procedure::quote(&open.procedure, &shown, open.channel()),
            entry: open.entry(&shown, &actor),
            candidate: AccountId::new(new_id()),
            return_way: None,
            then: None,
            canonical,
            actor,
            agency,
            learnt,
            request,
        }
    }
}

impl Prepared {
    pub(super) fn filing(&self, dossier: DossierId, number: DossierNumber, applicant: AccountId) -> Filing {
        Filing {
            dossier,
            number,
            procedure: self.draft.code.clone(),
            revision: self.procedure.valid_from,
            agency: self.agency.clone(),
            applicant,
            period: self.period,
            after_supplement: self.procedure.after_supplement,
            content: self.content,
            process: self.procedure.process.clone(),
            quote: (!self.procedure.fees.is_empty()).then(|| self.quote.clone()),
            entry: self.entry.clone(),
            return_way: self.return_way.clone(),
        }
    }

    pub(super) fn row(
        &self,
        dossier: &Dossier,
        (number, applicant): (DossierNumber, AccountId),
        now: Moment,
        calendar: &Calendar,
    ) -> Result<DossierRow, ServiceError> {
        let broken = || ServiceError::fault("submit", "the submission left no status");
        let (status, last) = dossier.status.zip(dossier.last).ok_or_else(broken)?;
        let standing = Standing::of(dossier).ok_or_else(broken)?;
        Ok(DossierRow {
            agency: self.agency.as_str().to_owned(),
            id: dossier.id,
            number,
            account: applicant,
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
            assignee: None,
            order: order(&standing, calendar),
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
        let event = Event::seal(dossier.last, now, actor.clone(), behalf(&dossier, actor, &kind), kind)
            .map_err(|error| ServiceError::fault("seal", error))?;
        dossier = apply(dossier, &event);
        sealed.push(event);
    }
    Ok((dossier, sealed))
}

/// Returns for whom something is done: the organisation one acts for, or whose dossier or supplement an officer enters from
/// paper.
fn behalf(dossier: &Dossier, actor: &Actor, kind: &EventKind) -> Option<AccountId> {
    match kind {
        EventKind::Submitted(filing) if filing.entry.taken_in().is_some() => Some(filing.applicant),
        EventKind::Supplemented { entry, .. } if entry.taken_in().is_some() => {
            dossier.filing.as_ref().map(|filing| filing.applicant)
        }
        _ => actor.on_behalf_of(),
    }
}

/// Appends sealed events and what is to be told of them.
pub(super) async fn record(conn: &mut Conn, row: &DossierRow, sealed: &[Event]) -> Result<(), ServiceError> {
    let appended = sealed.iter().map(|event| Appended {
        agency: &row.agency,
        dossier: row.id,
        event,
    });
    events::append(conn, &appended.collect::<Vec<_>>()).await?;
    let told = sealed.iter().filter(|event| !event.kind.is_inside());
    let mut tellings: Vec<Telling> = told.map(|event| telling(row, event)).collect();
    tellings.extend(sealed.iter().filter_map(|event| talk::of_assignment(row, event)));
    if !tellings.is_empty() {
        outbox::put(conn, &tellings).await?;
    }
    Ok(())
}

/// Says what is to be told of an event of a dossier, and to whom; an event that nobody is told of is a line of the log.
pub(super) fn telling(row: &DossierRow, event: &Event) -> Telling {
    let mut body = json!({
        "number": row.number.as_str(),
        "status": row.status.code(),
        "seq": event.seq,
    });
    if let Some(intent) = intents(event, row.account).first() {
        body["to"] = json!(intent.to);
        body["procedure"] = json!(row.procedure);
        body["code"] = json!(row.code.as_str());
        body["due"] = json!(intent.due);
        body["amount"] = json!(intent.amount);
        body["item"] = json!(intent.item);
        if let Some(promised) = earlier_than(event, row.due_at) {
            body["due"] = json!(promised);
        }
    }
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
pub(super) fn project(row: &mut DossierRow, dossier: &Dossier, now: Moment, calendar: &Calendar) {
    if let (Some(status), Some(last)) = (dossier.status, dossier.last) {
        row.status = status;
        row.is_open = dossier.is_open();
        row.last_seq = last.seq;
        row.last_hash = last.hash;
    }
    row.due_at = dossier.promised().map(|due| due.due_at);
    row.assignee = dossier.assignee;
    if let Some(standing) = Standing::of(dossier) {
        row.order = order(&standing, calendar);
    }
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
