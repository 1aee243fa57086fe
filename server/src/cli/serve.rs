//! `motcua serve`: everything made ready in order, then the network, then a gentle end.

use std::{io::Write, sync::Arc, time::Duration};

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{Failure, Outcome, runtime};
use crate::{config::Config, listen, logs, router, wire, workers};

/// How often callers that have been quiet are forgotten.
const QUIET: Duration = Duration::from_secs(60);

pub(super) fn run(config: Config) -> Outcome {
    logs::start(&config).map_err(Failure::new)?;
    runtime::finish(serve(config))
}

async fn serve(config: Config) -> Outcome {
    // The address first: a port in use is said before anything is written.
    let listener = listen::bind(config.addr).await.map_err(Failure::new)?;
    let wired = wire::wire(config).await.map_err(Failure::new)?;
    let portal = router::portal(&wired).map_err(|error| Failure::new(error.to_string()))?;
    welcome(&wired);
    let stop = CancellationToken::new();
    let workers = tokio::spawn(workers::run(wired.portal.clone(), stop.clone()));
    let rates = Arc::clone(&wired.rates);
    let forgetting = tokio::spawn(async move {
        loop {
            tokio::time::sleep(QUIET).await;
            rates.forget_quiet();
        }
    });
    listen::serve(listener, portal, stopped()?).await;
    forgetting.abort();
    stop.cancel();
    if workers.await.is_err() {
        tracing::error!("the workers did not end well");
    }
    wired.readiness.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Says where the portal is, and on a demonstration who may sign in. Nobody need listen.
fn welcome(wired: &wire::Wired) {
    let mut lines = format!("Motcua serves {}\n", wired.config.public_url);
    if wired.config.demo {
        lines.push_str("Demonstration: sign in at /dang-nhap as one of these invented people\n");
        for person in &wired.people {
            lines.push_str(&format!("  {} ({}): {}\n", person.name, person.key, person.about));
        }
    }
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(lines.as_bytes()).and_then(|()| out.flush());
}

/// Waits for the signal to stop.
fn stopped() -> Result<impl Future<Output = ()>, Failure> {
    let listen_for = |kind| signal(kind).map_err(|error| Failure::of("signals cannot be listened for", error));
    let (mut term, mut int) = (
        listen_for(SignalKind::terminate())?,
        listen_for(SignalKind::interrupt())?,
    );
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        tracing::info!(grace_seconds = Duration::from_secs(20).as_secs(), "stopping");
    })
}
