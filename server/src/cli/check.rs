//! `motcua check KIND`: values on standard input, one JSON object a line on standard output.

use std::io::BufRead;

use clap::{Args, builder::PossibleValuesParser};
use motcua_core::check;

use super::{Failure, Outcome, output::print_json};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the values should be
    #[arg(value_parser = PossibleValuesParser::new(check::KINDS))]
    kind: String,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::of("standard input cannot be read", error))? == 0 {
            return Ok(());
        }
        let value = line.strip_suffix(b"\n").unwrap_or(&line);
        let value = value.strip_suffix(b"\r").unwrap_or(value);
        let value = String::from_utf8_lossy(value);
        let checked = check::check(&arguments.kind, &value)
            .ok_or_else(|| Failure::new(format!("'{}' is no kind of value", arguments.kind)))?;
        print_json(&checked)?;
    }
}
