//! What may be attached, decided by content and not by name; the reasons are codes, the words are the pages'.
//!
//! `refused` are the reasons · `look` tells the kind and sends to the file that knows it · `pdf` finds whether a PDF is
//! whole, encrypted and how many pages it has, reading it through `syntax` · `picture` follows the parts of pictures ·
//! `office` looks inside a zip.

mod look;
mod office;
mod pdf;
mod picture;
mod refused;
mod syntax;

pub use look::{Judged, judge};
pub use refused::Refused;
