//! The doors of this module as functions for `#[validate(custom(function = "…"))]`: one rule for typed records and forms.

use std::str::FromStr;

use validator::ValidationError;

use super::{
    Email, ForeignPassport, HealthInsuranceCard, HouseholdBusinessNumber, Passport, PersonalId, Phone,
    SocialInsuranceNumber, TaxCode,
};
use crate::{door::Coded, text::PersonName};

fn rule<T: FromStr<Err: Coded>>(text: &str) -> Result<(), ValidationError> {
    text.parse::<T>()
        .map(drop)
        .map_err(|error| ValidationError::new(error.code()))
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {$(
        $(#[$doc])*
        pub fn $name(text: &str) -> Result<(), ValidationError> {
            rule::<$type>(text)
        }
    )+};
}

rules! {
    /// Requires an e-mail address.
    email: Email,
    /// Requires a foreign passport number.
    foreign_passport: ForeignPassport,
    /// Requires a health insurance card number.
    health_insurance_card: HealthInsuranceCard,
    /// Requires an old household business number.
    household_business_number: HouseholdBusinessNumber,
    /// Requires a Vietnamese passport number.
    passport: Passport,
    /// Requires a person's name.
    person_name: PersonName,
    /// Requires a personal id.
    personal_id: PersonalId,
    /// Requires a Vietnamese telephone number.
    phone: Phone,
    /// Requires a social insurance number.
    social_insurance_number: SocialInsuranceNumber,
    /// Requires a tax code.
    tax_code: TaxCode,
}
