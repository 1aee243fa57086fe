//! Drafts typed at in two places: nothing typed is dropped, the order of the sides does not matter, merging again
//! changes nothing; rows of repeated sections included.
#![allow(clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use motcua_core::{
    calendar::Moment,
    draft::{Hand, Ledger, Side, Stamp, Stamps, Turns, merge, moved},
    form::Answers,
};
use proptest::prelude::*;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in pairs {
        answers.set(path, *text).expect("a path");
    }
    answers
}

fn stamp(at: i64, device: &str) -> Stamp {
    Stamp {
        at: Moment::from_micros(at),
        by: Hand {
            device: device.to_owned(),
            page: String::new(),
        },
    }
}

/// A side whose changes since `base` were all typed at one time.
fn side(base: &Answers, answers: Answers, at: i64, device: &str) -> Side {
    let changed: BTreeSet<String> = base
        .iter()
        .chain(answers.iter())
        .map(|(path, _)| path)
        .filter(|path| base.get(path) != answers.get(path))
        .map(str::to_owned)
        .collect();
    let stamps = changed.into_iter().map(|path| (path, stamp(at, device))).collect();
    Side { answers, stamps }
}

#[test]
fn a_field_only_one_side_changed_is_that_sides() {
    let base = answers(&[("a.x", "1"), ("a.y", "1"), ("b.z", "1")]);
    let one = side(&base, answers(&[("a.x", "2"), ("a.y", "1"), ("b.z", "1")]), 5, "one");
    let two = side(&base, answers(&[("a.x", "1"), ("b.z", "3")]), 4, "two");
    let merged = merge(&base, &one, &two);
    assert_eq!(merged.answers, answers(&[("a.x", "2"), ("b.z", "3")]));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn a_field_both_changed_is_the_later_ones_and_the_other_is_handed_back() {
    let base = answers(&[("a.x", "1")]);
    let one = side(&base, answers(&[("a.x", "mẹ")]), 5, "one");
    let two = side(&base, answers(&[("a.x", "bà")]), 9, "two");
    for merged in [merge(&base, &one, &two), merge(&base, &two, &one)] {
        assert_eq!(merged.answers.get("a.x"), Some("bà"));
        assert_eq!(merged.stamps.get("a.x"), Some(&stamp(9, "two")));
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(
            (
                merged.conflicts[0].path.as_str(),
                merged.conflicts[0].other.text.as_str()
            ),
            ("a.x", "mẹ")
        );
    }
    let same = side(&base, answers(&[("a.x", "mẹ")]), 9, "two");
    assert_eq!(merge(&base, &one, &same).conflicts, [], "both typed the same");
}

#[test]
fn one_page_never_contradicts_itself() {
    let base = answers(&[]);
    let page = |at, text: &str| {
        let mut side = side(&base, answers(&[("a.x", text)]), at, "one");
        side.stamps
            .values_mut()
            .for_each(|stamp| stamp.by.page = "p".to_owned());
        side
    };
    let merged = merge(&base, &page(3, "Ng"), &page(5, "Nguyễn"));
    assert_eq!((merged.answers.get("a.x"), merged.conflicts.len()), (Some("Nguyễn"), 0));
}

#[test]
fn rows_added_on_both_sides_are_both_kept_and_the_row_both_added_is_one() {
    let base = answers(&[("m.#", "1"), ("m.0.name", "An")]);
    let with = |names: &[&str]| {
        let mut all = base.clone();
        for (at, name) in names.iter().enumerate() {
            all.set(&format!("m.{}.name", at + 1), *name).expect("a path");
        }
        all.set_rows("m", u16::try_from(names.len() + 1).expect("few"));
        all
    };
    let one = side(&base, with(&["Bình"]), 5, "one");
    let two = side(&base, with(&["Chi"]), 4, "two");
    let merged = merge(&base, &one, &two);
    assert_eq!(merged.answers, with(&["Chi", "Bình"]), "in the order of their times");
    assert_eq!(merged.conflicts, []);
    let same = side(&base, with(&["Bình"]), 4, "two");
    assert_eq!(merge(&base, &one, &same).answers, with(&["Bình"]));
}

#[test]
fn a_row_taken_out_here_and_changed_there_stays_and_the_others_are_found_again() {
    let row = |at: usize, name: &str, job: &str| {
        [
            (format!("m.{at}.name"), name.to_owned()),
            (format!("m.{at}.job"), job.to_owned()),
        ]
    };
    let list = |rows: &[(&str, &str)]| {
        let mut all = Answers::default();
        for (at, (name, job)) in rows.iter().enumerate() {
            for (path, text) in row(at, name, job) {
                all.set(&path, text).expect("a path");
            }
        }
        all.set_rows("m", u16::try_from(rows.len()).expect("few"));
        all
    };
    let base = list(&[("An", "thợ"), ("Bình", "thợ"), ("Chi", "thợ")]);
    let one = side(&base, list(&[("Bình", "thợ"), ("Chi", "thầy")]), 5, "one");
    let untouched = side(
        &base,
        list(&[("An", "thợ"), ("Bình", "lái xe"), ("Chi", "thợ")]),
        6,
        "two",
    );
    let merged = merge(&base, &one, &untouched);
    assert_eq!(merged.answers, list(&[("Bình", "lái xe"), ("Chi", "thầy")]));
    assert_eq!(merged.conflicts, []);
    let changed = side(
        &base,
        list(&[("An", "nông dân"), ("Bình", "thợ"), ("Chi", "thợ")]),
        6,
        "two",
    );
    let merged = merge(&base, &one, &changed);
    assert_eq!(
        merged.answers,
        list(&[("An", "nông dân"), ("Bình", "thợ"), ("Chi", "thầy")])
    );
    assert_eq!(moved(&base, &one.answers, "m.2.job").as_deref(), Some("m.1.job"));
    assert_eq!(moved(&base, &one.answers, "m.0.job"), None);
    assert_eq!(moved(&base, &one.answers, "a.x").as_deref(), Some("a.x"));
}

#[test]
fn a_ledger_tells_what_an_old_page_showed() {
    let mut ledger = Ledger::default();
    let versions: Vec<Answers> = ["", "Ng", "Nguyễn", "", "Trần"]
        .iter()
        .map(|text| {
            let mut version = answers(&[("a.other", "1")]);
            version.set("a.x", *text).expect("a path");
            version
        })
        .collect();
    for (at, pair) in versions.windows(2).enumerate() {
        let version = Moment::from_micros(i64::try_from(at).expect("few") * 10 + 10);
        ledger.record(
            &pair[0],
            &pair[1],
            version,
            &Stamps::new(),
            &stamp(version.micros() - 3, "one"),
        );
    }
    let now = &versions[4];
    for (at, then) in versions.iter().enumerate() {
        let version = Moment::from_micros(i64::try_from(at).expect("few") * 10);
        assert_eq!(&ledger.as_of(version, now, &Hand::default()), then, "{at}");
        let changed = ledger.side(version, now).stamps;
        assert_eq!(changed.contains_key("a.x"), at < 4);
    }
    assert_eq!(ledger.typed("a.x"), Some(&stamp(37, "one")));
    assert_eq!(ledger.typed("a.other"), None);
    let kept = serde_json::to_string(&ledger).expect("JSON");
    assert_eq!(serde_json::from_str::<Ledger>(&kept).expect("JSON"), ledger);
}

#[test]
fn rows_a_page_sent_twice_without_hearing_the_answer_are_not_doubled() {
    let hand = Hand {
        device: "one".to_owned(),
        page: "p".to_owned(),
    };
    let now = |at: i64| Stamp {
        at: Moment::from_micros(at),
        by: hand.clone(),
    };
    let drawn = answers(&[("m.#", "1")]);
    let first = answers(&[("m.#", "2"), ("m.0.name", "An"), ("m.1.name", "B")]);
    let then = answers(&[("m.#", "2"), ("m.0.name", "An"), ("m.1.name", "Bình")]);
    let mut ledger = Ledger::default();
    ledger.record(&drawn, &first, Moment::from_micros(10), &Stamps::new(), &now(10));
    // Still made from the version the page was drawn from.
    let base = ledger.as_of(Moment::from_micros(0), &first, &hand);
    let ours = Side {
        answers: then.clone(),
        stamps: [("m.1.name".to_owned(), now(20))].into(),
    };
    let merged = merge(&base, &ours, &ledger.side(Moment::from_micros(0), &first));
    assert_eq!((merged.answers, merged.conflicts), (then, vec![]));
    let other = Hand::default();
    assert_eq!(
        ledger.as_of(Moment::from_micros(0), &first, &other),
        drawn,
        "another page is compared with what it showed"
    );
}

fn page(name: &str) -> Hand {
    Hand {
        device: "one".to_owned(),
        page: name.to_owned(),
    }
}

#[test]
fn an_older_save_of_a_page_is_no_news_and_everything_else_is() {
    let mut turns = Turns::default();
    for (section, hand, turn, is_news) in [
        ("a", page("p"), Some(6), true),
        ("a", page("p"), Some(3), false),
        ("a", page("p"), Some(6), true),
        ("b", page("p"), Some(3), true),
        ("a", page("q"), Some(1), true),
        ("a", page("p"), None, true),
        ("a", page(""), Some(1), true),
        ("a", page("p"), Some(7), true),
        ("a", page("p"), Some(6), false),
    ] {
        assert_eq!(turns.take(section, &hand, turn), is_news, "{section} {hand:?} {turn:?}");
    }
    let kept = serde_json::to_string(&turns).expect("JSON");
    assert_eq!(serde_json::from_str::<Turns>(&kept).expect("JSON"), turns);
    (0..200).for_each(|other| assert!(turns.take("a", &page(&other.to_string()), Some(1))));
    let kept = serde_json::to_string(&turns).expect("JSON");
    assert!(kept.len() < 4_000, "only the latest are remembered: {kept}");
}

/// A draft as the portal keeps it, with the one rule of saving.
#[derive(Default)]
struct Keeper {
    answers: Answers,
    ledger: Ledger,
    turns: Turns,
    version: i64,
}

impl Keeper {
    fn save(&mut self, (section, by, turn): (&str, &Hand, u64), drawn: i64, text: &str) {
        if !self.turns.take(section, by, Some(turn)) {
            return;
        }
        self.version += 1;
        let (version, drawn) = (Moment::from_micros(self.version), Moment::from_micros(drawn));
        let base = self.ledger.as_of(drawn, &self.answers, by);
        let now = Stamp {
            at: version,
            by: by.clone(),
        };
        let mut ours = base.clone();
        ours.set(&format!("{section}.x"), text).expect("a path");
        let stamps = ours
            .iter()
            .map(|(path, _)| path)
            .filter(|path| base.get(path) != ours.get(path));
        let stamps = stamps.map(|path| (path.to_owned(), now.clone())).collect();
        let ours = Side { answers: ours, stamps };
        let merged = merge(&base, &ours, &self.ledger.side(drawn, &self.answers));
        self.ledger
            .record(&self.answers, &merged.answers, version, &merged.stamps, &now);
        self.answers = merged.answers;
    }
}

/// A list of rows of a name and a job, and two fields beside it.
type Sheet = (Vec<(String, String)>, String, String);

fn written((rows, x, y): &Sheet) -> Answers {
    let mut all = Answers::default();
    for (at, (name, job)) in rows.iter().enumerate() {
        all.set(&format!("m.{at}.name"), name.as_str()).expect("a path");
        all.set(&format!("m.{at}.job"), job.as_str()).expect("a path");
    }
    all.set_rows("m", u16::try_from(rows.len()).expect("few"));
    all.set("s.x", x.as_str()).expect("a path");
    all.set("s.y.street", y.as_str()).expect("a path");
    all
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-c]", "[a-z]{2}"]
}

/// One thing a person does to a list.
#[derive(Clone, Debug)]
enum Doing {
    Name(usize, String),
    Job(usize, String),
    Add(String, String),
    TakeOut(usize),
    X(String),
    Y(String),
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        (0..5_usize, word()).prop_map(|(row, text)| Doing::Name(row, text)),
        (0..5_usize, word()).prop_map(|(row, text)| Doing::Job(row, text)),
        (word(), word()).prop_map(|(name, job)| Doing::Add(name, job)),
        (0..5_usize).prop_map(Doing::TakeOut),
        word().prop_map(Doing::X),
        word().prop_map(Doing::Y),
    ]
}

fn done(sheet: &Sheet, doings: &[Doing]) -> Sheet {
    let mut after = sheet.clone();
    for doing in doings {
        match doing {
            Doing::Name(row, text) if *row < after.0.len() => after.0[*row].0.clone_from(text),
            Doing::Job(row, text) if *row < after.0.len() => after.0[*row].1.clone_from(text),
            Doing::Add(name, job) => after.0.push((name.clone(), job.clone())),
            Doing::TakeOut(row) if *row < after.0.len() => drop(after.0.remove(*row)),
            Doing::Name(..) | Doing::Job(..) | Doing::TakeOut(_) => {}
            Doing::X(text) => after.1.clone_from(text),
            Doing::Y(text) => after.2.clone_from(text),
        }
    }
    after
}

fn case() -> impl Strategy<Value = (Answers, Side, Side)> {
    let sheet = (prop::collection::vec((word(), word()), 0..4), word(), word());
    let doings = || prop::collection::vec(doing(), 0..6);
    (sheet, doings(), doings(), 1..9_i64, 1..9_i64).prop_map(|(sheet, one, two, at, other)| {
        let base = written(&sheet);
        let one = side(&base, written(&done(&sheet, &one)), at, "one");
        let two = side(&base, written(&done(&sheet, &two)), other, "two");
        (base, one, two)
    })
}

/// The texts of a section, without the count of its rows.
fn texts<'a>(answers: &'a Answers, section: &str) -> BTreeSet<&'a str> {
    answers
        .iter()
        .filter(|(path, _)| path.split('.').next() == Some(section) && !path.ends_with('#'))
        .map(|(_, text)| text)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_is_dropped((base, one, two) in case()) {
        let merged = merge(&base, &one, &two);
        for section in ["m", "s"] {
            let mut kept = texts(&merged.answers, section);
            kept.extend(merged.conflicts.iter().filter(|one| one.path.starts_with(section)).map(|one| one.other.text.as_str()));
            let before = texts(&base, section);
            for side in [&one, &two] {
                for text in texts(&side.answers, section).difference(&before) {
                    prop_assert!(kept.contains(text), "{text} of {side:?} is not in {merged:?}");
                }
            }
        }
        // A field that is no row: exactly what changed is there, or handed back.
        for path in ["s.x", "s.y.street"] {
            for side in [&one, &two] {
                let text = side.answers.get(path).unwrap_or_default();
                let is_there = merged.answers.get(path).unwrap_or_default() == text
                    || merged.conflicts.iter().any(|one| one.path == path && one.other.text == text);
                prop_assert!(base.get(path).unwrap_or_default() == text || is_there);
            }
        }
    }

    #[test]
    fn however_the_saves_of_a_page_overtake_one_another_its_newest_one_stands(
        (saves, order) in prop::collection::vec((0..2_usize, "[a-z]{1,3}"), 1..8)
            .prop_flat_map(|saves| { let order: Vec<usize> = (0..saves.len()).collect(); (Just(saves), Just(order).prop_shuffle()) }),
        heard in any::<bool>(),
    ) {
        let mut keeper = Keeper::default();
        for at in order {
            let (section, text) = &saves[at];
            let drawn = if heard { keeper.version } else { 0 };
            keeper.save((["a", "b"][*section], &page("p"), at as u64), drawn, text);
        }
        for (section, path) in ["a.x", "b.x"].into_iter().enumerate() {
            let newest = saves.iter().rev().find(|save| save.0 == section).map(|save| save.1.as_str());
            prop_assert_eq!(keeper.answers.get(path), newest);
        }
    }

    #[test]
    fn the_order_of_the_sides_does_not_matter((base, one, two) in case()) {
        prop_assert_eq!(merge(&base, &one, &two), merge(&base, &two, &one));
    }

    #[test]
    fn a_side_merged_with_itself_or_with_the_base_is_itself((base, one, _) in case()) {
        let same = merge(&base, &one, &one);
        prop_assert_eq!((&same.answers, same.conflicts.len()), (&one.answers, 0));
        let untouched = Side { answers: base.clone(), stamps: Stamps::new() };
        let alone = merge(&base, &one, &untouched);
        prop_assert_eq!((&alone.answers, alone.conflicts.len()), (&one.answers, 0));
    }

    #[test]
    fn what_is_merged_and_sent_once_more_stays((base, one, two) in case()) {
        let merged = merge(&base, &one, &two);
        let again = Side { answers: merged.answers.clone(), stamps: merged.stamps.clone() };
        prop_assert_eq!(&merge(&base, &again, &again).answers, &merged.answers);
        for side in [&one, &two] {
            let twice = merge(&base, &again, side);
            for path in ["s.x", "s.y.street"] {
                prop_assert_eq!(twice.answers.get(path), merged.answers.get(path));
            }
            let before = texts(&base, "m");
            let mut kept = texts(&twice.answers, "m");
            kept.extend(twice.conflicts.iter().map(|one| one.other.text.as_str()));
            prop_assert!(texts(&merged.answers, "m").difference(&before).all(|text| kept.contains(text)));
        }
    }

    #[test]
    fn sides_that_changed_different_fields_have_no_conflict((base, one, two) in case()) {
        let merged = merge(&base, &one, &two);
        for conflict in &merged.conflicts {
            let section = conflict.path.split('.').next().unwrap_or_default();
            let changed = |side: &Side| side.stamps.keys().any(|path| path.starts_with(section));
            prop_assert!(changed(&one) && changed(&two));
        }
    }
}
