//! Every id newtype, in one alphabetical list: a UUID on the wire and in the store, never mixed up in code.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id made elsewhere: ids are UUIDv7 made by the server's clock, never here.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// Returns the bare UUID, for the store.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::try_parse(text).map(Self).map_err(|_| BadId)
            }
        }
    )*};
}

ids! {
    /// One person's or organisation's account.
    AccountId,
    /// One dossier (hồ sơ), from submission on.
    DossierId,
    /// One draft (hồ sơ nháp), until it is submitted.
    DraftId,
    /// One file on a draft or dossier.
    FileId,
    /// One message to somebody (thông báo).
    NotificationId,
    /// One submission as the person meant it: the same id sent twice is one dossier.
    RequestId,
    /// One sign-in on one device.
    SessionId,
    /// Somebody kept in a profile beside its owner: a member of the family, an organisation.
    SubjectId,
    /// One paper lent by a link.
    ShareId,
}

/// The text is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct BadId;
