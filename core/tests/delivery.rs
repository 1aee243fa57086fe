//! A result by post: from the order sheet to the recipient's signature or back, apart from the casework, which only that
//! signature ends.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use desk::{Desk, by_post, commands, reason};
use motcua_core::{
    access::Decision,
    actor::Role,
    dossier::{
        AfterSupplement, Command, DeliveryState, EventKind, HandedOver, ItemCode, PostEnd, PostState, Recipient,
        RecipientProblem, Refusal, ReturnWay, Status, fold, verify_chain,
    },
    notification::{Matter, earlier_than, intents},
};
use proptest::prelude::*;

const HOME: &str = "12 Phan Bội Châu, Phường Xuân Hương";

fn finish() -> Command {
    Command::Finish {
        result: "Giấy khai sinh số 12/2026".into(),
        files: vec![],
        paper: None,
    }
}

/// A dossier whose result lies ready, to go by post.
fn ready() -> Desk {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::ChooseReturnWay(by_post(HOME))).expect("chosen");
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(finish()).expect("finished");
    desk
}

fn hand(order: u64, item: &str) -> Command {
    Command::HandToPost {
        order,
        item: item.parse().expect("a code"),
        carrier: "Nguyễn Văn Bưu".into(),
    }
}

fn delivered(desk: &Desk, order: u64) -> Command {
    Command::DeliverPost {
        order,
        signed_on: desk.now.date(),
        received_by: "Trần Thị Mai Lan".into(),
    }
}

fn at_counter() -> Command {
    Command::ReturnResult {
        how: HandedOver::Counter,
        received_by: Some("Trần Thị Mai Lan".into()),
    }
}

fn send(desk: &mut Desk, item: &str) -> u64 {
    desk.act(Command::OrderPost).expect("ordered");
    let order = desk.post(PostState::Ordered);
    desk.act(hand(order, item)).expect("handed over");
    order
}

#[test]
fn only_the_recipients_signature_ends_a_dossier_by_post() {
    let mut desk = ready();
    assert_eq!(desk.act(hand(0, "RR473124829VN")), Err(Refusal::NoPostOrder));
    desk.act(Command::OrderPost).expect("ordered");
    assert_eq!(desk.dossier.delivery, DeliveryState::Ordered);
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::PostOrderedAlready));
    let order = desk.post(PostState::Ordered);
    assert!(desk.dossier.posts[0].number.ends_with("/PG1"));
    assert_eq!(desk.act(delivered(&desk, order)), Err(Refusal::NoPostOrder));
    desk.act(hand(order, "RR 473124829 VN")).expect("handed over");
    assert_eq!(
        (desk.status(), desk.dossier.delivery),
        (Status::Finished, DeliveryState::OnTheWay),
        "the carrier's hands are not the applicant's"
    );
    assert_eq!(desk.act(at_counter()), Err(Refusal::ParcelAway));
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::ParcelAway));
    assert_eq!(
        desk.act(Command::ChooseReturnWay(ReturnWay::Counter)),
        Err(Refusal::ParcelAway)
    );
    desk.wait(2);
    let nameless = Command::DeliverPost {
        order,
        signed_on: desk.now.date(),
        received_by: "  ".into(),
    };
    assert_eq!(desk.act(nameless), Err(Refusal::ReceiverMissing));
    for (days, refusal) in [(-3, Refusal::SignedBeforeSent), (1, Refusal::SignedLater)] {
        let early = Command::DeliverPost {
            order,
            signed_on: desk.later(days).date(),
            received_by: "Trần Thị Mai Lan".into(),
        };
        assert_eq!(desk.act(early), Err(refusal));
    }
    desk.act(delivered(&desk, order)).expect("delivered");
    assert_eq!(
        (desk.status(), desk.dossier.delivery),
        (Status::Returned, DeliveryState::HandedOver(HandedOver::Post))
    );
    let names: Vec<&str> = desk
        .events
        .iter()
        .rev()
        .take(4)
        .map(|event| event.kind.name())
        .collect();
    assert_eq!(
        names,
        ["result_returned", "post_delivered", "post_handed_over", "post_ordered"]
    );
    assert!(!desk.dossier.is_open());
}

#[test]
fn nobody_says_by_post_without_a_dispatch() {
    let mut desk = ready();
    let by_word = Command::ReturnResult {
        how: HandedOver::Post,
        received_by: Some("Trần Thị Mai Lan".into()),
    };
    assert_eq!(desk.act(by_word), Err(Refusal::PostUnsigned));
    assert_eq!(desk.status(), Status::Finished);
}

#[test]
fn what_came_back_is_sent_again_or_handed_over_at_the_counter() {
    let mut desk = ready();
    let order = send(&mut desk, "RR473124829VN");
    assert_eq!(
        desk.act(Command::TakePostBack {
            order,
            reason: " ".into()
        }),
        Err(Refusal::ReasonMissing)
    );
    desk.act(Command::TakePostBack {
        order,
        reason: "Không có người nhận".into(),
    })
    .expect("back");
    assert_eq!(
        (desk.status(), desk.dossier.delivery),
        (Status::Finished, DeliveryState::CameBack)
    );
    let mut again = desk.clone();
    again
        .act(Command::ChooseReturnWay(by_post("5 Lê Lợi, Phường Mũi Né")))
        .expect("another address");
    again.act(Command::OrderPost).expect("ordered again");
    let second = again.post(PostState::Ordered);
    assert!(again.dossier.posts[1].number.ends_with("/PG2"));
    assert_eq!(again.act(hand(second, "RR473124829VN")), Err(Refusal::ItemCodeTaken));
    again.act(hand(second, "MC00000002")).expect("handed over");
    assert_eq!(again.act(delivered(&again, order)), Err(Refusal::NoPostOrder));
    again.act(delivered(&again, second)).expect("delivered");
    assert_eq!(again.status(), Status::Returned);
    desk.act(at_counter()).expect("handed over");
    assert_eq!(desk.dossier.delivery, DeliveryState::HandedOver(HandedOver::Counter));
}

#[test]
fn a_sheet_whose_parcel_has_not_left_lapses_with_what_it_rested_on() {
    let elsewhere = by_post("5 Lê Lợi, Phường Mũi Né");
    let revoked = Command::RevokeResult { reason: reason() };
    let correction = Command::OpenCorrection { reason: reason() };
    for (command, lapses) in [
        (Command::ChooseReturnWay(by_post(HOME)), false),
        (Command::ChooseReturnWay(elsewhere), true),
        (Command::ChooseReturnWay(ReturnWay::Counter), true),
        (at_counter(), true),
        (revoked, true),
        (correction, true),
    ] {
        let mut desk = Desk::filed(AfterSupplement::Restart);
        desk.act(Command::ChooseReturnWay(by_post(HOME))).expect("chosen");
        desk.act(Command::Accept { due: None }).expect("accepted");
        let paper = desk::a_paper(&desk);
        desk.act(Command::Finish {
            result: "Giấy khai sinh".into(),
            files: vec![desk::a_file(1)],
            paper: Some(paper),
        })
        .expect("finished");
        desk.act(Command::OrderPost).expect("ordered");
        desk.act(command.clone()).expect("done");
        let end = desk.dossier.posts[0].end.clone();
        assert_eq!(matches!(end, Some(PostEnd::Lapsed { .. })), lapses, "{command:?}");
    }
}

#[test]
fn a_parcel_with_a_result_that_was_corrected_meanwhile_ends_nothing() {
    let mut desk = ready();
    let order = send(&mut desk, "RR473124829VN");
    desk.act(Command::OpenCorrection { reason: reason() }).expect("opened");
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::CorrectionOpen));
    desk.act(Command::Correct {
        result: "Giấy khai sinh số 12a/2026".into(),
        files: vec![],
        paper: None,
    })
    .expect("corrected");
    desk.act(delivered(&desk, order)).expect("delivered");
    assert_eq!(
        (desk.status(), desk.dossier.delivery),
        (Status::Finished, DeliveryState::Ready)
    );
    let second = send(&mut desk, "MC00000002");
    desk.act(delivered(&desk, second)).expect("delivered");
    assert_eq!(desk.status(), Status::Returned);
}

#[test]
fn nothing_is_sent_without_a_result_or_an_address() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::NothingToSend));
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(finish()).expect("finished");
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::NoPostalWay));
    desk.act(Command::ChooseReturnWay(ReturnWay::Counter)).expect("chosen");
    assert_eq!(desk.act(Command::OrderPost), Err(Refusal::NoPostalWay));
    let mut ended = Desk::filed(AfterSupplement::Restart);
    ended
        .act(Command::RefuseReception { reason: reason() })
        .expect("refused");
    assert_eq!(
        ended.act(Command::ChooseReturnWay(ReturnWay::Counter)),
        Err(Refusal::Over)
    );
}

#[test]
fn the_post_clerk_handles_parcels_and_nothing_else() {
    let clerk = Desk::officer_with("H36.12", &[Role::PostClerk]);
    let specialist = Desk::officer_with("H36.12", &[Role::Processing, Role::Leadership]);
    let mut desk = ready();
    let refused = Err(Refusal::Access(Decision::NotAllowed));
    assert_eq!(desk.act_as(&clerk, Command::OrderPost), refused);
    desk.act(Command::OrderPost).expect("ordered");
    let order = desk.post(PostState::Ordered);
    assert_eq!(desk.act_as(&specialist, hand(order, "MC00000001")), refused);
    let owner = desk.owner();
    assert_eq!(desk.act_as(&owner, hand(order, "MC00000001")), refused);
    desk.act_as(&clerk, hand(order, "MC00000001")).expect("handed over");
    desk.act_as(&clerk, delivered(&desk, order)).expect("delivered");
    for command in commands(&desk) {
        let is_post = matches!(
            command,
            Command::HandToPost { .. } | Command::DeliverPost { .. } | Command::TakePostBack { .. }
        );
        let answer = desk.clone().act_as(&clerk, command.clone());
        assert_eq!(matches!(answer, Err(Refusal::Access(_))), !is_post, "{command:?}");
    }
}

#[test]
fn recipients_and_codes_are_read_at_the_door() {
    let read = |name, phone, address| Recipient::read(name, phone, address);
    let good = read(" Trần Thị Mai Lan ", "0912 345 678", "12 Phan Bội Châu, Đà Lạt").expect("read");
    assert_eq!(
        (good.name.as_str(), good.phone.as_str()),
        ("Trần Thị Mai Lan", "+84912345678")
    );
    for (name, phone, address, problem) in [
        ("", "0912345678", HOME, RecipientProblem::Name),
        ("12", "0912345678", HOME, RecipientProblem::Name),
        ("Lan\u{202e}", "0912345678", HOME, RecipientProblem::Name),
        ("Trần Lan", "091", HOME, RecipientProblem::Phone),
        ("Trần Lan", "0912345678", "Đà", RecipientProblem::Address),
        (
            "Trần Lan",
            "0912345678",
            "Số\n12 Phan Bội Châu",
            RecipientProblem::Address,
        ),
    ] {
        assert_eq!(read(name, phone, address), Err(problem), "{name:?} {phone} {address:?}");
    }
    for (typed, code) in [
        ("rr 473124829 vn", Some("RR473124829VN")),
        ("RR473124828VN", None),
        ("MC-0000 0001", Some("MC00000001")),
        ("1234567", None),
        ("ABCDEFGH", None),
        ("MC0000000Ộ1", None),
        ("", None),
    ] {
        let read = typed.parse::<ItemCode>().ok();
        assert_eq!(read.as_ref().map(ItemCode::as_str), code, "{typed}");
    }
}

#[test]
fn the_applicant_is_told_that_it_left_that_it_came_back_and_that_it_is_early() {
    let mut desk = ready();
    let order = send(&mut desk, "RR473124829VN");
    desk.act(Command::TakePostBack {
        order,
        reason: reason(),
    })
    .expect("back");
    let told: Vec<_> = desk
        .events
        .iter()
        .rev()
        .take(3)
        .flat_map(|event| intents(event, desk.filing.applicant))
        .map(|intent| (intent.matter, intent.item))
        .collect();
    assert_eq!(
        told,
        [
            (Matter::PostCameBack, None),
            (Matter::PostHandedOver, Some("RR473124829VN".to_owned())),
        ]
    );
    let finished = desk
        .events
        .iter()
        .find(|event| matches!(event.kind, EventKind::Finished { .. }));
    let finished = finished.expect("finished");
    let promised = desk.dossier.due.as_ref().map(|due| due.due_at);
    assert_eq!(earlier_than(finished, promised), promised);
    assert_eq!(
        earlier_than(finished, Some(finished.at)),
        None,
        "the same day is not early"
    );
    assert_eq!(earlier_than(&desk.events[0], promised), None);
}

/// The delivery states that may stand beside a status.
fn may_stand(desk: &Desk) -> bool {
    let corrected = desk.dossier.corrections.iter().any(|one| one.corrected_at.is_some());
    match (desk.status(), desk.dossier.delivery) {
        (Status::Finished, delivery) => delivery.is_waiting(),
        (Status::Returned, DeliveryState::HandedOver(_)) => true,
        (Status::Returned, delivery) => corrected && delivery.is_waiting(),
        (_, delivery) => delivery == DeliveryState::NoResult,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is done in whatever order: delivery and casework never contradict each other, the carrier's hands never end
    /// a dossier, at most one parcel carries the result that stands, and the history tells it all.
    #[test]
    fn no_sequence_of_commands_reaches_an_illegal_pair(picks in prop::collection::vec(0..64_usize, 1..60)) {
        let mut desk = ready();
        for pick in picks {
            let mut all = commands(&desk);
            let posts = all.split_off(all.len() - 6);
            // Half of the picks are of the delivery, so that its states are reached often.
            let chosen = if pick % 2 == 0 { &posts } else { &all };
            let Some(command) = chosen.get((pick / 2) % chosen.len()).cloned() else { continue };
            let before = desk.clone();
            let kind = command.kind();
            if desk.act(command).is_err() {
                prop_assert_eq!(&desk.dossier, &before.dossier);
                continue;
            }
            prop_assert!(may_stand(&desk), "{:?} {:?} after {kind:?}", desk.status(), desk.dossier.delivery);
            if before.status() != Status::Returned && desk.status() == Status::Returned {
                let signed = desk.dossier.posts.iter().any(|one| one.state() == PostState::Delivered);
                let by_post = desk.dossier.delivery == DeliveryState::HandedOver(HandedOver::Post);
                prop_assert!(!by_post || signed);
            }
            let open = desk.dossier.posts.iter().filter(|one| {
                matches!(one.state(), PostState::Ordered | PostState::OnTheWay) && desk.dossier.carries_present(one)
            });
            prop_assert!(open.count() <= 1);
            prop_assert!(!matches!(desk.dossier.delivery, DeliveryState::OnTheWay) || desk.dossier.is_parcel_away());
        }
        prop_assert_eq!(verify_chain(&desk.events).ok(), desk.dossier.last);
        prop_assert_eq!(fold(desk.dossier.id, &desk.events), desk.dossier.clone());
        for event in &desk.events {
            let text = event.to_text().expect("written");
            let read = motcua_core::dossier::Event::from_text(&text).expect("read");
            prop_assert_eq!(&read, event);
        }
    }
}
