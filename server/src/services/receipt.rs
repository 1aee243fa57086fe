//! The acknowledgement, and after acceptance the receipt with its due date and the days that led to it.

use fast_qr::{
    QRBuilder,
    convert::{Builder, Shape, svg::SvgBuilder},
};
use motcua_app::views::{DueView, EntryView, Language, PaperLink, Receipt};
use motcua_core::{
    calendar::format,
    deadline::{self, TimeLeft},
    dossier::{Clock, Dossier, Event, EventKind},
    form::{Form, Kind, Subject, walk},
    paper::{self, PaperKind},
    procedure::Procedure,
};

use super::{PortalParts, choices, papers, review::Words, timeline};
use crate::{
    error::ServiceError,
    store::{dossiers::DossierRow, files::StoredFile},
};

impl PortalParts {
    /// Puts the facts of a receipt together.
    pub(super) fn receipt(
        &self,
        row: &DossierRow,
        dossier: &Dossier,
        history: &[Event],
        procedure: &Procedure,
        files: &[StoredFile],
    ) -> Result<Receipt, ServiceError> {
        let tracking_url = format!("{}/tra-cuu/{}", self.public_url, row.number);
        let accepted = history
            .iter()
            .find(|event| matches!(event.kind, EventKind::Accepted { .. }));
        // Form 01 is a paper of the state: its language is Vietnamese.
        let words = self.words(&row.answers, Language::Vi);
        let form = procedure.form.as_ref();
        Ok(Receipt {
            number: row.number.as_str().to_owned(),
            code: row.code.to_string(),
            procedure: procedure.name.clone(),
            agency: self.reference.agency_name(&row.agency),
            applicant: row.applicant.clone(),
            entry: EntryView::default(),
            contact: form.map(|form| contact(form, &words)).unwrap_or_default(),
            submitted_at: format::moment(row.submitted_at),
            received_at: dossier.received_at.map(format::moment),
            received_by: accepted.map(|event| timeline::who(&event.actor, &row.applicant, &self.reference)),
            due: self.due(dossier),
            quote: dossier.filing.as_ref().and_then(|filing| filing.quote.clone()),
            files: files.iter().map(papers::attached).collect(),
            to_present: form.map_or_else(Vec::new, |form| {
                let seen = seen(dossier);
                let shown = walk(form, &row.answers, row.submitted_at.date());
                papers::to_present(procedure, &shown, |slot| seen.contains(&slot))
            }),
            qr_svg: qr(&tracking_url)?,
            issued: links(history),
            tracking_url,
        })
    }

    /// Returns the date promised, or before acceptance the date to expect if it were accepted now.
    fn due(&self, dossier: &Dossier) -> Option<DueView> {
        let now = self.clock.now();
        match (&dossier.due, dossier.clock()) {
            (Some(due), clock) => Some(DueView {
                promised: true,
                at: format::moment(due.due_at),
                minutes_left: (clock == Clock::Running).then(|| self.minutes_left(due.due_at)),
                explanation: due.explanation.clone(),
            }),
            (None, Clock::NotStarted) => {
                let period = dossier.filing.as_ref().and_then(|filing| filing.period);
                let received = dossier.received_on_paper().unwrap_or(now);
                choices::due_if_now(period, received, &self.calendar).map(|due| DueView {
                    promised: false,
                    at: format::moment(due.due_at),
                    minutes_left: None,
                    explanation: due.explanation,
                })
            }
            (None, Clock::Running | Clock::Paused | Clock::Stopped) => None,
        }
    }

    /// Returns the working minutes left until a due date; negative when overdue.
    pub(super) fn minutes_left(&self, due_at: motcua_core::calendar::Moment) -> i64 {
        match deadline::time_left(self.clock.now(), due_at, &self.calendar) {
            TimeLeft::Left { minutes, .. } => i64::try_from(minutes).unwrap_or(i64::MAX),
            TimeLeft::Overdue { minutes, .. } => i64::try_from(minutes).map_or(i64::MIN, |minutes| -minutes),
        }
    }
}

/// Lists the slots of the papers that were seen or handed in at the desk.
fn seen(dossier: &Dossier) -> Vec<&str> {
    let entry = dossier.filing.as_ref().and_then(|filing| filing.entry.taken_in());
    entry.map_or_else(Vec::new, |taken_in| {
        taken_in.papers.iter().map(|paper| paper.slot.as_str()).collect()
    })
}

/// Lists the papers of a history that can be had as PDF.
fn links(history: &[Event]) -> Vec<PaperLink> {
    if !cfg!(feature = "pdf") {
        return Vec::new();
    }
    let papers = paper::issued(history).into_iter();
    papers
        .map(|issued| PaperLink {
            kind: issued.kind,
            seq: Some(issued.seq),
            at: format::moment(issued.at),
        })
        .collect()
}

/// Returns the hand-over sheet of a dossier that was received.
pub(super) fn hand_over(history: &[Event]) -> Option<PaperLink> {
    let last = history.last().filter(|_| cfg!(feature = "pdf"))?;
    paper::received_under(history).map(|_| PaperLink {
        kind: PaperKind::HandOver,
        seq: None,
        at: format::moment(last.at),
    })
}

/// Lists the applicant's address, phone and e-mail, as given.
fn contact(form: &Form, words: &Words<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let sections = form
        .sections
        .iter()
        .filter(|section| section.subject == Subject::Applicant && section.repeat.is_none());
    for section in sections {
        for field in &section.fields {
            if !matches!(field.kind, Kind::Address | Kind::Phone | Kind::Email) {
                continue;
            }
            let line = words.answer(field, &format!("{}.{}", section.key, field.key));
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Draws the QR code of an address.
pub(super) fn qr(address: &str) -> Result<String, ServiceError> {
    let code = QRBuilder::new(address)
        .build()
        .map_err(|error| ServiceError::fault("qr", format!("{error:?}")))?;
    Ok(SvgBuilder::default().shape(Shape::Square).to_str(&code))
}
