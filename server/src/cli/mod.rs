//! The command line: what `motcua` can do, one file per command. Each returns a sentence on failure; `main` prints it.

mod account;
mod arguments;
mod audit;
mod backup;
mod catalogue;
mod check;
mod deadline;
mod keys;
mod lunar;
mod migrate;
mod national;
mod output;
mod pay;
mod runtime;
mod seed;
mod serve;
mod simulate;

pub use arguments::run;
pub use output::{Failure, Outcome};
