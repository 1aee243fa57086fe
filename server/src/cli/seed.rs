//! `motcua seed`: loads the procedures carried along; the demonstration's people come with their first sign-in. With
//! `--dossiers` it invents so many dossiers of two years beside, for trying a demonstration portal out at size.

use clap::Args;

use super::{Failure, Outcome, output::print, runtime};
use crate::{
    config::Config,
    data,
    seeding::{self, Ground},
    services::Revisions,
    wire,
};

/// How many dossiers are between two words about it.
const OFTEN: u64 = 20_000;

/// What is loaded.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Arguments {
    /// Invent so many dossiers with their histories, filed over the last two years; with --demo only
    #[arg(long, default_value_t = 0)]
    dossiers: u64,
}

pub(super) fn run(config: &Config, arguments: Arguments) -> Outcome {
    if arguments.dossiers > 0 && !config.demo {
        return Err(Failure::new(
            "dossiers are invented for a demonstration portal only: --demo",
        ));
    }
    runtime::finish(async {
        let db = wire::store(config).await.map_err(Failure::new)?;
        let clock = wire::clock(config);
        let new = wire::seed(&db, &clock).await.map_err(Failure::new)?;
        print(&format!("{new} new revisions of procedures"))?;
        if arguments.dossiers > 0 {
            let procedures = wire::published(&db).await.map_err(Failure::new)?;
            let revisions = Revisions::publish(&db, procedures.clone(), clock.now()).await;
            let ground = Ground {
                db: &db,
                revisions: &revisions.map_err(|error| Failure::new(error.to_string()))?,
                procedures: &procedures,
                reference: &wire::reference().map_err(Failure::new)?,
                calendar: &data::calendar().map_err(Failure::new)?,
                now: clock.now(),
            };
            let told = |done: u64| {
                if done.is_multiple_of(OFTEN) {
                    tracing::info!(dossiers = done, "invented so far");
                }
            };
            let made = seeding::dossiers(&ground, arguments.dossiers, told).await;
            made.map_err(|error| Failure::new(error.to_string()))?;
            print(&format!("{} invented dossiers", arguments.dossiers))?;
        }
        db.close().await;
        Ok(())
    })
}
