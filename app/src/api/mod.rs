//! The wire: server functions. Each says who is asking, makes one backend call and returns; rules live in `core`,
//! access in `core::access`, storage in `server`. Reads (`catalogue`, `reads`) answer JSON, and pages call them on the
//! server. Writes (`drafts`, `dossiers`, `desk`, `session`) are posted to by plain forms, with or without script.

mod error;
pub mod post;

#[cfg(feature = "ssr")]
mod answer;
#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
pub mod consultation;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
pub mod documents;
#[cfg(feature = "ssr")]
mod dossiers;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
pub mod intake;
#[cfg(feature = "ssr")]
pub mod notifications;
#[cfg(feature = "ssr")]
pub mod payment;
#[cfg(feature = "ssr")]
pub mod posting;
#[cfg(feature = "ssr")]
pub mod profile;
#[cfg(feature = "ssr")]
pub mod queue;
#[cfg(feature = "ssr")]
pub mod reads;
#[cfg(feature = "ssr")]
mod session;
#[cfg(feature = "ssr")]
pub(crate) mod talk;

#[cfg(feature = "ssr")]
pub use answer::ENDPOINTS;
pub use error::ApiError;
#[cfg(feature = "ssr")]
pub use session::{LANGUAGE_COOKIE, landing};
