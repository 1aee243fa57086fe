//! Filings that wait are filed together: their numbers taken in one statement, their rows written in a few, one commit
//! for all. A number is taken by the transaction that files and by no other, so that none is ever lost; and those who
//! queue for the same agency's day share the wait for the disk instead of adding it up.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    sync::Arc,
};

use motcua_app::api::ApiError;
use motcua_core::{
    agency::AgencyCode,
    calendar::Moment,
    dossier::{Command, Context, Dossier, DossierNumber, Event, NumberForm, decide},
    id::{AccountId, DossierId},
    profile::{Datum, Origin, Whom},
};
use tokio::sync::{Mutex, oneshot};

use super::{
    PortalParts,
    intake::applicant_of,
    payments,
    refusals::refused,
    registers,
    submit::{Outcome, Prepared, seal, telling},
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{
        Conn, StoreError, alike, checks, dossiers, dossiers::DossierRow, drafts, events, events::Appended, files,
        numbers, outbox, profile,
    },
};

/// The most filings that share a transaction.
const TOGETHER: usize = 64;

/// The filings that wait, and the turn of whoever files them.
#[derive(Debug, Default)]
pub struct Filings {
    waiting: std::sync::Mutex<Vec<Waiting>>,
    turn: Mutex<()>,
}

struct Waiting {
    prepared: Arc<Prepared>,
    reply: oneshot::Sender<Result<Outcome, ServiceError>>,
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Waiting({})", self.prepared.draft.id)
    }
}

impl Filings {
    fn join(&self, waiting: Waiting) -> Result<(), ServiceError> {
        let mut queue = self.waiting.lock().map_err(|_| broken_off())?;
        queue.push(waiting);
        Ok(())
    }

    /// Takes those who came first, each draft once: the same draft again finds it filed.
    fn some(&self) -> Vec<Waiting> {
        let Ok(mut queue) = self.waiting.lock() else {
            return Vec::new();
        };
        let mut drafts = BTreeSet::new();
        let (now, later) = std::mem::take(&mut *queue)
            .into_iter()
            .partition(|one| drafts.len() < TOGETHER && drafts.insert(one.prepared.draft.id));
        *queue = later;
        now
    }
}

/// A dossier as it is written down.
struct New<'a> {
    prepared: &'a Prepared,
    row: DossierRow,
    sealed: Vec<Event>,
}

impl PortalParts {
    /// Files a prepared draft, together with those that wait at the same moment.
    pub(super) async fn file_new(self: &Arc<Self>, prepared: Arc<Prepared>) -> Result<Outcome, ServiceError> {
        let (reply, answer) = oneshot::channel();
        self.filings.join(Waiting { prepared, reply })?;
        let parts = Arc::clone(self);
        // In a task of its own: it files for others too, and whoever asked may go away.
        tokio::spawn(async move {
            let _turn = parts.filings.turn.lock().await;
            parts.file_waiting().await;
        });
        answer.await.map_err(|_| broken_off())?
    }

    async fn file_waiting(self: &Arc<Self>) {
        let waiting = self.filings.some();
        if waiting.is_empty() {
            return;
        }
        let all: Arc<[_]> = waiting.iter().map(|one| Arc::clone(&one.prepared)).collect();
        match self.file_all(all).await {
            Ok(outcomes) => {
                for (one, outcome) in waiting.into_iter().zip(outcomes) {
                    // Nobody may be waiting any more: it is filed all the same.
                    drop(one.reply.send(Ok(outcome)));
                }
            }
            Err(ServiceError::Down { context, source }) => {
                for one in waiting {
                    drop(one.reply.send(Err(ServiceError::down(context, source.to_string()))));
                }
            }
            // One of them cannot be filed: each by itself, so that only that one is told.
            Err(ServiceError::Answer(_) | ServiceError::Fault { .. }) => {
                for one in waiting {
                    let alone = self.file_all(Arc::from([Arc::clone(&one.prepared)])).await;
                    let outcome = alone.and_then(|outcomes| outcomes.into_iter().next().ok_or_else(broken_off));
                    drop(one.reply.send(outcome));
                }
            }
        }
    }

    /// Files prepared drafts in one transaction and says what became of each.
    async fn file_all(self: &Arc<Self>, all: Arc<[Arc<Prepared>]>) -> Result<Vec<Outcome>, ServiceError> {
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (parts, all) = (Arc::clone(&parts), Arc::clone(&all));
                Box::pin(async move { parts.file_in(conn, &all).await })
            })
            .await
    }

    async fn file_in(&self, conn: &mut Conn, all: &[Arc<Prepared>]) -> Result<Vec<Outcome>, ServiceError> {
        let asked: Vec<_> = all.iter().map(|one| &one.draft).collect();
        let unchanged = drafts::delete_unchanged(conn, &asked).await?;
        let fresh: Vec<&Prepared> = all
            .iter()
            .map(Arc::as_ref)
            .filter(|one| unchanged.contains(&one.draft.id))
            .collect();
        let mut filed = BTreeMap::new();
        if !fresh.is_empty() {
            let now = self.clock.now();
            let mut numbers = take_numbers(conn, &fresh, now).await?;
            let mut new = Vec::with_capacity(fresh.len());
            for one in fresh {
                let applicant = match &one.draft.intake {
                    Some(intake) => applicant_of(conn, intake, one.candidate, now).await?,
                    None => one.draft.account,
                };
                let number = next(&mut numbers, &one.agency, now)?;
                new.push(self.decided(one, (number, applicant), now)?);
            }
            write(conn, &new).await?;
            if self.treasury.is_some() {
                for one in &new {
                    payments::owe(conn, &one.row, &one.prepared.quote, now).await?;
                }
            }
            if self.registers.is_some() {
                checks::put(conn, &compared(&new)).await?;
            }
            filed.extend(new.into_iter().map(|one| (one.prepared.draft.id, one.row.number)));
        }
        let mut outcomes = Vec::with_capacity(all.len());
        for one in all {
            outcomes.push(match filed.remove(&one.draft.id) {
                Some(number) => Outcome::Filed(number.as_str().to_owned()),
                None => filed_before(conn, one).await?,
            });
        }
        Ok(outcomes)
    }

    fn decided<'a>(
        &self,
        prepared: &'a Prepared,
        (number, applicant): (DossierNumber, AccountId),
        now: Moment,
    ) -> Result<New<'a>, ServiceError> {
        let dossier = Dossier::new(DossierId::new(new_id()));
        let filing = prepared.filing(dossier.id, number.clone(), applicant);
        let context = Context {
            now,
            calendar: &self.calendar,
            actor: &prepared.actor,
        };
        let kinds = decide(&dossier, Command::Submit(filing), &context).map_err(|refusal| refused(&refusal))?;
        let (mut dossier, mut sealed) = seal(dossier, kinds, now, &prepared.actor)?;
        if let Some(then) = &prepared.then {
            let kinds = decide(&dossier, then.clone(), &context).map_err(|refusal| refused(&refusal))?;
            let (after, more) = seal(dossier, kinds, now, &prepared.actor)?;
            dossier = after;
            sealed.extend(more);
        }
        let row = prepared.row(&dossier, (number, applicant), now, &self.calendar)?;
        Ok(New { prepared, row, sealed })
    }
}

/// Says what became of a draft that is not there as it was: filed before, or changed in the meantime.
async fn filed_before(conn: &mut Conn, prepared: &Prepared) -> Result<Outcome, ServiceError> {
    Ok(match dossiers::submitted(conn, prepared.request).await? {
        // An officer's own draft, filed for somebody else under the id that only this draft has.
        Some((_, number)) if prepared.draft.intake.is_some() => Outcome::Filed(number),
        Some((owner, number)) if owner == prepared.draft.account => Outcome::Filed(number),
        Some(_) | None => Outcome::Changed,
    })
}

type Numbers<'a> = BTreeMap<&'a AgencyCode, RangeInclusive<i64>>;

/// Takes a number for each filing, agency by agency in one order, so that two who do this never wait for each other.
async fn take_numbers<'a>(conn: &mut Conn, fresh: &[&'a Prepared], now: Moment) -> Result<Numbers<'a>, ServiceError> {
    let mut wanted: BTreeMap<&AgencyCode, u32> = BTreeMap::new();
    for one in fresh {
        *wanted.entry(&one.agency).or_default() += 1;
    }
    let mut taken = BTreeMap::new();
    for (agency, count) in wanted {
        let last = numbers::take_of_day(conn, agency.as_str(), now.date(), count).await?;
        taken.insert(agency, last - i64::from(count) + 1..=last);
    }
    Ok(taken)
}

/// Gives out the next number taken for an agency.
fn next(numbers: &mut Numbers<'_>, agency: &AgencyCode, now: Moment) -> Result<DossierNumber, ServiceError> {
    let sequence = numbers.get_mut(agency).and_then(Iterator::next);
    sequence
        .and_then(|sequence| u32::try_from(sequence).ok())
        .and_then(|sequence| DossierNumber::issue(agency, now.date(), sequence, NumberForm::Short).ok())
        .ok_or_else(|| ServiceError::fault("number", format!("no number of {} for {agency}", now.date())))
}

/// Lists the dossiers that tell of somebody a register knows.
fn compared<'a>(new: &'a [New<'_>]) -> Vec<(&'a str, DossierId)> {
    let knows = |one: &&New<'_>| {
        let form = one.prepared.procedure.form.as_ref();
        form.is_some_and(|form| registers::has_numbers(form, &one.row))
    };
    new.iter()
        .filter(knows)
        .map(|one| (one.row.agency.as_str(), one.row.id))
        .collect()
}

/// Writes everything of new dossiers down.
async fn write(conn: &mut Conn, new: &[New<'_>]) -> Result<(), ServiceError> {
    let rows: Vec<DossierRow> = new.iter().map(|one| one.row.clone()).collect();
    dossiers::insert(conn, &rows).await?;
    let whose = |one: &New<'_>| super::alike::whose(&one.row, &one.prepared.procedure, &one.prepared.actor);
    alike::put(conn, &new.iter().flat_map(whose).collect::<Vec<_>>()).await?;
    let of_all = || {
        new.iter()
            .flat_map(|one| one.sealed.iter().map(move |event| (one, event)))
    };
    let appended: Vec<Appended<'_>> = of_all()
        .map(|(one, event)| Appended {
            agency: &one.row.agency,
            dossier: one.row.id,
            event,
        })
        .collect();
    events::append(conn, &appended).await?;
    let tellings: Vec<outbox::Telling> = of_all().map(|(one, event)| telling(&one.row, event)).collect();
    outbox::put(conn, &tellings).await?;
    let made: Vec<_> = new.iter().map(|one| (one.prepared.request, &one.row)).collect();
    match dossiers::remember_submissions(conn, &made).await {
        // The same request id with another draft: somebody reuses ids.
        Err(StoreError::Taken(_)) => return Err(ApiError::Conflict.into()),
        done => done?,
    }
    let moved: Vec<_> = new
        .iter()
        .filter(|one| one.prepared.has_files)
        .map(|one| (one.prepared.draft.id, one.row.agency.as_str(), one.row.id))
        .collect();
    if !moved.is_empty() {
        files::to_dossier(conn, &moved).await?;
    }
    let entered = new
        .iter()
        .filter(|one| one.prepared.draft.intake.is_some() && one.prepared.has_files);
    for one in entered {
        files::give(conn, &one.row.agency, one.row.id, one.row.account).await?;
    }
    let filled: Vec<profile::PrefilledRow<'_>> = new
        .iter()
        .filter(|one| !one.prepared.origins.is_empty())
        .map(|one| (one.row.agency.as_str(), one.row.id, &one.prepared.origins))
        .collect();
    profile::keep_prefilled(conn, &filled).await?;
    let mut learnt: Vec<_> = new
        .iter()
        .flat_map(|one| {
            let facts = one.prepared.learnt.iter();
            facts.map(move |(concept, value)| (one.prepared.draft.account, concept, value, one))
        })
        .collect();
    // In one order, so that two who do this never wait for each other.
    learnt.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for (account, concept, value, one) in learnt {
        let datum = Datum {
            value: value.clone(),
            origin: Origin::Typed(one.row.number.as_str().to_owned()),
            at: one.row.submitted_at,
            confirmed_by: None,
            overrules: false,
        };
        profile::put(conn, account, Whom::Me, concept, &datum).await?;
    }
    Ok(())
}

fn broken_off() -> ServiceError {
    ServiceError::down("submit", "the filing was broken off")
}
