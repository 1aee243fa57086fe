//! What a person was told, where they can be told, and what could not be sent.

use motcua_core::id::NotificationId;
use motcua_core::notification::{Channel, Matter};
use serde::{Deserialize, Serialize};

/// A message in its reader's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotificationLine {
    /// Its id.
    pub id: NotificationId,
    /// What it is about.
    pub matter: Matter,
    /// The dossier's number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The agency's name.
    pub agency: String,
    /// The name of the body that was asked, where one was.
    pub body: String,
    /// The step that takes too long, where it is about one.
    pub step: String,
    /// The number of the question it is about, where it is about one put to the reader's agency.
    pub question: Option<u64>,
    /// The date it promises, in words.
    pub due: Option<String>,
    /// The amount it is about, in đồng.
    pub amount: Option<u64>,
    /// The carrier's code of the parcel it is about.
    #[serde(default)]
    pub item: Option<String>,
    /// When it came, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// Whether it was read.
    pub is_read: bool,
}

/// What is known of a code that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GenuineView {
    /// The portal sent a message with it.
    Sent {
        /// What about.
        matter: Matter,
        /// When, `hh:mm ngày dd/mm/yyyy`.
        at: String,
    },
    /// It did not.
    Unknown,
    /// What was typed is no code.
    NoCode,
}

/// A way to be told besides the portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelView {
    /// Which.
    pub channel: Channel,
    /// The address; empty when there is none.
    pub address: String,
    /// Whether messages are wanted there.
    pub wanted: bool,
    /// Whether the address was proved to be the person's.
    pub is_verified: bool,
    /// Whether a code was sent that can be typed back.
    pub awaits_code: bool,
}

/// Messages that did not go out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeliveriesView {
    /// How many wait to be sent, those that failed before among them.
    pub waiting: u64,
    /// Those given up, the latest first.
    pub dead: Vec<DeliveryLine>,
    /// Those that failed and are tried again.
    pub failing: Vec<DeliveryLine>,
}

/// A message that did not go out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeliveryLine {
    /// Its id.
    pub id: String,
    /// What it is about, by name.
    pub matter: Option<Matter>,
    /// By which channel.
    pub channel: Option<Channel>,
    /// To whom, most of it hidden.
    pub address: String,
    /// The name of the agency it comes from; empty when the portal says it.
    pub agency: String,
    /// When it was written.
    pub at: String,
    /// How often it was tried.
    pub tried: u32,
    /// When it is tried next, or when it was given up.
    pub next_at: String,
    /// What went wrong last.
    pub problem: String,
}

/// What to do with a message that was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settle {
    /// Try it again.
    Retry,
    /// Drop it for good.
    Discard,
}
