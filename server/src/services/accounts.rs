//! Sign-in and sessions: the invented people of the demonstration portal behind the real session layer. A token leaves
//! here once and is never kept; the store knows its SHA-256.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{Language, Me, Person, Role},
};
use motcua_core::{
    calendar::{Moment, format},
    dossier::Digest,
    id::{AccountId, SessionId},
};
use serde::Deserialize;

use super::Portal;
use crate::{
    clock::{new_id, new_token},
    error::ServiceError,
    store::{
        accounts::{self, Account, Fact},
        sessions::{self, NewSession},
    },
};

/// How long a session lives unused.
const IDLE: time::Duration = time::Duration::minutes(60);

/// How long a session lives, used or not.
const ABSOLUTE: time::Duration = time::Duration::hours(12);

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

    /// Returns the text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn sha256(&self) -> String {
        Digest::of(&[self.0.as_bytes()]).to_string()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Token(…)")
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
        let bytes =
            new_token().map_err(|error| ServiceError::down("chance", std::io::Error::other(error.to_string())))?;
        let token = Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
        let id = SessionId::new(new_id());
        let candidate = AccountId::new(new_id());
        let work = Arc::new((
            found,
            token.sha256(),
            user_agent
                .chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect::<String>(),
        ));
        let account = self
            .0
            .db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (person, token_sha256, user_agent) = &*work;
                    let account = Account {
                        id: candidate,
                        person: person.key.clone(),
                        name: person.name.clone(),
                        role: role_key(person.role).to_owned(),
                        agency: person.agency.clone(),
                    };
                    accounts::upsert(conn, &account, now).await?;
                    let account = accounts::by_person(conn, &person.key).await?;
                    let account = account.ok_or_else(|| ServiceError::fault("sign in", "the account was not kept"))?;
                    for (concept, value) in &person.facts {
                        let fact = Fact {
                            concept: concept.clone(),
                            value: value.clone(),
                            origin: "account".to_owned(),
                            recorded_at: now.micros(),
                        };
                        accounts::remember(conn, account.id, &fact, false).await?;
                    }
                    sessions::sweep(conn, now).await?;
                    let session = NewSession {
                        token_sha256: token_sha256.clone(),
                        id,
                        account: account.id,
                        user_agent: user_agent.clone(),
                        now,
                        idle_until: now.plus(IDLE),
                        expires_at: now.plus(ABSOLUTE),
                    };
                    sessions::insert(conn, &session).await?;
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
        drop(conn);
        if session.seen_at.plus(TOUCH) < now {
            let id = session.id;
            self.0
                .db
                .write(move |conn| {
                    Box::pin(
                        async move { Ok::<(), ServiceError>(sessions::touch(conn, id, now, now.plus(IDLE)).await?) },
                    )
                })
                .await?;
        }
        Ok(self.me(Some(&account), language))
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
            name: account.map(|account| account.name.clone()),
            agency: account
                .and_then(|account| account.agency.clone())
                .map(|code| (code.clone(), parts.reference.agency_name(&code))),
            role,
            language,
            demonstration: parts.demo,
            province: parts.province.clone(),
            today: today(parts.clock.now()),
        }
    }
}

const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Visitor => "visitor",
        Role::Citizen => "citizen",
        Role::Officer => "officer",
    }
}

fn role_of(key: &str) -> Option<Role> {
    [Role::Visitor, Role::Citizen, Role::Officer]
        .into_iter()
        .find(|role| role_key(*role) == key)
}
