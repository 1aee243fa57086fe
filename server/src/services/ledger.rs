//! The register of an agency's dossiers (sổ theo dõi hồ sơ) over some days, for the desk.

use motcua_app::{
    api::ApiError,
    text,
    views::{Language, Me},
};
use motcua_core::{
    calendar::Moment,
    dossier::{Dossier, Entry, Event, EventKind, Status, fold},
    paper::FormSet,
};
use motcua_papers::{Body, Head, Paper, Register, RegisterRow};
use time::{Date, Time};

use super::{Portal, PortalParts, hand_overs::handed_over, printing::place, queue::asker};
use crate::{
    error::ServiceError,
    store::{dossiers, dossiers::DossierRow, events},
};

/// The most dossiers one register holds.
const MOST: u16 = 1_000;

impl Portal {
    /// Returns the register of the officer's agency: the dossiers submitted from one day to another, both included.
    ///
    /// # Errors
    /// When the asker has no desk, or the days hold more than a register can.
    pub async fn register(&self, me: &Me, from: Date, to: Date) -> Result<Paper, ServiceError> {
        let parts = &self.0;
        let agency = asker(me)?.agency;
        let end = to.next_day().filter(|_| from <= to);
        let end = end.ok_or_else(|| ApiError::Refused("register_days".to_owned()))?;
        let start_of = |day: Date| Moment::from_local(day.with_time(Time::MIDNIGHT));
        let mut conn = parts.reader().await?;
        let rows =
            dossiers::submitted_between(&mut conn, agency.as_str(), start_of(from), start_of(end), MOST + 1).await?;
        if rows.len() > usize::from(MOST) {
            return Err(ApiError::Refused("register_too_long".to_owned()).into());
        }
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
            lines.push(parts.register_row(row, &history).await?);
        }
        drop(conn);
        parts.note_looks(me, &rows).await?;
        let name = parts.reference.agency_name(agency.as_str());
        Ok(Paper {
            head: Head {
                set: FormSet::on(from),
                superior: parts.reference.superior_name(agency.as_str()),
                place: place(&name),
                agency: name,
                number: agency.as_str().to_owned(),
                issued: parts.clock.now(),
                tracking: None,
            },
            body: Body::Register(Register { from, to, rows: lines }),
        })
    }
}

/// Notes where a dossier stands, and how it came in where that was not online by oneself.
fn note(dossier: &Dossier, status: Status) -> String {
    let status = text::dossier::status(Language::Vi, status);
    let way = match dossier.filing.as_ref().map(|filing| &filing.entry) {
        None | Some(Entry::Online) => return status.to_owned(),
        Some(Entry::Helped { .. }) => "trực tuyến, có hỗ trợ",
        Some(Entry::Counter(_)) => "nộp tại quầy",
        Some(Entry::Post { .. }) => "nộp qua bưu chính",
    };
    [status, "; ", way].concat()
}

impl PortalParts {
    async fn register_row(&self, row: &DossierRow, history: &[Event]) -> Result<RegisterRow, ServiceError> {
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let dossier = fold(row.id, history);
        let returned = history.iter().rev().find_map(|event| match &event.kind {
            EventKind::ResultReturned { how, .. } => Some((event.at, *how)),
            _ => None,
        });
        Ok(RegisterRow {
            number: row.number.as_str().to_owned(),
            procedure: row.procedure.clone(),
            sets: 1,
            applicant: self.applicant(row, &procedure),
            agency: self.reference.agency_name(&row.agency),
            received_at: dossier.received_at,
            due_at: dossier.due.as_ref().map(|due| due.due_at),
            returned_at: returned.map(|(at, _)| at),
            delivery: returned.map(|(_, how)| handed_over(how).to_owned()),
            note: note(&dossier, row.status),
        })
    }
}
