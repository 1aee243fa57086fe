//! Asking other bodies about a dossier: the desk asks, the body that is asked reads its question and the papers sent with it
//! and answers. It reaches nothing else of the dossier (`core::access::may_as_asked`), and the owner is told that it looked.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{
        AskForm, AskedLine, AskedList, AskedView, AttachedFile, ClosedHow, ClosedView, ConsultAction, ConsultationView,
        ConsultationsView, Me, OpinionInput,
    },
};
use motcua_core::{
    access::{Action, Asked, may_as_asked},
    actor::Actor,
    calendar::{Moment, format},
    deadline::Period,
    dossier::{AnswerDue, Asking, Closed, Command, CommandKind, Consultation, Dossier, DossierNumber, Opinion, fold},
    id::FileId,
    notification::Matter,
};

use super::{
    PortalParts,
    desk::words,
    dossiers::Change,
    papers::attached,
    who::{actor, permit, said},
};
use crate::{
    error::ServiceError,
    reference::Tier,
    store::{
        Conn, consultations, consultations::AskedRow, dossiers, dossiers::DossierRow, events, files, files::StoredFile,
        notifications,
    },
};

/// How long a body may be given, by the key it is sent as: working hours, or working days.
const WITHIN: [(&str, Period); 9] = [
    ("h4", Period::Hours(4)),
    ("h8", Period::Hours(8)),
    ("d1", Period::WorkingDays(1)),
    ("d2", Period::WorkingDays(2)),
    ("d3", Period::WorkingDays(3)),
    ("d5", Period::WorkingDays(5)),
    ("d7", Period::WorkingDays(7)),
    ("d10", Period::WorkingDays(10)),
    ("d15", Period::WorkingDays(15)),
];

/// The most questions a list shows.
const MOST: u16 = 200;

/// The most questions that ended a list shows.
const MOST_CLOSED: u16 = 30;

/// What the slots of files that go with answers begin with; no paper of a procedure has such a slot.
const SLOT: &str = "consultation:";

/// Returns the slot of the file that goes with the answer to a question.
pub(crate) fn slot(question: u64) -> String {
    [SLOT, &question.to_string()].concat()
}

/// Tells whether a file of a dossier went with an answer, and is none of what was filed.
pub(super) fn is_opinion(file: &StoredFile) -> bool {
    file.slot.starts_with(SLOT)
}

/// A question and the dossier it is about, for officers of the body that is asked.
pub(crate) struct Reached {
    pub(crate) row: DossierRow,
    pub(crate) consultation: Consultation,
}

impl PortalParts {
    /// Returns all questions of a dossier as its desk sees them.
    pub(super) async fn consultations(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        kinds: &[CommandKind],
        attached_now: &[StoredFile],
    ) -> Result<ConsultationsView, ServiceError> {
        let reported = if dossier.consultations.is_empty() {
            Vec::new()
        } else {
            consultations::reported(conn, &row.agency, row.id).await?
        };
        let mut lines = Vec::with_capacity(dossier.consultations.len());
        for one in &dossier.consultations {
            let reported = reported.iter().find(|(seq, _)| *seq == one.seq);
            lines.push(ConsultationView {
                question: one.seq,
                agency: self.reference.agency_name(one.question.to.as_str()),
                words: one.question.words.clone(),
                papers: named(conn, &one.question.files).await?,
                asked_at: format::moment(one.asked_at),
                due: format::moment(one.question.due_at),
                minutes_left: one.is_open().then(|| self.minutes_left(one.question.due_at)),
                reported_at: reported.map(|(_, at)| format::moment(*at)),
                closed: closed(conn, one).await?,
            });
        }
        Ok(ConsultationsView {
            lines,
            may_withdraw: kinds.contains(&CommandKind::WithdrawConsultation),
            form: kinds
                .contains(&CommandKind::AskConsultation)
                .then(|| self.ask_form(row, dossier, attached_now)),
        })
    }

    fn ask_form(&self, row: &DossierRow, dossier: &Dossier, attached_now: &[StoredFile]) -> AskForm {
        let now = self.clock.now();
        let is_asked = |code: &str| dossier.open_consultations().any(|one| one.question.to.as_str() == code);
        let bodies = |wanted: fn(Tier) -> bool| {
            let all = self.reference.agencies.all().iter();
            all.filter(|one| wanted(one.level) && one.code != row.agency && !is_asked(&one.code))
                .map(|one| (one.code.clone(), one.name.clone()))
                .collect()
        };
        let mut until: Vec<(&str, AnswerDue)> = WITHIN
            .into_iter()
            .filter_map(|(key, period)| Some((key, dossier.answer_due(period, now, &self.calendar).ok()?)))
            .collect();
        // Times that are all held at the promised date are one choice.
        until.dedup_by_key(|(_, due)| due.at);
        let held = until.iter().find(|(_, due)| due.is_shortened);
        AskForm {
            departments: bodies(|level| level == Tier::Department),
            others: bodies(|level| level != Tier::Department),
            usual: dossier
                .present_step()
                .map(|step| step.consult.iter().map(|code| code.as_str().to_owned()).collect())
                .unwrap_or_default(),
            held_at: held.map(|(_, due)| format::moment(due.at)),
            within: until
                .into_iter()
                .map(|(key, due)| (key.to_owned(), format::moment(due.at)))
                .collect(),
            papers: attached_now.iter().map(attached).collect(),
        }
    }

    /// Names the bodies that are asked now, each with the date by which it is to answer, for the applicant.
    pub(super) fn consulting(&self, dossier: &Dossier) -> Vec<(String, String)> {
        dossier
            .open_consultations()
            .map(|one| {
                let agency = self.reference.agency_name(one.question.to.as_str());
                (agency, format::moment(one.question.due_at))
            })
            .collect()
    }

    pub(super) async fn consult(
        self: &Arc<Self>,
        me: &Me,
        number: DossierNumber,
        seen: u64,
        action: ConsultAction,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let command = match action {
            ConsultAction::Ask {
                to,
                words: asked,
                papers,
                within,
            } => {
                let mut bodies = Vec::with_capacity(to.len());
                for code in &to {
                    let known = self.reference.agencies.find(code).ok_or(ApiError::NotFound)?;
                    bodies.push(known.code.parse().map_err(|_| ApiError::NotFound)?);
                }
                let within = WITHIN.into_iter().find(|(key, _)| *key == within);
                Command::AskConsultation(Asking {
                    to: bodies,
                    words: words(asked)?,
                    files: self.sent_with(&actor, &number, &papers).await?,
                    within: within.ok_or(ApiError::Invalid)?.1,
                })
            }
            ConsultAction::Withdraw { question, reason } => Command::WithdrawConsultation {
                question,
                reason: words(reason)?,
            },
        };
        self.command(actor, Action::Consult, number, Some(seen), command).await
    }

    /// Reads the papers that go with a question: papers of this very dossier.
    async fn sent_with(
        &self,
        actor: &Actor,
        number: &DossierNumber,
        papers: &[String],
    ) -> Result<Vec<FileId>, ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, actor, number, Action::Consult).await?;
        let all = files::of_dossier(&mut conn, &row.agency, row.id).await?;
        let one = |id: &String| {
            let id = id.parse().map_err(|_| ApiError::NotFound)?;
            let known = all.iter().find(|file| file.id == id);
            known.map(|file| file.id).ok_or(ApiError::NotFound)
        };
        Ok(papers.iter().map(one).collect::<Result<_, ApiError>>()?)
    }

    pub(super) async fn asked(&self, me: &Me) -> Result<AskedList, ServiceError> {
        let asker = super::queue::asker(me)?;
        let mut conn = self.reader().await?;
        let open = consultations::open(&mut conn, asker.agency.as_str(), MOST).await?;
        let closed = consultations::closed(&mut conn, asker.agency.as_str(), MOST_CLOSED).await?;
        drop(conn);
        let lines = |rows: Vec<AskedRow>| rows.into_iter().map(|row| self.asked_line(row)).collect();
        Ok(AskedList {
            open: lines(open),
            closed: lines(closed),
        })
    }

    fn asked_line(&self, row: AskedRow) -> AskedLine {
        let is_open = row.outcome.is_empty();
        AskedLine {
            agency: self.reference.agency_name(&row.agency),
            asked_at: format::moment(row.asked_at),
            due: format::moment(row.due_at),
            minutes_left: is_open.then(|| self.minutes_left(row.due_at)),
            outcome: Some(row.outcome).filter(|_| !is_open),
            question: row.seq,
            number: row.number,
            procedure: row.procedure,
        }
    }

    /// Returns a question for who is asking, if their agency is the one that is asked.
    pub(crate) async fn reach_question(
        &self,
        conn: &mut Conn,
        me: &Me,
        number: &DossierNumber,
        question: u64,
        wish: Asked,
    ) -> Result<Reached, ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let row = dossiers::by_number(conn, number).await?.ok_or(ApiError::NotFound)?;
        let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
        let consultation = dossier.consultation(question).ok_or(ApiError::NotFound)?.clone();
        said(may_as_asked(
            &actor,
            wish,
            &consultation.question.to,
            consultation.is_open(),
        ))?;
        Ok(Reached { row, consultation })
    }

    pub(super) async fn question(
        &self,
        me: &Me,
        number: &DossierNumber,
        question: u64,
    ) -> Result<AskedView, ServiceError> {
        let mut conn = self.reader().await?;
        let Reached { row, consultation } = self
            .reach_question(&mut conn, me, number, question, Asked::Read)
            .await?;
        self.note_look(me, &row).await?;
        let may = |wish| {
            let decision = may_as_asked(&actor(me), wish, &consultation.question.to, consultation.is_open());
            said(decision).is_ok()
        };
        let papers = if may(Asked::OpenPaper) {
            named(&mut conn, &consultation.question.files).await?
        } else {
            Vec::new()
        };
        let may_answer = may(Asked::Answer);
        if let Some(account) = me.own_account() {
            let is_told = notifications::has_unread(&mut conn, account, row.id, &[Matter::ConsultationAsked]).await?;
            self.note_question_read(&row, account, is_told).await;
        }
        let waiting = files::in_slot(&mut conn, &row.agency, row.id, &slot(question)).await?;
        Ok(AskedView {
            number: row.number.as_str().to_owned(),
            question,
            procedure: row.procedure.clone(),
            agency: self.reference.agency_name(&row.agency),
            words: consultation.question.words.clone(),
            asked_at: format::moment(consultation.asked_at),
            due: format::moment(consultation.question.due_at),
            minutes_left: consultation
                .is_open()
                .then(|| self.minutes_left(consultation.question.due_at)),
            papers,
            file: waiting.last().filter(|_| may_answer).map(attached),
            may_answer,
            closed: closed(&mut conn, &consultation).await?,
            typed: std::collections::BTreeMap::new(),
        })
    }

    pub(super) async fn answer(
        self: &Arc<Self>,
        me: &Me,
        number: DossierNumber,
        question: u64,
        input: OpinionInput,
    ) -> Result<(), ServiceError> {
        let mut conn = self.reader().await?;
        let Reached { row, consultation } = self
            .reach_question(&mut conn, me, &number, question, Asked::Read)
            .await?;
        if !consultation.is_open() {
            return Err(ApiError::Refused("no_consultation".to_owned()).into());
        }
        let held = files::in_slot(&mut conn, &row.agency, row.id, &slot(question)).await?;
        drop(conn);
        let sent = match input.file {
            None => Vec::new(),
            Some(id) => {
                let id: FileId = id.parse().map_err(|_| ApiError::NotFound)?;
                // Somebody else of the body may have put another file in its place.
                let known = held.iter().find(|file| file.id == id).ok_or(ApiError::Conflict)?;
                vec![known.id]
            }
        };
        let opinion = Opinion {
            position: input.position,
            words: words(input.words)?,
            files: sent.clone(),
        };
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let command = Command::AnswerConsultation { question, opinion };
        let work = Arc::new((actor(me), row, command, procedure, sent));
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let (actor, row, command, procedure, sent) = &*work;
                    files::leave_in_slot(conn, &row.agency, row.id, &slot(question), sent.first().copied()).await?;
                    let change = Change {
                        actor,
                        agency: &row.agency,
                        id: row.id,
                        seen: None,
                        command: command.clone(),
                        procedure,
                    };
                    parts.change_in(conn, change, &mut None).await
                })
            })
            .await
    }

    /// Keeps the file that will go with an answer, in the place of the one before.
    pub(crate) async fn keep_opinion_file(&self, me: &Me, file: StoredFile, question: u64) -> Result<(), ServiceError> {
        let files::Home::Dossier(agency, id) = file.home.clone() else {
            return Err(ApiError::NotFound.into());
        };
        let work = Arc::new((actor(me), file, agency, id));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (actor, file, agency, id) = &*work;
                    dossiers::to_change(conn, agency, *id)
                        .await?
                        .ok_or(ApiError::NotFound)?;
                    let dossier = fold(*id, &events::of_dossier(conn, agency, *id).await?);
                    let one = dossier.consultation(question).ok_or(ApiError::NotFound)?;
                    said(may_as_asked(actor, Asked::Answer, &one.question.to, one.is_open()))?;
                    files::leave_in_slot(conn, agency, *id, &file.slot, None).await?;
                    Ok::<(), ServiceError>(files::insert(conn, file).await?)
                })
            })
            .await
    }

    /// Asks whether somebody may open a file of a dossier: who may see the dossier, and who was sent it with a question. What
    /// an asked body sent along is for the desk and for that body, not for the applicant.
    pub(crate) async fn permit_file(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        file: &StoredFile,
        agency: &str,
        id: motcua_core::id::DossierId,
    ) -> Result<(), ServiceError> {
        let of_dossier = self.permit_dossier(conn, actor, agency, id, Action::SeeDossier).await;
        let is_officer = matches!(actor, Actor::Officer { .. });
        let is_answer = is_opinion(file);
        if !is_officer {
            return if is_answer {
                of_dossier.and(Err(ApiError::NotFound.into()))
            } else {
                of_dossier
            };
        }
        if of_dossier.is_ok() && !is_answer {
            return Ok(());
        }
        let dossier = fold(id, &events::of_dossier(conn, agency, id).await?);
        let as_asked =
            |one: &Consultation, wish| said(may_as_asked(actor, wish, &one.question.to, one.is_open())).is_ok();
        let answered_with = |one: &Consultation| match &one.closed {
            Some(Closed::Answered { opinion, .. }) => opinion.files.contains(&file.id),
            Some(Closed::Withdrawn { .. } | Closed::Lapsed { .. }) | None => false,
        };
        let reaches = dossier.consultations.iter().any(|one| {
            if is_answer {
                let is_own = slot(one.seq) == file.slot && as_asked(one, Asked::Read);
                is_own || (answered_with(one) && of_dossier.is_ok())
            } else {
                one.question.files.contains(&file.id) && as_asked(one, Asked::OpenPaper)
            }
        });
        if reaches {
            Ok(())
        } else {
            of_dossier.and(Err(ApiError::NotFound.into()))
        }
    }
}

/// Names files by their ids, whether a supplement has replaced them or not.
async fn named(conn: &mut Conn, ids: &[FileId]) -> Result<Vec<AttachedFile>, ServiceError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        all.extend(files::one(conn, *id).await?.as_ref().map(attached));
    }
    Ok(all)
}

async fn closed(conn: &mut Conn, one: &Consultation) -> Result<Option<ClosedView>, ServiceError> {
    let Some(end) = &one.closed else { return Ok(None) };
    let (how, words, sent): (ClosedHow, &str, &[FileId]) = match end {
        Closed::Answered { opinion, .. } => (ClosedHow::Answered(opinion.position), &opinion.words, &opinion.files),
        Closed::Withdrawn { reason, .. } => (ClosedHow::Withdrawn, reason, &[]),
        Closed::Lapsed { .. } => (ClosedHow::Lapsed, "", &[]),
    };
    let is_late = |at: Moment| at > one.question.due_at;
    Ok(Some(ClosedView {
        at: format::moment(end.at()),
        how,
        words: words.to_owned(),
        files: named(conn, sent).await?,
        was_late: matches!(end, Closed::Answered { at, .. } if is_late(*at)),
    }))
}
