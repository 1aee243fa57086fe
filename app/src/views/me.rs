//! Who is asking, as far as a page needs to know.

use motcua_core::id::AccountId;
use serde::{Deserialize, Serialize};

/// The person behind the request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// The account, when signed in.
    pub account: Option<AccountId>,
    /// The name to greet by.
    pub name: Option<String>,
    /// What the person does here.
    pub role: Role,
    /// The officer's agency: code and name.
    pub agency: Option<(String, String)>,
    /// The language of the interface.
    pub language: Language,
    /// Whether this is the demonstration portal, to be marked on every page.
    pub demonstration: bool,
    /// The province's name, from configuration.
    pub province: String,
    /// The day it is in Vietnam, `yyyy-mm-dd`, from the server's clock: pages never read a clock of their own.
    pub today: String,
}

/// What a person does here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody is signed in.
    #[default]
    Visitor,
    /// A citizen or a business.
    Citizen,
    /// An officer of the one-stop office.
    Officer,
}

/// The language of the interface; the law stays Vietnamese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

/// An invented person of the demonstration identity provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// What the sign-in form sends.
    pub key: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// What they are here for, in a few words (Vietnamese, data).
    pub about: String,
}
