//! Who of a desk has a dossier: shared out by load at acceptance, taken, given on. Days away and deputies count.

use std::collections::BTreeMap;

use motcua_app::api::ApiError;
use motcua_core::{
    actor::{Actor, Role},
    calendar::{Moment, format},
    dossier::{Command, Context, Dossier, Event, decide},
    id::AccountId,
    office::{Absence, Candidate, pick},
};

use super::{PortalParts, local::duties_of, refusals::refused, submit::seal};
use crate::{
    error::ServiceError,
    store::{
        Conn, StoreError, queue,
        queue::{AbsenceRow, Officer},
    },
};

/// A desk's officers, with all that assignment asks of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Staff {
    pub(super) officers: Vec<Officer>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) absences: Vec<AbsenceRow>,
}

impl Staff {
    /// Reads an agency's officers as they are at a moment.
    pub(super) async fn of(conn: &mut Conn, agency: &str, now: Moment) -> Result<Self, StoreError> {
        let loads = queue::loads(conn, agency).await?.into_iter().collect();
        Self::with(conn, agency, now, loads).await
    }

    /// Reads an agency's officers as they are at a moment, and not how much each has.
    pub(super) async fn without_loads(conn: &mut Conn, agency: &str, now: Moment) -> Result<Self, StoreError> {
        Self::with(conn, agency, now, BTreeMap::new()).await
    }

    async fn with(
        conn: &mut Conn,
        agency: &str,
        now: Moment,
        loads: BTreeMap<String, i64>,
    ) -> Result<Self, StoreError> {
        let officers = queue::officers(conn, agency).await?;
        let absences = queue::absences(conn, agency, &format::iso(now.date())).await?;
        let candidates = officers
            .iter()
            .map(|one| {
                let own = one.account.to_string();
                Candidate {
                    account: one.account,
                    roles: match &one.duties {
                        Some(duties) => duties_of(duties).into_iter().collect(),
                        None => Role::ALL.into_iter().collect(),
                    },
                    load: loads
                        .get(&own)
                        .map_or(0, |load| u32::try_from(*load).unwrap_or(u32::MAX)),
                    absences: absences
                        .iter()
                        .filter(|away| away.account == own)
                        .filter_map(days)
                        .collect(),
                }
            })
            .collect();
        Ok(Self {
            officers,
            candidates,
            absences,
        })
    }

    /// Names an officer.
    pub(super) fn name(&self, account: AccountId) -> Option<&str> {
        let found = self.officers.iter().find(|one| one.account == account);
        found.map(|one| one.name.as_str())
    }

    /// Makes sure that somebody works here.
    pub(super) fn known(&self, account: AccountId) -> Result<AccountId, ApiError> {
        self.name(account).map(|_| account).ok_or(ApiError::NotFound)
    }

    fn add_load(&mut self, account: AccountId) {
        for one in self.candidates.iter_mut().filter(|one| one.account == account) {
            one.load = one.load.saturating_add(1);
        }
    }
}

fn days(row: &AbsenceRow) -> Option<Absence> {
    Some(Absence {
        from: format::parse_iso(&row.from_day)?,
        to: format::parse_iso(&row.to_day)?,
        deputy: row.deputy.as_deref().and_then(|account| account.parse().ok()),
    })
}

impl PortalParts {
    /// Shares out a dossier that was just accepted, to whoever of those whose step it is (the specialists, where there are no
    /// steps) has the least; nothing where
    /// somebody has it or nobody is there. The staff is read when it is first asked for.
    pub(super) async fn share_out(
        &self,
        conn: &mut Conn,
        staff: &mut Option<Staff>,
        agency: &str,
        dossier: Dossier,
        now: Moment,
    ) -> Result<(Dossier, Vec<Event>), ServiceError> {
        if dossier.assignee.is_some() {
            return Ok((dossier, Vec::new()));
        }
        let staff = match staff {
            Some(staff) => staff,
            None => staff.insert(Staff::of(conn, agency, now).await?),
        };
        let role = dossier.present_step().map_or(Role::Processing, |step| step.role);
        let Some(to) = pick(&staff.candidates, role, now.date()) else {
            return Ok((dossier, Vec::new()));
        };
        let context = Context {
            now,
            calendar: &self.calendar,
            actor: &Actor::System,
        };
        let command = Command::Assign { to, automatic: true };
        let kinds = decide(&dossier, command, &context).map_err(|refusal| refused(&refusal))?;
        staff.add_load(to);
        seal(dossier, kinds, now, &Actor::System)
    }
}
