//! Who is asking, as far as a page needs to know.

use motcua_core::account::{Assurance, Scope};
use motcua_core::actor::Role as Duty;
use motcua_core::id::AccountId;
use serde::{Deserialize, Serialize};

/// The person behind the request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// The account, when signed in.
    pub account: Option<AccountId>,
    /// How well the identity of who is signed in was proved; nothing where no provider proved it.
    #[serde(default)]
    pub assurance: Option<Assurance>,
    /// The name to greet by.
    pub name: Option<String>,
    /// What the person does here.
    pub role: Role,
    /// The officer's agency: code and name.
    pub agency: Option<(String, String)>,
    /// What an officer is entrusted with; everything where nothing is said.
    #[serde(default)]
    pub duties: Option<Vec<Duty>>,
    /// The language of the interface.
    pub language: Language,
    /// Whether this is the demonstration portal, to be marked on every page.
    pub demonstration: bool,
    /// The province's name, from configuration.
    pub province: String,
    /// When the account is an organisation's: the person who acts for it.
    #[serde(default)]
    pub acting: Option<Acting>,
    /// When the session ends, as far as the page has to say so.
    #[serde(default)]
    pub session: Option<SessionClock>,
    /// The day it is in Vietnam, `yyyy-mm-dd`, from the server's clock: pages never read a clock of their own.
    pub today: String,
    /// A name for the device that asks, good for telling two of them apart and for nothing else.
    pub device: String,
    /// The account that stands for a browser on which a draft was begun before anybody signed in.
    pub guest: Option<AccountId>,
    /// Until when such a draft is kept, `dd/mm/yyyy`.
    pub guest_until: Option<String>,
    /// How many messages to the account have not been read.
    #[serde(default)]
    pub unread: u32,
}

impl Me {
    /// Says whether what the population database knows of the person may be filled in for them.
    pub fn opens_population(&self) -> bool {
        self.assurance.is_some_and(Assurance::opens_population)
    }

    /// Returns the account of the person who is signed in, also when they act for an organisation.
    pub fn own_account(&self) -> Option<AccountId> {
        self.acting.as_ref().map(|acting| acting.person).or(self.account)
    }

    /// Returns the page an officer works on: the desk, or the parcels where nothing else is entrusted to them.
    pub fn desk(&self) -> &'static str {
        match self.duties.as_deref() {
            Some([Duty::PostClerk]) => crate::paths::POST,
            Some(_) | None => crate::paths::DESK,
        }
    }
}

/// A person who acts for an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acting {
    /// The person's own account.
    pub person: AccountId,
    /// The person's name.
    pub name: String,
    /// Whether they represent it by law.
    pub is_representative: bool,
    /// How far each of their mandates reaches.
    pub scopes: Vec<Scope>,
}

/// The end of a session, as far as a page has to say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClock {
    /// The time of day it ends, used or not, once that is near.
    pub ends_at: Option<String>,
    /// After how long without a request the page says that it will end, in seconds.
    pub idle_notice_seconds: u32,
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
    /// A member of a community digital team.
    Helper,
    /// Whoever looks after the portal.
    Administrator,
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
