//! The bare desk: what waits for an agency's officers, and what they do to it.

use motcua_app::{
    api::ApiError,
    backend::{Desk, Reply},
    views::{DeskAction, DeskActionKind, DeskDossier, DeskLine, Me},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    calendar::format,
    dossier::{Clock, Command, CommandKind, Context, Defect, DossierNumber, HandedOver, Place, allowed, fold},
    form::walk,
};

use super::{
    Portal, PortalParts, papers, timeline,
    who::{actor, permit},
};
use crate::{
    error::ServiceError,
    store::{dossiers, dossiers::DossierRow, events, files},
};

/// How many dossiers the queue shows.
const PAGE: u16 = 200;

/// The most characters an officer's words may have.
const MOST_WORDS: usize = 4_000;

impl Desk for Portal {
    fn queue(&self, me: &Me) -> Reply<'_, Vec<DeskLine>> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.queue(&me).await?) })
    }

    fn dossier(&self, me: &Me, number: DossierNumber) -> Reply<'_, DeskDossier> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.desk_dossier(&me, &number).await?) })
    }

    fn act(&self, me: &Me, number: DossierNumber, seen: u64, action: DeskAction) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            let command = command(action)?;
            let actor = actor(&me);
            permit(&actor, Action::SeeDesk, None)?;
            Ok(self
                .0
                .command(actor, command.kind().action(), number, Some(seen), command)
                .await?)
        })
    }
}

impl PortalParts {
    async fn queue(&self, me: &Me) -> Result<Vec<DeskLine>, ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let Actor::Officer { agency, .. } = &actor else {
            return Err(ApiError::NotAllowed.into());
        };
        let rows = dossiers::queue(&mut self.reader().await?, agency.as_str(), None, PAGE).await?;
        Ok(rows.into_iter().map(|row| self.line(row)).collect())
    }

    fn line(&self, row: DossierRow) -> DeskLine {
        let running = row.status.clock() == Clock::Running;
        DeskLine {
            number: row.number.as_str().to_owned(),
            status: row.status,
            submitted_at: format::moment(row.submitted_at),
            due_on: row.due_at.map(|due| format::date(due.date())),
            minutes_left: row.due_at.filter(|_| running).map(|due| self.minutes_left(due)),
            procedure: row.procedure,
            applicant: row.applicant,
        }
    }

    async fn desk_dossier(&self, me: &Me, number: &DossierNumber) -> Result<DeskDossier, ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, &actor, number, Action::SeeDossier).await?;
        let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
        let files = files::of_dossier(&mut conn, &row.agency, row.id).await?;
        drop(conn);
        let dossier = fold(row.id, &history);
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let context = Context {
            now: self.clock.now(),
            calendar: &self.calendar,
            actor: &actor,
        };
        let slots = procedure.form.as_ref().map_or_else(Vec::new, |form| {
            let shown = walk(form, &row.answers, row.submitted_at.date());
            let slots = papers::slots(&procedure, &shown, &files, &[].into());
            slots
                .into_iter()
                .map(|slot| (slot.document.key, slot.document.name))
                .collect()
        });
        Ok(DeskDossier {
            receipt: self.receipt(&row, &dossier, &history, &procedure, &files)?,
            status: row.status,
            sections: self.sections(&procedure, &row, me.language),
            timeline: timeline::entries(&history, &row.applicant, &self.reference),
            seen: row.last_seq,
            allowed: allowed(&dossier, &context).into_iter().filter_map(button).collect(),
            slots,
        })
    }
}

/// Returns the desk's button of a command; some commands have none on the bare desk.
const fn button(kind: CommandKind) -> Option<DeskActionKind> {
    match kind {
        CommandKind::Accept => Some(DeskActionKind::Accept),
        CommandKind::AskSupplement => Some(DeskActionKind::AskSupplement),
        CommandKind::RefuseReception => Some(DeskActionKind::Refuse),
        CommandKind::StartProcessing => Some(DeskActionKind::StartProcessing),
        CommandKind::Finish => Some(DeskActionKind::Finish),
        CommandKind::ReturnResult => Some(DeskActionKind::ReturnResult),
        CommandKind::ConfirmWithdrawal => Some(DeskActionKind::ConfirmWithdrawal),
        CommandKind::Stop => Some(DeskActionKind::Stop),
        CommandKind::Submit
        | CommandKind::Supplement
        | CommandKind::AskPayment
        | CommandKind::ConfirmPayment
        | CommandKind::Extend
        | CommandKind::RequestWithdrawal
        | CommandKind::DeclineWithdrawal => None,
    }
}

fn command(action: DeskAction) -> Result<Command, ApiError> {
    Ok(match action {
        DeskAction::Accept => Command::Accept { due: None },
        DeskAction::AskSupplement { items } => Command::AskSupplement {
            items: items
                .into_iter()
                .map(|item| {
                    let at = match item.at.strip_prefix("paper:") {
                        Some(slot) => Place::Document(slot.to_owned()),
                        None => Place::Field(item.at.clone()),
                    };
                    Ok(Defect {
                        at,
                        reason: words(item.reason)?,
                    })
                })
                .collect::<Result<_, ApiError>>()?,
        },
        DeskAction::Refuse { reason } => Command::RefuseReception { reason: words(reason)? },
        DeskAction::StartProcessing => Command::StartProcessing,
        DeskAction::Finish { result } => Command::Finish {
            result: words(result)?,
            files: Vec::new(),
        },
        DeskAction::ReturnResult => Command::ReturnResult {
            how: HandedOver::Online,
        },
        DeskAction::ConfirmWithdrawal => Command::ConfirmWithdrawal,
        DeskAction::Stop { reason } => Command::Stop { reason: words(reason)? },
    })
}

/// Takes an officer's words as the history may keep them for ever.
fn words(text: String) -> Result<String, ApiError> {
    if text.chars().count() > MOST_WORDS {
        return Err(ApiError::Refused("too_long".to_owned()));
    }
    motcua_core::text::clean(text.trim(), motcua_core::text::Extent::Text)
        .map_err(|_| ApiError::Refused("hostile_text".to_owned()))
}
