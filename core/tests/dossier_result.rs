//! Results as papers: drafted, signed or sent back, replaced by a corrected one, revoked; histories of before read as they
//! were written.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use desk::{Desk, a_file, a_paper, defect, reason};
use motcua_core::{
    access::Decision,
    actor::Role,
    dossier::{
        AfterSupplement, Command, Digest, Event, EventKind, HandedOver, Refusal, ResultEnd, ResultPaper, Status, fold,
    },
};
use time::Duration;

fn accepted() -> Desk {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk
}

fn submit(desk: &Desk) -> Command {
    Command::SubmitForSigning {
        result: "Giấy khai sinh số 12/2026".into(),
        files: vec![a_file(1)],
        paper: a_paper(desk),
    }
}

fn sign() -> Command {
    Command::SignResult {
        files: vec![a_file(2)],
        sha256: Digest::of(&[b"signed"]),
    }
}

fn finish(paper: Option<ResultPaper>) -> Command {
    Command::Finish {
        result: "Giấy khai sinh số 12/2026".into(),
        files: vec![],
        paper,
    }
}

#[test]
fn a_specialist_submits_and_only_a_head_signs_which_finishes() {
    let mut desk = accepted();
    let (specialist, head) = (
        Desk::officer_with("H36.12", &[Role::Processing]),
        Desk::officer_with("H36.12", &[Role::Leadership]),
    );
    assert_eq!(desk.act_as(&head, sign()), Err(Refusal::NothingToSign));
    let command = submit(&desk);
    desk.act_as(&specialist, command).expect("submitted");
    assert_eq!(desk.status(), Status::Accepted, "nothing is finished by that");
    for command in [sign(), Command::DeclineSigning { reason: reason() }] {
        assert_eq!(
            desk.act_as(&specialist, command),
            Err(Refusal::Access(Decision::NotAllowed))
        );
    }
    assert_eq!(
        desk.act_as(&specialist, finish(None)),
        Err(Refusal::SigningPending),
        "nobody goes round the signature"
    );
    desk.act_as(&head, sign()).expect("signed");
    assert_eq!(desk.status(), Status::Finished);
    let result = desk.dossier.valid_result().expect("it holds");
    assert_eq!(result.files, [a_file(2)]);
    let paper = result.paper.as_ref().expect("a paper");
    assert_eq!(paper.number, "12/2026");
    assert_eq!(paper.sha256, Some(Digest::of(&[b"signed"])));
    assert!(desk.dossier.draft.is_none());
}

#[test]
fn a_draft_is_sent_back_with_a_reason_and_another_takes_its_place() {
    let mut desk = accepted();
    let command = submit(&desk);
    desk.act(command).expect("submitted");
    assert_eq!(
        desk.act(Command::DeclineSigning { reason: " ".into() }),
        Err(Refusal::ReasonMissing)
    );
    desk.act(Command::DeclineSigning { reason: reason() })
        .expect("sent back");
    assert!(desk.dossier.draft.is_none());
    assert_eq!(desk.act(sign()), Err(Refusal::NothingToSign));
    let command = submit(&desk);
    desk.act(command).expect("submitted again");
    let mut better = a_paper(&desk);
    better.number = "13/2026".into();
    desk.act(Command::SubmitForSigning {
        result: "Giấy khai sinh số 13/2026".into(),
        files: vec![a_file(3)],
        paper: better,
    })
    .expect("a better one before anybody signed");
    desk.act(sign()).expect("signed");
    assert_eq!(desk.dossier.result.as_deref(), Some("Giấy khai sinh số 13/2026"));
    let inside = desk.events.iter().filter(|event| event.kind.is_inside()).count();
    assert_eq!(inside, 4, "the applicant is not told of drafts");
}

#[test]
fn a_wait_for_the_applicant_takes_the_draft_away() {
    let mut desk = accepted();
    let command = submit(&desk);
    desk.act(command).expect("submitted");
    desk.act(Command::StartProcessing).expect("started");
    assert!(desk.dossier.draft.is_some());
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert!(desk.dossier.draft.is_none());
    desk.supplement("child.name").expect("mended");
    assert_eq!(desk.act(sign()), Err(Refusal::NothingToSign));
}

#[test]
fn a_result_has_a_number_and_a_day_that_has_come_and_a_signature_needs_a_file() {
    let mut desk = accepted();
    let mut silent = a_paper(&desk);
    silent.number = " … ".into();
    assert_eq!(desk.act(finish(Some(silent))), Err(Refusal::NumberMissing));
    let mut later = a_paper(&desk);
    later.issued_on = later.issued_on.saturating_add(Duration::days(1));
    assert_eq!(desk.act(finish(Some(later))), Err(Refusal::IssuedLater));
    let none = Command::SubmitForSigning {
        result: reason(),
        files: vec![],
        paper: a_paper(&desk),
    };
    assert_eq!(desk.act(none), Err(Refusal::PaperMissing));
    let paper = a_paper(&desk);
    desk.act(finish(Some(paper)))
        .expect("finished without a file: it is handed over on paper");
}

#[test]
fn a_corrected_result_replaces_and_is_signed_like_the_first() {
    let mut desk = accepted();
    let command = submit(&desk);
    desk.act(command).expect("submitted");
    desk.act(sign()).expect("signed");
    desk.act(Command::OpenCorrection { reason: reason() }).expect("opened");
    let command = submit(&desk);
    desk.act(command).expect("submitted");
    desk.wait(1);
    desk.act(sign()).expect("signed");
    assert!(matches!(
        desk.events.last().map(|event| &event.kind),
        Some(EventKind::Corrected { .. })
    ));
    let results = &desk.dossier.results;
    assert_eq!(results.len(), 2);
    assert_eq!(results[0].end, Some(ResultEnd::Replaced { at: desk.now }));
    assert_eq!(results[1].end, None);
}

#[test]
fn a_revoked_result_is_not_handed_over_and_stays_revoked_when_another_comes() {
    let mut desk = accepted();
    let revoke = || Command::RevokeResult { reason: reason() };
    assert_eq!(desk.act(revoke()), Err(Refusal::NothingToRevoke));
    let paper = a_paper(&desk);
    desk.act(finish(Some(paper))).expect("finished");
    let specialist = Desk::officer_with("H36.12", &[Role::Processing]);
    assert_eq!(
        desk.act_as(&specialist, revoke()),
        Err(Refusal::Access(Decision::NotAllowed))
    );
    desk.act(revoke()).expect("revoked");
    assert_eq!(desk.status(), Status::Finished);
    assert_eq!(desk.act(revoke()), Err(Refusal::NothingToRevoke));
    let hand_over = || Command::ReturnResult {
        how: HandedOver::Online,
        received_by: None,
    };
    assert_eq!(desk.act(hand_over()), Err(Refusal::ResultRevoked));
    desk.act(Command::OpenCorrection { reason: reason() }).expect("opened");
    desk.act(Command::Correct {
        result: "Giấy khai sinh số 13/2026".into(),
        files: vec![],
        paper: None,
    })
    .expect("corrected");
    assert!(matches!(desk.dossier.results[0].end, Some(ResultEnd::Revoked { .. })));
    desk.act(hand_over()).expect("the new one is handed over");
}

#[test]
fn a_history_written_before_results_were_papers_reads_as_it_was_written() {
    let mut desk = accepted();
    desk.act(finish(None)).expect("finished");
    let text = desk.events.last().expect("events").to_text().expect("writes");
    assert!(
        text.contains(r#""kind":{"finished":{"result":"Giấy khai sinh số 12/2026","files":[]}}"#),
        "{text}"
    );
    assert_eq!(Event::from_text(&text).as_ref(), Ok(&desk.events[2]));
    let old = fold(desk.dossier.id, &desk.events);
    assert_eq!(old.results[0].paper, None);
}
