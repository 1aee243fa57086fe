//! Electronic identities by OpenID Connect: the code flow with PKCE, for any number of providers.
//!
//! `line` is the way to a provider · `provider` speaks the protocol and judges tokens · `claims` reads who somebody is out
//! of what was told · `routes` are the two addresses a browser goes through. Whose account an identity is, `core::account`
//! decides.

mod claims;
mod line;
mod provider;
mod routes;

pub use claims::Identity;
pub use provider::{Asked, Failed, IdentityProvider, providers};
pub use routes::routes;
