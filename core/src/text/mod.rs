//! Vietnamese text: NFC, accent folding, names, tone placement, and what hostile text is refused.
//!
//! - [`mod@fold`]: composed form, folded form for search and comparison, upper case for forms.
//! - [`hostile`]: what free text is refused (NUL, controls, bidi, invisible) and what is carried as typed.
//! - [`name`]: a person's name.
//! - [`tone`]: the two ways of placing a tone mark (hoà, hòa).

pub mod fold;
pub mod hostile;
pub mod name;
mod normal;
pub mod tone;

pub use fold::{collapse, fold, nfc, upper};
pub use hostile::{Extent, Hostile, HostileText, clean};
pub use name::{NameError, PersonName, same_name, same_spelling};
pub(crate) use normal::nfd;
pub use tone::normalise_tone;
