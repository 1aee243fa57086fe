//! Money (tiền) and how it is paid: no gateway, no store, no clock.
//!
//! - [`money`]: whole đồng with checked arithmetic, written the Vietnamese way.
//! - [`receipt`]: the symbols and numbers of electronic receipts.
//! - [`words`]: numbers read out in Vietnamese, as receipts must state them.
//! - [`attempt`]: one try to pay as a state machine over events, and the references payments are known by.
//! - [`ledger`]: what each thing that happens to money books, in double entry.
//! - `tlv`: the tags, lengths and values a payment code is made of.
//! - [`vietqr`]: the payload of a VietQR code, built and read.
//! - [`vnpay`]: what VNPAY signs, and the reply owed to its notices; [`vnpay_calls`]: what it is asked server to server.

pub mod attempt;
pub mod ledger;
pub mod money;
pub mod receipt;
mod tlv;
pub mod vietqr;
pub mod vnpay;
pub mod vnpay_calls;
pub mod words;

pub use attempt::{Happened, State, Way};
pub use money::Money;
