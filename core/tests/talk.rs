//! What is written beside a dossier: which words are taken, how many, who is told.

#![allow(clippy::unwrap_used, reason = "a test says by panicking")]

use motcua_core::{
    calendar::Moment,
    id::AccountId,
    notification::Matter,
    talk::{MOST_MESSAGES, MOST_SIGNS, NotTaken, OPEN_AFTER, Side, Standing, Words, WordsError},
};
use proptest::prelude::*;
use time::macros::datetime;

fn now() -> Moment {
    Moment::from_local(datetime!(2026-11-20 9:00))
}

fn account(number: u32) -> AccountId {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

#[test]
fn words_are_taken_as_typed_but_not_empty_not_too_long_and_with_nothing_hidden() {
    let taken = |text: &str| text.parse::<Words>().map(|words| words.as_str().to_owned());
    assert_eq!(
        taken("  Chào chị,\r\nem cần hỏi <b>  "),
        Ok("Chào chị,\nem cần hỏi <b>".to_owned())
    );
    for nothing in ["", "  \n\t ", "\u{a0}"] {
        assert_eq!(taken(nothing), Err(WordsError::Empty), "{nothing:?}");
    }
    for hostile in ["a\0b", "abc\u{202E}txt", "a\u{200B}b", "\u{1b}[2J"] {
        assert_eq!(taken(hostile), Err(WordsError::Hostile), "{hostile:?}");
    }
    assert!(taken(&"ữ".repeat(MOST_SIGNS)).is_ok());
    assert_eq!(taken(&"ữ".repeat(MOST_SIGNS + 1)), Err(WordsError::TooLong));
    assert_eq!(
        taken(&"\0".repeat(1 << 20)),
        Err(WordsError::TooLong),
        "and is not read through"
    );
    assert!(
        taken(&"e\u{302}\u{301}".repeat(MOST_SIGNS)).is_ok(),
        "counted as it is kept"
    );
}

#[test]
fn a_side_writes_so_many_an_hour_and_a_thread_holds_so_many() {
    let of = |all, in_an_hour| Standing {
        all,
        in_an_hour,
        ..Standing::default()
    };
    for side in Side::ALL {
        let most = side.most_in_an_hour();
        assert_eq!(of(most, most - 1).takes(side, now()), Ok(()));
        assert_eq!(of(most, most).takes(side, now()), Err(NotTaken::TooOften));
        assert_eq!(of(MOST_MESSAGES, 0).takes(side, now()), Err(NotTaken::Full));
        assert_eq!(side.key().parse(), Ok(side));
    }
}

#[test]
fn a_thread_closes_a_month_after_the_dossier_has_ended() {
    let of = |ended_at| Standing {
        ended_at,
        ..Standing::default()
    };
    assert!(of(None).is_open(now()));
    assert!(of(Some(now().plus(-OPEN_AFTER).plus(time::Duration::SECOND))).is_open(now()));
    let over = of(Some(now().plus(-OPEN_AFTER)));
    assert!(!over.is_open(now()));
    assert_eq!(over.takes(Side::Applicant, now()), Err(NotTaken::Closed));
}

#[test]
fn each_side_is_told_of_the_others_messages_and_of_several_unread_ones_once() {
    let officers = [account(5), account(6)];
    let told = |from, untold| {
        let standing = Standing {
            untold,
            ..Standing::default()
        };
        let intents = standing.intents(from, account(1), &officers);
        intents.iter().map(|one| (one.to, one.matter)).collect::<Vec<_>>()
    };
    assert_eq!(told(Side::Agency, 0), [(account(1), Matter::Message)]);
    assert_eq!(
        told(Side::Applicant, 0),
        [(account(5), Matter::DeskMessage), (account(6), Matter::DeskMessage)]
    );
    assert!(told(Side::Agency, 1).is_empty() && told(Side::Applicant, 3).is_empty());
    assert!(Matter::DeskMessage.is_desks() && !Matter::Message.is_desks());
}

proptest! {
    #[test]
    fn what_is_taken_is_taken_again_unchanged(text in any::<String>()) {
        if let Ok(words) = text.parse::<Words>() {
            prop_assert_eq!(words.as_str().parse::<Words>(), Ok(words.clone()));
            prop_assert!(words.as_str().chars().count() <= MOST_SIGNS);
        }
    }
}
