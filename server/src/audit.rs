//! `motcua audit verify`: the history is the truth, so everything else is computed again from it and compared.

mod money;

use motcua_core::{
    dossier::{Dossier, Event, fold, verify_chain},
    id::FileId,
};
use serde::Serialize;

use crate::{
    error::ServiceError,
    files::FileStore,
    services::content,
    store::{
        Conn, Db, consultations, dossiers, dossiers::DossierRow, events, files, files::StoredFile, numbers,
        post_orders, post_orders::PostRow, results, shares, steps,
    },
};

/// How many rows are looked at between two questions to the store.
const PAGE: u16 = 500;

/// What was looked at, and everything that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Dossiers looked at.
    pub dossiers: u64,
    /// Events looked at.
    pub events: u64,
    /// Files looked at.
    pub files: u64,
    /// What is wrong.
    pub problems: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A dossier's number, a file's or link's id, or the table.
    pub at: String,
    /// What is wrong with it.
    pub what: String,
}

impl Report {
    /// Says whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, at: impl ToString, what: impl ToString) {
        self.problems.push(Finding {
            at: at.to_string(),
            what: what.to_string(),
        });
    }
}

/// Verifies every history, projection, number, lending link and file on one picture of the store.
///
/// # Errors
/// When the store or the files do not answer; what is wrong with the data is in the report.
pub async fn verify(db: &Db, store: &FileStore) -> Result<Report, ServiceError> {
    let (mut report, kept) = db
        .snapshot(|conn| {
            Box::pin(async move {
                let mut report = Report::default();
                every_dossier(conn, &mut report).await?;
                numbers(conn, &mut report).await?;
                money::verify(conn, &mut report).await?;
                for share in shares::astray(conn).await? {
                    report.add(share, "lends a paper that is not its account's, or not there");
                }
                let kept = every_file(conn).await?;
                Ok::<_, ServiceError>((report, kept))
            })
        })
        .await?;
    for file in kept {
        report.files += 1;
        match store.sum(&file.sha256).await {
            Ok(None) => report.add(file.id, "the bytes are not there"),
            Ok(Some((sha256, _))) if sha256 != file.sha256 => report.add(file.id, "the bytes are others"),
            Ok(Some((_, bytes))) if bytes != file.bytes => report.add(file.id, "the size is another"),
            Ok(Some(_)) => {}
            Err(ServiceError::Fault { source, .. }) => report.add(file.id, format!("the bytes do not open: {source}")),
            Err(error @ (ServiceError::Down { .. } | ServiceError::Answer(_))) => return Err(error),
        }
    }
    Ok(report)
}

/// How many rows that belong to dossiers were found where they should be; what stands beyond them belongs to none.
#[derive(Default)]
struct Found {
    questions: u64,
    steps: u64,
    parcels: u64,
}

async fn every_dossier(conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    let mut found = Found::default();
    let mut after = (String::new(), String::new());
    loop {
        let page = dossiers::page(conn, (&after.0, &after.1), PAGE).await?;
        let Some(last) = page.last() else { break };
        after = (last.agency.clone(), last.id.to_string());
        for row in &page {
            report.dossiers += 1;
            one_dossier(conn, row, report, &mut found).await?;
        }
    }
    let total = u64::try_from(events::total(conn).await?).unwrap_or_default();
    if total != report.events {
        report.add(
            "dossier_event",
            format!("{total} events stand, {} belong to a dossier", report.events),
        );
    }
    for (table, total, found) in [
        ("consultation", consultations::total(conn).await?, found.questions),
        ("dossier_step", steps::total(conn).await?, found.steps),
        ("post_order", post_orders::total(conn).await?, found.parcels),
    ] {
        let total = u64::try_from(total).unwrap_or_default();
        if total != found {
            report.add(table, format!("{total} rows stand, {found} belong to a history"));
        }
    }
    Ok(())
}

async fn one_dossier(
    conn: &mut Conn,
    row: &DossierRow,
    report: &mut Report,
    found: &mut Found,
) -> Result<(), ServiceError> {
    let texts = events::texts(conn, &row.agency, row.id).await?;
    report.events += texts.len() as u64;
    let history: Result<Vec<Event>, _> = texts.iter().map(|text| Event::from_text(text)).collect();
    let Ok(history) = history else {
        report.add(&row.number, "an event is not as it was written");
        return Ok(());
    };
    match verify_chain(&history) {
        Err(broken) => report.add(&row.number, broken),
        Ok(end) if end.seq != row.last_seq || end.hash != row.last_hash => {
            report.add(&row.number, "the history does not end where the projection says");
        }
        Ok(_) => {
            let dossier = fold(row.id, &history);
            for what in differences(row, &dossier) {
                report.add(&row.number, format!("{what} is not what the history says"));
            }
            let attached = files::of_dossier(conn, &row.agency, row.id).await?;
            let filed = dossier.filing.as_ref().map(|filing| filing.content);
            if filed != Some(content(&row.answers, &attached)) {
                report.add(&row.number, "answers or files are not those that were filed");
            }
            results_of(conn, row, &dossier, report).await?;
            questions_of(conn, row, &dossier, report, found).await?;
            step_of(conn, row, &dossier, report, found).await?;
            parcels_of(conn, row, &dossier, report, found).await?;
        }
    }
    Ok(())
}

/// Compares what is kept of results with what was issued: their files, and by what code they are found.
async fn results_of(
    conn: &mut Conn,
    row: &DossierRow,
    dossier: &Dossier,
    report: &mut Report,
) -> Result<(), ServiceError> {
    if dossier.results.iter().all(|one| one.paper.is_none()) {
        return Ok(());
    }
    let attached = files::results(conn, &row.agency, row.id).await?;
    for (one, paper) in dossier
        .results
        .iter()
        .filter_map(|one| Some((one, one.paper.as_ref()?)))
    {
        let sum = paper.sha256.map(|sum| sum.to_string());
        let is_it = |file: &StoredFile| one.files.contains(&file.id) && Some(&file.sha256) == sum.as_ref();
        if sum.is_some() && !attached.iter().any(is_it) {
            report.add(&row.number, "the file of a result is not the one that was issued");
        }
        if results::by_code(conn, &paper.verify).await? != Some((row.agency.clone(), row.id)) {
            report.add(&row.number, "a result is not found by its code");
        }
    }
    Ok(())
}

/// Compares what is kept of questions to other bodies with the events that asked and ended them.
async fn questions_of(
    conn: &mut Conn,
    row: &DossierRow,
    dossier: &Dossier,
    report: &mut Report,
    found: &mut Found,
) -> Result<(), ServiceError> {
    if dossier.consultations.is_empty() {
        return Ok(());
    }
    let kept = consultations::of_dossier(conn, &row.agency, row.id).await?;
    found.questions += kept.len() as u64;
    let number = row.number.as_str();
    let told = dossier.consultations.iter();
    let told: Vec<_> = told
        .map(|one| consultations::Kept::of(one, number, &row.procedure))
        .collect();
    if kept != told {
        report.add(&row.number, "questions to other bodies are not what the history says");
    }
    Ok(())
}

/// Compares what is kept of parcels with the events that sent and ended them.
async fn parcels_of(
    conn: &mut Conn,
    row: &DossierRow,
    dossier: &Dossier,
    report: &mut Report,
    found: &mut Found,
) -> Result<(), ServiceError> {
    if dossier.posts.is_empty() {
        return Ok(());
    }
    let kept = post_orders::of_dossier(conn, &row.agency, row.id).await?;
    found.parcels += kept.len() as u64;
    let of = (row.agency.as_str(), row.number.as_str(), row.procedure.as_str());
    let told: Vec<PostRow> = dossier.posts.iter().map(|one| PostRow::of(of, dossier, one)).collect();
    if kept != told {
        report.add(&row.number, "dispatches by post are not what the history says");
    }
    Ok(())
}

/// Compares what is kept of the step a dossier is in with its events. When the step is late is no part of it: that follows the
/// calendar as it was known when it was kept.
async fn step_of(
    conn: &mut Conn,
    row: &DossierRow,
    dossier: &Dossier,
    report: &mut Report,
    found: &mut Found,
) -> Result<(), ServiceError> {
    if dossier.process().is_empty() {
        return Ok(());
    }
    let kept = steps::of_dossier(conn, &row.agency, row.id).await?;
    found.steps += u64::from(kept.is_some());
    let told = steps::Kept::of(dossier);
    let same = match &kept {
        None => told.step.is_empty(),
        Some(kept) => kept.step == told.step && (kept.since.is_none() || kept.since == told.since),
    };
    if !same {
        report.add(&row.number, "the step is not what the history says");
    }
    Ok(())
}

/// Names what of a projection differs from the fold of its events.
fn differences(row: &DossierRow, dossier: &Dossier) -> Vec<&'static str> {
    let filing = dossier.filing.as_ref();
    let checks = [
        ("status", dossier.status == Some(row.status)),
        (
            "is_open",
            dossier.status.is_some_and(|status| status.is_terminal() != row.is_open),
        ),
        ("submitted_at", dossier.submitted_at == Some(row.submitted_at)),
        ("assignee", dossier.assignee == row.assignee),
        ("due_at", dossier.due.as_ref().map(|due| due.due_at) == row.due_at),
        ("number", filing.is_some_and(|filing| filing.number == row.number)),
        ("account", filing.is_some_and(|filing| filing.applicant == row.account)),
        (
            "agency",
            filing.is_some_and(|filing| filing.agency.as_str() == row.agency),
        ),
        ("code", filing.is_some_and(|filing| filing.procedure == row.code)),
        ("id", filing.is_some_and(|filing| filing.dossier == row.id)),
    ];
    checks
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(what, _)| what)
        .collect()
}

async fn numbers(conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    for number in numbers::doubles(conn).await? {
        report.add(number, "stands more than once");
    }
    for (agency, day, last) in numbers::counters(conn).await? {
        let beyond = numbers::numbered(conn, &agency, &day).await?;
        if beyond > last {
            report.add(
                format!("{agency} {day}"),
                format!("{beyond} numbers stand, {last} were given out"),
            );
        }
    }
    Ok(())
}

async fn every_file(conn: &mut Conn) -> Result<Vec<files::StoredFile>, ServiceError> {
    let (mut all, mut after): (Vec<files::StoredFile>, Option<FileId>) = (Vec::new(), None);
    loop {
        let page = files::page(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = Some(last.id);
        all.extend(page);
    }
}
