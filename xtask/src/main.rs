//! The build tasks.
fn main() {}
