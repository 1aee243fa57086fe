//! `motcua lunar YEAR`: the two lunar holidays of a year.

use clap::Args;
use motcua_core::calendar::{format::iso, lunar};
use serde_json::json;

use super::{Failure, Outcome, output::print_json};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The year, from 1900 to 2199
    year: String,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let wrong = || Failure::new(format!("YEAR '{}' is not a year from 1900 to 2199", arguments.year));
    let year: i32 = arguments.year.parse().map_err(|_| wrong())?;
    if !(1900..=2199).contains(&year) {
        return Err(wrong());
    }
    let (tet, gio_to) = lunar::tet(year).zip(lunar::gio_to(year)).ok_or_else(wrong)?;
    print_json(&json!({ "year": year, "tet": iso(tet), "gio_to": iso(gio_to) }))
}
