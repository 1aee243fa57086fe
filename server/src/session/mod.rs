//! Sessions at the edge: who is asking, from a cookie that holds 256 bits of chance and nothing else.
//!
//! `cookie` is the token in the browser · `identify` puts the person into every request · `accounts` signs in and out
//! for the pages. The other half of a token is kept by `services`.

mod accounts;
mod cookie;
mod identify;

pub use accounts::SessionAccounts;
pub use cookie::{is_present, language};
pub use identify::{Asking, Identifying, identify};
