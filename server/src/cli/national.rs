//! `motcua catalogue import-national`: the national portal's text into information-only procedures.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use motcua_core::{procedure::Procedure, text::fold};
use time::{Date, macros::date};

use super::{Failure, Outcome, output::print, runtime};
use crate::{catalogue::Front, config::Config, data, national, wire};

pub(super) fn run(config: &Config, file: &Path, report: Option<&Path>, output: Option<&Path>) -> Outcome {
    let (read, counted, problems) = national::import_file(file)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", file.display())))?;
    if let Some(path) = report {
        let text =
            serde_json::to_string_pretty(&counted).map_err(|error| Failure::of("the report is no JSON", error))?;
        write(path, [text])?;
    }
    if let Some(path) = output {
        let lines: Result<Vec<String>, _> = read.iter().map(serde_json::to_string).collect();
        write(path, lines.map_err(|error| Failure::of("a record is no JSON", error))?)?;
    }
    for problem in &problems {
        print(&problem.to_string())?;
    }
    let new = runtime::finish(publish(config, &read))?;
    print(&format!(
        "{} records read, {} lines refused, {new} new revisions",
        read.len(),
        problems.len()
    ))?;
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} lines could not be read", problems.len())))
    }
}

/// The day the national portal opened. It names no day of its own for an entry: standing before every revision of the
/// province's, an entry never takes the place of a fuller one, and of two imports the later counts.
const SINCE: Date = date!(2019 - 12 - 09);

/// Publishes what was read, but for codes that have a fuller entry of the province's own.
async fn publish(config: &Config, read: &[national::NationalProcedure]) -> Result<usize, Failure> {
    let db = wire::store(config).await.map_err(Failure::new)?;
    let own = wire::published(&db).await.map_err(Failure::new)?;
    let front = Front::read(data::text).map_err(Failure::new)?;
    let sectors: BTreeMap<String, &str> = front
        .sectors
        .iter()
        .map(|one| (fold(&one.name), one.key.as_str()))
        .collect();
    let mut entries = Vec::new();
    for record in read {
        let mut entry = record
            .to_level_one(SINCE)
            .map_err(|error| Failure::of(&record.code, error))?;
        if let Some(key) = sectors.get(&fold(&entry.sector)) {
            entry.sector = (*key).to_owned();
        }
        let is_fuller = |one: &&Procedure| one.code == entry.code && (one.form.is_some() || one.level > entry.level);
        if !own.iter().any(|one| is_fuller(&one)) {
            entries.push(entry);
        }
    }
    let new = wire::publish(&db, &wire::clock(config), entries).await;
    let new = new.map_err(|error| Failure::of("the procedures cannot be published", error))?;
    db.close().await;
    Ok(new)
}

fn write(path: &Path, lines: impl IntoIterator<Item = String>) -> Outcome {
    let cannot = |error| Failure::new(format!("{} cannot be written: {error}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(cannot)?);
    for line in lines {
        writeln!(file, "{line}").map_err(cannot)?;
    }
    file.flush().map_err(cannot)
}
