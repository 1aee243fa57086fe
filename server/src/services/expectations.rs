//! How long dossiers really take: each is counted once as it finishes, and what to expect is read from the counts of the last
//! year, by procedure and agency.

use motcua_core::{
    calendar::Moment,
    dossier::{Event, EventKind},
    statistics::{Expectation, expectation, worked_hours},
};

use super::PortalParts;
use crate::{
    error::ServiceError,
    store::{Conn, dossiers::DossierRow, working_times},
};

/// Over how long dossiers are counted.
const YEAR: time::Duration = time::Duration::days(365);

impl PortalParts {
    /// Counts a dossier whose result is there now: `history` and what was just sealed onto it.
    pub(super) async fn count_worked(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        history: &[Event],
        sealed: &[Event],
    ) -> Result<(), ServiceError> {
        let finished = sealed
            .iter()
            .find(|event| matches!(event.kind, EventKind::Finished { .. }));
        let Some(finished) = finished else { return Ok(()) };
        let whole: Vec<Event> = history.iter().chain(sealed).cloned().collect();
        if let Some(hours) = worked_hours(&whole, &self.calendar) {
            working_times::add(conn, &row.agency, row.code.as_str(), &quarter(finished.at), hours).await?;
        }
        Ok(())
    }

    /// Returns how long dossiers of a procedure took at an agency in the last year, where there were enough.
    pub(super) async fn expected(
        &self,
        conn: &mut Conn,
        agency: &str,
        code: &str,
    ) -> Result<Option<Expectation>, ServiceError> {
        let since = quarter(self.clock.now().plus(-YEAR));
        Ok(expectation(&working_times::since(conn, agency, code, &since).await?))
    }
}

/// Names the quarter of a moment so that later ones sort after: `2026-4`.
fn quarter(at: Moment) -> String {
    let day = at.date();
    format!("{:04}-{}", day.year(), (u8::from(day.month()) - 1) / 3 + 1)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn quarters_sort_as_they_come() {
        let of = |local| quarter(Moment::from_local(local));
        assert_eq!(of(datetime!(2026-12-31 23:59)), "2026-4");
        assert_eq!(of(datetime!(2027-01-01 00:00)), "2027-1");
        assert!(of(datetime!(2026-03-31 12:00)) < of(datetime!(2026-04-01 12:00)));
    }
}
