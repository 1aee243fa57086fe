//! Finding a procedure by what a person types: without accents, with slips, in any order, by abbreviation or by code.
//!
//! `words` takes text apart · `slips` forgives fingers and keyboards · `phrases` lists what people call things,
//! `synonyms` puts it in place ·
//! `query` turns what was typed into terms of the index · `index` holds the texts and finds · `score` says how well one
//! procedure answers.

mod index;
mod phrases;
mod query;
mod score;
mod slips;
mod synonyms;
mod words;

pub use index::{Entry, Hit, Index};
