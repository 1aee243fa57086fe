//! Where a message goes besides the portal.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A way to reach somebody outside of the portal (kênh nhận thông báo).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Thư điện tử.
    Email,
    /// Tin nhắn điện thoại.
    Sms,
    /// Tin nhắn Zalo.
    Zalo,
}

/// The text names no channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such channel")]
pub struct UnknownChannel;

impl Channel {
    /// Lists every channel.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Zalo];

    /// Returns the name it is kept under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Zalo => "zalo",
        }
    }

    /// Tells whether its addresses are telephone numbers.
    pub const fn is_phone(self) -> bool {
        match self {
            Self::Email => false,
            Self::Sms | Self::Zalo => true,
        }
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(text: &str) -> Result<Self, UnknownChannel> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.key() == text)
            .ok_or(UnknownChannel)
    }
}
