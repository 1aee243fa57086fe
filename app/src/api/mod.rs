//! The wire: server functions. Each says who is asking, makes one backend call and returns; rules live in `core`,
//! access in `core::access`, storage in `server`.
//!
//! Reads answer JSON and are called by pages in both worlds (`catalogue`, `reads`); in the browser they are plain
//! fetches of the same addresses, because a URL serialiser is too heavy there. Writes (`drafts`, `dossiers`, `desk`,
//! `session`) exist on the server only: a page posts a plain form to them, with or without script.

pub mod catalogue;
mod error;
pub mod post;
pub mod reads;

#[cfg(feature = "ssr")]
mod answer;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod dossiers;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
mod session;

#[cfg(feature = "ssr")]
pub use answer::ENDPOINTS;
pub use error::ApiError;
#[cfg(feature = "ssr")]
pub use session::LANGUAGE_COOKIE;
