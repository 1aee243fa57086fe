//! `motcua simulate registers`: registers that are none, as a process of their own, for demonstrations and tests.

use std::{io::Write, net::SocketAddr};

use super::{Failure, Outcome, runtime};
use crate::{listen, registers::simulator};

/// Serves the simulated registers until the process is stopped.
pub(super) fn registers(addr: SocketAddr) -> Outcome {
    runtime::finish(async move {
        let routes = simulator::routes().map_err(|error| Failure::of("the invented people cannot be read", error))?;
        let listener = listen::bind(addr).await.map_err(Failure::new)?;
        let at = listener
            .local_addr()
            .map_err(|error| Failure::of("the address is not known", error))?;
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "Simulated registers at http://{at}").and_then(|()| out.flush());
        drop(out);
        axum::serve(listener, routes)
            .await
            .map_err(|error| Failure::of("the simulated registers stopped", error))
    })
}
