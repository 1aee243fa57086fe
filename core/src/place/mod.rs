//! Provinces and communes (tỉnh, xã), two tiers, with the old names that led to them.
//!
//! `unit`: the codes and what the page shows · `former`: units that ceased · `places`: the index over all of them ·
//! `address`: addresses as printed · `read`: the data files · `order`: the Vietnamese alphabet.

mod address;
mod former;
mod order;
mod places;
mod read;
mod unit;

pub use address::PrintedAddress;
pub use former::{FormerDistrict, FormerWard};
pub use order::alphabetical;
pub use places::{Found, Places};
pub use read::{PlaceError, PlaceProblem};
pub use unit::{BadPlaceCode, Commune, CommuneCode, CommuneKind, Province, ProvinceCode, ProvinceKind};
