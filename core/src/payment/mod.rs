//! Money in whole đồng.
