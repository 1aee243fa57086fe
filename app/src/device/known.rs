//! What the server said about the person in the document's head, and the mark that the page was taken over.

use leptos::prelude::document;

use crate::views::Me;

/// Returns the person behind the document.
pub fn known() -> Me {
    document()
        .query_selector("meta[name=me]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}

/// Marks the document as taken over; styles and tests look at it.
pub fn mark_hydrated() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}
