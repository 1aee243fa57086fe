//! What stands between the network and the pages.
//!
//! `client` finds who is calling · `rate` holds back who calls too often · `origin` refuses posts from other sites ·
//! `policy` is the content security policy · `headers` is what every answer carries.

pub mod client;
pub mod headers;
pub mod origin;
pub mod policy;
pub mod rate;
