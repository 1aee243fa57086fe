//! The program motcua.
fn main() {}
