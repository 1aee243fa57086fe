//! `motcua audit verify`: every history, number and file looked at again.

use super::{
    Failure, Outcome,
    output::{print, print_json},
    runtime,
};
use crate::{audit, config::Config, wire};

pub(super) fn verify(config: &Config) -> Outcome {
    let report = runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let files = wire::files(config).map_err(Failure::new)?;
        let report = audit::verify(&db, &files)
            .await
            .map_err(|error| Failure::new(error.to_string()))?;
        db.close().await;
        Ok(report)
    })?;
    for problem in &report.problems {
        print_json(problem)?;
    }
    print(&format!(
        "{} dossiers, {} events, {} files looked at",
        report.dossiers, report.events, report.files
    ))?;
    match report.problems.len() {
        0 => print("nothing is wrong"),
        count => Err(Failure::new(format!("{count} things are wrong"))),
    }
}
