//! How to reach a person, as typed: checked as a whole, so that every problem is told at once.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::rules;

/// A person's contact data (thông tin liên hệ) as typed, each problem under its field's name and the newtype's code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Họ và tên.
    #[validate(custom(function = "rules::person_name"))]
    pub full_name: String,
    /// Số điện thoại.
    #[validate(custom(function = "rules::phone"))]
    pub phone: String,
    /// Thư điện tử, where the person has one.
    #[validate(custom(function = "rules::email"))]
    pub email: Option<String>,
}
