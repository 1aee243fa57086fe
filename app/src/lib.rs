//! What people see: pages, components, words, and the wire. Rendered on the server, taken over in the browser.
//! It refuses to know how anything is stored; what it needs of the server it names in `backend`.

pub mod api;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod views;
