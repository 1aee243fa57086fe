//! Ways out of the portal for messages, behind one port: `mail` by SMTP, `gateway` for text messages and Zalo by a file or by
//! HTTP. They hand a message over once and say what came of it; when to try again is not theirs to know.

mod gateway;
mod mail;

use std::{future::Future, pin::Pin, sync::Arc};

use motcua_core::notification::Channel;

pub use gateway::{Gateway, Gateways};
pub use mail::Mail;

/// A message ready to be handed over.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id, the same at every try: what the receiving side can know it again by.
    pub id: String,
    /// The address: an e-mail address, or a telephone number like `+84912345678`.
    pub to: String,
    /// The subject, where the channel has one.
    pub subject: String,
    /// The text.
    pub text: String,
    /// When it was written, seconds since 1970.
    pub written_at: u64,
}

/// Why a message was not handed over; the words are for whoever looks after the portal, and name nobody.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// It may go another time.
    #[error("{0}")]
    NotNow(String),
    /// It will never be taken like this.
    #[error("{0}")]
    Never(String),
}

/// A try that ends later.
pub type Trying<'a> = Pin<Box<dyn Future<Output = Result<(), Unsent>> + Send + 'a>>;

/// One way out.
pub trait Sender: Send + Sync {
    /// Hands a message over.
    fn send(&self, message: Message) -> Trying<'_>;
}

/// The ways out that this portal has.
#[derive(Clone, Default)]
pub struct Senders {
    /// E-mail.
    pub email: Option<Arc<dyn Sender>>,
    /// Text messages.
    pub sms: Option<Arc<dyn Sender>>,
    /// Zalo.
    pub zalo: Option<Arc<dyn Sender>>,
}

impl Senders {
    /// Returns the way out of a channel, where there is one.
    pub fn of(&self, channel: Channel) -> Option<&Arc<dyn Sender>> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Sms => self.sms.as_ref(),
            Channel::Zalo => self.zalo.as_ref(),
        }
    }

    /// Lists the channels there are.
    pub fn channels(&self) -> impl Iterator<Item = Channel> {
        Channel::ALL.into_iter().filter(|channel| self.of(*channel).is_some())
    }
}
