//! Golden cases: what every procedure of the demonstration province costs, case by case, channel by channel, day by day.
//!
//! `fees.txt` beside this file has a line for each; a figure that changes is a change of the law or a mistake, and shows.

use std::{collections::BTreeSet, fmt::Write, path::Path};

use motcua_app::{
    backend::{Dossiers, Drafts},
    views::{StepBody, Submitted, TrackView},
};
use motcua_core::{
    form::{Answers, Kind, Options, walk},
    procedure::{Due, Procedure, Quote, QuoteLine, ReliefKind, Total, quotes},
};
use motcua_server::catalogue::load_dir;
use time::{Date, macros::date};

use crate::common::Fresh;
use crate::filing::{fill, request_of};
use crate::setup::{portal, sign_in};

/// Days on either side of every date that a fee of the files names.
const DAYS: [Date; 4] = [
    date!(2020 - 06 - 01),
    date!(2023 - 12 - 15),
    date!(2024 - 06 - 01),
    date!(2026 - 11 - 22),
];

/// Returns the answers that fees may turn on: every value of a choice, yes and no, days on either side of
/// every limit, few and many.
fn cases(procedure: &Procedure, day: Date) -> Vec<Answers> {
    let Some(form) = &procedure.form else {
        return vec![Answers::default()];
    };
    let mut paths = BTreeSet::new();
    for fee in &procedure.fees {
        let reductions = fee.reductions.iter().filter_map(|one| one.when.as_ref());
        let exemptions = fee.exemptions.iter().map(|one| &one.when);
        for condition in fee.when.iter().chain(reductions).chain(exemptions) {
            condition.paths(&mut |path| {
                paths.insert(path.to_owned());
            });
        }
        paths.extend(fee.per.clone());
    }
    let mut all = vec![Answers::default()];
    // In the order of the form: what is asked later may hang on it.
    for section in &form.sections {
        for field in &section.fields {
            let path = format!("{}.{}", section.key, field.key);
            if !paths.contains(&path) {
                continue;
            }
            let values: Vec<String> = match &field.kind {
                Kind::Choice {
                    options: Options::Listed(options),
                } => options.iter().map(|option| option.value.clone()).collect(),
                Kind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
                Kind::Number { .. } => ["1", "4", "300"].map(str::to_owned).into(),
                Kind::Date { .. } => [15, 16, 60, 61]
                    .map(|days| {
                        let at = day - time::Duration::days(days);
                        format!("{:02}/{:02}/{:04}", at.day(), u8::from(at.month()), at.year())
                    })
                    .into(),
                kind => panic!("{}: a fee turns on {path}, {kind:?}", procedure.code),
            };
            all = all
                .into_iter()
                .flat_map(|answers| {
                    let is_asked = walk(form, &answers, day)
                        .section(&section.key)
                        .is_some_and(|shown| shown.fields.iter().any(|shown| shown.path == path));
                    let values = if is_asked { values.clone() } else { Vec::new() };
                    let mut ways: Vec<Answers> = values
                        .iter()
                        .map(|value| {
                            let mut answers = answers.clone();
                            answers.set(&path, value.as_str()).unwrap();
                            answers
                        })
                        .collect();
                    if ways.is_empty() {
                        ways.push(answers);
                    }
                    ways
                })
                .collect();
        }
    }
    all
}

fn total(total: &Total) -> String {
    match total {
        Total::Known(sum) => sum.to_string(),
        Total::Open {
            least,
            missing,
            by_council,
            unsaid,
        } => {
            assert!(missing.is_empty(), "everything a fee turns on is answered: {missing:?}");
            let mut text = format!("{least}");
            for (is_so, word) in [(*by_council, " + council"), (*unsaid, " + unsaid")] {
                text.push_str(if is_so { word } else { "" });
            }
            text
        }
    }
}

fn line(line: &QuoteLine) -> String {
    let mut text = match &line.due {
        Due::Free => "free".to_owned(),
        Due::Sum(sum) => sum.dong().to_string(),
        Due::OnRequest(each) => format!("({} on request)", each.dong()),
        Due::ByCouncil => "council".to_owned(),
        Due::Text(_) | Due::Unknown => "unsaid".to_owned(),
        Due::Open(missing) => panic!("everything is answered: {missing:?}"),
    };
    match line.relief.as_ref().map(|relief| relief.kind) {
        Some(ReliefKind::Reduced) => text.push_str(" reduced"),
        Some(ReliefKind::Exempt) => text.push_str(" exempt"),
        None => {}
    }
    text
}

fn golden(quote: &Quote) -> String {
    let lines: Vec<String> = quote.lines.iter().map(line).collect();
    format!("{:?} = {} [{}]", quote.channel, total(&quote.total), lines.join(", "))
}

fn table(procedures: &[Procedure]) -> String {
    let empty = motcua_core::form::Form {
        template: None,
        sections: Vec::new(),
        declaration: String::new(),
    };
    let mut text = String::new();
    for procedure in procedures {
        let days = if is_dated(procedure) {
            &DAYS[..]
        } else {
            &DAYS[DAYS.len() - 1..]
        };
        for day in days {
            writeln!(text, "{} {day}", procedure.code).unwrap();
            for answers in cases(procedure, *day) {
                let form = procedure.form.as_ref().unwrap_or(&empty);
                let given: Vec<String> = answers.iter().map(|(path, value)| format!("{path}={value}")).collect();
                let all = quotes(procedure, &walk(form, &answers, *day));
                let all: Vec<String> = all.iter().map(golden).collect();
                writeln!(text, "  {}: {}", given.join(" "), all.join("; ")).unwrap();
            }
        }
    }
    text
}

fn is_dated(procedure: &Procedure) -> bool {
    procedure.fees.iter().any(|fee| {
        let reductions = fee.reductions.iter().map(|one| (one.valid_from, one.valid_to));
        reductions
            .chain([(fee.valid_from, fee.valid_to)])
            .any(|(from, to)| from.or(to).is_some())
    })
}

#[test]
fn every_fee_table_gives_the_sums_it_is_known_to_give() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = load_dir(&here.join("data/procedures")).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let said = table(&loaded.procedures);
    let known = std::fs::read_to_string(here.join("tests/portal/fees.txt")).unwrap_or_default();
    // What the files say now, to lay beside what was known.
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("fees.txt"), &said).unwrap();
    for (line, (said, known)) in said.lines().zip(known.lines()).enumerate() {
        assert_eq!(said, known, "line {} of fees.txt", line + 1);
    }
    assert_eq!(said.lines().count(), known.lines().count());
}

#[tokio::test]
async fn what_the_review_says_is_counted_again_at_filing_and_kept() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), "2026-11-20T09:30").await;
        let lan = sign_in(&portal, "lan").await;
        let draft = fill(&portal, &lan).await;
        let child = portal.step(&lan, draft, "child".to_owned(), false).await.unwrap();
        let review = portal.step(&lan, draft, "xem-lai".to_owned(), false).await.unwrap();
        assert_eq!(review.quote, None, "the review says it in its own place");
        let StepBody::Review(said) = review.body else {
            panic!("no review")
        };
        let said = said.quote.unwrap();
        assert!(said.total.known().is_some(), "everything is answered: {said:?}");
        assert_eq!(
            child.quote.as_ref(),
            Some(&said),
            "each step says what all answers come to"
        );
        let request = request_of(&portal, &lan, draft).await;
        let Submitted::Filed { number } = portal.submit(&lan, draft, request, true).await.unwrap() else {
            panic!("incomplete")
        };
        let tracked = portal.track(&lan, number.parse().unwrap()).await.unwrap();
        let TrackView::Owner(owner) = tracked else {
            panic!("not one's own")
        };
        assert_eq!(owner.receipt.quote, Some(said));
    }
}
