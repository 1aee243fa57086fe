//! Digital signatures of papers (chữ ký số): PAdES B-B, appended to a PDF without touching a byte of it.
//!
//! `seal` is who signs: a key in a file, or a service elsewhere that is handed what to sign · `cms` makes and reads the
//! signature · `pdf` makes room for it in the file and puts it there · `check` says what a signed file proves.

mod check;
mod cms;
mod pdf;
mod seal;

pub use check::{Found, NotReadable, Verdict, check};
pub use pdf::{Act, Prepared, SignError, prepare, sign};
pub use x509_cert::Certificate;

pub use seal::{Algorithm, KeyFile, KeyProblem, Seal, SealError, certificates};
