//! The catalogue: procedure files read, checked and resolved into `core` procedures, and the reader pages ask.
//!
//! `source` is a file as a civil servant writes it · `expression` resolves its conditions and rules · `fields` its form
//! fields, `fees` its fees · `resolve` puts a whole procedure together · `reach` proves that every branch can be taken · `load` reads a
//! folder and collects every problem · `shelf` holds those in force in memory · `front` is
//! sectors and life events · `today` the catalogue of one day, with its search ·
//! `reader` answers the pages from it.

mod expression;
mod fees;
mod fields;
mod front;
mod load;
mod problem;
mod process;
mod reach;
mod reader;
mod resolve;
mod shelf;
mod source;
mod today;

pub use front::Front;
pub use load::{Loaded, load_dir, load_files, load_text};
pub use problem::CatalogueProblem;
pub use reader::Reader;
pub use shelf::Shelf;
