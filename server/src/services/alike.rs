//! Dossiers that may be the same thing filed twice: told on the desk, and to whoever is about to send the second.

use motcua_app::views::{AlikeLine, Me};
use motcua_core::{
    access::{Action, Decision, DossierFacts, may},
    actor::Actor,
    calendar::format,
    id::AccountId,
    office::{Person, counts_since, persons},
    procedure::{Procedure, ProcedureCode},
};

use super::{PortalParts, who::actor};
use crate::{
    error::ServiceError,
    store::{Conn, alike, alike::Alike, alike::Whose, dossiers::DossierRow},
};

/// Names whose a new dossier is.
pub(super) fn whose(row: &DossierRow, procedure: &Procedure, filed_by: &Actor) -> Vec<Whose> {
    let Some(form) = &procedure.form else {
        return Vec::new();
    };
    persons(form, &row.answers, filed_by)
        .into_iter()
        .map(|person| Whose {
            person,
            code: row.code.clone(),
            agency: row.agency.clone(),
            dossier: row.id,
            submitted_at: row.submitted_at,
        })
        .collect()
}

impl PortalParts {
    /// Lists the dossiers that may be the same as one on the desk. Of another agency's an officer learns that there is one, and
    /// where.
    pub(super) async fn alike_on_desk(
        &self,
        conn: &mut Conn,
        officer: &Actor,
        row: &DossierRow,
    ) -> Result<Vec<AlikeLine>, ServiceError> {
        let found = alike::of_dossier(conn, &row.agency, row.id, counts_since(self.clock.now())).await?;
        let mut lines: Vec<AlikeLine> = Vec::with_capacity(found.len());
        for one in found {
            let line = if sees(officer, &one, row.account, &row.code) {
                self.alike_line(one)
            } else {
                AlikeLine {
                    agency: self.agency_of(&one.agency),
                    ..AlikeLine::default()
                }
            };
            if line.number.is_some() || !lines.contains(&line) {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    /// Lists the dossiers of whoever is about to send another of the procedure; only those filed under their own account, so
    /// that nobody learns of somebody else's by typing a number.
    pub(super) async fn alike_of_own(
        &self,
        conn: &mut Conn,
        me: &Me,
        code: &ProcedureCode,
    ) -> Result<Vec<AlikeLine>, ServiceError> {
        let actor = actor(me);
        let (Actor::Citizen { account }
        | Actor::Delegate {
            organisation: account, ..
        }) = &actor
        else {
            return Ok(Vec::new());
        };
        let since = counts_since(self.clock.now());
        let found = alike::of_person(conn, &Person::of_account(*account), code, since).await?;
        Ok(found
            .into_iter()
            .filter(|one| sees(&actor, one, *account, code))
            .map(|one| self.alike_line(one))
            .collect())
    }

    fn alike_line(&self, one: Alike) -> AlikeLine {
        AlikeLine {
            agency: self.agency_of(&one.agency),
            number: Some(one.number),
            status: Some(one.status),
            submitted_on: Some(format::date(one.submitted_at.date())),
        }
    }
}

/// Asks the access law whether somebody may see a dossier that was found. An officer's answer hangs on the agency alone.
fn sees(actor: &Actor, one: &Alike, applicant: AccountId, code: &ProcedureCode) -> bool {
    one.agency.parse().is_ok_and(|agency| {
        let facts = DossierFacts {
            applicant,
            agency,
            procedure: code.clone(),
        };
        may(actor, Action::SeeDossier, Some(&facts)) == Decision::Allowed
    })
}
