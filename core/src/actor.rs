//! Who acts: a citizen, an officer of an agency, or the portal itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{account::Scope, agency::AgencyCode, id::AccountId};

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
    /// A person who acts for an organisation (người đại diện, người được uỷ quyền): what is done is the organisation's.
    Delegate {
        /// The person's account.
        account: AccountId,
        /// The organisation's account.
        organisation: AccountId,
        /// How far each of the person's mandates reaches.
        scopes: Vec<Scope>,
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
    /// A member of a community digital team, who fills and files for people with an account of their own (tổ công nghệ số
    /// cộng đồng).
    Helper {
        /// The account.
        account: AccountId,
    },
    /// Whoever looks after the portal; no dossier is theirs to see (quản trị).
    Administrator {
        /// The account.
        account: AccountId,
    },
    /// The portal itself: a gateway's call, a deadline that passed.
    System,
}

impl Actor {
    /// Returns for whom the actor acts, when not for themselves.
    pub const fn on_behalf_of(&self) -> Option<AccountId> {
        match self {
            Self::Delegate { organisation, .. } => Some(*organisation),
            Self::Nobody
            | Self::Citizen { .. }
            | Self::Officer { .. }
            | Self::Helper { .. }
            | Self::Administrator { .. }
            | Self::System => None,
        }
    }

    /// Returns the account whose drafts and dossiers the actor works on: one's own, or the organisation's one acts for.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Citizen { account }
            | Self::Officer { account, .. }
            | Self::Helper { account }
            | Self::Administrator { account }
            | Self::Delegate {
                organisation: account, ..
            } => Some(*account),
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
    /// Hands parcels to the public post and takes them back (nhân viên bưu chính); sees recipients, never dossiers.
    PostClerk,
}

impl Role {
    /// Lists every role.
    pub const ALL: [Self; 4] = [Self::Reception, Self::Processing, Self::Leadership, Self::PostClerk];

    /// Lists the roles that work on dossiers and see them.
    pub const CASEWORK: [Self; 3] = [Self::Reception, Self::Processing, Self::Leadership];

    /// Returns the name it is kept under.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Processing => "processing",
            Self::Leadership => "leadership",
            Self::PostClerk => "post_clerk",
        }
    }
}
