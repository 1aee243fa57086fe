//! `motcua catalogue`: checks procedure files and puts them into force.

use std::path::Path;

use super::{Failure, Outcome, output::print, runtime};
use crate::{
    catalogue::{self, Loaded},
    config::Config,
    wire,
};

/// Reads a folder, printing every problem; a folder with a problem is a failure.
pub(super) fn read(folder: &Path) -> Result<Loaded, Failure> {
    let loaded = catalogue::load_dir(folder)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", folder.display())))?;
    for problem in &loaded.problems {
        print(&problem.to_string())?;
    }
    match (loaded.problems.len(), loaded.files) {
        (0, 0) => Err(Failure::new(format!("{} holds no .toml file", folder.display()))),
        (0, _) => Ok(loaded),
        (count, files) => Err(Failure::new(format!("{count} problems in {files} files"))),
    }
}

pub(super) fn check(folder: &Path) -> Outcome {
    let loaded = read(folder)?;
    print(&format!(
        "{} files, {} procedures, no problem",
        loaded.files,
        loaded.procedures.len()
    ))
}

pub(super) fn publish(config: &Config, folder: &Path) -> Outcome {
    let loaded = read(folder)?;
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let published = wire::publish(&db, &wire::clock(config), loaded.procedures).await;
        let new = published.map_err(|error| Failure::of("the procedures cannot be published", error))?;
        db.close().await;
        print(&format!(
            "{new} new revisions; a running portal shows them after its next start"
        ))
    })
}
