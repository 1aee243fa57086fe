//! Everything that touches the world.

pub mod audit;
pub mod backup;
pub mod catalogue;
pub mod clock;
pub mod national;
pub mod error;
pub mod files;
pub mod reference;
pub mod services;
pub mod store;
pub mod workers;
