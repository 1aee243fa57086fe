//! What people see: pages, components, words, and the wire. It refuses to know how anything is stored; what it needs of the
//! server it names in `backend`.
//!
//! On the server alone: `shell` is the document, `routes` its pages, `load` how a page gets its data. In both worlds: `live`
//! holds the parts of a page that come alive, `filling` a form while it is filled, `asking` what it asks now, `keeping`
//! whether what was typed is kept. In the browser alone: `device`.

#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` are two builds of this crate, never one");

pub mod api;
pub mod asking;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod components;
#[cfg(not(feature = "ssr"))]
pub mod device;
pub mod filling;
pub mod keeping;
pub mod live;
#[cfg(feature = "ssr")]
pub mod load;
pub mod me;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod text;
pub mod views;

/// Takes over the page that the server rendered; the document's script calls it once the module has arrived.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    device::take_over();
}
