//! `motcua seed`: loads the procedures carried along; the demonstration's people come with their first sign-in.

use super::{Failure, Outcome, output::print, runtime};
use crate::{config::Config, wire};

pub(super) fn run(config: &Config) -> Outcome {
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let new = wire::seed(&db, &wire::clock(config)).await.map_err(Failure::new)?;
        db.close().await;
        print(&format!("{new} new revisions of procedures"))
    })
}
