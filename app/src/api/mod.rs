//! The wire: server functions. Each says who is asking, makes one backend call and returns; rules live in `core`,
//! access in `core::access`, storage in `server`.

mod error;

pub use error::ApiError;
