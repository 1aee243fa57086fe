//! The one error of the wire: small, with stable names, and no sentence in it.

use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a call failed. Not being allowed to know is [`ApiError::NotFound`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// Nobody is signed in.
    #[error("not_signed_in")]
    NotSignedIn,
    /// The asker may know but not do it.
    #[error("not_allowed")]
    NotAllowed,
    /// There is no such thing, or the asker may not know of it.
    #[error("not_found")]
    NotFound,
    /// What was sent cannot be read.
    #[error("invalid")]
    Invalid,
    /// The rules say no; the code of the reason.
    #[error("refused")]
    Refused(String),
    /// Somebody changed it in the meantime.
    #[error("conflict")]
    Conflict,
    /// Too many requests.
    #[error("too_many")]
    TooMany,
    /// The store or the line is down; trying again may help.
    #[error("unavailable")]
    Unavailable,
    /// A fault of the portal, with the reference it was logged under.
    #[error("internal")]
    Internal(String),
}

impl ApiError {
    /// The refusal of a link that lent a paper and does not any more.
    pub const LINK_OVER: &str = "link_over";

    /// Returns the stable name, as in addresses and logs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::NotAllowed => "not_allowed",
            Self::NotFound => "not_found",
            Self::Invalid => "invalid",
            Self::Refused(_) => "refused",
            Self::Conflict => "conflict",
            Self::TooMany => "too_many",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// Returns the name with the particulars an address may carry.
    pub fn told(&self) -> String {
        match self {
            Self::Refused(code) if !code.is_empty() => [self.name(), ".", code].concat(),
            Self::Internal(reference) if !reference.is_empty() => [self.name(), ".", reference].concat(),
            other => other.name().to_owned(),
        }
    }

    /// Returns the error that [`ApiError::told`] tells of.
    pub fn from_told(told: &str) -> Option<Self> {
        let (name, rest) = told.split_once('.').unwrap_or((told, ""));
        Some(match name {
            "not_signed_in" => Self::NotSignedIn,
            "not_allowed" => Self::NotAllowed,
            "not_found" => Self::NotFound,
            "invalid" => Self::Invalid,
            "refused" => Self::Refused(rest.to_owned()),
            "conflict" => Self::Conflict,
            "too_many" => Self::TooMany,
            "unavailable" => Self::Unavailable,
            "internal" => Self::Internal(rest.to_owned()),
            _ => return None,
        })
    }

    /// Returns the HTTP status it is answered with.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(code) if code == Self::LINK_OVER => 410,
            Self::NotSignedIn => 401,
            Self::NotAllowed => 403,
            Self::NotFound => 404,
            Self::Invalid => 400,
            Self::Refused(_) => 422,
            Self::Conflict => 409,
            Self::TooMany => 429,
            Self::Unavailable => 503,
            Self::Internal(_) => 500,
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let failure = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Invalid
            }
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::Response(_) => Self::Internal(String::new()),
        };
        #[cfg(feature = "ssr")]
        super::answer::tell(&failure);
        failure
    }
}
