//! `motcua simulate`: what the portal asks over the network, each as a process of its own, for demonstrations and tests.

use std::{io::Write, net::SocketAddr};

use axum::Router;

use super::{Failure, Outcome, runtime};
use crate::{clock::Clock, gateways::simulator as gateway, listen, registers::simulator};

/// Serves the simulated registers until the process is stopped.
pub(super) fn registers(addr: SocketAddr) -> Outcome {
    let routes = simulator::routes().map_err(|error| Failure::of("the invented people cannot be read", error))?;
    serve("Simulated registers", addr, routes)
}

/// Serves the simulated payment gateway until the process is stopped.
pub(super) fn gateway(addr: SocketAddr, secret: &str, notify: &str, clock: Option<&str>) -> Outcome {
    let clock = match clock {
        Some(text) => Clock::parse(text).map_err(|error| Failure::of("the clock cannot be read", error))?,
        None => Clock::real(),
    };
    let routes = gateway::routes(secret, notify, clock)
        .map_err(|error| Failure::of("notices cannot be sent from here", error))?;
    serve("Simulated payment gateway", addr, routes)
}

fn serve(what: &'static str, addr: SocketAddr, routes: Router) -> Outcome {
    runtime::finish(async move {
        let listener = listen::bind(addr).await.map_err(Failure::new)?;
        let at = listener
            .local_addr()
            .map_err(|error| Failure::of("the address is not known", error))?;
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{what} at http://{at}").and_then(|()| out.flush());
        drop(out);
        axum::serve(listener, routes)
            .await
            .map_err(|error| Failure::of("the simulation stopped", error))
    })
}
