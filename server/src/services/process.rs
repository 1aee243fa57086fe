//! Handing a dossier on at the desk: through the steps of its process, to oneself, to another officer; and where it stands.

use std::collections::BTreeMap;

use motcua_app::{
    api::ApiError,
    views::{DeskAction, ProcessLine, ProcessView},
};
use motcua_core::{
    actor::Actor,
    calendar::format,
    dossier::{Command, CommandKind, Dossier, DossierNumber, fold},
    id::AccountId,
    office::{has_duty, pick},
};

use super::{PortalParts, assignment::Staff, desk::words};
use crate::{
    error::ServiceError,
    store::{Conn, accounts, dossiers::DossierRow, events},
};

impl PortalParts {
    /// Reads a wish to hand a dossier on; none where something else is wished.
    pub(super) async fn hand_on(
        &self,
        actor: &Actor,
        number: &DossierNumber,
        action: &DeskAction,
    ) -> Result<Option<Command>, ServiceError> {
        Ok(match action {
            DeskAction::TakeOver => Some(Command::TakeOver),
            DeskAction::SendBackStep { to, reason } => Some(Command::SendBackStep {
                to: to.clone(),
                reason: words(reason.clone())?,
            }),
            DeskAction::GiveOn { to, reason } => {
                let (staff, _) = self.staff_for(actor, number, CommandKind::Reassign).await?;
                let to = to.parse().map_err(|_| ApiError::NotFound)?;
                Some(Command::Reassign {
                    to: staff.known(to)?,
                    reason: words(reason.clone())?,
                })
            }
            DeskAction::PassStep { to } => {
                let (staff, dossier) = self.staff_for(actor, number, CommandKind::PassStep).await?;
                let today = self.clock.now().date();
                let role = dossier.next_step().map(|step| step.role);
                let automatic = to.is_empty();
                let to = match role {
                    // The law says why there is no next step.
                    None => None,
                    Some(role) if automatic => pick(&staff.candidates, role, today),
                    Some(role) => {
                        let account = staff.known(to.parse().map_err(|_| ApiError::NotFound)?)?;
                        if !has_duty(&staff.candidates, account, role, today) {
                            return Err(ApiError::Refused("no_duty".to_owned()).into());
                        }
                        Some(account)
                    }
                };
                Some(Command::PassStep { to, automatic })
            }
            DeskAction::Accept
            | DeskAction::AskSupplement { .. }
            | DeskAction::Refuse { .. }
            | DeskAction::StartProcessing
            | DeskAction::Finish { .. }
            | DeskAction::ReturnResult { .. }
            | DeskAction::Extend { .. }
            | DeskAction::ConfirmWithdrawal
            | DeskAction::DeclineWithdrawal { .. }
            | DeskAction::OpenCorrection { .. }
            | DeskAction::Correct { .. }
            | DeskAction::Stop { .. }
            | DeskAction::Sign
            | DeskAction::DeclineSigning { .. }
            | DeskAction::Revoke { .. } => None,
        })
    }

    async fn staff_for(
        &self,
        actor: &Actor,
        number: &DossierNumber,
        kind: CommandKind,
    ) -> Result<(Staff, Dossier), ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, actor, number, kind.action()).await?;
        let staff = Staff::of(&mut conn, &row.agency, self.clock.now()).await?;
        let dossier = fold(row.id, &events::of_dossier(&mut conn, &row.agency, row.id).await?);
        Ok((staff, dossier))
    }

    /// Returns where a dossier stands in its process, who has it, and to whom it may be handed on.
    pub(super) async fn process(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        kinds: &[CommandKind],
    ) -> Result<ProcessView, ServiceError> {
        let now = self.clock.now();
        let staff = Staff::without_loads(conn, &row.agency, now).await?;
        let mut names: BTreeMap<AccountId, String> = BTreeMap::new();
        let holders = dossier
            .runs
            .iter()
            .filter_map(|run| run.officer)
            .chain(dossier.assignee);
        for account in holders {
            if names.contains_key(&account) {
                continue;
            }
            // Who works here no more still has a name.
            let name = match staff.name(account) {
                Some(name) => Some(name.to_owned()),
                None => accounts::by_id(conn, account).await?.map(|known| known.name),
            };
            names.extend(name.map(|name| (account, name)));
        }
        let name = |account: Option<AccountId>| account.and_then(|account| names.get(&account).cloned());
        let present = dossier.present_run().map(|run| run.step);
        let lines = dossier.process().iter().enumerate().map(|(at, step)| {
            let run = dossier.runs.iter().rev().find(|run| run.step == at);
            ProcessLine {
                name: step.name.clone(),
                role: step.role,
                officer: name(run.and_then(|run| run.officer)),
                begun_at: run.map(|run| format::moment(run.begun_at)),
                may_take: step.hours.map(|hours| hours.saturating_mul(60)),
                took: dossier.worked_in(at, now, &self.calendar),
                is_present: present == Some(at),
                sent_back: run.and_then(|run| run.sent_back.clone()),
            }
        });
        let officers = |keep: &dyn Fn(AccountId) -> bool| -> Vec<(String, String)> {
            let all = staff.officers.iter().filter(|one| keep(one.account));
            all.map(|one| (one.account.to_string(), one.name.clone())).collect()
        };
        let may = |kind: CommandKind| kinds.contains(&kind);
        let next = dossier.next_step().filter(|_| may(CommandKind::PassStep));
        Ok(ProcessView {
            steps: lines.collect(),
            holder: name(dossier.assignee),
            next: next.map(|step| {
                let with_duty = |account| has_duty(&staff.candidates, account, step.role, now.date());
                (step.name.clone(), officers(&with_duty))
            }),
            back: if may(CommandKind::SendBackStep) {
                let steps = dossier.earlier_steps().iter();
                steps.map(|step| (step.key.clone(), step.name.clone())).collect()
            } else {
                Vec::new()
            },
            officers: if may(CommandKind::Reassign) {
                officers(&|account| dossier.assignee != Some(account))
            } else {
                Vec::new()
            },
        })
    }
}
