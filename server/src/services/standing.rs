//! What stands beside the casework: payment, delivery and synchronisation, a wish to withdraw, a correction under way, the
//! dates an extension would promise, and what was told of the present one.

use motcua_app::views::{CorrectionView, OtherStates, SaidView, WarningView};
use motcua_core::{
    calendar::{Calendar, format},
    dossier::{Dossier, Event, EventKind, NewDate, extended},
};

use super::PortalParts;
use crate::{
    error::ServiceError,
    store::{Conn, deadlines, dossiers::DossierRow},
};

/// The extensions that are offered with their dates, in working days; any other day can be named.
const OFFERED: [u32; 7] = [1, 2, 3, 5, 7, 10, 15];

/// Returns the states beside the casework. No other system is connected yet, so none is named.
pub(super) fn others(dossier: &Dossier) -> OtherStates {
    OtherStates {
        payment: dossier.payment,
        delivery: dossier.delivery,
        sync: Vec::new(),
    }
}

/// Returns the wish to withdraw that waits for an answer.
pub(super) fn withdrawal(dossier: &Dossier, history: &[Event]) -> Option<SaidView> {
    let asked = history.iter().rev().find_map(|event| match &event.kind {
        EventKind::WithdrawalRequested { reason } => Some(SaidView {
            at: format::moment(event.at),
            words: reason.clone(),
        }),
        _ => None,
    });
    asked.filter(|_| dossier.withdrawal_pending)
}

/// Returns the dates that extensions by so many working days would promise.
pub(super) fn extensions(dossier: &Dossier, calendar: &Calendar) -> Vec<(u32, String)> {
    let Some(due) = &dossier.due else { return Vec::new() };
    let to = |days: u32| {
        let (at, _) = extended(due.due_at, NewDate::WorkingDays(days), calendar).ok()?;
        Some((days, format::date(at.date())))
    };
    OFFERED.into_iter().filter_map(to).collect()
}

impl PortalParts {
    /// Returns the correction that is open.
    pub(super) fn correction(&self, dossier: &Dossier) -> Option<CorrectionView> {
        let correction = dossier.open_correction()?;
        let due_at = correction.due.as_ref().map(|due| due.due_at);
        Some(CorrectionView {
            at: format::moment(correction.opened_at),
            reason: correction.reason.clone(),
            due: due_at.map(format::moment),
            minutes_left: due_at.map(|due_at| self.minutes_left(due_at)),
        })
    }

    /// Returns what was told of the date that is promised now.
    pub(super) async fn warnings(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
    ) -> Result<Vec<WarningView>, ServiceError> {
        let Some((_, due_at)) = dossier.running() else {
            return Ok(Vec::new());
        };
        let told = deadlines::told(conn, &row.agency, row.id, due_at).await?;
        let views = told.into_iter().map(|(stage, at)| WarningView {
            stage,
            at: format::moment(at),
        });
        Ok(views.collect())
    }
}
