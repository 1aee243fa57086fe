//! Sign-in and sessions: the invented people of the demonstration portal behind the real session layer. A token leaves
//! here once and is never kept; the store knows its SHA-256.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Language, Me, Person, Role, SessionClock},
};
use motcua_core::{
    account::{Assurance, Holder},
    calendar::{Moment, format},
    dossier::Digest,
    id::{AccountId, SessionId},
};
use serde::Deserialize;

use super::{Portal, PortalParts};
use crate::{
    clock::{new_id, new_token},
    error::ServiceError,
    store::{
        Conn,
        accounts::{self, Account},
        desk_accounts, identities,
        sessions::{self, NewSession},
    },
};

/// How many times as long as unused a session lives, used or not.
const ABSOLUTE: i32 = 12;

/// How long a session that is over is remembered, so that a form which comes late finds its person.
const REMEMBERED: time::Duration = time::Duration::hours(24);

/// How long before its end a session says so.
const NOTICE: time::Duration = time::Duration::minutes(15);

/// How long before it ends unused the page says so, where script runs.
const IDLE_NOTICE: time::Duration = time::Duration::minutes(5);

/// How often the use of a session is written down.
const TOUCH: time::Duration = time::Duration::minutes(1);

/// A session's token in hexadecimal: for the cookie, and for nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Wraps what a cookie says; it may be anything.
    pub fn claimed(text: &str) -> Self {
        Self(text.chars().take(64).collect())
    }

    /// Draws a new token.
    ///
    /// # Errors
    /// When the machine has no chance to give.
    pub fn fresh() -> Result<Self, ServiceError> {
        let bytes =
            new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Returns the text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what the store knows it by.
    pub fn sha256(&self) -> String {
        Digest::of(&[self.0.as_bytes()]).to_string()
    }

    /// Returns a name for the device that holds the token; nothing can be learnt of the token from it.
    pub fn device(&self) -> String {
        let mut name = Digest::of(&[b"device", self.0.as_bytes()]).to_string();
        name.truncate(8);
        name
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Token(…)")
    }
}

/// A session about to begin.
pub(super) struct Beginning {
    token_sha256: String,
    id: SessionId,
    user_agent: String,
    now: Moment,
    idle: time::Duration,
}

impl Beginning {
    /// Draws the token of a new session.
    pub(super) fn new(parts: &PortalParts, user_agent: &str) -> Result<(Token, Self), ServiceError> {
        let token = Token::fresh()?;
        let beginning = Self {
            token_sha256: token.sha256(),
            id: SessionId::new(new_id()),
            user_agent: user_agent.chars().filter(|c| !c.is_control()).take(200).collect(),
            now: parts.clock.now(),
            idle: parts.session_idle,
        };
        Ok((token, beginning))
    }

    /// Keeps the session as an account's, and forgets those that are over.
    pub(super) async fn keep(&self, conn: &mut Conn, account: AccountId) -> Result<(), ServiceError> {
        sessions::sweep(conn, self.now.plus(-REMEMBERED)).await?;
        let session = NewSession {
            token_sha256: self.token_sha256.clone(),
            id: self.id,
            account,
            user_agent: self.user_agent.clone(),
            now: self.now,
            idle_until: self.now.plus(self.idle),
            expires_at: self.now.plus(self.idle * ABSOLUTE),
        };
        Ok(sessions::insert(conn, &session).await?)
    }
}

#[derive(Deserialize)]
struct People {
    person: Vec<Invented>,
}

#[derive(Deserialize)]
struct Invented {
    key: String,
    name: String,
    role: Role,
    about: String,
    #[serde(default)]
    agency: Option<String>,
    #[serde(default)]
    facts: std::collections::BTreeMap<String, String>,
}

const PEOPLE: &str = include_str!("../../data/demo/people.toml");

fn people() -> Result<Vec<Invented>, ServiceError> {
    let people: People = toml::from_str(PEOPLE).map_err(|error| ServiceError::fault("data/demo/people.toml", error))?;
    Ok(people.person)
}

impl Portal {
    /// Lists the invented people; not found unless the portal runs as a demonstration.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] on a real portal.
    pub fn demonstration_people(&self) -> Result<Vec<Person>, ServiceError> {
        if !self.0.demo {
            return Err(ApiError::NotFound.into());
        }
        let shown = |person: Invented| Person {
            key: person.key,
            name: person.name,
            role: person.role,
            about: person.about,
        };
        Ok(people()?.into_iter().map(shown).collect())
    }

    /// Signs an invented person in: keeps the account with what is known of it and begins a session.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] on a real portal or for nobody known.
    pub async fn open_session(&self, person: &str, user_agent: &str) -> Result<(Token, Me), ServiceError> {
        if !self.0.demo {
            return Err(ApiError::NotFound.into());
        }
        let found = people()?
            .into_iter()
            .find(|one| one.key == person)
            .ok_or(ApiError::NotFound)?;
        let now = self.0.clock.now();
        let (token, beginning) = Beginning::new(&self.0, user_agent)?;
        let candidate = AccountId::new(new_id());
        let work = Arc::new((found, beginning));
        let account = self
            .0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (person, beginning) = &*work;
                    let account = Account {
                        id: candidate,
                        person: person.key.clone(),
                        name: person.name.clone(),
                        role: role_key(person.role).to_owned(),
                        agency: person.agency.clone(),
                    };
                    take_over(conn, person, now).await?;
                    accounts::upsert(conn, &account, now).await?;
                    let account = accounts::by_person(conn, &person.key).await?;
                    let account = account.ok_or_else(|| ServiceError::fault("sign in", "the account was not kept"))?;
                    super::profile::remember_account(conn, account.id, &person.facts, now).await?;
                    if let Some(Ok(holder)) = person.facts.get("person.personal_id").map(|id| id.parse()) {
                        identities::hold(conn, account.id, &Holder::Person(holder)).await?;
                    }
                    beginning.keep(conn, account.id).await?;
                    Ok::<Account, ServiceError>(account)
                })
            })
            .await?;
        Ok((token, self.me(Some(&account), Language::Vi)))
    }

    /// Returns who a token stands for; nobody when it stands for no live session.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn who(&self, token: Option<&Token>, language: Language) -> Result<Me, ServiceError> {
        let Some(token) = token else {
            return Ok(self.me(None, language));
        };
        let now = self.0.clock.now();
        let mut conn = self.0.reader().await?;
        let Some((session, account)) = sessions::live(&mut conn, &token.sha256(), now).await? else {
            return Ok(self.me(None, language));
        };
        // Whether the mandate still holds is asked each time: once it was taken back, the person is themselves again.
        let acting = match session.acting {
            Some(organisation) => self.0.acting_for(&mut conn, &account, organisation).await?,
            None => None,
        };
        let duties = match &session.duties {
            Some(own) => Some(self.0.duties(&mut conn, &account, own, now).await?),
            None => None,
        };
        drop(conn);
        let idle = self.0.session_idle;
        if session.seen_at.plus(TOUCH.min(idle / 4)) < now {
            let id = session.id;
            self.0
                .db
                .write(move |conn| {
                    Box::pin(
                        async move { Ok::<(), ServiceError>(sessions::touch(conn, id, now, now.plus(idle)).await?) },
                    )
                })
                .await?;
        }
        let mut me = self.me(Some(&account), language);
        me.assurance = session.assurance.or(me.assurance);
        if let Some((organisation, acting)) = acting {
            me.account = Some(organisation.id);
            me.name = Some(organisation.name);
            me.acting = Some(acting);
        }
        // What an organisation was told may reach further than a mandate: only who represents it is told how much there is.
        let counts = me
            .acting
            .as_ref()
            .map_or(session.acting.is_none(), |acting| acting.is_representative);
        me.unread = if counts { session.unread } else { 0 };
        me.duties = duties;
        let ends_soon = session.expires_at <= now.plus(NOTICE);
        me.session = Some(SessionClock {
            ends_at: ends_soon.then(|| format::clock(session.expires_at.time())),
            idle_notice_seconds: u32::try_from((idle - IDLE_NOTICE).max(idle / 2).whole_seconds()).unwrap_or(u32::MAX),
        });
        Ok(me)
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn close_session(&self, token: &Token) -> Result<(), ServiceError> {
        let sha256 = token.sha256();
        self.0
            .db
            .write(move |conn| {
                let sha256 = sha256.clone();
                Box::pin(async move { Ok::<(), ServiceError>(sessions::end(conn, &sha256).await?) })
            })
            .await
    }

    /// Describes an account to the pages; a visitor when there is none.
    pub fn me(&self, account: Option<&Account>, language: Language) -> Me {
        let parts = &self.0;
        let role = account.and_then(|account| role_of(&account.role)).unwrap_or_default();
        let today = |now: Moment| format::iso(now.date());
        Me {
            account: account.map(|account| account.id),
            // The invented people of a demonstration count as proved.
            assurance: (parts.demo && role == Role::Citizen).then_some(Assurance::Full),
            name: account.map(|account| account.name.clone()),
            agency: account
                .and_then(|account| account.agency.clone())
                .map(|code| (code.clone(), parts.reference.agency_name(&code))),
            role,
            language,
            demonstration: parts.demo,
            province: parts.province.clone(),
            session: None,
            acting: None,
            duties: None,
            today: today(parts.clock.now()),
            device: String::new(),
            guest: None,
            unread: 0,
            guest_until: None,
        }
    }
}

/// Gives an invented person the account that a desk opened for them before they signed in the first time.
async fn take_over(conn: &mut Conn, person: &Invented, now: Moment) -> Result<(), ServiceError> {
    let holder = person.facts.get("person.personal_id").map(|id| id.parse());
    let Some(Ok(holder)) = holder else { return Ok(()) };
    let same = identities::held_by(conn, &Holder::Person(holder)).await?;
    let opened = same.filter(|known| known.opened_for.is_some());
    if let (Some(opened), None) = (opened, accounts::by_person(conn, &person.key).await?) {
        desk_accounts::take_over(conn, opened.account, &person.key, now).await?;
    }
    Ok(())
}

pub(super) const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Visitor => "visitor",
        Role::Citizen => "citizen",
        Role::Officer => "officer",
        Role::Helper => "helper",
        Role::Administrator => "administrator",
    }
}

fn role_of(key: &str) -> Option<Role> {
    [
        Role::Visitor,
        Role::Citizen,
        Role::Officer,
        Role::Helper,
        Role::Administrator,
    ]
    .into_iter()
    .find(|role| role_key(*role) == key)
}
