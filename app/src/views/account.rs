//! One's own account, its identities and its devices; and the ways to sign in to it.

use std::collections::BTreeMap;

use motcua_core::account::Assurance;
use motcua_core::id::AccountId;
use serde::{Deserialize, Serialize};

/// A provider of electronic identities (hệ thống định danh).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderLine {
    /// The last part of its address.
    pub key: String,
    /// What people call it.
    pub name: String,
}

/// An older account that an identity just proved may be of: the person says whether it is theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkOffer {
    /// The number both have, its middle hidden.
    pub number: String,
    /// The name that was proved.
    pub name: String,
    /// Who proved it now.
    pub provider: String,
    /// When the account was made, `dd/mm/yyyy`.
    pub made_on: String,
    /// How it has been signed in to so far.
    pub known_from: Vec<String>,
}

/// One's own account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    /// The name.
    pub name: String,
    /// The personal id or tax code, its middle hidden.
    pub number: Option<String>,
    /// The best proof of it so far.
    pub assurance: Option<Assurance>,
    /// The identities it is signed in to with.
    pub identities: Vec<IdentityLine>,
    /// The devices signed in now, the last used first.
    pub devices: Vec<DeviceLine>,
    /// Where its person can be told besides the portal.
    #[serde(default)]
    pub channels: Option<Vec<super::ChannelView>>,
    /// The organisation whose they are, where the person acts for one.
    #[serde(default)]
    pub channels_of: Option<String>,
}

/// An identity of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityLine {
    /// Who proves it.
    pub provider: String,
    /// Since when, `dd/mm/yyyy`.
    pub linked_on: String,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceLine {
    /// The session's id.
    pub id: String,
    /// What its owner would call it.
    pub name: String,
    /// When it signed in.
    pub began: String,
    /// When it was last used.
    pub seen: String,
    /// Whether it is the one that asks.
    pub is_here: bool,
}

/// The organisations one may act for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganisationsView {
    /// What one may do for which.
    pub mandates: Vec<MandateLine>,
    /// Those whose mandates are one's own to give.
    pub managed: Vec<Managed>,
    /// What was typed in a form of this page that was refused, by the name of the input; `form` says which one.
    #[serde(default)]
    pub typed: BTreeMap<String, String>,
}

/// What one may do for an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MandateLine {
    /// Its account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Its tax code.
    pub tax_code: String,
    /// Whether one represents it by law.
    pub is_representative: bool,
    /// Codes of the procedures; empty means all.
    pub procedures: Vec<String>,
    /// Names of the agencies; empty means all.
    pub agencies: Vec<String>,
    /// The last day, `dd/mm/yyyy`.
    pub until: Option<String>,
    /// Whether one acts for it now.
    pub is_acting: bool,
}

/// An organisation whose mandates are one's own to give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Managed {
    /// Its account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Its tax code.
    pub tax_code: String,
    /// What it has entrusted to whom, the latest first.
    pub given: Vec<DelegationLine>,
}

/// A mandate that an organisation gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DelegationLine {
    /// Its id.
    pub id: String,
    /// Whom it is given to.
    pub name: String,
    /// Their personal id, its middle hidden.
    pub number: String,
    /// Codes of the procedures; empty means all.
    pub procedures: Vec<String>,
    /// Names of the agencies; empty means all.
    pub agencies: Vec<String>,
    /// The first day, `dd/mm/yyyy`.
    pub from: String,
    /// The last day, `dd/mm/yyyy`.
    pub to: Option<String>,
    /// Whether it stands.
    pub state: DelegationState,
}

/// Whether a mandate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationState {
    /// It holds today.
    Holds,
    /// Its first day is to come.
    Coming,
    /// Its last day is past.
    Over,
    /// It was taken back.
    Revoked,
}

/// A mandate as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationInput {
    /// The organisation's account.
    pub organisation: AccountId,
    /// Whom it is given to, by personal id.
    pub personal_id: String,
    /// What the organisation calls them.
    pub name: String,
    /// Codes of procedures, with commas between.
    pub procedures: String,
    /// Codes of agencies, with commas between.
    pub agencies: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}
