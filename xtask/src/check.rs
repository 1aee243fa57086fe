//! `make check`: what a reviewer should not have to say.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{graph, paths, run};

const DENY: &str = "0.20.2";

/// One check with its name.
type Step = (&'static str, fn() -> Result<()>);

/// Runs every check and names the ones that failed.
pub(crate) fn check() -> Result<()> {
    let steps: [Step; 7] = [
        ("formatting", formatting),
        ("lints of the server build", server_lints),
        ("lints of the browser build", browser_lints),
        ("licences and sources", licences),
        ("advisories", advisories),
        ("wasm graph", graph::check),
        ("documentation links", documentation),
    ];
    let mut failed = Vec::new();
    for (name, step) in steps {
        if let Err(error) = step() {
            eprintln!("xtask: {error:#}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("check: all clear");
        Ok(())
    } else {
        bail!("failed: {}", failed.join(", "))
    }
}

fn formatting() -> Result<()> {
    run::must("formatting", run::cargo().args(["fmt", "--all", "--check"]))
}

fn server_lints() -> Result<()> {
    run::must(
        "lints of the server build",
        run::cargo().args([
            "clippy",
            "-p",
            "motcua-core",
            "-p",
            "motcua-app",
            "-p",
            "motcua-server",
            "-p",
            "motcua-papers",
            "-p",
            "motcua-signing",
            "-p",
            "xtask",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )
}

fn browser_lints() -> Result<()> {
    run::must(
        "lints of the browser build",
        run::cargo().args([
            "clippy",
            "-p",
            "motcua-app",
            "--lib",
            "--no-default-features",
            "--features",
            "hydrate",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ]),
    )
}

fn licences() -> Result<()> {
    run::must(
        "licences and sources",
        deny()?.args(["--workspace", "check", "bans", "licenses", "sources"]),
    )
}

/// Fails when a crate has a known fault. Where the list of faults cannot be fetched, the last one fetched is used.
fn advisories() -> Result<()> {
    let mut check = deny()?;
    check.arg("--workspace");
    if let Err(error) = run::output(deny()?.args(["fetch", "db"])) {
        eprintln!("  {error:#}");
        eprintln!("  the advisories were not fetched: the last ones fetched are used");
        check.arg("--offline");
    }
    run::must("advisories", check.args(["check", "advisories"]))
}

/// Returns cargo-deny; it is compiled once into `target/tools-bin` when the machine has none.
fn deny() -> Result<Command> {
    let folder = paths::target().join("tools-bin");
    let own = folder.join("bin/cargo-deny");
    let on_path = run::output(run::cargo().args(["deny", "--version"])).is_ok();
    if !on_path && !own.is_file() {
        run::must(
            "cargo-deny: install (once, some minutes)",
            run::cargo()
                .args(["install", "--locked", "cargo-deny", "--version", DENY, "--root"])
                .arg(&folder),
        )?;
    }
    let mut command = if on_path { run::cargo() } else { Command::new(own) };
    if on_path {
        command.arg("deny");
    }
    command.current_dir(paths::root());
    Ok(command)
}

fn documentation() -> Result<()> {
    run::must(
        "documentation links",
        run::cargo()
            .args([
                "doc",
                "--no-deps",
                "--document-private-items",
                "-p",
                "motcua-core",
                "-p",
                "motcua-app",
                "-p",
                "motcua-server",
                "-p",
                "motcua-papers",
                "-p",
                "motcua-signing",
            ])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}
