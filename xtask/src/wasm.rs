//! The browser module: cargo for wasm32, wasm-bindgen as a library, wasm-opt from npm.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{paths, run};

const TRIPLE: &str = "wasm32-unknown-unknown";

/// The features rustc turns on for this target, by name: `--all-features` writes imports that browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How much work goes into the size of the module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Smallest module: link-time optimisation and wasm-opt.
    Release,
    /// Quick to build, for a change seen at once.
    Dev,
}

impl Mode {
    /// Returns cargo's profile of the mode.
    fn profile(self) -> &'static str {
        match self {
            Mode::Release => "wasm",
            Mode::Dev => "dev",
        }
    }

    /// Returns the folder cargo names after the profile.
    fn folder(self) -> &'static str {
        match self {
            Mode::Release => "wasm",
            Mode::Dev => "debug",
        }
    }

    /// Returns the word by which a build remembers its mode.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mode::Release => "release",
            Mode::Dev => "dev",
        }
    }
}

/// Compiles the application for the browser and returns the module as rustc left it, names included.
pub(crate) fn compile(mode: Mode) -> Result<PathBuf> {
    let mut command = compiler(mode);
    command.args([
        "-p",
        "motcua-app",
        "--lib",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    run::must("browser module: cargo", &mut command)?;
    Ok(paths::target().join(TRIPLE).join(mode.folder()).join("motcua_app.wasm"))
}

/// Compiles an example of the law for the browser.
pub(crate) fn compile_example(name: &str) -> Result<PathBuf> {
    let mut command = compiler(Mode::Release);
    command.args(["-p", "motcua-core", "--example", name]);
    run::must("laws for the browser: cargo", &mut command)?;
    Ok(paths::target()
        .join(TRIPLE)
        .join(Mode::Release.folder())
        .join("examples")
        .join(format!("{name}.wasm")))
}

fn compiler(mode: Mode) -> Command {
    let mut command = run::cargo();
    command.args(["build", "--target", TRIPLE, "--profile", mode.profile()]);
    if mode == Mode::Release {
        // Panic messages carry source paths: shorter, and silent about the machine.
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remapped_paths());
    }
    command
}

fn remapped_paths() -> String {
    // The repository's own paths are relative already.
    let mut flags = Vec::new();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME")?;
        Some(Path::new(&home).join(".cargo"))
    });
    let sources = home
        .map(|home| home.join("registry/src"))
        .and_then(|sources| fs::read_dir(sources).ok());
    for source in sources.into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}/=", source.path().display()));
    }
    flags.join(" ")
}

/// Writes `NAME.js` and `NAME_bg.wasm` for a module into a folder.
pub(crate) fn bind(module: &Path, name: &str, folder: &Path) -> Result<()> {
    let _beat = run::Heartbeat::start("browser module: wasm-bindgen");
    fs::create_dir_all(folder)?;
    let bytes = fs::read(module).with_context(|| format!("{} is not there", module.display()))?;
    Bindgen::new()
        .input_bytes(name, bytes)
        .web(true)?
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen refused {}", module.display()))
}

/// Makes a module smaller in place.
pub(crate) fn shrink(module: &Path) -> Result<()> {
    let mut command = Command::new(paths::npm_tool("wasm-opt"));
    command.arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(module);
    run::must("browser module: wasm-opt", &mut command).context("wasm-opt comes with `npm ci` in end2end")
}
