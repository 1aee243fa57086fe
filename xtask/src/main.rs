//! The build and the test suite of Motcua, run as `cargo xtask COMMAND` or through the Makefile.
//!
//! Knows cargo, wasm-bindgen, wasm-opt, Lightning CSS, brotli and the test runners; knows no rule of the portal.

mod bench;
mod budget;
mod check;
mod cleanup;
mod figures;
mod form;
mod graph;
mod http;
mod parity;
mod paths;
mod postgres;
mod program;
mod run;
mod serve;
mod site;
mod style;
mod suite;
mod tally;
mod told;
mod wasm;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  build [--dev] [--site-only]   browser module, style and public files into target/site, and the server program
  serve                         build, then serve the demonstration province on http://127.0.0.1:3000 from var/
  test [PART…]                  the whole suite, or its parts: rust, parity, journeys, firefox
  check                         formatting, lints of both builds, licences, wasm graph, documentation links
  wasm-graph                    what the browser module may not contain
  budget                        bytes of a first visit against the bounds of the design
  bench [PART…]                 every figure of the design beside its bound, or a part: server, bytes, browser
  screenshots                   pictures of the pages, phone and desktop
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = cleanup::on_signals().and_then(|()| dispatch(&arguments));
    cleanup::hold_if_interrupted();
    cleanup::run_all();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    match arguments.first().map(String::as_str) {
        Some("build") => {
            let mode = if has("--dev") {
                wasm::Mode::Dev
            } else {
                wasm::Mode::Release
            };
            site::build(mode)?;
            if !has("--site-only") {
                program::build()?;
            }
            Ok(())
        }
        Some("serve") => serve::serve(),
        Some("test") => suite::test(&arguments[1..]),
        Some("check") => check::check(),
        Some("wasm-graph") => graph::check(),
        Some("budget") => budget::check(),
        Some("bench") => bench::bench(&arguments[1..]),
        Some("screenshots") => suite::screenshots(),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command '{other}'; `cargo xtask help` lists them"),
    }
}
