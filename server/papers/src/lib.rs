//! The papers of a dossier as PDF/A-2b: forms 01–07 and results, typeset from templates with fonts of its own.
//!
//! Pure: a paper and nothing else in, bytes out, the same bytes for the same paper. No files, no network, no clock, no
//! system fonts. What stands in a paper is decided by who makes the [`Paper`]; which form it is, by `motcua_core::paper`.
//!
//! `paper` is what may be printed, `result` what is issued · `written` puts it in words the templates place · `code` draws the QR code · `press`
//! typesets.

mod code;
mod paper;
mod press;
mod result;
mod written;

pub use paper::{
    Apology, Applicant, Body, Component, Counts, Defect, FeeReceipt, FeeReceiptLine, HandOver, HandOverRow, Head,
    Outcome, Paper, Receipt, Refusal, Register, RegisterRow, StopNotice, SupplementRequest,
};
pub use press::{Failed, print, print_result};
pub use result::ResultSheet;
