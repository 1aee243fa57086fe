//! `motcua migrate`: brings the database to this program's version.

use super::{Failure, Outcome, output::print, runtime};
use crate::{config::Config, wire};

pub(super) fn run(config: &Config) -> Outcome {
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        db.close().await;
        print("the database is up to date")
    })
}
