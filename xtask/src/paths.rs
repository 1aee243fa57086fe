//! Where things are: the repository, cargo's target directory and what the build puts there.

use std::{env, path::PathBuf};

/// Returns the root of the repository.
pub(crate) fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map_or_else(|| manifest.clone(), PathBuf::from)
}

/// Returns cargo's target directory, `CARGO_TARGET_DIR` respected.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// Returns the directory the server serves files from.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// Returns the directory of the browser tests and the npm tools.
pub(crate) fn end2end() -> PathBuf {
    root().join("end2end")
}

/// Returns an npm tool installed by `npm ci` in `end2end`.
pub(crate) fn npm_tool(name: &str) -> PathBuf {
    end2end().join("node_modules/.bin").join(name)
}

/// Returns the release build of the program `motcua`.
pub(crate) fn motcua() -> PathBuf {
    target().join("release/motcua")
}
