//! The parts of a page that come alive in the browser (phần sống): drawn by the server like all else, with what they are
//! drawn from beside them, and taken over one by one. A page around them never travels in the module.
//!
//! `section` is a section of a form.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

pub mod section;

/// The attribute of the element around a living part; its value names the part.
pub const MARK: &str = "data-live";
/// The name of a section of a form.
pub const SECTION: &str = "section";

/// Draws a living part, with what it is drawn from in a data block before it.
#[cfg(feature = "ssr")]
pub fn part<P: serde::Serialize>(name: &'static str, props: P, draw: impl FnOnce(P) -> AnyView) -> AnyView {
    // In a script element only `<` could end the block or open a comment.
    let carried = serde_json::to_string(&props)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    view! {
        <script type="application/json" inner_html=carried></script>
        <div data-live=name>{draw(props)}</div>
    }
    .into_any()
}
