//! Asking another body for its opinion while the work goes on (lấy ý kiến): each question with papers of its own and a date
//! by which to answer. Silence pauses nothing: it is reported, and the work goes on.

use serde::{Deserialize, Serialize};

use super::{Context, Dossier, EventKind, Refusal, Status, clock::answer_by};
use crate::{
    access::{Asked, Decision, may_as_asked},
    actor::Actor,
    agency::AgencyCode,
    calendar::{Calendar, Moment},
    deadline::Period,
    id::{AccountId, FileId},
};

/// What one body is asked (phiếu lấy ý kiến).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The body that is asked.
    pub to: AgencyCode,
    /// What it is asked.
    pub words: String,
    /// The papers of the dossier sent with it; it sees no others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
    /// How long it has.
    pub within: Period,
    /// By when it is to answer.
    pub due_at: Moment,
}

/// By when a body that is asked is to answer (thời hạn trả lời).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerDue {
    /// The date.
    pub at: Moment,
    /// Whether it is the dossier's own date, which comes before the time asked for ends.
    pub is_shortened: bool,
}

/// Where an asked body stands (ý kiến).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Đồng ý.
    Agree,
    /// Không đồng ý.
    Disagree,
    /// Không có ý kiến.
    NoOpinion,
}

impl Position {
    /// Lists every position.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Disagree, Self::NoOpinion];

    /// Returns the stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::NoOpinion => "no_opinion",
        }
    }
}

/// The answer of an asked body (văn bản trả lời).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// Where it stands.
    pub position: Position,
    /// Why; must be said unless it has no opinion.
    pub words: String,
    /// Files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
}

/// One question to one body and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The number of the event that asked; names the question for good.
    pub seq: u64,
    /// When it was asked.
    pub asked_at: Moment,
    /// Who asked.
    pub asked_by: Option<AccountId>,
    /// What was asked.
    pub question: Question,
    /// How it ended.
    pub closed: Option<Closed>,
}

/// How a question ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The body answered.
    Answered {
        /// When.
        at: Moment,
        /// What.
        opinion: Opinion,
    },
    /// It was asked no longer.
    Withdrawn {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// The dossier ended first.
    Lapsed {
        /// When.
        at: Moment,
    },
}

impl Closed {
    /// Returns when it ended.
    pub const fn at(&self) -> Moment {
        match self {
            Self::Answered { at, .. } | Self::Withdrawn { at, .. } | Self::Lapsed { at } => *at,
        }
    }
}

impl Consultation {
    /// Tells whether the answer is still waited for.
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Tells whether its date passed without an answer; an answer that came late is an answer.
    pub fn is_silent(&self, now: Moment) -> bool {
        self.is_open() && self.question.due_at < now
    }
}

impl Dossier {
    /// Lists the questions that wait for an answer.
    pub fn open_consultations(&self) -> impl Iterator<Item = &Consultation> {
        self.consultations.iter().filter(|one| one.is_open())
    }

    /// Returns the first date by which an asked body is to answer.
    pub fn first_answer_due(&self) -> Option<Moment> {
        self.open_consultations().map(|one| one.question.due_at).min()
    }

    /// Returns by when a body asked now would have to answer: an answer that comes behind the date promised to the
    /// applicant helps nobody, so it is held at that date while it has not passed.
    ///
    /// # Errors
    /// When the time cannot be counted or ends before it begins.
    pub fn answer_due(&self, within: Period, now: Moment, calendar: &Calendar) -> Result<AnswerDue, Refusal> {
        let at = answer_by(within, now, calendar)?;
        let promised = self.due.as_ref().map(|due| due.due_at);
        Ok(match promised.filter(|promised| now < *promised && *promised < at) {
            Some(promised) => AnswerDue {
                at: promised,
                is_shortened: true,
            },
            None => AnswerDue {
                at,
                is_shortened: false,
            },
        })
    }

    /// Returns a question by the number of its event.
    pub fn consultation(&self, seq: u64) -> Option<&Consultation> {
        self.consultations.iter().find(|one| one.seq == seq)
    }
}

/// What is asked, of whom, and how long they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The bodies, asked side by side.
    pub to: Vec<AgencyCode>,
    /// What they are asked.
    pub words: String,
    /// The papers sent with it.
    pub files: Vec<FileId>,
    /// How long they have.
    pub within: Period,
}

/// Tells whether the dossier is in work: accepted, its clock running.
pub(super) const fn is_in_work(status: Status) -> bool {
    matches!(status, Status::Accepted | Status::Processing)
}

/// Asks each body once, with the same date.
pub(super) fn ask(
    dossier: &Dossier,
    asking: Asking,
    context: &Context<'_>,
    now: Moment,
) -> Result<Vec<EventKind>, Refusal> {
    let words = super::decide::said(asking.words)?;
    if asking.to.is_empty() {
        return Err(Refusal::NobodyAsked);
    }
    let due_at = dossier.answer_due(asking.within, now, context.calendar)?.at;
    let own = dossier.filing.as_ref().map(|filing| &filing.agency);
    let mut asked: Vec<EventKind> = Vec::with_capacity(asking.to.len());
    let mut named: Vec<&AgencyCode> = Vec::with_capacity(asking.to.len());
    for to in &asking.to {
        if own == Some(to) {
            return Err(Refusal::OwnAgency);
        }
        if named.contains(&to) || dossier.open_consultations().any(|one| one.question.to == *to) {
            return Err(Refusal::AskedAlready);
        }
        named.push(to);
        asked.push(EventKind::ConsultationAsked(Question {
            to: to.clone(),
            words: words.clone(),
            files: asking.files.clone(),
            within: asking.within,
            due_at,
        }));
    }
    Ok(asked)
}

/// Takes the answer of whoever was asked.
pub(super) fn answered(dossier: &Dossier, seq: u64, opinion: Opinion, actor: &Actor) -> Result<EventKind, Refusal> {
    let question = open(dossier, seq)?;
    match may_as_asked(actor, Asked::Answer, &question.question.to, true) {
        Decision::Allowed => {}
        refused @ (Decision::NotSignedIn | Decision::NotAllowed | Decision::NotFound) => {
            return Err(Refusal::Access(refused));
        }
    }
    let words = match opinion.position {
        Position::NoOpinion => opinion.words,
        Position::Agree | Position::Disagree => super::decide::said(opinion.words)?,
    };
    Ok(EventKind::ConsultationAnswered {
        question: seq,
        by: question.question.to.clone(),
        opinion: Opinion { words, ..opinion },
    })
}

/// Asks no longer.
pub(super) fn withdrawn(dossier: &Dossier, seq: u64, reason: String) -> Result<EventKind, Refusal> {
    let to = open(dossier, seq)?.question.to.clone();
    let reason = super::decide::said(reason)?;
    Ok(EventKind::ConsultationWithdrawn {
        question: seq,
        to,
        reason,
    })
}

/// Says whether somebody may answer any of the questions that are open.
pub(super) fn may_answer_any(dossier: &Dossier, actor: &Actor) -> Decision {
    let decisions: Vec<Decision> = dossier
        .open_consultations()
        .map(|one| may_as_asked(actor, Asked::Answer, &one.question.to, true))
        .collect();
    [Decision::Allowed, Decision::NotAllowed]
        .into_iter()
        .find(|decision| decisions.contains(decision))
        .unwrap_or(match actor {
            Actor::Nobody => Decision::NotSignedIn,
            Actor::Citizen { .. }
            | Actor::Delegate { .. }
            | Actor::Officer { .. }
            | Actor::Helper { .. }
            | Actor::Administrator { .. }
            | Actor::System => Decision::NotFound,
        })
}

fn open(dossier: &Dossier, seq: u64) -> Result<&Consultation, Refusal> {
    let found = dossier.open_consultations().find(|one| one.seq == seq);
    found.ok_or(Refusal::NoConsultation)
}
