//! `motcua catalogue import-national`: the national portal's text into information-only procedures.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use super::{Failure, Outcome, output::print, runtime};
use crate::{config::Config, national, wire};

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

/// Publishes what was read, but for codes that have a fuller entry of the province's own.
async fn publish(config: &Config, read: &[national::NationalProcedure]) -> Result<usize, Failure> {
    let db = wire::store(config).await.map_err(Failure::new)?;
    let clock = wire::clock(config);
    let own = wire::published(&db).await.map_err(Failure::new)?;
    let today = clock.today();
    let mut entries = Vec::new();
    for record in read {
        let entry = record
            .to_level_one(today)
            .map_err(|error| Failure::of(&record.code, error))?;
        let known = own.iter().filter(|one| one.code == entry.code).collect::<Vec<_>>();
        if known.iter().any(|one| one.form.is_some() || one.level > entry.level) {
            continue;
        }
        // The portal names no day: an entry that says the same as before stays in force since then.
        let unchanged = known.iter().any(|one| {
            let mut same = entry.clone();
            same.valid_from = one.valid_from;
            same == **one
        });
        if !unchanged {
            entries.push(entry);
        }
    }
    let new = wire::publish(&db, &clock, entries).await;
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
