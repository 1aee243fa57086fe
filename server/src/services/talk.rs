//! What is written beside a dossier: messages between applicant and desk, told to the other side; notes that only the
//! desk sees. Opening a dossier's page reads what the other side wrote.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Beside, Me, MessageLine, NoteLine, ThreadView},
};
use motcua_core::{
    access::Action,
    actor::{Actor, Role},
    calendar::{Moment, format},
    door::Coded,
    dossier::{DossierNumber, Event},
    id::{AccountId, RequestId},
    notification::{Intent, Matter, given},
    office::told_of,
    talk::{Side, Standing, TOLD_ONCE_IN, Words},
};
use serde_json::json;

use super::{Portal, PortalParts, assignment::Staff, who::actor};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{Conn, dossiers, dossiers::DossierRow, notifications, outbox, outbox::Telling, talk, talk::Written},
};

/// What an officer has seen once they open a dossier.
const SEEN_ON_DESK: [Matter; 4] = [
    Matter::DeskMessage,
    Matter::DeskAssigned,
    Matter::ConsultationAnswered,
    Matter::StepLate,
];

impl PortalParts {
    /// Returns a dossier's messages for one of its two sides, and notes that this side has read what the other wrote.
    pub(super) async fn thread(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        reader: Side,
        account: AccountId,
    ) -> Result<ThreadView, ServiceError> {
        let messages = talk::messages(conn, &row.agency, row.id).await?;
        let (other, seen) = match reader {
            Side::Applicant => (Side::Agency, &[Matter::Message][..]),
            Side::Agency => (Side::Applicant, &SEEN_ON_DESK[..]),
        };
        let has_news = messages.iter().any(|one| one.side == other && one.read_at.is_none());
        let is_told = notifications::has_unread(conn, account, row.id, seen).await?;
        if has_news || is_told {
            // Who only reads is not kept from it by a store that takes nothing.
            if let Err(error) = self.note_read(row, other, account, seen).await {
                tracing::warn!(reason = %error, dossier.id = %row.id, "messages: not noted as read");
            }
        }
        let now = self.clock.now();
        let all = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        let standing = Standing { all, ..standing(row) };
        let line = |one: talk::Message| MessageLine {
            from: one.side,
            is_own: one.side == reader,
            who: match (one.side, reader) {
                (Side::Agency, Side::Applicant) => self.agency_of(&row.agency),
                (Side::Agency, Side::Agency) | (Side::Applicant, Side::Applicant | Side::Agency) => one.name,
            },
            at: format::moment(one.at),
            text: one.body,
            read_at: one.read_at.map(format::moment),
        };
        Ok(ThreadView {
            is_open: standing.takes(reader, now).is_ok(),
            lines: messages.into_iter().map(line).collect(),
            request: new_id().to_string(),
            typed: String::new(),
        })
    }

    /// Notes what somebody who opened a dossier's page has read by it.
    async fn note_read(
        &self,
        row: &DossierRow,
        written_by: Side,
        account: AccountId,
        seen: &'static [Matter],
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let work = Arc::new((row.agency.clone(), row.id));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (agency, id) = &*work;
                    talk::read(conn, agency, *id, written_by, now).await?;
                    for matter in seen {
                        notifications::read_about(conn, account, *id, *matter, now).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Returns what stands beside a dossier on the desk.
    pub(super) async fn beside(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        account: AccountId,
    ) -> Result<Beside, ServiceError> {
        let notes = talk::notes(conn, &row.agency, row.id).await?;
        Ok(Beside {
            thread: self.thread(conn, row, Side::Agency, account).await?,
            notes: notes
                .into_iter()
                .map(|note| NoteLine {
                    who: note.name,
                    at: format::moment(Moment::from_micros(note.at)),
                    text: note.body,
                })
                .collect(),
            request: new_id().to_string(),
            ..Beside::default()
        })
    }

    /// Lists the officers who are told of something about a dossier: whoever has it or stands in for them, else those
    /// entrusted with a duty.
    pub(crate) async fn officers_of(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        duty: Role,
        now: Moment,
    ) -> Result<Vec<AccountId>, ServiceError> {
        let staff = Staff::of(conn, &row.agency, now).await?;
        Ok(told_of(&staff.candidates, row.assignee, duty, now.date()))
    }

    /// Lists the officers who decide for the agency that has a dossier, whoever works on it.
    pub(crate) async fn heads_of(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        now: Moment,
    ) -> Result<Vec<AccountId>, ServiceError> {
        let staff = Staff::of(conn, &row.agency, now).await?;
        Ok(told_of(&staff.candidates, None, Role::Leadership, now.date()))
    }

    async fn write_message(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        id: RequestId,
        text: &str,
        from: Side,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        let row = self
            .row_for(&mut self.reader().await?, &actor, number, Action::WriteMessage)
            .await?;
        is_on(&actor, &row, from)?;
        let words: Words = text.parse().map_err(|error| refused(&error))?;
        let written = written(me, &row, id, &words, self.clock.now())?;
        let (parts, work) = (Arc::clone(self), Arc::new(written));
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move { parts.keep_message(conn, from, &work).await })
            })
            .await
    }

    /// Keeps a message and tells the other side, in one transaction that nobody else writes to the dossier in.
    async fn keep_message(&self, conn: &mut Conn, from: Side, written: &Written) -> Result<(), ServiceError> {
        let Written {
            agency, dossier, at, ..
        } = written;
        let row = dossiers::to_change(conn, agency, *dossier).await?;
        let row = row.ok_or(ApiError::NotFound)?;
        if talk::is_written(conn, agency, *dossier, written.id).await? {
            return Ok(());
        }
        let counts = talk::counts(conn, agency, *dossier, from, at.plus(-TOLD_ONCE_IN)).await?;
        let standing = Standing {
            all: counts.all,
            in_an_hour: counts.since,
            untold: counts.unread,
            ..standing(&row)
        };
        standing.takes(from, *at).map_err(|error| refused(&error))?;
        let officers = match from {
            Side::Applicant => self.officers_of(conn, &row, Role::Reception, *at).await?,
            Side::Agency => Vec::new(),
        };
        talk::write(conn, from, written).await?;
        put(conn, &row, &standing.intents(from, row.account, &officers), *at).await
    }

    async fn keep_note(&self, me: &Me, number: &DossierNumber, id: RequestId, text: &str) -> Result<(), ServiceError> {
        let actor = actor(me);
        let row = self
            .row_for(&mut self.reader().await?, &actor, number, Action::Note)
            .await?;
        let words: Words = text.parse().map_err(|error| refused(&error))?;
        let work = Arc::new(written(me, &row, id, &words, self.clock.now())?);
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move { Ok::<(), ServiceError>(talk::note(conn, &work).await?) })
            })
            .await
    }
}

impl Portal {
    /// Writes a message to a dossier's other side; the same id twice is one message.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for a dossier that is not the asker's on this side; [`ApiError::Refused`] for words that are not
    /// taken, or too many.
    pub async fn write_message(
        &self,
        me: &Me,
        number: &DossierNumber,
        id: RequestId,
        text: &str,
        from: Side,
    ) -> Result<(), ServiceError> {
        self.0.write_message(me, number, id, text, from).await
    }

    /// Keeps a note of the desk's own on a dossier; the same id twice is one note.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for anybody but the agency's officers; [`ApiError::Refused`] for words that are not taken.
    pub async fn keep_note(
        &self,
        me: &Me,
        number: &DossierNumber,
        id: RequestId,
        text: &str,
    ) -> Result<(), ServiceError> {
        self.0.keep_note(me, number, id, text).await
    }
}

/// Puts what is to be told of a dossier in the outbox.
pub(crate) async fn put(
    conn: &mut Conn,
    row: &DossierRow,
    intents: &[Intent],
    now: Moment,
) -> Result<(), ServiceError> {
    let tellings: Vec<Telling> = intents.iter().map(|intent| telling(row, intent, now)).collect();
    if !tellings.is_empty() {
        outbox::put(conn, &tellings).await?;
    }
    Ok(())
}

/// Says what an officer is told of being given a dossier by somebody else or by load.
pub(super) fn of_assignment(row: &DossierRow, event: &Event) -> Option<Telling> {
    let intent = given(event)?;
    let intent = Intent {
        due: row.due_at,
        ..intent
    };
    Some(telling(row, &intent, event.at))
}

/// Writes an intent about a dossier as the outbox keeps it.
fn telling(row: &DossierRow, intent: &Intent, now: Moment) -> Telling {
    telling_about(row, intent, About::default(), now)
}

/// What of a dossier is meant, where it is not the whole.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// A question put to another body, by the number of its event.
    pub(crate) question: Option<u64>,
    /// The code of that body.
    pub(crate) body: &'a str,
    /// The step it is in.
    pub(crate) step: &'a str,
}

/// Writes an intent about a part of a dossier as the outbox keeps it.
pub(crate) fn telling_about(row: &DossierRow, intent: &Intent, about: About<'_>, now: Moment) -> Telling {
    let body = json!({
        "question": about.question,
        "body": about.body,
        "step": about.step,
        "number": row.number.as_str(),
        "status": row.status.code(),
        "to": intent.to,
        "procedure": row.procedure,
        "code": row.code.as_str(),
        "due": intent.due,
        "amount": intent.amount,
    });
    Telling {
        id: new_id(),
        agency: row.agency.clone(),
        dossier: row.id,
        kind: intent.matter.name(),
        body: body.to_string(),
        at: now,
    }
}

/// What a dossier's row says of its thread.
fn standing(row: &DossierRow) -> Standing {
    Standing {
        ended_at: (!row.is_open).then_some(row.updated_at),
        ..Standing::default()
    }
}

/// Makes sure that whoever writes stands on the side they write for.
fn is_on(actor: &Actor, row: &DossierRow, from: Side) -> Result<(), ApiError> {
    let is_officer = matches!(actor, Actor::Officer { .. });
    match from {
        Side::Agency if is_officer => Ok(()),
        Side::Agency => Err(ApiError::NotAllowed),
        Side::Applicant if actor.account() == Some(row.account) => Ok(()),
        Side::Applicant if is_officer => Err(ApiError::NotAllowed),
        Side::Applicant => Err(ApiError::NotFound),
    }
}

/// Puts words together with who wrote them: the person, also where they act for an organisation.
fn written(me: &Me, row: &DossierRow, id: RequestId, words: &Words, now: Moment) -> Result<Written, ApiError> {
    let account = me.own_account().ok_or(ApiError::NotSignedIn)?;
    let name = match &me.acting {
        Some(acting) => acting.name.clone(),
        None => me.name.clone().unwrap_or_default(),
    };
    Ok(Written {
        agency: row.agency.clone(),
        dossier: row.id,
        id,
        account: account.to_string(),
        name,
        body: words.as_str().to_owned(),
        at: now,
    })
}

fn refused(error: &impl Coded) -> ServiceError {
    ApiError::Refused(error.code().to_owned()).into()
}
