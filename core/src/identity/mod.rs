//! Identity numbers and contacts: each a type whose only door is `FromStr`.
//!
//! `Display` and serde give the canonical text back; errors are closed enums with stable codes.
//! - persons: [`PersonalId`], [`OldIdentityCard`], [`Passport`], [`ForeignPassport`], [`CccdQr`], [`Sex`]
//! - registers: [`TaxCode`], [`SocialInsuranceNumber`], [`HealthInsuranceCard`], [`HouseholdBusinessNumber`]
//! - contacts: [`Phone`], [`Email`], and the typed record [`Contact`]
//! - [`rules`]: the same doors as functions for `validator` derives

mod birth_place;
pub mod cccd_qr;
mod contact;
mod digits;
mod email;
mod health_insurance;
mod household_business;
mod old_identity_card;
mod passport;
mod personal_id;
mod phone;
pub mod rules;
mod sex;
mod social_insurance;
mod tax_code;

pub use birth_place::{BIRTH_PLACES, birth_place};
pub use cccd_qr::{CccdQr, CccdQrError};
pub use contact::Contact;
pub use email::{Email, EmailError};
pub use health_insurance::{HealthInsuranceCard, HealthInsuranceCardError};
pub use household_business::{HouseholdBusinessNumber, HouseholdBusinessNumberError};
pub use old_identity_card::{OldIdentityCard, OldIdentityCardError};
pub use passport::{ForeignPassport, ForeignPassportError, Passport, PassportError};
pub use personal_id::{Mismatch, PersonalId, PersonalIdError, PersonalIdWarning};
pub use phone::{Phone, PhoneError, PhoneKind};
pub use sex::{Sex, SexError};
pub use social_insurance::{SocialInsuranceNumber, SocialInsuranceNumberError};
pub use tax_code::{TaxCode, TaxCodeError, TaxCodeKind};
