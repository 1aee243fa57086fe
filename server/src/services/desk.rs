//! The desk: what waits for an agency's officers, and what they do to it.

use std::collections::BTreeMap;

use motcua_app::{
    api::ApiError,
    backend::{Desk, Reply},
    views::{
        AskedList, AskedView, BulkOrder, BulkView, ConsultAction, DeskAction, DeskActionKind, DeskDossier, HandBack,
        IntakeForm, IntakeInput, IntakeList, Me, OpinionInput, PostList, PostSheet, QueueQuery, QueueView, Reached,
        RepositoryQuery, RepositoryView, Settled, StaffView, Submitted,
    },
};
use motcua_core::{
    access::Action,
    calendar::{Calendar, Moment, format::PartialDate},
    dossier::{Command, CommandKind, Context, Defect, DossierNumber, NewDate, Place, Seen, allowed, fold},
    form::walk,
    id::{DraftId, RequestId},
    procedure::ProcedureCode,
    talk::Side,
};

use time::PrimitiveDateTime;

use super::{
    Portal, PortalParts, papers, proofs, receipt, repository, standing, timeline,
    who::{actor, permit},
};
use crate::{
    error::ServiceError,
    store::{dossiers::DossierRow, events, files, looks, profile},
};

/// The most characters an officer's words may have.
const MOST_WORDS: usize = 4_000;

impl Desk for Portal {
    fn queue(&self, me: &Me, query: QueueQuery) -> Reply<'_, QueueView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.queue(&me, query).await?) })
    }

    fn act_on_many(&self, me: &Me, order: BulkOrder) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.act_on_many(&me, order).await?) })
    }

    fn outcome(&self, me: &Me, request: String) -> Reply<'_, BulkView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.outcome(&me, &request).await?) })
    }

    fn take_next(&self, me: &Me) -> Reply<'_, String> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.take_next(&me).await?) })
    }

    fn keep_filter(&self, me: &Me, name: String, query: QueueQuery) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.keep_filter(&me, &name, &query).await?) })
    }

    fn forget_filter(&self, me: &Me, name: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.forget_filter(&me, name).await?) })
    }

    fn repository(&self, me: &Me, query: RepositoryQuery) -> Reply<'_, RepositoryView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.repository(&me, query).await?) })
    }

    fn staff(&self, me: &Me) -> Reply<'_, StaffView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.staff(&me).await?) })
    }

    fn absent(&self, me: &Me, account: String, days: (String, String), deputy: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.absent(&me, &account, &days, &deputy).await?) })
    }

    fn present(&self, me: &Me, absence: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.present(&me, absence).await?) })
    }

    fn posts(&self, me: &Me) -> Reply<'_, PostList> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.posts(&me).await?) })
    }

    fn post_sheet(&self, me: &Me, number: DossierNumber, order: u64) -> Reply<'_, PostSheet> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.post_sheet(&me, &number, order).await?) })
    }

    fn order_post(&self, me: &Me, number: DossierNumber, seen: u64) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.order_post(&me, number, seen).await?) })
    }

    fn hand_to_post(&self, me: &Me, carrier: String, codes: BTreeMap<String, String>) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.hand_to_post(&me, &carrier, &codes).await?) })
    }

    fn settle_post(&self, me: &Me, number: DossierNumber, order: u64, settled: Settled) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.settle_post(&me, number, order, settled).await?) })
    }

    fn consult(&self, me: &Me, number: DossierNumber, seen: u64, action: ConsultAction) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.consult(&me, number, seen, action).await?) })
    }

    fn asked(&self, me: &Me) -> Reply<'_, AskedList> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.asked(&me).await?) })
    }

    fn question(&self, me: &Me, number: DossierNumber, question: u64) -> Reply<'_, AskedView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.question(&me, &number, question).await?) })
    }

    fn answer(&self, me: &Me, number: DossierNumber, question: u64, opinion: OpinionInput) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.answer(&me, number, question, opinion).await?) })
    }

    fn received_here(&self, me: &Me, text: String) -> Reply<'_, IntakeList> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.received_here(&me, &text)?) })
    }

    fn intake_form(&self, me: &Me, code: ProcedureCode) -> Reply<'_, IntakeForm> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.intake_form(&me, &code)?) })
    }

    fn take_in(&self, me: &Me, input: IntakeInput) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.take_in(&me, &input).await?) })
    }

    fn papers_seen(&self, me: &Me, draft: DraftId, papers: BTreeMap<String, Option<Seen>>) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.papers_seen(&me, draft, papers).await?) })
    }

    fn hand_back(&self, me: &Me, draft: DraftId, request: RequestId, back: HandBack) -> Reply<'_, Submitted> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.hand_back(&me, draft, request, &back).await?) })
    }

    fn take_supplement(&self, me: &Me, number: DossierNumber) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.supplement_at_desk(&me, &number).await?) })
    }

    fn dossier(&self, me: &Me, number: DossierNumber) -> Reply<'_, DeskDossier> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.desk_dossier(&me, &number).await?) })
    }

    fn act(&self, me: &Me, number: DossierNumber, seen: u64, action: DeskAction) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            if action == DeskAction::Sign {
                return Ok(self.0.sign_result(&me, &number, seen).await?);
            }
            let actor = actor(&me);
            permit(&actor, Action::SeeDesk, None)?;
            let command = match self.0.hand_on(&actor, &number, &action).await? {
                Some(command) => command,
                None => command(action, &self.0.calendar)?,
            };
            Ok(self
                .0
                .command(actor, command.kind().action(), number, Some(seen), command)
                .await?)
        })
    }

    fn write(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            permit(&actor(&me), Action::SeeDesk, None)?;
            Ok(self.write_message(&me, &number, id, &text, Side::Agency).await?)
        })
    }

    fn note(&self, me: &Me, number: DossierNumber, id: RequestId, text: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move {
            permit(&actor(&me), Action::SeeDesk, None)?;
            Ok(self.keep_note(&me, &number, id, &text).await?)
        })
    }
}

impl PortalParts {
    /// Notes for the owner that an officer opened their dossier; without the note it is not shown.
    pub(super) async fn note_look(&self, me: &Me, row: &DossierRow) -> Result<(), ServiceError> {
        self.note_looks(me, std::slice::from_ref(row)).await
    }

    /// Notes for the owners that an officer opened their dossiers.
    pub(super) async fn note_looks(&self, me: &Me, rows: &[DossierRow]) -> Result<(), ServiceError> {
        let who = me.account.map(|account| account.to_string()).unwrap_or_default();
        let looks: Vec<_> = rows
            .iter()
            .map(|row| {
                let look = looks::Look {
                    name: me.name.clone().unwrap_or_default(),
                    agency: me.agency.clone().map(|(code, _)| code).unwrap_or_default(),
                    ..looks::now("dossier", row.number.as_str(), self.clock.now())
                };
                (row.account, look)
            })
            .collect();
        let work = std::sync::Arc::new((who, looks));
        self.db
            .write(move |conn| {
                let work = std::sync::Arc::clone(&work);
                Box::pin(async move {
                    for (owner, look) in &work.1 {
                        looks::note(conn, *owner, &work.0, look).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    async fn desk_dossier(&self, me: &Me, number: &DossierNumber) -> Result<DeskDossier, ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, &actor, number, Action::SeeDossier).await?;
        self.note_look(me, &row).await?;
        let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
        let files = files::of_dossier(&mut conn, &row.agency, row.id).await?;
        let filled = profile::prefilled(&mut conn, &row.agency, row.id).await?;
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let dossier = fold(row.id, &history);
        let changes = self
            .changes(&mut conn, &row, &dossier, &procedure, &files, me.language)
            .await?;
        let warnings = self.warnings(&mut conn, &row, &dossier).await?;
        let context = Context {
            now: self.clock.now(),
            calendar: &self.calendar,
            actor: &actor,
        };
        let kinds = allowed(&dossier, &context);
        let process = self.process(&mut conn, &row, &dossier, &kinds).await?;
        let consultations = self.consultations(&mut conn, &row, &dossier, &kinds, &files).await?;
        let results = self.desk_results(&mut conn, &row, &dossier, &procedure, &kinds).await?;
        let verification = match &procedure.form {
            Some(form) => self.verification(&mut conn, &row, form, me.language).await?,
            None => None,
        };
        let account = me.account.ok_or(ApiError::NotSignedIn)?;
        let mut beside = self.beside(&mut conn, &row, account).await?;
        let entry = self.entry_view(&mut conn, &dossier, &procedure).await?;
        let money = self.desk_money(&mut conn, &row, &actor, &kinds).await?;
        beside.may_take_supplement = kinds.contains(&CommandKind::Supplement);
        beside.alike = self.alike_on_desk(&mut conn, &actor, &row).await?;
        drop(conn);
        let slots: Vec<(String, String)> = procedure.form.as_ref().map_or_else(Vec::new, |form| {
            let shown = walk(form, &row.answers, row.submitted_at.date());
            let slots = papers::slots(&procedure, &shown, &files, &[].into(), &[]);
            slots
                .into_iter()
                .map(|slot| (slot.document.key, slot.document.name))
                .collect()
        });
        let sections = self.sections(&procedure, &row, &filled, me.language);
        beside.proofs = proofs::proofs(&procedure, &sections, &files);
        let fields = sections.iter().flat_map(|section| &section.fields);
        let places = (fields.map(|field| field.path.clone()))
            .chain(slots.iter().map(|(key, _)| Place::Document(key.clone()).name()));
        let mut receipt = self.receipt(&row, &dossier, &history, &procedure, &files)?;
        receipt.issued.extend(receipt::hand_over(&history));
        receipt.entry = entry;
        Ok(DeskDossier {
            settled: places.filter(|at| !dossier.may_be_asked(&Place::named(at))).collect(),
            states: standing::others(&dossier),
            changes,
            withdrawal: standing::withdrawal(&dossier, &history),
            correction: self.correction(&dossier),
            warnings,
            extensions: if kinds.contains(&CommandKind::Extend) {
                standing::extensions(&dossier, &self.calendar)
            } else {
                Vec::new()
            },
            verification,
            receipt,
            status: row.status,
            sections,
            timeline: timeline::entries(&history, &row.applicant, &self.reference),
            seen: row.last_seq,
            // Passing on to the next step begins the work: one button for it.
            allowed: kinds
                .iter()
                .filter(|kind| **kind != CommandKind::StartProcessing || !kinds.contains(&CommandKind::PassStep))
                .filter_map(|kind| button(*kind))
                .collect(),
            slots,
            beside,
            consultations,
            process,
            money,
            posting: self.posting(&row, &dossier, &kinds, &actor),
            results,
            components: procedure.form.as_ref().map_or_else(Vec::new, |form| {
                let shown = walk(form, &row.answers, row.submitted_at.date());
                repository::components(&procedure, &shown, &files)
            }),
        })
    }
}

/// Returns the desk's button of a command; the applicant's own have none here, and payments come with their gateways.
const fn button(kind: CommandKind) -> Option<DeskActionKind> {
    match kind {
        CommandKind::Accept => Some(DeskActionKind::Accept),
        CommandKind::AskSupplement => Some(DeskActionKind::AskSupplement),
        CommandKind::RefuseReception => Some(DeskActionKind::Refuse),
        CommandKind::StartProcessing => Some(DeskActionKind::StartProcessing),
        CommandKind::Finish => Some(DeskActionKind::Finish),
        CommandKind::ReturnResult => Some(DeskActionKind::ReturnResult),
        CommandKind::Extend => Some(DeskActionKind::Extend),
        CommandKind::ConfirmWithdrawal => Some(DeskActionKind::ConfirmWithdrawal),
        CommandKind::DeclineWithdrawal => Some(DeskActionKind::DeclineWithdrawal),
        CommandKind::Stop => Some(DeskActionKind::Stop),
        CommandKind::OpenCorrection => Some(DeskActionKind::OpenCorrection),
        CommandKind::Correct => Some(DeskActionKind::Correct),
        CommandKind::TakeOver => Some(DeskActionKind::TakeOver),
        CommandKind::Reassign => Some(DeskActionKind::GiveOn),
        CommandKind::PassStep => Some(DeskActionKind::PassStep),
        CommandKind::SendBackStep => Some(DeskActionKind::SendBackStep),
        CommandKind::SignResult => Some(DeskActionKind::Sign),
        CommandKind::DeclineSigning => Some(DeskActionKind::DeclineSigning),
        CommandKind::RevokeResult => Some(DeskActionKind::Revoke),
        CommandKind::Submit
        | CommandKind::Supplement
        | CommandKind::AskPayment
        | CommandKind::ConfirmPayment
        | CommandKind::RecordPayment
        | CommandKind::RecordRefund
        | CommandKind::Assign
        | CommandKind::RequestWithdrawal
        | CommandKind::AskConsultation
        | CommandKind::AnswerConsultation
        | CommandKind::WithdrawConsultation
        | CommandKind::SubmitForSigning
        | CommandKind::ChooseReturnWay
        | CommandKind::OrderPost
        | CommandKind::HandToPost
        | CommandKind::DeliverPost
        | CommandKind::TakePostBack => None,
    }
}

/// Turns what was posted into a command.
fn command(action: DeskAction, calendar: &Calendar) -> Result<Command, ApiError> {
    Ok(match action {
        DeskAction::Accept => Command::Accept { due: None },
        DeskAction::AskSupplement { items } => Command::AskSupplement {
            items: items
                .into_iter()
                .map(|item| {
                    Ok(Defect {
                        at: Place::named(&item.at),
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
            paper: None,
        },
        DeskAction::ReturnResult { how, received_by } => Command::ReturnResult {
            how,
            received_by: Some(words(received_by)?).filter(|name| !name.is_empty()),
        },
        DeskAction::Extend { days, on, reason } => Command::Extend {
            to: new_date(days, &on, calendar)?,
            reason: words(reason)?,
        },
        DeskAction::ConfirmWithdrawal => Command::ConfirmWithdrawal,
        DeskAction::DeclineWithdrawal { reason } => Command::DeclineWithdrawal { reason: words(reason)? },
        DeskAction::OpenCorrection { reason } => Command::OpenCorrection { reason: words(reason)? },
        DeskAction::Correct { result } => Command::Correct {
            result: words(result)?,
            files: Vec::new(),
            paper: None,
        },
        DeskAction::Stop { reason } => Command::Stop { reason: words(reason)? },
        // Read by `hand_on`, which knows the desk.
        DeskAction::TakeOver
        | DeskAction::GiveOn { .. }
        | DeskAction::PassStep { .. }
        | DeskAction::SendBackStep { .. } => return Err(ApiError::Invalid),
        // A signature is made before it is recorded: `results` does both.
        DeskAction::Sign => return Err(ApiError::Invalid),
        DeskAction::DeclineSigning { reason } => Command::DeclineSigning { reason: words(reason)? },
        DeskAction::Revoke { reason } => Command::RevokeResult { reason: words(reason)? },
    })
}

/// Returns the date an extension is wished to: one way of saying it, not both.
fn new_date(days: Option<u32>, on: &str, calendar: &Calendar) -> Result<NewDate, ApiError> {
    let refused = |code: &str| ApiError::Refused(code.to_owned());
    match (days, on.trim()) {
        (Some(days), "") => Ok(NewDate::WorkingDays(days)),
        (Some(_), _) => Err(refused("extend_twice")),
        (None, "") => Err(refused("extend_unsaid")),
        (None, typed) => {
            let day = PartialDate::parse(typed).ok().and_then(PartialDate::day);
            let day = day.ok_or_else(|| refused("extend_no_date"))?;
            let closing = PrimitiveDateTime::new(day, calendar.working.closes());
            Ok(NewDate::At(Moment::from_local(closing)))
        }
    }
}

/// Takes somebody's words as the history may keep them for ever.
pub(super) fn words(text: String) -> Result<String, ApiError> {
    if text.chars().count() > MOST_WORDS {
        return Err(ApiError::Refused("too_long".to_owned()));
    }
    motcua_core::text::clean(text.trim(), motcua_core::text::Extent::Text)
        .map_err(|_| ApiError::Refused("hostile_text".to_owned()))
}
