//! Payment gateways behind one port. They say what became of an order, never what follows from it; an answer that is
//! unsigned, about something else or late is no answer.
//!
//! `vnpay` asks VNPAY · `simulator` answers like it, as a process of its own.

pub mod simulator;
mod vnpay;

use std::{future::Future, pin::Pin, sync::Arc};

use motcua_core::{
    calendar::Moment,
    payment::{Money, Way},
};

pub use vnpay::{Vnpay, vnpay_time};

/// What a gateway is asked to take.
#[derive(Clone, Debug)]
pub struct Order {
    /// What the payment is known by; never used twice.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// What it is for, in ASCII.
    pub info: String,
    /// When it was begun.
    pub created: Moment,
    /// Until when it may be paid.
    pub expires: Moment,
    /// The payer's address on the network.
    pub ip: String,
    /// Whether the payer reads English.
    pub is_english: bool,
    /// Where the payer is sent back to.
    pub return_url: String,
}

/// Which order is meant.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its reference.
    pub reference: String,
    /// When it was begun.
    pub created: Moment,
    /// How much it is about.
    pub amount: Money,
    /// Its number at the gateway, where that is known.
    pub transaction: String,
}

/// What is to be given back.
#[derive(Clone, Debug)]
pub struct Refund {
    /// The refund's id: the same at every try.
    pub id: String,
    /// Of which order.
    pub of: Asked,
    /// Who approved it, in ASCII.
    pub by: String,
}

/// What a gateway says of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It knows of no such order.
    Unheard,
    /// It is not settled.
    Open,
    /// The money was taken.
    Paid {
        /// The number of that at the gateway.
        transaction: String,
    },
    /// No money was taken.
    Failed {
        /// The gateway's code.
        code: String,
    },
    /// The money is on its way back.
    Refunding,
    /// The money was given back.
    Refunded,
}

/// What came of asking for a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// It was given back.
    Back {
        /// The number of that at the gateway.
        transaction: String,
    },
    /// The gateway took the wish; what comes of it is asked later.
    Later,
    /// It says no.
    Refused {
        /// The gateway's code.
        code: String,
    },
}

/// Nothing is known: the gateway is down, too slow, or what came is not from it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no outcome: {0}")]
pub struct NoOutcome(pub String);

/// An answer that comes later.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, NoOutcome>> + Send + 'a>>;

/// One gateway.
pub trait Gateway: Send + Sync {
    /// Returns where the payer is to go.
    fn open(&self, order: &Order) -> Answering<'_, String>;
    /// Asks what became of an order.
    fn query(&self, asked: &Asked, now: Moment) -> Answering<'_, Standing>;
    /// Asks for money back.
    fn refund(&self, refund: &Refund, now: Moment) -> Answering<'_, Given>;
}

/// The gateways of this portal.
#[derive(Clone, Default)]
pub struct Gateways {
    /// VNPAY.
    pub vnpay: Option<Arc<Vnpay>>,
}

impl Gateways {
    /// Returns the gateway of a way to pay, where there is one.
    pub fn of(&self, way: Way) -> Option<Arc<dyn Gateway>> {
        match way {
            Way::Vnpay => self.vnpay.clone().map(|gateway| gateway as Arc<dyn Gateway>),
            Way::Transfer | Way::Counter => None,
        }
    }
}
