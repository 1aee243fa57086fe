//! The dictionary of reusable data: what a datum is, however a form calls it.
