//! Where things are: the repository, cargo's target directory and what the build puts there.

use std::{env, path::PathBuf};

/// Returns the root of the repository this was started in: the folder, here or above, that holds the build.
///
/// Asked at run time, so that two checkouts may share one target directory.
pub(crate) fn root() -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .unwrap_or(&here)
        .to_owned()
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
