//! The state's registers behind a port: the population database and the business register. A register that is slow or
//! down costs a short wait and then none, until it answers again; nothing here decides what follows from an answer.
//!
//! `message` is what is sent and read · `client` asks · `simulator` answers like a register, as a process of its own.

mod client;
mod message;
pub mod simulator;

pub use client::{NoAnswer, Registers};
pub use message::Values;
