//! Sessions at the edge: who is asking, from a cookie that holds 256 bits of chance and nothing else.
//!
//! `cookie` is the token in the browser · `identify` puts the person into every request · `accounts` signs in and out
//! for the pages · `resume` keeps a form over a sign-in. The other half of a token is kept by `services`.

mod accounts;
pub mod cookie;
mod identify;
mod notices;
mod resume;

pub use accounts::SessionAccounts;
pub use cookie::{is_present, language};
pub use identify::{Asking, Identifying, identify};
pub use notices::SessionNotices;
pub use resume::{Parking, Resuming, resume};
