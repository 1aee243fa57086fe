//! Who acts: a citizen, an officer of an agency, or the portal itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{agency::AgencyCode, id::AccountId};

/// Who acts (người thực hiện).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Actor {
    /// Somebody who is not signed in.
    Nobody,
    /// A person or organisation with an account (công dân, doanh nghiệp).
    Citizen {
        /// The account.
        account: AccountId,
    },
    /// An officer at work (cán bộ, công chức).
    Officer {
        /// The officer's account.
        account: AccountId,
        /// The agency the officer works for.
        agency: AgencyCode,
        /// What the officer is entrusted with there.
        roles: BTreeSet<Role>,
    },
    /// The portal itself: a gateway's call, a deadline that passed.
    System,
}

impl Actor {
    /// Returns the account that acts, if one does.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Citizen { account } | Self::Officer { account, .. } => Some(*account),
            Self::Nobody | Self::System => None,
        }
    }
}

/// What an officer is entrusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Receives dossiers and returns results at the one-stop desk (tiếp nhận và trả kết quả).
    Reception,
    /// Works on dossiers (thụ lý).
    Processing,
    /// Decides for the agency (lãnh đạo).
    Leadership,
}

impl Role {
    /// Lists every role.
    pub const ALL: [Self; 3] = [Self::Reception, Self::Processing, Self::Leadership];
}
