//! The server program.

use anyhow::Result;

use crate::run;

/// Builds `target/release/motcua`.
pub(crate) fn build() -> Result<()> {
    run::must(
        "server: cargo",
        run::cargo().args(["build", "--release", "-p", "motcua-server", "--bin", "motcua"]),
    )
}
