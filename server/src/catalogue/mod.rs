//! The catalogue: procedure files read, checked and resolved into `core` procedures, and the reader pages ask.
//!
//! `source` is a file as a civil servant writes it · `expression` resolves its conditions and rules · `fields` its form
//! fields · `resolve` puts a whole procedure together · `reach` proves that every branch can be taken · `load` reads a
//! folder and collects every problem.

mod expression;
mod fields;
mod load;
mod problem;
mod reach;
mod resolve;
mod source;

pub use load::{Loaded, load_dir, load_files, load_text};
pub use problem::CatalogueProblem;
