//! Typed cursors for paged lists.
