//! Who is told of a question to another body and of its answer: the officers of that body who may answer, then whoever asked
//! and whoever has the dossier by then. Opening the question reads that it was put.

use motcua_core::{
    actor::Role,
    agency::AgencyCode,
    calendar::Moment,
    dossier::{Dossier, Event, EventKind},
    id::AccountId,
    notification::{Matter, answered, asked},
    office::told_of,
};

use super::{
    PortalParts,
    assignment::Staff,
    talk::{About, telling_about},
};
use crate::{
    error::ServiceError,
    store::{Conn, dossiers::DossierRow, notifications, outbox, outbox::Telling},
};

impl PortalParts {
    /// Puts in the outbox what officers are told of questions to other bodies and of their answers, beside the events that say so.
    pub(super) async fn tell_of_consultation(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        sealed: &[Event],
    ) -> Result<(), ServiceError> {
        let mut tellings: Vec<Telling> = Vec::new();
        for event in sealed {
            let (intents, about) = if let EventKind::ConsultationAsked(question) = &event.kind {
                let staff = Staff::without_loads(conn, question.to.as_str(), event.at).await?;
                (asked(event, &may_answer(&staff, event.at)), of(event.seq, &question.to))
            } else if let EventKind::ConsultationAnswered { question, by, .. } = &event.kind {
                let staff = Staff::without_loads(conn, &row.agency, event.at).await?;
                let asker = dossier.consultation(*question).and_then(|one| one.asked_by);
                (
                    answered(event, &who_waits(&staff, row, asker, event.at)),
                    of(*question, by),
                )
            } else {
                continue;
            };
            let telling = |intent| telling_about(row, intent, about, event.at);
            tellings.extend(intents.iter().map(telling));
        }
        if tellings.is_empty() {
            return Ok(());
        }
        Ok(outbox::put(conn, &tellings).await?)
    }

    /// Notes that an officer has read that their agency is asked. Who only reads is not kept from it by a store that takes
    /// nothing.
    pub(super) async fn note_question_read(&self, row: &DossierRow, account: AccountId, is_told: bool) {
        if !is_told {
            return;
        }
        let (id, now) = (row.id, self.clock.now());
        let noted = self.db.write(move |conn| {
            Box::pin(async move {
                notifications::read_about(conn, account, id, Matter::ConsultationAsked, now).await?;
                Ok::<(), ServiceError>(())
            })
        });
        if let Err(error) = noted.await {
            tracing::warn!(reason = %error, dossier.id = %row.id, "question: not noted as read");
        }
    }
}

/// Names a question and the body it was put to.
fn of(seq: u64, body: &AgencyCode) -> About<'_> {
    About {
        question: Some(seq),
        body: body.as_str(),
        step: "",
    }
}

/// Lists the officers of a body who may answer for it: its specialists, and its heads where it has none.
fn may_answer(staff: &Staff, now: Moment) -> Vec<AccountId> {
    let specialists = told_of(&staff.candidates, None, Role::Processing, now.date());
    if specialists.is_empty() {
        return told_of(&staff.candidates, None, Role::Leadership, now.date());
    }
    specialists
}

/// Lists who waits for an answer: whoever asked, and whoever has the dossier, or their deputies; where neither is known here any
/// more, the specialists.
fn who_waits(staff: &Staff, row: &DossierRow, asker: Option<AccountId>, now: Moment) -> Vec<AccountId> {
    let here = |account: &AccountId| staff.name(*account).is_some();
    let known: Vec<AccountId> = [asker, row.assignee].into_iter().flatten().filter(here).collect();
    let mut whom: Vec<AccountId> = Vec::new();
    for account in &known {
        for one in told_of(&staff.candidates, Some(*account), Role::Processing, now.date()) {
            if !whom.contains(&one) {
                whom.push(one);
            }
        }
    }
    if known.is_empty() {
        return told_of(&staff.candidates, None, Role::Processing, now.date());
    }
    whom
}
