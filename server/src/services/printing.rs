//! The papers of a dossier, put together from its events: one by the number of its event, the hand-over sheet as it stands.
//! How they are typeset is `motcua_papers`' matter.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    text,
    views::{Language, Me},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    dossier::{
        Defect, Dossier, DossierNumber, Event, EventKind, Filing, PaymentState, Place, ReturnWay, Seen, apply, fold,
    },
    form::{Form, Kind, Shown, Subject, walk},
    id::AccountId,
    identity::Phone,
    paper::{self, FormSet, PaperKind},
    procedure::{self, Procedure, Submit},
};
use motcua_papers::{
    Apology, Applicant, Body, Component, Counts, Head, Paper, Receipt, Refusal, StopNotice, SupplementRequest,
};

use super::{
    Portal, PortalParts,
    hand_overs::{DESK, hand_overs},
    papers,
    review::Words,
    who::{actor, permit},
};
use crate::{
    error::ServiceError,
    store::{Conn, accounts, dossiers::DossierRow, events, files, files::StoredFile},
};

/// Everything a paper of a dossier is made from.
pub(super) struct Matter {
    pub(super) row: DossierRow,
    pub(super) history: Vec<Event>,
    pub(super) procedure: Arc<Procedure>,
    files: Vec<StoredFile>,
    /// Names of the officers who did something.
    pub(super) officers: BTreeMap<AccountId, String>,
}

impl Portal {
    /// Returns a paper of a dossier for those who may see the dossier; the hand-over sheet for the desk alone.
    ///
    /// # Errors
    /// When there is no such paper, or it is not for the asker to see.
    pub async fn paper(&self, me: &Me, number: &DossierNumber, file: &str) -> Result<Paper, ServiceError> {
        let parts = &self.0;
        let (kind, seq) = asked(file).ok_or(ApiError::NotFound)?;
        let actor = actor(me);
        if kind == PaperKind::HandOver {
            permit(&actor, Action::SeeDesk, None)?;
        }
        let mut conn = parts.reader().await?;
        let row = parts.row_for(&mut conn, &actor, number, Action::SeeDossier).await?;
        if matches!(actor, Actor::Officer { .. }) {
            parts.note_look(me, &row).await?;
        }
        let matter = parts.matter(&mut conn, row).await?;
        drop(conn);
        let printed = match seq {
            None => parts.hand_over_sheet(&matter),
            Some(seq) => parts.event_paper(&matter, kind, seq),
        };
        printed.ok_or_else(|| ApiError::NotFound.into())
    }
}

impl PortalParts {
    /// Reads everything a paper of a dossier is made from.
    async fn matter(&self, conn: &mut Conn, row: DossierRow) -> Result<Matter, ServiceError> {
        let history = events::of_dossier(conn, &row.agency, row.id).await?;
        let files = files::of_dossier(conn, &row.agency, row.id).await?;
        let mut officers = BTreeMap::new();
        for account in history.iter().flat_map(at_work) {
            if !officers.contains_key(&account)
                && let Some(known) = accounts::by_id(conn, account).await?
            {
                officers.insert(account, known.name);
            }
        }
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        Ok(Matter {
            row,
            history,
            procedure,
            files,
            officers,
        })
    }

    fn hand_over_sheet(&self, matter: &Matter) -> Option<Paper> {
        let set = paper::received_under(&matter.history)?;
        let last = matter.history.last()?;
        Some(Paper {
            head: self.head(&matter.row, set, last.at),
            body: Body::HandOver(motcua_papers::HandOver {
                applicant: self.applicant(&matter.row, &matter.procedure),
                procedure: titled(&matter.procedure),
                rows: hand_overs(matter, &self.reference),
            }),
        })
    }

    /// Returns the paper that an event of the history calls for.
    fn event_paper(&self, matter: &Matter, kind: PaperKind, seq: u64) -> Option<Paper> {
        let issued = paper::issued(&matter.history)
            .into_iter()
            .find(|one| one.kind == kind && one.seq == seq)?;
        let at = matter.history.iter().position(|event| event.seq == seq)?;
        let (before, event) = (matter.history.get(..at)?, matter.history.get(at)?);
        let dossier = fold(matter.row.id, before);
        Some(Paper {
            head: self.head(&matter.row, issued.set, issued.at),
            body: self.body(matter, &dossier, before, event)?,
        })
    }

    fn head(&self, row: &DossierRow, set: FormSet, issued: motcua_core::calendar::Moment) -> Head {
        let agency = self.reference.agency_name(&row.agency);
        Head {
            set,
            superior: self.reference.superior_name(&row.agency),
            place: place(&agency).or_else(|| Some(self.province.clone()).filter(|name| !name.is_empty())),
            agency,
            number: row.number.as_str().to_owned(),
            issued,
            tracking: Some(format!("{}/tra-cuu/{}", self.public_url, row.number)),
        }
    }

    /// Says who filed a dossier, with what the form asks of their address, phone and e-mail.
    pub(super) fn applicant(&self, row: &DossierRow, procedure: &Procedure) -> Applicant {
        let words = self.words(&row.answers, Language::Vi);
        let given = |wanted: fn(&Kind) -> bool| procedure.form.as_ref().and_then(|form| contact(form, &words, wanted));
        Applicant {
            name: row.applicant.clone(),
            address: given(|kind| matches!(kind, Kind::Address)),
            phone: given(|kind| matches!(kind, Kind::Phone))
                .map(|typed| typed.parse().map_or(typed, |phone: Phone| phone.grouped())),
            email: given(|kind| matches!(kind, Kind::Email)),
        }
    }

    fn body(&self, matter: &Matter, dossier: &Dossier, before: &[Event], event: &Event) -> Option<Body> {
        let applicant = self.applicant(&matter.row, &matter.procedure);
        let procedure = titled(&matter.procedure);
        let officer = matter.officer(event);
        Some(match &event.kind {
            EventKind::Accepted { .. } | EventKind::Supplemented { .. } => {
                let after = apply(dossier.clone(), event);
                let period = after.filing.as_ref().and_then(|filing| filing.period);
                Body::Receipt(Receipt {
                    receiver: [DESK, ", ", &self.reference.agency_name(&matter.row.agency)].concat(),
                    applicant,
                    procedure,
                    components: components(matter, after.filing.as_ref()),
                    sets: 1,
                    period: period.map(|period| text::terms::period(Language::Vi, &period)),
                    received_at: match &event.kind {
                        EventKind::Accepted { .. } => after.received_at.unwrap_or(event.at),
                        _ => event.at,
                    },
                    due_at: after.due.map(|due| due.due_at),
                    delivery: after.return_way.as_ref().map(registered),
                    ledger: None,
                    officer,
                })
            }
            EventKind::SupplementAsked { items } => Body::SupplementRequest(SupplementRequest {
                applicant,
                procedure,
                defects: items.iter().map(|item| defect(matter, item)).collect(),
                officer,
                officer_phone: None,
            }),
            EventKind::ReceptionRefused { reason } => Body::Refusal(Refusal {
                applicant,
                procedure,
                reason: reason.clone(),
                officer,
            }),
            EventKind::Extended { due_at, reason, .. } => Body::Apology(Apology {
                applicant,
                procedure,
                received_at: dossier.received_at,
                due_at: dossier.due.as_ref().map(|due| due.due_at),
                reason: reason.clone(),
                new_due_at: *due_at,
            }),
            EventKind::Stopped { reason } => Body::StopNotice(StopNotice {
                asked_at: None,
                reason: Some(reason.clone()),
                stage: stage(dossier),
                decision: "Dừng giải quyết hồ sơ".to_owned(),
                settlement: settlement(dossier.payment),
                applicant,
                procedure,
            }),
            EventKind::WithdrawalConfirmed => {
                let asked = before.iter().rev().find_map(|event| match &event.kind {
                    EventKind::WithdrawalRequested { reason } => Some((event.at, reason.clone())),
                    _ => None,
                });
                let (asked_at, reason) = asked.map_or((None, None), |(at, reason)| (Some(at), reason));
                Body::StopNotice(StopNotice {
                    asked_at,
                    reason,
                    stage: stage(dossier),
                    decision: "Dừng giải quyết hồ sơ theo yêu cầu của người nộp hồ sơ".to_owned(),
                    settlement: settlement(dossier.payment),
                    applicant,
                    procedure,
                })
            }
            _ => return None,
        })
    }
}

impl Matter {
    /// Returns the name of the officer who did something.
    pub(super) fn officer(&self, event: &Event) -> Option<String> {
        match &event.actor {
            Actor::Officer { account, .. } => self.officers.get(account).cloned(),
            _ => None,
        }
    }

    fn shown(&self) -> Option<Shown<'_>> {
        let form = self.procedure.form.as_ref()?;
        Some(walk(form, &self.row.answers, self.row.submitted_at.date()))
    }
}

/// Lists the officers of an event: who did it, and between whom it went.
fn at_work(event: &Event) -> Vec<AccountId> {
    let mut all = match &event.kind {
        EventKind::Assigned { to, .. } => vec![*to],
        EventKind::Reassigned { from, to, .. } => vec![*from, *to],
        EventKind::TakenOver { from, to } => from.iter().chain([to]).copied().collect(),
        EventKind::StepPassed { officer, .. } | EventKind::StepSentBack { officer, .. } => {
            officer.iter().copied().collect()
        }
        _ => Vec::new(),
    };
    if let Actor::Officer { account, .. } = &event.actor {
        all.push(*account);
    }
    all
}

/// Reads which paper an address asks for: `bo-sung-3.pdf` is that of the third event, `kiem-soat.pdf` the hand-over sheet.
fn asked(file: &str) -> Option<(PaperKind, Option<u64>)> {
    let name = file.strip_suffix(".pdf")?;
    if name == PaperKind::HandOver.key() {
        return Some((PaperKind::HandOver, None));
    }
    let (key, seq) = name.rsplit_once('-')?;
    let kind = PaperKind::ALL.into_iter().find(|kind| kind.key() == key)?;
    let has_seq = !matches!(kind, PaperKind::HandOver | PaperKind::Register | PaperKind::FeeReceipt);
    has_seq.then(|| Some((kind, Some(seq.parse().ok()?))))?
}

/// Names a procedure with its code.
pub(super) fn titled(procedure: &Procedure) -> String {
    format!("{} ({})", procedure.name, procedure.code)
}

/// Returns the place an agency's papers are written at: what stands behind the last name of a kind of unit.
pub(super) fn place(agency: &str) -> Option<String> {
    const KINDS: [&str; 5] = [" xã ", " phường ", " đặc khu ", " tỉnh ", " thành phố "];
    let behind = KINDS.iter().filter_map(|kind| Some(agency.rfind(kind)? + kind.len()));
    let name = agency.get(behind.max()?..)?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Returns the first answer of a kind about the applicant.
fn contact(form: &Form, words: &Words<'_>, wanted: fn(&Kind) -> bool) -> Option<String> {
    form.sections
        .iter()
        .filter(|section| section.subject == Subject::Applicant && section.repeat.is_none())
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
        .filter(|(_, field)| wanted(&field.kind))
        .map(|(section, field)| words.answer(field, &format!("{}.{}", section.key, field.key)))
        .find(|answer| !answer.is_empty())
}

/// Lists what was received: the form filled in, files by slot, and what is still to be shown or handed in.
fn components(matter: &Matter, filing: Option<&Filing>) -> Vec<Component> {
    let taken_in = filing.and_then(|filing| filing.entry.taken_in());
    let on_paper: BTreeMap<&str, Seen> = taken_in.map_or_else(BTreeMap::new, |taken_in| {
        let papers = taken_in.papers.iter();
        papers.map(|paper| (paper.slot.as_str(), paper.how)).collect()
    });
    let Some(shown) = matter.shown() else {
        return Vec::new();
    };
    let filled = procedure::documents(&matter.procedure, &shown)
        .into_iter()
        .filter(|choice| choice.document.submit == Submit::Form)
        .map(|choice| Component {
            name: choice.document.name.clone(),
            counts: Counts {
                electronic: 1,
                ..Counts::default()
            },
            to_bring: None,
        });
    let sent = papers::slots(&matter.procedure, &shown, &matter.files, &BTreeMap::new(), &[])
        .into_iter()
        .filter(|slot| !slot.files.is_empty())
        .map(|slot| Component {
            name: slot.document.name,
            counts: Counts {
                electronic: u16::try_from(slot.files.len()).unwrap_or(u16::MAX),
                ..Counts::default()
            },
            to_bring: None,
        });
    let at_desk = procedure::documents(&matter.procedure, &shown)
        .into_iter()
        .filter_map(|choice| {
            let seen = on_paper.get(choice.document.key.as_str())?;
            let counts = Counts {
                originals: choice.document.originals.max(u16::from(choice.document.copies == 0)),
                copies: choice.document.copies,
                ..Counts::default()
            };
            Some(Component {
                name: [
                    choice.document.name.as_str(),
                    " (",
                    text::intake::seen(Language::Vi, *seen),
                    ")",
                ]
                .concat(),
                counts,
                to_bring: None,
            })
        });
    let to_bring = procedure::documents(&matter.procedure, &shown)
        .into_iter()
        .filter(|choice| choice.document.required && !on_paper.contains_key(choice.document.key.as_str()))
        .filter_map(|choice| {
            let how = match choice.document.submit {
                Submit::Present => "xuất trình",
                Submit::Paper => "nộp bản giấy",
                Submit::Upload | Submit::Form => return None,
            };
            Some(Component {
                name: choice.document.name.clone(),
                counts: Counts {
                    originals: choice.document.originals,
                    copies: choice.document.copies,
                    ..Counts::default()
                },
                to_bring: Some(how.to_owned()),
            })
        });
    filled.chain(sent).chain(at_desk).chain(to_bring).collect()
}

fn defect(matter: &Matter, item: &Defect) -> motcua_papers::Defect {
    let day = matter.row.submitted_at.date();
    let document = match &item.at {
        Place::Document(slot) => matter.procedure.documents.iter().find(|one| one.key == *slot),
        Place::Field(_) => None,
    };
    motcua_papers::Defect {
        place: PortalParts::place_name(&matter.procedure, &matter.row.answers, day, &item.at),
        counts: document.map_or_else(Counts::default, |document| Counts {
            originals: document.originals,
            copies: document.copies,
            ..Counts::default()
        }),
        reason: item.reason.clone(),
    }
}

fn stage(dossier: &Dossier) -> String {
    let status = dossier.status.map(|status| text::dossier::status(Language::Vi, status));
    status.unwrap_or_default().to_owned()
}

/// Says what of the fees was asked and paid.
fn settlement(payment: PaymentState) -> String {
    match payment {
        PaymentState::NothingAsked => "Chưa phát sinh".to_owned(),
        PaymentState::Asked { amount } => format!("Đã yêu cầu nộp {} đồng, chưa nộp", text::number::grouped(amount)),
        PaymentState::Paid { amount } => format!("Đã nộp {} đồng", text::number::grouped(amount)),
        PaymentState::Refunded { amount } => format!("Đã hoàn {} đồng", text::number::grouped(amount)),
    }
}

/// Says which way of receiving the result was registered, as form 01 has it.
fn registered(way: &ReturnWay) -> String {
    match way {
        ReturnWay::Online => "Trực tuyến".to_owned(),
        ReturnWay::Counter => "Tại bộ phận một cửa".to_owned(),
        ReturnWay::Post(recipient) => ["Qua bưu chính, ", &recipient.name, ", ", &recipient.address].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_paper_and_its_event_and_nothing_else() {
        assert_eq!(asked("bo-sung-3.pdf"), Some((PaperKind::SupplementRequest, Some(3))));
        assert_eq!(asked("tiep-nhan-2.pdf"), Some((PaperKind::Receipt, Some(2))));
        assert_eq!(asked("kiem-soat.pdf"), Some((PaperKind::HandOver, None)));
        for wrong in [
            "kiem-soat-2.pdf",
            "so-theo-doi-1.pdf",
            "bo-sung.pdf",
            "bo-sung-x.pdf",
            "bo-sung-3",
            "../x.pdf",
            ".pdf",
        ] {
            assert_eq!(asked(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn papers_are_written_at_the_place_the_agency_is_named_after() {
        assert_eq!(
            place("Ủy ban nhân dân phường Xuân Hương - Đà Lạt").as_deref(),
            Some("Xuân Hương - Đà Lạt")
        );
        assert_eq!(place("Sở Tư pháp tỉnh Lâm Đồng").as_deref(), Some("Lâm Đồng"));
        assert_eq!(place("Ban quản lý khu công nghiệp"), None);
    }
}
