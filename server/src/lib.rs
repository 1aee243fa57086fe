//! Everything that touches the world.

pub mod catalogue;
pub mod clock;
pub mod national;
pub mod store;
