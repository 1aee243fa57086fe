//! `motcua backup` and `motcua restore`: rows and files as one archive.

use std::path::Path;

use super::{Failure, Outcome, output::print, runtime};
use crate::{
    backup::{self, Manifest},
    config::Config,
    wire,
};

pub(super) fn write(config: &Config, file: &Path) -> Outcome {
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let files = wire::files(config).map_err(Failure::new)?;
        let now = wire::clock(config).now();
        let written = backup::write(&db, &files, file, now)
            .await
            .map_err(|error| Failure::new(error.to_string()))?;
        db.close().await;
        say("written to", &written, file)
    })
}

pub(super) fn read(config: &Config, file: &Path) -> Outcome {
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let files = wire::files(config).map_err(Failure::new)?;
        let read = backup::restore(file, &db, &files)
            .await
            .map_err(|error| Failure::new(error.to_string()))?;
        db.close().await;
        say("restored from", &read, file)
    })
}

fn say(done: &str, manifest: &Manifest, file: &Path) -> Outcome {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    print(&format!(
        "{rows} rows and {} files {done} {}",
        manifest.files,
        file.display()
    ))
}
