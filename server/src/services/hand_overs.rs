//! The chain of hand-overs of a dossier (giao, nhận) as its events tell it.

use motcua_core::{
    dossier::{Dossier, Event, EventKind, HandedOver, apply},
    id::AccountId,
};
use motcua_papers::{HandOverRow, Outcome};

use super::printing::Matter;
use crate::reference::Reference;

/// What the one-stop desk is called.
pub(super) const DESK: &str = "Bộ phận Tiếp nhận và Trả kết quả";

/// Lists every hand-over in order; what passes nothing on is none.
pub(super) fn hand_overs(matter: &Matter, reference: &Reference) -> Vec<HandOverRow> {
    let mut dossier = Dossier::new(matter.row.id);
    let mut rows = Vec::new();
    for event in &matter.history {
        rows.extend(hand_over(matter, reference, &dossier, event));
        dossier = apply(dossier, event);
    }
    rows
}

fn hand_over(matter: &Matter, reference: &Reference, before: &Dossier, event: &Event) -> Option<HandOverRow> {
    let applicant = || matter.row.applicant.clone();
    let desk = || match matter.officer(event) {
        Some(name) => [&name, ", ", DESK].concat(),
        None => DESK.to_owned(),
    };
    let agency = reference.agency_name(&matter.row.agency);
    let worker = || match matter.officer(event) {
        Some(name) => [&name, ", ", &agency].concat(),
        None => agency.clone(),
    };
    let named = |account: &AccountId| match matter.officers.get(account) {
        Some(name) => [name, ", ", &agency].concat(),
        None => agency.clone(),
    };
    let (from, to, note) = match &event.kind {
        EventKind::Accepted { .. } => (applicant(), desk(), "Tiếp nhận hồ sơ".to_owned()),
        EventKind::SupplementAsked { .. } => (worker(), applicant(), "Yêu cầu bổ sung, hoàn thiện hồ sơ".to_owned()),
        EventKind::Supplemented { .. } => (applicant(), DESK.to_owned(), "Bổ sung hồ sơ".to_owned()),
        EventKind::ProcessingStarted => (DESK.to_owned(), worker(), "Chuyển xử lý".to_owned()),
        EventKind::Assigned { to, .. } => (desk(), named(to), "Phân công xử lý".to_owned()),
        EventKind::Reassigned { from, to, reason } => {
            (named(from), named(to), ["Chuyển người xử lý: ", reason].concat())
        }
        EventKind::TakenOver { from, to } => (
            from.as_ref().map_or_else(|| DESK.to_owned(), named),
            named(to),
            "Nhận xử lý".to_owned(),
        ),
        EventKind::Finished { result, .. } => (worker(), DESK.to_owned(), ["Kết thúc xử lý: ", result].concat()),
        EventKind::ResultReturned { how, .. } => (desk(), applicant(), ["Trả kết quả ", handed_over(*how)].concat()),
        EventKind::CorrectionOpened { reason, .. } => (
            DESK.to_owned(),
            worker(),
            ["Sửa sai sót của cơ quan: ", reason].concat(),
        ),
        EventKind::Corrected { result, .. } => (worker(), DESK.to_owned(), ["Đã sửa kết quả: ", result].concat()),
        EventKind::CorrectionReturned { how, .. } => {
            (desk(), applicant(), ["Trả kết quả đã sửa ", handed_over(*how)].concat())
        }
        EventKind::SigningRequested { result, .. } => {
            (worker(), "Lãnh đạo".to_owned(), ["Trình ký: ", result].concat())
        }
        EventKind::SigningDeclined { reason } => (worker(), DESK.to_owned(), ["Trả lại dự thảo: ", reason].concat()),
        EventKind::ResultRevoked { reason } => (worker(), applicant(), ["Thu hồi kết quả: ", reason].concat()),
        EventKind::Stopped { .. } | EventKind::WithdrawalConfirmed => {
            (worker(), applicant(), "Dừng giải quyết hồ sơ".to_owned())
        }
        EventKind::StepPassed { to, officer, .. } => (
            before.assignee.as_ref().map_or_else(worker, named),
            officer.as_ref().map_or_else(|| agency.clone(), named),
            ["Chuyển bước: ", step_name(before, to)].concat(),
        ),
        EventKind::StepSentBack {
            to, officer, reason, ..
        } => (
            worker(),
            officer.as_ref().map_or_else(|| agency.clone(), named),
            ["Trả lại bước ", step_name(before, to), ": ", reason].concat(),
        ),
        EventKind::ConsultationAsked(question) => (
            worker(),
            reference.agency_name(question.to.as_str()),
            "Lấy ý kiến".to_owned(),
        ),
        EventKind::ConsultationAnswered { by, opinion, .. } => {
            let body = reference.agency_name(by.as_str());
            let who = match matter.officer(event) {
                Some(name) => [&name, ", ", &body].concat(),
                None => body,
            };
            let stands = motcua_app::text::consultation::position(motcua_app::views::Language::Vi, opinion.position);
            (who, agency.clone(), ["Cho ý kiến: ", stands].concat())
        }
        EventKind::ConsultationWithdrawn { to, reason, .. } => (
            worker(),
            reference.agency_name(to.as_str()),
            ["Thôi lấy ý kiến: ", reason].concat(),
        ),
        EventKind::PostHandedOver { item, carrier, .. } => (
            desk(),
            [carrier, ", bưu chính"].concat(),
            ["Giao bưu chính, mã ", item.as_str()].concat(),
        ),
        EventKind::PostCameBack { reason, .. } => {
            ("Bưu chính".to_owned(), desk(), ["Bưu chính chuyển hoàn: ", reason].concat())
        }
        EventKind::ReturnWayChosen(_)
        | EventKind::PostOrdered { .. }
        // The signature hands the result over, and that is an event of its own.
        | EventKind::PostDelivered { .. }
        | EventKind::Submitted(_)
        | EventKind::ReceptionRefused { .. }
        | EventKind::PaymentAsked { .. }
        | EventKind::PaymentConfirmed { .. }
        | EventKind::FeePaid { .. }
        | EventKind::FeeRefunded { .. }
        | EventKind::Extended { .. }
        | EventKind::WithdrawalRequested { .. }
        | EventKind::WithdrawalDeclined { .. } => return None,
    };
    let is_end = matches!(event.kind, EventKind::Finished { .. });
    let due_at = match &event.kind {
        EventKind::ConsultationAnswered { question, .. } => {
            before.consultation(*question).map(|one| one.question.due_at)
        }
        _ => before.due.as_ref().filter(|_| is_end).map(|due| due.due_at),
    };
    Some(HandOverRow {
        from,
        to,
        at: event.at,
        outcome: due_at.map(|due_at| Outcome::of(event.at, due_at)),
        note,
    })
}

/// Names a step of a dossier's process.
fn step_name<'a>(dossier: &'a Dossier, key: &'a str) -> &'a str {
    let found = dossier.process().iter().find(|step| step.key == key);
    found.map_or(key, |step| &step.name)
}

/// Says how a result was handed over.
pub(super) const fn handed_over(how: HandedOver) -> &'static str {
    match how {
        HandedOver::Online => "trực tuyến",
        HandedOver::Counter => "tại quầy",
        HandedOver::Post => "qua bưu chính",
    }
}
